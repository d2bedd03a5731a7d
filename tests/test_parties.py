from datetime import date

import pytest

import geo


def actors(text: str, word: str) -> tuple[list[str], list[str]]:
    (report,) = geo.parse([geo.Report("r", text, published=date(2025, 3, 14))])
    event = next(e for e in report.events if e.trigger.text == word)
    told = event.evidence.get("actor1", []), event.evidence.get("actor2", [])
    assert told == ([a.span for a in event.source_actors], [a.span for a in event.target_actors])
    return [a.text for a in event.source_actors], [a.text for a in event.target_actors]


def test_what_things_it_was_done_to_stays_in_the_evidence() -> None:
    text = "Rebels torched two lorries and beat a driver near Kano on Monday."
    (report,) = geo.parse([geo.Report("r", text, published=date(2025, 3, 14))])
    torched = next(e for e in report.events if e.trigger.text == "torched")
    assert [text[start:end] for start, end in torched.evidence["done_to"]] == ["two lorries"]


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        # Things that are hit, taken, thrown or handed out
        ("Rebels torched two lorries near Kano on Monday.", "torched", ["Rebels"], []),
        ("Protesters hurled bottles in Kano on Monday.", "hurled", ["Protesters"], []),
        (
            "The Red Cross distributed 600 blankets in Kano on Monday.",
            "distributed",
            ["The Red Cross"],
            [],
        ),
        ("Rustlers stole 40 head of cattle near Kano on Monday.", "stole", ["Rustlers"], []),
        # What it was done with, and whose that was
        ("Three missiles hit a barracks in Homs on Monday.", "hit", [], ["a barracks"]),
        ("An Iranian missile killed a farmer in Homs on Monday.", "killed", ["Iranian"],
         ["a farmer"]),
        ("The navy rammed a Vietnamese trawler off Manila on Monday.", "rammed", ["The navy"],
         ["a Vietnamese trawler"]),
        ("Rioters attacked Amnesty International's bus in Kano on Monday.", "attacked",
         ["Rioters"], ["Amnesty International's bus"]),
        ("Japan imposed sanctions on Harare on Monday.", "imposed", ["Japan"], ["Harare"]),
        # Whose strike it was, and whom it hurt beside what it hit
        ("A military airstrike hit a market in Hajjah on Monday, killing four traders.", "hit",
         ["military"], ["four traders"]),
        ("The army shelled Taiz on Monday, wounding two farmhands and a teacher.", "shelled",
         ["The army"], ["two farmhands", "a teacher"]),
        ("Rebels attacked the army near Taiz on Monday, killing two passers-by.", "attacked",
         ["Rebels"], ["the army"]),
        ("An army raid in Jenin killed two men on Monday.", "killed", ["army"], ["two men"]),
        ("Army deaths in Taiz rose on Monday after shells killed six.", "killed", [], []),
        # Towns that it was done to; a capital may be a government
        ("The rebels captured Goma on Monday.", "captured", ["The rebels"], []),
        ("France accused Tehran of spying on Monday.", "accused", ["France"], ["Tehran"]),
        # Somebody
        ("Gunmen attacked a police post in Kano on Monday.", "attacked", ["Gunmen"],
         ["a police post"]),
        ("Rioters attacked the gate of the barracks in Kano on Monday.", "attacked", ["Rioters"],
         []),
        ("Soldiers arrested the head of the union in Kano on Monday.", "arrested", ["Soldiers"],
         ["the head of the union"]),
        ("Militants abducted dozens of farmhands near Kano on Monday.", "abducted", ["Militants"],
         ["dozens of farmhands"]),
        ("Militants killed four of the wounded near Kano on Monday.", "killed", ["Militants"],
         ["four of the wounded"]),
        ("Firemen rescued three survivors near Kano on Monday.", "rescued", ["Firemen"],
         ["three survivors"]),
    ],
)  # fmt: skip
def test_actors_are_somebody(text: str, word: str, source: list[str], target: list[str]) -> None:
    assert actors(text, word) == (source, target)
