"""The index on disk: memory-mapped columns of places, and a table of their folded names.

Plain NumPy arrays measured best: opening and reading single values takes less than from Arrow or
SQLite files, and many processes share the pages. Rows are numbered in order of prominence.
"""

import bisect
import errno
import json
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakMethod

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError, ScarceError
from gazetteer.hash_table import HashTable
from gazetteer.layout import (
    FORMAT_VERSION,
    HOW_BITS,
    LESSER,
    ORDER_BITS,
)
from gazetteer.place import Place
from gazetteer.stored import (
    DEGREE,
    NOWHERE,
    Bytes,
    Chains,
    Degrees,
    Grid,
    Numbers,
    Populations,
    Radii,
    Runs,
    SparseTexts,
    Texts,
    load,
    map_bytes,
    map_trie,
)  # fmt: skip


class Index:
    """An open index. Rows are places, most prominent first; make it by `Index.open`."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest
        self.latitude, self.longitude = (
            Degrees(folder / f"{name}.npy") for name in ("latitude", "longitude")
        )
        self.parents = Chains(folder)
        self.population = Populations(folder)
        self.radius = Radii(folder)
        self.prominence = Runs(folder, "prominence")
        self.feature: NDArray[Any] = load(folder / "feature.npy")
        self.grid = Grid(float(load(folder / "cell_size.npy")))
        """The cells that nearest places are searched in."""
        self.cell_rows: NDArray[np.int32] = load(folder / "cell_rows.npy")
        self.cell_points: NDArray[np.float32] = load(folder / "cell_points.npy")
        """(3, n) unit vectors of `cell_rows`, which NumPy works on far faster than on (n, 3)."""
        postings = load(folder / "postings.npy")
        self.flags: NDArray[np.uint8] = postings["flags"]
        """See `HOW_BITS`, `LENT` and `LESSER`."""
        self.row_number: NDArray[np.int32] = postings["row"]
        self.which_name = Bytes(folder, "posting_which", postings["which"])
        """Which of its place's names each posting is of."""
        self.primary: NDArray[np.int32] = load(folder / "primary.npy")
        """The number of each row's main name."""
        self.fingerprint: NDArray[np.uint16] = postings["print"]
        """Of each posting's name as written, to tell exact matches by: see `fingerprint`."""
        self.key_filter: NDArray[np.uint8] = load(folder / "key_filter.npy")
        """See `gazetteer.slips`."""
        # Single values are read far faster from memory views than from arrays.
        self.cell_start: memoryview[int] = load(folder / "cell_starts.npy").data
        self.cell_row: memoryview[int] = self.cell_rows.data
        self.latitude_parts = self.latitude.one_by_one()
        self.longitude_parts = self.longitude.one_by_one()
        self.posting_flags: memoryview[int] = self.flags.data
        self.posting_row: memoryview[int] = self.row_number.data
        self.posting_print: memoryview[int] = self.fingerprint.data
        self._lesser = Runs(folder, "lesser", starts="prominence")
        self._feature: memoryview[int] = self.feature.data
        self._primary: memoryview[int] = self.primary.data
        numbers = load(folder / "id_numbers.npy")
        self._numbers: memoryview[int] = numbers.data
        self._by_number = Numbers(folder, numbers)
        self._other_ids = Texts(folder, "other_ids")
        self._other_rows: memoryview[int] = load(folder / "other_rows.npy").data
        self._shape_rows, self._shape_guesses, self._shape_offsets = (
            load(folder / f"shape_{name}.npy") for name in ("rows", "guesses", "offsets")
        )
        self._shapes = map_bytes(folder / "shapes.bin")
        self.own: int = manifest["counts"]["own"]
        """How many rows stand first as those of a user's own tables."""
        self.names = Texts(folder, "names")
        self._codes, self._isos, self._kinds, self._labels = (
            SparseTexts(folder, name) for name in ("codes", "iso", "kind", "labels")
        )
        self.features: list[str] = json.loads((folder / "features.json").read_bytes())
        self._division_features = [".ADM" in feature for feature in self.features]
        self._parted_features = [feature.partition(".") for feature in self.features]
        written = json.loads((folder / "regions.json").read_bytes())
        self.regions: dict[int, dict[str, Any]] = {
            **{row: {"members": [], "drawn": True} for row in written["drawn"]},
            **{int(row): {"members": of, "drawn": False} for row, of in written["made"].items()},
        }
        self._keys = map_trie(folder / "keys.marisa")
        self._sounds = HashTable(folder, "sound")
        self._table = HashTable(folder, "key")
        self._leads = self._table.value
        self.key_number = self._table.get
        """The number of a folded name, None where no place has it; those of skeletons begin
        with "~"."""
        self.key_numbers = self._table.get_many
        """The numbers of many folded names, -1 where no place has it."""
        self._codes_above = _remembered(self._above)
        self.place = _remembered(self._place)

    @classmethod
    def open(cls, folder: Path, *, thorough: bool = False) -> "Index":
        """Open the index in `folder`.

        Raises `GazetteerError` where it is missing, of another format or damaged, `ScarceError`
        where the system has no files or memory left for it. Files that were
        touched since they were written, or all if `thorough`, are held to their checksums.
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
                _check_file(folder / name, written, thorough=thorough)
            return cls(folder, manifest)
        except FileNotFoundError as error:
            raise GazetteerError(f"{folder}: there is no whole index here") from error
        except OSError as error:
            if error.errno in _SCARCE:
                raise ScarceError(
                    f"{folder}: the system lets this process open no more ({error.strerror})"
                ) from error
            raise _damaged(folder) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(folder) from error

    def __len__(self) -> int:
        return len(self.prominence)

    def postings(self, number: int) -> range:
        """Positions of the postings of a key."""
        leads = self._leads
        return range(leads[number] >> ORDER_BITS, leads[number + 1] >> ORDER_BITS)

    def postings_of_many(
        self, numbers: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint32]]:
        """Where the postings of keys begin, how many there are, and what decides their order."""
        leads = self._table.values[numbers]
        orders: NDArray[np.uint32] = leads & np.uint32((1 << ORDER_BITS) - 1)
        starts = (leads >> ORDER_BITS).astype(np.int32)
        ends = (self._table.values[numbers + 1] >> ORDER_BITS).astype(np.int32)
        return starts, ends - starts, orders

    def order(self, number: int) -> int:
        """What decides the order of a key's postings."""
        return self._leads[number] & ((1 << ORDER_BITS) - 1)

    def rows_of(self, number: int) -> list[int]:
        """The rows of a key's postings."""
        at = self.postings(number)
        if len(at) == 1:
            return [self.posting_row[at.start]]
        return self.posting_row[at.start : at.stop].tolist()

    def is_division(self, position: int) -> bool:
        """Whether the place of a posting is a division of any order."""
        return self._division_features[self._feature[self.posting_row[position]]]

    def how_of(self, position: int) -> int:
        """How the place of a posting is met: a position in `HOW`."""
        return self.posting_flags[position] & HOW_BITS

    def rank_of(self, position: int) -> int:
        """What the place of a posting ranks by that name: its row, or a later one."""
        row = self.posting_row[position]
        if self.posting_flags[position] & LESSER and (lesser := self._lesser.of(row)) >= 0:
            return int(lesser)
        return row

    def name_of(self, position: int) -> int:
        """The number of a posting's name."""
        return self._primary[self.posting_row[position]] + self.which_name.of(position)

    def primary_of(self, row: int) -> int:
        """The number of a place's main name."""
        return self._primary[row]

    def name_numbers(self, rows: NDArray[np.int32], which: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers in `names` of these names of these places."""
        return self.primary[rows] + which

    def prints_of(self, number: int) -> list[int]:
        """The fingerprints of a key's postings."""
        at = self.postings(number)
        return self.posting_print[at.start : at.stop].tolist()

    def find(self, key: str) -> range:
        """Positions of the postings of a folded name."""
        number = self.key_number(key)
        return _NONE if number is None else self.postings(number)

    def sounding(self, sound: str) -> range:
        """Positions in `sounding_key` of the keys that sound so."""
        return self._sounds.get_all(sound)

    def sounding_key(self, position: int) -> str:
        """The key at a position that `sounding` gives."""
        key: str = self._keys.restore_key(self._sounds.value[position])
        return key

    def prominence_of(self, row: int) -> float:
        """Prominence of one place, 0 to 1."""
        return float(self.prominence.of(row))

    def keys_with_prefix(self, prefix: str) -> list[str]:
        """All folded names that begin with `prefix`, in no useful order."""
        found: list[str] = self._keys.keys(prefix)
        return found

    def row(self, place_id: str) -> int | None:
        """The row of a place, None where there is no such place."""
        source, _, number = place_id.partition(":")
        if (
            source == "geonames"
            and number.isdecimal()
            and len(number) < 10
            and (row := self._by_number.get(int(number))) is not None
        ):
            return row
        position = bisect.bisect_left(self._other_ids, place_id.encode(), key=str.encode)
        if position < len(self._other_ids) and self._other_ids[position] == place_id:
            return self._other_rows[position]
        return None

    def rows(self, place_ids: Sequence[str]) -> NDArray[np.int32]:
        """The rows of many places, -1 where there is no such place."""
        # Imported here: single look-ups do without it. It reads ids five times as fast as Python.
        import pyarrow
        import pyarrow.compute as arrow

        ids = pyarrow.array(place_ids, pyarrow.string())
        numbered = arrow.match_substring_regex(ids, r"^geonames:\d{1,9}$")
        digits = arrow.utf8_slice_codeunits(arrow.if_else(numbered, ids, "geonames:-1"), 9)
        numbers = arrow.cast(digits, pyarrow.int64()).to_numpy(zero_copy_only=False)
        found = np.where(numbers >= 0, self._by_number.find(numbers), np.int32(-1))
        for position in np.flatnonzero(numbers < 0).tolist():
            row = self.row(place_ids[position])
            found[position] = -1 if row is None else row
        return found.astype(np.int32)

    def place_id(self, row: int) -> str:
        """The id of the place in a row."""
        number = self._numbers[row]
        return f"geonames:{number}" if number >= 0 else self._other_ids[-1 - number]

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

    def coded(self, feature_class: str, feature_code: str) -> list[int]:
        """The rows of this class and code among those that have a code of their own."""
        rows = self._codes.rows
        like = self.features_like(feature_class, feature_code)[self.feature[rows]]
        found: list[int] = rows[like].tolist()
        return found

    def iso(self, row: int) -> str | None:
        """ISO 3166-1 alpha-3 of a country, ISO 3166-2 of a division that has one."""
        return self._isos[row] or None

    def kind(self, row: int) -> str:
        """What a division is called in English ("Governorate"), and a user's own place in the
        table that it is of; "" where that is not known."""
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
        like = self.features_like(feature_class, feature_code)[self.feature[self.cell_rows]]
        return np.where(like, np.float32(0), np.float32(np.inf))

    def _place(self, row: int) -> Place:
        feature_class, _, feature_code = self._parted_features[self._feature[row]]
        own = self._codes[row] if feature_class == "A" else ""
        country, admin1, admin2 = (
            _parted(own) if own else self._codes_above(self.parents.chain(row))
        )
        latitude, longitude = self.latitude_parts[row], self.longitude_parts[row]
        known, number = latitude != NOWHERE, self._numbers[row]
        place_id = f"geonames:{number}" if number >= 0 else self._other_ids[-1 - number]
        # In the order of the fields, which is faster than by their names.
        return Place(
            place_id,
            self.names[self._primary[row]],
            latitude / DEGREE if known else None,
            longitude / DEGREE if known else None,
            feature_class,
            feature_code,
            country,
            admin1,
            admin2,
            self.population.of(row),
            round(self.radius.of(row), 1),
            "geonames" if number >= 0 else place_id.partition(":")[0],
        )

    def _above(self, chain: int) -> "_Codes":
        above = [parent for parent in self.parents.of_chain(chain) if parent >= 0]
        return _parted(self._codes[above[-1]] if above else "")

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


_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})


