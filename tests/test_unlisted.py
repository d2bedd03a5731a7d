"""Words that tell of events though the ontology does not have them."""

import pytest

from geo.encoder.triggers import TriggerReader
from geo.language.text import Analysis, SpacyReader
from geo.triggers.lexicon import listed_at, reading
from geo.triggers.ontology import find_triggers
from geo.triggers.unlisted import Unlisted, asked, tells_of_no_act, unlisted


@pytest.fixture(scope="module")
def reader() -> TriggerReader:
    return TriggerReader()


@pytest.fixture(scope="module")
def text_reader() -> SpacyReader:
    return SpacyReader()


def analysed(text_reader: SpacyReader, text: str) -> Analysis:
    (analysis,) = text_reader.read([text])
    return analysis


@pytest.mark.parametrize(
    ("text", "word", "event_type"),
    [
        ("Floodwater swallowed forty houses in Sylhet.", "swallowed", "DISASTER"),
        ("Volunteers ladled soup to families in Beira.", "ladled", "AID"),
    ],
)
def test_what_the_ontology_lacks_is_read(
    text_reader, reader, text: str, word: str, event_type: str
) -> None:
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == word)
    assert listed_at(reading(analysis), token) is None
    (found, *_) = find_triggers(analysis, unlisted(text, analysis, reader))
    assert (found.text, found.event_type, found.listed) == (word, event_type, False)


def test_only_verbs_are_asked(text_reader, reader) -> None:
    text = "A bomb exploded in Kano."
    analysis = analysed(text_reader, text)
    (exploded,) = (t for t in analysis.tokens if t.text == "exploded")
    assert set(unlisted(text, analysis, reader)) <= {exploded.index}


def test_who_only_intends_something_has_not_done_it_yet(text_reader, reader) -> None:
    text = "Kenya intends to send 600 police officers to Port-au-Prince in June."
    analysis = analysed(text_reader, text)
    (sent,) = (t for t in analysis.tokens if t.text == "send")
    assert set(unlisted(text, analysis, reader)) <= {sent.index}


@pytest.mark.parametrize(
    ("text", "word", "event_type"),
    [
        ("The Red Cross is to fly in medicines for Tabarre on Monday.", "fly", "AID"),
        ("Herders drove nine goats from Karsana, 40 km to the east.", "drove", None),
        ("The bishop asked the strikers to let ambulances pass.", "asked", "REQUEST"),
    ],
)
def test_what_is_due_and_what_is_asked_for_is_told(
    text_reader, reader, text: str, word: str, event_type: str | None
) -> None:
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == word)
    assert not tells_of_no_act(analysis, token)
    if event_type is not None:
        assert unlisted(text, analysis, reader)[token.index].event_type == event_type


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council plans to clear the square of Karsana.", "plans"),
        ("Nurses wrote letters to honour him.", "honour"),
    ],
)
def test_plans_and_aims_are_not_asked(text_reader, text: str, word: str) -> None:
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == word)
    assert tells_of_no_act(analysis, token)


def test_what_the_ontology_has_is_left_to_it(text_reader) -> None:
    analysis = analysed(text_reader, "Rebels killed six people in Goma.")
    (killed,) = (t for t in analysis.tokens if t.text == "killed")
    (found,) = find_triggers(analysis, {killed.index: Unlisted("HEALTH", 0.9)})
    assert (found.text, found.event_type, found.listed) == ("killed", "ASSAULT", True)


@pytest.mark.parametrize(
    ("event_type", "of_any", "told"),
    [("SANCTION", 0.9, True), ("SANCTION", 0.6, False), ("HEALTH", 0.9, False)],
)
def test_a_word_that_the_ontology_has_otherwise_counts_where_both_know_the_type(
    text_reader, event_type: str, of_any: float, *, told: bool
) -> None:
    analysis = analysed(text_reader, "She suspended the old rota on Monday.")
    (suspended,) = (t for t in analysis.tokens if t.text == "suspended")
    assert listed_at(reading(analysis), suspended) is None
    found = find_triggers(analysis, {suspended.index: Unlisted(event_type, 0.3, of_any)})
    assert [trigger.text for trigger in found] == ["suspended"] * told


