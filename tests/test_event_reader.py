from dataclasses import replace
from datetime import date

import pytest

from geo import confidence
from geo.pipeline import Parser
from geo.placing.focus import main_country, without_mistakable
from geo.records import Event, Report, Toponym
from geo.relations import RELATIVE, at
from geo.resolver import Resolver

MONDAY = date(2018, 8, 27)


@pytest.fixture(scope="module")
def parser(world, reader) -> Parser:
    return Parser(world, reader)


@pytest.fixture
def read(parser):
    def events(text: str, **fields) -> tuple[Event, ...]:
        return parser.parse(Report("r", text, **{"published": MONDAY, **fields})).events

    return events


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Soldiers marched in Caen to mark the capture of the town in 1944.", ["PROTEST"]),
        ("People in Srebrenica commemorated the massacre of 1995.", []),
        ("Residents commemorated the flood of 2016 in Kano.", ["DISASTER"]),
        ("In 1994 rebels captured Goma.", ["ASSAULT"]),
    ],
)
def test_what_is_commemorated_after_a_decade_is_history(read, text: str, types: list[str]) -> None:
    assert [event.event_type for event in read(text)] == types


def test_ministers_speak_later_of_an_attack_that_was(read) -> None:
    talks, attack = read("Ministers will discuss the attack on Goma on 3 September.")
    assert (talks.factuality, attack.factuality) == ("planned", "reported")


def test_an_event_with_all_its_parts(read) -> None:
    (event,) = read("Rebels killed at least 12 Syrian soldiers near Jisr al-Shughur on Sunday.")
    assert event.event_type == "ASSAULT"
    assert [a.text for a in event.source_actors] == ["Rebels"]
    assert [a.country_code for a in event.target_actors] == ["SY"]
    assert event.date is not None
    assert event.date.first == date(2018, 8, 26)
    assert [(c.what, c.low, c.high) for c in event.counts] == [("killed", 12, None)]
    (location,) = event.locations
    assert (location.place.place_id, location.where_prec) == ("geonames:169023", 2)
    assert event.location_step == "grammar"
    assert {link.role for link in event.links} == {"where", "actor"}


def test_evidence_shows_the_words_behind_every_field(read) -> None:
    text = "According to the army, rebels killed 12 soldiers in Homs on Sunday."
    (event,) = read(text)
    shown = {k: [text[a:b] for a, b in spans] for k, spans in event.evidence.items()}
    assert shown["trigger"] == ["killed"]
    assert shown["location"] == ["Homs"]
    assert shown["date"] == ["on Sunday"] or shown["date"] == ["Sunday"]
    assert shown["claimed_by"] == ["the army"]
    assert shown["actor1"] == ["rebels"]


def test_evidence_shows_the_noun_of_a_light_verb(read) -> None:
    text = "The police carried out a raid in Homs on Sunday."
    (event,) = read(text)
    assert [text[a:b] for a, b in event.evidence["trigger"]] == ["carried", "raid"]


def test_a_capital_without_its_name_is_the_capital(read) -> None:
    (event,) = read("Thousands rallied in the Georgian capital.")
    assert event.locations[0].place.name == "Tbilisi"


def test_a_town_that_erupts_is_where_it_happened(read) -> None:
    (event,) = read("Imphal erupted in protest on Monday.", spans=((0, 6),))
    assert [location.place.name for location in event.locations] == ["Imphal"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lagos saw protests on Monday.", "Lagos"),
        ("Uganda has recorded three deaths from cholera.", "Uganda"),
        ("Envoys came from Homs to Aleppo, where they signed a truce on Friday.", "Aleppo"),
    ],
)
def test_a_place_that_has_an_event_is_where_it_happened(read, text: str, place: str) -> None:
    *_, event = read(text)
    assert [location.place.name for location in event.locations] == [place]
    assert event.claimed_by is None


def test_what_a_country_only_sees_is_not_there(read) -> None:
    *_, attack = read("Uganda sees the attack as a warning.")
    assert attack.trigger.text == "attack"
    assert attack.location_step != "grammar"


def test_the_dateline_is_no_actor(read) -> None:
    (event,) = read("TRIPOLI, Lebanon \u2014 Gunmen killed two men in Tripoli on Sunday.")
    assert [actor.text for actor in event.source_actors] == ["Gunmen"]


