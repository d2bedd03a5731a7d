"""Texts in numbered parts: whatever they hold, they come out as they went in."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_frames import PAYLOADS, hostile_frame, many_events, small_frame

from geo.table.columns import dump_json
from maps.parts import characters, cut
from maps.prose import PROSE, SECTION, encode_prose
from maps.texts import CHUNK, JSON, OWN_GROUP, PLAIN, SAME_AS_NOTES, encode_texts


class Numbers:
    """Whole numbers in planes after their count, taken as the page takes them."""

    def __init__(self, data: bytes) -> None:
        count = int(np.frombuffer(data, "<u4", 1)[0])
        planes = np.frombuffer(data, "u1", 4 * count, offset=4)
        self.left = planes.reshape(4, -1).T.copy().view("<u4").ravel().tolist()
        self.rest = data[4 + 4 * count :]

    def take(self, count: int) -> list[int]:
        taken, self.left = self.left[:count], self.left[count:]
        return taken


def read_section(words: list[str], section: bytes, rows: int) -> dict[str, list[str | None]]:
    """A section of prose as `prose.js` reads it."""
    numbers = Numbers(section)
    columns = {}
    for name in PROSE:
        lengths = numbers.take(rows)
        codes = iter(numbers.take(sum(lengths)))
        columns[name] = [
            " ".join(words[next(codes)] for _ in range(length)) if length else None
            for length in lengths
        ]
    assert (numbers.left, numbers.rest) == ([], b"")
    return columns


def read_chunk(pieces: list[str], chunk: bytes) -> dict[str, list[str | None]]:
    """A chunk as `texts.js` reads it, the sentences yet to be put back."""
    numbers = Numbers(chunk)
    columns = dict(zip(PLAIN, json.loads(numbers.rest), strict=True))
    rows = len(columns["event_id"])
    for name in JSON:
        lengths = numbers.take(rows)
        codes = numbers.take(sum(lengths))
        steps = numbers.take(codes.count(0))
        whole = iter(np.cumsum([-(s + 1) // 2 if s & 1 else s // 2 for s in steps]).tolist())
        parts = iter([pieces[code - 1] if code else str(next(whole)) for code in codes])
        columns[name] = [
            "".join(next(parts) for _ in range(length)) if length else None for length in lengths
        ]
    assert numbers.left == []
    columns["event_group"] = [
        id_ if group == OWN_GROUP else group
        for group, id_ in zip(columns["event_group"], columns["event_id"], strict=True)
    ]
    return columns


def read(frame: gpd.GeoDataFrame) -> dict[str, list[str | None]]:
    words, sections = encode_prose(frame)
    pieces, chunks = encode_texts(frame)
    sizes = [min(SECTION, len(frame) - start) for start in range(0, len(frame), SECTION)]
    listed = words.decode().split(" ")
    read_ = [read_section(listed, *one) for one in zip(sections, sizes, strict=True)]
    prose = {name: [text for one in read_ for text in one[name]] for name in PROSE}
    others = [read_chunk(pieces, chunk) for chunk in chunks]
    columns = prose | {name: [t for one in others for t in one[name]] for name in (*PLAIN, *JSON)}
    columns["evidence"] = [
        text and text.replace(SAME_AS_NOTES, dump_json(note))
        for text, note in zip(columns["evidence"], columns["notes"], strict=True)
    ]
    return columns


def texts_of(frame: gpd.GeoDataFrame, name: str) -> list[str | None]:
    return frame[name].astype(object).where(frame[name].notna(), None).tolist()


@pytest.mark.parametrize(
    "frame",
    [small_frame(), hostile_frame(), many_events(CHUNK + 5)],
    ids=["few", "hostile", "many"],
)
def test_all_texts_come_out_as_they_went_in(frame):
    read_ = read(frame)
    for name in (*PLAIN, *PROSE, *JSON):
        assert read_[name] == texts_of(frame, name), name


def test_texts_that_harm_come_out_unharmed():
    assert read(hostile_frame())["notes"] == list(PAYLOADS)


def test_empty_table_has_no_chunks():
    assert encode_texts(small_frame().iloc[:0]) == ([], [])
    assert encode_prose(small_frame().iloc[:0]) == (b"", [])


def test_words_and_pieces_stand_once_the_commonest_first():
    frame = pd.concat([small_frame()] * 3, ignore_index=True)
    words = encode_prose(frame)[0].decode().split(" ")
    pieces, _ = encode_texts(frame)
    assert len(words) == len(set(words))
    assert words[0] == "in"
    assert not [piece for piece in pieces if piece.isdigit() and not piece.startswith("0")]


def test_sentence_stands_once():
    frame = small_frame()
    pieces, _ = encode_texts(frame)
    assert not any("Chlorine" in piece for piece in pieces)


texts = st.none() | st.text(max_size=12) | st.sampled_from(PAYLOADS)
odd = st.sampled_from(
    [
        "",
        "[007,1.5,-3,1e9]",
        "[1,22,333333333,4444444444]",
        "\0\1",
        '{"a":[1,2],"b":12}',
        "}}",
        "null",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts, texts | odd), min_size=1, max_size=5))
def test_any_text_comes_out_as_it_went_in(rows):
    titles, notes, jsons = zip(*rows, strict=True)
    table = pd.concat([small_frame()] * 5, ignore_index=True).iloc[: len(rows)]
    table = table.assign(
        title=pd.array(titles, dtype="string"),
        notes=pd.array(notes, dtype="string"),
        event_group=pd.array(titles, dtype="string"),
        places=pd.array(jsons, dtype="string"),
        evidence=pd.array([dump_json({"sentence_text": note, "n": [3]}) for note in notes],
                          dtype="string"),
    )  # fmt: skip
    read_ = read(table)
    for name in ("title", "notes", "event_group", "evidence"):
        assert read_[name] == texts_of(table, name), name
    assert read_["places"] == texts_of(table, "places")


def test_lone_surrogate_costs_only_itself():
    frame = small_frame()
    title = frame["title"].astype(object)
    title[0] = "a lone \ud800 surrogate"
    assert read(frame.assign(title=title))["title"][0] == "a lone ? surrogate"


@pytest.mark.parametrize("first", [0, 1, 3])
def test_texts_are_cut_within_their_own_bounds(first):
    texts = pa.array(["a1", None, "", "23é4", "5"], type=pa.large_string()).slice(first)
    every, _ = characters(texts)
    numbers = np.flatnonzero(np.diff((every >= 48) & (every <= 57))) + 1
    expected = [["a", "1"], None, [""], ["23", "é", "4"], ["5"]]
    assert cut(texts, numbers).to_pylist() == expected[first:]