def test_who_dies_of_something_unknown_is_left_to_the_ontology(text_reader) -> None:
    analysis = analysed(text_reader, "A second painter of Karsana has died.")
    (died,) = (t for t in analysis.tokens if t.text == "died")
    assert find_triggers(analysis, {died.index: Unlisted("ACCIDENT", 0.3, 0.9)}) == []


def test_what_the_ontology_says_tells_of_nothing_tells_of_nothing(text_reader) -> None:
    analysis = analysed(text_reader, "He died of a heart attack in Lyon.")
    (attack,) = (t for t in analysis.tokens if t.text == "attack")
    listed = listed_at(reading(analysis), attack)
    assert listed is not None
    assert listed.probability == 0
    found = find_triggers(analysis, {attack.index: Unlisted("ASSAULT", 0.9)})
    assert "attack" not in [trigger.text for trigger in found]


def test_who_does_what_the_ontology_has_does_nothing_else(text_reader) -> None:
    analysis = analysed(text_reader, "The army readied an offensive near Kherson.")
    (readied,) = (t for t in analysis.tokens if t.text == "readied")
    found = find_triggers(analysis, {readied.index: Unlisted("MOBILIZE", 0.9)})
    assert [trigger.text for trigger in found] == ["offensive"]
    found = find_triggers(analysis, {readied.index: Unlisted("ACCUSE", 0.9)})
    assert [trigger.text for trigger in found] == ["readied", "offensive"]


def test_a_verb_of_the_type_of_its_object_tells_of_it_where_that_is_sure(text_reader) -> None:
    analysis = analysed(text_reader, "Elders secured a truce in Dabola.")
    (secured,) = (t for t in analysis.tokens if t.text == "secured")
    (found,) = find_triggers(analysis, {secured.index: Unlisted("AGREE", 0.7)})
    assert (found.text, [analysis.text[a:b] for a, b in found.also]) == ("secured", ["truce"])
    (found,) = find_triggers(analysis, {secured.index: Unlisted("AGREE", 0.5)})
    assert found.text == "truce"


def test_a_verb_of_saying_tells_of_more_where_that_is_sure(text_reader) -> None:
    analysis = analysed(text_reader, "The union described the vote in Kisumu as a farce.")
    (described,) = (t for t in analysis.tokens if t.text == "described")
    (found,) = find_triggers(analysis, {described.index: Unlisted("ACCUSE", 0.7)})
    assert (found.text, found.event_type) == ("described", "ACCUSE")
    assert find_triggers(analysis, {described.index: Unlisted("ACCUSE", 0.5)}) == []


def test_what_they_did_whom_an_event_befell_is_no_other_of_its_type(text_reader) -> None:
    analysis = analysed(text_reader, "Soldiers killed two men gathering firewood near Jabalia.")
    (gathering,) = (t for t in analysis.tokens if t.text == "gathering")
    found = find_triggers(analysis, {gathering.index: Unlisted("ASSAULT", 0.9)})
    assert [trigger.text for trigger in found] == ["killed"]
    found = find_triggers(analysis, {gathering.index: Unlisted("CRIME", 0.9)})
    assert [trigger.text for trigger in found] == ["killed", "gathering"]


def test_who_has_something_does_nothing(text_reader) -> None:
    analysis = analysed(text_reader, "Catatumbo has large areas of coca.")
    (has,) = (t for t in analysis.tokens if t.text == "has")
    assert find_triggers(analysis, {has.index: Unlisted("DISASTER", 0.9)}) == []


