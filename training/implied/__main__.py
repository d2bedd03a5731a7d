"""Fits the network that chooses among places where an event may have been whose words do not say.

    python -m training.implied CORPORA --checkpoints FOLDER [--fold N] [-o geo/data]

It learns from the reports of `training/reports`, whose keys say where each event was, and from the
news of `training/implied/marks`, of which the corpora have the texts (a folder with lgl.jsonl,
gwn.jsonl and muc.jsonl, or some of them), as the parser reads them: a quarter of an hour, kept in
the folder. Five
folds of reports, some ten minutes each, say how right it is and what its shares are worth; `--fold`
fits one alone, so that several processes can share them. A stopped run goes on.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from geo.choosing import Floats
from geo.placing.scenery import FEATURES, likeliest
from geo.relations import COUNTRY
from training.choosing import FOLDS, Judged
from training.implied.examples import Example, load, read_examples, save
from training.implied.fit import believed, export, fit
from training.implied.marked import read_marked
from training.keyed import read_keyed
from training.resolver.calibration import isotonic

DATA = Path(__file__).resolve().parents[2] / "geo" / "data"
WIRE = "muc"
"""The corpus that is left out of what shares are worth: wires of 1989, half of all events."""
_FIRST, _PRECISION = FEATURES.index("first"), FEATURES.index("precision")


def judge(examples: Sequence[Example], believed: Sequence[Floats]) -> Judged:
    """What was chosen by these shares."""
    chosen = [likeliest(b, _features(e)) for b, e in zip(believed, examples, strict=True)]
    right = [float(e.right[n]) for e, (n, _) in zip(examples, chosen, strict=True)]
    return Judged(
        np.array([e.fold for e in examples]),
        np.array([n for n, _ in chosen]),
        np.array([share for _, share in chosen]),
        np.array(right),
    )


def line(name: str, examples: Sequence[Example], judged: Judged) -> str:
    """How often a right place is chosen, and by the steps alone; how many pins are wrong; and, of
    several folds, how far off the shares are."""
    within = sum(bool(e.right.any()) for e in examples)
    stepped, steps_wrong, wrong = 0.0, 0, 0
    for example, chosen in zip(examples, judged.chosen, strict=True):
        features, right = _features(example), example.right
        first = features[:, _FIRST] == 1
        is_pin = features[:, _PRECISION] < COUNTRY
        stepped += float((right * first).sum())
        steps_wrong += int((first & is_pin & (right == 0)).any())
        wrong += int(is_pin[chosen] and not right[chosen])
    several = len(set(judged.fold)) > 1
    error = f"; calibration error {judged.calibration_error:.3f}" if several else ""
    return (
        f"{name}: {len(examples)} events, {within} with a right place among the proposed; right "
        f"{judged.right.sum():.0f}, by the steps alone {stepped:.0f}; wrong pins {wrong}, by the "
        f"steps {steps_wrong}{error}"
    )


def _features(example: Example) -> Floats:
    return example.scene.features.astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--checkpoints", type=Path, required=True, help="a folder for what is kept")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="fit one fold, and no more")
    parser.add_argument("-o", "--output", type=Path, default=DATA)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    kept = options.checkpoints / "examples.npz"
    if not kept.exists():
        save(list(read_examples(read_keyed(), read_marked(options.corpora))), kept)
    examples = load(kept)
    shares: dict[int, Floats] = {}
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        others = [e for e in examples if e.fold != fold]
        held = [n for n, e in enumerate(examples) if e.fold == fold]
        network = fit(others, checkpoint=options.checkpoints / f"fold-{fold}.pt")
        shares |= dict(zip(held, believed(network, [examples[n] for n in held]), strict=True))
    judged = judge([examples[n] for n in sorted(shares)], [shares[n] for n in sorted(shares)])
    for group in sorted({e.group for e in examples}):
        places = [p for p, n in enumerate(sorted(shares)) if examples[n].group == group]
        chosen = [examples[sorted(shares)[p]] for p in places]
        print(line(group, chosen, judged.some(places)), flush=True)
    if options.fold is not None:
        return
    recent = [n for n, e in enumerate(examples) if e.group != WIRE]
    of_recent = judged.some(recent)
    print(line("all but the wire", [examples[n] for n in recent], of_recent), flush=True)
    worth = dict(zip(("shares", "right"), isotonic(of_recent.share, of_recent.right), strict=True))
    told = json.dumps({part: values.tolist() for part, values in worth.items()})
    (options.output / "implied.json").write_text(told + "\n", encoding="utf-8")
    network = fit(examples, checkpoint=options.checkpoints / "all.pt")
    export(network, examples[0], options.output / "encoder" / "scenes.onnx")


if __name__ == "__main__":
    main()
