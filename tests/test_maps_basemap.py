"""The shipped base map holds together, and the tool that makes it keeps shared borders shared."""

import base64
import gzip
import importlib.util
import itertools
import json
import struct
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from shapely.geometry import box

from maps.basemap import packed_basemap

TOOL = Path(__file__).parents[1] / "tools" / "build_basemap.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("build_basemap", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unpack(packed: bytes):
    """Header, arcs and labels, read as the page reads them."""
    data = gzip.decompress(packed)
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    at = 4 + length + header["names"]
    names = data[4 + length : at].decode().split("\n")
    streams = {}
    for name, size in header["streams"].items():
        streams[name] = numbers(data[at : at + size])
        at += size
    assert at == len(data)
    kinds = streams["kinds"]
    rights = itertools.accumulate(streams["right"])
    header["kinds"] = kinds
    header["sides"] = [
        (left, 0 if kind == 0 else next(rights))
        for left, kind in zip(itertools.accumulate(streams["left"]), kinds, strict=True)
    ]
    steps = zip(streams["dx"], streams["dy"], strict=True)
    x = y = 0
    arcs = []
    for dx, dy, count in zip(streams["x"], streams["y"], streams["points"], strict=True):
        x, y = x + dx, y + dy
        arcs.append([(x, y)])
        for step in itertools.islice(steps, count - 1):
            x, y = x + step[0], y + step[1]
            arcs[-1].append((x, y))
    assert next(steps, None) is None
    sums = [itertools.accumulate(streams[name]) for name in ("east", "north", "weights")]
    labels = iter(zip(names, *sums, strict=True))
    for kind, count in zip(("countries", "divisions", "cities"), header["labels"], strict=True):
        header[kind] = list(itertools.islice(labels, count))
    assert next(labels, None) is None
    return header, arcs


def numbers(data: bytes) -> list[int]:
    values, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append((value >> 1) ^ -(value & 1))
            value = shift = 0
    return values


@pytest.fixture(scope="module")
def shipped():
    return unpack(base64.b64decode(packed_basemap()))


def test_shipped_sides_of_divisions_close_around_each(shipped):
    header, arcs = shipped
    ends: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for arc, (left, right) in zip(arcs, header["sides"], strict=True):
        for division, (first, last) in ((left, (0, -1)), (right, (-1, 0))):
            if division and left != right:
                ends[division][arc[first]] += 1
                ends[division][arc[last]] -= 1
    # As many lines leave a point as come to it.
    assert all(not any(counts.values()) for counts in ends.values())
    assert max(ends) <= len(header["isos"])
    assert len(ends) > 4000


def test_shipped_divisions_are_of_the_countries_of_their_codes(shipped):
    isos = set(shipped[0]["isos"])
    assert {"SYR", "UKR", "GUF", "SSD", "XKX", "PSE", "ESH"} <= isos
    assert not {iso for iso in isos if iso and len(iso) != 3}


def test_shipped_coordinates_are_on_earth_and_no_line_crosses_the_map(shipped):
    header, arcs = shipped
    scale = header["scale"]
    for arc, kind in zip(arcs, header["kinds"], strict=True):
        assert all(abs(x) <= 180 * scale and abs(y) <= 90 * scale for x, y in arc)
        if kind != 4:
            widest = max(abs(a[0] - b[0]) for a, b in itertools.pairwise(arc))
            assert widest < 30 * scale


def test_shipped_labels_are_where_they_belong(shipped):
    header, _ = shipped
    countries = {name: (east, north) for name, east, north, _ in header["countries"]}
    assert len(countries) > 200
    east, north = countries["Syria"]
    assert 3570 < east < 4240
    assert 3230 < north < 3740
    weights = [weight for *_, weight in header["cities"]]
    assert max(weights) > 20_000
    assert min(weights) >= 200


def test_shipped_lines_mostly_follow_each_other_and_coasts_have_their_land_on_the_left(shipped):
    header, arcs = shipped
    follows = sum(a[-1] == b[0] for a, b in itertools.pairwise(arcs))
    assert follows > len(arcs) / 2
    assert all(left for (left, _), kind in zip(header["sides"], header["kinds"], strict=True)
               if kind == 0)  # fmt: skip


