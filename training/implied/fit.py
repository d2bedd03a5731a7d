"""Fits the network over scenes with a fixed seed; a stopped run goes on from its last epoch."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from geo.choosing import Floats, shares
from geo.encoder.scenes import Scene
from geo.records import Seen
from training.encoder.export import Part, write_onnx
from training.implied.examples import ALONE, Example
from training.implied.network import Choice, Form
from training.loop import Course, run

COURSE = Course(epochs=6, rate=0, head_rate=1e-3)
BATCH = 32
WEIGHTS = {"muc": 0.4}
"""How much is learnt from an event of a corpus: the old wire has as many as all others."""
_NEVER = -1e4


@dataclass(frozen=True, slots=True, eq=False)
class Believed:
    """What a network says of an example."""

    shares: Floats
    """(N,) of its places."""
    seen: Seen


def fit(
    examples: Sequence[Example],
    form: Form = Form(),  # noqa: B008 - frozen
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Choice:
    """The network, after learning from these events; `checkpoint` is a file for the state.

    Of each event the probabilities of all its right places count together in a softmax over its
    places (McFadden 1974); whether it happened and is wanted are logistic.
    """
    torch.manual_seed(COURSE.seed)
    whole = [e for e in examples if e.group != ALONE]
    network = Choice(np.concatenate([e.scene.features for e in whole]), form)
    # Of places nothing is learnt where each is right, or none.
    told = [e for e in whole if max(e.happened, e.wanted) >= 0 or 0 < e.right.sum() < len(e.right)]

    def loss_of(batch: Sequence[Example]) -> Tensor:
        given, mask, right, weight = tensors(batch)
        scores, word = network.read(*given, mask)
        odds = network.seen(word)
        scores = scores.masked_fill(right < 0, _NEVER)
        likely = scores.log_softmax(1).masked_fill(right < 1, _NEVER).logsumexp(1)
        where = weight * ((right == 1).any(1) & (right == 0).any(1))
        told = torch.tensor([[e.happened, e.wanted] for e in batch])
        known, told = weight[:, None] * (told >= 0), told.clamp(min=0)
        missed = binary_cross_entropy_with_logits(odds, told, known, reduction="sum")
        return (missed - (likely * where).sum()) / weight.sum()

    plan = [list(_batches(told, epoch)) for epoch in range(COURSE.epochs)]
    run(network, lambda _: True, plan.__getitem__, loss_of, COURSE, checkpoint, say)
    _fit_happened(network, examples, say)
    return network.eval()


def _fit_happened(network: Choice, examples: Sequence[Example], say: Callable[[str], None]) -> None:
    """What tells of no event, learnt after all else and from paragraphs by themselves as well.

    The rest of the network stays: learnt from paragraphs it places events less well, and without
    them it takes what is told in one sentence for nothing.
    """
    known = [e for e in examples if e.happened >= 0]
    words = _words(network, known)
    told = torch.tensor([e.happened for e in known])
    weights = torch.tensor([WEIGHTS.get(e.group, 1.0) for e in known])

    def loss_of(batch: Sequence[int]) -> Tensor:
        some = torch.tensor(batch)
        odds = network.happened(words[some])[:, 0]
        return binary_cross_entropy_with_logits(odds, told[some], weights[some])

    torch.manual_seed(COURSE.seed)
    plan = [list(_shuffled(len(known), epoch)) for epoch in range(COURSE.epochs)]
    network.happened.train()
    run(network.happened, lambda _: True, plan.__getitem__, loss_of, COURSE, None, say)


@torch.no_grad()
def _words(network: Choice, examples: Sequence[Example]) -> Tensor:
    """(N, W) the states in which the network leaves the words of events."""
    network.eval()
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].scene.states))
    read = []
    for some in (order[n : n + BATCH] for n in range(0, len(order), BATCH)):
        given, mask, *_ = tensors([examples[n] for n in some])
        read.append(network.read(*given, mask)[1])
    words = torch.cat(read)
    return words[torch.argsort(torch.tensor(order))]


@torch.no_grad()
def believed(network: Choice, examples: Sequence[Example]) -> list[Believed]:
    """What it says of each example."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].scene.states))
    found: dict[int, Believed] = {}
    for some in (order[n : n + BATCH] for n in range(0, len(order), BATCH)):
        given, mask, *_ = tensors([examples[n] for n in some])
        scores, odds = network(*given, mask)
        likely = odds.double().sigmoid().tolist()
        for n, row, told in zip(some, scores.double().numpy(), likely, strict=True):
            found[n] = Believed(shares(row[: len(examples[n].right)]), Seen(*told))
    return [found[n] for n in range(len(examples))]


def export(network: Choice, example: Example, path: Path) -> None:
    """Write scenes.onnx: a scene in, the scores of its places out."""
    given, *_ = tensors([example])
    named = dict(zip((field.name for field in fields(Scene)), given, strict=True))
    places = dict.fromkeys(("names", "around", "features", "scores"), "places")
    places["happened"] = "one"
    said = ["scores", "happened"]
    write_onnx(Part(network.eval(), network.forward), named, said, path, places)


def tensors(batch: Sequence[Example]) -> tuple[list[Tensor], Tensor, Tensor, Tensor]:
    """What the network is given of B scenes, its mask, what is right (B, N; -1 fills up) and the
    weights (B,)."""
    scenes = [e.scene for e in batch]
    given = [_filled([getattr(s, f.name) for s in scenes]) for f in fields(Scene)]
    pieces, places = given[0].shape[1], given[-1].shape[1]
    mask = torch.full((len(batch), 1, 1, pieces + places), _NEVER)
    right = torch.full((len(batch), places), -1.0)
    for row, each in enumerate(batch):
        mask[row, ..., : len(each.scene.states)] = 0
        mask[row, ..., pieces : pieces + len(each.right)] = 0
        right[row, : len(each.right)] = torch.from_numpy(each.right)
    weight = torch.tensor([WEIGHTS.get(e.group, 1.0) for e in batch])
    return given, mask, right, weight


def _filled(arrays: "Sequence[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]") -> Tensor:
    longest = max(map(len, arrays))
    whole = np.zeros((len(arrays), longest, *arrays[0].shape[1:]), arrays[0].dtype)
    for row, array in zip(whole, arrays, strict=True):
        row[: len(array)] = array
    filled = torch.from_numpy(whole)
    return filled.float() if filled.is_floating_point() else filled


def _shuffled(count: int, epoch: int) -> Iterator[list[int]]:
    """Numbers in random order, in batches."""
    numbers = list(range(count))
    random.Random(COURSE.seed * 1000 + epoch).shuffle(numbers)
    yield from (numbers[n : n + BATCH] for n in range(0, count, BATCH))


def _batches(examples: Sequence[Example], epoch: int) -> Iterator[list[Example]]:
    """Batches of like length in random order."""
    rng = random.Random(COURSE.seed * 1000 + epoch)
    some = sorted(examples, key=lambda e: len(e.scene.states) + rng.random() * 16)
    batches = [some[n : n + BATCH] for n in range(0, len(some), BATCH)]
    rng.shuffle(batches)
    yield from batches
