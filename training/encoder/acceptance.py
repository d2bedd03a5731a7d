"""Fits which proposals of the encoder are taken, on what the networks of the folds proposed.

    python -m training.encoder.acceptance FOUND.jsonl ... --corpora CORPUS.jsonl ...
        [-o geo/data/encoder/acceptance.json] [--accepted FILE]

FOUND are the files that `training.encoder --fold N --found` wrote: each document as written and in
capitals, to which one regression is fitted. The figures are of folds again: each is judged by a
regression fitted to the others. --accepted takes the names of each fold so accepted, of documents
as they are written, for `training.resolver --found`. How names are meant is also judged as the
grammar settles it where events are read.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer import open_gazetteer
from geo.encoder.acceptance import ACCEPTED, FEATURES, Acceptance
from geo.encoder.boundaries import with_directions
from geo.encoder.model import FOLDER
from geo.records import Toponym
from geo.text import SpacyReader
from geo.usage import settled
from training.encoder.corpora import rows
from training.encoder.judge import Row, recognition, usage_in_gwn
from training.resolver.calibration import calibration_error

Numbers = NDArray[np.float64]
RIDGE = 1.0
"""How strongly standardised weights are drawn to zero."""


def fit(features: Numbers, right: Numbers) -> Acceptance:
    """The regression of (N, F) features on whether each is a name, by Newton's method."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    columns = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    ridge = np.diag([RIDGE] * features.shape[1] + [0.0])
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        belief = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (right - belief) - ridge @ weights
        curve = (columns * (belief * (1 - belief))[:, None]).T @ columns + ridge
        weights = weights + np.linalg.solve(curve, slope)
    own = weights[:-1] / spread
    return Acceptance(own, float(weights[-1] - own @ mean))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("found", nargs="+", type=Path)
    parser.add_argument("--corpora", nargs="+", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "acceptance.json")
    parser.add_argument("--accepted", type=Path, metavar="FILE")
    options = parser.parse_args()
    folds = [list(rows(path)) for path in options.found]
    believed = [
        _believed(fold, [r for other in folds if other is not fold for r in other])
        for fold in folds
    ]
    proposed = [p for fold in folds for row in fold for p in row["proposals"]]
    belief = np.concatenate(believed)
    right = np.array([p["right"] for p in proposed], np.float64)
    print(f"expected calibration error {calibration_error(belief, right):.3f}")
    texts = {row["doc"]: row["text"] for path in options.corpora for row in rows(path)}
    names = _accepted(folds, belief.tolist(), texts)
    for path in options.corpora:
        every = {r["doc"]: [t for t in r["toponyms"] if t.get("toponym", True)] for r in rows(path)}
        for case in dict.fromkeys(r["case"] for r in names):
            read = [r for r in names if (r["corpus"], r["case"]) == (path.stem, case)]
            told = {r["doc"]: r["toponyms"] for r in read}
            print(f"{path.stem}, {case}: {recognition({doc: every[doc] for doc in told}, told)}")
            kinds = any(usage_in_gwn(n) for names in every.values() for n in names)
            if kinds and case == "as written":
                told = _with_grammar(told, texts)
                print(
                    f"{path.stem}, with grammar: {recognition({d: every[d] for d in told}, told)}"
                )
    if options.accepted:
        written = [row for row in names if row["case"] == "as written"]
        lines = "".join(json.dumps(row) + "\n" for row in written)
        options.accepted.write_text(lines, encoding="utf-8")
    whole = fit(*_columns([row for fold in folds for row in fold]))
    told = {
        "weights": {n: round(float(w), 5) for n, w in zip(FEATURES, whole.weights, strict=True)},
        "bias": round(whole.bias, 5),
    }
    options.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _with_grammar(
    told: Mapping[str, Sequence[Row]], texts: Mapping[str, str]
) -> dict[str, list[Row]]:
    """The names with the usage that they have where events are read (`geo.usage.settled`)."""
    reader, gazetteer = SpacyReader(), open_gazetteer()
    result = {}
    for doc, names in told.items():
        (analysis,) = reader.read([texts[doc]])
        read = [
            Toponym(n["start"], n["end"], n["text"], n["usage"], n["kind"], n["probability"])
            for n in names
        ]
        result[doc] = [
            {"start": t.start, "end": t.end, "usage": t.usage}
            for t in settled(analysis, read, gazetteer)
        ]
    return result


def _columns(read: Sequence[Row]) -> tuple[Numbers, Numbers]:
    proposed = [p for row in read for p in row["proposals"]]
    features = np.array([p["features"] for p in proposed], np.float64)
    return features, np.array([p["right"] for p in proposed], np.float64)


def _believed(fold: Sequence[Row], others: Sequence[Row]) -> Numbers:
    acceptance = fit(*_columns(others))
    return np.array([acceptance.probability(row) for row in _columns(fold)[0]])


def _accepted(
    folds: Sequence[Sequence[Row]], belief: Sequence[float], texts: Mapping[str, str]
) -> list[Row]:
    """Of each document the proposals that are taken, directions with the names behind them."""
    following = iter(belief)
    result = []
    for row in (row for fold in folds for row in fold):
        with_belief = [(p, next(following)) for p in row["proposals"]]
        names = [
            {**{k: v for k, v in p.items() if k != "features"}, "probability": round(b, 4)}
            for p, b in with_belief
            if b >= ACCEPTED
        ]
        told = {key: row[key] for key in ("case", "corpus", "doc")}
        text = texts[row["doc"]]
        if row["case"] == "upper" and len(text.upper()) == len(text):
            text = text.upper()
        joined = with_directions(text, [(n["start"], n["end"]) for n in names])
        toponyms = []
        for first, last in joined:
            start, end = names[first]["start"], names[last]["end"]
            toponyms.append({**names[last], "start": start, "text": text[start:end]})
        result.append({**told, "toponyms": toponyms})
    return result


if __name__ == "__main__":
    main()