def test_shipped_map_leaves_a_page_of_few_events_room_below_a_megabyte():
    assert len(packed_basemap()) < 540_000


def test_shared_border_is_stored_once(tool):
    west, east = box(0, 0, 1, 1), box(1, 0, 2, 1)
    rings = [(n, ring) for n, shape in enumerate((west, east)) for ring in tool.rings_of(shape)]
    arcs, owners = tool.split_rings(rings)
    shared = [n for n in range(len(arcs)) if -1 not in owners[n]]
    assert len(arcs) == 3
    assert len(shared) == 1
    assert set(arcs[shared[0]]) == {(tool.SCALE, 0), (tool.SCALE, tool.SCALE)}


def test_kind_of_a_border_follows_from_its_two_sides(tool):
    def division(country, disputed=False):
        return tool.Division("x", country, None, disputed, box(0, 0, 1, 1))

    divisions = [division("A"), division("A"), division("B"), division("B", disputed=True)]
    line = ((0, 0), (5, 5))
    assert tool.kind_of(line, 0, -1, divisions) == tool.Kind.COAST
    assert tool.kind_of(line, 0, 1, divisions) == tool.Kind.DIVISION
    assert tool.kind_of(line, 1, 2, divisions) == tool.Kind.COUNTRY
    assert tool.kind_of(line, 2, 3, divisions) == tool.Kind.DISPUTED
    edge = ((180 * tool.SCALE, 0), (180 * tool.SCALE, 9))
    assert tool.kind_of(edge, 0, -1, divisions) == tool.Kind.SEAM


def test_land_around_a_lake_is_two_rings(tool):
    land = box(0, 0, 3, 3) - box(1, 1, 2, 2)
    arcs, owners = tool.split_rings([(0, ring) for ring in tool.rings_of(land)])
    assert sorted(len(arc) for arc in arcs) == [5, 5]
    assert [owners[n] for n in range(len(arcs))].count([0, -1]) + [
        owners[n] for n in range(len(arcs))
    ].count([-1, 0]) == 2


def test_country_of_a_division_is_that_of_its_code(tool):
    for division, country, iso3 in (
        ("SY-ID", "SY", "SYR"), ("FR-GF", "FR", "GUF"), ("FR-75C", "FR", "FRA"),
        ("UA-43", "RU", "UKR"), ("X01~", "XK", "XKX"), ("-99-X01~", "-99", None),
    ):  # fmt: skip
        assert tool.iso3_of(division, country) == iso3


def test_numbers_of_either_sign_survive_their_encoding(tool):
    values = [0, -1, 1, 63, -64, 64, 36_000, -36_000, 5]
    assert numbers(tool.varints(values)) == values
    assert list(itertools.accumulate(tool.steps(values))) == values


def test_lines_are_chained_and_only_borders_are_turned(tool):
    def line(kind, *points):
        return tool.Line(points, kind, 1, 0 if kind is tool.Kind.COAST else 2)

    coast = line(tool.Kind.COAST, (0, 0), (9, 0))
    border = line(tool.Kind.COUNTRY, (5, 5), (9, 0))
    against = line(tool.Kind.COAST, (7, 7), (5, 5))
    found = list(tool.chained([coast, against, border]))
    assert [one.points for one in found] == [coast.points, border.points[::-1], against.points]
    assert (found[1].left, found[1].right) == (2, 1)


def test_file_holds_what_went_in(tool):
    lines = [
        tool.Line(((0, 0), (3, -4), (9, 0)), tool.Kind.COAST, 1, 0),
        tool.Line(((9, 0), (-5, 5)), tool.Kind.DIVISION, 2, 1),
    ]
    labels = [[tool.Label("Łódź", 1946, 5175, 700)], [], [tool.Label("Quito", -7850, -22, 1600)]]
    data = gzip.compress(tool.packed(["POL", None], lines, labels))
    header, arcs = unpack(data)
    assert [tuple(arc) for arc in arcs] == [line.points for line in lines]
    assert header["sides"] == [(1, 0), (2, 1)]
    assert header["kinds"] == [0, 2]
    assert header["isos"] == ["POL", None]
    assert [header[kind] for kind in ("countries", "divisions", "cities")] == labels
