"""Where a fitted linker says that events happened, as `score.py events` reads it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.encoder.linker import Linker as Reader
from geo.encoder.model import Model, open_places
from training.linker.export import export
from training.linker.network import Linker
from training.linker.records import Record


def predictions(network: Linker, records: Sequence[Record], model: Model) -> Iterator[Record]:
    """The places of each record by the network as it would be shipped, in int8.

    Beside them stands the probability of each, which calibration is judged by.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.onnx"
        export(network, path)
        reader = Reader(model, open_places(path))
    for record in records:
        event = (record["event"]["start"], record["event"]["end"])
        (read,) = reader.read(record["text"], [event])
        spans = read.spans() if read is not None else ()
        told = [{"start": s, "end": e, "probability": p} for (s, e), p in spans]
        yield {"id": record["id"], "locations": told}
