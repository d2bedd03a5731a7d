import pytest

from geo.lexicon import build, head_word, inflections, lexicon


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", {"attacks", "attacked", "attacking"}),
        ("seize", {"seizes", "seized", "seizing"}),
        ("ban", {"bans", "banned", "banning"}),
        ("clash", {"clashes", "clashed", "clashing"}),
        ("bury", {"buries", "buried", "burying"}),
    ],
)
def test_regular_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert forms <= set(inflections(verb))


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
