"""Which events to keep: by region, type, day, factuality, precision, source and words."""

import calendar
import difflib
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.names import fold
from geo.errors import FilterError
from geo.event_types import EVENT_TYPES
from geo.filters.areas import Area
from geo.filters.areas import area as parse_area
from geo.filters.divisions import refuse_unknown
from geo.filters.source_names import missed_sources, of_sources
from geo.filters.swapped import swapped_area, swapped_region
from geo.filters.table_places import column, locate, reals
from geo.filters.type_words import type_of
from geo.filters.wider import holders, known_wider, said_of
from geo.records import Factuality

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

PRECISIONS: Mapping[str, int] = {
    "exact": 1, "near": 2, "district": 3, "division": 4, "region": 5, "country": 6, "sea": 7,
    "unknown": 0,
}  # fmt: skip
"""Words for `where_prec`; 0 stands for all else."""

SEARCHED = (
    "title", "notes", "location", "actor1", "actor2", "claimed_by", "admin1", "admin2", "country",
    "source",
)  # fmt: skip
"""The columns that a search for words looks in, those after the first five where there are any."""

_NAMESAKES_TOLD = 3
_PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What to keep; None and empty keep everything. Made by `event_filter`, which checks it."""

    regions: "tuple[Region, ...]" = ()
    areas: tuple[Area, ...] = ()
    admin: frozenset[str] | None = None
    event_types: frozenset[str] | None = None
    """Types such as ASSAULT and finer ones such as ASSAULT/airstrike."""
    since: date | None = None
    until: date | None = None
    factuality: frozenset[str] | None = None
    precision: frozenset[str] | None = None
    min_confidence: float | None = None
    source: frozenset[str] | None = None
    words: tuple[str, ...] = ()
    """Folded; an event is kept that has all of them."""
    gazetteer: "Gazetteer | None" = None
    """What knows the names in `admin` that a table lacks; the bundled one by default."""

    def apply(self, frame: gpd.GeoDataFrame) -> Any:
        """The rows to keep as a new GeoDataFrame, with their index; `frame` is not changed.

        Raises `UnknownRegionError` for a division that neither the table nor the gazetteer has.
        """
        keep = np.ones(len(frame), bool)
        if self.regions:
            keep &= self._in_regions(frame)
        if self.areas:
            keep &= np.any([area.contains(frame) for area in self.areas], axis=0)
        if self.admin is not None:
            refuse_unknown(self.admin, _divisions(frame), self.gazetteer)
            keep &= _names_or_finer(frame, "country", "admin1", self.admin)
        if self.event_types is not None:
            keep &= _names_or_finer(frame, "event_type", "sub_event_type", self.event_types)
        if self.since or self.until:
            keep &= self._in_time(frame, keep)
        if self.factuality is not None:
            told = column(frame, "factuality")
            # What is told in no other way is told as having happened.
            told = told.where(told.isin(FACTUALITIES), "reported")
            keep &= told.isin(self.factuality).to_numpy()
        if self.precision is not None:
            known = reals(frame, "where_prec")
            known = np.where((known >= 1) & (known <= 7), known, 0)
            keep &= np.isin(known, [PRECISIONS[word] for word in self.precision])
        if self.min_confidence is not None:
            keep &= reals(frame, "confidence") >= self.min_confidence
        if self.source is not None:
            keep &= of_sources(column(frame, "source"), self.source)
        if self.words:
            keep &= self._with_words(frame)
        return frame.loc[keep].copy()

    def apart_from_days(self) -> "tuple[EventFilter, EventFilter]":
        """The filter without its days, and its days alone: what the first keeps and the second
        drops is dropped for its date."""
        days = EventFilter(since=self.since, until=self.until)
        return replace(self, since=None, until=None), days

    def check_divisions(self) -> None:
        """Raise `UnknownRegionError` for what the gazetteer lacks, before there is a table."""
        refuse_unknown(self.admin or (), (), self.gazetteer)

    def missed(self, frame: gpd.GeoDataFrame) -> list[str]:
        """What has no event, while what is likely meant has some: a sentence each.

        Of "Tripoli" Libya's is meant, and the table may be of Lebanon; degrees may be swapped, and
        of a source's name a part given.
        """
        return [
            *missed_sources(self.source or (), column(frame, "source").fillna("")),
            *(said for region in self.regions for said in _missed(region, frame)),
            *(said for region in self.regions for said in swapped_region(region, frame)),
            *(said for area in self.areas for said in swapped_area(area, frame)),
        ]

    def wider(self, frame: gpd.GeoDataFrame) -> str | None:
        """What is said of the events that are known only to be in what holds the regions; None
        where all else that is asked for drops them."""
        wider = holders(self.regions)
        if not wider:
            return None
        # Few rows are known so little; the rest need not be held against the regions once more.
        rows = known_wider(replace(self, regions=()).apply(frame), wider)
        return said_of(rows[~self._in_regions(rows)], wider)

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
        first = first.fillna(last)
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
        columns = [
            column(frame, name).fillna("")
            for position, name in enumerate(SEARCHED)
            if position < 5 or name in frame
        ]
        # Past the cache of `fold`: it is for names, and sentences would push them out.
        texts = (" " + fold.__wrapped__(" ".join(parts)) for parts in zip(*columns, strict=True))
        beginnings = [f" {word}" for word in self.words]
        found = [all(beginning in text for beginning in beginnings) for text in texts]
        return np.array(found, dtype=bool)


def _missed(region: "Region", frame: gpd.GeoDataFrame) -> list[str]:
    if region.parts:
        return [said for part in region.parts for said in _missed(part, frame)]
    if not region.namesakes:
        return []
    gazetteer = region.gazetteer
    located = locate(gazetteer, frame)
    if region.contains_locations(located).any():
        return []
    found = []
    for place_id in region.namesakes:
        other = gazetteer.region(place_id)
        count = frame["event_group"][other.contains_locations(located)].nunique()
        if count:
            found.append((count, f"{count} in {other.label}, {place_id}"))
    # Stable: of as many the best known goes first.
    found.sort(key=lambda item: -item[0])
    told = "; ".join(text for _, text in found[:_NAMESAKES_TOLD])
    return [f"no event is in {region.label}, but {told}"] if told else []


def _divisions(frame: gpd.GeoDataFrame) -> set[str]:
    """The countries of a table, and its divisions with theirs."""
    countries = column(frame, "country").fillna("").astype(str)
    finer = countries + "/" + column(frame, "admin1").fillna("").astype(str)
    return {*countries.unique(), *finer.unique()}


def _names_or_finer(
    frame: gpd.GeoDataFrame, wide: str, fine: str, wanted: frozenset[str]
) -> NDArray[np.bool_]:
    """Rows whose column `wide` is a wanted text, or which are wanted as "wide/fine"."""
    names = column(frame, wide).fillna("").astype(str)
    keep: NDArray[np.bool_] = names.isin(wanted).to_numpy()
    if any("/" in text for text in wanted):
        finer = names + "/" + column(frame, fine).fillna("").astype(str)
        keep = keep | finer.isin(wanted).to_numpy()
    return keep


def filter_events(
    frame: gpd.GeoDataFrame,
    *,
    region: "str | Region | Iterable[str | Region] | None" = None,
    area: str | Iterable[str] | None = None,
    admin: str | Iterable[str] | None = None,
    event_type: str | Iterable[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    factuality: str | Iterable[str] | None = None,
    precision: str | Iterable[str] | None = None,
    min_confidence: float | None = None,
    source: str | Iterable[str] | None = None,
    text: str | None = None,
    gazetteer: "Gazetteer | None" = None,
) -> gpd.GeoDataFrame:
    """The rows of a table of events that all of the filters keep; `frame` is not changed.

    - `region`: what `gazetteer.region` takes (a name, an ISO code, a GeoNames id, "bbox:west,
      south,east,north", a file of polygons ...), or a `Region`; of several, any.
    - `area`: "bbox:west,south,east,north", "near:latitude,longitude:50km" or "polygon:longitude,
      latitude,..." held against the table's points alone (`geo.filters.areas`); of several, any.
    - `admin`: countries as the column `country` has them, and divisions with theirs, as
      "Syria/Idlib" ("Syria/": no division known); any. It asks the table alone; the gazetteer only
      tells a name that it lacks from a misspelt one.
    - `event_type`: types by code or label (ASSAULT, "attack"), finer ones as the table has them
      ("ASSAULT/airstrike") or, of one type alone, without it ("airstrike"), and quad classes such
      as "material conflict"; any.
    - `since`, `until`: days, both included, as `date`, "2018-08-27", "2018-08" or "2018"; an event
      is kept when any of its days is. An event without a date is left out.
    - `factuality`: reported, planned, conditional, denied; any.
    - `precision`: how exactly the place is known: exact, near, district, division, region,
      country, sea, unknown; any.
    - `min_confidence`: 0 to 1.
    - `source`: sources as the table names them, in any case ("": none named); any, also of a merged
      row any of its sources.
    - `text`: beginnings of words that all stand in the columns `SEARCHED`, whatever their case and
      diacritics.

    `gazetteer` is the bundled one by default. Raises `FilterError` for a value that does not
    exist, `UnknownRegionError` and `AmbiguousRegionError` for regions and divisions.
    """
    wanted = event_filter(
        region=region,
        area=area,
        admin=admin,
        event_type=event_type,
        since=since,
        until=until,
        factuality=factuality,
        precision=precision,
        min_confidence=min_confidence,
        source=source,
        text=text,
        gazetteer=gazetteer,
    )
    return wanted.apply(frame)


def event_filter(
    *,
    region: "str | Region | Iterable[str | Region] | None" = None,
    area: str | Iterable[str] | None = None,
    admin: str | Iterable[str] | None = None,
    event_type: str | Iterable[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    factuality: str | Iterable[str] | None = None,
    precision: str | Iterable[str] | None = None,
    min_confidence: float | None = None,
    source: str | Iterable[str] | None = None,
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
        areas=tuple(map(parse_area, [area] if isinstance(area, str) else area or ())),
        admin=_texts(admin),
        event_types=_types(event_type),
        since=first,
        until=last,
        factuality=_words("factuality", factuality, FACTUALITIES),
        precision=_words("precision", precision, PRECISIONS),
        min_confidence=min_confidence,
        source=_texts(source),
        words=tuple(fold(text).split()) if text else (),
        gazetteer=gazetteer,
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
        value, slash, finer = str(value).strip().partition("/")
        words = " ".join(re.split(r"[\s_-]+", value)).casefold()
        names = _TYPES_BY_WORDS.get(words) or _TYPES_BY_WORDS.get(words.removesuffix("s"))
        alone = _finer_types().get(words) or _finer_types().get(words.removesuffix("s")) or ()
        if names is not None:
            found |= {name + slash + finer for name in _with_finer(names, finer)}
        elif len(alone) == 1 and not slash:
            found |= set(alone)
        else:
            raise FilterError(_no_type(value, words))
    return frozenset(found)


def _with_finer(names: frozenset[str], finer: str) -> frozenset[str]:
    """Those of the types that have a finer one of this name. Raises `FilterError` for none."""
    having = frozenset(n for n in names if not finer or finer in EVENT_TYPES[n].sub_types)
    if not having:
        known = sorted(sub_type for name in names for sub_type in EVENT_TYPES[name].sub_types)
        raise FilterError(
            f"there is no finer type {finer!r} of {' or '.join(sorted(names))}; "
            f"choose from {', '.join(known)}"
        )
    return having


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
    labels = {name: f"{name} ({type_.label})" for name, type_ in EVENT_TYPES.items()}
    finer = _finer_types()
    known = dict(finer)
    known |= {words: (labels[min(names)],) for words, names in _TYPES_BY_WORDS.items()}
    known |= {words: (words,) for words in QUAD_CLASSES}
    near = [words] if words in finer else difflib.get_close_matches(words, known, n=2, cutoff=0.7)
    told = type_of(words) or type_of(words.removesuffix("s"))
    meant = dict.fromkeys(said for close in near for said in known[close])
    if told is not None and words not in finer:
        meant = {told: None}
    hint = f" (did you mean {' or '.join(meant)}?)" if meant else ""
    return (
        f"there is no event type {value!r}{hint}; the types are {', '.join(labels.values())}; "
        f"the classes are {', '.join(QUAD_CLASSES)}"
    )


def _finer_types() -> dict[str, tuple[str, ...]]:
    """How each finer type is written: of "flood" DISASTER/flood."""
    found: dict[str, tuple[str, ...]] = {}
    for name, type_ in EVENT_TYPES.items():
        for sub_type in type_.sub_types:
            found[sub_type] = (*found.get(sub_type, ()), f"{name}/{sub_type}")
    return found


def _texts(given: str | Iterable[str] | None) -> frozenset[str] | None:
    if given is None:
        return None
    return frozenset([given] if isinstance(given, str) else given)


def _words(
    name: str, given: str | Iterable[str] | None, known: Iterable[str]
) -> frozenset[str] | None:
    if given is None:
        return None
    values = [given] if isinstance(given, str) else given
    found = frozenset(str(value).strip().casefold() for value in values)
    if wrong := sorted(found.difference(known)):
        raise FilterError(f"there is no {name} {wrong[0]!r}; choose from {', '.join(known)}")
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
