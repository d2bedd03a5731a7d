"""Fits the encoder with a fixed seed; a stopped run goes on from its last epoch."""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from training.encoder.batches import Row, Variants, batches, epoch_rows, tensors
from training.encoder.corpora import UNKNOWN
from training.encoder.network import Encoder


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is fitted."""

    epochs: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    """Share of the steps in which the rate rises."""
    hint_dropout: float = 0.1
    """Share of the windows that are read without hints."""
    silver_share: float = 0.25
    """Share of the silver documents in each epoch but the last."""
    nameless_share: float = 0.35
    """Share of the windows without a name in each epoch but the last."""
    kind_weight: float = 0.3
    seed: int = 20


def fit(
    base: Path,
    variants: Variants,
    silver: Variants,
    settings: Settings,
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Encoder:
    """The encoder after all epochs over the documents; `checkpoint` is a file for the state.

    `silver` are documents of which it reads a share in all epochs but the last, so that the
    corpora have the last word.
    """
    torch.manual_seed(settings.seed)
    network = Encoder(base)
    heads = ("tags", "kinds", "shapes", "hints")
    named = list(network.named_parameters())
    groups = [
        {"params": [p for n, p in named if n.split(".")[0] not in heads], "lr": settings.rate},
        {"params": [p for n, p in named if n.split(".")[0] in heads], "lr": settings.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    first = 0
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    if first == settings.epochs:
        return network
    planned = [_batches(variants, silver, settings, e) for e in range(settings.epochs)]
    steps = [len(made) for made in planned]
    for epoch in range(first, settings.epochs):
        torch.manual_seed(settings.seed + 1000 * epoch)
        network.train()
        started, losses = time.monotonic(), []
        for number, batch in enumerate(planned[epoch]):
            done = (sum(steps[:epoch]) + number) / sum(steps)
            for group, rate in zip(
                optimizer.param_groups, (settings.rate, settings.head_rate), strict=True
            ):
                group["lr"] = rate * share(done, settings.warm_up)
            losses.append(_step(network, optimizer, batch, settings))
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
    variants: Variants, silver: Variants, settings: Settings, epoch: int
) -> list[list[Row]]:
    rng = random.Random(settings.seed * 1000 + epoch)
    if epoch == settings.epochs - 1:
        return list(batches(epoch_rows(variants, rng), rng))
    read = [*variants, *rng.sample(silver, round(settings.silver_share * len(silver)))]
    return list(batches(epoch_rows(read, rng, settings.nameless_share), rng))


def share(done: float, warm_up: float) -> float:
    """The rate rises straight and falls like a cosine."""
    if done < warm_up:
        return done / warm_up
    return 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


def _step(
    network: Encoder, optimizer: torch.optim.Optimizer, batch: Sequence[Row], settings: Settings
) -> float:
    pieces, shapes, hints, mask, tags, kinds = tensors(batch)
    kept = torch.rand(len(batch), 1) >= settings.hint_dropout
    tag_scores, kind_scores = network(pieces, shapes, hints * kept, mask)
    loss = functional.cross_entropy(tag_scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
    if (kinds != UNKNOWN).any():
        loss = loss + settings.kind_weight * functional.cross_entropy(
            kind_scores.flatten(0, 1), kinds.flatten(), ignore_index=UNKNOWN
        )
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return loss.item()
