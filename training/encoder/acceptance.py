"""Fits the decisions over what the networks of the folds say: bounds of names, and which are taken.

    python -m training.encoder.acceptance SAID.jsonl ... --corpora CORPUS.jsonl ...
        [-o geo/data/encoder] [--accepted FILE]

SAID are the files that `training.encoder --fold N --said` wrote: each document as written and in
capitals, to which both are fitted together. The figures are of folds again: each is judged by what
was fitted to the others. --accepted takes the names of each fold so accepted, of documents as they
are written, for `training.resolver --found`. How names are meant is also judged as the grammar
settles it where events are read.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer import open_gazetteer
from geo.encoder.acceptance import ACCEPTED, Acceptance
from geo.encoder.alternatives import Alternatives, Bounds, alternatives
from geo.encoder.boundaries import with_directions
from geo.encoder.evidence import FEATURES
from geo.encoder.known import Known
from geo.encoder.model import FOLDER
from geo.encoder.proposals import Proposal, marked, with_evidence
from geo.encoder.recognizer import kind_of
from geo.language.text import SpacyReader
from geo.records import Toponym
from geo.toponyms.usage import settled
from training.encoder.bounds import bounds
from training.encoder.bounds import fit as fit_bounds
from training.encoder.corpora import rows
from training.encoder.judge import Row, recognition, usage_in_gwn
from training.encoder.readings import Reading, reading
from training.resolver.calibration import calibration_error

Numbers = NDArray[np.float64]
Columns = tuple[Numbers, Numbers]
Example = tuple[Reading, list[Alternatives]]
Proposed = tuple[Reading, list[Proposal]]
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
    parser.add_argument("said", nargs="+", type=Path)
    parser.add_argument("--corpora", nargs="+", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--accepted", type=Path, metavar="FILE")
    options = parser.parse_args()
    texts = {row["doc"]: row["text"] for path in options.corpora for row in rows(path)}
    known = Known(open_gazetteer())
    folds = [
        [
            (read, alternatives(read.tagged, marked(read.tagged, known), known))
            for read in (reading(row, texts) for row in rows(path))
        ]
        for path in options.said
    ]
    # Of each fold with bounds that are fitted to the others, then taken by the others.
    proposed = [_proposed(fold, bounds(fit_bounds(_all_but(folds, fold))), known) for fold in folds]
    columns = [_columns(fold) for fold in proposed]
    believed = [_believed(own, [c for c in columns if c is not own]) for own in columns]
    right = np.concatenate([right for _, right in columns])
    print(f"expected calibration error {calibration_error(np.concatenate(believed), right):.3f}")
    names = [
        row
        for fold, belief in zip(proposed, believed, strict=True)
        for row in _accepted(fold, belief.tolist())
    ]
    for path in options.corpora:
        _say(path, names, texts)
    if options.accepted:
        written = [row for row in names if row["case"] == "as written"]
        lines = "".join(json.dumps(row) + "\n" for row in written)
        options.accepted.write_text(lines, encoding="utf-8")
    whole = fit(*_joined(columns))
    weights = {n: round(float(w), 5) for n, w in zip(FEATURES, whole.weights, strict=True)}
    _write(options.output / "acceptance.json", {"weights": weights, "bias": round(whole.bias, 5)})
    _write(options.output / "bounds.json", fit_bounds(_all_but(folds, None)), indent=None)


def _all_but(
    folds: Sequence[Sequence[Example]], left_out: Sequence[Example] | None
) -> list[Example]:
    return [example for fold in folds if fold is not left_out for example in fold]


def _proposed(fold: Sequence[Example], chooser: Bounds, known: Known) -> list[Proposed]:
    return [
        (read, with_evidence(read.tagged, chooser.choose(found), known)) for read, found in fold
    ]


def _write(path: Path, told: dict[str, Any], indent: int | None = 1) -> None:
    path.write_text(json.dumps(told, indent=indent) + "\n", encoding="utf-8")


def _say(path: Path, names: Sequence[Row], texts: Mapping[str, str]) -> None:
    """Print how right the names of a corpus are, in each case."""
    every = {r["doc"]: [t for t in r["toponyms"] if t.get("toponym", True)] for r in rows(path)}
    for case in dict.fromkeys(r["case"] for r in names):
        read = [r for r in names if (r["corpus"], r["case"]) == (path.stem, case)]
        told = {r["doc"]: r["toponyms"] for r in read}
        print(f"{path.stem}, {case}: {recognition({doc: every[doc] for doc in told}, told)}")
        kinds = any(usage_in_gwn(n) for names in every.values() for n in names)
        if kinds and case == "as written":
            told = _with_grammar(told, texts)
            print(f"{path.stem}, with grammar: {recognition({d: every[d] for d in told}, told)}")


def _with_grammar(
    told: Mapping[str, Sequence[Row]], texts: Mapping[str, str]
) -> dict[str, list[Row]]:
    """The names with their usage where events are read (`geo.toponyms.usage.settled`)."""
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


def _columns(proposed: Sequence[Proposed]) -> Columns:
    """Features (N, F) of proposals, and which of them share a letter with a name."""
    features = [p.features for _, found in proposed for p in found]
    right = [read.is_name(read.span(p.first, p.last)) for read, found in proposed for p in found]
    return np.array(features, np.float64), np.array(right, np.float64)


def _joined(columns: Sequence[Columns]) -> Columns:
    features, right = zip(*columns, strict=True)
    return np.concatenate(features), np.concatenate(right)


def _believed(fold: Columns, others: Sequence[Columns]) -> Numbers:
    acceptance = fit(*_joined(others))
    return np.array([acceptance.probability(row) for row in fold[0]])


def _accepted(proposed: Sequence[Proposed], belief: Sequence[float]) -> Iterator[Row]:
    """Of each document the proposals that are taken, directions with the names behind them."""
    following = iter(belief)
    for read, found in proposed:
        text = read.tagged.words.text
        names = []
        for proposal in found:
            start, end = read.span(proposal.first, proposal.last)
            usage, kind = kind_of(read.tagged.kinds[proposal.first : proposal.last + 1])
            name = {"start": start, "end": end, "usage": usage, "kind": kind}
            names.append({**name, "probability": round(next(following), 4)})
        names = [name for name in names if name["probability"] >= ACCEPTED]
        toponyms = []
        for first, last in with_directions(text, [(n["start"], n["end"]) for n in names]):
            start, end = names[first]["start"], names[last]["end"]
            toponyms.append({**names[last], "start": start, "text": text[start:end]})
        yield {"case": read.case, "corpus": read.corpus, "doc": read.doc, "toponyms": toponyms}


if __name__ == "__main__":
    main()
