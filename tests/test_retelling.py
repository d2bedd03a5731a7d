from datetime import date

import pytest

from geo import confidence


def test_a_definite_noun_tells_again_and_adds_what_was_lacking(events) -> None:
    text = "A mine exploded in Kano. The explosion on Friday killed nine traders."
    (event,) = events(text)
    assert [(c.what, c.low) for c in event.counts] == [("killed", 9)]
    assert [location.place.name for location in event.locations] == ["Kano"]
    assert event.date is not None
    assert event.date.first == date(2024, 5, 10)
    shown = {text[a:b] for a, b in event.evidence["trigger"]}
    assert {"exploded", "killed"} <= shown
    assert {text[a:b] for a, b in event.evidence["counts"]} == {"nine traders"}


def test_an_incident_gets_its_place_and_day_from_the_sentence_that_says_it_took_place(
    events,
) -> None:
    text = (
        "Gunmen shot dead three farmers, police said. "
        "The incident occurred on Sunday in the village of Kukawa in Borno State."
    )
    (event,) = events(text)
    assert (event.trigger.text, [place.place.name for place in event.locations]) == (
        "shot", ["Kukawa"]
    )  # fmt: skip
    assert event.date is not None
    assert event.date.first == date(2024, 5, 12)


def test_who_speaks_of_an_incident_does_something_else(events) -> None:
    text = "Gunmen shot dead three farmers near Kano. The governor condemned the incident."
    assert [e.event_type for e in events(text)] == ["ASSAULT", "ACCUSE"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb killed two guards. Police said the bomb went off in Kano.", "Kano"),
        ("Gunmen murdered a judge. The judge was murdered in Kano.", "Kano"),
        ("A party office was destroyed by a bomb. The destroyed office is in Kano.", "Kano"),
    ],
)
def test_what_befalls_the_same_one_again_is_one_event_and_tells_its_place(
    events, text: str, place: str
) -> None:
    (event,) = events(text)
    assert [location.place.name for location in event.locations] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen murdered a judge. Another judge was murdered in Kano.",
        "Gunmen attacked a bus. The gunmen were killed in Kano.",
        "Gunmen killed two judges. A judge was killed in Kano.",
        "Gunmen murdered a judge in Zaria. The judge was murdered in Kano.",
    ],
)
def test_what_befalls_others_or_elsewhere_is_another_event(events, text: str) -> None:
    assert len([e for e in events(text) if e.event_type == "ASSAULT"]) == 2


def test_a_later_sentence_names_the_town_of_what_was_only_known_by_its_state(events) -> None:
    text = (
        "Gunmen abducted six teachers in northern Nigeria on Sunday. "
        "The incident took place in Zzyxville, a village near Kukawa."
    )
    (event,) = events(text)
    assert [location.place.name for location in event.locations] == ["Kukawa"]
    assert event.locations[0].source == "inferred"


@pytest.mark.parametrize(
    "text",
    [
        "The incident took place in Kano.",
        "Talks were held in Juba. The incident took place in Kano.",
        "A bomb exploded in Zaria. A similar incident occurred in Kano.",
        "A bomb exploded in Zaria. The incident occurred in Kano on Monday.",
    ],
)
def test_what_is_not_told_before_is_no_incident(events, text: str) -> None:
    placed = {p.place.name for e in events(text) if e.event_type == "ASSAULT" for p in e.locations}
    assert "Kano" not in placed


