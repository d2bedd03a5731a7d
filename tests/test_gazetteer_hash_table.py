"""Texts are found by their hash, alone and many at once, and no others are."""

import numpy as np
import pytest

from gazetteer import hash_table
from gazetteer.hash_table import HashTable, Lines, hashes, write_shared


def texts(count):
    return [f"название {n}" if n % 3 else f"name {n}" for n in range(count)]


def written(folder, names):
    lines = Lines(lambda: [names[:7], names[7:]], len(names))
    values = np.zeros(len(names) + 1, np.uint32)
    values[lines.numbers] = np.arange(len(names)) + 1000
    values[-1] = 4_000_000_000
    lines.write(folder, "key", values)
    return HashTable(folder, "key"), lines.numbers


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 64, 5000])
def test_each_text_leads_to_its_value_and_others_to_none(tmp_path, count):
    names = texts(count)
    table, numbers = written(tmp_path, names)
    assert len(table) == count
    assert [table.get(name) for name in names] == numbers.tolist()
    assert [table.value[number] for number in numbers.tolist()] == [1000 + n for n in range(count)]
    assert table.value[count] == 4_000_000_000
    asked = [*names, "another", ""]
    assert table.get("another") is None
    assert table.get_many(asked).tolist() == [*numbers.tolist(), -1, -1]


@pytest.mark.parametrize("count", [0, 1, 2000])
def test_all_lines_of_a_text_come_by_rank_then_value(tmp_path, count):
    names = [f"sound {n // 5}" for n in range(count)]
    values, ranks = np.arange(count), np.arange(count)[::-1] // 2
    write_shared(tmp_path, "sound", hashes(names, 0), values, ranks)
    table = HashTable(tmp_path, "sound")
    for name in set(names):
        found = [table.value[number] for number in table.get_all(name)]
        expected = [n for n in range(count) if names[n] == name]
        assert found == sorted(expected, key=lambda n: (ranks[n], n))
    assert list(table.get_all("another")) == []


def test_texts_that_one_seed_can_not_tell_apart_get_another(tmp_path, monkeypatch):
    def clumsy(names, seed):
        return hashes(names, seed) if seed > 1 else np.zeros(len(names), np.uint64)

    monkeypatch.setattr(hash_table, "hashes", clumsy)
    names = texts(20)
    table, numbers = written(tmp_path, names)
    assert [table.get(name) for name in names] == numbers.tolist()
    assert len(set(numbers.tolist())) == len(names)
