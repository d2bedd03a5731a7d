"""How well and how fast the same event, told by many reports, becomes one.

    python benchmarks/merge.py [--sizes 10000 100000 1000000]

Two measurements, each in a process of its own:

- the gold tellings (tests/gold/tellings.jsonl) through the whole way from text to merged table;
- tables of made-up tellings whose events are known. A world of 600 towns of a bundled gazetteer
  has attacks, protests, floods and arrests over two years, a third of them in ten of its towns;
  one in four has a near miss: the next day, the next town, or other people and another toll on
  the same day. Each event is told one to twelve times, and tellings know the town, its
  surroundings, the division, the country or nothing, have the day or about the day or a wrong
  one, name the actors by one of several names, and give a toll that is open, old, another's or
  none. The time is that of `merge_events` alone; the memory is the most that the process had,
  with the table that it was given.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

GOLD = ROOT / "tests" / "gold" / "tellings.jsonl"
SEED = 8
FIRST_DAY = date(2023, 1, 1)
DAYS = 730
TOWNS = 600
HOT_TOWNS = 10
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


def make_world() -> list[Town]:
    """Towns of twelve countries, several of them neighbours."""
    from gazetteer import open_gazetteer

    world = open_gazetteer()
    towns = []
    for code in COUNTRIES:
        country = world.by_iso(code)
        found = sorted(
            (
                place
                for place in world.places_in(country.place_id)
                if place.feature_class == "P" and (place.population or 0) >= 10_000
            ),
            key=lambda place: (-(place.population or 0), place.place_id),
        )
        for place in found[: TOWNS // len(COUNTRIES)]:
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
            towns.append(
                Town(
                    exact,
                    {**exact, "location": f"near {place.name}", "where_prec": 2,
                     "radius_km": exact["radius_km"] + 10.0},
                    _columns(division, division.name, 4 if "ADM1" in above else 6,
                             {**named, "admin2": None}),
                    _columns(country, country.name, 6, {**named, "admin1": None, "admin2": None}),
                )
            )  # fmt: skip
    return towns


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


def make_happenings(chance: random.Random, towns: Sequence[Town]) -> Iterator[Happening]:
    """Events without end, one in four with a near miss after it."""
    hot = chance.sample(range(len(towns)), HOT_TOWNS)
    while True:
        kind = chance.choices(KINDS, (5, 3, 1, 2))[0]
        event = Happening(
            kind,
            chance.choice(hot) if chance.random() < 0.33 else chance.randrange(len(towns)),
            chance.randrange(DAYS),
            chance.choice(kind.sub_types),
            chance.choice(kind.actors),
            chance.choice(kind.targets),
            int(chance.paretovariate(0.9)) if kind.deadly else 0,
        )
        yield event
        if chance.random() < 0.25:
            yield _near_miss(chance, event, towns)


def _near_miss(chance: random.Random, event: Happening, towns: Sequence[Town]) -> Happening:
    way = chance.choice(("day", "town", "people"))
    if way == "day":
        return Happening(
            event.kind, event.town, event.day + chance.choice((1, 2)), event.sub_type, event.actor,
            event.target, int(chance.paretovariate(0.9)) if event.kind.deadly else 0,
        )  # fmt: skip
    if way == "town":
        place = towns[event.town].exact
        nearest = min(
            (number for number in range(len(towns)) if number != event.town),
            key=lambda number: (
                (towns[number].exact["latitude"] - place["latitude"]) ** 2
                + (towns[number].exact["longitude"] - place["longitude"]) ** 2
            ),
        )
        return Happening(
            event.kind, nearest, event.day, event.sub_type, event.actor, event.target, event.killed
        )
    others = [target for target in event.kind.targets if target != event.target]
    actors = [actor for actor in event.kind.actors if actor != event.actor] or [event.actor]
    return Happening(
        event.kind, event.town, event.day, chance.choice(event.kind.sub_types),
        chance.choice(actors), chance.choice(others), event.killed * 6 if event.kind.deadly else 0,
    )  # fmt: skip


def make_tellings(count: int) -> tuple[list[Row], list[int]]:
    """Rows of about `count` tellings, and the number of the event of each."""
    chance = random.Random(SEED)
    towns = make_world()
    rows: list[Row] = []
    truth: list[int] = []
    for number, event in enumerate(make_happenings(chance, towns)):
        if len(rows) >= count:
            break
        for _ in range(min(int(chance.paretovariate(1.1)), 12)):
            rows.append(_telling(chance, len(rows), event, towns[event.town]))
            truth.append(number)
    return rows, truth


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


def measure_size(connection: multiprocessing.connection.Connection, count: int) -> None:
    import pandas as pd
    import shapely

    from geo.frame import conform
    from geo.merge import merge_events
    from tests.gold_tellings import b_cubed_of, merged_into

    rows, truth = make_tellings(count)
    for row in rows:
        placed = row.get("latitude") is not None
        row["geometry"] = shapely.Point(row["longitude"], row["latitude"]) if placed else None
    ids = [row["event_id"] for row in rows]
    table = conform(pd.DataFrame(rows))
    del rows
    start = time.perf_counter()
    cpu = time.process_time()
    merged = merge_events(table)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    into = merged_into(merged)
    score = b_cubed_of(dict(zip(ids, truth, strict=True)), {i: into[i] for i in ids})
    connection.send(
        {
            "tellings": len(ids),
            "events": len(set(truth)),
            "found": merged["event_group"].nunique(),
            "seconds": seconds,
            "cpu": cpu,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
        }
    )


def measure_gold(connection: multiprocessing.connection.Connection) -> None:
    import geo
    from geo.merge import merge_events
    from tests.gold_tellings import load_tellings, score_tellings

    reports, items = load_tellings(GOLD)
    frame = geo.events(geo.parse(reports))
    scores = score_tellings(items, frame, merge_events(frame))
    connection.send({name: (s.precision, s.recall, s.f1) for name, s in scores.items()})


def measured(target: Any, *arguments: Any) -> Row:
    """What a function sends, from a process of its own."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=target, args=(there, *arguments))
    process.start()
    there.close()
    try:
        found: Row = here.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"{target.__name__} failed (exit {process.exitcode})") from None
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--no-gold", action="store_true", help="only the made-up tellings")
    options = parser.parse_args()
    if not options.no_gold:
        print("gold tellings    precision  recall  F1  (B-cubed)")
        for name, figures in measured(measure_gold).items():
            print(f"  {name:14}", "  ".join(f"{figure:.3f}" for figure in figures), flush=True)
    print(" tellings   events    found  seconds   CPU s     MB  precision  recall  F1  (B-cubed)")
    for size in options.sizes:
        row = measured(measure_size, size)
        print(
            f"{row['tellings']:9,} {row['events']:8,} {row['found']:8,} {row['seconds']:8.1f} "
            f"{row['cpu']:7.1f} {row['megabytes']:6.0f}      {row['precision']:.3f}   "
            f"{row['recall']:.3f}  {row['f1']:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
