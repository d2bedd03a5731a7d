"""What tellings are compared by, as arrays: one entry an event, or one a row for its places."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.event_types import EVENT_TYPES
from geo.merge.words import names, parties, stems
from geo.records import COUNTED

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]

NO_DAY = np.iinfo(np.int64).min
_UNDATED_BEFORE, _UNDATED_AFTER = 3, 1
"""Days by which an event without a date of its own may be off the day that its report is at."""
_PERFECT_BEFORE = 14
"""Days before publication in which an event without any day ("has killed") is looked for."""
_BY_OTHER_TRAITS = frozenset({"ASSAULT", "COERCE", "DISASTER", "ACCIDENT", "CRIME", "HEALTH"})
"""Types whose events are told apart by place and victims rather than by who did it."""
_MUTUAL = frozenset({"clash"})
"""Finer types in which either party may be named first."""
_LINGER = {"HEALTH": 14, "DISASTER": 1, "ACCIDENT": 1}
"""Days by which reports differ over when an event of a type was: outbreaks and floods last, and
most accidents are known only a day later."""
_AT_ONCE = frozenset({"earthquake"})
"""Finer types that last no day, and that are known at once."""


@dataclass(frozen=True, slots=True)
class Sets:
    """A set of numbered words an event, one after another."""

    start: Ints
    """Where each event's words begin in `items`; one entry more than events."""
    items: Ints
    """Sorted within an event."""
    size: int
    """How many different words there are."""

    def lengths(self, events: Ints) -> Ints:
        """How many words each of these events has."""
        return self.start[events + 1] - self.start[events]

    def shared(self, left: Ints, right: Ints) -> Ints:
        """For each pair how many words its two events share."""
        return self.meet(left, self, right)

    def meet(self, left: Ints, other: "Sets", right: Ints) -> Ints:
        """For each pair how many words of the left event are in the right one's set in `other`."""
        lengths = self.lengths(left)
        pair = np.repeat(np.arange(len(left)), lengths)
        offset = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        words = self.items[self.start[left][pair] + offset]
        size = max(self.size, other.size) + 1
        owners = np.repeat(np.arange(len(other.start) - 1), np.diff(other.start))
        known = owners * size + other.items
        wanted = right[pair] * size + words
        at = np.searchsorted(known, wanted)
        at[at == len(known)] = 0
        hit = known[at] == wanted if len(known) else np.zeros(len(wanted), bool)
        return np.bincount(pair[hit], minlength=len(left))


@dataclass(frozen=True, slots=True)
class Traits:
    """The tellings as arrays. Texts are numbered, -1 absent; days count from 1970-01-01."""

    ids: NDArray[np.object_]
    """The event ids, in ascending order of `event_group`."""
    report: Ints
    sentence: Ints
    """The report and the sentence that tells of it first, -1 where the table says no sentence."""
    event_type: Ints
    sub_type: Ints
    happened: NDArray[np.bool_]
    """Factuality: reported or planned, which may be one event before and after."""
    planned: NDArray[np.bool_]
    factuality: Ints
    first: Ints
    last: Ints
    """The days within which it may have been; `NO_DAY` where nothing tells."""
    day: Ints
    day_end: Ints
    """The days as the table has them."""
    dated: NDArray[np.bool_]
    """Whether the text itself gives the days, to the day."""
    linger: Ints
    grows: NDArray[np.bool_]
    """Whether its numbers go on rising: of the kinds that linger, an earthquake with them."""
    published: Ints
    low: Reals
    """(events, `COUNTED`): at least so many, NaN where not told."""
    high: Reals
    """At most so many; infinite where open upwards."""
    by_actor: NDArray[np.bool_]
    """Whether who did it is what tells events of this type apart."""
    mutual: NDArray[np.bool_]
    """Whether either party may be named first."""
    actor1: Sets
    actor2: Sets
    words: Sets
    names: Sets
    """Names of the sentence that are no known places."""
    all_names: Sets
    """Names of the sentence and of the places, but those of countries."""
    finest: Ints
    """UCDP's precision of the finest place, 9 without any."""
    event: Ints
    """Of each row, its event; what follows is by row."""
    place: Ints
    latitude: Reals
    longitude: Reals
    radius_km: Reals
    where_prec: Ints
    """UCDP's, 0 without a place."""
    country: Ints
    admin1: Ints
    admin2: Ints
    row_start: Ints
    """The first row of each event, and one entry more."""

    def __len__(self) -> int:
        return len(self.ids)


