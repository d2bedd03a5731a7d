"""Where an event was whose own words do not say it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from geo.pipeline import Parser
from geo.records import Event, Report

THURSDAY = date(2025, 11, 20)


@pytest.fixture(scope="module")
def parser(world, reader) -> Parser:
    return Parser(world, reader)


@pytest.fixture
def places(parser: Parser) -> Callable[[str, str], list[str]]:
    """The places of the event at the last mention of a word of the text."""
    return partial(_places, parser)


@pytest.fixture
def places_by_steps(world, reader, steps) -> Callable[[str, str], list[str]]:
    """The same, whatever else is likelier."""
    return partial(_places, Parser(world, reader, choosers=steps))


def _places(parser: Parser, text: str, word: str) -> list[str]:
    events = parser.parse(Report("r", text, published=THURSDAY)).events
    event: Event = [e for e in events if e.trigger.text == word][-1]
    return [location.place.name for location in event.locations]


@pytest.mark.parametrize(
    ("paragraph", "word", "place"),
    [
        # The town of the paragraph is finer than the country or province that heads it.
        ("PERU\nA bus burned at Iquitos on Monday. Firemen rescued nine.", "rescued", "Iquitos"),
        ("Antioquia\n\nA slide killed two in Turbo on Monday. Volunteers rescued a woman.",
         "rescued", "Turbo"),
        ("Peru: A bus burned at Iquitos on Monday. Police appealed for calm.", "appealed",
         "Iquitos"),
        # But not for what a national body says, nor what was elsewhere or long ago.
        ("PERU\nA bus burned at Iquitos. The president rejected talks.", "rejected", "Peru"),
        ("PERU\nA bus burned at Iquitos. Separately, police shot a man.", "shot", "Peru"),
        ("PERU\nA bus burned at Iquitos.\nPERU\nPolice shot a man on Monday.", "shot", "Peru"),
        # The town is in another country than the one of the heading.
        ("PERU\nA bus burned at Guayaquil on Monday. Police shot a man.", "shot", "Peru"),
    ],
)  # fmt: skip
def test_within_what_heads_its_paragraph_the_town_told_there_is_the_scene(
    places_by_steps, paragraph: str, word: str, place: str
) -> None:
    text = f"KENYA\nYouths marched in Mombasa.\n\n{paragraph}"
    assert places_by_steps(text, word) == [place]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        # What follows an event at a village that nobody knows is in the town said to hold it.
        ("Workers clashed with police at Zzyxbad in Multan.\n\nGuards shot two men.", "shot",
         "Multan"),
        ("In Multan, gunmen killed two at Zzyxbad. Elders brokered a truce.", "truce",
         "Multan"),
        ("Gunmen killed six in Lahore.\n\nIn Multan, gunmen killed two at Zzyxbad. Police shot a"
         " man.", "shot", "Multan"),
        # What is as wide as a province is no scene for the rest of the report.
        ("Gunmen killed two at Zzyxbad in Punjab. In Multan, youths marched.\n\nPolice shot a man.",
         "shot", "Multan"),
    ],
)  # fmt: skip
def test_a_place_that_holds_an_unknown_one_is_the_scene_of_what_follows(
    places, text: str, word: str, place: str
) -> None:
    assert places(text, word) == [place]


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        # Of a road between two towns the place that the report speaks of and that lies beside it.
        ("Gunmen shot two in Mathura on Friday. On Sunday farmers blocked the Delhi-Agra highway.",
         "blocked", ["Mathura"]),
        ("Gunmen shot two in Kalat on Friday.\n\nThey blocked the Quetta-Karachi highway.",
         "blocked", ["Kalat"]),
        ("Gunmen shot two in Kaduna on Friday.\n\nThey blocked the Kaduna-Abuja highway.",
         "blocked", ["Kaduna"]),
        # But of one that is elsewhere the ends.
        ("Gunmen shot two in Jos on Friday.\n\nBandits blocked the Kaduna-Abuja highway.",
         "blocked", ["Kaduna", "Abuja"]),
        ("Farmers blocked the Delhi-Agra highway.", "blocked", ["Delhi", "Agra"]),
        # A road is where what follows was only until a town is told.
        ("Men blocked the road to Mazatlan. Police shot a man.", "shot", ["Mazatlán"]),
        ("Men blocked the road to Mazatlan.\n\nGangs shot two in Culiacan. Police seized arms.",
         "seized", ["Culiacán"]),
    ],
)  # fmt: skip
def test_what_was_on_a_road_was_at_the_place_beside_it_that_is_spoken_of(
    places_by_steps, text: str, word: str, where: list[str]
) -> None:
    assert places_by_steps(text, word) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Around Multan, locals say nine were killed since an incursion on Monday.", ["Multan"]),
        ("Outside Multan, witnesses said, gunmen shot two men.", ["Multan"]),
        # What lies near a country is not in it, but where the story is.
        ("Near Uganda, police said that gunmen had shot two men.", ["Lahore"]),
    ],
)
def test_a_sentence_opens_with_its_scene_also_where_it_is_only_near_it(
    places, text: str, where: list[str]
) -> None:
    word = "incursion" if "incursion" in text else "shot"
    assert (
        places(f"Youths marched in Lahore, in Pakistan. Gangs robbed a bus.\n\n{text}", word)
        == where
    )


def test_an_event_at_a_place_that_nobody_knows_is_nowhere_where_no_country_is_named(places) -> None:
    assert places("Rebels attacked Xyzzyville. Two men were shot in the town.", "shot") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Yei, Central Equatoria, South Sudan, 2025-11-15: gunmen killed two aid workers.", "Yei"),
        ("Yei, Central Equatoria, South Sudan: gunmen killed two aid workers.", "Yei"),
        ("Bol, Lac, Chad, 12 November: militants killed five fishermen.", "Bol"),
        # The event's own words say where it was, or the heading names no town.
        ("Yei, Central Equatoria, South Sudan: gunmen killed two men in Juba.", "Juba"),
        ("Central Equatoria, South Sudan: gunmen killed two aid workers.", "Central Equatoria"),
    ],
)
def test_the_finest_place_of_the_chain_that_heads_a_paragraph_is_its_scene(
    places, text: str, place: str
) -> None:
    assert places(text, "killed") == [place]


@pytest.mark.parametrize(
    ("above", "item", "place"),
    [
        ("", "Ogrubul: gunmen looted a truck on 16 November.", "Sudan"),
        ("", "Access: gunmen looted a truck on 16 November.", "Sudan"),
        ("", "Ogrubul (West Darfur): gunmen looted a truck on 16 November.", "West Darfur"),
        ("North Kordofan\n\n", "Ogrubul: gunmen looted a truck.", "North Kordofan"),
        ("", "Kutum: gunmen looted a truck on 16 November.", "Kutum"),
    ],
)
def test_what_an_item_with_a_label_tells_is_not_where_the_item_before_was(
    places, above: str, item: str, place: str
) -> None:
    text = (
        "Sudan: Flash Update\n\nWest Darfur\n\n- El Fasher: cholera killed two people.\n"
        f"- El Obeid: gunmen looted a truck and burned a market on 15 November.\n\n{above}- {item}"
    )
    if not above:
        text = text.replace("West Darfur\n\n", "", 1)
    assert places(text, "looted") == [place]


@pytest.mark.parametrize(
    "told",
    [
        "an army spokesman told reporters in the capital",
        "an army spokesman told reporters in Abuja",
        "the minister said at a news conference in Abuja",
    ],
)
def test_where_an_event_is_told_to_the_press_is_not_where_it_was(places, told: str) -> None:
    text = (
        "ABUJA (Wire) - Gunmen killed nine people in Gusau on Sunday.\n\n"
        f"Soldiers came at dusk and burned a camp, {told}. Police detained six men."
    )
    assert places(text, "burned") == ["Gusau"]
    assert places(text, "detained") == ["Gusau"]


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        # A river of a thousand kilometres says nothing of where on it.
        ("A ferry sank in the Congo River on Monday. It had left Mbandaka at dawn.", "Mbandaka", 5),
        ("A boat sank in the Brahmaputra near Tezpur on Monday.", "Tezpur", 2),
        ("A boat sank in the Niger River off Lokoja on Monday.", "Lokoja", 2),
        # Where nothing else is named it is all that is known.
        ("A ferry sank in the Congo River on Monday.", "Congo River", 5),
    ],
)
def test_on_a_long_river_it_was_about_where_the_report_is(
    parser: Parser, text: str, place: str, precision: int
) -> None:
    (location,) = parser.parse(Report("r", text, published=THURSDAY)).events[0].locations
    assert (location.place.name, location.where_prec) == (place, precision)


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("A slide killed nine, according to the civil protection office in Kampala.", "killed",
         "Uganda"),
        ("Officials at the civil protection department in Kampala said a slide killed nine.",
         "killed", "Uganda"),
        ("A slide killed nine, the disaster management agency in Kampala said.", "killed",
         "Uganda"),
        ("Cholera killed nine last week, the health ministry said in Kampala.", "killed", "Uganda"),
        # Those of a town tell of it.
        ("A fire killed nine, the fire service in Leeds said.", "killed", "Leeds"),
        ("Soldiers shot nine in Gulu on Monday. The union in Mombasa demands an inquiry.",
         "demands", "Mombasa"),
    ],
)  # fmt: skip
def test_who_tells_of_it_was_there_only_if_they_are_of_a_town(
    places, text: str, word: str, place: str
) -> None:
    assert places(text, word) == [place]


def test_a_country_offers_help_at_home(places) -> None:
    text = "Floods killed nine in Lajeado, Brazil, on Monday. Uruguay has offered two helicopters."
    assert places(text, "offered") == ["Uruguay"]


def test_a_namesake_abroad_is_no_place_of_an_event_but_near_the_story(places) -> None:
    text = "Gunmen attacked a bus in Mopti on Monday. Jihadists also burned a school in Sira."
    assert places(text, "burned") == ["Mopti"]


def test_the_capital_is_that_of_the_country_that_the_report_is_about(places) -> None:
    text = (
        "Gangs burned a market in Port-au-Prince and a school in Delmas on Tuesday. Kenya sent 200 "
        "policemen from Nairobi. In the capital, gunfire rang out near the airport on Wednesday."
    )
    assert places(text, "rang") == ["Port-au-Prince"]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot a boy in Kitui on Monday. He died in a hospital in Nairobi.",
        "A boy was shot in Kitui on Monday. Two men hurt in the shooting were treated in Nairobi.",
    ],
)
def test_nothing_was_where_its_hurt_were_treated(parser: Parser, text: str) -> None:
    events = parser.parse(Report("r", text, published=THURSDAY)).events
    assert {place.place.name for event in events for place in event.locations} == {"Kitui"}


def test_what_only_the_title_names_is_where_the_report_is(parser: Parser) -> None:
    text = "The roof came down on Monday, killing nine people.\n\nFiremen rescued a boy."
    titled = Report("r", text, "Market hall in Iquitos collapses", published=THURSDAY)
    parsed = parser.parse(titled)
    assert [e.locations[0].place.name for e in parsed.events] == ["Iquitos", "Iquitos"]
    assert all(e.locations[0].source == "inferred" for e in parsed.events)
    assert parsed.toponyms == ()  # these are of the text
    assert not any(e.locations for e in parser.parse(Report("r", text)).events)


@pytest.mark.parametrize(
    ("title", "dateline", "place"),
    [
        ("Market hall in Iquitos collapses", "LIMA, Nov 20 - ", "Iquitos"),
        ("Market hall in Iquitos collapses", "TARAPOTO, Peru, Nov 20 - ", "Tarapoto"),
        ("Market hall collapses", "LIMA, Nov 20 - ", "Lima"),
    ],
)
def test_news_of_a_country_sent_from_its_capital_is_where_the_title_says(
    parser: Parser, title: str, dateline: str, place: str
) -> None:
    text = f"{dateline}The roof came down on Monday, killing nine people."
    event, *_ = parser.parse(Report("r", text, title, published=THURSDAY)).events
    assert [location.place.name for location in event.locations] == [place]


def test_a_title_tells_names_of_its_text_apart(parser: Parser) -> None:
    text = "Protesters marched in Tripoli on Monday."
    for title, country in [("Unrest spreads in Lebanon", "LB"), ("Unrest in Libya", "LY")]:
        (name,) = parser.parse(Report("r", text, title)).toponyms
        assert name.place is not None
        assert name.place.country_code == country


def test_a_title_that_the_text_begins_with_is_read_once(parser: Parser) -> None:
    text = "Market hall in Iquitos collapses\n\nFiremen rescued a boy on Monday."
    title = "Market hall in Iquitos collapses"
    both = [parser.parse(Report("r", text, t, published=THURSDAY)) for t in (title, None)]
    assert both[0].events == both[1].events


@pytest.mark.parametrize(
    "what",
    ["The army has sealed the port.", "Soldiers detained nine men.", "Rebels burned two barges."],
)
def test_what_soldiers_and_rebels_do_is_done_where_the_report_is(parser: Parser, what: str) -> None:
    text = f"A bomb killed two people at Iquitos in Peru on Monday.\n\nBy dusk all was calm. {what}"
    event = parser.parse(Report("r", text, published=THURSDAY)).events[-1]
    assert [location.place.name for location in event.locations] == ["Iquitos"]


@pytest.mark.parametrize(("day", "place"), [("in September", "Iquitos"), ("in May 2019", "Peru")])
def test_what_was_years_ago_was_not_where_the_report_is(
    parser: Parser, day: str, place: str
) -> None:
    text = (
        "A bomb killed two people at Iquitos in Peru on Monday.\n\n"
        f"More than forty men were shot {day} in a night of fighting."
    )
    events = parser.parse(Report("r", text, published=THURSDAY)).events
    (location,) = next(e for e in events if e.trigger.text == "shot").locations
    assert location.place.name == place


def test_the_province_of_a_country_holds_an_unknown_place(places) -> None:
    text = (
        "Gunmen surrounded the mosque at Kwarindi, in Nigeria's Zamfara state, during the prayer "
        "and abducted 53 men."
    )
    assert places(text, "abducted") == ["Zamfara State"]
