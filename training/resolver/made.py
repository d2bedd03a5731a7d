"""Made reports of places all over the world, beside corpora that are mostly of the United States.

A first-order division is drawn, and towns of it, neighbours in a few plain sentences; now and then
its country, the division itself with its type word, and a place far off. They teach what the
corpora show too seldom: that "Idlib province" is no town, whatever the country. Two of three
reports name well-known towns of several countries, and every other of these such as have namesakes
in one division: "Rome and Athens" are seldom those of Georgia, US, though these are neighbours.
"""

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from gazetteer.index import Index
from geo.records import Report, Toponym
from geo.resolver.features import Facts
from training.resolver.examples import Example, Row, as_example

SEED = 20
FAMOUS = 0.5
"""Prominence of a town that news of all the world knows."""
TOWN_SENTENCES = (
    "Officials in {} said on Monday that work had begun.",
    "Residents of {} left their homes.",
    "Two people were hurt near {}.",
    "A market opened in {}.",
    "The road to {} was closed.",
    "Crowds gathered in {} on Friday.",
)
DIVISION_SENTENCES = (
    "It was the third such day in {} province.",
    "Schools in the province of {} stayed shut.",
    "The governor of {} region spoke to reporters.",
    "Power failed across {} state.",
)
TOWN_TYPE_SENTENCES = ("Trade in the city of {} was slow.", "It rained in the town of {}.")
BARE_DIVISION_SENTENCES = ("Rain is expected across {}.", "Roads in {} are poor.")
COUNTRY_SENTENCES = ("{} has seen a dry year.", "The news spread in {}.")


def made_examples(gazetteer: Gazetteer, facts: Facts, count: int) -> Iterator[Example]:
    """As many made reports."""
    index, rng = facts.index, random.Random(SEED)
    divisions = np.flatnonzero(index.feature == index.features.index("A.ADM1"))
    towns = _towns_by_division(gazetteer)
    countries = sorted({int(index.parents[row, 0]) for row in divisions.tolist()} - {-1})
    by_country: dict[int, list[int]] = {}
    for row in divisions.tolist():
        if len(towns.get(row, ())) >= 3:
            by_country.setdefault(int(index.parents[row, 0]), []).append(row)
    countries = [c for c in countries if c in by_country]
    famous = np.flatnonzero(_is_town(index) & (index.prominence[:] >= FAMOUS)).tolist()
    shared = _with_namesakes(famous, gazetteer)
    size = [float(np.sqrt(max(index.population[c], 1))) for c in countries]
    for number in range(count):
        if number % 3:
            rows = rng.choice(shared) if number % 2 else famous
            some = rng.sample(rows, min(rng.randint(2, 5), len(rows)))
            named = [(rng.choice(TOWN_SENTENCES), row) for row in some]
            yield _report("abroad", f"abroad-{number}", named, rng, None, facts, gazetteer)
            continue
        (country,) = rng.choices(countries, size)
        division = rng.choice(by_country[country])
        named = _named(rng, country, division, towns[division], facts)
        foreign = rng.choice(countries)
        if rng.random() < 0.4:
            named.append((rng.choice(COUNTRY_SENTENCES), foreign))
        rng.shuffle(named)
        yield _report("made", f"made-{number}", named, rng, country, facts, gazetteer)


def _with_namesakes(famous: list[int], gazetteer: Gazetteer) -> list[list[int]]:
    """Rows of well-known towns whose lesser namesakes lie together in a first-order division."""
    index = gazetteer.index
    together: dict[int, set[int]] = {}
    for row in famous:
        for other in gazetteer.lookup_ids(index.name(row)):
            division = int(index.parents[other, 1])
            if division >= 0 and index.parents[other, 0] != index.parents[row, 0]:
                together.setdefault(division, set()).add(row)
    return [sorted(rows) for _, rows in sorted(together.items()) if len(rows) > 1]


def _named(
    rng: random.Random, country: int, division: int, towns: list[int], facts: Facts
) -> list[tuple[str, int]]:
    """Sentences with the row that each names."""
    weight = [float(np.exp(5 * facts.index.prominence[row])) for row in towns]
    chosen = dict.fromkeys(rng.choices(towns, weight, k=rng.randint(2, 6)))
    named = [(rng.choice(TOWN_SENTENCES), row) for row in chosen]
    if rng.random() < 0.4:
        named.append((rng.choice(TOWN_TYPE_SENTENCES), rng.choice(list(chosen))))
    if rng.random() < 0.5:
        named.append((rng.choice(DIVISION_SENTENCES), division))
    elif rng.random() < 0.3:
        named.append((rng.choice(BARE_DIVISION_SENTENCES), division))
    if rng.random() < 0.6:
        named.append((rng.choice(COUNTRY_SENTENCES), country))
    return named


def _report(
    corpus: str,
    report_id: str,
    named: list[tuple[str, int]],
    rng: random.Random,
    country: int | None,
    facts: Facts,
    gazetteer: Gazetteer,
) -> Example:
    text, toponyms, gold = "", [], []
    index = facts.index

    def name(row: int) -> None:
        nonlocal text
        surface = index.name(row)
        start, end = len(text), len(text) + len(surface)
        toponyms.append(Toponym(start, end, surface, "literal", "noun", 1.0))
        gold.append(_gold(row, facts))
        text += surface

    for sentence, row in named:
        before, after = sentence.split("{}")
        text += before
        name(row)
        if country is not None and sentence in TOWN_SENTENCES and rng.random() < 0.15:
            text += ", "
            name(country)
        text += after + " "
    return as_example(
        corpus, report_id, Report(report_id, text), tuple(toponyms), gold, gazetteer, facts
    )


def _gold(row: int, facts: Facts) -> Row:
    index = facts.index
    latitude = float(index.latitude[row])
    known = not np.isnan(latitude)
    return {
        "lat": latitude if known else None,
        "lon": float(index.longitude[row]) if known else None,
        "geonameid": index.place_id(row).partition(":")[2],
        "kind": "made",
    }


def _towns_by_division(gazetteer: Gazetteer) -> dict[int, list[int]]:
    index = gazetteer.index
    towns: dict[int, list[int]] = {}
    for row in np.flatnonzero(_is_town(index) & (index.parents[:, 1] >= 0)).tolist():
        towns.setdefault(int(index.parents[row, 1]), []).append(row)
    return towns


def _is_town(index: Index) -> NDArray[np.bool_]:
    is_town: NDArray[np.bool_] = np.array([f.startswith("P.") for f in index.features])
    return is_town[index.feature]
