"""Makes the encoder that finds place names: fitted with a fixed seed and written as ONNX.

    python -m training.encoder CORPUS.jsonl ... [--silver SILVER.jsonl] [-o geo/data/encoder]
        [--checkpoints FOLDER] [--fold N] [--said FILE]

The corpora are in the uniform shape of the evaluation data (text, toponyms, url). With --fold, the
network learns from the other folds, nothing is shipped, and --said takes what it says of the words
of its own fold, as written and in capitals, for `training.encoder.acceptance`. A run that was
stopped goes on from the last epoch in the folder of checkpoints.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from gazetteer import open_gazetteer
from geo.encoder.hints import Hints
from geo.encoder.model import FOLDER
from training.encoder.base import base_model
from training.encoder.batches import Readings
from training.encoder.corpora import Document, read_documents, recased
from training.encoder.export import export
from training.encoder.fit import Settings, fit
from training.encoder.judge import as_shipped
from training.encoder.readings import said
from training.encoder.refine import Refinement, refine
from training.encoder.renaming import Renamer, renamed
from training.encoder.silver import read_silver
from training.folds import FOLDS, folds_of

SEED = 7
"""Of the names that are drawn for others."""
UPPER, TITLE = 0.12, 0.04
"""Shares of the windows that are read in capitals and in title case."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--silver", type=Path, help="what training.encoder.silver made")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("--checkpoints", type=Path, metavar="FOLDER")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="judge by this fold")
    parser.add_argument("--said", type=Path, metavar="FILE", help="what it says of the fold")
    options = parser.parse_args()
    if (options.fold is None) != (options.said is None):
        parser.error("--fold and --said go together")
    torch.set_num_threads(1)
    base = base_model()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    gazetteer = open_gazetteer()
    hints = Hints(gazetteer)
    documents = read_documents(options.corpora, tokenizer, hints, gazetteer)
    folds = folds_of([d.domain for d in documents], [len(d.names) for d in documents])
    seen = [d for d, f in zip(documents, folds, strict=True) if f != options.fold]
    silver = list(read_silver(options.silver, tokenizer, hints)) if options.silver else []
    renamer, rng = Renamer(gazetteer), random.Random(SEED)

    def anew(document: Document) -> Document:
        return renamed(document, renamer, rng, tokenizer, hints)

    corpora, sentences = readings(seen, anew, 2, hints), readings(silver, anew, 1, hints)
    state, refined = None, None
    if options.checkpoints:
        options.checkpoints.mkdir(parents=True, exist_ok=True)
        state, refined = (options.checkpoints / name for name in ("state.pt", "refined.pt"))
    network = fit(base, corpora.written, sentences.written, Settings(), state, say)
    refine(network, corpora, sentences, Refinement(), refined, say)
    if options.fold is None:
        export(network, base, options.output)
        return
    unseen = [d for d, f in zip(documents, folds, strict=True) if f == options.fold]
    model = as_shipped(network, base)
    with options.said.open("w", encoding="utf-8") as file:
        for document in unseen:
            for case in ("as written", "upper"):
                read = recased(document, case, hints) if case == "upper" else document
                file.write(json.dumps(said(read, case, model, hints)) + "\n")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def readings(
    documents: Sequence[Document], anew: Callable[[Document], Document], times: int, hints: Hints
) -> Readings:
    """The documents as written and renamed so many times."""
    return Readings(
        [written(d, hints) for d in documents],
        [[written(anew(d), hints) for d in documents] for _ in range(times)],
    )


def written(document: Document, hints: Hints) -> list[tuple[Document, float]]:
    """How a document may be written, with the share of each."""
    return [
        (document, 1 - UPPER - TITLE),
        (recased(document, "upper", hints), UPPER),
        (recased(document, "title", hints), TITLE),
    ]


if __name__ == "__main__":
    main()
