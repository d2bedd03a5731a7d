"""Fits how what the network and the grammar say of where an event happened is weighed.

    python -m training.siting EVENT_LOCATION.jsonl --networks PLACES.onnx ...
        [-o geo/data/siting.json] [--predictions FILE]

PLACES.onnx are the five that `training.linker --fold N --network FILE` wrote, in the order of their
folds: each record is read by the one that has not seen it. Judged by the same folds, --predictions
takes where trees fitted to the others put the events of each, as `score.py events` reads it. What
is written has learnt from all of them. The outcome is the same in every run.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from geo.placing.siting import FEATURES, LEAST, Weighing
from geo.trees import Trees
from training.encoder.corpora import rows
from training.linker.records import FOLDS, without_told_again
from training.siting.examples import Example, read_examples
from training.trees import as_tree

OUTPUT = Path(__file__).resolve().parents[2] / "geo" / "data" / "siting.json"
ROUNDS = 150
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "boost_from_average": False,
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 20,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The trees, as `geo.placing.siting.Weighing` takes them."""
    matrix = np.vstack([e.features for e in examples])
    right = np.concatenate([e.right for e in examples])
    data = lightgbm.Dataset(matrix, right, feature_name=list(FEATURES), free_raw_data=False)
    booster = lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS)
    trees = [
        as_tree(info["tree_structure"], FEATURES) for info in booster.dump_model()["tree_info"]
    ]
    return {"trees": trees}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="event_location in the uniform shape")
    parser.add_argument("--networks", type=Path, nargs=FOLDS, required=True, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="places by folds")
    options = parser.parse_args()
    records = list(rows(options.corpus))
    read = list(read_examples(records, dict(enumerate(options.networks))))
    learnt_from = {record["id"] for record in without_told_again(records)}
    learnt = [e for e in read if e.record["id"] in learnt_from and len(e.right)]
    if options.predictions:
        lines = {}
        for fold in range(FOLDS):
            weighing = _weighing(fit([e for e in learnt if e.fold != fold]))
            lines |= {e.record["id"]: _placed(e, weighing) for e in read if e.fold == fold}
        text = "".join(json.dumps(lines[record["id"]]) + "\n" for record in records)
        options.predictions.write_text(text, encoding="utf-8")
    text = json.dumps(fit(learnt), separators=(",", ":"))
    options.output.write_text(text + "\n", encoding="utf-8")
    print(f"{options.output}: {len(text) / 1e6:.2f} MB")


def _weighing(model: dict[str, Any]) -> Weighing:
    return Weighing(Trees(model["trees"], FEATURES))


def _placed(example: Example, weighing: Weighing) -> dict[str, Any]:
    """Where an event happened, in the evaluation scorer's form, each place with its probability."""
    spans: dict[tuple[int, int], float] = {}
    if len(example.right):
        believed = weighing.probabilities(example.features).tolist()
        for span, probability in zip(example.spans, believed, strict=True):
            if probability >= LEAST:
                spans[span] = max(probability, spans.get(span, 0.0))
    told = [
        {"start": start, "end": end, "probability": round(probability, 4)}
        for (start, end), probability in sorted(spans.items())
    ]
    return {"id": example.record["id"], "locations": told}


if __name__ == "__main__":
    main()
