"""Places to an index on disk, atomically: built beside its place, then renamed.

The folder's files are plain NumPy arrays, a trie of folded names and a manifest, all memory-mapped
by `gazetteer.index`. Rows are places in order of prominence (ties by id), so that whatever lists
rows in ascending order lists the most prominent first.
"""

import json
import math
import os
import shutil
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.cache import exclusive
from gazetteer.errors import GazetteerError
from gazetteer.index import FORMAT_VERSION, HOW, Index
from gazetteer.names import fold, skeleton
from gazetteer.sources import Entry, RegionRow

Progress = Callable[[str, float], None]
"""Called with what is being done and how much of the whole is done, from 0 to 1."""

CELL = 0.5
"""Size in degrees of the cells that nearest places are searched in."""


def ensure_index(
    target: Path,
    make: Callable[[], tuple[Iterable[Entry], Iterable[RegionRow], Iterable[tuple[str, bytes]]]],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> Index:
    """Open the index at `target`, first building it where it is missing or damaged.

    `make` gives places, regions, and (place id, WKB) polygons. Two processes that come at once
    wait for one another; a build that was killed leaves nothing that counts.
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


def write_index(
    folder: Path,
    entries: Iterable[Entry],
    regions: Iterable[RegionRow],
    shapes: Iterable[tuple[str, bytes]],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> None:
    """Write all files of an index into an empty folder; the manifest comes last."""
    tell = progress or (lambda _step, _done: None)
    tell("reading places", 0.0)
    places = sorted(entries, key=lambda e: (-prominence(e), _id_key(e.place_id)))
    tell("writing places", 0.3)
    row_of = _write_places(folder, places)
    tell("writing names", 0.4)
    counts = _write_names(folder, places)
    tell("writing polygons", 0.9)
    counts |= _write_shapes(folder, row_of, shapes)
    codes = {e.code: row for row, e in reversed(list(enumerate(places))) if e.feature_class != "P"}
    members = {
        str(row_of[f"dateline:{region.slug}"]): {
            "members": sorted(_resolve(code, codes, row_of) for code in region.members),
            "outline": region.outline,
        }
        for region in regions
    }
    _write_manifest(folder, places, members, counts, about)
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
            return 0.60 * people + 0.15 * names + (0.13 if entry.noted else 0.05)
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
        raise GazetteerError(f"regions.csv: no place has the code {code!r}")
    return row


def _write_places(folder: Path, places: list[Entry]) -> dict[str, int]:
    row_of = {entry.place_id: row for row, entry in enumerate(places)}
    if len(row_of) < len(places):
        raise GazetteerError("two places of the sources share an id")
    code_rows = {
        e.code: row for row, e in enumerate(places) if e.feature_code.startswith(("ADM", "PCL"))
    }
    parents = np.full((len(places), 3), -1, np.int32)
    for row, entry in enumerate(places):
        own = entry.place_id.startswith("dateline:")
        parts = (entry.within if own else entry.code).split(".")
        for depth in range(len(parts)):
            parent = code_rows.get(".".join(parts[: depth + 1]), -1)
            parents[row, depth] = parent if parent != row else -1
    features = sorted({f"{e.feature_class}.{e.feature_code}" for e in places})
    feature_of = {feature: i for i, feature in enumerate(features)}
    nan = math.nan
    latitudes = np.array([nan if e.latitude is None else e.latitude for e in places])
    longitudes = np.array([nan if e.longitude is None else e.longitude for e in places])
    columns: dict[str, NDArray[Any]] = {
        "latitude": latitudes,
        "longitude": longitudes,
        "feature": np.array(
            [feature_of[f"{e.feature_class}.{e.feature_code}"] for e in places], np.uint8
        ),
        "parents": parents,
        "population": np.array(
            [-1 if e.population is None else e.population for e in places], np.int64
        ),
        "radius": np.array([e.radius_km for e in places], np.float32),
        "prominence": np.array([prominence(e) for e in places], np.float32),
    }
    columns["id_keys"], columns["id_rows"] = _id_columns(places)
    columns["cell_starts"], columns["cell_rows"] = _cells(latitudes, longitudes)
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    _write_texts(folder, "ids", [e.place_id for e in places])
    _write_texts(folder, "codes", [e.code if e.feature_class != "P" else "" for e in places])
    _write_texts(folder, "isos", [e.iso or "" for e in places])
    _write_texts(folder, "kinds", [e.kind for e in places])
    (folder / "features.json").write_text(json.dumps(features), encoding="utf-8")
    return row_of


def _id_columns(places: list[Entry]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """GeoNames ids in order, and the row of each; other ids are few and kept in the manifest."""
    pairs = sorted(
        (int(e.place_id[9:]), row)
        for row, e in enumerate(places)
        if e.place_id.startswith("geonames:")
    )
    keys = np.array([number for number, _ in pairs], np.int64)
    return keys, np.array([row for _, row in pairs], np.int32)


def _cells(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows by cell of CELL degrees, south to north and west to east; and each cell's start."""
    known = np.flatnonzero(~np.isnan(latitudes))
    across = round(360 / CELL)
    down = np.clip(((latitudes[known] + 90) / CELL).astype(np.int32), 0, round(180 / CELL) - 1)
    along = np.clip(((longitudes[known] + 180) / CELL).astype(np.int32), 0, across - 1)
    cells = down * across + along
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(across * round(180 / CELL) + 1))
    return starts.astype(np.int32), known[order].astype(np.int32)


