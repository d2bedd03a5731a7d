"""Reports with names whose places are known, as scenes with what should be believed of each line.

A name's mass goes to the very entry of GeoNames where it is among the candidates, else to the one
nearest to the true point within 161 km, else to "none of these".
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from gazetteer.place import EARTH_RADIUS_KM
from geo.language.text import SpacyReader, TextReader
from geo.records import Report, Toponym
from geo.resolver.context import Geography, unit_vectors
from geo.resolver.features import Facts, own_features
from geo.resolver.scene import Scene, read_scene
from geo.toponyms.usage import describe_span
from training.folds import domain_of

NEAR_KM = 161.0
BLANK = ", no outlet"
"""What is added to a corpus' name where its reports do not say whence they are."""


MADE = ("made", "abroad")
"""What the corpora of made reports are called."""


def _corpus_weight(corpus: str) -> float:
    """How much a name counts beside 1 for one of a true report."""
    return 0.1 if corpus == "made" else 0.5 if corpus in MADE or corpus.endswith(BLANK) else 1.0


Row = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One report of a corpus."""

    corpus: str
    domain: str
    report: Report
    toponyms: tuple[Toponym, ...]
    annotations: tuple[Row, ...]
    """Of each toponym what the corpus says of it."""
    scene: Scene
    geography: Geography
    own: Floats
    target: Floats
    """(N,) what should be believed of each line."""
    weight: Floats
    """(K,) how much each name counts; 0 for one of which nothing is known."""

    @property
    def gold(self) -> tuple[Row | None, ...]:
        """Of each toponym its annotation, None where that has no coordinates."""
        return tuple(a if a.get("lat") is not None else None for a in self.annotations)


def read_examples(paths: list[Path], gazetteer: Gazetteer) -> Iterator[Example]:
    """The reports of corpora in the uniform shape."""
    facts, reader = Facts(gazetteer), SpacyReader()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield _example(path.stem, json.loads(line), gazetteer, facts, reader)


def _example(
    corpus: str,
    row: Row,
    gazetteer: Gazetteer,
    facts: Facts,
    reader: TextReader,
) -> Example:
    url = row.get("url")
    report = Report(row["doc"], row["text"], row.get("title"), url=url)
    named = {(t["start"], t["end"]): t for t in row["toponyms"] if t.get("toponym", True)}
    (analysis,) = reader.read([report.text])
    toponyms = tuple(describe_span(analysis, span, gazetteer) for span in sorted(named))
    annotations = [named[span] for span in sorted(named)]
    return as_example(corpus, domain_of(row), report, toponyms, annotations, gazetteer, facts)


def as_example(
    corpus: str,
    domain: str,
    report: Report,
    toponyms: tuple[Toponym, ...],
    annotations: list[Row],
    gazetteer: Gazetteer,
    facts: Facts,
) -> Example:
    """The example of a report and the annotations of its toponyms."""
    scene = read_scene(report.text, toponyms, gazetteer, url=report.url)
    target, weight = _targets(scene, annotations, facts)
    return Example(
        corpus=corpus,
        domain=domain,
        report=report,
        toponyms=toponyms,
        annotations=tuple(annotations),
        scene=scene,
        geography=Geography(scene, facts.index),
        own=own_features(scene, facts),
        target=target,
        weight=weight * _corpus_weight(corpus),
    )


def read_found(
    paths: list[Path],
    named: Sequence[Example],
    gazetteer: Gazetteer,
    facts: Facts,
    *,
    blank: bool = False,
) -> Iterator[Example]:
    """The reports of `named` with the names that were found in them in place of the true ones.

    Their corpora are called "found-" and the name; with `blank` nobody knows whence they are.
    """
    reports = {(e.corpus, e.report.report_id): e for e in named}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                example = reports[row["corpus"], row["doc"]]
                text = example.report.text
                toponyms = tuple(
                    Toponym(
                        t["start"],
                        t["end"],
                        text[t["start"] : t["end"]],
                        t["usage"],
                        t["kind"],
                        t["probability"],
                    )
                    for t in row["toponyms"]
                )
                yield as_example(
                    f"found-{example.corpus}{BLANK if blank else ''}",
                    example.domain,
                    replace(example.report, url=None) if blank else example.report,
                    toponyms,
                    [{"kind": "found"}] * len(toponyms),
                    gazetteer,
                    facts,
                )


def without_outlet(example: Example, gazetteer: Gazetteer, facts: Facts) -> Example:
    """The same report from nobody knows where."""
    return as_example(
        f"{example.corpus}{BLANK}",
        example.domain,
        replace(example.report, url=None),
        example.toponyms,
        list(example.annotations),
        gazetteer,
        facts,
    )


def right_lines(scene: Scene, number: int, gold: Row, facts: Facts) -> tuple[Floats, Floats]:
    """Of the lines of a name, the km to the true place (0: the same entry), and whether it is."""
    rows, index = scene.rows[scene.lines(number)], facts.index
    km, same = _km(rows, gold, facts), np.zeros(len(rows))
    if gold.get("geonameid") is not None:
        own = f"geonames:{gold['geonameid']}"
        same = np.array([float(index.place_id(row) == own) for row in rows.tolist()])
    return np.where(same > 0, 0.0, km), same


def km_from(row: int, gold: Row, facts: Facts) -> float:
    """The km from the place in a row of the index to the true place."""
    return float(_km(np.array([row], np.intp), gold, facts)[0])


def point_of(row: int, facts: Facts) -> tuple[float, float] | None:
    """Latitude and longitude of the place in a row, or of what holds it; None where unknown."""
    index = facts.index
    for own in (row, *reversed(index.parents[row].tolist())):
        if own >= 0 and not np.isnan(index.latitude[own]):
            return float(index.latitude[own]), float(index.longitude[own])
    return None


def _km(rows: NDArray[np.intp], gold: Row, facts: Facts) -> Floats:
    index = facts.index
    points = unit_vectors(index, rows, index.parents[rows].astype(np.intp))
    phi, lam = np.radians(gold["lat"]), np.radians(gold["lon"])
    truth = np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    return np.asarray(EARTH_RADIUS_KM * np.arccos(np.clip(points @ truth, -1.0, 1.0)))


def _targets(scene: Scene, annotations: list[Row], facts: Facts) -> tuple[Floats, Floats]:
    target = np.zeros(len(scene.rows))
    known = np.zeros(len(scene.senses))
    for number, gold in zip(scene.of_toponym, annotations, strict=True):
        if gold.get("lat") is None:
            # Not in GeoNames at all: none of these. Of peoples and the like nothing is known.
            known[number] += gold.get("kind") is None
            continue
        known[number] += 1
        km, same = right_lines(scene, number, gold, facts)
        if not len(km):
            continue
        lines = scene.lines(number)
        if same.any():
            target[lines.start + int(np.argmax(same))] += 1
        elif km.min() <= NEAR_KM:
            target[lines.start + int(np.argmin(km))] += 1
    share = np.maximum(known, 1)[scene.name]
    return target / share, np.sqrt(known)