@pytest.mark.parametrize(
    ("text", "word", "event_type", "listed"),
    [
        ("Workers blocked the highway, halting traffic.", "halting", "PROTEST", "blocked"),
        ("They placed bodies there and blocked the road.", "placed", "PROTEST", "blocked"),
        ("The Licungo burst its banks, severing the road.", "severing", "DISASTER", "burst"),
    ],
)
def test_a_listed_verb_tells_of_what_an_unlisted_one_beside_it_tells_of(
    text_reader, text: str, word: str, event_type: str, listed: str
) -> None:
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == word)
    (found,) = find_triggers(analysis, {token.index: Unlisted(event_type, 0.9)})
    assert (found.text, found.also) == (listed, ((token.start, token.end),))


def test_another_type_or_subject_is_another_event(text_reader) -> None:
    analysis = analysed(text_reader, "Workers blocked the highway, halting traffic.")
    (halting,) = (t for t in analysis.tokens if t.text == "halting")
    found = find_triggers(analysis, {halting.index: Unlisted("COERCE", 0.9)})
    assert [trigger.text for trigger in found] == ["blocked", "halting"]
    analysis = analysed(text_reader, "Clerks placed bodies there and farmers blocked the road.")
    (placed,) = (t for t in analysis.tokens if t.text == "placed")
    found = find_triggers(analysis, {placed.index: Unlisted("PROTEST", 0.9)})
    assert [trigger.text for trigger in found] == ["placed", "blocked"]


def test_who_says_something_does_nothing_else(text_reader) -> None:
    analysis = analysed(text_reader, "The mayor of Goma said so on Monday.")
    (said,) = (t for t in analysis.tokens if t.text == "said")
    assert find_triggers(analysis, {said.index: Unlisted("ACCUSE", 0.9)}) == []


def test_a_word_is_asked_of_with_those_that_hang_on_it(text_reader) -> None:
    text = "Officers kettled 300 demonstrators in Leipzig."
    analysis = analysed(text_reader, text)
    (kettled,) = (t for t in analysis.tokens if t.text == "kettled")
    given = asked(analysis, kettled)
    assert [text[s:e] for s, e in given.objects] == ["demonstrators"]
    assert [text[s:e] for s, e in given.subjects] == ["Officers"]
    assert given.forms == {"VERB", "ROOT"}


def test_who_is_caught_in_a_calamity_is_in_that_alone(text_reader, reader) -> None:
    text = "Three of the dead were miners caught in a landslide near Chala."
    analysis = analysed(text_reader, text)
    (found,) = find_triggers(analysis, unlisted(text, analysis, reader))
    assert (found.text, found.event_type) == ("landslide", "DISASTER")


@pytest.mark.parametrize(
    ("word", "known", "overrules"),
    [
        (Unlisted("ASSAULT", 0.8, 0.9), {"ASSAULT", "CRIME"}, True),
        (Unlisted("ASSAULT", 0.8, 0.9), {"CRIME"}, False),
        (Unlisted("ASSAULT", 0.5, 0.9), {"ASSAULT"}, False),
        (Unlisted("ASSAULT", 0.7, 0.7), {"ASSAULT"}, False),
    ],
)
def test_an_entry_of_nothing_gives_way_to_a_sure_reading_of_a_known_type(
    word: Unlisted, known: set[str], overrules: bool
) -> None:
    assert word.overrules(known) == overrules


def test_what_an_entry_catches_too_much_of_is_read(text_reader, reader) -> None:
    text = "The bishop appealed to the judge to spare the boys."
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == "appealed")
    entry = listed_at(reading(analysis), token)
    assert entry is not None
    assert entry.probability == 0
    (found,) = find_triggers(analysis, unlisted(text, analysis, reader))
    assert (found.text, found.event_type) == ("appealed", "REQUEST")


def test_whom_harm_only_befell_is_no_event_beside_it(text_reader, reader) -> None:
    text = "Two girls were also hit in the arm."
    analysis = analysed(text_reader, text)
    (token,) = (t for t in analysis.tokens if t.text == "hit")
    sure = {token.index: Unlisted("ASSAULT", 0.9, 0.95)}
    assert find_triggers(analysis, sure) == []
