"""Options that several commands share, and the filter that the filter options make."""

import inspect
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.filters import EventFilter

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
    type: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TYPE",
            help="Keep a type by its code or label (ASSAULT or attack), or a class "
            "('material conflict'). Repeatable.",
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
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="NUMBER", help="Keep rows at least so sure, 0 to 1."),
    ]
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Keep events with all these words."),
    ]

    def given(self) -> dict[str, Any]:
        """The options that were used, as they were given."""
        return {name: value for name, value in asdict(self).items() if value not in (None, [])}

    def ready(self, gazetteer: "Gazetteer") -> "EventFilter":
        """The filter that they make, checked. Raises `FilterError` for wrong forms."""
        from gazetteer.errors import RegionFormError
        from geo.errors import FilterError
        from geo.filters import event_filter

        try:
            return event_filter(
                region=self.region or None,
                event_type=_split(self.type),
                since=self.since,
                until=self.until,
                factuality=_split(self.factuality),
                min_confidence=self.min_confidence,
                text=self.text,
                gazetteer=gazetteer,
            )
        except RegionFormError as error:
            raise FilterError(f"--region: {error}") from error


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command, whose last parameter is `filters: FilterOptions`, an option for each field.

    Typer reads options from a signature; this is the one place where those of the filter stand.
    """
    own = inspect.signature(command)
    fields = FilterOptions.__dataclass_fields__
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=field.type)
        for name, field in fields.items()
    ]

    def run(**values: Any) -> None:
        filters = FilterOptions(**{name: values.pop(name) for name in fields})
        command(**values, filters=filters)

    kept = [p for name, p in own.parameters.items() if name != "filters"]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in kept] + shared
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def _split(values: list[str] | None) -> list[str] | None:
    """Values given by repeating an option or between commas."""
    found = [piece for value in values or [] for piece in value.split(",") if piece.strip()]
    return found or None
