"""What the network says of reports that it has not seen, where the ontology says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from geo.encoder.tags import Floats
from training.resolver.calibration import calibration_error
from training.triggers.examples import FOLDS, Examples
from training.triggers.fit import TYPES, Settings, fit


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """N unlisted words of reports that were read by a network that had not seen them."""

    probabilities: Floats
    """(N, T)"""
    types: tuple[tuple[str, ...], ...]
    """(N,) those that are right for each."""

    def line(self, least: float) -> str:
        """How many words are rightly taken for events where they surely are one."""
        taken = np.flatnonzero(1 - self.probabilities[:, 0] >= least)
        best = self.probabilities[:, 1:].argmax(axis=1) + 1
        events = [TYPES[0] not in types for types in self.types]
        found = sum(events[n] for n in taken)
        right = np.array([TYPES[best[n]] in self.types[n] for n in taken])
        believed = self.probabilities[taken, best[taken]]
        error = calibration_error(believed, right) if len(taken) else 0.0
        return (
            f"from {least:.2f}: {len(taken)} words, events {found / max(len(taken), 1):.3f}, "
            f"type right {right.sum() / max(found, 1):.3f} of those, "
            f"{found / sum(events):.3f} of all {sum(events)} events; calibration error {error:.3f}"
        )


def judge(examples: Sequence[Examples], settings: Settings) -> Judged:
    """The unlisted words of all folds, each as the network of the other folds reads it."""
    probabilities, types = [], list[tuple[str, ...]]()
    for fold in range(FOLDS):
        network = fit([e for e in examples if e.fold != fold], settings)
        for each in (e for e in examples if e.fold == fold):
            unlisted = ~np.array(each.listed, bool)
            if not unlisted.any():
                continue
            with torch.no_grad():
                scores = network(torch.from_numpy(each.features[unlisted].astype(np.float32)))
            probabilities.append(scores.softmax(dim=1).double().numpy())
            types += [t for t, listed in zip(each.types, each.listed, strict=True) if not listed]
    return Judged(np.concatenate(probabilities), tuple(types))