def test_a_day_after_publication_is_not_when_the_next_event_happened(read) -> None:
    events = read("They will meet on 2 October 2018 in Geneva. Rebels shelled Homs.")
    shelled = next(e for e in events if e.trigger.text == "shelled")
    assert shelled.date is not None
    assert shelled.date.first <= MONDAY


def test_words_of_one_event_are_one_event(read) -> None:
    (event,) = read("A bomb exploded in Nairobi on Monday, killing 12 people and wounding 30.")
    assert {(c.what, c.low) for c in event.counts} == {("killed", 12), ("wounded", 30)}
    assert len(event.evidence["trigger"]) == 3


def test_a_toll_that_is_told_again_is_counted_once(read) -> None:
    events = read(
        "A blast killed 12 people in Homs on Sunday.\n\n"
        "Shops stayed shut. The blast killed 12 people at a market."
    )
    assert [[(c.what, c.low) for c in e.counts] for e in events] == [[("killed", 12)]]


def test_the_same_toll_elsewhere_is_another_event(read) -> None:
    events = read("A blast killed 12 people in Homs. A blast killed 12 people in Aleppo.")
    assert [e.locations[0].place.name for e in events] == ["Homs", "Aleppo"]


def test_an_event_at_two_places_has_two_locations(read) -> None:
    (event,) = read("Protesters marched in Lagos and Abuja on Sunday.")
    assert [location.place.name for location in event.locations] == ["Lagos", "Abuja"]


def test_each_place_that_has_its_own_number_is_one_of_the_event(read) -> None:
    (event,) = read(
        "Russian attacks killed two people in Kherson, four in Kharkiv and one in Sumy."
    )
    assert [location.place.name for location in event.locations] == ["Kherson", "Kharkiv", "Sumy"]
    assert [(count.what, count.low) for count in event.counts] == [("killed", 7)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels lost control of Goma on Monday.", "Goma"),
        ("The bombardment of Kharkiv killed four people on Sunday.", "Kharkiv"),
        ("The siege of El Fasher entered its second year.", "El Fasher"),
    ],
)
def test_what_is_done_to_a_place_is_done_there(read, text: str, place: str) -> None:
    (event,) = read(text)
    assert [(e.place.name, event.location_step) for e in event.locations] == [(place, "grammar")]


def test_given_triggers_are_exactly_the_events(read) -> None:
    text = "Rebels killed soldiers in Homs and the mayor resigned."
    start = text.index("resigned")
    (event,) = read(text, triggers=((start, start + 8),))
    assert event.trigger.text == "resigned"


def test_a_given_trigger_without_a_word_is_an_event_without_parts(read) -> None:
    (event,) = read("Rebels fled.  ", triggers=((12, 14),))
    assert (event.confidence, event.locations) == (0.0, ())


def test_the_same_report_gives_the_same_ids_and_another_one_others(parser) -> None:
    text = "Rebels killed 12 soldiers in Homs."
    first, again = (parser.parse(Report("a", text)).events[0].event_id for _ in range(2))
    other = parser.parse(Report("b", text)).events[0].event_id
    assert first == again != other


def test_a_toll_in_the_perfect_is_of_no_sure_day(read) -> None:
    (killed,) = read("At least 30 reporters have been killed in Homs.")
    (shot,) = read("Gunmen shot 30 reporters in Homs on Sunday.")
    assert killed.date is None or killed.date.span is None
    assert killed.parts.get("date", 0.0) < shot.parts["date"]


def test_a_toll_of_years_is_of_no_day(read) -> None:
    (event,) = read("More than 400,000 people were killed in the war since 2011.")
    assert event.date is None


@pytest.mark.parametrize(
    ("text", "step", "place"),
    [
        ("Police shot a man in Homs.", "grammar", "Homs"),
        ("Gunmen killed six people in Homs. Police shot a man.", "event", "Homs"),
        ("Wheat is dear in Homs. Police shot a man.", "report", "Homs"),
        (
            "HOMS, Syria (Orontes Post) - The price of bread rose.\n\nPolice shot a man on Sunday.",
            "dateline",
            "Homs",
        ),
        (
            "Wheat is dear in Homs, in Aleppo and all over Syria.\n\nPolice shot a man on Sunday.",
            "report",
            "Syria",
        ),
    ],
)
def test_what_the_sentence_does_not_say_comes_from_around_it(
    world, reader, steps, text: str, step: str, place: str
) -> None:
    report = Report("r", text, published=MONDAY)
    events = Parser(world, reader, choosers=steps).parse(report).events
    event = next(e for e in events if e.trigger.text == "shot")
    assert event.location_step == step
    assert [location.place.name for location in event.locations] == [place]
    assert (event.locations[0].source == "named") == (step == "grammar")


