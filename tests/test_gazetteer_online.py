"""An online geocoder is asked at its pace, once a name, and not believed; here on loopback."""

import multiprocessing
import time

import pytest
from geopy.geocoders import Nominatim

from gazetteer import GazetteerError
from gazetteer.online import Online
from gazetteer.online_cache import FILE, OnlineCache
from tests.geocoding_service import answer, nominatim_stand_in


@pytest.fixture
def server():
    with nominatim_stand_in() as running:
        yield running


def nominatim(server):
    return Nominatim(domain=server.domain, scheme="http", user_agent="dateline-tests")


def opened(server, world, tmp_path, **settings):
    settings = {"pace": 0.0, "wait": 0.01, **settings}
    return Online(nominatim(server), world, cache=tmp_path, **settings)


def test_an_answer_is_a_place_of_that_source_in_the_divisions_around_it(server, world, tmp_path):
    (place,) = opened(server, world, tmp_path).places("Qurayyat Zeltun")
    assert (place.place_id, place.source, place.name) == (
        "nominatim:node-77", "nominatim", "Qurayyat Zeltun",
    )  # fmt: skip
    assert (place.latitude, place.longitude, place.feature_code) == (35.87, 36.42, "PPL")
    assert (place.country_code, place.admin1_code) == ("SY", "12")
    assert 1 < place.radius_km < 2
    assert [parent.name for parent in world.parents(place)][-1] == "Syria"
    assert world.geometry(place) is None


def test_what_a_gazetteer_has_is_never_asked(server, world, tmp_path):
    online = opened(server, world, tmp_path)
    assert online.places("Idlib") == []
    assert online.places("  ") == []
    assert online.places("Z" * 200) == []
    assert server.asked == []


def test_answers_and_non_answers_are_kept_for_all(server, world, tmp_path):
    server.says = [[answer()], []]
    for _ in range(2):
        online = opened(server, world, tmp_path)
        assert len(online.places("Qurayyat  Zeltun")) == 1
        assert online.places("Zeltun Qurayyat") == []
    assert [query for query, *_ in server.asked] == ["Qurayyat Zeltun", "Zeltun Qurayyat"]


def test_another_server_has_its_own_answers(server, world, tmp_path):
    opened(server, world, tmp_path).places("Qurayyat Zeltun")
    other = Nominatim(domain="127.0.0.1:9", scheme="http", user_agent="dateline-tests")
    online = Online(other, world, cache=tmp_path, pace=0.0, wait=0.01)
    assert online.places("Qurayyat Zeltun") == []
    assert online.trouble() is not None


def test_questions_keep_the_pace_and_say_who_asks(server, world, tmp_path):
    online = opened(server, world, tmp_path, pace=0.2)
    for number in range(4):
        online.places(f"Zeltun Qurayyat {number}")
    times = [at for _, at, _ in server.asked]
    assert times[-1] - times[0] >= 0.8 * 3 * 0.2
    assert {agent for *_, agent in server.asked} == {"dateline-tests"}


def _ask(world_folder, domain, folder, number):
    from gazetteer import open_gazetteer

    geocoder = Nominatim(domain=domain, scheme="http", user_agent="dateline-tests")
    online = Online(geocoder, open_gazetteer(world_folder), cache=folder, pace=0.2)
    for turn in range(2):
        online.places(f"Zeltun Qurayyat {number} {turn}")
        online.places("Qurayyat Zeltun")


def test_several_processes_together_keep_the_pace_and_share_answers(server, world, tmp_path):
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_ask, args=(world.index.folder, server.domain, tmp_path, number))
        for number in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    times = sorted(at for _, at, _ in server.asked)
    # By themselves they would take a third of it; what comes late on a busy machine is let pass.
    assert times[-1] - times[0] >= 0.5 * 0.2 * (len(times) - 1)
    asked = [query for query, *_ in server.asked]
    # Those who come while the first waits for its answer ask too; nobody does afterwards.
    assert 7 <= len(asked) <= 9


def test_what_fails_for_a_while_is_tried_again_with_longer_waits(server, world, tmp_path):
    server.says = [(503, {}, b""), (502, {}, b""), [answer()]]
    assert len(opened(server, world, tmp_path, wait=0.2).places("Qurayyat Zeltun")) == 1
    first, second, third = (at for _, at, _ in server.asked)
    assert second - first >= 0.2
    assert third - second >= 0.4


def test_a_service_that_asks_for_patience_is_given_it(server, world, tmp_path):
    server.says = [(429, {"Retry-After": "1"}, b""), [answer()]]
    assert len(opened(server, world, tmp_path).places("Qurayyat Zeltun")) == 1
    first, second = (at for _, at, _ in server.asked)
    assert second - first >= 1