@pytest.mark.parametrize(
    "text",
    [
        "Thousands rallied in Accra on Friday. The rally was peaceful.",
        "A truce was agreed in Juba. The ceasefire was signed by the rebels.",
        "Gunmen abducted ten pupils near Zaria. Police said the kidnapping took place at dawn.",
        "Shelling killed two people in Kano on Monday.",
        "Flooding along the Niger displaced 40 people.",
        "A quake struck Quito. Nobody was hurt. The earthquake was felt far away.",
        "Two were killed and three others wounded when gunmen ambushed a truck in Zaria on Sunday.",
        "Bombs left six people injured in Kano.",
        "A boat sank off Crete, police said on Sunday. The boat capsized late on Friday.",
        "Youths threw stones at soldiers in Gao on Friday. Three people were hurt.",
        "Police fired tear gas at a crowd in Accra on Friday. Nine people were injured.",
    ],
)
def test_one_event_is_one_row(events, text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kano. The blast in Zaria killed four people.",
        "A bomb exploded in Kano on Friday. The blast on Sunday killed four people.",
        "A bomb exploded in Kano. The second blast killed four people.",
        "A bomb exploded in Kano. A blast killed four people.",
        "A bomb killed nine people in Kano. The blast killed at least thirty people.",
        "Rebels shelled Kano. The army denied the shelling.",
        "Police arrested ten men in Kano. The protest went on.",
        "Jets bombed a depot in Kano. A bishop prayed after the killing of two farmers.",
        "Two barns burned in a fire near Kano. He lit the fire that killed five guests in Lagos.",
        "A bomb exploded in Kano on Friday. He wept at the Zaria bombing.",
        "In May 38 died when a ferry sank in Lagos, and in June 80 people drowned in Kano.",
        "A boat sank off Crete, police said on Sunday. The boat capsized on Tuesday.",
        "A school in Kano was flooded. The worst flood was in Lokoja.",
        "Gunmen shot a guard. A bishop prayed after the killing of a farmer.",
        "Gunmen ambushed a bus. He wept at the ambush of a judge's convoy.",
        "Gunmen attacked a bus. He wept at the attack of August last year.",
    ],
)
def test_what_anything_parts_is_another_event(events, text: str) -> None:
    assert len({event.event_id for event in events(text) if event.event_type != "REJECT"}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Police inspector murdered in Karachi\n\n"
        "KARACHI: A police inspector was shot dead by gunmen on Monday, officials said.",
        "Floods kill 20 in Kinshasa\n\nAt least 20 people have died in floods in Kinshasa.",
        "Russian strike on Odesa injures five\n\n"
        "A Russian missile hit the port of Odesa overnight, wounding five people.",
    ],
)
def test_the_lead_tells_the_headlines_event(events, text: str) -> None:
    (event,) = events(text)
    assert event.trigger.start > text.index("\n")
    assert event.location_step == "grammar"
    assert event.date is not None


@pytest.mark.parametrize(
    "text",
    [
        "Bomb kills five in Kano\n\nA bomb killed nine people in Zaria on Monday.",
        "Bomb kills five in Kano\n\nA bomb killed nine people in Kano on Monday.",
        "Bomb kills five in Kano. Traders fled.\n\nGunmen killed traders in Kano on Monday.",
        "Bomb kills five in Kano\n\nTraders prayed.\n\nMany came.\n\n"
        "Gunmen killed a trader in Kano on Monday.",
    ],
)
def test_what_the_headline_does_not_tell_is_another_event(events, text: str) -> None:
    assert len([e for e in events(text) if e.event_type == "ASSAULT"]) == 2


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            "A quake struck Kunar in Afghanistan on Sunday. "
            "The quake was also felt in Peshawar and Islamabad.",
            "Kunar",
        ),
        (
            "A storm hit Aurora in the Philippines on Sunday. "
            "Families had left Tuguegarao before the storm.",
            "Aurora",
        ),
    ],
)
def test_what_else_was_somewhere_is_not_where_it_was(events, text: str, where: str) -> None:
    (event,) = (event for event in events(text) if event.event_type == "DISASTER")
    assert [location.place.name for location in event.locations] == [where]


def test_where_it_was_may_be_said_of_it_behind_before_and_after(events) -> None:
    text = "A bomb exploded in Nigeria on Monday. Shops closed after the explosion in Kano."
    (event,) = (event for event in events(text) if event.event_type == "ASSAULT")
    assert [location.place.name for location in event.locations] == ["Kano"]


def test_an_attack_is_rather_an_attack_than_the_flight_from_it(events) -> None:
    text = "Gunmen burned homes in Kano, forcing hundreds to flee. The attack came at dawn."
    attack, flight = events(text)
    assert (attack.event_type, flight.event_type) == ("ASSAULT", "COERCE")
    told = [{text[a:b] for a, b in event.evidence["trigger"]} for event in (attack, flight)]
    assert ["attack" in words for words in told] == [True, False]