@pytest.mark.parametrize(
    ("text", "step", "place"),
    [
        # The last event of the paragraph, of whatever type, and not the last of its type.
        (
            "Gunmen killed two in Homs.\n\nYouths marched in Aleppo. Police shot a man.",
            "event",
            "Aleppo",
        ),
        # With whom a sentence opens tells the scene, not where it was said.
        ("Gunmen killed two in Aleppo. In Homs, the mayor said police shot a man.",
         "sentence", "Homs"),
        ("Gunmen killed two in Aleppo. In Damascus, a minister said police shot a man.",
         "event", "Aleppo"),
        # Those who tell of it were there.
        ("Gunmen killed two in Aleppo. Homs residents said police shot a man.",
         "actor", "Homs"),
        # A digest goes from country to country.
        ("Syria: Gunmen killed two in Homs.\n\nNigeria: Police shot a man.", "sentence", "Nigeria"),
        ("SYRIA. Gunmen killed two in Homs.\n\nNIGERIA. Police shot a man.", "sentence", "Nigeria"),
        ("Gunmen killed two in Homs. Separately, police shot a man.", "report", "Syria"),
    ],
)  # fmt: skip
def test_the_scene_is_the_nearest_that_the_text_tells(
    read, text: str, step: str, place: str
) -> None:
    event = next(e for e in read(text) if e.trigger.text == "shot")
    assert event.location_step == step
    assert [location.place.name for location in event.locations] == [place]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        # What is said or settled beside an event is there too.
        ("Gunmen shot two in Homs on Monday. Elders brokered a truce.", "truce", "Homs"),
        ("Gunmen shot two in Homs on Monday. Police appealed for calm.", "appealed", "Homs"),
        # In another paragraph it is of the town that all the report is about, or of the country.
        ("Gunmen shot two in Homs on Monday.\n\nElders brokered a truce.", "truce", "Homs"),
        (
            "Gunmen shot two in Homs.\n\nA bus fell in Aleppo.\n\nElders brokered a truce.",
            "truce",
            "Syria",
        ),
        ("Gunmen shot two in Homs.\n\nThe president rejected talks.", "rejected", "Syria"),
        ("Gunmen shot two in Homs.\n\nThe mayor rejected talks.", "rejected", "Homs"),
    ],
)
def test_words_are_where_the_last_event_of_their_paragraph_was(
    read, text: str, word: str, place: str
) -> None:
    event = next(e for e in read(text) if e.trigger.text == word)
    assert [location.place.name for location in event.locations] == [place]


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        # Bodies of the world and spokesmen tell of it from afar.
        ("A spokesman in Geneva said gunmen shot four men in Homs.", "shot", ["Homs"]),
        ("Zzyxq shelled Qwwv on Monday. The UN in Geneva condemned it.", "shelled", []),
        ("Four families have fled to Qwwv, according to the IOM in Geneva.", "fled", []),
        # A ministry tells of its country.
        ("The defence ministry in Damascus said six soldiers were shot.", "shot", ["Syria"]),
        # Police tell of their town.
        ("Police in Homs said two men were shot.", "shot", ["Homs"]),
        # Where it was condemned is where it was condemned.
        ("Gunmen shot four men in Homs. Ministers in Paris condemned the attack in London.",
         "condemned", ["London"]),
    ],
)  # fmt: skip
def test_where_somebody_tells_of_it_is_not_where_it_was(
    read, text: str, word: str, places: list[str]
) -> None:
    event = next(e for e in read(text) if e.trigger.text == word)
    assert [location.place.name for location in event.locations] == places


