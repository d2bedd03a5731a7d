"""What is only asked for, supposed or named in passing makes no row."""

import pytest


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The union called for an investigation in Lima.", ["REQUEST"]),
        ("The mayor of Cali urged the rebels to release the nurses.", ["REQUEST"]),
        ("The governor promised a permanent patrol in Kano.", ["AGREE"]),
        ("Norway offered to mediate.", ["AGREE"]),
        ("The minister instructed the police to arrest the mayor of Cali.", ["REQUEST"]),
        ("The bishop of Cali begged the gangs to lay down their arms.", ["REQUEST"]),
        ("The bishop of Cali pleaded with the gang to free the nurses.", ["REQUEST"]),
        ("The unions called for a strike in Lima on Friday.", ["REQUEST", "PROTEST"]),
        ("The prefect promised that troops would withdraw from Gao.", ["AGREE", "RETREAT"]),
    ],
)
def test_what_is_asked_for_or_offered_is_the_asking(
    types_told, text: str, types: list[str]
) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Drivers will strike in Accra if the decree is not withdrawn.", ["PROTEST"]),
        ("Those who could be evacuated were bombed in Homs.", ["ASSAULT"]),
        ("If rebels attack Bunia, the army will shell Beni.", ["ASSAULT", "ASSAULT"]),
    ],
)
def test_what_an_if_opens_has_not_been(types_told, text: str, types: list[str]) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The pilot was not charged.", []),
        ("A grenade landed in Mbale without going off.", ["ASSAULT"]),
        ("The council of Mbale lifted its ban on selling petrol.", ["CONCEDE"]),
        ("Both sides pledged in Mbale not to fire on the ship.", ["AGREE"]),
        ("Elders in Mbale refused to talk until the prisoners are freed.", ["REJECT"]),
        ("The doctors in Sylhet could not be evacuated.", []),
        ("Troops walked through Mitrovica without incident.", None),
        ("The army in Goma did not shell the camp.", ["ASSAULT"]),
        ("The hostages in Tripoli were not released.", ["RETREAT"]),
    ],
)
def test_what_was_not_done(types_told, text: str, types: list[str] | None) -> None:
    if types is None:
        assert "ASSAULT" not in types_told(text)
    else:
        assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Lima accused Quito of breaking its promises.", ["ACCUSE"]),
        ("A clerk accused of lying was freed in Tirana.", ["RETREAT"]),
        ("Kenya accused the rebels of killing six herders.", ["ACCUSE", "ASSAULT"]),
    ],
)
def test_what_somebody_is_accused_of(types_told, text: str, types: list[str]) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The governor was on a patrol near Kano.", []),
        ("The captain in Goma had fuel for one patrol.", []),
        ("A committee supervises the truce in Naqoura.", []),
        ("They stayed in Lima of their own accord.", []),
        ("Colombia announced a ceasefire on Monday.", ["AGREE"]),
        ("The talks in Geneva collapsed on Monday.", ["CONSULT"]),
        ("The president welcomed the release of the hostages in Gao.", ["SUPPORT", "RETREAT"]),
        ("The market in Gao was calm after talks with rebels.", ["CONSULT"]),
        ("Two rounds of talks failed in Geneva.", ["CONSULT"]),
        ("The minister resigned in Oslo after the weekly cabinet meeting.", ["RETREAT"]),
        ("The minister resigned in Oslo after a meeting on Monday.", ["RETREAT", "CONSULT"]),
        ("The president decried the abduction in Gao.", ["ACCUSE"]),
        ("The president decried the abduction of nine nurses in Gao.", ["ACCUSE", "COERCE"]),
        ("The patrol came under fire near Gao.", ["ASSAULT"]),
    ],
)
def test_a_noun_that_is_named_in_passing(types_told, text: str, types: list[str]) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("A clerk in Tirana was charged with arson.", "ASSAULT"),
        ("The driver from Kano denied murder.", "ASSAULT"),
        ("The editor in Baku is under house arrest.", "COERCE"),
        ("The minister ruled out a military operation in Gao.", "ASSAULT"),
        ("The driver in Lima was not hurt.", "ASSAULT"),
        ("The camp in Goma was quiet when our reporter visited.", "CONSULT"),
        ("Arrests. The mayor of Lima spoke.", "COERCE"),
        ("The lorry waited at a roadblock near Kano.", "PROTEST"),
        ("A skiff swept the deck with automatic fire off Eyl.", "ACCIDENT"),
    ],
)
def test_no_row_of_its_own(types_told, text: str, gone: str) -> None:
    assert gone not in types_told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A clerk in Tirana was tried for the murder of a judge.", "ASSAULT"),
        ("The mayor of Kano visited the camp.", "CONSULT"),
        ("The town of Djibo has lived under a blockade by rebels since March.", "COERCE"),
    ],
)
def test_a_row_of_its_own(types_told, text: str, kind: str) -> None:
    assert kind in types_told(text)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Bandits attacked the village near Kano without warning.", ["ASSAULT"]),
        ("The governor of Kano, who was visiting Oslo, resigned.", ["RETREAT"]),
        ("The envoys in Cali asked the rebels what they wanted.", []),
        ("The gang from Cali vowed to kill the mayor.", ["THREATEN"]),
        ("Troops in Sirte shelled a column that was trying to enter the town.", ["ASSAULT"]),
        ("The dealer in Kano was accused of arming the rebels.", ["ACCUSE"]),
        ("The gang in Kano executed two men for organising a patrol.", ["ASSAULT"]),
        ("The clinic that was promised in 2009 stands empty in Lima.", []),
        ("Herders and farmers often clash in Jos.", []),
    ],
)
def test_what_only_goes_with_what_is_types_told(types_told, text: str, types: list[str]) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Guards fired at a crowd in Jos. An aide told them to stop shooting.", ["ASSAULT"]),
        ("Guards killed nine men in Jos. The guards stopped shooting.", ["ASSAULT"]),
        ("The navy stopped shelling Sirte.", ["ASSAULT"]),
        ("He is wanted for murder.", []),
        ("He is wanted for the murder of a judge in Lima.", ["ASSAULT"]),
    ],
)
def test_what_is_to_stop_or_wanted_for_has_been_told(
    types_told, text: str, types: list[str]
) -> None:
    assert types_told(text) == types


def test_a_toll_of_weeks_behind_an_event_is_no_event(types_told) -> None:
    killed = "Gunmen killed nine farmers near Kano on Monday. "
    assert types_told(killed + "In all, 43 people were killed last week in the state.") == [
        "ASSAULT"
    ]
    assert types_told(killed + "Over the past month, 61 people have been killed.") == ["ASSAULT"]
    assert types_told(killed + "Two nurses were killed on Sunday in Gao.") == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The pilots in Lima suspended a strike planned for Friday.", ["CONCEDE"]),
        ("A summit of the two kings, to be held in Oslo, was postponed.", ["RETREAT"]),
        ("Oslo cancelled the summit in anger at Ankara.", ["SANCTION"]),
        ("Attacks on markets in Gao have multiplied.", []),
    ],
)
def test_what_is_put_off_or_only_grows_is_no_event_beside_it(
    types_told, text: str, types: list[str]
) -> None:
    assert types_told(text) == types
