from dataclasses import replace

import pytest

from geo.records import Toponym
from geo.resolver import Resolver
from geo.resolver.resolver import is_sure
from geo.surroundings import is_told_as_local, type_word
from geo.toponyms import find_toponyms


@pytest.fixture(scope="module")
def resolved(analyse, world):
    resolver = Resolver(world)

    def places(text: str) -> dict[str, str | None]:
        found = resolver.resolve(text, find_toponyms(analyse(text), world))
        return {r.toponym.text: r.place.place_id if r.place else None for r in found}

    return places


@pytest.fixture(scope="module", autouse=True)
def _loaded(resolved) -> None:
    resolved("Syria.")


IDLIB_CITY, IDLIB_GOVERNORATE = "geonames:169389", "geonames:169387"


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Shells fell in Idlib province.", "Idlib", IDLIB_GOVERNORATE),
        ("Shells fell in the province of Idlib.", "Idlib", IDLIB_GOVERNORATE),
        ("Shells fell in the city of Idlib.", "Idlib", IDLIB_CITY),
        ("They went to Jisr al-Shughur in Syria.", "Jisr al-Shughur", "geonames:169023"),
        ("A fire broke out in Paris, Texas.", "Paris", "geonames:4717560"),
        (
            "A tornado hit Valdosta, Georgia. A flood hit Paris, Texas. Officials in Georgia said "
            "that Athens and Rome were next.",
            "Paris",
            "geonames:4717560",
        ),
        ("A fire broke out in Paris.", "Paris", "geonames:2988507"),
        ("A fire broke out in Tunis.", "Tunis", "geonames:2464470"),
        ("Tbilisi, the capital of Georgia, was quiet.", "Georgia", "geonames:614540"),
        ("Atlanta and Savannah, in Georgia, were quiet.", "Georgia", "geonames:4197000"),
        ("The Russian Federation sent troops.", "Russian Federation", "geonames:2017370"),
    ],
)
def test_the_words_around_a_name_decide(resolved, text: str, name: str, place_id: str) -> None:
    assert resolved(text)[name] == place_id


def test_the_other_names_of_a_report_decide(resolved) -> None:
    lebanon = "Protesters marched in Tripoli. In Beirut and Sidon, in Lebanon, shops stayed shut."
    libya = "Protesters marched in Tripoli. In Benghazi and Misrata, in Libya, shops stayed shut."
    assert resolved(lebanon)["Tripoli"] == "geonames:266826"
    assert resolved(libya)["Tripoli"] == "geonames:2210247"


def test_a_name_that_no_gazetteer_has_gets_no_place(resolved) -> None:
    assert resolved("They fled the village of Zzyxqqwv.")["Zzyxqqwv"] is None


def test_what_is_hardly_a_name_there_has_no_place(world) -> None:
    text = "They went to Homs, and on to the village of Zzyxqqwv."
    homs = Toponym(13, 17, "Homs", "literal", "noun", 1.0)
    village = Toponym(44, 52, "Zzyxqqwv", "literal", "noun", 1.0)
    likely = Resolver(world).resolve(text, [homs, village])
    assert likely[0].place is not None
    assert likely[1].approximate is not None
    names = [replace(name, probability=0.2) for name in (homs, village)]
    unlikely = Resolver(world).resolve(text, names)
    assert [(r.place, r.score, r.approximate) for r in unlikely] == [(None, 0.0, None)] * 2
    assert unlikely[0].candidates == likely[0].candidates


@pytest.mark.parametrize(
    ("name", "place", "sure"),
    [(1.0, 0.3, True), (0.6, 0.5, True), (0.5, 0.59, False), (0, 1, False)],
)
def test_a_name_and_its_place_are_likely_together(name: float, place: float, sure: bool) -> None:
    assert is_sure(name, place) is sure


def test_candidates_are_ranked_with_scores_that_add_up_to_at_most_one(analyse, world) -> None:
    text = "A fire broke out in Springfield."
    (found,) = Resolver(world).resolve(text, find_toponyms(analyse(text), world))
    scores = [candidate.score for candidate in found.candidates]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.001


def test_a_report_gives_the_same_places_again(resolved) -> None:
    text = "From Paris, London and Tripoli to Georgia and Springfield, shops stayed shut."
    assert resolved(text) == resolved(text)


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("in Idlib province", "Idlib", "ADM1"),
        ("the province of Idlib", "Idlib", "ADM1"),
        ("the villages of Foua", "Foua", "P"),
        ("Walker County sheriff", "Walker County", "ADM2"),
        ("in Idlib, province officials said", "Idlib", None),
        ("in Idlib", "Idlib", None),
    ],
)
def test_type_words(text: str, name: str, word: str | None) -> None:
    start = text.index(name)
    assert type_word(text, start, start + len(name)) == word


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("in the village of Foua", "Foua", True),
        ("in Dolores neighborhood", "Dolores", True),
        ("in two La Paz neighborhoods", "La Paz", False),
        ("in the city of Homs", "Homs", False),
        ("in Homs", "Homs", False),
    ],
)
def test_some_words_tell_that_readers_do_not_know_a_place(
    text: str, name: str, expected: bool
) -> None:
    start = text.index(name)
    assert is_told_as_local(text, start, start + len(name)) is expected


def test_a_village_is_not_its_namesake_in_a_country_that_nothing_speaks_of(resolved) -> None:
    colombia = "Police in Bogota and Cali, in Colombia, mourned. "
    placed = resolved(f"{colombia}Two men were killed near the village of Rio Verde.")
    assert placed["Cali"] == "geonames:3687925"
    assert placed["Rio Verde"] is None
    assert resolved(f"{colombia}The minister flew to Rio Verde.")["Rio Verde"] is not None


def test_a_town_s_district_is_not_its_namesake_in_another_town(resolved) -> None:
    hit = "Drones hit the city's Shevchenkivskyi district, wounding 11 people."
    assert resolved(f"A drone hit Kyiv. {hit}")["Shevchenkivskyi"] == "geonames:694120"
    assert resolved(f"A drone hit Zaporizhzhia. {hit}")["Shevchenkivskyi"] is None
