import json

import pytest

import geo
from geo.actors.roles import role_of, with_roles
from geo.records import Actor


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("government troops", "MIL"),
        ("the Syrian army", "MIL"),
        ("Prime Minister Najib Mikati", "GOV"),
        ("the ministry of defence", "GOV"),
        ("members of the parliament", "LEG"),
        ("police station workers", "LAB"),
        ("riot police", "COP"),
        ("rebel forces", "REB"),
        ("opposition candidates", "OPP"),
        ("former ministers", "ELI"),
        ("three unidentified gunmen", "UAF"),
        ("Hezbollah fighters", "REB"),
        ("RSF artillery", "REB"),
        ("Wagner troops", "UAF"),
        ("Hamas government officials", "GOV"),
        ("the UN Security Council", "IGO"),
        ("a doctor from the central court", "HLH"),
        ("12 villagers", "CVL"),
        ("three shepherds", "AGR"),
        ("vendors in the old market", "BUS"),
        ("guests at the wedding", "CVL"),
        ("refugees fleeing the army", "REF"),
        ("who", None),
        ("", None),
    ],
)
def test_the_head_of_a_name_tells_the_role(text: str, role: str | None) -> None:
    assert role_of(text) == role


def test_a_known_group_brings_its_country() -> None:
    (actor,) = with_roles([Actor("the Taliban", (0, 11))], ())
    assert (actor.role, actor.country_code) == ("REB", "AF")


def test_a_report_tells_who_acts_and_of_which_country() -> None:
    text = (
        "Russian troops attacked Kherson on Monday. Gunmen killed three Syrians in Homs. "
        "Damascus condemned Israel for the attack."
    )
    (parsed,) = geo.parse([geo.Report("r", text)])
    told = {
        actor.text: (actor.role, actor.country_code)
        for event in parsed.events
        for actor in (*event.source_actors, *event.target_actors)
    }
    assert told["Russian troops"] == ("MIL", "RU")
    assert told["Gunmen"] == ("UAF", None)
    assert told["three Syrians"] == ("CVL", "SY")
    assert told["Damascus"] == ("GOV", "SY")
    assert told["Israel"] == (None, "IL")


def test_the_table_tells_roles_beside_its_evidence() -> None:
    report = geo.Report("r", "Russian troops attacked farmers in Kherson.")
    (row,) = geo.events(geo.parse([report])).to_dict("records")
    actors = json.loads(row["evidence"])["actors"]
    assert actors == {
        "actor1": [{"role": "MIL", "country_code": "RU"}],
        "actor2": [{"role": "AGR", "country_code": None}],
    }
