"""Makes the network that finds where events happened, with a fixed seed, and writes it as ONNX.

    python -m training.linker EVENT_LOCATION.jsonl [-o geo/data/encoder]
        [--checkpoints FOLDER] [--fold N --network FILE]

It goes on from the shipped encoder, of which it needs nothing but what ships. With --fold the
network learns from the other folds, nothing is shipped, and it is written to --network, for
`training.siting` to judge. Records that tell a gold record's sentence again are never learnt from.
A run that was stopped goes on from the last epoch.
"""

import argparse
from pathlib import Path

import torch

from gazetteer import open_gazetteer
from geo.encoder.hints import Hints
from geo.encoder.model import FOLDER, open_model
from training.encoder.corpora import rows
from training.linker.export import export
from training.linker.fit import Settings, fit
from training.linker.records import FOLDS, alone, fold_of, in_company, without_told_again
from training.linker.start import upper_layers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="event_location in the uniform shape")
    parser.add_argument("--model", type=Path, default=FOLDER, help="the encoder as shipped")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("--checkpoints", type=Path, metavar="FOLDER")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="judge by this fold")
    parser.add_argument("--network", type=Path, metavar="FILE", help="the fold's, as ONNX")
    options = parser.parse_args()
    if (options.fold is None) != (options.network is None):
        parser.error("--fold and --network go together")
    torch.set_num_threads(1)
    settings = Settings()
    course = settings.course
    model, hints = open_model(options.model), Hints(open_gazetteer())
    records = list(rows(options.corpus))
    seen = [r for r in without_told_again(records) if fold_of(r) != options.fold]
    singly = list(alone(seen, model, hints))
    epochs = [
        singly if epoch % 2 else list(in_company(seen, model, hints, course.seed + epoch))
        for epoch in range(course.epochs)
    ]
    state = None
    if options.checkpoints:
        options.checkpoints.mkdir(parents=True, exist_ok=True)
        state = options.checkpoints / "state.pt"
    layers = upper_layers(options.model / "names.onnx", settings.dropout)
    network = fit(layers, epochs, settings, state, lambda line: print(line, flush=True))
    export(network, options.network or options.output / "places.onnx")


if __name__ == "__main__":
    main()
