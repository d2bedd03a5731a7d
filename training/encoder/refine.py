"""Goes on with the layers that only names are read from, for what the first course learns least of.

How a name is meant is annotated in one corpus only: here it is read more often, beside what the
grammar tells of the names of the others. The lower layers stay, so that what reads the places of
events from them stays too. Many names are read renamed, so that they are known by their context.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from geo.encoder.kinds import KINDS
from training.encoder.batches import Readings, Row, batches, epoch_rows, tensors
from training.encoder.corpora import UNKNOWN
from training.encoder.network import SHARED, Encoder
from training.loop import Course, run

COURSE = Course(epochs=3, rate=1e-4, head_rate=3e-4)


@dataclass(frozen=True, slots=True)
class Refinement:
    """How the upper layers go on."""

    course: Course = COURSE
    hint_dropout: float = 0.1
    silver_share: float = 0.25
    """Share of the silver documents in each epoch but the last."""
    renamed_share: float = 0.5
    renamed_silver_share: float = 0.7
    """Shares of the documents that are read with other names."""
    nameless_share: float = 0.35
    """Share of the windows without a name."""
    annotated_times: int = 2
    """How often an epoch reads the documents whose kinds are annotated."""
    kind_weight: float = 0.5
    usage_weight: float = 0.5
    grammar_weight: float = 0.15
    """Of the kinds that the grammar tells, in all epochs but the last."""


def refine(
    network: Encoder,
    corpora: Readings,
    silver: Readings,
    settings: Refinement,
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Fit the layers above the shared ones, and the heads; `checkpoint` is a file for the state."""
    above = {f"layers.{number}." for number in range(SHARED, len(network.layers))}
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name.startswith((*above, *_HEADS)))
    # A batch knows how much the grammar's word counts in its epoch.
    run(
        network,
        lambda name: name.startswith(_HEADS),
        lambda epoch: _plan(corpora, silver, settings, epoch),
        lambda batch: _loss(network, *batch, settings),
        settings.course,
        checkpoint,
        say,
    )


_HEADS = ("tags.", "kinds.")


def _plan(
    corpora: Readings, silver: Readings, settings: Refinement, epoch: int
) -> list[tuple[list[Row], float]]:
    rng = random.Random(settings.course.seed * 1000 + epoch + 77)
    every = list(range(len(corpora.written)))
    annotated = [number for number in every if corpora.written[number][0][0].annotated]
    numbers = every + annotated * (settings.annotated_times - 1)
    read = list(corpora.drawn(numbers, settings.renamed_share, epoch, rng))
    weight = 0.0
    if epoch < settings.course.epochs - 1:
        count = len(silver.written)
        numbers = rng.sample(range(count), round(settings.silver_share * count))
        read += silver.drawn(numbers, settings.renamed_silver_share, epoch, rng)
        weight = settings.grammar_weight
    rows = epoch_rows(read, rng, settings.nameless_share)
    return [(batch, weight) for batch in batches(rows, rng)]


def _loss(
    network: Encoder, batch: Sequence[Row], grammar_weight: float, settings: Refinement
) -> Tensor:
    pieces, shapes, hints, mask, tags, annotated, told = tensors(batch)
    kept = torch.rand(len(batch), 1) >= settings.hint_dropout
    with torch.no_grad():
        states = network.shared(pieces, shapes, hints * kept, mask)
    tag_scores, kind_scores = network.names(states, mask)
    loss = functional.cross_entropy(tag_scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
    for kinds, weight in ((annotated, 1.0), (told, grammar_weight)):
        if weight and (kinds != UNKNOWN).any():
            loss = loss + weight * _kind_loss(kind_scores, kinds, settings)
    return loss


def _kind_loss(scores: Tensor, kinds: Tensor, settings: Refinement) -> Tensor:
    """Of the kind, and of its usage, whose probability is that of all of its kinds."""
    known = kinds != UNKNOWN
    told, odds = kinds[known], scores[known].log_softmax(-1)
    literal = torch.tensor([usage == "literal" for usage, _ in KINDS])
    usages = torch.stack([odds[:, ~literal].logsumexp(-1), odds[:, literal].logsumexp(-1)], -1)
    return settings.kind_weight * functional.nll_loss(
        odds, told
    ) + settings.usage_weight * functional.nll_loss(usages, literal[told].long())
