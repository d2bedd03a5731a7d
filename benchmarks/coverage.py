"""Whether the gazetteer knows the places that news names: how often the right one is looked up.

    python benchmarks/coverage.py [--corpora lgl gwn ...] [--list 20] [--bootstrap 1000]

For names with a gold place (LGL, GWN) it is the share of which a look-up's results hold that place:
the same GeoNames id, or a point within 161 km. MUC has no coordinates: there it is the share with a
result in the right country. Of the places of events only whether anything has the name can be told.
Each is told with close spellings and without. The corpora are not part of the project: they are
looked for in ../shared/eval beside it, and where they are absent the benchmark says so and ends.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from gazetteer import Gazetteer, Match, open_gazetteer
from gazetteer.place import distance_km

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
CORPORA = ("lgl", "gwn", "muc", "event_location")
NEAR_KM = 161.0
RANKS = (1, 5, 20)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a corpus and what is known of the place that is meant by it."""

    document: str
    text: str
    kind: str
    """What the corpus says of it: GeoNames class and code (LGL), kind of use (GWN) or level."""
    geonameid: int | None = None
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2, where there is no point."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look-up found for a name."""

    name: Name
    candidates: int
    rank: int | None
    """Of the first right place, from 1; None where none is right."""
    how: str | None
    """How the right place was met, as in `Match`."""


def outcome(name: Name, matches: Sequence[Match]) -> Outcome:
    """Where the right place stands in a look-up's results."""
    for rank, match in enumerate(matches, 1):
        if is_right(name, match):
            return Outcome(name, len(matches), rank, match.how)
    return Outcome(name, len(matches), None, None)


def is_right(name: Name, match: Match) -> bool:
    """Same GeoNames entry, near enough, or in the country; any where none of these is known."""
    place = match.place
    if name.geonameid is not None and place.geonameid == name.geonameid:
        return True
    if name.point is not None:
        if place.latitude is None or place.longitude is None:
            return False
        return distance_km(*name.point, place.latitude, place.longitude) <= NEAR_KM
    return not name.countries or place.country_code in name.countries


def recall(outcomes: Iterable[Outcome], rank: float = math.inf) -> float:
    """Share of names of which the right place is among the first `rank` results."""
    ranks = [one.rank for one in outcomes]
    return sum(found is not None and found <= rank for found in ranks) / len(ranks)


def interval(outcomes: Sequence[Outcome], rounds: int, seed: int = 20) -> tuple[float, float]:
    """95% interval of the recall among all results, resampling documents."""
    by_document: dict[str, list[Outcome]] = {}
    for one in outcomes:
        by_document.setdefault(one.name.document, []).append(one)
    documents = list(by_document.values())
    rng = random.Random(seed)
    values = sorted(
        recall(one for document in rng.choices(documents, k=len(documents)) for one in document)
        for _ in range(rounds)
    )
    return values[int(0.025 * (rounds - 1))], values[math.ceil(0.975 * (rounds - 1))]


def figures(outcomes: Sequence[Outcome], bootstrap: int = 0) -> Iterator[str]:
    """The lines that tell how many are found, and how."""
    at = "  ".join(f"at {rank} {recall(outcomes, rank):.3f}" for rank in RANKS)
    candidates = median(one.candidates for one in outcomes)
    yield f"recall {recall(outcomes):.3f}  {at}  of {len(outcomes):,} names"
    if bootstrap:
        low, high = interval(outcomes, bootstrap)
        yield f"95% {low:.3f} to {high:.3f}"
    ways = Counter(one.how for one in outcomes if one.how).most_common()
    yield "met " + ", ".join(f"{how} {count / len(outcomes):.3f}" for how, count in ways)
    yield f"candidates, median {candidates:g}"


