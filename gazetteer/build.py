"""Layers of places to the files of an index.

The folder's files are plain NumPy arrays, a trie of folded names and a manifest, all memory-mapped
by `gazetteer.index`. Rows are places in order of prominence (ties by id), so that whatever lists
rows in ascending order lists the most prominent first. All is made from columns, a block at a time
where they are long: the bundled world and all of GeoNames go the same way.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from gazetteer.build_names import write_names
from gazetteer.build_places import write_places
from gazetteer.columns import POLYGON, Layer
from gazetteer.errors import GazetteerError
from gazetteer.index import checksum
from gazetteer.installing import Progress, Shape
from gazetteer.layout import FORMAT_VERSION
from gazetteer.merge import Merged, merge
from gazetteer.region_tables import RegionRow


def write_index(
    folder: Path,
    layers: Sequence[Layer],
    regions: Iterable[RegionRow],
    shapes: Iterable[Shape],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> None:
    """Write all files of an index into an empty folder; the manifest comes last."""

    def tell(step: str, done: float) -> None:
        # Arrow keeps what it has freed, of which the next step may want none.
        pa.default_memory_pool().release_unused()
        if progress is not None:
            progress(step, done)

    tell("reading places", 0.0)
    places = merge(layers)
    tell("writing places", 0.1)
    written = write_places(folder, places)
    counts = write_names(
        folder, places, written.divisions, lambda step, done: tell(step, 0.2 + 0.7 * done)
    )
    tell("writing polygons", 0.9)
    counts |= _write_shapes(folder, places, written.row_of, shapes)
    made: dict[int, list[int]] = {}
    drawn: list[int] = []
    for region in regions:
        row = written.row_of(region.place_id)
        if row is None:
            raise GazetteerError(f"no place has the id {region.place_id!r} of a region")
        if region.outline is None:
            made[row] = sorted(written.member(code) for code in region.members)
        else:
            drawn.append(row)
    (folder / "regions.json").write_text(json.dumps({"made": made, "drawn": drawn}), "utf-8")
    _write_manifest(
        folder, counts | {"own": places.own, "by_feature_code": written.by_feature_code}, about
    )
    tell("ready", 1.0)


def _write_shapes(
    folder: Path,
    places: Merged,
    row_of: Callable[[str], int | None],
    shapes: Iterable[Shape],
) -> dict[str, int]:
    found: dict[int, tuple[bytes, bool]] = {}
    start = 0
    for layer in places.layers:
        column = layer.read(POLYGON) if layer.has_polygons else ()
        for at, wkb in enumerate(column):
            if wkb.is_valid:
                found.setdefault(int(places.row_of[start + at]), (wkb.as_py(), False))
        start += len(layer.read("is_region"))
    for place_id, wkb, guess in shapes:
        if (row := row_of(place_id)) is not None:
            found.setdefault(row, (wkb, guess))
    ordered = sorted(found.items())
    offsets = np.cumsum([0, *(len(wkb) for _, (wkb, _) in ordered)], dtype=np.int64)
    np.save(folder / "shape_rows.npy", np.array([row for row, _ in ordered], np.int32))
    np.save(folder / "shape_guesses.npy", np.array([guess for _, (_, guess) in ordered], bool))
    np.save(folder / "shape_offsets.npy", offsets)
    (folder / "shapes.bin").write_bytes(b"".join(wkb for _, (wkb, _) in ordered))
    return {"polygons": len(ordered)}


def _write_manifest(folder: Path, counts: dict[str, Any], about: dict[str, Any]) -> None:
    files = {}
    for path in sorted(folder.iterdir()):
        status = path.stat()
        files[path.name] = {
            "size": status.st_size,
            "modified": status.st_mtime_ns,
            "crc32": checksum(path),
        }
    manifest = {"format_version": FORMAT_VERSION, **about, "counts": counts, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
