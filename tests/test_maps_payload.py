"""The compact data of the page: what goes in comes out, as the page reads it."""

import base64
import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_frames import PAYLOADS, small_frame

from maps.assets import compact_json, json_for_script
from maps.payload import ABSENT, DEGREE, Packing, pack_columns


def unpack(scripts: str) -> dict[str, bytes]:
    found = re.findall(
        r'<script type="text/plain" id="dateline-data-([\w-]+)">(.*?)</script>', scripts
    )
    return {name: gzip.decompress(base64.b64decode(text)) for name, text in found}


def columns_of(head: dict[str, Any], data: bytes) -> dict[str, np.ndarray]:
    columns, offset = {}, 0
    for name, dtype in head["columns"]:
        array = np.frombuffer(data, dtype=f"<{dtype}", count=head["count"], offset=offset)
        assert offset % array.itemsize == 0, "a typed array can't begin here"
        columns[name] = array
        offset += array.nbytes
    assert offset == len(data)
    return columns


def test_numbers_days_and_names_come_out_as_they_went_in():
    frame = small_frame()
    with ThreadPoolExecutor(1) as pool:
        packing = Packing(pool)
        head = pack_columns(frame, packing)
    columns = columns_of(head, unpack(packing.scripts())["columns"])
    assert columns["latitude"][4] / DEGREE == 33.5102
    assert columns["latitude"][5] == ABSENT
    assert np.datetime64(int(columns["event_date"][0]), "D") == np.datetime64("2018-08-26")
    assert columns["event_date"][6] == ABSENT
    assert columns["where_prec"].tolist() == [6, 6, 2, 4, 1, 0, 1, 1]
    assert columns["fatalities_low"][4] == 12
    assert columns["fatalities_low"][0] == ABSENT
    names = head["dictionaries"]["country"]
    assert [names[code - 1] if code else None for code in columns["country"]][5:7] == [
        None,
        "Poland",
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_in_a_script_can_end_no_script(payload):
    text = json_for_script({payload: payload})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == {payload: payload}
    text.encode("utf-8")


@settings(deadline=None)
@given(st.recursive(st.text(st.characters()), lambda inner: st.lists(inner, max_size=3)))
def test_any_text_survives(value):
    for write in (json_for_script, compact_json):
        assert json.loads(write(value).encode("utf-8")) == value