def test_a_definite_noun_tells_of_the_last_event_of_its_kind(events) -> None:
    text = "A bomb exploded in Kano. Police killed forty rebels there. The blast shocked traders."
    exploded, killed = events(text)
    assert [text[a:b] for a, b in exploded.evidence["trigger"]] == ["exploded", "blast"]
    assert killed.trigger.sub_type is None


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A drone hit a market in Kano. Eleven people were wounded.", {("wounded", 11)}),
        ("A drone hit a market in Kano. Six wounded, two of them badly.", {("wounded", 6)}),
        ("A bus overturned near Kano. Nineteen killed.", {("killed", 19)}),
        (
            "A bomb exploded in Kano. Two people died and six were hurt, police said.",
            {("killed", 2), ("wounded", 6)},
        ),
        ("Gunmen attacked a bus near Goma. The driver was killed.", {("killed", 1)}),
        ("A bomb went off in Kano. At least 30 people died.", {("killed", 30)}),
        ("A bomb went off in Kano. The death toll rose to 15.", {("killed", 15)}),
        ("A bomb went off in Kano. So far 42 bodies had been recovered.", {("killed", 42)}),
        ("A bomb went off in Kano. It killed 30 people.", {("killed", 30)}),
        ("A bus fell into a ravine in Peru. 20 people died.", {("killed", 20)}),
        (
            "A bomb went off in Kano. A hospital reported 22 deaths and 16 injuries.",
            {("killed", 22), ("wounded", 16)},
        ),
        ("A bomb went off in Kano. At least 22 deaths were recorded.", {("killed", 22)}),
        ("A bomb went off in Kano. There were 22 deaths.", {("killed", 22)}),
        ("A bomb went off in Kano. We counted 14 bodies.", {("killed", 14)}),
        (
            "A bomb went off in Kano. Nine people died. Forty were wounded.",
            {("killed", 9), ("wounded", 40)},
        ),
    ],
)
def test_whom_it_befell_is_told_in_the_next_sentence(
    events, text: str, counts: set[tuple[str, int]]
) -> None:
    (event,) = events(text)
    assert {(c.what, c.low) for c in event.counts} == counts


def test_a_toll_before_a_flight_is_not_of_the_flight(events) -> None:
    text = "Gunmen attacked Zaria. A clinic reported 22 deaths, and some 7,000 people fled."
    attacked, fled = events(text)
    assert [(c.what, c.low) for c in attacked.counts] == [("killed", 22)]
    assert [(c.what, c.low) for c in fled.counts] == [("displaced", 7000)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Zaria on Sunday. A bomb went off in Kano on Monday. Nine people died.",
        "A bomb went off in Kano. Nine people died. Gunmen attacked Zaria.",
        "A bomb went off in Kano on Monday, a day after gunmen attacked Zaria. Nine people died.",
        "A bomb went off in Kano on Monday, a day after gunmen shot at Zaria. Nine were killed.",
    ],
)
def test_a_toll_is_of_what_the_sentence_before_is_about(events, text: str) -> None:
    counts = {e.trigger.text: [(c.what, c.low) for c in e.counts] for e in events(text)}
    assert len(counts) == 2
    assert counts["went"] == [("killed", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Kano. Two people died in Zaria.",
        "Gunmen attacked Kano. The mayor of Zaria died in 2010.",
        "Gunmen attacked Kano. Two people died of hunger.",
        "Gunmen attacked Kano. A clinic reported two deaths from cholera.",
        "Gunmen attacked Kano. Nobody died.",
        "Police arrested a man in Kano. Two people died.",
        "Two people died. Gunmen attacked Kano.",
    ],
)
def test_who_died_elsewhere_or_of_something_else_is_no_toll(events, text: str) -> None:
    event = events(text)[0]
    assert "killed" not in {count.what for count in event.counts if count.low}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kano. Soldiers killed eleven people.",
        "A bomb exploded in Kano. Eleven people were killed in Zaria.",
        "A bomb exploded in Kano on Friday. Eleven people were killed on Sunday.",
        "A bomb exploded in Kano. Thousands of people have been killed since 2009.",
        "A bomb exploded in Kano. The day was a Friday. Eleven people were killed.",
        "A bomb killed nine people in Kano. Eleven people were killed.",
        "An attack shook Kano. The junta showed its face as it bombed the town.",
        "A mine exploded in Kano. Nine people died when a roof collapsed.",
        "A bus overturned near Kano. Rescuers pulled nine bodies from the river.",
        "We recalled the weeks of the invasion, when an air strike on Kano killed nine traders.",
    ],
)
def test_whom_something_else_befell_is_another_event(events, text: str) -> None:
    assert len(events(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Peru on Friday. The blast in Arequipa killed four people.",
        "Police in Lima sealed a street. A bomb exploded. The blast shook Arequipa's market.",
    ],
)
def test_the_finer_place_of_both_tellings_stands(events, text: str) -> None:
    exploded = next(e for e in events(text) if e.trigger.sub_type == "bombing")
    assert [location.place.name for location in exploded.locations] == ["Arequipa"]
    assert exploded.location_step == "grammar"
    assert [text[a:b] for a, b in exploded.evidence["location"]] == ["Arequipa"]