def test_what_is_told_of_a_day_to_come_is_planned(read) -> None:
    (strike,) = read("The strike by nurses in Homs begins on 3 September.")
    assert strike.factuality == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Ministers called on allies to lift limits on raids inside Russia.",
        "Leaders called on the cabinet to declare an emergency in Homs.",
    ],
)
def test_what_is_asked_for_is_not_where_it_was_asked(read, text: str) -> None:
    call = next(e for e in read(text) if e.trigger.text == "called")
    assert call.location_step != "sentence"


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Gunmen killed two in Homs. The Kremlin condemned the attack.", "condemned", "Russia"),
        ("Gunmen killed two in Homs. Brussels condemned the attack.", "condemned", "Syria"),
        ("Gunmen killed two in Homs. Russian troops shot a man.", "shot", "Homs"),
    ],
)
def test_a_government_speaks_at_home(read, text: str, word: str, place: str) -> None:
    event = next(e for e in read(text) if e.trigger.text == word)
    assert [location.place.name for location in event.locations] == [place]


def test_an_event_at_a_place_that_is_not_sure_enough_is_nowhere_finer_than_its_country(
    world, reader, steps
) -> None:
    text = (
        "Rebels killed four soldiers in Homs and Hama, in Syria, on Monday. "
        "Gunmen killed six people in Springfield on Sunday. Chicago was calm."
    )
    report = Report("r", text, published=MONDAY)
    for parser, places in (
        (Parser(world, reader, choosers=steps), ["Springfield"]),
        (Parser(world, reader, choosers=steps, min_score=0.9), ["Syria"]),
    ):
        event = parser.parse(report).events[-1]
        assert [location.place.name for location in event.locations] == places


def test_where_a_village_is_unknown_the_finest_place_that_holds_it_is_told(read) -> None:
    (event,) = read("Rebels burned houses in Zzyxqqwv, a village in Syria's Idlib province.")
    assert [(lo.place.name, lo.source) for lo in event.locations] == [("Idlib", "inferred")]


def test_what_is_likelier_wrong_than_right_abroad_is_no_place_of_an_event(read, world) -> None:
    text = "Shops in Homs and Aleppo, in Syria, stayed shut. Police shot a man in Mulalo."
    (event,) = (e for e in read(text) if e.trigger.text == "shot")
    assert {location.place.country_code for location in event.locations} == {"SY"}


@pytest.mark.parametrize(
    ("score", "known"),
    [(0.6, False), (0.8, True)],
)
def test_a_village_abroad_that_nothing_else_speaks_for_must_be_sure(
    world, score: float, known: bool
) -> None:
    text = "A bomb went off in Mulalo. Police in Homs, in Syria, searched Aleppo and Homs."
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Mulalo", "Homs", "Syria", "Aleppo")
    ]
    mulalo, *others = Resolver(world).resolve(text, names)
    told = [replace(mulalo, score=score), *(replace(t, score=0.9) for t in others)]
    assert mulalo.place is not None
    assert [
        t.place is not None for t in without_mistakable(told, main_country(told, world), world)
    ] == [
        known,
        True,
        True,
        True,
    ]


def test_where_three_places_of_its_country_are_named_a_village_abroad_must_be_surer(world) -> None:
    text = "A bomb went off in Mulalo. Police in Homs, in Syria, searched Aleppo and Hama."
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Mulalo", "Homs", "Syria", "Aleppo", "Hama")
    ]
    mulalo, *others = Resolver(world).resolve(text, names)
    (village, *_) = world.lookup("Mulalo")
    for score, is_kept in ((0.75, False), (0.85, True)):
        told = [
            replace(mulalo, location=at(village.place), score=score),
            *(replace(t, score=0.9) for t in others),
        ]
        (first, *_) = without_mistakable(told, main_country(told, world), world)
        assert (first.place is not None) == is_kept


def test_a_well_known_town_abroad_or_one_across_a_border_may_be_less_sure(world) -> None:
    text = (
        "A bomb went off in Mersin, Tripoli and Cairo. Police in Homs, in Syria, searched Aleppo."
    )
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Mersin", "Tripoli", "Cairo", "Homs", "Syria", "Aleppo")
    ]
    told = [
        replace(t, score=0.6 if number < 3 else 0.9)
        for number, t in enumerate(Resolver(world).resolve(text, names))
    ]
    kept = without_mistakable(told, main_country(told, world), world)
    assert [t.place for t in kept] == [t.place for t in told]
    assert all(t.place for t in told)


