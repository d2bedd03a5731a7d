"""Columns that are stored smaller than what they give read back as what was written."""

import numpy as np
import pyarrow as pa
import pytest

from gazetteer.build_places import write_bytes, write_runs, write_texts
from gazetteer.stored import Bytes, Numbers, Runs, Texts


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 1000])
def test_texts_of_any_length_and_script(tmp_path, count):
    texts = [("é" * (n % 7)) + "x" * (n % 400) for n in range(count)]
    write_texts(tmp_path, "names", pa.array(texts, pa.string()))
    read = Texts(tmp_path, "names")
    assert [read[n] for n in range(len(read))] == texts


def test_runs_give_each_row_its_value(tmp_path):
    column = np.repeat(np.array([0.9, 0.5, 0.5, 0.1], np.float32), [3, 1, 400, 2])
    starts = np.array([0, 3, 404, 406])
    write_runs(tmp_path, "prominence", column, starts)
    read = Runs(tmp_path, "prominence")
    assert len(read) == 406
    assert np.array_equal(read[:], column)
    assert np.array_equal(read[np.array([405, 0, 3, 2])], column[[405, 0, 3, 2]])
    assert [read.of(row) for row in range(406)] == column.tolist()


def test_bytes_hold_larger_numbers_too(tmp_path):
    numbers = np.array([0, 254, 255, 256, 70_000, 1], np.int32)
    write_bytes(tmp_path, "which", numbers)
    read = Bytes(tmp_path, "which")
    assert [read.of(at) for at in range(6)] == numbers.tolist()
    assert read[np.array([4, 0, 2])].tolist() == [70_000, 0, 255]


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 5000])
def test_rows_by_number_one_by_one_and_many_at_once(tmp_path, count):
    chance = np.random.default_rng(count)
    numbers = chance.permutation(np.arange(count, dtype=np.int32) * 3 + 5)
    numbers[::10] = -1  # of another source
    rows = np.flatnonzero(numbers >= 0)
    rows = rows[np.argsort(numbers[rows])]
    more = np.array([4, 1_000_000], np.int32) if count else np.empty(0, np.int32)
    for name, column in (
        ("rows", rows.astype(np.int32)), ("marks", numbers[rows][::64]),
        ("more", more), ("more_rows", np.zeros(len(more), np.int32)),
    ):  # fmt: skip
        np.save(tmp_path / f"id_{name}.npy", column)
    read = Numbers(tmp_path, numbers)
    expected = {int(numbers[row]): row for row in rows.tolist()}
    expected |= dict.fromkeys(more.tolist(), 0)
    wanted = np.arange(3 * count + 20)
    found = read.find(wanted)
    assert found.tolist() == [expected.get(n, -1) for n in wanted.tolist()]
    assert [read.get(n) for n in wanted.tolist()] == [expected.get(n) for n in wanted.tolist()]
    assert read.find(np.array([1_000_000])).tolist() == [0 if count else -1]
