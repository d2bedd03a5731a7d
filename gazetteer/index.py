"""The index on disk: memory-mapped columns of places, and a trie of their folded names.

Plain NumPy arrays measured best: opening and reading single values takes less than from Arrow or
SQLite files, and many processes share the pages. Rows are numbered in order of prominence.
"""

import bisect
import json
import mmap
import zlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError
from gazetteer.place import MatchKind, Place

FORMAT_VERSION = 12
"""Changes whenever the files' layout or the folding of names does."""

HOW: tuple[MatchKind, ...] = get_args(MatchKind)
"""The ways of matching, best first; a posting stores the position. An abbreviation is met only in
the capitals that it is written in, so it says more than a folded name: "US" is not the town Us."""

BY_CAPITALS, AS_STORED, BY_LETTERS = range(3)
"""What decides which postings of a key count, and their order. By capitals: some count only if the
name looked up has them. As stored: all count whatever the spelling, a row once, in their order. By
letters: so too, but those of the very spelling come first, and a row may stand for several."""

_ARRAYS = (
    "latitude", "longitude", "feature", "parents", "population", "radius", "prominence",
    "id_keys", "id_rows", "cell_starts", "cell_rows", "cell_points", "cell_features",
    "posting_how", "posting_row", "posting_rank", "posting_name", "posting_print", "posting_lent",
    "key_start", "key_order", "key_filter", "primary",
    "sound_start", "sound_keys", "shape_rows", "shape_guesses", "shape_offsets",
)  # fmt: skip