def test_a_later_telling_adds_no_finer_type_of_another_type(events) -> None:
    (event,) = events("Missiles killed six men in Hajjah. The navy confirmed the strikes.")
    assert event.event_type == "ASSAULT"
    assert event.trigger.sub_type != "strike"


def test_an_event_is_as_sure_as_its_surest_telling(events) -> None:
    once = "We learnt that gunmen attacked a bus near Goma."
    (first,) = events(once)
    (both,) = events(f"{once} Two people were killed.")
    assert both.parts["type"] > first.parts["type"]
    assert "first person" in first.telling
    assert "first person" not in both.telling
    assert both.confidence == confidence.shipped().of_row(both.parts)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus in Kano. Gunmen attacked a clinic in Kano.",
        "Gunmen killed two nurses in Kano on Monday. Bandits killed two priests in Kano.",
    ],
)
def test_what_befell_others_is_another_event(events, text: str) -> None:
    assert len(events(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a clinic in Kano. Gunmen attacked the building in Kano.",
        "Gunmen killed two nurses in Kano on Monday. The two health workers were killed in Kano.",
        "Gunmen killed nine traders in Kano on Monday. Nine people were killed in Kano.",
    ],
)
def test_other_words_for_whom_it_befell_tell_of_the_same_event(events, text: str) -> None:
    assert len(events(text)) == 1


def test_what_one_side_lost_is_not_what_the_other_complains_of(events) -> None:
    text = (
        "Kabul accused Islamabad of bombing a market in Paktika. Islamabad said that 23 of its "
        "soldiers died."
    )
    bombing = next(e for e in events(text) if e.trigger.text == "bombing")
    assert not bombing.counts


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A mudslide hit Kano on Monday. It destroyed 400 houses.", "DISASTER"),
        ("A fire broke out in Kano on Monday. It killed 12 traders.", "ACCIDENT"),
        ("A storm hit Kano on Monday, the army said. It left nine people dead.", "DISASTER"),
    ],
)
def test_the_harm_that_it_did_is_of_the_calamity_told_before(
    events, text: str, event_type: str
) -> None:
    (event,) = events(text)
    assert event.event_type == event_type
    assert {text[a:b] for a, b in event.evidence["trigger"]} > {event.trigger.text}


def test_the_harm_that_an_army_did_is_an_assault(events) -> None:
    text = "The army pulled survivors from a landslide in Kano. It later killed two men."
    assert "ASSAULT" in {event.event_type for event in events(text)}


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Dozens killed in Borno raid\n\nGunmen attacked Konduga on Monday. At least 34 people "
         "were killed.", (34, None)),
        ("Bus plunge kills 20 in Nepal\n\nA bus plunged into a gorge in Chitwan on Monday, "
         "killing 23 people.", (23, 23)),
        ("Gunmen kill 14 in Kano\n\nGunmen killed 11 people in Kano on Monday.",
         (11, 11)),
        ("Gunmen kill 14 in Kano\n\nGunmen killed more than a dozen people in Kano on Monday.",
         (14, 14)),
    ],
)  # fmt: skip
def test_the_lead_s_toll_goes_before_the_headline_s_unless_it_is_rounder(
    events, text: str, toll: tuple[int, int | None]
) -> None:
    (event,) = events(text)
    (count,) = event.counts
    assert (count.what, count.low, count.high) == ("killed", *toll)
    assert event.evidence["counts"] == [count.span]


