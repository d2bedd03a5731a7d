"""Fits the encoder with a fixed seed; a stopped run goes on from its last epoch."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.batches import Row, Variants, batches, epoch_rows, tensors
from training.encoder.corpora import UNKNOWN
from training.encoder.network import Encoder
from training.loop import Course, run

COURSE = Course(epochs=3, rate=2e-4, head_rate=1e-3)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is fitted."""

    course: Course = COURSE
    hint_dropout: float = 0.1
    """Share of the windows that are read without hints."""
    silver_share: float = 0.25
    """Share of the silver documents in each epoch but the last."""
    nameless_share: float = 0.35
    """Share of the windows without a name in each epoch but the last."""
    kind_weight: float = 0.3


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
    torch.manual_seed(settings.course.seed)
    network = Encoder(base)
    run(
        network,
        lambda name: name.split(".")[0] in _HEADS,
        lambda epoch: _batches(variants, silver, settings, epoch),
        lambda batch: _loss(network, batch, settings),
        settings.course,
        checkpoint,
        say,
    )
    return network


_HEADS = frozenset({"tags", "kinds", "shapes", "hints"})
"""Parts of the network that the base model does not have."""


def _batches(
    variants: Variants, silver: Variants, settings: Settings, epoch: int
) -> list[list[Row]]:
    rng = random.Random(settings.course.seed * 1000 + epoch)
    if epoch == settings.course.epochs - 1:
        return list(batches(epoch_rows(variants, rng), rng))
    read = [*variants, *rng.sample(silver, round(settings.silver_share * len(silver)))]
    return list(batches(epoch_rows(read, rng, settings.nameless_share), rng))


def _loss(network: Encoder, batch: Sequence[Row], settings: Settings) -> Tensor:
    pieces, shapes, hints, mask, tags, kinds, _ = tensors(batch)
    kept = torch.rand(len(batch), 1) >= settings.hint_dropout
    tag_scores, kind_scores = network(pieces, shapes, hints * kept, mask)
    loss = functional.cross_entropy(tag_scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
    if (kinds != UNKNOWN).any():
        loss = loss + settings.kind_weight * functional.cross_entropy(
            kind_scores.flatten(0, 1), kinds.flatten(), ignore_index=UNKNOWN
        )
    return loss
