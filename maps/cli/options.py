"""Options that several commands share, and the filter that the filter options make."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.filters.filters import EventFilter
    from geo.resolver import Prior

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt .html .jsonl .json .csv), folders, globs, or - for stdin.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication of reports that state none."),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to use.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="geojson, geojsonl, parquet, gpkg, fgb or csv; by default what the ending means.",
    ),
]
Schema = Annotated[
    str | None,
    typer.Option(
        "--schema",
        metavar="NAME",
        help="Write the columns of another table instead (acled, ged, gdelt, polecat), as .csv or "
        ".parquet; 'dateline schema NAME' tells them.",
    ),
]
EventsInputs = Annotated[
    list[str],
    typer.Argument(metavar="EVENTS", help="Files of events, or - for stdin.", show_default=False),
]
Merge = Annotated[
    bool,
    typer.Option(
        "--merge", help="One event for what reports tell of the same; every source is kept."
    ),
]
EventsOutput = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is stdout.")
]


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The filter options as given; each field is an option of the same name."""

    region: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGION",
            help="Keep events in a place or region: a name, an ISO code, a GeoNames id, "
            "bbox:west,south,east,north, near:PLACE:50km (or 30mi), a file of polygons, 'A + B' or "
            "'A minus B'; 'dateline regions' shows what it means. Repeatable.",
        ),
    ]
    area: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AREA",
            help="Keep events whose point on the map is in an area: bbox:west,south,east,north, "
            "near:LATITUDE,LONGITUDE:50km or polygon:lon,lat,lon,lat,... Repeatable.",
        ),
    ]
    admin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Keep events whose own columns name a country ('Syria') or a country and its "
            "division ('Syria/Idlib'; 'Syria/' where none is known). Repeatable.",
        ),
    ]
    type: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TYPE",
            help="Keep a type by its code or label (ASSAULT or attack), a finer one "
            "('ASSAULT/airstrike'), or a class ('material conflict'). Repeatable.",
        ),
    ]
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Keep events on or after a day (2018-08-27, 2018-08)."),
    ]
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Keep events on or before a day.")
    ]
    factuality: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD", help="Keep reported, planned, conditional or denied. Repeatable."
        ),
    ]
    precision: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD",
            help="Keep events by how exactly their place is known: exact, near, district, "
            "division, region, country, sea or unknown. Repeatable.",
        ),
    ]
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="NUMBER", help="Keep rows at least so sure, 0 to 1."),
    ]
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Keep events of a source, as the table names it ('' for none). Repeatable.",
        ),
    ]
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Keep events with words that begin so, each of them."),
    ]

    def given(self) -> dict[str, Any]:
        """The options that were used, as they were given."""
        return {name: value for name, value in asdict(self).items() if value not in (None, [])}

    def ready(self, gazetteer: "Gazetteer") -> "EventFilter":
        """The filter that they make, checked. Raises `FilterError` for wrong forms."""
        from gazetteer.errors import RegionFormError
        from geo.errors import FilterError
        from geo.filters.filters import event_filter

        try:
            return event_filter(
                region=self.region or None,
                area=self.area or None,
                admin=self.admin or None,
                event_type=_split(self.type),
                since=self.since,
                until=self.until,
                factuality=_split(self.factuality),
                precision=_split(self.precision),
                min_confidence=self.min_confidence,
                source=self.source or None,
                text=self.text,
                gazetteer=gazetteer,
            )
        except RegionFormError as error:
            raise FilterError(f"--region: {error}") from error


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How reports are read; each field is an option of the same name."""

    country: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY",
            help="The country that the reports are likely about: a name or an ISO 3166 code "
            "(Syria, SY, SYR); a weight, not a filter.",
        ),
    ]
    near: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE", help="A place that the reports are likely near to; a weight as well."
        ),
    ]
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="Leave a name unplaced where its place is less likely right than this, 0 to 1.",
        ),
    ]

    recognizer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What finds the place names: encoder (the default), spacy, or a plug-in's name.",
        ),
    ]

    online: Annotated[
        str | None,
        typer.Option(
            metavar="GEOCODER",
            help="Ask an online geocoder of geopy (nominatim, photon ...) for names that no "
            "gazetteer has: such names, and nothing else, are sent to it, one a second.",
        ),
    ]

    def given(self) -> dict[str, Any]:
        """The options that were used, as they were given."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def settings(self, gazetteer: "Gazetteer") -> dict[str, Any]:
        """What `geo.parse` takes. Raises `FilterError` and `RecognizerError` for wrong values."""
        from geo.recognizers import DEFAULT, check_recognizer

        recognizer = self.recognizer or DEFAULT
        check_recognizer(recognizer)
        return {
            "recognizer": recognizer,
            "prior": self.prior(gazetteer),
            "min_score": self.min_score or 0.0,
            "online": self.online,
        }

    def prior(self, gazetteer: "Gazetteer") -> "Prior":
        """What the options say is likely. Raises `FilterError` for what the gazetteer lacks."""
        from geo.errors import FilterError
        from geo.resolver import Prior
        from maps.cli.countries import country_code

        code = None if self.country is None else country_code(gazetteer, self.country)
        if self.near is None:
            return Prior(code)
        found = gazetteer.lookup(self.near, country=code) or gazetteer.lookup(self.near)
        point = next(
            (
                (m.place.latitude, m.place.longitude)
                for m in found
                if m.place.latitude is not None and m.place.longitude is not None
            ),
            None,
        )
        if point is None:
            raise FilterError(
                f"--near {self.near!r}: the gazetteer has no such place; "
                "'dateline places' looks names up"
            )
        return Prior(code, point)


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What becomes of the table of events before it is written; each field is an option."""

    corrections: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="What people corrected (.csv, .jsonl); by default corrections.csv in this folder, "
            "if it is there. 'none' for none.",
        ),
    ] = None
    no_text: Annotated[
        bool,
        typer.Option(
            "--no-text",
            help="Leave out sentences and titles (copyright, privacy); offsets and ids stay.",
        ),
    ] = False

    def given(self) -> dict[str, Any]:
        """The options that were used; of a file its name, for its folder is the user's own."""
        used = {name: value for name, value in asdict(self).items() if value}
        if self.corrections:
            used["corrections"] = Path(self.corrections).name
        return used


_SHARED: dict[str, type] = {
    "filters": FilterOptions,
    "reading": ReadingOptions,
    "table": TableOptions,
}


def _fields(kind: type) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(kind)}


def with_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each field of its parameters of `_SHARED`.

    Typer reads options from a signature; this is the one place where the shared ones stand.
    """
    own = inspect.signature(command)
    groups = {name: kind for name, kind in _SHARED.items() if name in own.parameters}
    shared = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=_default(field), annotation=field.type
        )
        for kind in groups.values()
        for name, field in _fields(kind).items()
    ]

    def run(**values: Any) -> None:
        made = {
            group: kind(**{name: values.pop(name) for name in _fields(kind)})
            for group, kind in groups.items()
        }
        command(**values, **made)

    kept = [p for name, p in own.parameters.items() if name not in groups]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in kept] + shared
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def _default(field: Field[Any]) -> Any:
    return None if field.default is MISSING else field.default


def _split(values: list[str] | None) -> list[str] | None:
    """Values given by repeating an option or between commas."""
    found = [piece for value in values or [] for piece in value.split(",") if piece.strip()]
    return found or None