@pytest.mark.parametrize(("words", "is_kept"), [("Talks in", True), ("A raid in", False)])
def test_talks_are_held_in_any_country(world, words: str, is_kept: bool) -> None:
    text = f"{words} Geneva ended. Police in Homs, in Syria, searched Aleppo."
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Geneva", "Homs", "Syria", "Aleppo")
    ]
    told = [replace(t, score=0.75) for t in Resolver(world).resolve(text, names)]
    told = [told[0], *(replace(t, score=0.9) for t in told[1:])]
    (first, *_) = without_mistakable(told, main_country(told, world), world, text)
    assert (first.place is not None) == is_kept


def test_nothing_is_to_be_around_a_place_of_a_country_that_is_not_spoken_of(world) -> None:
    text = "A bomb went off in Zzyx. Police in Homs, in Syria, searched Aleppo."
    names = [
        Toponym(text.index(word), text.index(word) + len(word), word, "literal", "noun", 1.0)
        for word in ("Zzyx", "Homs", "Syria", "Aleppo")
    ]
    zzyx, *others = Resolver(world).resolve(text, names)
    goma = world.get("geonames:216281")
    for place, is_kept in ((goma, False), (others[0].place, True)):
        guess = replace(at(place), source="inferred", relation="around")
        told = [replace(zzyx, approximate=guess), *(replace(t, score=0.9) for t in others)]
        (first, *_) = without_mistakable(told, main_country(told, world), world)
        assert (first.approximate is not None) == is_kept


@pytest.mark.parametrize(
    ("reaction", "where"),
    [
        ("The governor condemned the bombing in Lagos.", "Lagos"),
        ("Traders in Lagos protested against the bombing.", "Lagos"),
        ("Thousands held a protest against the bombing in Lagos.", "Lagos"),
    ],
)
def test_what_somebody_reacts_to_is_where_it_was_told_to_be(
    read, reaction: str, where: str
) -> None:
    events = read(f"A bomb killed nine traders in Kano on Sunday. {reaction}")
    bombing, reacted = events
    assert [location.place.name for location in bombing.locations] == ["Kano"]
    assert [location.place.name for location in reacted.locations] == [where]


def test_what_somebody_reacts_to_in_another_country_is_another_bombing(read) -> None:
    text = "A bomb killed nine traders in Kano on Sunday. The governor condemned the bombing in "
    places = [loc.place.name for e in read(f"{text}London.") for loc in e.locations]
    assert places == ["Kano", "London", "London"]


def test_what_somebody_reacts_to_is_where_it_says_when_nothing_was_told_before(read) -> None:
    event = read("The governor condemned the bombing in Lagos.")[-1]
    assert event.event_type == "ASSAULT"
    assert [location.place.name for location in event.locations] == ["Lagos"]


def test_where_somebody_is_arrested_is_not_where_he_killed(read) -> None:
    arrest, murder = read("Two men were arrested in Heywood on suspicion of murder.")
    assert [location.place.name for location in arrest.locations] == ["Heywood"]
    assert "Heywood" not in {location.place.name for location in murder.locations}


def test_where_somebody_reacts_is_not_where_it_was(read) -> None:
    marched, attack = read("Hundreds of people marched in Halabja to condemn the attack.")
    assert [location.place.name for location in marched.locations] == ["Halabja"]
    assert "Halabja" not in {location.place.name for location in attack.locations}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out in Aleppo, Idlib and Homs provinces on Sunday.",
        "Clashes broke out in Aleppo, Idlib and Homs on Sunday.",
    ],
)
def test_a_list_may_hang_on_its_type_word(read, text: str) -> None:
    (event,) = read(text)
    assert [location.place.name for location in event.locations] == ["Aleppo", "Idlib", "Homs"]


def test_a_water_of_no_country_is_not_abroad(world) -> None:
    name = Toponym(15, 24, "Lake Kivu", "literal", "noun", 1.0)
    (lake,) = Resolver(world).resolve("A boat sank in Lake Kivu.", [name])
    assert lake.place is not None
    assert without_mistakable([replace(lake, score=0.4)], None, world)[0].place == lake.place


def test_a_guessed_place_is_less_sure_than_a_stated_one(read) -> None:
    (stated,) = read("Police shot a man in Damascus.")
    *_, guessed = read(
        "Shops in Homs stayed shut, and a bridge in Aleppo was closed. The mayor of Damascus spoke "
        "of a hard year. Police shot a man."
    )
    assert guessed.confidence < stated.confidence
    assert guessed.parts["place"] < stated.parts["place"]