def _damaged(folder: Path) -> GazetteerError:
    return GazetteerError(f"{folder}: the index is damaged; remove it and it is built again")


def _check_file(path: Path, written: dict[str, int], *, thorough: bool) -> None:
    status = path.stat()
    if status.st_size != written["size"]:
        raise ValueError(f"{path.name} has another size")
    touched = thorough or status.st_mtime_ns != written["modified"]
    if touched and checksum(path) != written["crc32"]:
        raise ValueError(f"{path.name} has another checksum")


_Codes = tuple[str | None, str | None, str | None]


def _parted(code: str) -> _Codes:
    """Country and divisions of a code, None for none."""
    country, _, rest = code.partition(".")
    admin1, _, admin2 = rest.partition(".")
    return country or None, admin1 or None, admin2 or None


def checksum(path: Path) -> int:
    """CRC-32 of a file, read a piece at a time."""
    total = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 22):
            total = zlib.crc32(piece, total)
    return total


_T = TypeVar("_T")


def _remembered(method: Callable[[int], _T]) -> Callable[[int], _T]:
    """The method of an index with its answers kept, which does not keep the index itself: its
    seventy files close with the last who uses it, and not when the garbage is next collected."""
    of_index = WeakMethod(method)

    @lru_cache(maxsize=1 << 16)
    def answer(row: int) -> _T:
        alive = of_index()
        if alive is None:
            raise ReferenceError("the index is no more")
        return alive(row)

    return answer
