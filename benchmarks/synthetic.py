"""Tables of events as large as asked for, made by chance but always the same for the same size.

Their texts have the length, the variety and the spread of common and rare words that news has, but
every word is made up, but for the commonest of English. Columns are filled as Dateline fills them:
several events a report, the sentence and its offsets in `evidence`, named places with coordinates.
"""

import json
import random
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from geo.event_types import EVENT_TYPES
from geo.table.columns import CRS, EVENT_COLUMNS
from geo.table.frame import conform

SEED = 6
WORDS = 60_000
COUNTRIES, DIVISIONS, TOWNS = 180, 2_400, 12_000
SENTENCE_WORDS = (18.5, 8)
"""Mean and standard deviation of the words of a sentence."""
EVENTS_OF_A_REPORT = 7
COMMONEST = (
    "the of in and to a on that for said by was with at were from as it after had he its is "
    "been have an who they their which this not but be has people police against near when more "
    "two over out up about one during where his killed government three forces since also would"
).split()
ONSETS = "b c d f g h l m n p r s t v w b c d f h l m n p r s t br gr pr tr st sh th cl pl".split()
VOWELS = "a e i o u a e i o a e i o ea".split()
ENDS = ("", "", "", "", "", "", "n", "r", "s", "t", "l", "st")
ACCENTS = "éāüğł"


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up place with the regions that it lies in."""

    name: str
    place_id: str
    division: str
    country: str
    code: str
    latitude: float
    longitude: float


def synthetic_events(count: int) -> gpd.GeoDataFrame:
    """`count` rows with the columns and dtypes of `EVENT_COLUMNS`."""
    chance = np.random.default_rng(SEED)
    words = _words()
    towns = _towns(chance, words)
    rows = _Sampler(chance, words)
    report = np.repeat(np.arange(count), chance.geometric(1 / EVENTS_OF_A_REPORT, count))[:count]
    titles = rows.phrases(int(report[-1]) + 1, 8, 2)
    sentences = rows.phrases(count, *SENTENCE_WORDS)
    actors = [text.lower() for text in rows.phrases(2 * count, 2.2, 0.8)]
    claims = rows.phrases(count, 2, 0.5)
    # A few towns are in most of the news.
    chosen = rows.by_rank(len(towns), count, 8)
    second = rows.by_rank(len(towns), count, 8)
    types = chance.choice(sorted(EVENT_TYPES), count)
    day = np.datetime64("2021-01-01") + chance.integers(0, 1800, count)
    lasting = chance.choice([0, 0, 0, 0, 2, 6, 30], count)
    precision = chance.choice([1, 2, 3, 4, 5, 6], count, p=[0.45, 0.17, 0.05, 0.13, 0.02, 0.18])
    told = ["reported", "planned", "conditional", "denied"]
    columns: dict[str, object] = {
        "event_id": [f"{number:016x}" for number in chance.integers(0, 2**63, count)],
        "event_date": day,
        "event_date_end": day + lasting,
        "time_precision": np.where(lasting == 0, 1, np.where(lasting < 7, 2, 3)),
        "event_type": types,
        "sub_event_type": _often(chance, rows.one_of(words[300:380], count), 0.7),
        "quad_code": [EVENT_TYPES[code].quad_code for code in types],
        "actor1": _often(chance, actors[:count], 0.6),
        "actor2": _often(chance, actors[count:], 0.55),
        "where_prec": precision,
        "geo_precision": np.where(precision == 1, 1, np.where(precision < 4, 2, 3)),
        "radius_km": np.round(chance.gamma(2, 12, count), 1),
        "factuality": chance.choice(told, count, p=[0.88, 0.06, 0.03, 0.03]),
        "claimed_by": _often(chance, claims, 0.3),
        "confidence": np.round(chance.beta(5, 2, count), 4),
        "n_sources": chance.choice([1, 1, 1, 1, 2, 3], count),
        "source": [f"{words[400 + number % 60].title()} News" for number in report],
        "source_url": [
            f"https://{words[400 + number % 60]}.example.org/2024/{number % 12 + 1:02}/"
            f"{titles[number].lower().replace(' ', '-')}"
            for number in report
        ],
        "report_id": [f"{number:06}-{number * 2654435761 % 2**32:08x}" for number in report],
        "title": [titles[number] for number in report],
    }
    columns |= _placed(chance, towns, chosen, precision)
    columns |= _told(chance, sentences, [towns[n] for n in chosen], [towns[n] for n in second])
    frame = conform(pd.DataFrame({c.name: columns.get(c.name) for c in EVENT_COLUMNS}))
    frame["geometry"] = gpd.points_from_xy(frame.longitude, frame.latitude, crs=CRS)
    return frame


def _words() -> list[str]:
    """Made-up words, the commonest first and mostly shorter; some have letters beyond ASCII."""
    chance = random.Random(SEED)
    made = list(COMMONEST)
    seen = set(made)
    while len(made) < WORDS:
        syllables = chance.choice((1, 2, 2, 3) if len(made) < 3_000 else (2, 2, 3, 3))
        word = "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS)
            for _ in range(syllables)
        )
        if chance.random() < 0.02:
            word += chance.choice(ACCENTS)
        if word not in seen:
            seen.add(word)
            made.append(word)
    return made


class _Sampler:
    """Words as often as their rank would have them (Zipf's law)."""

    def __init__(self, chance: Generator, words: list[str]) -> None:
        self.chance = chance
        self.words = np.array(words, dtype=object)

    def by_rank(self, ranks: int, count: int, offset: float) -> NDArray[np.int64]:
        weights = np.cumsum(1 / (np.arange(ranks) + offset))
        return np.searchsorted(weights / weights[-1], self.chance.random(count))

    def one_of(self, words: list[str], count: int) -> list[str]:
        return [words[number] for number in self.by_rank(len(words), count, 3)]

    def phrases(self, count: int, mean: float, deviation: float) -> list[str]:
        lengths = np.maximum(1, np.rint(self.chance.normal(mean, deviation, count))).astype(int)
        drawn = self.words[self.by_rank(len(self.words), int(lengths.sum()), 2.7)]
        ends = np.cumsum(lengths)
        return [
            " ".join(drawn[end - length : end]).capitalize()
            for end, length in zip(ends, lengths, strict=True)
        ]


def _towns(chance: Generator, words: list[str]) -> list[Town]:
    names = [word.title() for word in words[3_000:]]
    middles = np.column_stack(
        [chance.normal(20, 24, COUNTRIES).clip(-55, 70), chance.uniform(-120, 150, COUNTRIES)]
    )
    towns = []
    for number in range(TOWNS):
        division = int(chance.integers(DIVISIONS))
        country = division % COUNTRIES
        latitude, longitude = middles[country] + chance.normal(0, 3, 2)
        towns.append(
            Town(
                name=names[number] if number % 4 else f"{names[number]} {names[number + 9]}",
                place_id=f"geonames:{100_000 + number * 37}",
                division=names[-1 - division],
                country=names[-3_000 - country],
                code=f"{chr(65 + country // 26)}{chr(65 + country % 26)}",
                latitude=round(float(latitude), 5),
                longitude=round(float(longitude), 5),
            )
        )
    return towns


def _placed(
    chance: Generator, towns: list[Town], chosen: NDArray[np.int64], precision: NDArray[np.int64]
) -> dict[str, object]:
    """Where each event happened; what is known by its country alone stands at one point."""
    there = [towns[number] for number in chosen]
    first_of: dict[str, Town] = {}
    for town in towns:
        first_of.setdefault(town.country, town)
        first_of.setdefault(town.division, town)
    at = [
        first_of[town.country] if exact == 6 else first_of[town.division] if exact == 4 else town
        for town, exact in zip(there, precision, strict=True)
    ]
    return {
        "location": [
            town.country if exact == 6 else town.division if exact == 4 else town.name
            for town, exact in zip(there, precision, strict=True)
        ],
        "place_id": [town.place_id for town in at],
        "feature_code": np.where(precision == 6, "PCLI", np.where(precision == 4, "ADM1", "PPL")),
        "admin1": [
            None if exact == 6 else town.division
            for town, exact in zip(there, precision, strict=True)
        ],
        "country": [town.country for town in there],
        "iso3": [town.code + "X" for town in there],
        "latitude": [town.latitude for town in at],
        "longitude": [town.longitude for town in at],
    }


def _told(
    chance: Generator, sentences: list[str], places: list[Town], others: list[Town]
) -> dict[str, object]:
    """The sentence with its place name, and the JSON columns with offsets into the report."""
    starts = chance.integers(0, 4_000, len(sentences))
    killed = chance.choice([0, 0, 0, 0, 0, 0, 2, 5, 12, 40], len(sentences))
    named_twice = chance.random(len(sentences)) < 0.5
    names = ("notes", "places", "evidence", "counts", "fatalities_low")
    columns: dict[str, list[object]] = {name: [] for name in names}
    for number, (text, place, other) in enumerate(zip(sentences, places, others, strict=True)):
        start = int(starts[number])
        notes = f"{text} in {place.name}."
        begin = start + len(notes) - len(place.name) - 1
        linked = [_link(place, "where", begin)]
        if named_twice[number]:
            notes = f"{notes[:-1]}, {other.name} said."
            linked.append(_link(other, "mentioned", begin + len(place.name) + 2))
        dead = int(killed[number])
        counts = [{"what": "killed", "low": dead, "high": dead, "start": start, "end": start + 2}]
        words = text.split(" ")
        trigger = start + len(words[0]) + 1
        evidence = {
            "trigger": [[trigger, trigger + len(words[min(1, len(words) - 1)])]],
            "sentence": [[start, start + len(notes)]],
            "location": [[begin, begin + len(place.name)]],
            "date": [[start + 3, start + 9]],
            "sentence_text": notes,
            "sentence_start": start,
            "location_step": "grammar",
        }
        columns["notes"].append(notes)
        columns["places"].append(json.dumps(linked))
        columns["evidence"].append(json.dumps(evidence))
        columns["counts"].append(json.dumps(counts if dead else []))
        columns["fatalities_low"].append(dead or None)
    return dict(columns)


def _link(town: Town, role: str, start: int) -> dict[str, object]:
    return {
        "start": start,
        "end": start + len(town.name),
        "text": town.name,
        "role": role,
        "usage": "literal",
        "kind": "noun",
        "place_id": town.place_id,
        "name": town.name,
        "latitude": town.latitude,
        "longitude": town.longitude,
        "country_code": town.code,
        "feature_code": "PPL",
    }


def _often(chance: Generator, texts: list[str], share: float) -> list[str | None]:
    kept = chance.random(len(texts)) < share
    return [text if keep else None for text, keep in zip(texts, kept, strict=True)]
