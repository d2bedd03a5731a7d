"""Which events to keep: by region, type, day, factuality, confidence and words."""

import calendar
import difflib
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.names import fold
from geo.errors import FilterError
from geo.ontology import EVENT_TYPES
from geo.records import Factuality
from geo.table_places import column, locate, reals

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Region
    from gazetteer.locations import Locations

logger = logging.getLogger(__name__)

QUAD_CLASSES: Mapping[str, int] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
"""PLOVER's classes of types, and their codes."""

FACTUALITIES: tuple[str, ...] = get_args(Factuality)

SEARCHED = ("title", "notes", "location", "actor1", "actor2")
"""The columns that a search for words looks in."""

_PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What to keep; None and empty keep everything. Made by `event_filter`, which checks it."""

    regions: "tuple[Region, ...]" = ()
    event_types: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    factuality: frozenset[str] | None = None
    min_confidence: float | None = None
    words: tuple[str, ...] = ()
    """Folded; an event is kept that has all of them."""

    def apply(self, frame: gpd.GeoDataFrame) -> Any:
        """The rows to keep as a new GeoDataFrame, with their index; `frame` is not changed."""
        keep = np.ones(len(frame), bool)
        if self.regions:
            keep &= self._in_regions(frame)
        if self.event_types is not None:
            keep &= column(frame, "event_type").isin(self.event_types).to_numpy()
        if self.since or self.until:
            keep &= self._in_time(frame, keep)
        if self.factuality is not None:
            keep &= column(frame, "factuality").isin(self.factuality).to_numpy()
        if self.min_confidence is not None:
            keep &= reals(frame, "confidence") >= self.min_confidence
        if self.words:
            keep &= self._with_words(frame)
        return frame.loc[keep].copy()

    def _in_regions(self, frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
        located: dict[Gazetteer, Locations] = {}
        inside = np.zeros(len(frame), bool)
        for region in self.regions:
            if region.gazetteer not in located:
                located[region.gazetteer] = locate(region.gazetteer, frame)
            inside |= region.contains_locations(located[region.gazetteer])
        return inside

    def _in_time(self, frame: gpd.GeoDataFrame, keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
        first = pd.to_datetime(column(frame, "event_date"))
        last = pd.to_datetime(column(frame, "event_date_end")).fillna(first)
        undated: NDArray[np.bool_] = first.isna().to_numpy()
        if (undated & keep).any():
            logger.info("%d events without a date are left out", int((undated & keep).sum()))
        inside = ~undated
        # A comparison with a missing day is false.
        if self.since:
            inside &= (last >= pd.Timestamp(self.since)).to_numpy()
        if self.until:
            inside &= (first <= pd.Timestamp(self.until)).to_numpy()
        return inside

    def _with_words(self, frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
        columns = [column(frame, name).fillna("") for name in SEARCHED]
        # Past the cache of `fold`: it is for names, and sentences would push them out.
        texts = (fold.__wrapped__(" ".join(parts)) for parts in zip(*columns, strict=True))
        found = [all(word in text for word in self.words) for text in texts]
        return np.array(found, dtype=bool)


def filter_events(
    frame: gpd.GeoDataFrame,
    *,
    region: "str | Region | Iterable[str | Region] | None" = None,
    event_type: str | Iterable[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    factuality: str | Iterable[str] | None = None,
    min_confidence: float | None = None,
    text: str | None = None,
    gazetteer: "Gazetteer | None" = None,
) -> gpd.GeoDataFrame:
    """The rows of a table of events that all of the filters keep; `frame` is not changed.

    - `region`: what `gazetteer.region` takes (a name, an ISO code, a GeoNames id, "bbox:west,
      south,east,north", a file of polygons ...), or a `Region`; of several, any.
    - `event_type`: types by code or label (ASSAULT, "attack") and quad classes such as "material
      conflict"; any.
    - `since`, `until`: days, both included, as `date`, "2018-08-27", "2018-08" or "2018"; an event
      is kept when any of its days is. An event without a date is left out.
    - `factuality`: reported, planned, conditional, denied; any.
    - `min_confidence`: 0 to 1.
    - `text`: words, all of which stand in title, notes, location or actors, whatever their case
      and diacritics.

    `gazetteer` is the bundled one by default. Raises `FilterError` for a value that does not
    exist, `UnknownRegionError` and `AmbiguousRegionError` for regions.
    """
    wanted = event_filter(
        region=region,
        event_type=event_type,
        since=since,
        until=until,
        factuality=factuality,
        min_confidence=min_confidence,
        text=text,
        gazetteer=gazetteer,
    )
    return wanted.apply(frame)


def event_filter(
    *,
    region: "str | Region | Iterable[str | Region] | None" = None,
    event_type: str | Iterable[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    factuality: str | Iterable[str] | None = None,
    min_confidence: float | None = None,
    text: str | None = None,
    gazetteer: "Gazetteer | None" = None,
) -> EventFilter:
    """The arguments of `filter_events` checked and made ready, before there is a table."""
    first, last = _bound("since", since, end=False), _bound("until", until, end=True)
    if first and last and first > last:
        raise FilterError(f"since {first} is after until {last}: no day is within")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise FilterError(f"min_confidence {min_confidence}: it must be within 0 and 1")
    return EventFilter(
        regions=_regions(region, gazetteer),
        event_types=_types(event_type),
        since=first,
        until=last,
        factuality=_factualities(factuality),
        min_confidence=min_confidence,
        words=tuple(fold(text).split()) if text else (),
    )


def _regions(
    given: "str | Region | Iterable[str | Region] | None", gazetteer: "Gazetteer | None"
) -> "tuple[Region, ...]":
    from gazetteer import open_gazetteer
    from gazetteer.regions import Region

    if given is None:
        return ()
    found = []
    for item in [given] if isinstance(given, str | Region) else given:
        if isinstance(item, str):
            gazetteer = gazetteer or open_gazetteer()
            found.append(gazetteer.region(item))
        else:
            found.append(item)
    return tuple(found)


def _types(given: str | Iterable[str] | None) -> frozenset[str] | None:
    if given is None:
        return None
    found: set[str] = set()
    for value in [given] if isinstance(given, str) else given:
        words = " ".join(re.split(r"[\s_-]+", str(value).strip())).casefold()
        names = _TYPES_BY_WORDS.get(words) or _TYPES_BY_WORDS.get(words.removesuffix("s"))
        if names is None:
            raise FilterError(_no_type(str(value), words))
        found |= names
    return frozenset(found)


def _types_by_words() -> dict[str, frozenset[str]]:
    """The types that a code, a label, a part of a label ("visit") or a quad class means."""
    found: dict[str, frozenset[str]] = {}
    for name, type_ in EVENT_TYPES.items():
        for words in (name, type_.label, *type_.label.split(" or ")):
            found[words.casefold()] = frozenset({name})
    for words, code in QUAD_CLASSES.items():
        found[words] = frozenset(n for n, type_ in EVENT_TYPES.items() if type_.quad_code == code)
    return found


_TYPES_BY_WORDS = _types_by_words()


def _no_type(value: str, words: str) -> str:
    named = {name: f"{name} ({type_.label})" for name, type_ in EVENT_TYPES.items()}
    near = difflib.get_close_matches(words, _TYPES_BY_WORDS, n=2, cutoff=0.7)
    meant = dict.fromkeys(
        close if close in QUAD_CLASSES else named[min(_TYPES_BY_WORDS[close])] for close in near
    )
    hint = f" (did you mean {' or '.join(meant)}?)" if meant else ""
    return (
        f"there is no event type {value!r}{hint}; the types are {', '.join(named.values())}; "
        f"the classes are {', '.join(QUAD_CLASSES)}"
    )


def _factualities(given: str | Iterable[str] | None) -> frozenset[str] | None:
    if given is None:
        return None
    values = [given] if isinstance(given, str) else given
    found = frozenset(str(value).strip().casefold() for value in values)
    if wrong := sorted(found.difference(FACTUALITIES)):
        raise FilterError(
            f"there is no factuality {wrong[0]!r}; choose from {', '.join(FACTUALITIES)}"
        )
    return found


def _bound(name: str, value: date | str | None, *, end: bool) -> date | None:
    """The first or last day of what "2018", "2018-08" or "2018-08-27" means."""
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    wrong = FilterError(f"{name} {value!r}: a day is written 2018-08-27, a month 2018-08")
    match = _PARTIAL_DAY.fullmatch(str(value).strip())
    if match is None:
        raise wrong
    year, month = int(match[1]), int(match[2] or (12 if end else 1))
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, int(match[3] or (last if end else 1)))
    except ValueError:
        raise wrong from None