def test_what_is_told_in_general_is_less_sure_unless_a_day_is_said(read) -> None:
    (general,) = read("Journalists were attacked in Homs.")
    (dated,) = read("Journalists were attacked on Friday in Homs.")
    assert general.parts["type"] < dated.parts["type"]
    assert general.evidence["general"]
    assert "general" not in dated.evidence


def test_the_confidence_of_a_row_is_made_of_its_parts(read) -> None:
    (placed,) = read("Police shot a man in Damascus on Sunday.")
    assert set(placed.parts) == {"type", "place", "date"}
    assert placed.confidence == confidence.shipped().of_row(placed.parts)
    (nowhere,) = read("Police shot a man.", published=None)
    assert set(nowhere.parts) == {"type"}


def test_a_guessed_town_is_no_exact_place(read) -> None:
    events = read("Shops in Damascus stayed shut. Police shot a man.")
    shot = next(e for e in events if e.trigger.text == "shot")
    assert shot.locations[0].where_prec == 2


def test_a_district_without_a_point_is_somewhere_in_its_province(read) -> None:
    (event,) = read("Rebels killed six people in Al-Mukharram District on Sunday.")
    (location,) = event.locations
    assert location.place.place_id == "geonames:173435"
    assert location.where_prec == 4


def test_a_refusal_is_of_the_country_and_not_of_the_dateline(read) -> None:
    text = "HOMS, Syria (Orontes Post) - Police shot a man in Homs.\n\nThe president refused talks."
    event = next(e for e in read(text) if e.trigger.text == "refused")
    assert event.locations[0].where_prec == 6


def test_nobody_does_a_natural_disaster(read) -> None:
    events = read("A magnitude 6.8 earthquake struck Arequipa on Sunday, killing five people.")
    struck = next(event for event in events if event.event_type == "DISASTER")
    assert struck.source_actors == ()
    assert [(count.what, count.low) for count in struck.counts] == [("killed", 5)]


@pytest.mark.parametrize("text", ["Mpox killed 11 children in Goma.", "Heat killed nine in Delhi."])
def test_nobody_does_what_a_disease_or_the_weather_does(read, text: str) -> None:
    (event,) = read(text)
    assert event.source_actors == ()


def test_another_word_of_the_event_may_tell_who_did_it(read) -> None:
    (event,) = read("Ten people were killed when a military jet bombed a school in Homs.")
    assert [a.text for a in event.source_actors] == ["a military jet"]
    assert [a.text for a in event.target_actors] == ["Ten people"]
    assert event.trigger.text == "killed"


def test_items_of_a_list_share_no_day_and_no_place(read) -> None:
    clash, strike = read(
        "HIGHLIGHTS\n- Rebels clashed with troops in Homs on 2 August\n"
        "- A drone strike hit a fuel depot in Kano on 6 August"
    )
    assert [e.date and e.date.first.day for e in (clash, strike)] == [2, 6]
    assert [e.locations[0].place.name for e in (clash, strike)] == ["Homs", "Kano"]
    assert strike.trigger.sub_type == "airstrike"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Idlib police arrested five men on Sunday.", "Idlib"),
        ("The sheriff of Rapides Parish rejected the plan.", "Rapides Parish"),
        ("Paris arrested five men on Sunday.", None),
    ],
)
def test_what_a_towns_own_people_did_was_there_unless_something_else_is_said(
    read, text: str, where: str | None
) -> None:
    """A government acts anywhere: its capital and its country are not where it did."""
    event = read(text)[0]
    assert [location.place.name for location in event.locations] == ([where] if where else [])
    assert event.location_step == ("actor" if where else None)


def test_what_soldiers_of_a_country_did_was_in_it_where_nothing_else_is_named(read) -> None:
    event = read("The Turkish army arrested five men on Sunday.")[0]
    assert [location.place.name for location in event.locations] == ["Turkey"]


def test_an_advance_is_where_it_leads_and_not_where_it_began(read) -> None:
    text = "Rebels captured a base in Homs and advanced into Hama on Monday."
    places = {e.trigger.text: [loc.place.place_id for loc in e.locations] for e in read(text)}
    assert places["captured"] == ["geonames:169577"]
    assert places["advanced"] != places["captured"]


