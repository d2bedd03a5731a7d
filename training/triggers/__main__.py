"""Makes the network that reads which words tell of events, as ONNX, with a fixed seed.

    python -m training.triggers [--told FOLDER] [-o geo/data/encoder] [--folds]

It learns from the marked news of `training/triggers/told` and from the reports of
`training/reports`, as the shipped encoder reads them, in three minutes. With --folds it is
first judged by five folds of reports, on words of which the ontology says nothing.
"""

import argparse
from pathlib import Path

import torch

from gazetteer import open_gazetteer
from geo.encoder.hints import Hints
from geo.encoder.model import FOLDER, shipped_model
from geo.encoder.triggers import NOTHING
from geo.triggers.unlisted import LEAST
from training.triggers.examples import read_examples
from training.triggers.fit import TYPES, Settings, fit
from training.triggers.judge import judge
from training.triggers.network import export
from training.triggers.told import TOLD, read_reports, read_told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--told", type=Path, default=TOLD, metavar="FOLDER", help="marked news")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("--folds", action="store_true", help="judge it by five folds first")
    options = parser.parse_args()
    torch.set_num_threads(1)
    hints = Hints(open_gazetteer())
    told = [*read_told(options.told), *read_reports()]
    examples = list(read_examples(told, shipped_model(), hints))
    words = [types for each in examples for types in each.types]
    events = sum(NOTHING not in types for types in words)
    print(f"{len(examples)} reports, {len(words)} words, {events} of them tell of events")
    settings = Settings()
    if options.folds:
        judged = judge(examples, settings)
        for least in sorted({0.5, 0.65, 0.75, 0.85, 0.95, LEAST}):
            print(judged.line(least))
    path = options.output / "triggers.onnx"
    export(fit(examples, settings), TYPES, path)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