def test_the_toll_of_a_headline_that_sums_several_attacks_stays(events) -> None:
    text = (
        "Attacks kill 30 in Kano State\n\nGunmen killed 12 people in Rano on Monday. Others killed "
        "18 in Bichi on Tuesday."
    )
    assert [[c.low for c in event.counts] for event in events(text)] == [[30], [12], [18]]


def test_what_the_lead_adds_to_the_headline_is_kept(events) -> None:
    text = (
        "Four killed in shooting in Kano\n\n"
        "A student opened fire in Kano on Monday, killing four people and wounding nine."
    )
    counted = {count.what: count.low for event in events(text) for count in event.counts}
    assert counted == {"killed": 4, "wounded": 9}


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber blew himself up at a market in Kano on Monday; 25 people died.",
        "An earthquake shook Kano on Monday; 25 people were killed.",
        "Gunmen ambushed a convoy near Kano on Monday and shot dead 25 soldiers.",
    ],
)
def test_what_came_of_it_in_the_same_sentence_is_told_with_it(events, text: str) -> None:
    (event,) = events(text)
    assert [(c.what, c.low) for c in event.counts] == [("killed", 25)]


def test_what_happened_elsewhere_in_the_same_sentence_is_another_event(events) -> None:
    found = events("Gunmen stormed Kano on Monday; six people were killed in Jos.")
    assert [[lo.place.name for lo in e.locations] for e in found] == [["Kano"], ["Jos"]]


def test_an_attack_that_says_its_year_is_not_one_that_was_told_before(events) -> None:
    text = "Gunmen killed nine farmers. A court heard of the 2013 attack in Kano."
    assert len([e for e in events(text) if e.event_type == "ASSAULT"]) == 2


def test_the_day_on_which_a_toll_was_told_parts_it_from_nothing(events) -> None:
    text = "A drone hit a market on Monday. Five people were killed, police said on Tuesday."
    (event,) = events(text)
    assert (event.date.first, event.counts[0].low) == (date(2024, 5, 13), 5)


def test_harm_in_a_fight_of_its_own_is_no_outcome_of_the_sentence_before(events) -> None:
    text = "A drone hit a market in Kano. Six rebels died in the gunfight that followed."
    assert len(events(text)) == 2


def test_harm_that_says_what_did_it_is_no_outcome_of_the_sentence_before(events) -> None:
    text = "Police killed four men in Kano. Two guards were injured when their car overturned."
    assert [e.event_type for e in events(text)] == ["ASSAULT", "ACCIDENT"]


def test_one_dead_of_a_shot_and_one_of_a_shell_are_two(events) -> None:
    text = "Gunmen shot dead a trader in a shop. Shells hit a mill on Monday, killing one man."
    assert [[c.low for c in e.counts] for e in events(text)] == [[1], [1]]


def test_whom_stones_hit_was_hurt_in_what_was_told_before(events) -> None:
    text = "A mob attacked a police post in Kirkuk on Monday. Four policemen were hurt by stones."
    (event,) = events(text)
    assert [(c.what, c.low) for c in event.counts] == [("wounded", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers near Kano heard three explosions at noon, and a shepherd was wounded.",
        "Kano was rebuilt after October 2022, when a quake levelled it, and some 300 people died.",
    ],
)
def test_whom_it_befell_behind_and_is_told_with_it(events, text: str) -> None:
    (event,) = events(text)
    assert event.counts


def test_harm_behind_and_that_says_its_day_is_another_event(events) -> None:
    text = "Rebels shelled Kano on Friday, and on Sunday nine people were killed in Kukawa."
    assert len(events(text)) == 2


def test_a_day_that_an_attack_only_dates_is_not_its_own(events) -> None:
    text = (
        "Gunmen stormed a mill in Kano on 3 May, killing nine men. "
        "Women marched through the town a week after the killings."
    )
    (attack,) = (event for event in events(text) if event.event_type == "ASSAULT")
    assert attack.date is not None
    assert attack.date.first == date(2024, 5, 3)