def test_gunmen_who_storm_a_village_are_no_weather(read) -> None:
    (event,) = read("Gunmen storm village in Borno")
    assert event.event_type == "ASSAULT"
    (event,) = read("A storm hit Lagos on Monday.")
    assert event.event_type == "DISASTER"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a village near Nigeria.",
        "Rebels seized the town of Zzyxel, close to Nigeria.",
        "Soldiers were killed on the border with Nigeria.",
    ],
)
def test_what_is_beside_a_country_is_not_in_it(read, text: str) -> None:
    assert read(text)[0].locations == ()
    (location,) = read(f"DIFFA, Niger (Agency) - {text}")[0].locations
    assert location.place.country_code == "NE"


def test_the_border_of_a_country_is_not_its_middle(read) -> None:
    shelled, fled = read(
        "Troops shelled Loikaw in Myanmar. Villagers fled toward the Chinese border on Monday."
    )
    assert shelled.locations[0].place.country_code == "MM"
    assert [location.place.country_code for location in fled.locations] == ["MM"]


def test_a_place_of_another_clause_does_not_hold_one_that_nobody_knows(read) -> None:
    shot, *_ = read(
        "In Zzyxo, three men were shot dead, and in Lagos a mayor survived a crash on Monday."
    )
    assert shot.location_step != "grammar"
    assert shot.locations[0].where_prec >= RELATIVE


def test_what_a_state_breaks_off_or_declares_it_does_at_home(read) -> None:
    killed, severed = read("Clashes killed six in Goma. Rwanda severed diplomatic ties with Kenya.")
    assert [at.place.country_code for at in severed.locations] == ["RW"]
    assert [at.place.name for at in killed.locations] == ["Goma"]


def test_who_was_killed_elsewhere_by_others_is_another_event(read) -> None:
    events = read(
        "At least eight people died in attacks in Guayaquil and two police officers were killed by"
        " armed criminals in Manta."
    )
    assert [[count.low for count in event.counts] for event in events] == [[8], [2]]


def test_a_count_is_of_the_event_that_any_of_its_words_tells(read) -> None:
    crash, sentence = read(
        "The driver of a bus that rolled over near Bath, killing ten guests, was jailed in Leeds."
    )
    assert [count.low for count in crash.counts] == [10]
    assert "killed" not in {count.what for count in sentence.counts}


def test_a_relative_clause_does_not_move_the_story(read) -> None:
    _, shelled = read(
        "The rebels, who seized Wad Medani last December, shelled a market, killing nine people."
    )
    assert shelled.date is not None
    assert shelled.date.first.year == shelled.date.last.year
    assert shelled.date.span is None


def test_a_road_says_less_than_a_town_beside_it(read) -> None:
    (location,) = read("A bus overturned on the Mombasa-Nairobi highway near Voi.")[0].locations
    assert (location.place.name, location.relation) == ("Voi", "near")
    (location,) = read("Gunmen killed four people on the road to Mazatlan.")[0].locations
    assert (location.place.name, location.where_prec) == ("Mazatlán", 2)
    text = "A man was killed when a drone hit a car on the road from Qamishli to Amuda."
    assert read(text)[0].locations[0].relation == "road between Al Qāmishlī and"


def test_what_others_did_the_day_before_is_another_event(read) -> None:
    first, other = read("Police opened fire in Nablus after settlers wounded two men in Huwara.")
    assert (first.counts, other.counts[0].low) == ((), 2)
    first, other = read("Eleven people died in Dakoro, while eight others drowned in Tessaoua.")
    assert (first.counts[0].low, other.counts[0].low) == (11, 8)
    (crash,) = read("Three people were killed after a bus plunged into a ravine near Cusco.")
    assert crash.event_type == "ACCIDENT"


def test_fighting_that_spread_to_two_towns_is_in_both(read) -> None:
    (event,) = read("The clashes in Sudan spread to Nyala and El Obeid.")
    assert {at.place.name for at in event.locations} >= {"Nyala", "El Obeid"}


def test_what_was_in_a_list_of_places_was_in_all_of_them(read) -> None:
    (event,) = read("Some 300,000 people were displaced in Ituri, North Kivu and South Kivu.")
    assert len(event.locations) == 3
