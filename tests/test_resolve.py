import re
from dataclasses import replace

import pytest

from geo.records import Toponym
from geo.resolver import Resolver
from geo.resolver.resolver import is_sure
from geo.toponyms.surroundings import (
    has_article,
    is_cut_off,
    is_told_as_local,
    said_inside,
    said_part,
    type_word,
)
from geo.toponyms.toponyms import find_toponyms


@pytest.fixture(scope="module")
def resolver(world) -> Resolver:
    return Resolver(world)


@pytest.fixture(scope="module")
def resolved(analyse, world, resolver):
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
        ("Three died in Springfield, the capital of Illinois.", "Illinois", "geonames:4896861"),
        ("Rain fell in Vienna, a town in the state of Georgia.", "Vienna", "geonames:4228440"),
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
        ("villages of Foua and Kafraya", "Foua", "P"),
        ("three villages of Foua", "Foua", "AREA"),
        ("towns in northern Foua", "Foua", "AREA"),
        ("towns in Foua district", "Foua", "ADM2"),
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


def test_a_village_is_not_what_another_language_calls_a_city(resolved) -> None:
    places = resolved("Gunmen killed 12 people in the village of Gana on Tuesday.")
    assert places["Gana"] is None  # some call Guna of India so, and others Ghana


def test_a_name_is_no_namesake_abroad_of_the_country_that_stands_behind_it(resolver) -> None:
    for text in ("Two trains collided at Tempe, Greece, on Monday.", "It was at Tempe, Greece."):
        found = resolver.resolve(text, [_name(text, w) for w in ("Tempe", "Greece")])
        assert found[0].place is None
        assert found[0].approximate is not None
    listed = "Jets hit Beirut, Syria and Iraq."
    found = resolver.resolve(listed, [_name(listed, w) for w in ("Beirut", "Syria", "Iraq")])
    assert found[0].place.place_id == "geonames:276781"


def test_a_name_is_no_namesake_abroad_of_the_state_that_stands_behind_it(resolver) -> None:
    text = "In Aleppo, Pennsylvania, a storm damaged 12 homes."
    found = resolver.resolve(text, [_name(text, w) for w in ("Aleppo", "Pennsylvania")])
    assert found[0].place is None
    assert found[0].approximate is not None
    assert found[0].approximate.place.country_code == "US"


def test_what_lies_west_of_a_town_is_no_namesake_far_from_it(resolver) -> None:
    text = "Shells hit the village of Derna, north of Khartoum."
    found = resolver.resolve(text, [_name(text, w) for w in ("Derna", "Khartoum")])
    assert found[0].place is None


@pytest.mark.parametrize(
    "text",
    [
        "Nine died when a bus hit a tree at Keta junction near Maiduguri, Nigeria said.",
        "At Keta in Maiduguri shops stayed shut, Nigeria said.",
        "Nine were shot at Keta, in Nigeria's Borno state, near Maiduguri.",
    ],
)
def test_what_is_near_or_in_a_town_or_a_country_s_division_is_no_namesake_far_off(
    resolver, text: str
) -> None:
    names = [_name(text, w) for w in ("Keta", "Maiduguri", "Nigeria")]
    found = resolver.resolve(text, sorted(names, key=lambda t: t.start))
    assert found[0].place is None


def test_what_is_near_a_country_may_be_far_from_its_middle(resolver) -> None:
    text = "Shells fell in Edirne, near Greece and Bulgaria."
    found = resolver.resolve(text, [_name(text, w) for w in ("Edirne", "Greece", "Bulgaria")])
    assert found[0].place.country_code == "TR"


@pytest.mark.parametrize(
    ("beside", "latitude"),
    [("Alamata", 12.15), ("Debre Birhan", 10.03), ("Alamata in Ethiopia", 12.15)],
)
def test_of_namesakes_in_a_country_the_one_close_to_a_named_town_is_meant(
    resolver, beside: str, latitude: float
) -> None:
    text = f"Shops in Kobo stayed shut, those of {beside} said."
    names = [_name(text, w) for w in ("Kobo", "Alamata", "Debre Birhan", "Ethiopia") if w in text]
    assert resolver.resolve(text, names)[0].place.latitude == pytest.approx(latitude, abs=0.05)


KHERSON_CITY = "geonames:706448"


