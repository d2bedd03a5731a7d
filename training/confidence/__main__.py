"""Calibrates how sure the parts of a row are, on corpora that say what is right.

    python -m training.confidence EVAL --muc PARSED.jsonl [--places PLACES.jsonl ...]
        [-o geo/data/confidence.json] [--diagrams docs/calibration]

EVAL is the folder of the evaluation data with its scorer; PARSED is what `benchmarks/muc.py --keep`
wrote, PLACES what `training.siting --predictions` wrote; without it what was learnt of the
network's places stays. Types are calibrated on PLOVER's sentences and MUC's reports, whose key asks
for less: they share what ways of telling are worth, and have each a level of its own, of which
PLOVER's is written down. The network's places are calibrated on event_location; places that an
event's own words say and days on the reports of `training/reports`, whose keys say where and when
each event was, days also on MUC, again with a level of its own. Each figure is of five folds, by
document or sentence: judged is what the other four say, in ten bins of equal width.
"""

import argparse
import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.confidence.diagram import draw
from training.confidence.fit import Fitted, fit_kinds, fit_line, fit_telling, surer
from training.confidence.observed import (
    Kind,
    Muc,
    Observed,
    Told,
    days,
    places,
    tellings,
    types,
    where,
)
from training.judged import judged
from training.keyed import read_keyed
from training.resolver.calibration import Floats, calibration_error

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "geo" / "data" / "confidence.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("eval", type=Path, help="the evaluation data, with score.py")
    parser.add_argument("--muc", type=Path, required=True, metavar="PARSED.jsonl")
    parser.add_argument("--places", type=Path, nargs="+", metavar="PLACES.jsonl")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    parser.add_argument("--diagrams", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    scorer = _module(options.eval / "score.py")
    corpora = options.eval / "corpora"
    incidents = _module(ROOT / "benchmarks" / "incidents.py")
    muc = Muc(options.muc, corpora / "muc.jsonl", scorer, incidents)
    keyed = list(judged(list(read_keyed())))
    told = json.loads(OUTPUT.read_text(encoding="utf-8"))
    parts: dict[str, tuple[Sequence[Observed], Callable[..., Fitted]]] = {
        "type": ([*types(corpora / "plover.jsonl"), *tellings(muc)], fit_telling),
        "places": (places(keyed), fit_kinds),
        "days": (days(muc, keyed), fit_kinds),
    }
    if options.places:
        parts["where"] = where(options.places, corpora / "event_location.jsonl"), fit_line
    for name, (observed, fit) in parts.items():
        believed, right = _by_folds(observed, fit)
        for corpus, of_it in _by_corpus(observed).items():
            error = calibration_error(believed[of_it], right[of_it])
            print(
                f"{name}{corpus}: {of_it.sum()} cases, {right[of_it].mean():.3f} right, "
                f"expected calibration error {error:.3f}, "
                f"a right one is surer than a wrong one {surer(believed[of_it], right[of_it]):.3f}"
            )
            if options.diagrams and corpus != OF_THE_WIRE:
                drawn = draw(name, believed[of_it], right[of_it])
                (options.diagrams / f"{name}.svg").write_text(drawn, encoding="utf-8")
        told[name] = fit(observed).values()
    believed_places = [e.parts["place"] for j in keyed for _, e, _ in j.met if "place" in e.parts]
    told["places"]["mean"] = round(sum(believed_places) / len(believed_places), 4)
    options.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


OF_THE_WIRE = ", MUC"


def _by_corpus(observed: Sequence[Observed]) -> dict[str, NDArray[np.bool_]]:
    """Which cases are of MUC where a part has others too."""
    wire = np.array([isinstance(c.given, Told | Kind) and c.given.of_the_wire for c in observed])
    return {"": ~wire, OF_THE_WIRE: wire} if wire.any() else {"": ~wire}


def _by_folds(observed: Sequence[Observed], fit: Callable[..., Any]) -> tuple[Floats, Floats]:
    """What the other folds say of each case, and whether it was right."""
    learnt = {
        fold: fit([case for case in observed if case.fold != fold])
        for fold in {case.fold for case in observed}
    }
    believed = [learnt[case.fold].probability(case.given) for case in observed]
    return np.array(believed), np.array([float(case.right) for case in observed])


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