def traits_of(frame: gpd.GeoDataFrame, events: Ints) -> Traits:
    """The traits of tellings: `events` numbers the event of each row, in ascending order."""
    count = int(events[-1]) + 1 if len(events) else 0
    row_start = np.searchsorted(events, np.arange(count + 1))
    heads = frame.iloc[row_start[:-1]]
    kinds = _objects(heads["event_type"])
    evidence = [_loaded(text) for text in _texts(heads["evidence"])]
    day = _as_days(heads["event_date"])
    day_end = _as_days(heads["event_date_end"])
    day_end = np.where(day_end == NO_DAY, day, np.maximum(day, day_end))
    factuality = heads["factuality"].fillna("reported").to_numpy(dtype=object)
    sentence = _sentences(heads["report_id"], evidence)
    told = _told_days(day, sentence, evidence)
    first, last, dated, published = _days(day, day_end, evidence, told, factuality == "reported")
    low, high = _numbers(heads)
    place_texts, country_texts = _place_texts(frame, row_start)
    place_words = [stems(" ".join(texts)) for texts in place_texts]
    country_words = [stems(" ".join(texts)) for texts in country_texts]
    found_names = [names(text) for text in _texts(heads["notes"])]
    of_places = [stems(text) for text in _texts(heads["location"])]
    where_prec = _precisions(frame)
    finest = np.full(count, 9)
    np.minimum.at(finest, events, np.where(where_prec > 0, where_prec, 9))
    mutual = heads["sub_event_type"].isin(_MUTUAL).to_numpy() | np.array(
        [kind in EVENT_TYPES and EVENT_TYPES[kind].quad_code in (1, 2) for kind in kinds], bool
    )
    texts = [
        " ".join(text for text in pair if text)
        for pair in zip(_texts(heads["title"]), _texts(heads["notes"]), strict=True)
    ]
    actor1, actor2 = _sets_of_one_kind(
        _without(map(parties, _texts(heads[name])), place_words) for name in ("actor1", "actor2")
    )
    admin1 = _keys(frame, "iso3", "admin1")
    return Traits(
        ids=heads["event_id"].to_numpy(dtype=object),
        report=_codes(heads["report_id"].fillna(heads["event_id"])),
        sentence=sentence,
        event_type=_codes(heads["event_type"]),
        sub_type=_codes(heads["sub_event_type"]),
        happened=np.isin(factuality, ("reported", "planned")),
        planned=factuality == "planned",
        factuality=_codes(pd.Series(factuality)),
        first=first,
        last=last,
        day=day,
        day_end=day_end,
        dated=dated,
        linger=_lingers(kinds, heads["sub_event_type"]),
        grows=np.array([kind in _LINGER for kind in kinds], dtype=bool),
        published=published,
        low=low,
        high=high,
        by_actor=np.array([kind not in _BY_OTHER_TRAITS for kind in kinds], dtype=bool),
        mutual=mutual,
        actor1=actor1,
        actor2=actor2,
        words=_sets(_without(map(stems, texts), place_words)),
        names=_sets(_without(found_names, place_words)),
        all_names=_sets(
            _without((n | p for n, p in zip(found_names, of_places, strict=True)), country_words)
        ),
        finest=finest,
        event=events,
        place=_codes(frame["place_id"]),
        latitude=frame["latitude"].to_numpy(dtype=float),
        longitude=frame["longitude"].to_numpy(dtype=float),
        radius_km=frame["radius_km"].fillna(1.0).to_numpy(dtype=float),
        where_prec=where_prec,
        country=_codes(frame["iso3"]),
        admin1=admin1,
        admin2=_keys(frame, "iso3", "admin1", "admin2"),
        row_start=row_start,
    )


def _sentences(reports: "pd.Series[Any]", evidence: Sequence[dict[str, Any]]) -> Ints:
    spans = [str(e["sentence"]) if e.get("sentence") else None for e in evidence]
    told = [span and f"{report} {span}" for report, span in zip(reports, spans, strict=True)]
    return _codes(pd.Series(told, dtype=object))


def _precisions(frame: gpd.GeoDataFrame) -> Ints:
    """UCDP's codes; a point that says nothing of its precision is a point."""
    placed = frame["latitude"].notna() & frame["longitude"].notna()
    codes: Ints = frame["where_prec"].fillna(1).to_numpy(dtype=np.int64)
    return np.where(placed.to_numpy(), codes, 0)


def _lingers(kinds: Iterable[Any], sub_types: "pd.Series[Any]") -> Ints:
    days = np.array([_LINGER.get(kind, 0) for kind in kinds], dtype=np.int64)
    days[sub_types.isin(_AT_ONCE).to_numpy()] = 0
    return days


def _told_days(day: Ints, sentence: Ints, evidence: Sequence[dict[str, Any]]) -> NDArray[np.bool_]:
    """Whether the text itself gives the day: to the event, or to another of its sentence, from
    which it has the same day."""
    # A table of other making, which tells nothing of its dates, means them.
    own = np.array([not e or bool(e.get("date")) for e in evidence], dtype=bool)
    known = sentence >= 0
    told = set(zip(sentence[own & known].tolist(), day[own & known].tolist(), strict=True))
    pairs = zip(own.tolist(), sentence.tolist(), day.tolist(), strict=True)
    return np.array([is_own or (part, at) in told for is_own, part, at in pairs], dtype=bool)


