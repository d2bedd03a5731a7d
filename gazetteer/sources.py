"""Readers of the bundled world: its shipped files as a stream of `Entry`.

What the files hold and where they come from stands in DATA.md.
"""

import csv
import hashlib
import importlib.resources
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Any, Literal

from gazetteer.errors import GazetteerError
from gazetteer.names import fold, is_code, is_transliteration, split_type
from gazetteer.place import MatchKind
from gazetteer.region_tables import (
    REGION_TABLES,
    Extent,
    RegionRow,
    extents_of,
    polygon,
    read_region_tables,
)

TABLES = (*REGION_TABLES, "towns", "aliases", "demonyms")
E5 = 100_000
BUNDLED = "world"
"""The name of the bundled world as a layer, whose countries, divisions and regions are described
by hand; the last of any stack."""


@dataclass(slots=True)
class Entry:
    """One place on its way into an index. Degrees are EPSG:4326; absent is None."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    feature_class: str
    feature_code: str
    code: str
    """Where it stands: "SY" a country, "SY.12" and "SY.12.169388" divisions or towns in them,
    the slug of a region of our own."""
    population: int | None
    radius_km: float
    weight: float
    """How much is written about it, as people: what it is ranked by."""
    names: list[str] = field(default_factory=list)
    """Every name."""
    hows: list[MatchKind] = field(default_factory=list)
    """The way that each of `names` may be met; the plain ones as "folded"."""
    iso: str | None = None
    """ISO 3166-1 alpha-3 of a country, ISO 3166-2 of a division."""
    labels: str = ""
    """Names by language: lines of "language=name", ISO 639-1."""
    kind: str = ""
    """What a division is called in English, such as "Governorate"."""
    listed: frozenset[str] = frozenset()
    """Those of its names that stand in a table of our own, since news calls it so."""
    is_region: bool = False
    """Whether it is a region of our own, which lies in no division by its code."""
    within: str = ""
    """Of a region of our own, the code of the country or division that all of it lies in."""


def data_folder() -> Path:
    """The folder of the shipped files."""
    folder = Path(str(importlib.resources.files("gazetteer"))) / "data"
    if not (folder / "sources.json").is_file():
        raise GazetteerError(f"{folder}: the bundled world is missing; install dateline again")
    return folder


def describe(folder: Path) -> dict[str, Any]:
    """sources.json: which packages the files were made from, when, with their checksums."""
    described: dict[str, Any] = json.loads((folder / "sources.json").read_bytes())
    return described


def digest(folder: Path) -> str:
    """Checksum of the shipped files, hexadecimal.

    Large files count by the checksums that stand in sources.json, which a test holds them to, so
    that opening need not read them.
    """
    total = hashlib.sha256((folder / "sources.json").read_bytes())
    for table in TABLES:
        total.update((folder / f"{table}.csv").read_bytes())
    return total.hexdigest()


def read_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Rows of one of the tables of our own, by column name."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_regions(folder: Path) -> list[RegionRow]:
    """The regions of our own, in the order of their tables; see `read_region_tables`."""
    continents: dict[str, list[str]] = {}
    for country in _table(folder, "countries"):
        continents.setdefault(country["continent"], []).append(country["iso2"])
    return read_region_tables(folder, continents)


def read_entries(folder: Path) -> Iterator[Entry]:
    """All places of the bundled world with all their names."""
    extra = _extra_names(folder)
    for entry in _read_all(folder):
        key = entry.place_id if entry.feature_class == "P" else entry.code
        added = extra.pop(key, []) + extra.pop(entry.place_id, [])
        if not added:
            yield entry
            continue
        preferred = [name for name, how in added if how == "name"]
        if preferred:
            entry.name = preferred[0]
        listed = [name for name, _ in added]
        hows: list[MatchKind] = ["folded" if how == "name" else how for _, how in added]
        entry.listed = frozenset(name for name, how in added if how == "folded")
        _leave_out(entry, {fold(n) for n, how in zip(listed, hows, strict=True) if how in _WEAKER})
        entry.names += listed
        entry.hows += hows
        yield entry
    if extra:
        raise GazetteerError(f"{folder}: names for places that are not there: {sorted(extra)}")


_WEAKER = ("variant", "historic", "adjective", "demonym", "seat")


def _leave_out(entry: Entry, weaker: set[str]) -> None:
    """Take out the sources' names whose folds a table lists as met in a weaker way.

    The sources do not tell old names ("Philadelphia" of Amman) and adjectives ("Saudi") from names
    in use.
    """
    if weaker:
        stays = [fold(name) not in weaker for name in entry.names]
        entry.names = list(compress(entry.names, stays))
        entry.hows = list(compress(entry.hows, stays))


def _read_all(folder: Path) -> Iterator[Entry]:
    extents: dict[str, Extent] = {}
    for entry in (*_countries(folder), *_divisions(folder)):
        if entry.latitude is not None and entry.longitude is not None:
            extents[entry.code] = entry.latitude, entry.longitude, entry.radius_km
        yield entry
    yield from _regions(folder, extents)
    yield from _towns(folder)
    yield from _towns_of_our_own(folder)


def _hows(names: list[str]) -> list[MatchKind]:
    return [
        "abbreviation" if is_code(name) else how
        for name, how in zip(names, _spelt(names), strict=True)
    ]


def _spelt(names: list[str]) -> list[MatchKind]:
    return ["variant" if is_transliteration(name) else "folded" for name in names]


def _table(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    # Imported here: only building reads Parquet, opening an index does not need it.
    import pyarrow.parquet

    columns = pyarrow.parquet.read_schema(folder / f"{name}.parquet").names
    for values in _lines(folder, name, columns):
        yield dict(zip(columns, values, strict=True))


def _lines(folder: Path, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as tuples of these columns."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(folder / f"{name}.parquet", columns=list(columns))
    for batch in table.to_batches(65_536):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _countries(folder: Path) -> Iterator[Entry]:
    for row in _table(folder, "countries"):
        names = [row["name"], *row["names"].split("\n")]
        yield Entry(
            f"geonames:{row['geonameid']}",
            row["name"],
            row["latitude"],
            row["longitude"],
            "A",
            "PCLI",
            row["iso2"],
            row["population"],
            row["radius_km"],
            row["population"],
            names,
            _hows(names),
            row["iso3"],
            row.get("labels", ""),
        )


def _divisions(folder: Path) -> Iterator[Entry]:
    for row in _table(folder, "divisions"):
        first = row["level"] == 1
        names = [row["name"], *filter(None, row["names"].split("\n"))]
        hows = _hows(names)
        if not first:
            _put_bare_last(row["name"], names, hows)
        radius = row["radius_km"]
        if radius is None or math.isnan(radius):
            radius = 60.0 if first else 20.0
        yield Entry(
            f"geonames:{row['geonameid']}",
            row["name"],
            row["latitude"],
            row["longitude"],
            "A",
            "ADM1" if first else "ADM2",
            row["code"],
            None,
            radius,
            row["weight"],
            names,
            hows,
            row["iso_3166_2"],
            row.get("labels", ""),
            row["kind"],
        )


def _put_bare_last(name: str, names: list[str], hows: list[MatchKind]) -> None:
    """Second-order divisions are met by their bare name only after what is called just that.

    "Idlib" means the city and the governorate before "Idlib District", and "Lee" any other place
    before a county.
    """
    typed = split_type(fold(name))
    if not typed:
        return
    core = typed[0]
    bare = [at for at, other in enumerate(names) if fold(other) == core]
    for at in bare:
        hows[at] = "variant"
    if not bare:
        names.append(core)
        hows.append("variant")


def _regions(folder: Path, extents: dict[str, Extent]) -> Iterator[Entry]:
    """Regions of our own; `extents` of all other places by code, to say where a region lies."""
    regions = {region.slug: region for region in read_regions(folder)}
    reach = extents_of(regions, extents)
    for slug, region in regions.items():
        latitude, longitude, radius = reach[slug]
        feature_class, _, feature_code = region.feature.partition(".")
        names = [region.name, *region.names]
        yield Entry(
            region.place_id,
            region.name,
            latitude,
            longitude,
            feature_class,
            feature_code,
            slug,
            None,
            radius,
            region.weight,
            names,
            _hows(names),
            is_region=True,
            within=region.within or _common_code(region, regions),
        )


def _common_code(region: RegionRow, regions: dict[str, RegionRow]) -> str:
    """The country that all members lie in, "" where they lie in several."""
    countries = {
        _common_code(regions[code], regions) if code in regions else code.split(".")[0]
        for code in region.members
    }
    return countries.pop() if len(countries) == 1 else ""


def _towns(folder: Path) -> Iterator[Entry]:
    capitals = {row["capital"] for row in _table(folder, "countries")}
    # Towns share populations and divisions: a fifth and a sixth of them are different.
    code_of, radius_of = cache(_code), cache(_town_radius)
    columns = ("geonameid", "name", "latitude_e5", "longitude_e5", "country", "admin1", "admin2",
               "population", "names")  # fmt: skip
    for number, name, latitude, longitude, country, admin1, admin2, population, names in _lines(
        folder, "places", columns
    ):
        # Of their names in capitals nearly all are codes of airports: "YES" is Yasuj's.
        spelt = [name, *(n for n in names.split("\n") if n and not is_code(n))]
        yield Entry(
            f"geonames:{number}",
            name,
            latitude / E5,
            longitude / E5,
            "P",
            "PPLC" if number in capitals else "PPL",
            code_of(country, admin1, admin2),
            population or None,
            radius_of(population),
            population,
            spelt,
            _spelt(spelt),
        )


def _towns_of_our_own(folder: Path) -> Iterator[Entry]:
    """Those of which the sources know no population, from a table of general knowledge."""
    for row in read_rows(folder, "towns"):
        names = [row["name"], *filter(None, row["names"].split("|"))]
        yield Entry(
            f"dateline:{row['slug']}",
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            "P",
            "PPL",
            row["code"],
            None,
            float(row["radius_km"]),
            float(row["weight"]),
            names,
            _spelt(names),
        )


def _code(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _town_radius(population: int) -> float:
    """In km: about 2,500 people live on a square kilometre of town."""
    return round(min(30.0, max(1.0, math.sqrt(population / (2500 * math.pi)))), 1)


def _extra_names(folder: Path) -> dict[str, list[tuple[str, MatchKind | Literal["name"]]]]:
    """Names from the tables of our own, by code or place id; "name" is the one to show."""
    extra: dict[str, list[tuple[str, MatchKind | Literal["name"]]]] = {}
    for row in read_rows(folder, "aliases"):
        how: Any = row["how"]
        for name in row["names"].split("|"):
            extra.setdefault(row["place"], []).append((name, how))
    for row in read_rows(folder, "demonyms"):
        found = extra.setdefault(row["place"], [])
        found += [(name, "adjective") for name in row["adjectives"].split("|") if name]
        found += [(name, "demonym") for name in row["demonyms"].split("|") if name]
    return extra


def read_shapes(folder: Path) -> Iterator[tuple[str, bytes, bool]]:
    """Place ids, polygons as WKB, EPSG:4326, and whether they are guesses.

    Divisions that the source does not draw are guessed from the towns in them, and our own regions
    are outlined by hand.
    """
    import shapely

    for row in _table(folder, "shapes"):
        yield f"geonames:{row['geonameid']}", row["wkb"], row["approximate"]
    for region in read_regions(folder):
        if region.outline:
            yield region.place_id, shapely.to_wkb(polygon(region)), True


def read_approximate(folder: Path) -> frozenset[str]:
    """Ids of the divisions whose polygon, or part of it, is a guess from the towns in them."""
    return frozenset(
        f"geonames:{row['geonameid']}" for row in _table(folder, "shapes") if row["approximate"]
    )
