import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.encoder.sentences import sentences
from geo.language.text import MAX_PARAGRAPH, Analysis, paragraphs


def test_blank_lines_part_paragraphs() -> None:
    text = "One.\nStill one, wrapped by hand\nand going on.\n\nTwo.\n \n\nThree."
    assert [text[a:b].split()[0] for a, b in paragraphs(text)][-2:] == ["Two.", "Three."]


def test_a_short_line_that_ends_like_a_title_is_a_paragraph() -> None:
    text = "Flood in Valencia\nRescuers reached the town on Sunday."
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_hand_wrapped_lines_stay_together() -> None:
    text = (
        "The army said on Sunday that its forces had entered\nthe town without a fight,\nand left."
    )
    assert [text[a:b] for a, b in paragraphs(text)] == [text]


def test_a_line_longer_than_anyone_wraps_is_a_paragraph() -> None:
    text = "word " * 40 + "\n" + "other " * 40
    assert len(paragraphs(text)) == 2


def test_an_endless_paragraph_is_cut_at_a_space() -> None:
    text = "word " * MAX_PARAGRAPH
    spans = paragraphs(text)
    assert max(b - a for a, b in spans) <= MAX_PARAGRAPH
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


@given(st.text())
def test_paragraphs_are_in_order_apart_and_lose_no_word(text: str) -> None:
    spans = paragraphs(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    bounds = [0, *itertools.chain.from_iterable(spans), len(text)]
    lost = [text[a:b].split() for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    assert all(not words or (len(words) == 1 and _is_mark(words[0])) for words in lost)


def _is_mark(word: str) -> bool:
    return word in set("-*+•‣▪●◦·–—§\uf0a7\uf0b7oqvØü") or word.rstrip(".)").isdigit()


@pytest.mark.parametrize(
    "marks", ["---", "•••", "***", "ooo", "§§§", "ØØØ", ("1.", "2.", "3."), ("1)", "2)", "3)")]
)
def test_each_item_of_a_list_is_a_sentence_without_its_mark(analyse, marks) -> None:
    said = [
        "Some 3,500 families fled En Nuhud after clashes on 2 May",
        "A drone strike hit a fuel depot on the edge of Port Sudan in the early hours of\n6 May",
        "Floods killed three people in Kassala",
    ]
    text = "HIGHLIGHTS\n" + "\n".join(f"{m} {item}" for m, item in zip(marks, said, strict=True))
    assert [text[s.start : s.end] for s in analyse(text).sentences] == ["HIGHLIGHTS", *said]
    assert [text[a:b] for a, b in sentences(text)] == ["HIGHLIGHTS", *said]


def test_a_dash_or_a_number_that_opens_a_wrapped_line_is_no_item() -> None:
    text = (
        "The convoy that left the border town of Adre in the morning of\n"
        "- as its drivers said - the wrong day\n"
        "was hit on its way to the village, at the crossing of the roads at Kilometre\n"
        "12. It never arrived."
    )
    assert [text[a:b] for a, b in paragraphs(text)] == [text]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Shelling went on.\n  o Herat: a camp was closed.\n\nSouth\n  o Zaranj: it rained.",
            ["Shelling went on.", "Herat: a camp was closed.", "South", "Zaranj: it rained."],
        ),
        (
            "Two men fled\no Herat: a camp was closed.\no 41 families fled Farah.",
            ["Two men fled", "Herat: a camp was closed.", "41 families fled Farah."],
        ),
        *(
            (text, [text])
            for text in (
                "He told the mayor that he was the brother of the man\no Brother of nobody",
                "The men of the village went on for days and days,\no and so did,\no and so on.",
                "They hold what they won in the years of war,\na Spanish town,\na Moor,\na Jew.",
            )
        ),
    ],
)
def test_a_letter_that_opens_several_lines_before_a_capital_is_the_mark_of_an_item(
    text: str, pieces: list[str]
) -> None:
    assert [text[a:b] for a, b in paragraphs(text)] == pieces


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_every_offset_shows_its_surface(analyse, text: str) -> None:
    analysis = analyse(text)
    assert analysis.text == text
    for token in analysis.tokens:
        # Control characters are shown to the parser as spaces of the same length.
        assert len(text[token.start : token.end]) == len(token.text)
    for index, token in enumerate(analysis.tokens):
        assert token.index == index
        assert analysis.sentences[token.sentence].start <= token.start
        assert token.end <= analysis.sentences[token.sentence].end
        assert analysis.tokens[token.head].sentence == token.sentence