def missing(outcomes: Sequence[Outcome], listed: int = 0) -> Iterator[str]:
    """The lines that tell what is not found: by kind, and the commonest names."""
    lost = [one for one in outcomes if one.rank is None]
    of_kind = Counter(one.name.kind for one in outcomes)
    unknown = Counter(one.name.kind for one in lost if not one.candidates)
    for kind, count in Counter(one.name.kind for one in lost).most_common():
        nothing = unknown[kind]
        yield (
            f"missing {count:4} of {of_kind[kind]:5,} {kind}"
            f" ({nothing} nothing found, {count - nothing} other places)"
        )
    names = Counter((one.name.text, one.name.kind, one.candidates) for one in lost)
    for (text, kind, found), count in names.most_common(listed):
        yield f"{count:4} {text!r} {kind}, {found} other places"


def with_places(row: Row) -> Iterator[Name]:
    """The names of a document of LGL or GWN that have a gold place."""
    for toponym in row["toponyms"]:
        if toponym["lat"] is not None and toponym.get("toponym", True):
            kind = toponym["kind"] or f"{toponym['fclass']}.{toponym['fcode']}"
            point = (toponym["lat"], toponym["lon"])
            yield Name(row["doc"], toponym["text"], kind, toponym["geonameid"], point)


def in_countries(gazetteer: Gazetteer, row: Row) -> Iterator[Name]:
    """The places of a document's templates and dateline, but countries, with their country.

    Of templates those of a country that the gazetteer does not know are left out.
    """
    dateline = row["dateline"] or {}
    # CLANDESTINE is where a secret station says that it sends from.
    if dateline.get("place") not in (None, "CLANDESTINE"):
        countries = codes_of(gazetteer, dateline["country"] or "")
        yield Name(row["id"], dateline["place"], "dateline", countries=countries)
    for template in row["templates"]:
        places = {
            (place["name"], place["level"], codes_of(gazetteer, country["name"]))
            for country, *places in (template["location"] or {"readings": []})["readings"]
            for place in places
        }
        for name, level, countries in sorted(places, key=lambda place: place[:2]):
            if countries:
                yield Name(row["id"], name, level, countries=countries)


def codes_of(gazetteer: Gazetteer, country: str) -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of the countries of a name."""
    found = (match.place for match in gazetteer.lookup(country))
    countries = (place for place in found if place.feature_code.startswith("PCL"))
    return frozenset(place.country_code for place in countries if place.country_code)


def of_events(row: Row) -> Iterator[Name]:
    """The words that name where an event was."""
    for span in row["locations"]:
        yield Name(row["id"], span["text"], "location")


def read_names(corpus: str, gazetteer: Gazetteer) -> list[Name]:
    read: Callable[[Row], Iterator[Name]] = {
        "lgl": with_places,
        "gwn": with_places,
        "muc": lambda row: in_countries(gazetteer, row),
        "event_location": of_events,
    }[corpus]
    with (EVAL / "corpora" / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
        return [name for line in lines if line.strip() for name in read(json.loads(line))]


def look_up(gazetteer: Gazetteer, names: Sequence[Name], close: bool) -> list[Outcome]:
    found = {text: gazetteer.lookup(text, close=close) for text in {name.text for name in names}}
    return [outcome(name, found[name.text]) for name in names]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", nargs="+", choices=CORPORA, default=CORPORA)
    parser.add_argument("--list", type=int, default=0, metavar="N", dest="listed")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="ROUNDS")
    options = parser.parse_args(arguments)
    if not EVAL.is_dir():
        print(f"no corpora at {EVAL}: nothing to measure")
        return
    gazetteer = open_gazetteer()
    for corpus in options.corpora:
        names = read_names(corpus, gazetteer)
        for close in (True, False):
            print(f"{corpus}, {'with' if close else 'without'} close spellings", flush=True)
            outcomes = look_up(gazetteer, names, close)
            for line in figures(outcomes, options.bootstrap):
                print("   ", line)
            if close:
                for line in missing(outcomes, options.listed):
                    print("   ", line)


if __name__ == "__main__":
    main()