@pytest.mark.parametrize("status", [403, 401])
def test_a_service_that_refuses_is_left_alone_and_asked_by_the_next_run(
    server, world, tmp_path, status
):
    server.says = [(status, {}, b"")]
    online = opened(server, world, tmp_path)
    assert online.places("Qurayyat Zeltun") == online.places("Zeltun Qurayyat") == []
    assert len(server.asked) == 1
    assert online.trouble() in ("it refuses to answer", "it does not take the key")
    server.says = [[answer()]]
    again = opened(server, world, tmp_path)
    assert len(again.places("Qurayyat Zeltun")) == 1
    assert again.trouble() is None


def by_name(server, world, tmp_path, monkeypatch):
    settings = f'[online.nominatim]\ndomain = "{server.domain}"\nscheme = "http"\n'
    (tmp_path / "config.toml").write_text(settings)
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    return Online("nominatim", world, cache=tmp_path, pace=0.0, wait=0.01)


def test_a_geocoder_by_its_name_says_who_asks(server, world, tmp_path, monkeypatch):
    online = by_name(server, world, tmp_path, monkeypatch)
    assert len(online.places("Qurayyat Zeltun")) == 1
    assert server.asked[0][2].startswith("dateline/")


def test_a_service_that_never_answers_costs_a_few_time_outs(server, world, tmp_path, monkeypatch):
    monkeypatch.setattr("gazetteer.online.TIMEOUT", 0.1)
    server.sleeps = 0.3
    online = by_name(server, world, tmp_path, monkeypatch)
    for number in range(6):
        assert online.places(f"Zeltun Qurayyat {number}") == []
    assert len(server.asked) == 9  # three names, three tries each
    assert online.trouble() == "it does not answer in time"


@pytest.mark.parametrize(
    "said",
    [
        b"<html>sign in to this network</html>",
        b"\xff\xfe\x00",
        {"error": "no"},
        7,
        "text",
        [7, None],
        [{"lat": "north", "lon": "1"}],
        [{}],
    ],
)
def test_what_is_no_answer_is_no_place_and_no_crash(server, world, tmp_path, said):
    server.says = [said]
    assert opened(server, world, tmp_path).places("Qurayyat Zeltun") == []


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("91", "36"), ("35", "500"), ("nan", "36"), ("inf", "36"), ("35", None), (None, None)],
)
def test_coordinates_out_of_range_are_no_place(server, world, tmp_path, latitude, longitude):
    server.says = [[answer(latitude=latitude, longitude=longitude)]]
    assert opened(server, world, tmp_path).places("Qurayyat Zeltun") == []


def test_markup_and_control_characters_in_names_stay_text_of_one_line(server, world, tmp_path):
    name = "Qurayyat\u202e\n\x00 Zeltun"
    server.says = [[answer(name, namedetails={"alt_name": "<script>alert(1)</script>" * 99})]]
    (place,) = opened(server, world, tmp_path).places("Qurayyat Zeltun")
    assert place.name == "Qurayyat Zeltun"


def test_what_is_called_otherwise_is_no_answer(server, world, tmp_path):
    server.says = [[answer("Zeltun Heights"), answer("قرية", namedetails={"name:en": "Zeltun Al"})]]
    online = opened(server, world, tmp_path)
    assert online.places("Qurayyat Zeltun") == []
    assert len(online.places("Zeltun-Al")) == 1


def test_a_cache_that_was_spoilt_is_asked_again_or_named(server, world, tmp_path):
    online = opened(server, world, tmp_path)
    online.places("Qurayyat Zeltun")
    cache = OnlineCache(tmp_path)
    with cache._open() as base:
        base.execute("UPDATE answers SET answer = '{'")
    assert len(online.places("Qurayyat Zeltun")) == 1
    assert len(server.asked) == 2
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(GazetteerError, match=r"online\.sqlite3: cannot keep .* remove the file"):
        online.places("Qurayyat Zeltun")


def test_a_clock_that_was_wrong_holds_nobody_up(tmp_path, monkeypatch):
    cache = OnlineCache(tmp_path)
    monkeypatch.setattr(time, "time", lambda: 5e9)
    cache.turn("nominatim", 1.0)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    assert cache.turn("nominatim", 1.0) == 1e9
    assert cache.turn("nominatim", 1.0) == 1e9 + 1


def test_unknown_geocoders_and_those_without_their_key_name_the_remedy(
    world, tmp_path, monkeypatch
):
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    with pytest.raises(GazetteerError, match="'nomination': no such geocoder; there are arcgis"):
        Online("nomination", world, cache=tmp_path)
    with pytest.raises(GazetteerError, match=r"api_key.*config\.toml under \[online\.opencage\]"):
        Online("opencage", world, cache=tmp_path)
    (tmp_path / "config.toml").write_text('[online.opencage]\napi_key = "secret"\n')
    assert Online("OpenCage", world, cache=tmp_path).name == "opencage"
    (tmp_path / "config.toml").write_text("online = 7\n")
    with pytest.raises(GazetteerError, match=r"stand under \[online\.opencage\]"):
        Online("opencage", world, cache=tmp_path)