def _write_names(folder: Path, places: list[Entry]) -> dict[str, int]:
    import marisa_trie

    # Names hardly repeat here: remembering them costs more than folding them.
    fold_once, skeleton_once = fold.__wrapped__, skeleton.__wrapped__
    texts: list[str] = []
    primary = np.zeros(len(places), np.int32)
    keys: list[str] = []
    hows, rows, numbers = array("B"), array("i"), array("i")
    variant = HOW.index("variant")
    for row, entry in enumerate(places):
        primary[row] = len(texts)
        entry.names.insert(0, (entry.name, "folded"))
        seen: set[str] = set()
        for name, how in entry.names:
            number, kind = len(texts), HOW.index(how)
            texts.append(name)
            if not (key := fold_once(name)):
                continue
            keys.append(key)
            hows.append(kind)
            rows.append(row)
            numbers.append(number)
            if " " not in key or how not in ("folded", "variant") or key in seen:
                continue
            seen.add(key)
            if (bones := skeleton_once(key)) != key:
                keys.append("~" + bones)
                hows.append(variant)
                rows.append(row)
                numbers.append(number)
        entry.names = []
    _write_texts(folder, "names", texts)
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / "keys.marisa"))
    ids = np.fromiter(map(trie.__getitem__, keys), np.int32, len(keys))
    how_of, row_of, number_of = np.array(hows), np.array(rows), np.array(numbers)
    order = np.lexsort((number_of, row_of, how_of, ids))
    ids, how_of, row_of, number_of = (column[order] for column in (ids, how_of, row_of, number_of))
    # A place whose name is listed twice is met once a way, by the first. Of plain names and
    # abbreviations all are kept, since the one that is spelled as looked up makes the match.
    again = np.zeros(len(ids), bool)
    again[1:] = (ids[1:] == ids[:-1]) & (row_of[1:] == row_of[:-1]) & (how_of[1:] == how_of[:-1])
    kept = ~again | np.isin(how_of, (HOW.index("folded"), HOW.index("abbreviation")))
    np.save(folder / "posting_how.npy", how_of[kept].astype(np.uint8))
    np.save(folder / "posting_row.npy", row_of[kept].astype(np.int32))
    np.save(folder / "posting_name.npy", number_of[kept].astype(np.int32))
    starts = np.searchsorted(ids[kept], np.arange(len(trie) + 1))
    np.save(folder / "posting_start.npy", starts.astype(np.int32))
    np.save(folder / "primary.npy", primary)
    return {"places": len(places), "names": len(texts), "keys": len(trie)}


def _write_shapes(
    folder: Path, row_of: dict[str, int], shapes: Iterable[tuple[str, bytes]]
) -> dict[str, int]:
    found = sorted((row_of[place_id], wkb) for place_id, wkb in shapes if place_id in row_of)
    offsets = np.cumsum([0, *(len(wkb) for _, wkb in found)], dtype=np.int64)
    np.save(folder / "shape_rows.npy", np.array([row for row, _ in found], np.int32))
    np.save(folder / "shape_offsets.npy", offsets)
    (folder / "shapes.bin").write_bytes(b"".join(wkb for _, wkb in found))
    return {"polygons": len(found)}


def _write_texts(folder: Path, name: str, texts: list[str]) -> None:
    """Texts as one piece of UTF-8 with the offset of each."""
    encoded = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    np.save(folder / f"{name}_offsets.npy", offsets)
    (folder / f"{name}.bin").write_bytes(b"".join(encoded))


def _write_manifest(
    folder: Path,
    places: list[Entry],
    members: dict[str, Any],
    counts: dict[str, int],
    about: dict[str, Any],
) -> None:
    (folder / "regions.json").write_text(json.dumps(members), encoding="utf-8")
    files = {}
    for path in sorted(folder.iterdir()):
        status = path.stat()
        files[path.name] = {
            "size": status.st_size,
            "modified": status.st_mtime_ns,
            "crc32": zlib.crc32(path.read_bytes()),
        }
    by_code: dict[str, int] = {}
    for entry in places:
        by_code[entry.feature_code] = by_code.get(entry.feature_code, 0) + 1
    manifest = {
        "format_version": FORMAT_VERSION,
        **about,
        "counts": counts | {"by_feature_code": dict(sorted(by_code.items()))},
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
