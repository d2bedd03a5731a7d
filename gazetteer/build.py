"""Places to an index on disk, atomically: built beside its place, then renamed.

The folder's files are plain NumPy arrays, a trie of folded names and a manifest, all memory-mapped
by `gazetteer.index`. Rows are places in order of prominence (ties by id), so that whatever lists
rows in ascending order lists the most prominent first.
"""

import gc
import json
import math
import os
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.build_names import write_names, write_texts
from gazetteer.cache import exclusive
from gazetteer.errors import GazetteerError
from gazetteer.index import FORMAT_VERSION, Index
from gazetteer.region_tables import RegionRow
from gazetteer.sources import Entry

Shape = tuple[str, bytes, bool]
"""The id of a place, its polygon as WKB, and whether that is a guess."""
Progress = Callable[[str, float], None]
"""Called with what is being done and how much of the whole is done, from 0 to 1."""

CELL = 0.25
"""Size in degrees of the cells that nearest places are searched in."""


def ensure_index(
    target: Path,
    make: Callable[[], tuple[Iterable[Entry], Iterable[RegionRow], Iterable[Shape]]],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> Index:
    """Open the index at `target`, first building it where it is missing or damaged.

    `make` gives places, regions, and polygons. Two processes that come at once wait for one
    another; a build that was killed leaves nothing that counts.
    """
    try:
        return Index.open(target)
    except GazetteerError:
        pass
    with exclusive(target.parent / f"{target.name}.lock"):
        try:
            return Index.open(target)
        except GazetteerError:
            shutil.rmtree(target, ignore_errors=True)
        for leftover in target.parent.glob(f"{target.name}.building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{target.name}.building-", dir=target.parent))
        try:
            with _without_collector():
                entries, regions, shapes = make()
                write_index(beside, entries, regions, shapes, about, progress)
            os.replace(beside, target)
        except OSError as error:
            raise GazetteerError(
                f"{target}: cannot write the gazetteer's index ({error.strerror}); free some space "
                "or set DATELINE_CACHE to a folder that can be written"
            ) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return Index.open(target)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let Python look for no cycles among millions of short-lived records, of which none is one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write_index(
    folder: Path,
    entries: Iterable[Entry],
    regions: Iterable[RegionRow],
    shapes: Iterable[Shape],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> None:
    """Write all files of an index into an empty folder; the manifest comes last."""
    tell = progress or (lambda _step, _done: None)
    tell("reading places", 0.0)
    unsorted = list(entries)
    unsorted.sort(key=lambda entry: _id_key(entry.place_id))
    scores = np.array([prominence(entry) for entry in unsorted])
    order = np.argsort(-scores, kind="stable")
    places = [unsorted[i] for i in order.tolist()]
    known = scores[order].astype(np.float32)
    tell("writing places", 0.3)
    row_of = _write_places(folder, places, known)
    tell("writing names", 0.4)
    counts = write_names(folder, places, known)
    tell("writing polygons", 0.9)
    counts |= _write_shapes(folder, row_of, shapes)
    codes = {e.code: row for row, e in reversed(list(enumerate(places))) if e.feature_class != "P"}
    made: dict[int, list[int]] = {}
    drawn: list[int] = []
    for region in regions:
        row = row_of[region.place_id]
        if region.outline is None:
            made[row] = sorted(_resolve(code, codes, row_of) for code in region.members)
        else:
            drawn.append(row)
    _write_manifest(folder, places, {"made": made, "drawn": drawn}, counts, about)
    tell("ready", 1.0)


def prominence(entry: Entry) -> float:
    """0 to 1, how likely news means this place by its name: people, kind, and number of names."""
    people = math.log10(1 + max(0.0, entry.weight)) / 9.5
    names = min(1.0, math.log1p(len(entry.names)) / math.log(200))
    match entry.feature_code:
        case "PCLI" | "PCL" | "PCLD" | "PCLS":
            return 0.70 + 0.25 * people + 0.05 * names
        case "CONT" | "RGN" | "OCN" | "SEA" | "GULF" | "STRT":
            return 0.40 + 0.50 * people + 0.05 * names
        case "ADM1":
            # Towns before the division of their name: reports from a city name the city.
            return 0.60 * people + 0.15 * names + (0.13 if entry.listed else 0.05)
        case "ADM2":
            return 0.50 * people + 0.05 * names
        case "PPLC":
            return 0.75 * people + 0.15 * names + 0.10
        case _:
            return 0.75 * people + 0.15 * names


def _id_key(place_id: str) -> tuple[str, int, str]:
    source, _, rest = place_id.partition(":")
    return (source, int(rest), "") if rest.isdecimal() else (source, 0, rest)


def _resolve(code: str, codes: dict[str, int], row_of: dict[str, int]) -> int:
    row = codes.get(code, row_of.get(code, row_of.get(f"dateline:{code}")))
    if row is None:
        raise GazetteerError(f"a region is made of {code!r}, but no place has this code")
    return row


_COLUMNS = attrgetter(
    "place_id", "code", "within", "is_region", "feature_class", "feature_code", "latitude",
    "longitude", "population", "radius_km", "iso", "kind", "labels",
)  # fmt: skip


def _write_places(folder: Path, places: list[Entry], known: NDArray[np.float32]) -> dict[str, int]:
    # The places lie about in memory, so each is visited once.
    (
        ids, codes, within, are_regions, classes, feature_codes, latitude, longitude, populations,
        radii, isos, kinds, labels,
    ) = zip(*map(_COLUMNS, places), strict=True)  # fmt: skip
    row_of = {place_id: row for row, place_id in enumerate(ids)}
    if len(row_of) < len(places):
        raise GazetteerError("two places of the sources share an id")
    divisions = {
        code: row
        for row, (code, feature) in enumerate(zip(codes, feature_codes, strict=True))
        if feature.startswith(("ADM", "PCL"))
    }
    features_of = list(map(".".join, zip(classes, feature_codes, strict=True)))
    features = sorted(set(features_of))
    feature_of = {feature: i for i, feature in enumerate(features)}
    nan = math.nan
    latitudes = np.array([nan if value is None else value for value in latitude])
    longitudes = np.array([nan if value is None else value for value in longitude])
    columns: dict[str, NDArray[Any]] = {
        "latitude": latitudes,
        "longitude": longitudes,
        "feature": np.array([feature_of[feature] for feature in features_of], np.uint8),
        "parents": _parents(divisions, np.where(are_regions, within, codes).tolist()),
        "population": np.array([-1 if value is None else value for value in populations], np.int64),
        "radius": np.array(radii, np.float32),
        "prominence": known,
    }
    columns["id_keys"], columns["id_rows"] = _id_columns(ids)
    columns["cell_starts"], columns["cell_rows"] = _cells(latitudes, longitudes)
    columns["cell_features"] = columns["feature"][columns["cell_rows"]]
    columns["cell_points"] = _unit_vectors(
        latitudes[columns["cell_rows"]], longitudes[columns["cell_rows"]]
    )
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    write_texts(folder, "ids", ids)
    write_texts(
        folder, "codes", ["" if f == "P" else c for c, f in zip(codes, classes, strict=True)]
    )
    write_texts(folder, "isos", [iso or "" for iso in isos])
    write_texts(folder, "kinds", kinds)
    write_texts(folder, "labels", labels)
    (folder / "features.json").write_text(json.dumps(features), encoding="utf-8")
    return row_of


def _parents(divisions: dict[str, int], codes: Sequence[str]) -> NDArray[np.int32]:
    """(n, 3) rows of the country and the divisions that each code names, -1 for none or its own."""

    @cache
    def rows(code: str) -> list[int]:
        parts = code.split(".")
        found = [divisions.get(".".join(parts[:depth]), -1) for depth in range(1, len(parts) + 1)]
        return found + [-1] * (3 - len(found))

    parents = np.array([rows(code) for code in codes], np.int32)
    parents[parents == np.arange(len(codes))[:, None]] = -1
    return parents


def _id_columns(ids: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """GeoNames ids in order, and the row of each; other ids are few and kept in the manifest."""
    numbers = np.array([int(i[9:]) if i.startswith("geonames:") else -1 for i in ids], np.int64)
    order = np.argsort(numbers, kind="stable")
    order = order[numbers[order] >= 0]
    return numbers[order], order.astype(np.int32)


def _cells(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where each cell of each band begins; and the rows by band, south to north, and cell in it.

    Band `n` is the lines of cells from `n` - 2 to `n`: every row stands in three bands, so that the
    cells around one are a single run of rows.
    """
    known = np.flatnonzero(~np.isnan(latitudes))
    across, lines = round(360 / CELL), round(180 / CELL)
    down = np.clip(((latitudes[known] + 90) / CELL).astype(np.int32), 0, lines - 1)
    along = np.clip(((longitudes[known] + 180) / CELL).astype(np.int32), 0, across - 1)
    cells = np.concatenate([(down + above) * across + along for above in range(3)])
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(across * (lines + 2) + 1))
    return starts.astype(np.int32), np.tile(known, 3)[order].astype(np.int32)


def _unit_vectors(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.float32]:
    """(n, 3) points of the unit sphere, true to about a metre."""
    phi, lambda_ = np.radians(latitudes), np.radians(longitudes)
    flat = np.cos(phi)
    vectors = np.column_stack([flat * np.cos(lambda_), flat * np.sin(lambda_), np.sin(phi)])
    return vectors.astype(np.float32)


def _write_shapes(folder: Path, row_of: dict[str, int], shapes: Iterable[Shape]) -> dict[str, int]:
    found = sorted((row_of[i], wkb, guess) for i, wkb, guess in shapes if i in row_of)
    offsets = np.cumsum([0, *(len(wkb) for _, wkb, _ in found)], dtype=np.int64)
    np.save(folder / "shape_rows.npy", np.array([row for row, _, _ in found], np.int32))
    np.save(folder / "shape_guesses.npy", np.array([guess for _, _, guess in found], bool))
    np.save(folder / "shape_offsets.npy", offsets)
    (folder / "shapes.bin").write_bytes(b"".join(wkb for _, wkb, _ in found))
    return {"polygons": len(found)}


def _write_manifest(
    folder: Path,
    places: list[Entry],
    regions: dict[str, Any],
    counts: dict[str, int],
    about: dict[str, Any],
) -> None:
    (folder / "regions.json").write_text(json.dumps(regions), encoding="utf-8")
    files = {}
    for path in sorted(folder.iterdir()):
        status = path.stat()
        files[path.name] = {
            "size": status.st_size,
            "modified": status.st_mtime_ns,
            "crc32": zlib.crc32(path.read_bytes()),
        }
    by_code = Counter(entry.feature_code for entry in places)
    manifest = {
        "format_version": FORMAT_VERSION,
        **about,
        "counts": counts | {"by_feature_code": dict(sorted(by_code.items()))},
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
