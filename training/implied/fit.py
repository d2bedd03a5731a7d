"""Fits the network over scenes with a fixed seed; a stopped run goes on from its last epoch."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from geo.choosing import Floats, shares
from geo.encoder.scenes import Scene
from training.encoder.export import Part, write_onnx
from training.implied.examples import Example
from training.implied.network import Choice, Form
from training.loop import Course, run

COURSE = Course(epochs=6, rate=0, head_rate=1e-3)
BATCH = 32
WEIGHTS = {"muc": 0.4}
"""How much is learnt from an event of a corpus: the old wire has as many as all others."""
_NEVER = -1e4


def fit(
    examples: Sequence[Example],
    form: Form = Form(),  # noqa: B008 - frozen
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Choice:
    """The network, after learning from these events; `checkpoint` is a file for the state.

    Of each event the probabilities of all its right places count together in a softmax over its
    places (McFadden 1974).
    """
    torch.manual_seed(COURSE.seed)
    network = Choice(np.concatenate([e.scene.features for e in examples]), form)
    # Nothing is learnt where each place is right, or none.
    told = [e for e in examples if 0 < e.right.sum() < len(e.right)]

    def loss_of(batch: Sequence[Example]) -> Tensor:
        given, mask, right, weight = tensors(batch)
        scores = network(*given, mask).masked_fill(right < 0, _NEVER)
        likely = scores.log_softmax(1).masked_fill(right < 1, _NEVER).logsumexp(1)
        return -(likely * weight).sum() / weight.sum()

    plan = [list(_batches(told, epoch)) for epoch in range(COURSE.epochs)]
    run(network, lambda _: True, plan.__getitem__, loss_of, COURSE, checkpoint, say)
    return network.eval()


@torch.no_grad()
def believed(network: Choice, examples: Sequence[Example]) -> list[Floats]:
    """Of each example the shares of its places."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].scene.states))
    found: dict[int, Floats] = {}
    for some in (order[n : n + BATCH] for n in range(0, len(order), BATCH)):
        given, mask, *_ = tensors([examples[n] for n in some])
        for n, scores in zip(some, network(*given, mask).double().numpy(), strict=True):
            found[n] = shares(scores[: len(examples[n].right)])
    return [found[n] for n in range(len(examples))]


def export(network: Choice, example: Example, path: Path) -> None:
    """Write scenes.onnx: a scene in, the scores of its places out."""
    given, *_ = tensors([example])
    named = dict(zip((field.name for field in fields(Scene)), given, strict=True))
    places = dict.fromkeys(("names", "around", "features", "scores"), "places")
    write_onnx(Part(network.eval(), network.forward), named, ["scores"], path, places)


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


def _batches(examples: Sequence[Example], epoch: int) -> Iterator[list[Example]]:
    """Batches of like length in random order."""
    rng = random.Random(COURSE.seed * 1000 + epoch)
    some = sorted(examples, key=lambda e: len(e.scene.states) + rng.random() * 16)
    batches = [some[n : n + BATCH] for n in range(0, len(some), BATCH)]
    rng.shuffle(batches)
    yield from batches
