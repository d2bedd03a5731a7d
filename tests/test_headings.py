"""What heads the paragraphs of digests and logs."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.headings.headings import is_of_that_day, labels, read_headings
from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.records import Event, Report


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("Sikasso: youths burned a bus.", "Sikasso"),
        ("Ulm - A bomb was defused.", "Ulm"),
        ("Ulm – A bomb was defused.", "Ulm"),
        ("SHAN (NORTH) - Rebels shot two men.", "SHAN (NORTH)"),
        ("MALI. Gunmen killed two.", "MALI"),
        ("Friday, 7:50 p.m., Polson. A man was stabbed.", "Friday, 7:50 p.m., Polson"),
        ("3 May, Juba: troops shot two men.", "3 May, Juba"),
        ("04/08 – GAO. Gunmen shot two.", "04/08 – GAO"),
        ("No. 31, 2 May, Gao. Armed men shot two herders.", "2 May, Gao"),
        ("12. 2 May, same place. Soldiers held two men.", "2 May, same place"),
        ("7 and 8 May. Clashes went on.", "7 and 8 May"),
        ("31 people fled. Two died.", None),
        ("Yei, 2025-11-15: troops shot two men.", "Yei, 2025-11-15"),
        ("16:33 Police arrested a man.", "16:33"),
        ("1540hrs - Gao: a man was shot.", "1540hrs - Gao"),
        ("1540 hrs Police arrested a man.", "1540 hrs"),
        ("0710h, Gao: a man was shot.", "0710h, Gao"),
        ("1540 hours - Gao: a man was shot.", "1540 hours - Gao"),
        ("3 May, 15h40, Gao: a man was shot.", "3 May, 15h40, Gao"),
        ("3 May, 9h, Gao: a man was shot.", "3 May, 9h, Gao"),
        ("3 May, night, Lubero territory: men shot two.", "3 May, night, Lubero territory"),
        ("Bam province: men shot two.", "Bam province"),
        ("The people of Gao province: a man fled.", None),
        ("* Gao: two men were shot.", "Gao"),
        ("LWS - Tyre, 2.40 p.m.: a shell hit a tower.", "Tyre, 2.40 p.m."),
        ("(3) Ulm - A bomb was defused.", "Ulm"),
        ("[3] Ulm: A bomb was defused.", "Ulm"),
        ("No. 4. Ulm: A bomb was defused.", "Ulm"),
        ("#4 Ulm: A bomb was defused.", "Ulm"),
        ("Day 12: Ulm. A bomb was defused.", "Ulm"),
        ("1: Gao. Gunmen shot two herders.", "Gao"),
        ("4 October: Gao. Gunmen shot two herders.", "4 October: Gao"),
        ("4 October: Police shot two herders in Gao.", "4 October"),
        ("10:40: Gao - Gunmen shot two herders.", "10:40: Gao"),
        ("[10:40] Gao - Gunmen shot two herders.", "[10:40] Gao"),
        ("[10:40] Gunmen shot two herders.", "[10:40]"),
        ("#4 (3 March) Gao: Gunmen shot two herders.", "(3 March) Gao"),
        ("12 - 14 October: Clashes went on.", "12 - 14 October"),
        ("Unity State / Bentiu: Gunmen shot two.", "Unity State / Bentiu"),
        ("Deir ez-Zor: Gunmen shot two.", "Deir ez-Zor"),
        ("al-Bab: Gunmen shot two.", "al-Bab"),
        ("Goma: UN - it is too late.", "Goma"),
        ("Gunmen killed two (one in Gao). They fled.", None),
        ("No. They fled.", None),
        ("Day 12 was quiet. They fled.", None),
        ("[sic] The men fled.", None),
        ("1 man fled. Two died.", None),
        ("4 October was quiet in Gao: nobody fled.", None),
        ("Gunmen killed two. They fled.", None),
        ("Mali. Gunmen killed two.", None),
        ("The toll is clear: nine died.", None),
        ("Police said on Friday that two died.", None),
        ("In 2015 rebels took Idlib.", None),
    ],
)
def test_only_places_days_and_hours_head_a_paragraph(
    analyse: Callable[[str], Analysis], paragraph: str, heading: str | None
) -> None:
    text = f"Rebels took Goma.\n\n{paragraph}"
    found = read_headings(analyse(text)).before.get(1)
    assert (text[slice(*found)] if found else None) == heading


@pytest.mark.parametrize(
    ("heading", "is_so"),
    [
        ("16:33", True),
        ("7:50 p.m.", True),
        ("Nabatieh, 1.35 p.m.", True),
        ("1540hrs - Gao", True),
        ("0710 hours, Gao", True),
        ("07h10, Gao", True),
        ("Friday, 7:50 p.m., Polson", False),
        ("Gao", False),
    ],
)
def test_an_hour_without_another_day_is_of_the_day_of_the_log(heading: str, is_so: bool) -> None:
    assert is_of_that_day(heading) == is_so


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gao: A man fled.\n\nKidal (Gao Region): A man fell.", ["Gao", "Kidal (Gao Region)"]),
        ("- Gao: A man fled.\n- Access: A road was shut.", ["Gao", "Access"]),
        ("Gao: A man fled.\n\nA man fell in Kidal.", []),
        ("Gao - A man fled.\n\nKidal - A man fell.", []),
        ("(1) Gao - A man fled.\n\n(2) Kidal - A man fell.", ["Gao", "Kidal"]),
        ("3 May - Gao. A man fled.\n\nKidal, 4 May. A man fell.", ["3 May - Gao", "Kidal, 4 May"]),
        ("3 May - Gao. A man fled.\n\n4 May, same place. A man fell.", []),
        ("Monday: A man fled.\n\nTuesday: A man fell.", []),
    ],
)
def test_a_label_is_names_and_a_colon_where_several_items_have_them(
    analyse: Callable[[str], Analysis], text: str, found: list[str]
) -> None:
    spans = labels(read_headings(analyse(text))).values()
    assert [text[slice(*span)] for span in spans] == found


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_all_of_a_headed_paragraph_is_where_and_when_its_heading_says(parser: Parser) -> None:
    text = (
        "The week in brief.\n\n"
        "Friday, 7 p.m., Missoula. A man was stabbed outside a bar. He died.\n\n"
        "Saturday, noon, Helena. Police arrested a man."
    )
    report = Report("log", text, published=date(2025, 3, 10))
    stabbed, *_, arrested = parser.parse(report).events
    assert (stabbed.date.first, arrested.date.first) == (date(2025, 3, 7), date(2025, 3, 8))
    assert [e.locations[0].place.name for e in (stabbed, arrested)] == ["Missoula", "Helena"]


def test_an_event_at_a_place_that_nobody_knows_is_where_its_heading_says(parser: Parser) -> None:
    text = (
        "The week in brief.\n\nBerlin - A bus crashed.\n\n"
        "Hamburg - A man was stabbed near the Xyzzer Tor."
    )
    *_, stabbed = parser.parse(Report("digest", text, published=date(2025, 3, 10))).events
    assert stabbed.locations[0].place.name == "Hamburg"


def test_an_unknown_quarter_is_in_the_town_of_its_entry_and_not_in_the_province_above(
    parser: Parser,
) -> None:
    text = (
        "INCIDENT LOG\n\nNORTH KIVU\n"
        "* 3 March, 16h05, Butembo: Bandits shot dead a tailor in Xazuri quarter.\n"
        "* 3 March, night, Masisi territory: Men abducted six farmers.\n"
    )
    *_, shot, other = parser.parse(Report("log", text, published=date(2025, 3, 10))).events
    assert [e.locations[0].place.name.split()[0] for e in (shot, other)] == ["Butembo", "Masisi"]


def test_an_entry_with_its_hour_is_of_the_day_of_publication(parser: Parser) -> None:
    text = (
        "Rebels took Goma on Saturday.\n\n16:33 Police have arrested a man in Goma.\n\n"
        "RLN - Bukavu, 5.10 p.m.: Police arrested a man."
    )
    _, first, arrested = parser.parse(Report("live", text, published=date(2025, 3, 10))).events
    assert first.date.first == date(2025, 3, 10)
    assert arrested.date.first == date(2025, 3, 10)


def test_a_late_entry_has_its_own_day_alone(parser: Parser) -> None:
    for hours in ("06:10", "07:40", "09:15"), ("0610", "0740", "0915"), ("0610h", "0740h", "0915h"):
        first, second, third = hours
        text = (
            f"{first} Shots were fired at a checkpoint in Gao. A guard fell.\n"
            f"{second} Gunmen abducted a driver near Mopti.\n"
            "LATE ENTRY (21 November) A mine exploded near Timbuktu.\n"
            f"{third} Villagers blocked the road to Segou."
        )
        parsed = parser.parse(Report("r", text, published=date(2023, 11, 22)))
        days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
        assert days["exploded"] == date(2023, 11, 21)
        assert {days[word] for word in ("fired", "abducted", "blocked")} == {date(2023, 11, 22)}


def test_a_day_with_an_hour_and_a_place_between_bars_heads_what_stands_below(
    parser: Parser,
) -> None:
    text = (
        "02/07 | 10:00 | Bankass district\nArmed men attacked a wedding at Bandiagara. They fled."
        "\n\n04/07 | 16:30 | Mopti\nGunmen fired on a boat and two of the crew drowned."
    )
    parsed = parser.parse(Report("r", text, published=date(2023, 7, 8)))
    days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
    assert days["attacked"] == date(2023, 7, 2)
    assert days["fired"] == date(2023, 7, 4)


def test_days_in_numbers_open_the_items_of_a_list(parser: Parser) -> None:
    text = (
        "How the siege went\n\n* 14/4: Gunmen attacked a mine near Gao.\n"
        "* 20/4: Soldiers shot dead four villagers in Mopti."
    )
    parsed = parser.parse(Report("r", text, published=date(2023, 7, 8)))
    days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
    assert days["attacked"] == date(2023, 4, 14)
    assert days["shot"] == date(2023, 4, 20)


@pytest.mark.parametrize("hour", ["1540hrs", "1540 hrs", "1540h", "15h40", "1540 hours", "1540"])
def test_an_hour_beside_a_place_leaves_it_the_place_of_the_entry(parser: Parser, hour: str) -> None:
    text = (
        "Log of the desk\n\n0800 - Tete: Police shot a man.\n\n"
        f"{hour} - Beira: Dockers demonstrated outside the mayor's office."
    )
    parsed = parser.parse(Report("r", text, published=date(2025, 2, 4)))
    places = {e.trigger.text: [at.place.name for at in e.locations] for e in parsed.events}
    assert places["demonstrated"] == ["Beira"]


def test_names_alone_head_the_items_of_a_digest(analyse: Callable[[str], Analysis]) -> None:
    text = "Mali. Gunmen killed two.\n\nMr. Sow spoke.\n\nNiger. Troops left Agadez."
    spans = read_headings(analyse(text)).before.values()
    assert [text[slice(*span)] for span in spans] == ["Mali", "Niger"]


def test_what_a_country_s_name_alone_heads_is_there(
    events_told: Callable[[str], tuple[Event, ...]],
) -> None:
    text = "Mali. Gunmen killed two people in Gao.\n\nPeru. Miners blocked a road and burned a bus."
    codes = [event.locations[0].place.country_code for event in events_told(text)]
    assert set(codes[1:]) == {"PE"}


def _places(parser: Parser, text: str) -> dict[str, str | None]:
    """Of each event word its place."""
    parsed = parser.parse(Report("r", text, published=date(2023, 9, 12)))
    return {
        e.trigger.text: next((at.place.name for at in e.locations if at.place), None)
        for e in parsed.events
    }


def test_each_numbered_entry_is_at_the_place_in_its_head(parser: Parser) -> None:
    text = (
        "Incidents reported to the desk\n\n"
        "No. 7. Kirkuk: Gunmen attacked the old toll station and drove off with all of it.\n"
        "No. 8. Najaf: Porters protested at noon.\n"
        "No. 9. Ramadi: Rain flooded three schools."
    )
    told = _places(parser, text)
    assert (told["attacked"], told["protested"]) == ("Kirkuk", "Najaf")
    assert told["flooded"] in {"Ramadi", "Ar Ram\u0101d\u012b"}


@pytest.mark.parametrize(
    ("heads", "place"),
    [
        (("Unity State / Bentiu", "Jonglei / Bor"), "Bentiu"),
        (("Sumy / Shostka", "Kharkiv / Vovchansk"), "Shostka"),
        (("Mali, Gao", "Mali, Mopti"), "Gao"),
        (("Gao, Mali", "Mopti, Mali"), "Gao"),
        (("Gao, Kidal", "Mopti, Gao"), "Gao"),
    ],
)
def test_the_finest_place_of_a_chain_is_that_of_the_entry(
    parser: Parser, heads: tuple[str, str], place: str
) -> None:
    one, two = heads
    told = _places(parser, f"{one}: Youths burned a store.\n\n{two}: Porters protested at noon.")
    assert told["burned"] == place