def test_a_bare_name_is_that_of_the_town_where_its_division_is_hardly_better_known(
    resolver,
) -> None:
    text = "Shelling killed three people in Kherson and five in Nikopol on Sunday."
    found = resolver.resolve(text, [_name(text, w) for w in ("Kherson", "Nikopol")])
    assert found[0].place is not None
    assert found[0].place.place_id == KHERSON_CITY


def test_what_has_villages_or_a_town_behind_whose_name_it_stands_is_no_town(resolver) -> None:
    for text in (
        "Clashes broke out in four villages of Arauca.",
        "Six soldiers were killed in Saravena, Arauca.",
    ):
        names = [_name(text, w) for w in ("Saravena", "Arauca") if w in text]
        assert resolver.resolve(text, names)[-1].place.feature_code == "ADM1"


def test_a_bare_name_is_that_of_the_town_before_a_division_that_is_little_better_known(
    resolver,
) -> None:
    text = "In Bafata, 150 km to the east, shops stayed shut, Guinea-Bissau said."
    found = resolver.resolve(text, [_name(text, w) for w in ("Bafata", "Guinea-Bissau")])
    assert found[0].place.feature_code == "PPL"


@pytest.mark.parametrize(
    ("text", "name", "alone"),
    [
        ("along the Juba, where", "Juba", True),
        ("on the Juba", "Juba", True),
        ("the Juba talks", "Juba", False),
        ("the Juba dam was shut", "Juba dam", False),
        ("the Juba-Torit road", "Juba", False),
        ("in Juba, where", "Juba", False),
        ("bathe Juba.", "Juba", False),
    ],
)
def test_a_name_may_have_an_article_of_its_own(text: str, name: str, alone: bool) -> None:
    start = text.index(name)
    assert has_article(text, start, start + len(name)) is alone


def test_a_name_with_an_article_is_no_town_unless_the_town_has_it(resolver) -> None:
    text = "A ferry sank in the Juba, Somalia said."
    assert resolver.resolve(text, [_name(text, w) for w in ("Juba", "Somalia")])[0].place is None
    text = "Judges met in the Hague, the Netherlands said."
    found = resolver.resolve(text, [_name(text, w) for w in ("Hague", "Netherlands")])
    assert found[0].place.name == "The Hague"


def test_a_town_s_district_is_not_its_namesake_in_another_town(resolved) -> None:
    hit = "Drones hit the city's Shevchenkivskyi district, wounding 11 people."
    assert resolved(f"A drone hit Kyiv. {hit}")["Shevchenkivskyi"] == "geonames:694120"
    assert resolved(f"A drone hit Zaporizhzhia. {hit}")["Shevchenkivskyi"] is None


def test_a_name_said_to_lie_in_two_countries_means_a_place_in_each(resolver) -> None:
    text = "A bomb hit Tripoli, Lebanon. Ministers in Tripoli, Libya, mourned. Tripoli was quiet."
    names = [_name(text, "Tripoli", n) for n in range(3)]
    countries = [_name(text, "Lebanon"), _name(text, "Libya")]
    found = resolver.resolve(text, sorted([*names, *countries], key=lambda t: t.start))
    libya, lebanon = "geonames:2210247", "geonames:266826"
    assert [r.place.place_id for r in found if r.toponym.text == "Tripoli"] == [
        lebanon,
        libya,
        libya,
    ]


def test_second_order_divisions_tell_namesakes_apart_too(resolver) -> None:
    text = "San Fernando, Pampanga, was flooded. San Fernando, La Union, was flooded too."
    names = [_name(text, "San Fernando", n) for n in range(2)]
    provinces = [_name(text, "Pampanga"), _name(text, "La Union")]
    found = resolver.resolve(text, sorted([*names, *provinces], key=lambda t: t.start))
    towns = [r.place.place_id for r in found if r.toponym.text == "San Fernando"]
    assert towns == ["geonames:1690039", "geonames:1690033"]


def test_an_unknown_village_is_around_no_place_that_its_neighbour_hardly_means(resolver) -> None:
    text = "Two were freed in Zzyxqqwv, and two in Ulang."
    found = resolver.resolve(text, [_name(text, w) for w in ("Zzyxqqwv", "Ulang")])
    assert [(r.place, r.approximate) for r in found] == [(None, None)] * 2


def test_an_unknown_village_is_not_around_a_capital_that_stands_for_its_government(
    resolver,
) -> None:
    text = "Russia said it took Zherebyanky. Kyiv said fighting went on."
    names = [replace(_name(text, w), usage="associative") for w in ("Russia", "Kyiv")]
    village = _name(text, "Zherebyanky")
    assert resolver.resolve(text, [names[0], village, names[1]])[1].approximate is None
    near = resolver.resolve(text, [village, replace(names[1], usage="literal")])[0].approximate
    assert near is not None
    assert near.place.name == "Kyiv"


