"""How right beliefs are on names whose places are known."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.resolver.approximate import approximate
from geo.resolver.features import Facts
from geo.resolver.resolver import APPROXIMATELY, is_sure
from geo.resolver.scene import chosen_line
from training.resolver.examples import NEAR_KM, Example, km_from, point_of, right_lines

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One mention of a name with a known place."""

    corpus: str
    example: int
    belief: float
    """In the place chosen; 0 where none was."""
    right: bool
    """The place chosen, or the approximate one, is within 161 km or the same entry."""
    chosen: bool
    """A place was chosen, rather than approximated."""
    findable: bool
    """A right place is among the candidates."""

    @property
    def told(self) -> bool:
        """It is right, and sure enough to be told."""
        return self.right and is_sure(1.0, self.belief if self.chosen else APPROXIMATELY)


def judge(examples: Sequence[Example], beliefs: Sequence[Floats], facts: Facts) -> list[Judged]:
    """Every mention that has coordinates, in order."""
    found = []
    for position, (example, belief) in enumerate(zip(examples, beliefs, strict=True)):
        scene = example.scene
        for gold, number in zip(example.gold, scene.of_toponym, strict=True):
            if gold is None:
                continue
            own = belief[scene.lines(number)]
            km, _ = right_lines(scene, number, gold, facts)
            chosen = chosen_line(scene, belief, number) is not None
            if chosen:
                right = bool(km[int(np.argmax(own))] <= NEAR_KM)
            else:
                guess = approximate(scene, example.geography, belief, number)
                right = guess is not None and km_from(guess.row, gold, facts) <= NEAR_KM
            found.append(
                Judged(
                    corpus=example.corpus,
                    example=position,
                    belief=float(own.max()) if chosen else 0.0,
                    right=right,
                    chosen=chosen,
                    findable=bool(len(km)) and bool(km.min() <= NEAR_KM),
                )
            )
    return found


def write_predictions(
    folder: Path, examples: Sequence[Example], beliefs: Sequence[Floats], facts: Facts
) -> None:
    """A file of each corpus in the evaluation scorer's form; approximate places have no id."""
    index = facts.index
    lines: dict[str, list[str]] = {}
    for example, belief in zip(examples, beliefs, strict=True):
        scene, found = example.scene, []
        for toponym, number in zip(example.toponyms, scene.of_toponym, strict=True):
            line = chosen_line(scene, belief, number)
            row = -1 if line is None else int(scene.rows[line])
            if line is None and (guess := approximate(scene, example.geography, belief, number)):
                row = guess.row
            place = APPROXIMATELY if line is None else float(belief[line])
            if not is_sure(toponym.probability, place):
                line, row = None, -1
            point = point_of(row, facts) if row >= 0 else None
            found.append(
                {
                    "start": toponym.start,
                    "end": toponym.end,
                    "text": toponym.text,
                    "lat": point[0] if point else None,
                    "lon": point[1] if point else None,
                    "geonameid": index.place_id(row).partition(":")[2]
                    if line is not None
                    else None,
                }
            )
        line = json.dumps({"doc": example.report.report_id, "toponyms": found})
        lines.setdefault(example.corpus, []).append(line)
    folder.mkdir(parents=True, exist_ok=True)
    for corpus, own_lines in lines.items():
        path = folder / f"{corpus.replace(', ', '-').replace(' ', '-')}.jsonl"
        path.write_text("\n".join(own_lines) + "\n", encoding="utf-8")


def table(judged: Sequence[Judged]) -> list[str]:
    """A line of figures for each corpus."""
    lines = []
    for corpus in dict.fromkeys(j.corpus for j in judged):
        own = [j for j in judged if j.corpus == corpus]
        findable = [j for j in own if j.findable]
        unknown = [j for j in own if not j.chosen]
        lines.append(
            f"{corpus:6} {len(own)} names: within 161 km {_share(own, 'told')}, "
            f"right place among the candidates {_share(own, 'findable')}, "
            f"then right {_share(findable, 'told')}; "
            f"approximated {len(unknown)}, of them right {_share(unknown, 'right')}"
        )
    return lines


def _share(judged: Sequence[Judged], what: str) -> str:
    return f"{sum(getattr(j, what) for j in judged) / len(judged):.3f}" if judged else "-"
