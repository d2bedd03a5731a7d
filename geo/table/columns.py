"""The columns of the table of events: names, kinds and meanings."""

import json
from dataclasses import dataclass
from typing import Literal

CRS = "EPSG:4326"

ColumnKind = Literal["text", "whole", "real", "day", "json", "geometry"]

DTYPES: dict[ColumnKind, str] = {
    "text": "string",
    "whole": "Int64",
    "real": "float64",
    "day": "datetime64[s]",
    "json": "string",
    "geometry": "geometry",
}
"""The pandas dtype of each kind of column. Absent is null in every kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of events."""

    name: str
    kind: ColumnKind
    meaning: str
    unit: str | None = None
    """Of a number: degree, km, person, report, probability."""
    least: int | None = None
    most: int | None = None
    """The bounds of a number, both included; None: no bound."""

    @property
    def dtype(self) -> str:
        """The pandas dtype."""
        return DTYPES[self.kind]


EVENT_COLUMNS: tuple[Column, ...] = (
    Column("event_id", "text", "unique, from the report's content and the offsets of the trigger"),
    Column("event_group", "text", "the same in all rows of one event, which may have many places"),
    Column("event_date", "day", "first day of the event"),
    Column("event_date_end", "day", "last day, included"),
    Column("time_precision", "whole", "ACLED: 1 the day, 2 the week, 3 the month or longer",
           least=1, most=3),
    Column("event_type", "text", "PLOVER's type, or DISASTER, ACCIDENT, CRIME, HEALTH"),
    Column("sub_event_type", "text", "a finer type where the words tell it"),
    Column("quad_code", "whole", "PLOVER: 1 verbal, 2 material cooperation; 3, 4 conflict",
           least=1, most=4),
    Column("actor1", "text", "who did it, as the text names them, joined by '; '"),
    Column("actor2", "text", "to whom it was done, joined by '; '"),
    Column("location", "text", "where it happened: a place, or words such as 'near' and a place"),
    Column("place_id", "text", "the place in the gazetteer, such as geonames:169389"),
    Column("feature_code", "text", "GeoNames' code of the place, such as PPL or ADM1"),
    Column("admin1", "text", "first-order division"),
    Column("admin2", "text", "second-order division"),
    Column("country", "text", "name of the country"),
    Column("iso3", "text", "ISO 3166-1 alpha-3 of the country"),
    Column("latitude", "real", "degrees, EPSG:4326, of the location's middle", unit="degree",
           least=-90, most=90),
    Column("longitude", "real", "degrees, EPSG:4326", unit="degree", least=-180, most=180),
    Column("radius_km", "real", "radius in km of a circle of about the location's extent",
           unit="km", least=0),
    Column("geo_precision", "whole", "ACLED: 1 town, 2 near it or part of a region, 3 wider",
           least=1, most=3),
    Column("where_prec", "whole", "UCDP: 1 exact, 2 near, 3 second-order division, 4 first-order "
           "division, 5 region or relative location, 6 country, 7 sea or air", least=1, most=7),
    Column("fatalities_low", "whole", "at least so many killed; in the first row of a group only, "
           "and none of a sum, as that of a war, of years or 'since January', which stands in "
           "counts alone", unit="person", least=0),
    Column("fatalities_high", "whole", "at most so many killed; null where open upwards",
           unit="person", least=0),
    Column("counts", "json", "list of {what, low, high, start, end}; in the first row of a group"),
    Column("factuality", "text", "reported, planned, conditional or denied"),
    Column("claimed_by", "text", "who says so, where the report leaves it to them"),
    Column("confidence", "real", "0 to 1, that the row is right", unit="probability",
           least=0, most=1),
    Column("n_sources", "whole", "reports that tell of it", unit="report", least=1),
    Column("source", "text", "who published the report; of a merged event all who did, joined by "
           "'; ', first the one of source_url, report_id, title and notes"),
    Column("source_url", "text", "where the report was found"),
    Column("report_id", "text", "id of the report"),
    Column("corrected", "json", "what a person corrected: list of {action, who, when, why, was}; "
           "was holds the values before; null where nobody did"),
    Column("title", "text", "title of the report"),
    Column("notes", "text", "the sentence that tells of it"),
    Column("places", "json", "list of the place names linked to it, each with {start, end, text, "
           "role, usage, kind, place_id, name, latitude, longitude, country_code, feature_code}"),
    Column("evidence", "json", "character offsets in the report's text behind each field, the "
           "sentence, the step that gave the location, the parts of the confidence, how it is told "
           "as far as that makes it more or less sure, as `telling`, what a network that reads "
           "around its word takes it for, as `seen`: how likely an event at all (`happened`), "
           "and one that an analyst would want (`wanted`), the day of publication, the "
           "role (a sector of PLOVER: GOV, MIL, REB, CVL ...) and country of each actor, as "
           "`actors`, the things that it was done to, as `done_to`, of a merged event the rows "
           "that it was merged from, as `sources`, and the events that people merged it with or "
           "split it from, as `same_as` and `apart_from`"),
    Column("geometry", "geometry", "point of the location, EPSG:4326; null where unknown"),
)  # fmt: skip
"""All columns in their order; a table of events has these, with these dtypes, also when empty."""


def dump_json(value: object) -> str:
    """The one way in which JSON columns are written, so that equal values are equal strings."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
