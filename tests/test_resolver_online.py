"""Which answer of an online geocoder a report means, from Python and by the command line."""

import csv
import json

import pytest
from geopy.geocoders import Nominatim

import geo
from gazetteer import GazetteerError, Place
from gazetteer.online import Online
from geo.relations import at
from geo.resolver.online import chosen
from maps.cli import run
from tests.geocoding_service import answer, nominatim_stand_in

TEXT = "Rebels killed six soldiers in the village of Qurayyat Zeltun in Syria on Sunday."


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("DATELINE_GAZETTEERS", raising=False)
    monkeypatch.setattr("gazetteer.online.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    with nominatim_stand_in() as running:
        settings = f'[online.nominatim]\ndomain = "{running.domain}"\nscheme = "http"\n'
        (tmp_path / "config.toml").write_text(settings)
        yield running


def village(number, latitude, longitude, country="SY"):
    return Place(
        f"nominatim:node-{number}", "Zeltun", latitude, longitude, "P", "PPL", country, None, None,
        None, 1.0, "nominatim",
    )  # fmt: skip


HOMS, IDLIB = village(1, 34.7, 36.7), village(2, 35.9, 36.6)
OMAN, BESIDE = village(3, 23.6, 58.5, "OM"), village(4, 34.75, 36.75)


@pytest.mark.parametrize(
    ("answers", "countries", "around", "means"),
    [
        ([OMAN, HOMS], {"SY"}, None, HOMS),
        ([OMAN], {"SY"}, None, None),
        ([HOMS, IDLIB], {"SY"}, IDLIB, IDLIB),
        ([HOMS, IDLIB], {"SY"}, None, None),  # nothing says which
        ([HOMS, BESIDE], {"SY"}, None, HOMS),
        ([OMAN], set(), None, OMAN),
        ([OMAN, HOMS], set(), None, None),
        ([], {"SY"}, IDLIB, None),
    ],
)
def test_answers_count_where_the_report_speaks_for_them(answers, countries, around, means):
    here = at(around, source="inferred") if around else None
    assert chosen(answers, countries, here) == means
    assert chosen(answers[::-1], countries, here) in (means, BESIDE if means == HOMS else means)


def features(*options):
    assert run(["events", "report.txt", "-o", "events.geojson", *options]) == 0
    with open("events.geojson", encoding="utf-8") as file:
        return json.load(file)


def test_events_are_placed_and_marked_and_nothing_is_asked_unasked(server, capsys):
    (event,) = features()["features"]
    assert event["properties"]["location"] == "Syria"
    assert server.asked == []
    found = features("--online", "nominatim")
    (event,) = found["features"]
    told = event["properties"]
    assert (told["location"], told["place_id"]) == ("Qurayyat Zeltun", "nominatim:node-77")
    assert (told["country"], told["admin1"], told["where_prec"]) == ("Syria", "Idlib", 1)
    places = told["places"] if isinstance(told["places"], list) else json.loads(told["places"])
    assert {p["text"]: p.get("source") for p in places} == {
        "Qurayyat Zeltun": "online", "Syria": None
    }  # fmt: skip
    assert "OpenStreetMap contributors" in json.dumps(found["metadata"]["attribution"])
    assert features("--online", "nominatim", "--region", "Syria", "--jobs", "2")["features"]
    assert [query for query, *_ in server.asked] == ["Qurayyat Zeltun"]
    assert "could not be asked" not in capsys.readouterr().err


def test_a_service_that_fails_costs_its_places_only_and_is_told(server, capsys):
    server.says = [(403, {}, b"")]
    (event,) = features("--online", "nominatim")["features"]
    assert event["properties"]["location"] == "Syria"
    assert "nominatim could not be asked for every name (it refuses to answer)" in (
        capsys.readouterr().err
    )


def test_parse_tells_the_source_and_hostile_names_stay_text(server):
    name = "=Qurayyat </Zeltun"
    server.says = [[answer(name)]]
    assert run(["parse", "report.txt", "-o", "parsed.jsonl", "--online", "nominatim"]) == 0
    with open("parsed.jsonl", encoding="utf-8") as file:
        told = json.load(file)["toponyms"][0]
    assert (told["place"]["name"], told["source"], told["score"]) == (name, "online", 0.5)
    assert run(["events", "report.txt", "-o", "e.csv", "--online", "nominatim"]) == 0
    with open("e.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["location"].lstrip("'") == name
    assert not row["location"].startswith("=")  # which a spreadsheet would work out
    assert run(["map", "report.txt", "-o", "map.html", "--online", "nominatim"]) == 0
    with open("map.html", encoding="utf-8") as file:
        assert "</Zeltun" not in file.read()


def parsed_with(server, **settings):
    geocoder = Nominatim(domain=server.domain, scheme="http", user_agent="dateline-tests")
    return list(geo.parse([geo.Report("r", TEXT)], online=geocoder, **settings))


def test_an_object_serves_one_process_and_others_are_told(server, world, tmp_path):
    server.says = [[answer()]]
    geocoder = Nominatim(domain=server.domain, scheme="http", user_agent="dateline-tests")
    online = Online(geocoder, world, cache=tmp_path / "other", pace=0.0)
    (parsed,) = geo.parse([geo.Report("r", TEXT)], gazetteer=world, online=online)
    assert parsed.toponyms[0].place.source == "nominatim"
    with pytest.raises(GazetteerError, match="give its name to use several"):
        list(geo.parse([geo.Report("r", TEXT)], online=geocoder, jobs=2))


def test_a_name_that_is_surer_asked_for_stays_without_a_place(server):
    (parsed,) = parsed_with(server, min_score=0.6)
    assert parsed.toponyms[0].place is None


def test_an_unknown_geocoder_is_one_line(server, capsys):
    assert run(["parse", "report.txt", "--online", "nomination"]) == 1
    assert "no such geocoder" in capsys.readouterr().err.splitlines()[-1]
