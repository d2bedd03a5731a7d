import pytest

from geo.counts.tallies import counts_by_trigger
from geo.triggers.ontology import find_triggers


@pytest.mark.parametrize(
    ("text", "word", "what", "low"),
    [
        ("Bandits captured four men and killed them.", "killed", "killed", 4),
        ("Gunmen seized six traders near Gusau and shot them dead.", "shot", "killed", 6),
    ],
)
def test_them_are_those_told_before(analyse, text: str, word: str, what: str, low: int) -> None:
    analysis = analyse(text)
    counts = counts_by_trigger(analysis, find_triggers(analysis))
    start = text.index(word)
    assert (what, low) in {(c.what, c.low) for c in counts[start, start + len(word)]}


def test_them_of_whom_no_number_is_told_count_nobody(analyse) -> None:
    analysis = analyse("Bandits captured the men and killed them.")
    counts = counts_by_trigger(analysis, find_triggers(analysis))
    assert not any(counts.values())
