"""Fits the network of triggers with a fixed seed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from geo.encoder.triggers import NOTHING
from geo.event_types import EVENT_TYPES
from training.triggers.examples import Examples
from training.triggers.network import TypeScores

TYPES = (NOTHING, *EVENT_TYPES)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is fitted."""

    hidden: int = 256
    dropout: float = 0.4
    epochs: int = 15
    batch: int = 256
    rate: float = 4e-3
    """The highest; it rises and falls once (Smith 2018)."""
    decay: float = 0.05
    seed: int = 20


def fit(examples: Sequence[Examples], settings: Settings) -> TypeScores:
    """The network, after learning from these reports.

    Where several types are right, their probabilities count together.
    """
    torch.manual_seed(settings.seed)
    given = torch.from_numpy(np.concatenate([e.features for e in examples]).astype(np.float32))
    right = torch.from_numpy(np.concatenate([_right(e) for e in examples]))
    network = TypeScores(given.shape[1], settings.hidden, len(TYPES), settings.dropout)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=settings.decay)
    steps = settings.epochs * -(-len(given) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps)
    network.train()
    for _ in range(settings.epochs):
        for batch in torch.randperm(len(given)).split(settings.batch):
            loss = _loss(network(given[batch]), right[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def _right(examples: Examples) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """(N, T) whether a type is right for a word."""
    return np.array([[name in types for name in TYPES] for types in examples.types], bool).reshape(
        len(examples.types), len(TYPES)
    )


def _loss(scores: Tensor, right: Tensor) -> Tensor:
    told = functional.log_softmax(scores, dim=1).masked_fill(~right, -torch.inf)
    return -torch.logsumexp(told, dim=1).mean()
