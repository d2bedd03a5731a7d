"""The benchmark of coverage counts right places right, and runs on a corpus of two documents."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from gazetteer.place import Match, Place

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "coverage.py"


@pytest.fixture(scope="module")
def coverage():
    spec = importlib.util.spec_from_file_location("benchmark_of_coverage", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def match(number, latitude, longitude, country="SY", how="exact"):
    place = Place(
        place_id=f"geonames:{number}",
        name="Somewhere",
        latitude=latitude,
        longitude=longitude,
        feature_class="P",
        feature_code="PPL",
        country_code=country,
        admin1_code=None,
        admin2_code=None,
        population=None,
        radius_km=1.0,
        source="geonames",
    )
    return Match(place, "Somewhere", how, 1.0)


def test_the_same_id_or_a_point_within_161_km_is_right(coverage):
    name = coverage.Name("a", "Somewhere", "P.PPL", 7, (35.0, 36.0))
    far, near, same = match(1, 37.0, 36.0), match(2, 36.4, 36.0), match(7, None, None)
    assert not coverage.is_right(name, far)
    assert coverage.is_right(name, near)
    assert coverage.is_right(name, same)
    assert coverage.outcome(name, [far, near, same]) == coverage.Outcome(name, 3, 2, "exact")
    assert coverage.outcome(name, [far]) == coverage.Outcome(name, 1, None, None)
    assert coverage.outcome(name, []) == coverage.Outcome(name, 0, None, None)


def test_without_a_point_the_country_decides_and_without_one_anything_is_right(coverage):
    syrian = coverage.Name("a", "Somewhere", "CITY", countries=frozenset({"SY"}))
    assert coverage.is_right(syrian, match(1, 35.0, 36.0))
    assert not coverage.is_right(syrian, match(1, 35.0, 36.0, country="TR"))
    assert coverage.is_right(coverage.Name("a", "Somewhere", "location"), match(1, None, None))


def outcomes(coverage, ranks):
    names = [coverage.Name(str(i), f"Name {i}", "P.PPL") for i in range(len(ranks))]
    return [
        coverage.Outcome(name, 0 if rank is None else 30, rank, rank and "exact")
        for name, rank in zip(names, ranks, strict=True)
    ]


def test_recall_counts_the_first_ranks(coverage):
    found = outcomes(coverage, [1, 3, 25, None])
    assert coverage.recall(found) == 0.75
    assert [coverage.recall(found, rank) for rank in coverage.RANKS] == [0.25, 0.5, 0.5]


def test_the_interval_holds_the_recall_and_comes_out_the_same_again(coverage):
    found = outcomes(coverage, [1, None] * 20)
    low, high = coverage.interval(found, 200)
    assert 0 < low < 0.5 < high < 1
    assert coverage.interval(found, 200) == (low, high)


def test_it_runs_on_a_corpus(coverage, world, tmp_path, monkeypatch, capsys):
    gold = {"kind": None, "fclass": "P", "fcode": "PPL", "geonameid": 169577, "toponym": True}
    homs = gold | {"text": "Homs", "lat": 34.73, "lon": 36.71}
    unknown = gold | {"text": "Xqzwv", "lat": 34.73, "lon": 36.71}
    unplaced = gold | {"text": "Aleppo", "lat": None, "lon": None}
    rows = {
        "lgl": [
            {"doc": "1", "toponyms": [homs, unknown]},
            {"doc": "2", "toponyms": [homs, unplaced]},
        ],
        "muc": [
            {
                "id": "1",
                "dateline": {"place": "SAN SALVADOR", "country": None},
                "templates": [
                    {
                        "location": {
                            "readings": [
                                [
                                    {"name": "EL SALVADOR", "level": "COUNTRY"},
                                    {"name": "SAN MIGUEL", "level": "CITY"},
                                ]
                            ]
                        }
                    },
                    {"location": None},
                ],
            }
        ],
        "event_location": [{"id": "1", "locations": [{"text": "Homs"}]}],
    }
    (tmp_path / "corpora").mkdir()
    for corpus, lines in rows.items():
        path = tmp_path / "corpora" / f"{corpus}.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    monkeypatch.setattr(coverage, "EVAL", tmp_path)
    coverage.main(["--corpora", *rows, "--bootstrap", "10", "--list", "5"])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "recall 0.667  at 1 0.667  at 5 0.667  at 20 0.667  of 3 names" in lines
    assert "missing    1 of     3 P.PPL (1 nothing found, 0 other places)" in lines
    assert "1 'Xqzwv' P.PPL, 0 other places" in lines
    assert sum(line.startswith("recall 1.000") for line in lines) == 4


def test_without_corpora_it_says_so(coverage, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(coverage, "EVAL", tmp_path / "absent")
    coverage.main([])
    assert "nothing to measure" in capsys.readouterr().out
