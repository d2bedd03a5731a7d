"""Texts in numbered parts: whatever they hold, they come out as they went in."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_frames import PAYLOADS, hostile_frame, many_events, small_frame

from geo.columns import dump_json
from maps.payload import texts_of
from maps.texts import CHUNK, JSON, OWN_GROUP, PLAIN, PROSE, SAME_AS_NOTES, TEXTS, encode_texts


class Chunk:
    """A chunk read as `texts.js` reads it."""

    def __init__(self, parts: dict[str, list[str]], chunk: bytes) -> None:
        count = int(np.frombuffer(chunk, "<u4", 1)[0])
        planes = np.frombuffer(chunk, "u1", 4 * count, offset=4)
        self.numbers = planes.reshape(4, -1).T.copy().view("<u4").ravel().tolist()
        self.columns = dict(zip(PLAIN, json.loads(chunk[4 + 4 * count :]), strict=True))
        self.rows = len(self.columns["event_id"])
        for name in PROSE:
            self.columns[name] = self._prose(parts["words"])
        for name in JSON:
            self.columns[name] = self._json(parts["pieces"])
        assert self.numbers == []
        columns = self.columns
        columns["event_group"] = [
            id_ if group == OWN_GROUP else group
            for group, id_ in zip(columns["event_group"], columns["event_id"], strict=True)
        ]
        columns["evidence"] = [
            text and text.replace(SAME_AS_NOTES, dump_json(note))
            for text, note in zip(columns["evidence"], columns["notes"], strict=True)
        ]

    def _take(self, count: int) -> list[int]:
        taken, self.numbers = self.numbers[:count], self.numbers[count:]
        return taken

    def _prose(self, words: list[str]) -> list[str | None]:
        lengths = self._take(self.rows)
        codes = iter(self._take(sum(lengths)))
        return [
            " ".join(words[next(codes)] for _ in range(length)) if length else None
            for length in lengths
        ]

    def _json(self, pieces: list[str]) -> list[str | None]:
        lengths = self._take(self.rows)
        codes = self._take(sum(lengths))
        steps = self._take(codes.count(0))
        numbers = iter(np.cumsum([-(s + 1) // 2 if s & 1 else s // 2 for s in steps]).tolist())
        parts = iter([pieces[code - 1] if code else str(next(numbers)) for code in codes])
        return [
            "".join(next(parts) for _ in range(length)) if length else None for length in lengths
        ]


def read(frame: gpd.GeoDataFrame) -> dict[str, list[str | None]]:
    parts, chunks = encode_texts(frame)
    read_ = [Chunk(parts, chunk).columns for chunk in chunks]
    return {name: [text for one in read_ for text in one[name]] for name in TEXTS}


@pytest.mark.parametrize(
    "frame",
    [small_frame(), hostile_frame(), many_events(CHUNK + 5)],
    ids=["few", "hostile", "many"],
)
def test_all_texts_come_out_as_they_went_in(frame):
    read_ = read(frame)
    for name in TEXTS:
        assert read_[name] == texts_of(frame, name), name


def test_texts_that_harm_come_out_unharmed():
    assert read(hostile_frame())["notes"] == list(PAYLOADS)


def test_empty_table_has_no_chunks():
    assert encode_texts(small_frame().iloc[:0]) == ({"words": [], "pieces": []}, [])


def test_words_and_pieces_stand_once_the_commonest_first():
    frame = pd.concat([small_frame()] * 3, ignore_index=True)
    parts, _ = encode_texts(frame)
    assert len(parts["words"]) == len(set(parts["words"]))
    assert parts["words"][0] == "in"
    assert not [piece for piece in parts["pieces"] if piece.isdigit() and not piece.startswith("0")]


def test_sentence_stands_once():
    frame = small_frame()
    parts, _ = encode_texts(frame)
    assert not any("Chlorine" in piece for piece in parts["pieces"])


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
    # What JSON can't hold as it is becomes its escape.
    escaped = [t and t.replace("\0", "\\u0000").replace("\1", "\\u0001") for t in jsons]
    assert read_["places"] == escaped


def test_lone_surrogate_costs_only_itself():
    frame = small_frame()
    title = frame["title"].astype(object)
    title[0] = "a lone \ud800 surrogate"
    assert read(frame.assign(title=title))["title"][0] == "a lone ? surrogate"