class Texts:
    """A column of texts: one piece of UTF-8 and where each begins."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets: memoryview[int] = _load(folder / f"{name}_offsets.npy").data
        self._bytes = _map(folder / f"{name}.bin")

    def __getitem__(self, number: int) -> str:
        return str(self._bytes[self._offsets[number] : self._offsets[number + 1]], "utf-8")

    def __len__(self) -> int:
        return len(self._offsets) - 1


class Index:
    """An open index. Rows are places, most prominent first; make it by `Index.open`."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        import marisa_trie

        self.folder = folder
        self.manifest = manifest
        arrays = {name: _load(folder / f"{name}.npy") for name in _ARRAYS}
        self.latitude: NDArray[np.float64] = arrays["latitude"]
        self.longitude: NDArray[np.float64] = arrays["longitude"]
        self.parents: NDArray[np.int32] = arrays["parents"]
        """Rows of country, first- and second-order division of each row; -1 for none."""
        self.population: NDArray[np.int64] = arrays["population"]
        self.radius: NDArray[np.float32] = arrays["radius"]
        self.prominence: NDArray[np.float32] = arrays["prominence"]
        self.feature: NDArray[np.uint8] = arrays["feature"]
        self.cell_start: memoryview[int] = arrays["cell_starts"].data
        self.cell_rows: NDArray[np.int32] = arrays["cell_rows"]
        self.cell_row: memoryview[int] = arrays["cell_rows"].data
        self.cell_points: NDArray[np.float32] = arrays["cell_points"]
        """(n, 3) unit vectors of `cell_rows`."""
        self.cell_features: NDArray[np.uint8] = arrays["cell_features"]
        """What of `features` each of `cell_rows` is."""
        self.how: NDArray[np.uint8] = arrays["posting_how"]
        self.row_number: NDArray[np.int32] = arrays["posting_row"]
        self.rank: NDArray[np.int32] = arrays["posting_rank"]
        """What each posting's place ranks by that name: its row, or a later one."""
        self.name_number: NDArray[np.int32] = arrays["posting_name"]
        self.fingerprint: NDArray[np.uint32] = arrays["posting_print"]
        """CRC-32 of each posting's name as written, to tell exact matches by."""
        self.lent: NDArray[np.bool_] = arrays["posting_lent"]
        """Whether a key has each posting from another key, to which it leads as a variant."""
        self.key_start: NDArray[np.int32] = arrays["key_start"]
        self.key_order: NDArray[np.uint8] = arrays["key_order"]
        """Of each key `BY_CAPITALS`, `AS_STORED` or `BY_LETTERS`."""
        self.key_filter: NDArray[np.uint8] = arrays["key_filter"]
        """See `gazetteer.slips`."""
        # Single values are read far faster from memory views than from arrays.
        self.latitudes: memoryview[Any] = arrays["latitude"].data
        self.longitudes: memoryview[Any] = arrays["longitude"].data
        self.posting_how: memoryview[int] = arrays["posting_how"].data
        self.posting_row: memoryview[int] = arrays["posting_row"].data
        self.posting_rank: memoryview[int] = arrays["posting_rank"].data
        self.posting_name: memoryview[int] = arrays["posting_name"].data
        self.posting_print: memoryview[int] = arrays["posting_print"].data
        self.posting_lent: memoryview[int] = arrays["posting_lent"].view(np.uint8).data
        self._feature: memoryview[int] = arrays["feature"].data
        self._parents: memoryview[int] = arrays["parents"].reshape(-1).data
        self._population: memoryview[int] = arrays["population"].data
        self._radius: memoryview[Any] = arrays["radius"].data
        self._primary: memoryview[int] = arrays["primary"].data
        self._prominence: memoryview[Any] = arrays["prominence"].data
        self._key_start: memoryview[int] = arrays["key_start"].data
        self._key_order: memoryview[int] = arrays["key_order"].data
        self._sound_start: memoryview[int] = arrays["sound_start"].data
        self._sound_keys: memoryview[int] = arrays["sound_keys"].data
        self._id_keys, self._id_rows = arrays["id_keys"], arrays["id_rows"]
        self._shape_rows = arrays["shape_rows"]
        self._shape_guesses = arrays["shape_guesses"]
        self._shape_offsets = arrays["shape_offsets"]
        self._shapes = _map(folder / "shapes.bin")
        self.names = Texts(folder, "names")
        self._ids = Texts(folder, "ids")
        self._codes = Texts(folder, "codes")
        self._isos = Texts(folder, "isos")
        self._kinds = Texts(folder, "kinds")
        self._labels = Texts(folder, "labels")
        self.features: list[str] = json.loads((folder / "features.json").read_bytes())
        written = json.loads((folder / "regions.json").read_bytes())
        self.regions: dict[int, dict[str, Any]] = {
            **{row: {"members": [], "drawn": True} for row in written["drawn"]},
            **{int(row): {"members": of, "drawn": False} for row, of in written["made"].items()},
        }
        self._keys = marisa_trie.Trie()
        self._keys.mmap(str(folder / "keys.marisa"))
        self._sounds = marisa_trie.Trie()
        self._sounds.mmap(str(folder / "sounds.marisa"))
        self.key_number = self._keys.get
        """The number of a folded name, None where no place has it; those of skeletons begin
        with "~"."""
        self.key_text = self._keys.restore_key
        self.place = lru_cache(maxsize=1 << 16)(self._place)

    @cached_property
    def _own_ids(self) -> dict[str, int]:
        return {f"dateline:{self._codes[row]}": row for row in self.regions}

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index in `folder`.

        Raises `GazetteerError` where it is missing, of another format or damaged. Files that were
        touched since they were written are read through and held to their checksums.
        """
        try:
            manifest = json.loads((folder / "manifest.json").read_bytes())
            version = manifest["format_version"]
            if version != FORMAT_VERSION:
                raise GazetteerError(
                    f"{folder}: an index of format {version}, this is for format {FORMAT_VERSION}; "
                    "remove it and it is built again"
                )
            for name, written in manifest["files"].items():
                _check_file(folder / name, written)
            return cls(folder, manifest)
        except FileNotFoundError as error:
            raise GazetteerError(f"{folder}: there is no whole index here") from error
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise GazetteerError(
                f"{folder}: the index is damaged; remove it and it is built again"
            ) from error

    def __len__(self) -> int:
        return len(self.latitude)

    def key_numbers(self, keys: Sequence[str]) -> list[int]:
        """The numbers of many folded names, -1 where no place has it."""
        return list(map(self._keys.get, keys, repeat(-1)))

    def postings(self, number: int) -> range:
        """Positions of the postings of a key."""
        return range(self._key_start[number], self._key_start[number + 1])

    def order(self, number: int) -> int:
        """What decides the order of a key's postings."""
        return self._key_order[number]

    def rows_of(self, number: int) -> list[int]:
        """The rows of a key's postings."""
        start, end = self._key_start[number], self._key_start[number + 1]
        return (
            self.posting_row[start:end].tolist() if end - start > 1 else [self.posting_row[start]]
        )

    def prints_of(self, number: int) -> list[int]:
        """The fingerprints of a key's postings."""
        return self.posting_print[self._key_start[number] : self._key_start[number + 1]].tolist()

    def find(self, key: str) -> range:
        """Positions of the postings of a folded name."""
        number = self.key_number(key)
        return _NONE if number is None else self.postings(number)

    def sounding(self, sound: str) -> range:
        """Positions in `sound_key` of the keys that sound so."""
        number = self._sounds.get(sound)
        if number is None:
            return _NONE
        return range(self._sound_start[number], self._sound_start[number + 1])

    def sound_key(self, position: int) -> int:
        """The number of the key at a position that `sounding` gives."""
        return self._sound_keys[position]

    def prominence_of(self, row: int) -> float:
        """Prominence of one place, 0 to 1."""
        return float(self._prominence[row])

    def keys_with_prefix(self, prefix: str) -> list[str]:
        """All folded names that begin with `prefix`, in no useful order."""
        found: list[str] = self._keys.keys(prefix)
        return found

    def row(self, place_id: str) -> int | None:
        """The row of a place, None where there is no such place."""
        source, _, number = place_id.partition(":")
        if source == "geonames" and number.isdecimal() and len(number) < 18:
            position = bisect.bisect_left(self._id_keys, int(number))
            if position < len(self._id_keys) and self._id_keys[position] == int(number):
                return int(self._id_rows[position])
            return None
        return self._own_ids.get(place_id)

    def rows(self, place_ids: Sequence[str]) -> NDArray[np.int32]:
        """The rows of many places, -1 where there is no such place."""
        # Imported here: single look-ups do without it. It reads ids five times as fast as Python.
        import pyarrow
        import pyarrow.compute as arrow

        ids = pyarrow.array(place_ids, pyarrow.string())
        numbered = arrow.match_substring_regex(ids, r"^geonames:\d{1,17}$")
        digits = arrow.utf8_slice_codeunits(arrow.if_else(numbered, ids, "geonames:-1"), 9)
        numbers = arrow.cast(digits, pyarrow.int64()).to_numpy(zero_copy_only=False)
        positions = np.searchsorted(self._id_keys, numbers)
        positions[positions == len(self._id_keys)] = 0
        found = np.where(self._id_keys[positions] == numbers, self._id_rows[positions], -1)
        for position in np.flatnonzero(numbers < 0).tolist():
            found[position] = self._own_ids.get(place_ids[position], -1)
        return found.astype(np.int32)

    def place_id(self, row: int) -> str:
        """The id of the place in a row."""
        return self._ids[row]

    def name(self, row: int) -> str:
        """The name that a place goes by."""
        return self.names[self._primary[row]]

    def names_of(self, row: int) -> list[str]:
        """All names of a place, the one that it goes by first."""
        start = self._primary[row]
        end = self._primary[row + 1] if row + 1 < len(self) else len(self.names)
        return [self.names[number] for number in range(start, end)]

    def code(self, row: int) -> str:
        """ "SY", "SY.12", "SY.12.169388" or a region's slug; "" for towns."""
        return self._codes[row]

    def iso(self, row: int) -> str | None:
        """ISO 3166-1 alpha-3 of a country, ISO 3166-2 of a division that has one."""
        return self._isos[row] or None

    def kind(self, row: int) -> str:
        """What a division is called in English ("Governorate"), "" where that is not known."""
        return self._kinds[row]

    def label(self, row: int) -> str:
        """Names by language, a line "language=name" each, of countries and divisions."""
        return self._labels[row]

    def feature_code(self, row: int) -> str:
        """Class and code together, such as "A.ADM1"."""
        feature: str = self.features[self.feature[row]]
        return feature

    def features_like(
        self, feature_class: str | None, feature_code: str | None
    ) -> NDArray[np.bool_]:
        """Of each of `features` whether it has this class and this code; None is any."""
        parts = [feature.partition(".") for feature in self.features]
        return np.array(
            [
                feature_class in (None, own) and feature_code in (None, code)
                for own, _, code in parts
            ]
        )

    def cells_barred(
        self, feature_class: str | None, feature_code: str | None
    ) -> NDArray[np.float32] | None:
        """Infinite of each of `cell_rows` of another class or code, else 0; None if all will do."""
        if feature_class is None and feature_code is None:
            return None
        like = self.features_like(feature_class, feature_code)[self.cell_features]
        return np.where(like, np.float32(0), np.float32(np.inf))

    def _place(self, row: int) -> Place:
        feature_class, _, feature_code = self.features[self._feature[row]].partition(".")
        own = self._codes[row] if feature_class == "A" else ""
        if not own:
            above = [parent for parent in self._parents[3 * row : 3 * row + 3] if parent >= 0]
            own = self._codes[above[-1]] if above else ""
        country, _, rest = own.partition(".")
        admin1, _, admin2 = rest.partition(".")
        latitude, longitude = self.latitudes[row], self.longitudes[row]
        known, population, place_id = latitude == latitude, self._population[row], self._ids[row]
        return Place(
            place_id=place_id,
            name=self.name(row),
            latitude=latitude if known else None,
            longitude=longitude if known else None,
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=country or None,
            admin1_code=admin1 or None,
            admin2_code=admin2 or None,
            population=population if population >= 0 else None,
            radius_km=round(self._radius[row], 1),
            source=place_id.partition(":")[0],
        )

    def wkb(self, row: int) -> bytes | None:
        """The stored polygon of a place as WKB, None where it has none."""
        position = bisect.bisect_left(self._shape_rows, row)
        if position == len(self._shape_rows) or self._shape_rows[position] != row:
            return None
        start, end = self._shape_offsets[position : position + 2].tolist()
        return self._shapes[start:end]

    def is_guess(self, row: int) -> bool:
        """Whether the stored polygon of a place is guessed or drawn by hand."""
        position = bisect.bisect_left(self._shape_rows, row)
        stored = position < len(self._shape_rows) and self._shape_rows[position] == row
        return stored and bool(self._shape_guesses[position])

    @property
    def rows_with_shape(self) -> NDArray[np.int32]:
        """Rows that have a stored polygon, ascending."""
        return self._shape_rows


_NONE = range(0)


def _load(path: Path) -> NDArray[Any]:
    # A plain view: NumPy's memmap class costs a microsecond at every access.
    array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)


def _map(path: Path) -> mmap.mmap | bytes:
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _check_file(path: Path, written: dict[str, int]) -> None:
    status = path.stat()
    if status.st_size != written["size"]:
        raise ValueError(f"{path.name} has another size")
    touched = status.st_mtime_ns != written["modified"]
    if touched and zlib.crc32(path.read_bytes()) != written["crc32"]:
        raise ValueError(f"{path.name} has another checksum")
