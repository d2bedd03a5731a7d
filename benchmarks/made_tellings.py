"""Made-up tellings of events that are known: what merging is measured on (`merge.py`)."""

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 8
FIRST_DAY = date(2023, 1, 1)
TELLINGS_A_DAY = 160
LEAST_PEOPLE = 5_000
FLATNESS = 10
"""Towns have events as one over their rank and this."""
DENSE_DAYS = 730
DENSE_TOWNS = 600
DENSE_HOT_TOWNS = 10
DENSE_HOT_SHARE = 0.33
CHUNK = 50_000
"""So many rows are made a table at a time: as dicts they take ten times the memory."""
COUNTRIES = ("SY", "UA", "NG", "SD", "CD", "PK", "MX", "ML", "IN", "CO", "SO", "PH")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Town:
    """Where things happen, with the columns that tellings of it have."""

    exact: Row
    around: Row
    division: Row
    country: Row


@dataclass(frozen=True, slots=True)
class Kind:
    """What may happen, in the words of several writers."""

    event_type: str
    sub_types: tuple[str, ...]
    actors: tuple[tuple[str, ...], ...]
    """Of each actor the names that it goes by."""
    targets: tuple[tuple[str, ...], ...]
    told: tuple[str, ...]
    """Sentences with {actor}, {target}, {town}."""
    deadly: bool


