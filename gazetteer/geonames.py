"""A GeoNames dump as columns of places, a block at a time.

Its tables are described at https://download.geonames.org/export/dump/readme.txt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.alternates import Alternates, read_alternates
from gazetteer.build_places import OWN_CODE
from gazetteer.columns import SCHEMA
from gazetteer.errors import GazetteerError
from gazetteer.installing import Progress
from gazetteer.layout import HOW
from gazetteer.lines import Block, Broken, blocks, not_numbers
from gazetteer.names import fold, split_type

PLACES = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class",
    "feature_code", "country", "cc2", "admin1", "admin2", "admin3", "admin4", "population",
    "elevation", "dem", "timezone", "modified",
)  # fmt: skip
CLASSES = "AHLPRSTUV"
_FOLDED, _VARIANT, _ABBREVIATION = (HOW.index(h) for h in ("folded", "variant", "abbreviation"))
_MOST = 1_000_000_000
"""Ids below this are stored as numbers."""
_RADII = {"A.PCL": 300.0, "A.ADM1": 60.0, "A.ADM2": 20.0, "A.ADM3": 8.0, "A.ADM": 5.0, "A": 5.0,
          "H": 2.0, "L": 3.0, "R": 1.0, "S": 0.5, "T": 2.0, "U": 10.0, "V": 2.0}  # fmt: skip
"""In km, of what is not a town, by the start of its class and code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a dump is taken."""

    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2; empty takes all."""
    min_population: int = 0
    """Of populated places."""
    classes: frozenset[str] = frozenset(CLASSES)
    languages: frozenset[str] = frozenset()
    """ISO 639 of alternate names, beside those without a language; empty takes all."""

    def told(self) -> dict[str, Any]:
        """What of it is not everything."""
        told = {
            "countries": sorted(self.countries),
            "min_population": self.min_population,
            "feature_classes": "".join(sorted(self.classes)) if len(self.classes) < 9 else "",
            "languages": sorted(self.languages),
        }
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of a dump that are there."""

    places: tuple[Path, ...]
    alternates: tuple[Path, ...] = ()
    tables: dict[str, Path] = field(default_factory=dict)
    """countryInfo, admin1CodesASCII, admin2Codes, hierarchy, featureCodes_en."""

    def files(self) -> list[Path]:
        """All of them."""
        return [*self.places, *self.alternates, *self.tables.values()]


def find_dump(folder: Path, countries: frozenset[str] = frozenset()) -> Dump:
    """The files of a dump in a folder, zipped or not: allCountries or those of countries.

    Raises `GazetteerError` where there are none.
    """
    if not folder.is_dir():
        raise GazetteerError(f"{folder}: no such folder; --from takes the folder of a dump")
    places = _files(folder, "allCountries") or [
        path for path in _files(folder, "[A-Z][A-Z]") if not countries or path.stem in countries
    ]
    if not places:
        wanted = f" of {', '.join(sorted(countries))}" if countries else ""
        raise GazetteerError(
            f"{folder}: no dump of GeoNames{wanted} here; it is allCountries.zip or files such as "
            "SY.zip from https://download.geonames.org/export/dump/"
        )
    alternates = _files(folder, "alternateNamesV2") or [
        path for path in _files(folder / "alternatenames", "[A-Z][A-Z]")
        if path.stem in {place.stem for place in places}
    ]  # fmt: skip
    tables = ("countryInfo", "admin1CodesASCII", "admin2Codes", "hierarchy", "featureCodes_en")
    found = {name: files[0] for name in tables if (files := _files(folder, name))}
    return Dump(tuple(places), tuple(alternates), found)


def _files(folder: Path, pattern: str) -> list[Path]:
    """Files of a name, ending in .txt or .zip; of one that is there twice the .txt."""
    found = {path.stem: path for path in sorted(folder.glob(f"{pattern}.zip"))}
    found |= {path.stem: path for path in sorted(folder.glob(f"{pattern}.txt"))}
    return [found[stem] for stem in sorted(found)]


def read_dump(
    dump: Dump, wanted: Wanted, broken: Broken, progress: Progress | None = None
) -> Iterator[pa.Table]:
    """The places of a dump as tables of `gazetteer.columns.SCHEMA`, a block each.

    Raises `GazetteerError` where a file is not of the format. A place that stands in it twice is
    taken once.
    """
    tell = progress or (lambda _step, _done: None)
    tell("reading names", 0.0)
    alternates = read_alternates(dump.alternates, wanted.languages, broken)
    divisions = _Divisions(dump.tables, broken)
    sizes = [path.stat().st_size for path in dump.places]
    seen = np.zeros(1 << 24, bool)
    for number, path in enumerate(dump.places):
        for block in blocks(path, PLACES, broken, "a table of GeoNames' places (19 columns)"):
            good = _checked(block, broken)
            ids = good.table["geonameid"].cast(pa.int64()).to_numpy()
            if len(ids) and ids.max() >= len(seen):
                seen = np.concatenate([seen, np.zeros(int(ids.max()), bool)])
            again = seen[ids]
            again |= ~np.isin(np.arange(len(ids)), np.unique(ids, return_index=True)[1])
            seen[ids] = True
            good = good.without(again, "a place of this id stands before it", broken)
            taken = good.table.filter(pa.array(_taken(good.table, wanted)))
            if len(taken):
                yield _places(taken, alternates, divisions)
            read = sum(sizes[:number]) + sizes[number] * block.done
            tell("reading places", read / max(sum(sizes), 1))


def _checked(block: Block, broken: Broken) -> Block:
    """The block without lines that are no places."""
    block = block.without(
        not_numbers(block.table["geonameid"], whole=True), "the id is no number", broken
    )
    ids = block.table["geonameid"].cast(pa.int64()).to_numpy()
    block = block.without(ids >= _MOST, "the id is too large", broken)
    for name, most in (("latitude", 90), ("longitude", 180)):
        block = block.without(
            not_numbers(block.table[name], whole=False), f"the {name} is no number", broken
        )
        values = block.table[name].cast(pa.float64()).to_numpy()
        block = block.without(np.abs(values) > most, f"the {name} is out of range", broken)
    empty = np.array(arrow.equal(arrow.binary_length(block.table["name"]), 0))
    block = block.without(empty, "there is no name", broken)
    given = np.array(arrow.greater(arrow.binary_length(block.table["population"]), 0))
    wrong = given & not_numbers(block.table["population"], whole=True)
    return block.without(wrong, "the population is no number", broken)


def _taken(table: pa.Table, wanted: Wanted) -> NDArray[np.bool_]:
    taken = np.ones(len(table), bool)
    if wanted.countries:
        codes = pa.array(sorted(wanted.countries))
        taken &= np.array(arrow.is_in(table["country"], value_set=codes))
    if len(wanted.classes) < len(CLASSES):
        classes = pa.array(sorted(wanted.classes))
        taken &= np.array(arrow.is_in(table["feature_class"], value_set=classes))
    if wanted.min_population:
        towns = np.array(arrow.equal(table["feature_class"], "P"))
        taken &= ~towns | (_population(table) >= wanted.min_population)
    return taken


def _population(table: pa.Table) -> NDArray[np.int64]:
    given = arrow.if_else(arrow.equal(table["population"], ""), pa.scalar("0"), table["population"])
    found: NDArray[np.int64] = given.cast(pa.int64()).to_numpy()
    return found


def _places(table: pa.Table, alternates: Alternates, divisions: "_Divisions") -> pa.Table:
    ids = table["geonameid"].cast(pa.int64()).to_numpy()
    population = _population(table)
    feature = arrow.binary_join_element_wise(table["feature_class"], table["feature_code"], ".")
    features = feature.combine_chunks().dictionary_encode()
    kinds = features.dictionary.to_pylist()
    of = features.indices.to_numpy()
    names, hows = _names(table, ids, np.array(["P." in kind for kind in kinds])[of], alternates)
    columns = {
        "id": arrow.binary_join_element_wise("geonames", arrow.cast(ids, pa.string()), ":"),
        "name": table["name"],
        "latitude": table["latitude"].cast(pa.float64()),
        "longitude": table["longitude"].cast(pa.float64()),
        "feature": feature,
        "code": _codes(table, ids, np.array([kind.startswith("A.PCL") for kind in kinds])[of],
                       divisions),
        "within": pa.array([""]).take(pa.array(np.zeros(len(ids), np.int32))),
        "is_region": pa.array(np.zeros(len(ids), bool)),
        "population": pa.array(population, mask=population == 0),
        "radius_km": pa.array(_radii(population, kinds, of)),
        "weight": pa.array(population.astype(np.float64)),
        "iso": divisions.iso(ids),
        "kind": pa.nulls(len(ids), pa.string()),
        "labels": alternates.labels(ids, np.array([k in OWN_CODE for k in kinds])[of]),
        "names": names,
        "hows": hows,
        "listed": pa.ListArray.from_arrays(
            hows.offsets, pa.array(np.zeros(len(hows.values), bool))
        ),
    }  # fmt: skip
    made = pa.table([columns[name] for name in SCHEMA.names], names=SCHEMA.names).cast(SCHEMA)
    return _bare_last(made, of, kinds)


def _radii(
    population: NDArray[np.int64], kinds: Sequence[str], of: NDArray[np.int32]
) -> NDArray[np.float32]:
    """In km: of towns by their people, of whom about 2,500 live on a square kilometre."""
    towns = np.clip(np.sqrt(population / (2500 * np.pi)), 1.0, 30.0).round(1)
    by_kind = np.array([_radius(kind) for kind in kinds] or [0.0])[of]
    return np.where(by_kind > 0, by_kind, towns).astype(np.float32)


def _radius(kind: str) -> float:
    return next((km for start, km in _RADII.items() if kind.startswith(start)), 0.0)


def _codes(
    table: pa.Table, ids: NDArray[np.int64], countries: NDArray[np.bool_], divisions: "_Divisions"
) -> pa.Array:
    """Where each place stands: "SY", "SY.12", "SY.12.169388"."""
    country, admin1, admin2 = (table[name] for name in ("country", "admin1", "admin2"))
    none1 = arrow.or_(arrow.is_in(admin1, value_set=pa.array(["", "00"])), pa.array(countries))
    none2 = arrow.or_(none1, arrow.is_in(admin2, value_set=pa.array(["", "00"])))
    first = arrow.binary_join_element_wise(country, admin1, ".")
    second = arrow.binary_join_element_wise(first, admin2, ".")
    stated = arrow.if_else(none1, country, arrow.if_else(none2, first, second))
    # Where the place itself does not say, the hierarchy may.
    return arrow.if_else(
        arrow.and_(none1, arrow.invert(pa.array(countries))),
        arrow.coalesce(divisions.parents(ids), stated),
        stated,
    )


_FAR = r"[^\x00-\x{24f}\x{1e00}-\x{1eff}\x{2bb}-\x{2bc}\x{2018}-\x{2019}]"
"""Letters that an ASCII form of a name replaces rather than strips of its marks."""
_CODE = r"^[A-Z]\.*(?:[A-Z]\.*){0,3}$"
_SMALL = r"^[\x00-\x40\x5b-\x7f]*[a-z][\x00-\x40\x5b-\x7f]*$"


def _names(
    table: pa.Table, ids: NDArray[np.int64], towns: NDArray[np.bool_], alternates: Alternates
) -> tuple[pa.ListArray, pa.ListArray]:
    """All names of each place, and how each is met."""
    far = np.flatnonzero(arrow.match_substring_regex(table["name"], _FAR))
    owners = [np.arange(len(ids)), far]
    texts = [
        table["name"].combine_chunks(),
        table["asciiname"].take(pa.array(far)).combine_chunks(),
    ]
    how = [np.full(len(ids) + len(far), _FOLDED, np.uint8)]
    if alternates.known:
        lines, whose = alternates.lines(ids)
        owners.append(whose)
        texts.append(alternates.texts.take(pa.array(lines)).cast(pa.string()))
        how.append(alternates.hows[lines])
    else:
        split = arrow.split_pattern(table["alternatenames"].combine_chunks(), ",")
        owners.append(arrow.list_parent_indices(split).to_numpy())
        texts.append(split.flatten())
        how.append(np.full(len(texts[-1]), _FOLDED, np.uint8))
    text = pa.concat_arrays([each.cast(pa.string()) for each in texts])
    owner, hows = np.concatenate(owners), np.concatenate(how)
    code = np.array(arrow.match_substring_regex(text, _CODE))
    code &= np.array(arrow.less_equal(arrow.binary_length(text), 8))
    small = np.array(arrow.match_substring_regex(text, _SMALL))
    plain = hows == _FOLDED
    hows[plain & small] = _VARIANT
    hows[plain & code] = _ABBREVIATION
    # Of towns' names in capitals nearly all are codes of airports: "YES" is Yasuj's.
    kept = ~(code & towns[owner] & plain & (np.arange(len(owner)) >= len(ids)))
    hows[: len(ids)][towns & code[: len(ids)]] = _FOLDED
    kept &= np.array(arrow.greater(arrow.binary_length(text), 0))
    order = np.flatnonzero(kept)
    order = order[np.argsort(owner[order], kind="stable")]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owner[order], minlength=len(ids)))])
    offsets = pa.array(offsets.astype(np.int32))
    return (
        pa.ListArray.from_arrays(offsets, text.take(pa.array(order))),
        pa.ListArray.from_arrays(offsets, pa.array(hows[order])),
    )


def _bare_last(table: pa.Table, of: NDArray[np.int32], kinds: Sequence[str]) -> pa.Table:
    """Let second-order divisions be met by their bare name only after what is called just that."""
    wanted = [at for at, kind in enumerate(kinds) if kind.startswith("A.ADM2")]
    lines = np.flatnonzero(np.isin(of, wanted)).tolist()
    changed: dict[int, tuple[list[str], list[int]]] = {}
    for line in lines:
        if (typed := split_type(fold(table["name"][line].as_py()))) is not None:
            names, hows = table["names"][line].as_py(), table["hows"][line].as_py()
            bare = [at for at, name in enumerate(names) if fold(name) == typed[0]]
            for at in bare:
                hows[at] = _VARIANT
            if not bare:
                names, hows = [*names, typed[0]], [*hows, _VARIANT]
            changed[line] = names, hows
    if not changed:
        return table
    names, hows = table["names"].to_pylist(), table["hows"].to_pylist()
    for line, (own, how) in changed.items():
        names[line], hows[line] = own, how
    listed = [[False] * len(each) for each in names]
    for name, values in (("names", names), ("hows", hows), ("listed", listed)):
        at = SCHEMA.get_field_index(name)
        table = table.set_column(at, SCHEMA.field(at), pa.array(values, SCHEMA.field(at).type))
    return table


_ADMIN = ("code", "name", "ascii", "geonameid")
_COUNTRY = ("iso", "iso3", *(f"c{n}" for n in range(14)), "geonameid", "neighbours", "fips")
_HIERARCHY = ("parent", "child", "type")
_CODED = re.compile(r"[A-Z]{2}(\.[^.]+)+")


class _Divisions:
    """What the tables beside a dump say: codes of divisions by id, ISO codes, and the hierarchy."""

    def __init__(self, tables: dict[str, Path], broken: Broken) -> None:
        code_of: dict[int, str] = {}
        for name in ("admin1CodesASCII", "admin2Codes"):
            if name in tables:
                columns = ("code", "name", "ascii", "geonameid")
                for row in _rows(tables[name], columns, broken, f"GeoNames' {name}"):
                    if row["geonameid"].isdecimal() and re.fullmatch(
                        r"[A-Z]{2}(\.[^.]+)+", row["code"]
                    ):
                        code_of[int(row["geonameid"])] = row["code"]
        self._iso: dict[int, str] = {}
        if "countryInfo" in tables:
            for row in _rows(tables["countryInfo"], _COUNTRY, broken, "GeoNames' countryInfo"):
                if row["geonameid"].isdecimal():
                    self._iso[int(row["geonameid"])] = row["iso3"]
        parents: dict[int, str] = {}
        if "hierarchy" in tables and code_of:
            for row in _rows(tables["hierarchy"], _HIERARCHY, broken, "GeoNames' hierarchy"):
                if row["parent"].isdecimal() and row["child"].isdecimal():
                    code = code_of.get(int(row["parent"]))
                    if code is not None and len(code) > len(parents.get(int(row["child"]), "")):
                        parents[int(row["child"])] = code
        self._parents = parents

    def iso(self, ids: NDArray[np.int64]) -> pa.Array:
        """ISO 3166-1 alpha-3 of countries, else null."""
        return pa.array([self._iso.get(number) for number in ids.tolist()], pa.string())

    def parents(self, ids: NDArray[np.int64]) -> pa.Array:
        """The code of the division that the hierarchy puts each place in, else null."""
        if not self._parents:
            return pa.nulls(len(ids), pa.string())
        return pa.array([self._parents.get(number) for number in ids.tolist()], pa.string())


def _rows(
    path: Path, columns: Sequence[str], broken: Broken, expected: str
) -> Iterator[dict[str, str]]:
    for block in blocks(path, columns, broken, expected):
        yield from block.table.to_pylist()
