"""Epochs of steps at a rate that rises and falls; a stopped run goes on from its last epoch."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

Batch = TypeVar("Batch")


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast a network is fitted."""

    epochs: int
    rate: float
    """The highest, of what was learnt before."""
    head_rate: float
    """The highest, of what begins anew."""
    warm_up: float = 0.1
    """Share of the steps in which the rate rises."""
    seed: int = 20


def run(
    network: nn.Module,
    is_head: Callable[[str], bool],
    plan: Callable[[int], Sequence[Batch]],
    loss_of: Callable[[Batch], Tensor],
    course: Course,
    checkpoint: Path | None,
    say: Callable[[str], None],
) -> None:
    """Fit a network: `is_head` tells by its name which parameter begins anew, `plan` gives the
    batches of an epoch, `loss_of` the loss of a batch; `checkpoint` is a file for the state."""
    named = list(network.named_parameters())
    rates = (course.rate, course.head_rate)
    groups = [
        {"params": [p for n, p in named if is_head(n) == head], "lr": rate}
        for head, rate in zip((False, True), rates, strict=True)
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    first = 0
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    if first == course.epochs:
        return
    planned = [plan(epoch) for epoch in range(course.epochs)]
    steps = [len(batches) for batches in planned]
    for epoch in range(first, course.epochs):
        torch.manual_seed(course.seed + 1000 * epoch)
        network.train()
        started, losses = time.monotonic(), []
        for number, batch in enumerate(planned[epoch]):
            done = (sum(steps[:epoch]) + number) / sum(steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share(done, course.warm_up)
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
        seconds = time.monotonic() - started
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, {seconds:.0f} s")
        if checkpoint is not None:
            _save(network, optimizer, epoch, checkpoint)


def _share(done: float, warm_up: float) -> float:
    """The rate rises straight and falls like a cosine."""
    if done < warm_up:
        return done / warm_up
    return 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


def _save(
    network: nn.Module, optimizer: torch.optim.Optimizer, epoch: int, checkpoint: Path
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    draft = checkpoint.with_suffix(".draft")
    torch.save(state, draft)
    draft.replace(checkpoint)