def _days(
    first: Ints,
    last: Ints,
    evidence: Sequence[dict[str, Any]],
    own: NDArray[np.bool_],
    reported: NDArray[np.bool_],
) -> tuple[Ints, Ints, NDArray[np.bool_], Ints]:
    """First and last day that it may have been, whether the text tells it, day of publication."""
    published = _as_days(pd.to_datetime(pd.Series([e.get("published") for e in evidence])))
    undated, told = first == NO_DAY, first != NO_DAY
    # What is told as having been can't have been after the news of it: its day was misread.
    own = own & ~(reported & (published != NO_DAY) & (first > published))
    rough = told & ~own
    first, last = first - _UNDATED_BEFORE * rough, last + _UNDATED_AFTER * rough
    known = undated & (published != NO_DAY)
    first = np.where(known, published - _PERFECT_BEFORE, first)
    last = np.where(known, published, last)
    return first, last, told & own, published


def _as_days(column: "pd.Series[Any]") -> Ints:
    days = column.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64))


def _numbers(heads: pd.DataFrame) -> tuple[Reals, Reals]:
    """Low and high of each number that is compared, killed from the fatalities: (events,
    `COUNTED`)."""
    low = np.full((len(heads), len(COUNTED)), np.nan)
    high = np.full((len(heads), len(COUNTED)), np.nan)
    low[:, 0] = heads["fatalities_low"].to_numpy(dtype=float, na_value=np.nan)
    top = heads["fatalities_high"].to_numpy(dtype=float, na_value=np.inf)
    high[:, 0] = np.where(np.isnan(low[:, 0]), np.nan, top)
    position = {what: number for number, what in enumerate(COUNTED)}
    for event, text in enumerate(_texts(heads["counts"])):
        if len(text) < 3:
            continue
        for count in json.loads(text):
            at = position.get(count.get("what"), 0)
            value = count.get("low")
            # Of several numbers of one kind the smaller are mostly parts of the largest.
            if at and value is not None and not low[event, at] >= value:
                low[event, at] = value
                top_value = count.get("high")
                high[event, at] = np.inf if top_value is None else top_value
    return low, high


def _place_texts(
    frame: gpd.GeoDataFrame, row_start: Ints
) -> tuple[list[list[str]], list[list[str]]]:
    """For each event the names of its known places and divisions, and those of its countries."""
    columns = [_texts(frame[name]) for name in ("location", "admin1", "admin2", "country")]
    countries, links = columns[-1], _texts(frame["places"])
    places, of_countries = [], []
    for begin, end in zip(row_start[:-1].tolist(), row_start[1:].tolist(), strict=True):
        texts = [column[row] for row in range(begin, end) for column in columns if column[row]]
        wide = [countries[row] for row in range(begin, end) if countries[row]]
        for link in json.loads(links[begin]) if len(links[begin]) > 2 else ():
            names_of_it = [link.get("text") or "", link.get("name") or ""]
            if str(link.get("feature_code")).startswith("PCL"):
                wide += names_of_it
            elif link.get("place_id") and link.get("usage") != "associative":
                texts += names_of_it
        places.append(texts + wide)
        of_countries.append(wide)
    return places, of_countries


def _without(
    found: Iterable[frozenset[str]], left_out: Sequence[frozenset[str]]
) -> list[frozenset[str]]:
    return [words - out for words, out in zip(found, left_out, strict=True)]


def _sets(found: Sequence[frozenset[str]]) -> Sets:
    (one,) = _sets_of_one_kind([found])
    return one


def _sets_of_one_kind(columns: Iterable[Sequence[frozenset[str]]]) -> list[Sets]:
    """Sets whose words are numbered alike, so that they can be compared."""
    columns = list(columns)
    flat = [word for column in columns for words in column for word in words]
    numbers, distinct = pd.factorize(np.array(flat, dtype=object), sort=True)
    found, begin = [], 0
    for column in columns:
        lengths = np.fromiter((len(words) for words in column), dtype=np.int64, count=len(column))
        own = numbers[begin : begin + int(lengths.sum())].astype(np.int64)
        begin += len(own)
        own = own[np.lexsort((own, np.repeat(np.arange(len(column)), lengths)))]
        found.append(Sets(np.concatenate([[0], np.cumsum(lengths)]), own, len(distinct)))
    return found


def _codes(column: "pd.Series[Any]") -> Ints:
    """Texts numbered in their order, -1 for null."""
    return pd.factorize(_objects(column), sort=True)[0].astype(np.int64)


def _keys(frame: gpd.GeoDataFrame, *columns: str) -> Ints:
    """The combination of columns numbered, -1 where any of them is null."""
    parts = [_codes(frame[name]) for name in columns]
    key = np.zeros(len(frame), dtype=np.int64)
    for part in parts:
        key = key * (int(part.max(initial=0)) + 2) + part + 1
    numbers = pd.factorize(key, sort=True)[0].astype(np.int64)
    return np.where(np.any([part < 0 for part in parts], axis=0), -1, numbers)


def _objects(column: "pd.Series[Any]") -> NDArray[np.object_]:
    """The values, None for null."""
    values = column.astype(object)
    return values.where(values.notna(), None).to_numpy()


def _texts(column: "pd.Series[Any]") -> list[str]:
    return column.fillna("").astype(object).tolist()


def _loaded(text: str) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}
