"""Where events happened, by the network that reads a sentence anew for each event word."""

import pytest

from geo.encoder.linker import TOGETHER, Linker, Whereabouts


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker()


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def where(linker: Linker, text: str, word: str) -> list[str]:
    (read,) = linker.read(text, [span(text, word)])
    assert read is not None
    return [text[start:end] for (start, end), _ in read.spans()]


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Six people were killed in Homs on Sunday.", "killed", ["Homs"]),
        ("Police in Lagos said that gunmen killed six people in Kano.", "killed", ["Kano"]),
        ("Gunmen shot a man in the West Bank city of Nablus.", "shot", ["Nablus"]),
        ("Protesters marched in Nairobi and Mombasa on Monday.", "marched", ["Nairobi", "Mombasa"]),
        ("The Syrian army shelled Idlib.", "shelled", ["Idlib"]),
        ("Six soldiers from Chad were killed in Mali.", "killed", ["Mali"]),
        ("More than 300 people have been killed since January.", "killed", []),
        ("Rebels killed ten soldiers in the village of Umm Sharshuh.", "killed", ["Umm Sharshuh"]),
    ],
)
def test_the_words_that_say_where(linker, text: str, word: str, places: list[str]) -> None:
    assert where(linker, text, word) == places


def test_two_events_of_a_sentence_have_places_of_their_own(linker) -> None:
    text = "Soldiers captured Bama on Monday, while gunmen killed six people in Kano."
    assert where(linker, text, "captured") == ["Bama"]
    assert where(linker, text, "killed") == ["Kano"]


def test_each_word_of_a_name_has_probabilities(linker) -> None:
    text = "Six people were killed in the town of Umm Sharshuh on Sunday."
    (read,) = linker.read(text, [span(text, "killed")])
    assert isinstance(read, Whereabouts)
    within, begins = read.probabilities(*span(text, "Umm Sharshuh"))
    assert min(within) > 0.5
    assert begins[0] > 0.5 > begins[1]
    assert read.probabilities(*span(text, "Sunday"))[0][0] < 0.5
    assert read.probabilities(len(text) + 5, len(text) + 9) == ([], [])


def test_the_state_of_an_event_is_of_its_own_words(linker) -> None:
    text = "Soldiers captured Bama on Monday, while gunmen killed six people in Kano."
    captured, killed = linker.read(text, [span(text, "captured"), span(text, "killed")])
    (alone,) = linker.read(text, [span(text, "killed")])
    assert captured.state.shape == killed.state.shape == (384,)
    assert alone.state == pytest.approx(killed.state, abs=1e-5)
    assert captured.state != pytest.approx(killed.state, abs=0.1)


def test_what_is_no_prose_says_nothing(linker) -> None:
    text = "UmViZWxzIHNoZWxsZWQ" * 40
    assert linker.read(text, [(0, 7)]) == [None]
    assert linker.read("", []) == []
    assert linker.read("Rebels  fled.", [(6, 8)]) == [None]


def test_a_sentence_may_hold_more_events_than_a_run(linker) -> None:
    text = "In Homs they " + "shot, " * (TOGETHER + 3) + "and fled."
    starts = [i for i in range(len(text)) if text.startswith("shot", i)]
    read = linker.read(text, [(start, start + 4) for start in starts])
    assert len(read) == TOGETHER + 3
    assert all(found is not None for found in read)


def test_a_sentence_longer_than_a_window_is_read_where_the_event_is(linker) -> None:
    text = "In Homs, " + "and then some more, " * 80 + "six people were killed in Idlib."
    assert where(linker, text, "killed") == ["Idlib"]


def test_the_same_alone_and_in_any_order(linker) -> None:
    text = "Gunmen killed six people in Kano.\n\nStudents rallied in Lagos."
    events = [span(text, "killed"), span(text, "rallied")]
    forward = [found.spans() for found in linker.read(text, events) if found]
    backward = [found.spans() for found in linker.read(text, events[::-1]) if found]
    alone = [found.spans() for event in events for found in linker.read(text, [event]) if found]
    assert forward == backward[::-1] == alone
