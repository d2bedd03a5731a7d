from collections.abc import Callable

import pytest

from geo.language.text import Analysis
from geo.triggers.lexicon import build, head_word, lexicon
from geo.triggers.ontology import find_triggers

Analyse = Callable[[str], Analysis]


def test_a_phrase_hangs_on_its_verb_or_last_noun() -> None:
    assert head_word(("open", "fire"), "VERB") == "open"
    assert head_word(("suicide", "attack"), "NOUN") == "attack"
    assert head_word(("state", "of", "emergency"), "NOUN") == "state"


def test_phrases_go_before_single_words_and_rows_keep_their_order() -> None:
    rows = [
        {"words": w, "pos": "VERB", "event_type": t, "sub_type": "", "probability": "0.5",
         "condition": c}
        for w, t, c in [("fire", "A", "obj:x"), ("fire", "B", ""), ("fire at", "C", "")]
    ]  # fmt: skip
    tables = {"classes": {}, "verbs": {"light": []}, "irregular": {}}
    built = build(rows, tables).entries[("VERB", "fire")]
    assert [entry.event_type for entry in built] == ["C", "A", "B"]


def test_classes_stand_for_their_words() -> None:
    entries = lexicon().entries[("VERB", "arrive")]
    troops = next(e for e in entries if e.event_type == "MOBILIZE")
    assert "battalion" in troops.clauses[0].words
    assert "shot" in lexicon().forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A minibus rammed into a tree near Multan.", [("rammed", "ACCIDENT")]),
        ("A lorry ploughed into a barrier near Kumasi.", [("ploughed", "ACCIDENT")]),
        ("A man rammed a car into a crowd in Graz.", [("rammed", "ASSAULT")]),
        ("A suicide bomber rammed a truck into a bus in Kabul.", [("rammed", "ASSAULT")]),
        ("Police recaptured five of the fugitives.", [("recaptured", "COERCE")]),
        ("Troops recaptured Umm Rawaba.", [("recaptured", "ASSAULT")]),
        ("The director of the jail was dismissed.", [("dismissed", "SANCTION")]),
        ("The minister dismissed the claim.", [("dismissed", "REJECT")]),
        ("The general was removed from his post.", [("removed", "SANCTION")]),
        ("Divers pulled out six of them.", [("pulled", "AID")]),
        ("Ethiopia pulled out its troops.", [("pulled", "RETREAT")]),
        ("Gunmen pulled two men from a bus.", []),
        ("Forty people were picked up by the coast guard.", [("picked", "AID")]),
        ("Three injured were airlifted to Surkhet.", [("airlifted", "AID")]),
        ("Deputies blocked off several roads.", [("blocked", "COERCE")]),
        ("The road was obstructed by a mudflow.", [("obstructed", "DISASTER")]),
        ("Farmers blocked the highway.", [("blocked", "PROTEST")]),
        ("Workers at the port suspended work.", [("suspended", "PROTEST")]),
        ("Traders staged a road roko in Nashik.", [("staged", "PROTEST")]),
        ("A convoy carrying blankets left Kabul.", [("left", "AID")]),
        ("A convoy of tanks left Kabul.", [("left", "MOBILIZE")]),
        ("Camps for displaced people stand near Goma.", []),
        ("Fighting displaced 300 families.", [("displaced", "ASSAULT")]),
        ("The state offered a reward for information.", []),
        ("The firm ignored repeated requests.", []),
        ("They will walk unless a deal is reached.", []),
        ("The explosion brought down part of a mine.", [("explosion", "ACCIDENT")]),
        ("Nine lost their lives after an explosion at a plant.", [("lost", "ACCIDENT")]),
        ("Ten lost their lives in an ambush.", [("lost", "ASSAULT")]),
        ("A boy was crushed by a lorry.", [("crushed", "ACCIDENT")]),
        ("Two children were charred to death.", [("charred", "ACCIDENT")]),
        ("Officials confirmed three cases of whooping cough.", [("cases", "HEALTH")]),
        ("The court recorded three cases of fraud.", [("fraud", "CRIME")]),
        ("An outbreak of violence killed ten.", [("killed", "ASSAULT")]),
        ("The Red Cross opened a shelter in Taiz.", [("opened", "AID")]),
        ("Turkey sent 60 volunteers to Derna.", [("sent", "AID")]),
        ("The governor sent police to Minna.", [("sent", "MOBILIZE")]),
        ("The fund released CHF 500,000 in emergency aid.", [("released", "AID")]),
        ("The firm is trucking 90,000 litres of water.", [("trucking", "AID")]),
        ("Residents of Grindavik were told to leave.", [("leave", "COERCE")]),
        ("The president was told to leave the room.", []),
        ("Officials closed two markets in Kenema.", [("closed", "COERCE")]),
        ("The company closed two shops.", []),
        ("All four were acquitted in Dhaka.", [("acquitted", "RETREAT")]),
        ("Police registered a case against the owner.", [("registered", "ACCUSE")]),
        ("The group denied responsibility.", [("denied", "REJECT")]),
        ("Forty inmates escaped from the jail.", [("escaped", "CRIME")]),
        ("Police defused a bomb in Koblenz.", []),
        ("Air defences intercepted 52 drones.", []),
        ("The two neighbours swapped 32 prisoners.", [("swapped", "RETREAT")]),
        ("The two leaders exchanged gifts.", []),
        ("Both officials were rearrested.", [("rearrested", "COERCE")]),
        ("A lawyer was stripped of her licence.", [("stripped", "SANCTION")]),
        ("He pleaded guilty to fraud.", [("pleaded", "SANCTION"), ("fraud", "CRIME")]),
        ("Troops set up roadblocks in Gabu.", [("set", "MOBILIZE")]),
        ("Students set up roadblocks in Gabu.", [("set", "PROTEST")]),
        ("The president suspended the ceasefire.", [("suspended", "REJECT")]),
        ("Dozens of residents gathered outside the town hall.", [("gathered", "PROTEST")]),
        ("The farmers vacated a plantation.", [("vacated", "RETREAT")]),
        ("Armed men held up a vehicle.", [("held", "CRIME")]),
        ("A jewellery shop was raided.", [("raided", "CRIME")]),
        ("Troops raided a village.", [("raided", "ASSAULT")]),
        ("Russia has sent pumps to Uralsk.", [("sent", "AID")]),
        ("Azerbaijan dispatched tents to Aktobe.", [("dispatched", "AID")]),
        ("Prosecutors have opened a criminal case.", [("opened", "ACCUSE")]),
        ("The teachers stayed off the job on Monday.", [("stayed", "PROTEST")]),
        ("Some 320 villagers took refuge in a school.", [("took", "COERCE")]),
        ("Protesters threw eggs at the office.", [("threw", "PROTEST")]),
        ("The navy intercepted a boat off Malta.", [("intercepted", "COERCE")]),
    ],
)
def test_a_verb_tells_of_different_events_by_who_does_it_to_what(
    analyse: Analyse, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(t.text, t.event_type) for t in find_triggers(analyse(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cholera spread in Nampula.\n\n17 suspected cases were recorded in Mogovolas.", "HEALTH"),
        ("Thieves came to Nampula.\n\n17 suspected cases were recorded in Mogovolas.", None),
        ("Five prisoners died.\n\nIt was the second outbreak in a week.", None),
        ("Five patients died of fever.\n\nIt was the second outbreak in a week.", "HEALTH"),
    ],
)
def test_what_cases_are_of_is_told_elsewhere_in_the_report(
    analyse: Analyse, text: str, expected: str | None
) -> None:
    later = [t.event_type for t in find_triggers(analyse(text)) if t.start > text.index("\n")]
    assert later == ([expected] if expected else [])


def test_a_row_holds_for_each_of_its_phrases() -> None:
    row = {"words": "fire at|shoot", "pos": "VERB", "event_type": "A", "sub_type": "",
           "probability": "0.5", "condition": ""}  # fmt: skip
    tables = {"classes": {}, "verbs": {"light": []}, "irregular": {}}
    built = build([row], tables).entries
    assert [e.words for e in built["VERB", "fire"]] == [("fire", "at")]
    assert [e.words for e in built["VERB", "shoot"]] == [("shoot",)]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police baton-charged farmers outside Karnal.", ("charged", "COERCE")),
        ("North Korea test-fired a missile from Sunan.", ("fired", "MOBILIZE")),
        ("Militiamen gang-raped women near Palma.", ("raped", "ASSAULT")),
        ("Police charged farmers with theft in Karnal.", ("charged", "ACCUSE")),
    ],
)
def test_a_verb_and_what_a_hyphen_joins_to_it_are_one_word(
    analyse: Analyse, text: str, trigger: tuple[str, str]
) -> None:
    assert trigger in [(t.text, t.event_type) for t in find_triggers(analyse(text))]