def test_no_sentence_crosses_a_paragraph(analyse) -> None:
    analysis = analyse("Iran Signs Deal With Syria\n\nAdjust Comment Print\n\nTehran has paid.")
    assert [s.paragraph for s in analysis.sentences] == [0, 1, 2]


def test_nul_bytes_do_not_move_offsets(analyse) -> None:
    text = "Troops\x00 entered\x01 Homs on Sunday."
    assert any(text[t.start : t.end] == "Homs" for t in analyse(text).tokens)


def test_a_bracket_within_a_sentence_does_not_end_it(analyse) -> None:
    text = "They were seized by the Farabundo Marti Liberation Front [FMLN] in San Miguel. It fled."
    read = analyse(text)
    assert [text[s.start : s.end][:4] for s in read.sentences] == ["They", "It f"]
    assert read.text == text


@pytest.mark.parametrize(
    "title",
    ["Sgt.", "Lt.", "Col.", "Gen.", "Capt.", "Maj.", "Sen.", "Rep.", "Gov.", "Rev.", "Det.",
     "Insp.", "Supt.", "Cpl.", "Pvt.", "Adm.", "Hon.", "Lt. Col.", "Maj. Gen.",
     "Det. Supt.", "Brig. Gen."],
)  # fmt: skip
def test_a_title_before_a_name_does_not_end_a_sentence(analyse, title) -> None:
    first = f"{title} Victoria Paris, a spokeswoman, said on Monday that three men were killed."
    second = f"A statement by {title} Adamu said that the gunmen fled."
    text = f"{first} {second}"
    read = analyse(text)
    assert [text[s.start : s.end] for s in read.sentences] == [first, second]
    assert read.text == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("(1) Gao. Men fled from there at dawn, others stayed in the old quarter by the river.\n"
         "(2) Ouo. Men fell.", 2),
        ("No. 7: Men fled from there at dawn and others stayed in the old quarter by the river.\n"
         "No. 8: Men fell.", 2),
        ("[06:10] Men fled from there at dawn and others stayed in the quarter by the river.\n"
         "[07:10] Men fell.", 2),
        ("Gao: Men fled from there at dawn, and others stayed in the old quarter by the river.\n"
         "Ouo: Men fell from the roof of a mill that stood there since the war, two of them old.\n"
         "Kidal: Men met.", 3),
        ("3 May | Gao | Men fled from there at dawn and others stayed in the quarter\n"
         "4 May | Ouo | Men fell", 2),
        ("Men fled from there at dawn, and others stayed in the old quarter by the river, where\n"
         "the water stood. They had no boats of their own, for those had burned.\n"
         "Nobody came to help them until the evening.", 1),
        ("Men fled from there at dawn, and others stayed in the old quarter there, they say\n"
         "(as they had before) that no road led to it and no boat went there any more.", 1),
        ("Men fled from there at dawn, others stayed in the old quarter by the river. In a day\n"
         "2,000 came.", 1),
    ],
)  # fmt: skip
def test_each_entry_of_a_log_is_a_paragraph_and_wrapped_prose_is_one(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_the_day_of_an_entry_is_no_part_of_the_name_behind_it(
    analyse: Callable[[str], Analysis],
) -> None:
    text = "Oct 4 - Datu Piang: Soldiers fought rebels for three hours."
    assert not any(name.start < text.index("Datu") for name in analyse(text).names if name.end > 8)
