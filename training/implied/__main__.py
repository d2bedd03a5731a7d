"""Fits the network that reads around an event word where that was, and whether it tells of one.

    python -m training.implied CORPORA --checkpoints FOLDER [--fold N] [-o geo/data]

It learns from the reports of `training/reports`, whose keys say where each event was, and from the
news of `training/implied/marks`, of which the corpora have the texts (a folder with lgl.jsonl,
gwn.jsonl and muc.jsonl, or some of them), as the parser reads them: a quarter of an hour, kept in
the folder. Five folds of reports, a quarter of an hour each, say how right it is and what its
shares are worth; `--fold` fits one alone, so that several processes can share them. A stopped run
goes on.
"""

import argparse
import json
from pathlib import Path

import torch

from training.choosing import FOLDS
from training.implied.examples import ALONE, WIRE, load, read_examples, save
from training.implied.fit import Believed, believed, export, fit
from training.implied.judging import is_first, is_said, judge, of_places, summary
from training.implied.marked import read_marked
from training.keyed import read_keyed
from training.resolver.calibration import isotonic

DATA = Path(__file__).resolve().parents[2] / "geo" / "data"


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
    read: dict[int, Believed] = {}
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        others = [e for e in examples if e.fold != fold]
        held = [n for n, e in enumerate(examples) if e.fold == fold]
        network = fit(others, checkpoint=options.checkpoints / f"fold-{fold}.pt")
        read |= dict(zip(held, believed(network, [examples[n] for n in held]), strict=True))
    for line in summary([examples[n] for n in sorted(read)], [read[n] for n in sorted(read)]):
        print(line, flush=True)
    if options.fold is not None:
        return
    # Shares are worth what they are in reports of today.
    recent = [n for n, e in enumerate(examples) if e.is_placed and e.group not in (ALONE, WIRE)]
    judged = judge([examples[n] for n in recent], [read[n].shares for n in recent])
    # What an event's own words say and stays is as sure as those are.
    stays = [
        is_said(examples[n]) and is_first(examples[n], chosen)
        for n, chosen in zip(recent, judged.chosen, strict=True)
    ]
    places = [p for p, of_words in enumerate(stays) if not of_words]
    of_recent = judged.some(places)
    chosen = [examples[recent[p]] for p in places]
    print(of_places("all but the wire that is chosen", chosen, of_recent), flush=True)
    worth = dict(zip(("shares", "right"), isotonic(of_recent.share, of_recent.right), strict=True))
    told = json.dumps({part: values.tolist() for part, values in worth.items()})
    (options.output / "implied.json").write_text(told + "\n", encoding="utf-8")
    network = fit(examples, checkpoint=options.checkpoints / "all.pt")
    export(network, examples[0], options.output / "encoder" / "scenes.onnx")


if __name__ == "__main__":
    main()
