"""A table of a user's own places, in any format that geopandas reads, as columns of places."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.columns import POLYGON, table_of
from gazetteer.containing import first_order_rows
from gazetteer.errors import GazetteerError
from gazetteer.lines import Broken
from gazetteer.names import fold, is_code
from gazetteer.place import MatchKind
from gazetteer.sources import Entry
from gazetteer.standing import Standing

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_DELIMITED = (".csv", ".tsv", ".txt")
_SEPARATORS = re.compile(r"[|;\n]")
_EQUAL_AREA = "EPSG:6933"
_DENSITY = 2500
"""People on a square kilometre of town."""
_KINDS = {
    "P.PPL": "village town city hamlet settlement locality place populated",
    "P.PPLX": "neighbourhood neighborhood quarter suburb ward",
    "S.CMP": "camp",
    "A.ADM3": "district subdistrict admin3 commune municipality",
    "A.ADM4": "admin4",
    "H.STM": "river stream wadi creek",
    "H.LK": "lake",
    "T.MT": "mountain hill peak",
    "L.AREA": "area region zone",
}
"""GeoNames' codes of kinds that tables have as words."""
_KIND_OF = {word: code for code, words in _KINDS.items() for word in words.split()}
_CODED = re.compile(r"[AHLPRSTUV]\.[A-Z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Which columns of a table say what; absent is None."""

    name: str
    latitude: str | None = None
    longitude: str | None = None
    id: str | None = None
    alternates: tuple[str, ...] = ()
    """Other names, between "|" or ";"."""
    kind: str | None = None
    """GeoNames' class and code ("P.PPL"), or a word ("village")."""
    country: str | None = None
    """ISO 3166 codes or names."""
    population: str | None = None
    parents: tuple[str, ...] = ()
    """Names of the divisions that a place lies in, the larger first."""

    def all(self) -> list[str]:
        """All columns that are named."""
        named = [self.name, self.latitude, self.longitude, self.id, self.kind, self.country,
                 self.population, *self.alternates, *self.parents]  # fmt: skip
        return [column for column in named if column is not None]


def read_places(
    path: Path,
    source: str,
    columns: TableColumns,
    world: "Gazetteer",
    broken: Broken,
    crs: str | None = None,
) -> pa.Table:
    """The places of a table with the columns of `gazetteer.columns.SCHEMA`, and their polygons.

    Ids are `source` and the column of ids, or the number of the row. Rows that are no places are
    put aside in `broken` by their line in a file of lines, elsewhere by their number from 1, and
    noted there if their columns are at odds with their point. Raises `GazetteerError` where the
    file can't be read, lacks a column, or does not tell its CRS.
    """
    frame = read_frame(path, columns, crs)
    shapes = np.asarray(frame.geometry.array, dtype=object)
    points = shapes.copy()
    # A point without coordinates has 0, 0 as a point on its surface.
    extended = shapely.get_dimensions(shapes) > 0
    points[extended] = shapely.point_on_surface(shapes[extended])
    latitudes, longitudes = shapely.get_y(points), shapely.get_x(points)
    radii = _radii(frame)
    divisions = first_order_rows(world.index, np.nan_to_num(latitudes), np.nan_to_num(longitudes))
    header = int(path.suffix.lower() in _DELIMITED)
    places = _Places(world, source, columns, broken, path.name, header)
    entries: list[Entry] = []
    polygons: list[bytes | None] = []
    for at, row in enumerate(frame.drop(columns=frame.geometry.name).to_dict("records")):
        point = float(latitudes[at]), float(longitudes[at])
        entry = places.entry(at + 1, row, shapes[at], point, float(radii[at]), int(divisions[at]))
        if entry is not None:
            entries.append(entry)
            is_area = shapely.get_dimensions(shapes[at]) == 2
            polygons.append(shapely.to_wkb(shapes[at]) if is_area else None)
    return table_of(entries).append_column(POLYGON, pa.array(polygons, pa.binary()))


def read_frame(path: Path, columns: TableColumns | None, crs: str | None) -> gpd.GeoDataFrame:
    """A table with its geometry in EPSG:4326; `GazetteerError` where a column is not there."""
    suffix = path.suffix.lower()
    try:
        if suffix in _DELIMITED:
            frame: Any = pd.read_csv(
                path, sep=_separator(path), dtype=str, keep_default_na=False, encoding="utf-8-sig"
            )
        elif suffix in (".parquet", ".geoparquet"):
            try:
                frame = gpd.read_parquet(path)
            except ValueError:
                frame = pd.read_parquet(path)
        else:
            frame = gpd.read_file(path)
    except pd.errors.EmptyDataError as error:
        raise GazetteerError(f"{path}: there is nothing in this file") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: this is no text in UTF-8; save it as UTF-8") from error
    except Exception as error:  # each format's library raises its own
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise GazetteerError(f"{path}: cannot be read as a table ({reason})") from error
    for column in columns.all() if columns else ():
        if column not in frame.columns:
            there = ", ".join(map(str, frame.columns[:20]))
            raise GazetteerError(f"{path}: there is no column {column!r}; there are {there}")
    if columns and columns.latitude and columns.longitude:
        degrees = [_degrees(frame[column]) for column in (columns.longitude, columns.latitude)]
        found = gpd.GeoSeries(gpd.points_from_xy(*degrees), index=frame.index, crs=crs or 4326)
    elif isinstance(frame, gpd.GeoDataFrame):
        found = frame.geometry if crs is None else frame.geometry.set_crs(crs, allow_override=True)
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    else:
        remedy = "--latitude and --longitude name its columns" if columns else "polygons are needed"
        raise GazetteerError(f"{path}: this table has no geometry; {remedy}")
    if found.crs is None:
        raise GazetteerError(f"{path}: the file does not tell its CRS; --crs EPSG:4326 would")
    return gpd.GeoDataFrame(frame, geometry=_in_degrees(found).to_numpy(), crs=4326)


def _separator(path: Path) -> str:
    """What parts the columns of a file of lines: what its first line has most of."""
    with path.open(encoding="utf-8-sig", newline=None) as file:
        header = file.readline()
    return max("\t;,", key=header.count)


def _degrees(column: "pd.Series[Any]") -> NDArray[np.float64]:
    """Numbers of a column, with a period or a comma before their fractions; else NaN."""
    if not pd.api.types.is_numeric_dtype(column):
        column = column.astype(str).str.replace(",", ".", regex=False)
    found: NDArray[np.float64] = pd.to_numeric(column, errors="coerce").to_numpy(float)
    return found


def _in_degrees(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """The shapes in EPSG:4326, None where they lie beyond what their CRS can tell."""
    degrees = shapes.to_crs(4326)
    if shapes.crs.is_geographic:
        return degrees
    # Far out of its area a projection gives some place or other, but does not lead back from it.
    bounds, again = shapes.bounds.to_numpy(), degrees.to_crs(shapes.crs).bounds.to_numpy()
    astray = (np.abs(bounds - again) > np.maximum(_ASTRAY, 1e-6 * np.abs(bounds))).any(axis=1)
    return degrees.where(~astray)


_ASTRAY = 1.0
"""Units of a CRS, mostly metres."""


def _radii(frame: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """In km, of circles as large as the areas; 0 of points."""
    square_km = frame.geometry.to_crs(_EQUAL_AREA).area.to_numpy() / 1e6
    found: NDArray[np.float64] = np.sqrt(np.nan_to_num(square_km) / np.pi)
    return found


class _Places:
    """Rows of one table to places."""

    def __init__(
        self,
        world: "Gazetteer",
        source: str,
        columns: TableColumns,
        broken: Broken,
        file: str,
        header: int,
    ) -> None:
        """`header` lines stand in the file before the first row."""
        self._source, self._columns = source, columns
        self._broken, self._file, self._header = broken, file, header
        self._ids: set[str] = set()
        self._standing = Standing(
            world, lambda number, doubt: broken.note(file, number + header, doubt)
        )

    def entry(
        self,
        number: int,
        row: dict[str, Any],
        shape: BaseGeometry,
        point: tuple[float, float],
        radius_km: float,
        division: int,
    ) -> Entry | None:
        """The place of a row, None where it is put aside."""
        columns, (latitude, longitude) = self._columns, point
        name = text_of(row[columns.name])
        place_id = self._id(number, row)
        wrong = None
        if not fold(name):
            wrong = "there is no name"
        elif np.isfinite(latitude) and (abs(latitude) > 180 or abs(longitude) > 360):
            wrong = f"{latitude:g}, {longitude:g} are no degrees; --crs says what they are"
        elif 90 < abs(latitude) <= 180 and abs(longitude) <= 90:
            wrong = f"latitude {latitude:g} is out of range; are the two the wrong way round?"
        elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            wrong = "there is no point, or it is out of range"
        elif latitude == longitude == 0:
            wrong = "0, 0 stands for no point"
        elif place_id in self._ids:
            wrong = f"the id {place_id} stands before it"
        if wrong is not None:
            self._broken.add(self._file, number + self._header, wrong)
            return None
        self._ids.add(place_id)
        others = [
            other.strip()
            for column in columns.alternates
            for other in _SEPARATORS.split(text_of(row[column]))
            if other.strip()
        ]
        names = list(dict.fromkeys([name, *others]))
        hows: list[MatchKind] = [
            "abbreviation" if at and is_code(each) else "folded" for at, each in enumerate(names)
        ]
        kind = text_of(row[columns.kind]) if columns.kind else ""
        feature_class, _, feature_code = _feature(kind, area=radius_km > 0).partition(".")
        country = text_of(row[columns.country]) if columns.country else ""
        parents = tuple(text_of(row[column]) for column in columns.parents)
        code = self._standing.code(number, country, parents, shape, point, division)
        population = _number(row[columns.population]) if columns.population else None
        radius = radius_km or min(30.0, max(1.0, ((population or 0) / _DENSITY / np.pi) ** 0.5))
        return Entry(
            place_id, name, latitude, longitude, feature_class, feature_code,
            code, population, round(float(radius), 1),
            float(population or 0), names, hows, kind="" if _CODED.fullmatch(kind) else kind,
        )  # fmt: skip

    def _id(self, number: int, row: dict[str, Any]) -> str:
        own = text_of(row[self._columns.id]) if self._columns.id else ""
        if re.fullmatch(r"geonames:\d{1,9}", own):
            return own
        return f"{self._source}:{own or number}"


def text_of(value: Any) -> str:
    """A cell as text, "" where there is nothing in it."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _number(value: Any) -> int | None:
    text = re.sub(r"[\s,_'’]", "", text_of(value))
    return int(float(text)) or None if re.fullmatch(r"\d{1,15}(\.\d+)?", text) else None


def _feature(kind: str, *, area: bool) -> str:
    """GeoNames' class and code of a kind as a table has it."""
    if _CODED.fullmatch(kind):
        return kind
    words = fold(kind).split()
    known = next((_KIND_OF[word] for word in reversed(words) if word in _KIND_OF), None)
    return known or ("L.AREA" if area else "P.PPL")