def test_a_wider_and_a_narrower_place_around_a_town_are_no_two_towns(resolver) -> None:
    text = "Fire hit Paris, Texas. The mayor of Paris, United States, thanked the crews."
    names = [_name(text, w, n) for w, n in [("Paris", 0), ("Texas", 0), ("Paris", 1)]]
    found = resolver.resolve(text, [*names, _name(text, "United States")])
    assert {r.place.place_id for r in found if r.toponym.text == "Paris"} == {"geonames:4717560"}


def test_a_town_said_to_lie_in_a_division_is_not_its_namesake_elsewhere(resolved) -> None:
    text = "Four people died in San Jose, in the department of Guaviare, Colombian police said."
    assert resolved(text)["Guaviare"] == "geonames:3681344"
    assert resolved(text)["San Jose"] is None


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("in Tal Abyad, a town in northern Raqqa province", True),
        ("in Foua, in the governorate of Raqqa", True),
        ("in Foua, in the northern Raqqa region", True),
        ("in Damascus, a close ally of Raqqa", False),
        ("in Kano, in Raqqa", False),
        ("in Kano, Raqqa", False),
    ],
)
def test_some_words_say_that_a_place_lies_in_another(text: str, joined: bool) -> None:
    first, second = _name(text, text.split(",")[0].removeprefix("in ")), _name(text, "Raqqa")
    assert said_inside(text, [first, second], [0, 1]) == ([(0, 1)] if joined else [])


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Power failed in Lviv, Kharkiv, Odesa and Sumy regions.", ["ADM1"] * 4),
        ("in the provinces of Lviv, Kharkiv, Odesa, and Sumy", ["ADM1"] * 4),
        ("the cities of Lviv, Kharkiv, Odesa and Sumy", ["P"] * 4),
        ("Lviv, Kharkiv, Odesa and Sumy trains", [None] * 4),
        ("Lviv, Kharkiv, Odesa, Sumy and several cities", [None] * 4),
    ],
)
def test_a_word_in_the_plural_is_of_all_names_of_a_list(text: str, sorts: list[str | None]) -> None:
    names = [_name(text, name) for name in ("Lviv", "Kharkiv", "Odesa", "Sumy")]
    assert [type_word(text, name.start, name.end) for name in names] == sorts


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a base in Buni Yadi on Monday", True),
        ("a base in Buni on Monday", False),
        ("the Buni Police", False),
        ("in Buni. Yadi fled", False),
        ("BUNI YADI", False),
    ],
)
def test_a_word_with_a_capital_may_be_the_rest_of_a_name(text: str, cut: bool) -> None:
    assert is_cut_off(text, text.upper().index("BUNI") + 4) is cut


@pytest.mark.parametrize("words", ["30 km north of", "about 30 kilometres (19 miles) from"])
def test_a_place_is_no_namesake_far_from_where_it_is_said_to_be(resolver, words: str) -> None:
    text = f"Gunmen fled near Kobe, {words} Gao, Mali."
    names = [_name(text, name) for name in ("Kobe", "Gao", "Mali")]
    place = resolver.resolve(text, names)[0].place
    assert place is None or place.country_code == "ML"


def test_an_unknown_village_is_around_what_is_told_of_and_not_the_dateline(resolver) -> None:
    text = "Raid in Sagaing\n\nYANGON, 12 May 2025 - A raid on Zzyxa killed two, Sagaing said."
    names = [_name(text, "Sagaing"), _name(text, "YANGON"), _name(text, "Zzyxa")]
    found = resolver.resolve(text, [*names, _name(text, "Sagaing", 1)])
    assert found[2].approximate is not None
    assert "Sagaing" in found[2].approximate.place.name


def test_a_part_of_a_name_is_no_namesake_abroad(resolver) -> None:
    text = "Troops left Buni Zzyx for Maiduguri and Monguno, Nigeria said."
    names = [_name(text, name) for name in ("Buni", "Maiduguri", "Monguno", "Nigeria")]
    assert resolver.resolve(text, names)[0].place is None


