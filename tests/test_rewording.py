import pytest

from geo.language.rewording import for_grammar, own_word


@pytest.mark.parametrize(
    ("text", "reworded"),
    [
        ("A guard shot dead a boy.", "A guard shot away a boy."),
        ("A boy was shot dead by a guard.", "A boy was shot dead by a guard."),
        ("Two were shot dead in Kumba.", "Two were shot dead in Kumba."),
        ("Insurgents storm airport", "Insurgents seize airport"),
        ("Hundreds of farmers torch a toll gate", "Hundreds of farmers seize a toll gate"),
        ("Rebels attack kills five", "Rebels attack kills five"),
        ("Troops raid ended", "Troops raid ended"),
        ("Heavy storm hits Kumba", "Heavy storm hits Kumba"),
        ("Trees storm proofed", "Trees storm proofed"),
        ("Boat sinks: 49 drown, 140 missing", "Boat sinks: 49 occur, 140 missing"),
        ("Three children drown in a well", "Three children occur in a well"),
        ("Dozens of migrants perish in Niger", "Dozens of migrants happen in Niger"),
        ("Noise may drown it", "Noise may drown it"),
        ("Women drown-proof a hull", "Women drown-proof a hull"),
    ],
)
def test_the_parser_gets_words_as_long_that_it_reads_as_meant(text: str, reworded: str) -> None:
    assert for_grammar(text) == reworded
    assert len(reworded) == len(text)


def test_words_that_count_stay_the_text_s_own() -> None:
    assert own_word("dead", "away") == "dead"
    assert own_word("Storm", "Seize") == "Storm"
    assert own_word("dead", "dead") is None
    assert own_word("between", "perhaps") is None


def test_who_is_shot_dead_is_the_verb_s_object(analyse) -> None:
    analysis = analyse("A sniper shot dead a nurse in Kumba.")
    shot = next(t for t in analysis.tokens if t.text == "shot")
    below = {analysis.tokens[c].dep: analysis.tokens[c].text for c in analysis.children[shot.index]}
    assert (shot.lemma, shot.pos, below["nsubj"], below["dobj"]) == (
        "shoot", "VERB", "sniper", "nurse",
    )  # fmt: skip
    assert any((t.text, t.lemma) == ("dead", "dead") for t in analysis.tokens)