def test_a_class_of_nouns_is_met_by_any_of_them(analyse: Analyse) -> None:
    told = [t.event_type for t in find_triggers(analyse("A dhow capsized off Lamu."))]
    assert told == ["ACCIDENT"]
    told = [t.event_type for t in find_triggers(analyse("Two paratroopers robbed a bank in Lima."))]
    assert told == ["CRIME"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Volunteers drove off the raiders outside Kande.", ("drove", "ASSAULT")),
        ("The municipality trucked in water to Joza.", ("trucked", "AID")),
        ("Dhaka called in the Myanmar envoy over the shells.", ("called", "ACCUSE")),
        ("French troops marched out of the base at Gao.", ("marched", "RETREAT")),
        ("Lawmakers walked out of parliament in Skopje.", ("walked", "REJECT")),
    ],
)
def test_a_particle_may_look_like_a_preposition(
    analyse: Analyse, text: str, trigger: tuple[str, str]
) -> None:
    assert trigger in [(t.text, t.event_type) for t in find_triggers(analyse(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The dog ran off the path in Skopje.",
        "A farmer drove in the rain to Joza.",
        "A singer called in the morning.",
    ],
)
def test_what_stands_behind_a_preposition_is_no_object(analyse: Analyse, text: str) -> None:
    assert find_triggers(analyse(text)) == []


def test_an_illness_in_s_is_no_plural(analyse: Analyse) -> None:
    (trigger,) = find_triggers(analyse("Kupang recorded seven deaths from rabies."))
    assert trigger.event_type == "HEALTH"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Defenders held off three waves of infantry at Kurakhove.", ["ASSAULT"]),
        ("The town held off three waves of rain.", []),
        ("The rebels slipped away from Kiwanja overnight.", ["RETREAT"]),
        ("The guests slipped away from the hall overnight.", []),
        ("Nine militiamen yielded with seven rifles in Catarman.", ["RETREAT"]),
        ("The field yielded seven tons of maize.", []),
        ("Marines landed at Pemba on Friday.", ["MOBILIZE"]),
        ("A soldier landed a role in a film.", []),
        ("Two battalions were flown to Tumaco.", ["MOBILIZE"]),
        ("Men with machetes led nine girls off into the bush.", ["COERCE"]),
        ("A teacher led the girls off to the museum.", []),
        ("Militants offloaded three labourers from a coach near Kalat.", ["COERCE"]),
        ("Dockers offloaded three containers from a ship.", []),
        ("Some 300 families reached Pemba after fleeing raids.", ["COERCE", "ASSAULT"]),
        ("Some 300 families turned up in Pemba after the raid.", ["COERCE", "ASSAULT"]),
        ("Some 300 families reached Pemba for the festival.", []),
        ("The front disowned the suspect in Cotabato.", ["REJECT"]),
        ("The Kremlin brushed aside the offer.", ["REJECT"]),
        ("The singer brushed aside her hair.", []),
        ("The governor chaired a security council in Popayan.", ["CONSULT"]),
        ("The university conferred a degree on the author.", []),
        ("Doctors laid down their stethoscopes in Accra.", ["PROTEST"]),
        ("The waiters laid down the plates.", []),
        ("Villagers rolled boulders across the road at Salcaja.", ["PROTEST"]),
        ("A landslide rolled boulders across the road at Salcaja.", ["DISASTER"]),
        ("A 12-day stoppage by teachers in Potosi ended.", ["PROTEST"]),
        ("Women stopped an army convoy near the town.", ["PROTEST"]),
        ("The student was slapped with sedition charges.", ["ACCUSE"]),
        ("The court slapped him with a fine.", ["SANCTION"]),
        ("Prosecutors sought nine years for the prefect.", ["ACCUSE"]),
        ("The former mayor got twelve years for graft.", ["SANCTION"]),
        ("The actress got three years of drama school.", []),
        ("The club released a striker in Kumasi.", []),
        ("Engineers set free the jammed valve.", []),
        ("The guerrillas set free two hostages.", ["RETREAT"]),
        ("Evacuees were housed in schools in Legazpi.", ["AID"]),
        ("Guests were housed in a hotel in Zanzibar.", []),
        ("The mayor turned the gymnasium into a shelter.", ["AID"]),
        ("The chef turned the church into a restaurant.", []),
        ("Rangers wrested eleven captives from the rebels.", ["AID"]),
        ("Police said a driver pilfered 40 sacks of rice.", ["CRIME"]),
        ("Residents stoned an ambulance in Joza.", ["PROTEST"]),
    ],
)
def test_the_same_words_tell_of_an_event_or_of_none(
    analyse: Analyse, text: str, expected: list[str]
) -> None:
    assert sorted(t.event_type for t in find_triggers(analyse(text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima called the report baseless.", [("called", "REJECT")]),
        ("The envoy called the levy an outrage.", [("called", "ACCUSE")]),
        ("They spoke against what they called an outrage.", []),
        ("The envoy called the levy a tax.", []),
        ("The mayor gave vendors two weeks to clear the square.", [("gave", "THREATEN")]),
        ("The mayor gave vendors two weeks of lessons.", []),
        ("Nurses bandaged nine miners.", [("bandaged", "AID")]),
        ("Volunteers cooked rice for evacuees in Beira.", [("cooked", "AID")]),
        ("Police held three drummers for two nights.", [("held", "COERCE")]),
        ("The museum held the coins for two years.", []),
        ("Three buses turned round near Multan.", [("turned", "RETREAT")]),
        ("Guards turned back traders at the border.", [("turned", "COERCE")]),
        ("Shops remained closed in Kano.", [("remained", "PROTEST")]),
        ("The minister came to the village.", [("came", "CONSULT")]),
        ("The mosques were allowed to reopen.", [("allowed", "CONCEDE")]),
        ("The president directed the army to leave.", [("directed", "REQUEST")]),
        ("The clerk directed a choir.", []),
        ("Deputies observed a minute of silence.", [("observed", "SUPPORT")]),
        ("The consul was put under suspension.", [("put", "SANCTION")]),
        ("Elders won the freedom of six pilots.", [("won", "RETREAT")]),
        ("The governor announced relief for potters.", [("announced", "AID")]),
        ("The governor undertook to rebuild the mill.", [("undertook", "AGREE")]),
        ("Gunmen took the phones of nine potters.", [("took", "CRIME")]),
        ("The potters took their phones.", []),
        ("A clerk was handed to her family.", [("handed", "RETREAT")]),
        ("The lane to the mill was sealed off.", [("sealed", "COERCE")]),
        ("Tyres were burning at the gate.", [("burning", "PROTEST")]),
        ("Mourners carried the coffin to the ministry.", [("carried", "PROTEST")]),
        ("Two clerks were tied to a tree.", [("tied", "COERCE")]),
        ("A boy was found alive in the mill.", [("found", "AID")]),
        ("A mortar round fell on the mill.", [("fell", "ASSAULT")]),
        ("A wall fell on the mill.", [("fell", "ACCIDENT")]),
    ],
)
def test_what_one_says_gives_or_keeps_back_is_told_by_what_it_is(
    analyse: Analyse, text: str, expected: list[tuple[str, str]]
) -> None:
    found = find_triggers(analyse(text))
    assert [(trigger.text, trigger.event_type) for trigger in found] == expected


@pytest.mark.parametrize("verb", ["cancelled", "called off", "put off", "cut short"])
def test_who_calls_off_what_is_no_event_by_itself_steps_back(analyse: Analyse, verb: str) -> None:
    (found,) = find_triggers(analyse(f"The queen {verb} a tour of Chad."))
    assert (found.event_type, found.sub_type) == ("RETREAT", "withdrawal")


def test_a_day_ends_no_phrase(analyse: Analyse) -> None:
    """To "seize on" something is to take it up."""
    (found,) = find_triggers(analyse("Four nurses were seized on Friday."))
    assert found.event_type == "COERCE"
    assert find_triggers(analyse("Four nurses seized on the idea.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both sides signed a cease-fire in Geneva.", [("signed", "AGREE")]),
        ("The rebels announced a cease-fire.", [("fire", "AGREE")]),
        ("The army launched a counter-attack.", [("launched", "ASSAULT")]),
        ("Two lorries were burnt in a fire.", [("fire", "ACCIDENT")]),
    ],
)
def test_a_noun_with_a_hyphen_is_not_its_last_word(
    analyse: Analyse, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(t.text, t.event_type) for t in find_triggers(analyse(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The law demands that candidates live here.",
        "The plans call for a new bridge.",
        "The boats are small as opposed to the ships.",
        "She swallowed the coin by accident.",
        "The decree was issued under the state of siege.",
    ],
)
def test_what_only_prescribes_or_says_how_is_no_event(analyse: Analyse, text: str) -> None:
    told = [t.event_type for t in find_triggers(analyse(text))]
    assert not {"REQUEST", "REJECT", "ACCIDENT", "ASSAULT"} & set(told)
