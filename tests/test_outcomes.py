from collections.abc import Callable

import pytest

from geo.language.text import Analysis
from geo.triggers.ontology import find_triggers

Analyse = Callable[[str], Analysis]


def told(analysis: Analysis) -> list[tuple[str, str]]:
    return [(t.text, t.event_type) for t in find_triggers(analysis)]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt in Cedartown.",
        "Nobody was reported killed.",
        "None of the passengers was injured.",
        "Not a single person was hurt.",
        "Neither of the pilots was hurt.",
        "No soldiers were killed.",
        "They left without injuring anyone.",
        "Nobody was arrested.",
        "The soldiers did not kill anyone.",
    ],
)
def test_what_befalls_nobody_has_not_happened(analyse: Analyse, text: str) -> None:
    assert told(analyse(text)) == []


def test_no_fewer_than_five_are_not_nobody(analyse: Analyse) -> None:
    assert told(analyse("No fewer than five people were killed.")) == [("killed", "ASSAULT")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A quake struck off the coast of Java, killing at least five people.",
         [("struck", "DISASTER")]),
        ("A building collapsed in Karachi, killing five people and injuring ten.",
         [("collapsed", "ACCIDENT")]),
        ("A boat capsized off Libya, leaving 20 dead.", [("capsized", "ACCIDENT")]),
        ("A fire at a market in Dhaka killed 12 people.", [("killed", "ACCIDENT")]),
        ("A landslide buried a village, killing 30 people.", [("buried", "DISASTER")]),
        ("The quake, which killed 30 people, was felt in Cebu.", [("quake", "DISASTER")]),
        ("The dam collapsed after heavy rain, killing 40.",
         [("collapsed", "ACCIDENT"), ("rain", "DISASTER")]),
        ("Fire swept through a hotel, killing 76 people.", [("swept", "ACCIDENT")]),
        ("Floods which struck Takhar on Friday have killed 21 people.", [("killed", "DISASTER")]),
        ("A fire started by inmates killed five men.", [("killed", "ACCIDENT")]),
        ("At least 18 people died after rain caused floods and landslides in Jablanica.",
         [("died", "DISASTER")]),
        ("A lorry overturned at Loruk, killing the driver.", [("overturned", "ACCIDENT")]),
        ("A strike on Amedi killed two people and set orchards ablaze.", [("killed", "ASSAULT")]),
        ("Rebels attacked a camp, killing nine and burning tents.", [("attacked", "ASSAULT")]),
        ("Raiders killed a man and torched ten houses.",
         [("killed", "ASSAULT"), ("torched", "ASSAULT")]),
        ("Youths set up barricades and marched in Lae.", [("set", "PROTEST")]),
        ("Troops arrested 60 men in raids in Lae.", [("arrested", "COERCE")]),
        ("Twelve miners lost their lives after an explosion in a mine in Harnai.",
         [("lost", "ACCIDENT")]),
        ("Six were charred to death after their hut caught fire.", [("charred", "ACCIDENT")]),
        ("The mayor rejected the allegation.", [("rejected", "REJECT")]),
        ("The mayor rejected calls for a new vote.", [("rejected", "REJECT")]),
        ("Elders brokered a truce in Pikit.", [("truce", "AGREE")]),
        ("Prisoners were freed in a deal brokered by Qatar.",
         [("freed", "RETREAT"), ("deal", "AGREE")]),
        ("Crews fought a blaze which tore through a barn at Baumber.", [("blaze", "ACCIDENT")]),
        ("Five were killed and eleven others hospitalised after a methane explosion in Lae.",
         [("killed", "ACCIDENT")]),
        ("Six people were killed when a landslip buried three houses, the office has confirmed.",
         [("killed", "DISASTER")]),
        ("In July, one was killed and 20 were injured when shots were fired in Bannu.",
         [("killed", "ASSAULT")]),
        ("The landslide at Yambali, which buried hundreds, was the worst.",
         [("landslide", "DISASTER")]),
        ("In another incident, two were struck dead by lightning.", [("struck", "DISASTER")]),
        ("A boat crossing a flooded valley capsized.", [("capsized", "ACCIDENT")]),
        ("A man was charged with the murder of a girl who was stabbed in Leeds.",
         [("charged", "ACCUSE"), ("stabbed", "ASSAULT")]),
        ("Fire filled a hotel with smoke, killing 76 people.", [("killing", "ACCIDENT")]),
        ("A stampede at a temple killed 18.", [("stampede", "ACCIDENT")]),
        ("Five people were killed when a bus overturned in Peru.", [("killed", "ACCIDENT")]),
        ("Cyclone Freddy killed 400 people.", [("killed", "DISASTER")]),
        ("Officials said that Typhoon Yagi killed nine.", [("killed", "DISASTER")]),
        ('Cyclone "Freddy" killed nine people in Beira.', [("killed", "DISASTER")]),
        ('Typhoon "Ningning" slammed into Catanduanes.', [("slammed", "DISASTER")]),
        ("Wildfires tore through Evia and killed three people.", [("tore", "DISASTER")]),
        ("A blast left 24 injured.", [("blast", "ASSAULT")]),
        ("Rains triggered floods, sweeping away nine people.", [("floods", "DISASTER")]),
        ("A magnitude 6.3 quake jolted Bam, killing nine.", [("quake", "DISASTER")]),
        ("A magnitude 6.3 quake jolted Jajarkot on Friday, killing nine.",
         [("jolted", "DISASTER")]),
    ],
)  # fmt: skip
def test_harm_in_the_clause_of_a_calamity_is_its_outcome(
    analyse: Analyse, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(analyse(text)) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("An earthquake struck Nepal. Four people were lightly hurt.", ("hurt", "DISASTER")),
        ("A flood hit Bihar. Ten people drowned.", ("drowned", "DISASTER")),
        ("A flood hit Bihar. Ten people were killed.", ("killed", "DISASTER")),
        ("A quake hit Bali days after a bus crashed. Ten were killed.", ("killed", "DISASTER")),
        ("A boat sank off Lesbos. Two children were found dead. Four were injured.",
         ("injured", "ACCIDENT")),
    ],
)  # fmt: skip
def test_harm_without_a_cause_is_the_outcome_of_what_was_told_before(
    analyse: Analyse, text: str, last: tuple[str, str]
) -> None:
    assert told(analyse(text))[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("A tornado hit Georgia. Gunmen killed five soldiers in Mosul.", ("killed", "ASSAULT")),
        ("A tornado hit Georgia. Five soldiers were killed in Mosul.", ("killed", "ASSAULT")),
        ("A quake hit Nepal. Police shot a looter. Two people were injured.",
         ("injured", "ASSAULT")),
        ("A quake hit Nepal. Two people were injured in a shooting.", ("injured", "ASSAULT")),
        ("Armed gangs stormed Kenscoff, killing at least 40.", ("stormed", "ASSAULT")),
        ("A man was hurt when a drone hit his house.", ("hurt", "ASSAULT")),
        ("A power line collapsed in Kano. An electrician was killed by a drone.",
         ("killed", "ASSAULT")),
    ],
)  # fmt: skip
def test_harm_that_somebody_does_is_an_assault(
    analyse: Analyse, text: str, last: tuple[str, str]
) -> None:
    assert told(analyse(text))[-1] == last


