"""Calibrates how sure the parts of a row are, on corpora that say what is right.

    python -m training.confidence EVAL --muc PARSED.jsonl --places PLACES.jsonl ...
        [-o geo/data/confidence.json] [--diagram docs/calibration.svg]

EVAL is the folder of the evaluation data with its scorer; PARSED is what `benchmarks/muc.py --keep`
wrote, PLACES what `training.siting --predictions` wrote. Types are calibrated on PLOVER's
sentences, the network's places on event_location; on MUC other places, days, and how much less
what is told in general is to be believed. Each figure is of five folds, by document or sentence:
judged is what the other four say, in ten bins of equal width; places and days of MUC, which have a
probability a kind, by kind.
"""

import argparse
import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from geo.confidence import Line
from training.confidence.diagram import draw
from training.confidence.fit import SharesOf, fit_line, shares
from training.confidence.observed import (
    GENERAL,
    OF_A_DAY,
    Muc,
    Observed,
    days,
    generality,
    places,
    types,
    where,
)
from training.resolver.calibration import calibration_error

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "geo" / "data" / "confidence.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("eval", type=Path, help="the evaluation data, with score.py")
    parser.add_argument("--muc", type=Path, required=True, metavar="PARSED.jsonl")
    parser.add_argument("--places", type=Path, nargs="+", required=True, metavar="PLACES.jsonl")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    parser.add_argument("--diagram", type=Path, metavar="FILE.svg")
    options = parser.parse_args()
    scorer = _module(options.eval / "score.py")
    corpora = options.eval / "corpora"
    incidents = _module(ROOT / "benchmarks" / "incidents.py")
    muc = Muc(options.muc, corpora / "muc.jsonl", scorer, incidents)
    parts: dict[str, tuple[Sequence[Observed], Callable[..., Line | SharesOf]]] = {
        "type": (types(corpora / "plover.jsonl"), fit_line),
        "where": (where(options.places, corpora / "event_location.jsonl"), fit_line),
        "steps": (places(muc), shares),
        "days": (days(muc), shares),
    }
    told: dict[str, Any] = {}
    judged: dict[str, tuple[list[float], list[float]]] = {}
    for name, (observed, fit) in parts.items():
        judged[name] = _by_folds(observed, fit)
        believed, right = map(np.array, judged[name])
        kinds = np.array([str(c.given) for c in observed]) if fit is shares else None
        error = calibration_error(believed, right, kinds)
        print(
            f"{name}: {len(observed)} cases, {right.mean():.3f} right, "
            f"expected calibration error {error:.3f}"
        )
        told[name] = fit(observed).values()
    general = shares(generality(muc)).by_kind
    told["general"] = round(general[GENERAL] / general[OF_A_DAY], 4)
    print(f"general: {general[GENERAL]:.3f} right, else {general[OF_A_DAY]:.3f}")
    options.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if options.diagram:
        options.diagram.write_text(draw(judged), encoding="utf-8")


def _by_folds(
    observed: Sequence[Observed], fit: Callable[..., Any]
) -> tuple[list[float], list[float]]:
    """What the other folds say of each case, and whether it was right."""
    learnt = {
        fold: fit([case for case in observed if case.fold != fold])
        for fold in {case.fold for case in observed}
    }
    believed = [learnt[case.fold].probability(case.given) for case in observed]
    return believed, [float(case.right) for case in observed]


def _module(path: Path) -> Any:
    """A module that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
