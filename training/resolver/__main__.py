"""Makes the ranker of place names: judged by five folds, then fitted to all and written as JSON.

    python -m training.resolver CORPUS.jsonl ... [-o geo/data/ranker.json] [--folds-only]
        [--predictions FOLDER] [--found NAMES.jsonl ...]

The corpora are in the uniform shape of the evaluation data (text, toponyms with coordinates and
GeoNames ids, url). With --found, the names that `training.encoder` found in each fold are placed
too, by trees that have not seen that fold. The outcome is the same in every run.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer import open_gazetteer
from geo.resolver.features import NAMES, Facts
from geo.resolver.ranker import MODEL
from training.folds import FOLDS, folds_of
from training.resolver.calibration import calibration_error, isotonic
from training.resolver.examples import (
    BLANK,
    MADE,
    Example,
    read_examples,
    read_found,
    without_outlet,
)
from training.resolver.fit import Floats, beliefs, first_beliefs, fit, matrix
from training.resolver.judge import Judged, judge, table, write_predictions
from training.resolver.made import made_examples

Forest = list[dict[str, Any]]
"""Trees as `fit` gives them."""
PASSES = 2
MADE_REPORTS = 300
"""Made reports that are learnt from beside the corpora."""


def held_out(
    examples: Sequence[Example], folds: Sequence[int]
) -> tuple[list[list[Floats]], list[Floats], list[list[Forest]]]:
    """The beliefs that go into each pass, and those after the last, all by trees of other folds.

    With them the trees, of each pass one of each fold.
    """
    before = first_beliefs(examples)
    into: list[list[Floats]] = []
    passes: list[list[Forest]] = []
    for _ in range(PASSES):
        passes.append([])
        into.append(before)
        matrices = [matrix(e, b) for e, b in zip(examples, before, strict=True)]
        after = list(before)
        for fold in range(FOLDS):
            seen = [i for i, f in enumerate(folds) if f != fold]
            unseen = [i for i, f in enumerate(folds) if f == fold]
            trees = fit([examples[i] for i in seen], [matrices[i] for i in seen])
            passes[-1].append(trees)
            new = beliefs([examples[i] for i in unseen], [matrices[i] for i in unseen], trees)
            for i, belief in zip(unseen, new, strict=True):
                after[i] = belief
            if fold == 0:
                made = [i for i, f in enumerate(folds) if f < 0]
                some = beliefs([examples[i] for i in made], [matrices[i] for i in made], trees)
                for i, belief in zip(made, some, strict=True):
                    after[i] = belief
        before = after
    return into, before, passes


def place_found(
    found: Sequence[Example], folds: Sequence[int], passes: Sequence[Sequence[Forest]]
) -> list[Floats]:
    """The beliefs in the places of names as found, each report's by trees of other folds."""
    before = first_beliefs(found)
    for trees in passes:
        matrices = [matrix(e, b) for e, b in zip(found, before, strict=True)]
        before = [
            beliefs([example], [rows], trees[fold])[0]
            for example, rows, fold in zip(found, matrices, folds, strict=True)
        ]
    return before


def held_out_error(judged: Sequence[Judged], folds: Sequence[int]) -> float:
    """Expected calibration error, each fold calibrated by the others."""
    own = [j for j in judged if j.chosen]
    belief = np.array([j.belief for j in own])
    right = np.array([j.right for j in own], np.float64)
    fold = np.array([folds[j.example] for j in own])
    probability = np.zeros(len(own))
    for number in range(FOLDS):
        knots = isotonic(belief[fold != number], right[fold != number])
        probability[fold == number] = np.interp(belief[fold == number], *knots)
    return calibration_error(probability, right)


def model(
    examples: Sequence[Example], into: Sequence[Sequence[Floats]], judged: Sequence[Judged]
) -> dict[str, Any]:
    """The ranker fitted to all, each pass under beliefs by trees that had not seen the report."""
    own = [j for j in judged if j.chosen]
    believed, right = isotonic(
        np.array([j.belief for j in own]), np.array([j.right for j in own], np.float64)
    )
    return {
        "features": list(NAMES),
        "passes": [
            fit(examples, [matrix(e, b) for e, b in zip(examples, given, strict=True)])
            for given in into
        ],
        "calibration": {"belief": believed.tolist(), "right": right.tolist()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    parser.add_argument("--folds-only", action="store_true", help="judge, and write nothing")
    parser.add_argument(
        "--predictions", type=Path, metavar="FOLDER", help="write each corpus' held-out places"
    )
    parser.add_argument(
        "--found", nargs="+", type=Path, metavar="FILE", help="names found in the folds, to place"
    )
    options = parser.parse_args()
    if options.found and not options.predictions:
        parser.error("--found writes its places into the folder of --predictions")
    gazetteer = open_gazetteer()
    facts = Facts(gazetteer)
    named = list(read_examples(options.corpora, gazetteer))
    examples = [
        *named,
        *(without_outlet(example, gazetteer, facts) for example in named),
        *made_examples(gazetteer, facts, MADE_REPORTS),
    ]
    folds = folds_of(
        [None if e.corpus in MADE else e.domain for e in examples],
        [len(e.toponyms) for e in examples],
    )
    into, after, passes = held_out(examples, folds)
    judged = judge(examples, after, facts)
    print(*table(judged), sep="\n")
    own = [j for j in judged if folds[j.example] >= 0]
    print(f"expected calibration error {held_out_error(own, folds):.3f}", flush=True)
    if options.predictions:
        write_predictions(options.predictions, examples, after, facts)
    if options.found:
        fold_of = {(e.corpus, e.report.report_id): f for e, f in zip(examples, folds, strict=True)}
        for blank in (False, True):
            found = list(read_found(options.found, named, gazetteer, facts, blank=blank))
            own_folds = [
                fold_of[e.corpus.removeprefix("found-").removesuffix(BLANK), e.report.report_id]
                for e in found
            ]
            placed = place_found(found, own_folds, passes)
            write_predictions(options.predictions, found, placed, facts)
    judged = [j for j in judged if j.corpus in {example.corpus for example in named}]
    if not options.folds_only:
        text = json.dumps(model(examples, into, judged), separators=(",", ":"))
        options.output.write_text(text + "\n", encoding="utf-8")
        print(f"{options.output}: {len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
