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
    """Header and arcs, read as the page reads them."""
    data = gzip.decompress(packed)
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    ends = list(itertools.accumulate(header["bytes"], initial=4 + length))
    assert ends[-1] == len(data)
    xs, ys, left, right = (sums(data[start:end]) for start, end in itertools.pairwise(ends))
    header["sides"] = list(zip(left, right, strict=True))
    points = list(zip(xs, ys, strict=True))
    arcs, at = [], 0
    for count in header["points"]:
        arcs.append(points[at : at + count])
        at += count
    assert at == len(points)
    return header, arcs


def sums(data: bytes) -> list[int]:
    values, total, value, shift = [], 0, 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            total += (value >> 1) ^ -(value & 1)
            values.append(total)
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
    countries = {
        name: (longitude, latitude) for name, longitude, latitude, _ in header["countries"]
    }
    assert len(countries) > 200
    longitude, latitude = countries["Syria"]
    assert 35.7 < longitude < 42.4
    assert 32.3 < latitude < 37.4
    assert header["cities"][0][3] > 20_000
    assert all(city[3] >= 200 for city in header["cities"])
    extents = [row[3] for row in header["countries"]]
    assert extents == sorted(extents, reverse=True)


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
    steps = [b - a for a, b in zip([0, *values], values, strict=False)]
    assert sums(tool.varints(steps)) == values
