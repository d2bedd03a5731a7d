"""The encoder's files, opened: the layers that all share, and what goes on from their states."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.encoder.tags import Floats
from geo.encoder.words import Integers

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).resolve().parents[1] / "data" / "encoder"
"""The model that ships with Dateline."""
WIDTH = 384
"""Of a state."""
KEPT = 64
"""Windows whose states are kept, a quarter of a megabyte each: events are read from what names were
just read from, and only of longer texts are states made twice."""

Shared = Callable[[Integers, Integers, Integers], Floats]
"""From pieces, shapes and hints, each (L,), to states (L, 384)."""
Names = Callable[[Floats], tuple[Floats, Floats]]
"""From states (L, 384) to scores of tags (L, 3) and kinds (L, K)."""
Places = Callable[[Floats, Floats], Floats]
"""From states (1, L, 384) and, for each of E events, marks (E, L) to scores of tags (E, L, 3)."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What reads words into pieces, and the networks over them."""

    tokenizer: "Tokenizer"
    shared: Shared
    names: Names


@cache
def shipped_model() -> Model:
    """The model that comes with Dateline, opened once."""
    return open_model(FOLDER)


def open_model(folder: Path) -> Model:
    """The tokenizer and the networks in a folder, ready to run."""
    # Imported here: --help and what works on tables must not wait for it.
    from tokenizers import Tokenizer

    shared, names = (session(folder / name) for name in ("shared.onnx", "names.onnx"))

    @lru_cache(KEPT)
    def states(length: int, given: bytes) -> Floats:
        pieces, shapes, hints = np.frombuffer(given, np.int32).reshape(3, 1, length)
        (found,) = shared.run(["states"], {"pieces": pieces, "shapes": shapes, "hints": hints})
        result: Floats = found[0]
        return result

    def run_shared(pieces: Integers, shapes: Integers, hints: Integers) -> Floats:
        return states(len(pieces), np.concatenate([pieces, shapes, hints]).tobytes())

    def run_names(given: Floats) -> tuple[Floats, Floats]:
        tags, kinds = names.run(["tags", "kinds"], {"states": given[None]})
        return tags[0], kinds[0]

    return Model(Tokenizer.from_file(str(folder / "tokenizer.json")), run_shared, run_names)


@cache
def shipped_places() -> Places:
    """The network that finds where events happened, as it comes with Dateline, opened once."""
    return open_places(FOLDER / "places.onnx")


def open_places(path: Path) -> Places:
    """The network that finds where events happened, ready to run."""
    opened = session(path)

    def run(states: Floats, marks: Floats) -> Floats:
        (tags,) = opened.run(["tags"], {"states": states, "marks": marks})
        result: Floats = tags
        return result

    return run


def session(path: Path) -> Any:
    """An ONNX file, ready to run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: a window is too short to share out, and sums come in one order.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
