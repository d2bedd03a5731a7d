"""Fits the linker with a fixed seed; a stopped run goes on from its last epoch."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.corpora import UNKNOWN
from training.encoder.fit import share
from training.encoder.network import Encoder
from training.linker.network import Linker
from training.linker.records import Example

PIECES = 448
"""Word-pieces of a batch, those that fill rows up counted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the linker is fitted."""

    epochs: int = 3
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    smoothing: float = 0.05
    """Share of each tag's probability that is spread over the others: annotators differ."""
    dropout: float = 0.1
    gold_weight: int = 3
    """How often a gold record is read in an epoch."""
    seed: int = 20


def fit(
    encoder: Encoder,
    epochs: Sequence[Sequence[Example]],
    settings: Settings,
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Linker:
    """The linker after reading each epoch's examples; `checkpoint` is a file for the state."""
    torch.manual_seed(settings.seed)
    network = Linker(encoder, settings.dropout)
    named = list(network.named_parameters())
    groups = [
        {"params": [p for n, p in named if n.startswith("layers")], "lr": settings.rate},
        {"params": [p for n, p in named if not n.startswith("layers")], "lr": settings.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    first = 0
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    planned = [list(_batches(e, settings, n)) for n, e in enumerate(epochs)]
    steps = [len(made) for made in planned]
    for epoch in range(first, len(epochs)):
        torch.manual_seed(settings.seed + 1000 * epoch)
        network.train()
        started, losses = time.monotonic(), []
        for number, batch in enumerate(planned[epoch]):
            done = (sum(steps[:epoch]) + number) / sum(steps)
            for group, rate in zip(
                optimizer.param_groups, (settings.rate, settings.head_rate), strict=True
            ):
                group["lr"] = rate * share(done, settings.warm_up)
            states, marks, mask, tags = tensors(batch)
            scores = network(states, marks, mask)
            loss = functional.cross_entropy(
                scores.flatten(0, 1),
                tags.flatten(),
                ignore_index=UNKNOWN,
                label_smoothing=settings.smoothing,
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
        seconds = time.monotonic() - started
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, {seconds:.0f} s")
        if checkpoint is not None:
            state = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch,
            }
            draft = checkpoint.with_suffix(".draft")
            torch.save(state, draft)
            draft.replace(checkpoint)
    return network


def _batches(
    examples: Sequence[Example], settings: Settings, epoch: int
) -> Iterator[list[Example]]:
    """Batches of similar length in random order, the gold records several times."""
    rng = random.Random(settings.seed * 1000 + epoch)
    read = [e for e in examples for _ in range(settings.gold_weight if e.record["gold"] else 1)]
    made: list[list[Example]] = [[]]
    for item in sorted(read, key=lambda e: len(e) + rng.random() * 8):
        if made[-1] and (len(made[-1]) + 1) * max(len(item), len(made[-1][-1])) > PIECES:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    yield from made


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, marks, mask and tags of a batch."""
    longest, width = max(map(len, batch)), batch[0].states.shape[1]
    states = np.zeros((len(batch), longest, width), np.float32)
    marks = np.zeros((len(batch), longest), np.float32)
    mask = np.full((len(batch), 1, 1, longest), -1e9, np.float32)
    tags = np.full((len(batch), longest), UNKNOWN, np.int64)
    for row, item in enumerate(batch):
        states[row, : len(item)] = item.states
        marks[row, : len(item)] = item.marks
        mask[row, 0, 0, : len(item)] = 0
        tags[row, : len(item)] = item.tags
    return tuple(map(torch.from_numpy, (states, marks, mask, tags)))  # type: ignore[return-value]