KINDS = (
    Kind(
        "ASSAULT",
        ("bombing", "shooting", "raid", "shelling", "ambush"),
        (
            ("Gunmen", "Armed men", "Unidentified gunmen"),
            ("Government troops", "The army", "Soldiers"),
            ("Jihadist fighters", "Islamist militants", "Suspected jihadists"),
            ("Rebel forces", "Rebels", "Insurgents of the front"),
        ),
        (
            ("a market", "market stalls"),
            ("a police station", "the police post"),
            ("a convoy of aid trucks", "an aid convoy"),
            ("a mosque", "worshippers at a mosque"),
            ("a military base", "an army base"),
            ("villagers", "farmers in their fields"),
        ),
        (
            "{actor} attacked {target} in {town}",
            "{actor} opened fire on {target} near the centre of {town}",
            "An attack by {actor} on {target} shook {town}",
            "{target} in {town} came under attack, and witnesses blamed {actor}",
        ),
        True,
    ),
    Kind(
        "PROTEST",
        ("demonstration", "strike", "riot"),
        (
            ("Teachers", "The teachers' union", "Striking teachers"),
            ("Bus drivers", "Transport workers and bus drivers", "Drivers"),
            ("Students", "University students", "Student groups"),
            ("Opposition supporters", "Supporters of the opposition", "The opposition"),
        ),
        (
            ("higher pay", "better wages and pay"),
            ("an election that they call stolen", "the results of the election"),
            ("power cuts", "cuts of power and water"),
        ),
        (
            "{actor} marched through {town} over {target}",
            "{actor} rallied in {town} about {target}",
            "A protest by {actor} over {target} filled the streets of {town}",
        ),
        False,
    ),
    Kind(
        "DISASTER",
        ("flood", "earthquake", "landslide", "storm"),
        ((),),
        (
            ("homes along the river", "riverside homes"),
            ("a school and its dormitory", "a school"),
            ("a bridge on the main road", "the main bridge"),
        ),
        (
            "A disaster destroyed {target} in {town}",
            "{target} in {town} were destroyed in the disaster",
            "Rescuers dug through the ruins of {target} at {town}",
        ),
        True,
    ),
    Kind(
        "COERCE",
        ("arrest", "abduction", "curfew"),
        (
            ("Police", "Police officers", "Security police"),
            ("Bandits", "Armed bandits", "Kidnappers"),
            ("Intelligence agents", "State security agents", "Agents"),
        ),
        (
            ("a radio journalist", "a journalist of a radio station"),
            ("pupils of a boarding school", "schoolchildren"),
            ("an opposition lawyer", "a lawyer of the opposition"),
            ("a bishop", "the bishop and his driver"),
        ),
        (
            "{actor} seized {target} in {town}",
            "{target} in {town} were taken away by {actor}",
            "Families in {town} said that {actor} had taken {target}",
        ),
        False,
    ),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the made-up world."""

    kind: Kind
    town: int
    day: int
    sub_type: str
    actor: tuple[str, ...]
    target: tuple[str, ...]
    killed: int


@dataclass(frozen=True, slots=True)
class World:
    """Where and when things happen."""

    towns: list[Town]
    """The largest of each country first."""
    often: list[float]
    """How often they have events, added up."""
    days: int
    points: NDArray[np.float64]
    """Latitude and longitude of the towns, in degrees."""

    @classmethod
    def of(cls, towns: list[Town], weights: Iterable[float], days: int) -> "World":
        """A world of towns that have events as often as their weights say."""
        points = np.array([(t.exact["latitude"], t.exact["longitude"]) for t in towns])
        return cls(towns, list(itertools.accumulate(weights)), days, points)

    def town(self, chance: random.Random) -> int:
        """The number of a town, the likelier the more often it has events."""
        return chance.choices(range(len(self.towns)), cum_weights=self.often)[0]

    def nearest(self, number: int) -> int:
        """The town next to one."""
        distances = ((self.points - self.points[number]) ** 2).sum(axis=1)
        distances[number] = np.inf
        return int(distances.argmin())


def make_world(count: int, *, dense: bool = False) -> World:
    """The world of so many tellings."""
    if dense:
        towns = make_towns(DENSE_TOWNS // len(COUNTRIES), 10_000)
        chance = random.Random(SEED)
        hot = set(chance.sample(range(len(towns)), DENSE_HOT_TOWNS))
        each = (1 - DENSE_HOT_SHARE) / len(towns)
        weights = [each + (n in hot) * DENSE_HOT_SHARE / len(hot) for n in range(len(towns))]
        return World.of(towns, weights, DENSE_DAYS)
    towns = make_towns(None, LEAST_PEOPLE)
    weights = [1 / (rank + FLATNESS) for rank in range(len(towns))]
    return World.of(towns, weights, max(count // TELLINGS_A_DAY, 1))


def make_towns(most: int | None, least_people: int) -> list[Town]:
    """Towns of twelve countries, several of them neighbours; the largest of each first."""
    from gazetteer import open_gazetteer

    world = open_gazetteer()
    ranked = []
    for code in COUNTRIES:
        country = world.by_iso(code)
        found = sorted(
            (
                place
                for place in world.places_in(country.place_id)
                if place.feature_class == "P" and (place.population or 0) >= least_people
            ),
            key=lambda place: (-(place.population or 0), place.place_id),
        )
        for rank, place in enumerate(found[:most]):
            chain = world.parents(place)
            above = {p.feature_code: p for p in chain}
            named = {
                "country": world.country_name(code),
                "iso3": world.iso3(code),
                "admin1": above["ADM1"].name if "ADM1" in above else None,
                "admin2": above["ADM2"].name if "ADM2" in above else None,
            }
            exact = _columns(place, place.name, 1, {**named})
            division = above.get("ADM1", country)
            ranked.append(
                (rank, Town(
                    exact,
                    {**exact, "location": f"near {place.name}", "where_prec": 2,
                     "radius_km": exact["radius_km"] + 10.0},
                    _columns(division, division.name, 4 if "ADM1" in above else 6,
                             {**named, "admin2": None}),
                    _columns(country, country.name, 6, {**named, "admin1": None, "admin2": None}),
                ))
            )  # fmt: skip
    return [town for _, town in sorted(ranked, key=lambda pair: pair[0])]


def _columns(place: Any, name: str, where_prec: int, named: Row) -> Row:
    return {
        "location": name,
        "place_id": place.place_id,
        "feature_code": place.feature_code,
        **named,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km or 2.0,
        "where_prec": where_prec,
    }


def make_happenings(chance: random.Random, world: World) -> Iterator[Happening]:
    """Events without end, one in four with a near miss after it."""
    while True:
        kind = chance.choices(KINDS, (5, 3, 1, 2))[0]
        event = Happening(
            kind,
            world.town(chance),
            chance.randrange(world.days),
            chance.choice(kind.sub_types),
            chance.choice(kind.actors),
            chance.choice(kind.targets),
            int(chance.paretovariate(0.9)) if kind.deadly else 0,
        )
        yield event
        if chance.random() < 0.25:
            yield _near_miss(chance, event, world)


def _near_miss(chance: random.Random, event: Happening, world: World) -> Happening:
    way = chance.choice(("day", "town", "people"))
    if way == "day":
        return Happening(
            event.kind, event.town, event.day + chance.choice((1, 2)), event.sub_type, event.actor,
            event.target, int(chance.paretovariate(0.9)) if event.kind.deadly else 0,
        )  # fmt: skip
    if way == "town":
        return Happening(
            event.kind,
            world.nearest(event.town),
            event.day,
            event.sub_type,
            event.actor,
            event.target,
            event.killed,
        )
    others = [target for target in event.kind.targets if target != event.target]
    actors = [actor for actor in event.kind.actors if actor != event.actor] or [event.actor]
    return Happening(
        event.kind, event.town, event.day, chance.choice(event.kind.sub_types),
        chance.choice(actors), chance.choice(others), event.killed * 6 if event.kind.deadly else 0,
    )  # fmt: skip


def make_tellings(count: int, *, dense: bool = False) -> Iterator[tuple[Row, Happening]]:
    """Rows of about `count` tellings, each with its event."""
    chance = random.Random(SEED)
    world = make_world(count, dense=dense)
    made = 0
    for event in make_happenings(chance, world):
        if made >= count:
            break
        for _ in range(min(int(chance.paretovariate(1.1)), 12)):
            yield _telling(chance, made, event, world.towns[event.town]), event
            made += 1


def _telling(chance: random.Random, number: int, event: Happening, town: Town) -> Row:
    place = chance.choices(
        (town.exact, town.around, town.division, town.country, {}), (74, 10, 8, 5, 3)
    )[0]
    day = FIRST_DAY + timedelta(days=event.day)
    later = min(int(chance.expovariate(0.7)), 9)
    published = day + timedelta(days=later)
    known = chance.choices(("day", "about", "wrong", "none"), (82, 13, 3, 2))[0]
    if known == "wrong":
        day += timedelta(days=chance.choice((-1, 1)))
    if known == "about":
        day = min(published, day + timedelta(days=chance.choice((0, 0, 1))))
    actor = chance.choice(event.actor) if event.actor else None
    target = chance.choice(event.target)
    named = town.exact["location"]
    sentence = chance.choice(event.kind.told).format(
        actor=(actor or "").lower(), target=target, town=named
    )
    low, high = _toll(chance, event, later)
    if low is not None:
        sentence += f", killing {low} people"
    sentence = sentence[0].upper() + sentence[1:] + "."
    dated = known in ("day", "wrong")
    return {
        "event_id": f"t{number:07}",
        "event_group": f"t{number:07}",
        "event_date": None if known == "none" else day.isoformat(),
        "event_date_end": None if known == "none" else day.isoformat(),
        "time_precision": 1 if dated else None if known == "none" else 2,
        "event_type": event.kind.event_type,
        "sub_event_type": event.sub_type if chance.random() < 0.6 else None,
        "actor1": actor if chance.random() < 0.7 else None,
        "actor2": target if chance.random() < 0.5 else None,
        **place,
        "fatalities_low": low,
        "fatalities_high": high,
        "counts": [] if low is None else [{"what": "killed", "low": low, "high": high}],
        "factuality": "reported",
        "confidence": round(chance.uniform(0.3, 0.8), 3),
        "n_sources": 1,
        "source": f"Paper {chance.randrange(60)}",
        "report_id": f"r{number:07}",
        "title": f"{(actor or 'Rescuers')} and {target}" if chance.random() < 0.6 else None,
        "notes": sentence,
        "places": [],
        "evidence": {
            "trigger": [[0, 5]],
            **({"date": [[6, 12]]} if dated else {}),
            "sentence_text": sentence,
            "published": published.isoformat(),
        },
    }


def _toll(chance: random.Random, event: Happening, later: int) -> tuple[int | None, int | None]:
    if not event.kind.deadly or chance.random() < 0.35:
        return None, None
    known = event.killed if later else max(1, round(event.killed * chance.uniform(0.5, 1.0)))
    if chance.random() < 0.1:
        known = max(1, round(known * chance.uniform(0.7, 1.4)))
    return known, None if chance.random() < 0.3 else known


def make_table(count: int, *, dense: bool = False) -> tuple[Any, dict[str, Happening]]:
    """The table of about `count` tellings, and the event of each by the telling's id."""
    import pandas as pd
    import shapely

    from geo.table.frame import conform

    truth, chunks = {}, []
    for chunk in _chunks(make_tellings(count, dense=dense)):
        for row, event in chunk:
            placed = row.get("latitude") is not None
            row["geometry"] = shapely.Point(row["longitude"], row["latitude"]) if placed else None
            truth[row["event_id"]] = event
        chunks.append(conform(pd.DataFrame([row for row, _ in chunk])))
    return pd.concat(chunks, ignore_index=True), truth


def _chunks(made: Iterator[tuple[Row, Happening]]) -> Iterator[list[tuple[Row, Happening]]]:
    while chunk := list(itertools.islice(made, CHUNK)):
        yield chunk


def alike(events: Iterable[Happening]) -> float:
    """The share of events with another of their type in the same town on the same day."""
    keys = [(event.kind.event_type, event.town, event.day) for event in events]
    count = Counter(keys)
    return sum(count[key] > 1 for key in keys) / len(keys)