def test_who_is_driven_out_is_the_outcome_of_what_drives_them(analyse: Analyse) -> None:
    assert told(analyse("Floods drove thousands from their homes.")) == [("drove", "DISASTER")]
    assert told(analyse("The army displaced 500 families.")) == [("displaced", "COERCE")]


@pytest.mark.parametrize(
    "text",
    [
        "MSF treated 14 wounded in Nyala.",
        "Doctors treated 30 injured people in El Fasher.",
        "A clinic in Bama admitted 12 wounded civilians.",
        "The hospital in Goma received 20 injured.",
        "Hospitals in Gaza took in 30 wounded.",
        "The Red Cross evacuated 40 wounded from Bakhmut.",
    ],
)
def test_those_who_are_cared_for_were_hurt_before(analyse: Analyse, text: str) -> None:
    assert [event_type for _, event_type in told(analyse(text))] == ["AID"]


def test_what_hurt_those_who_are_cared_for_is_told_with_them(analyse: Analyse) -> None:
    assert told(analyse("Medics treated 14 people wounded in an attack on Nyala.")) == [
        ("treated", "AID"),
        ("wounded", "ASSAULT"),
    ]


@pytest.mark.parametrize(
    "text", ["Soldiers wounded 14 in Nyala.", "The attack on Nyala wounded 14 people."]
)
def test_who_wounds_cares_for_nobody(analyse: Analyse, text: str) -> None:
    assert told(analyse(text)) == [("wounded", "ASSAULT")]


def test_what_brought_a_calamity_about_is_no_event_beside_it(analyse) -> None:
    told = find_triggers(
        analyse("Mudslides triggered by torrential rain buried part of a village.")
    )
    assert [(t.text, t.event_type) for t in told] == [("buried", "DISASTER")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Afghanistan: Earthquake - Flash Update\n\n27 people were killed in Balkh.",
         "DISASTER"),
        ("EARTHQUAKE RESPONSE\n\nIn Balkh 27 people had been killed by Monday. They need tents.",
         "DISASTER"),
        ("Flood in Beira\n\nThe mayor spoke.\n\nFour people were injured.", "DISASTER"),
        ("Fighting in Goma\n\nFour people were injured.", "ASSAULT"),
        ("Earthquake in Balkh\n\nRebels shelled Kabul. Four people were injured.", "ASSAULT"),
        ("Earthquake in Balkh\n\nFour people were killed by gunmen.", "ASSAULT"),
        ("Earthquake in Balkh\n\nFour soldiers were killed.", "ASSAULT"),
        ("The earthquake relief fund grew.\n\nFour people were killed.", "ASSAULT"),
    ],
)  # fmt: skip
def test_who_was_killed_under_a_heading_of_a_disaster_was_killed_by_it(
    analyse: Analyse, text: str, expected: str
) -> None:
    assert told(analyse(text))[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barges carrying relief supplies were attacked near Malakal.", ["ASSAULT"]),
        ("Gunmen looted a truck carrying food near Maiduguri.", ["CRIME"]),
        ("Rebels ambushed a convoy delivering food aid to Bor.", ["ASSAULT"]),
        ("A convoy carrying food aid reached Bor.", ["AID"]),
    ],
)
def test_relief_on_board_of_what_was_attacked_is_no_aid(
    analyse: Analyse, text: str, expected: list[str]
) -> None:
    assert [event_type for _, event_type in told(analyse(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Survivors of the earthquake in Balkh, which killed 90 people, sleep in tents.",
         ("killed", "DISASTER")),
        ("Victims of the flood in Balkh and Sar-e Pol, which killed 90 people, need tents.",
         ("killed", "DISASTER")),
        ("Survivors of the war in Balkh, which killed 90 people, sleep in tents.",
         ("killed", "ASSAULT")),
        ("A lahar from the volcano buried 12 houses in Legazpi.", ("buried", "DISASTER")),
        ("Ash from the volcano buried 12 houses in Legazpi.", ("buried", "DISASTER")),
    ],
)  # fmt: skip
def test_what_a_clause_tells_of_a_disaster_is_of_it(
    analyse: Analyse, text: str, expected: tuple[str, str]
) -> None:
    assert expected in told(analyse(text))