def test_a_short_town_of_the_dateline_is_the_town(resolver) -> None:
    text = "JOS, Nigeria - Gunmen fled. Police in Jos confirmed it."
    names = [_name(text, "JOS"), _name(text, "Nigeria"), _name(text, "Jos")]
    found = resolver.resolve(text, names)
    assert found[0].place is not None
    assert found[0].place == found[2].place


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("in the Xyzza camps of Raqqa", True),
        ("in the Xyzza district of Raqqa", True),
        ("in Xyzza subdistrict in the Raqqa region", True),
        ("in Xyzza refugee camp in Raqqa", True),
        ("in the Xyzza police of Raqqa", False),
        ("in Xyzza and a camp of Raqqa", False),
        ("in Xyzza, the capital of Raqqa", False),
    ],
)
def test_a_type_word_ties_a_name_to_what_it_is_of(text: str, is_part: bool) -> None:
    names = [_name(text, "Xyzza"), _name(text, "Raqqa")]
    assert said_part(text, names, [0, 1]) == ([(0, 1)] if is_part else [])


def test_an_unknown_part_of_a_town_is_about_that_town(resolver) -> None:
    text = (
        "Floods hit Damascus, Homs and Hama. A fire broke out in the Xyzza camps of Aleppo. "
        "Damascus, Homs and Hama are in Syria."
    )
    words = ["Damascus", "Homs", "Hama", "Xyzza", "Aleppo"]
    found = resolver.resolve(text, [_name(text, word) for word in words])
    assert found[3].approximate is not None
    assert found[3].approximate.place.place_id == found[4].place.place_id


def test_text_in_capitals_says_so_too() -> None:
    text = "ABU DALI, A TOWN IN NORTHERN RAQQA PROVINCE"
    assert said_inside(text, [_name(text, "ABU DALI"), _name(text, "RAQQA")], [0, 1]) == [(0, 1)]


def test_a_lesser_name_of_a_place_abroad_is_more_likely_a_village_that_the_gazetteer_lacks(
    resolver,
) -> None:
    mali = "Gunmen attacked Basu, the governor of Mopti in Mali said."
    found = resolver.resolve(mali, [_name(mali, w) for w in ("Basu", "Mopti", "Mali")])
    assert found[0].place is None
    known = "Leaders from Paris to Kiev condemned what Iran called a crime."
    found = resolver.resolve(known, [_name(known, w) for w in ("Paris", "Kiev", "Iran")])
    assert found[1].place is not None


def test_an_island_of_that_very_name_is_meant_where_the_report_is(resolver) -> None:
    text = "In Vanuatu, a quake shook Tanna on Wednesday."
    found = resolver.resolve(text, [_name(text, w) for w in ("Vanuatu", "Tanna")])
    assert found[1].place.place_id == "dateline:tanna"


def test_a_name_of_several_words_that_one_place_has_is_hardly_by_chance(resolver) -> None:
    text = "Rockets fired from Lebanon wounded two people in Kiryat Shmona."
    found = resolver.resolve(text, [_name(text, w) for w in ("Lebanon", "Kiryat Shmona")])
    assert found[1].place.place_id == "geonames:293825"


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fired from Lebanon fell on Zzyxel.",
        "Troops took Zzyxel, close to Lebanon.",
        "Troops took Zzyxel on the border with Lebanon.",
    ],
)
def test_an_unknown_village_is_not_around_the_country_beside_it(resolver, text: str) -> None:
    village, country = _name(text, "Zzyxel"), _name(text, "Lebanon")
    names = sorted([village, country], key=lambda t: t.start)
    assert [r.approximate for r in resolver.resolve(text, names)] == [None, None]
    text = text + " Lebanon said so."
    names = [*names, _name(text, "Lebanon", 1)]
    assert any(r.approximate for r in resolver.resolve(text, names))


def _name(text: str, name: str, number: int = 0) -> Toponym:
    starts = [m.start() for m in re.finditer(re.escape(name), text)]
    return Toponym(starts[number], starts[number] + len(name), name, "literal", "noun", 1.0)


def test_an_unknown_place_is_around_no_place_that_alone_stands_for_another_country(
    world, resolver
) -> None:
    text = (
        "Gangs hold Gonaives and Jacmel, in Haiti. Troops went to Xyzzerville. "
        "Washington has indicated that it may help."
    )
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Gonaives", "Jacmel", "Haiti", "Xyzzerville", "Washington")
    ]
    *_, unknown, washington = resolver.resolve(text, names)
    assert washington.place.country_code == "US"
    assert unknown.approximate.place.country_code == "HT"
