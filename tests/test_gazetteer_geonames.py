"""A dump of GeoNames is read whole, its broken lines are put aside, and its places are found.

The real dumps of the Netherlands and Andorra lie beside the project, in ../shared/gazetteer.
"""

import csv
import random
import zipfile
from pathlib import Path

import pytest

from gazetteer import open_gazetteer
from gazetteer.building import build_geonames
from gazetteer.errors import GazetteerError
from gazetteer.geonames import Wanted, find_dump, read_dump
from gazetteer.lines import Broken

SHARED = Path(__file__).parents[2] / "shared" / "gazetteer"
real = pytest.mark.skipif(
    not (SHARED / "NL.txt").is_file(), reason="no real dumps in ../shared/gazetteer"
)

LINES = """\
1\tOnder\tOnder\tUnder,onder,XYZ\t52.1\t5.1\tP\tPPL\tNL\t\t09\t0352\t\t\t70\t\t3\tEurope/Amsterdam\t2020-01-01
2\tŁódka\tLodka\t\t52.2\t5.2\tH\tCNL\tNL\t\t00\t\t\t\t0\t\t3\tEurope/Amsterdam\t2020-01-01
3\tגשר\tGesher\t\t52.3\t5.3\tS\tBDG\tNL\t\t09\t\t\t\t0\t\t3\tEurope/Amsterdam\t2020-01-01
"""  # a village with a code; a canal in no division; a name that has another form in ASCII


def rows(folder: Path, wanted: Wanted | None = None) -> tuple[dict[str, dict], Broken]:
    broken = Broken()
    tables = read_dump(find_dump(folder), wanted or Wanted(), broken)
    return {row["id"]: row for table in tables for row in table.to_pylist()}, broken


def dump(folder: Path, text: str = LINES, name: str = "NL.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_line_is_a_place(tmp_path):
    found, broken = rows(dump(tmp_path))
    village = found["geonames:1"]
    assert (village["feature"], village["code"], village["population"]) == (
        "P.PPL", "NL.09.0352", 70
    )  # fmt: skip
    assert village["names"] == ["Onder", "Under", "onder"]  # the code of an airport is no name
    assert found["geonames:2"]["code"] == "NL"
    assert found["geonames:2"]["population"] is None
    assert found["geonames:3"]["names"] == ["גשר", "Gesher"]
    assert broken.count == 0


def test_a_zip_is_read_as_its_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "NL.zip", "w") as archive:
        archive.writestr("readme.txt", "not this")
        archive.writestr("NL.txt", LINES)
    assert len(rows(tmp_path)[0]) == 3


def test_broken_lines_are_told_by_number_and_the_rest_goes_on(tmp_path):
    first, *others = LINES.splitlines()
    (tmp_path / "NL.txt").write_bytes(
        "\n".join([
            first, "4\ttoo few", first.replace("1\tO", "x\tO"), first.replace("52.1", "95.0"),
            "", first, first.replace("5.1", "east").replace("1\t", "7\t", 1), *others,
        ]).encode() + b"\n" + first.replace("1\t", "8\t", 1).encode().replace(b"Onder", b"\xff\xfe")
    )  # fmt: skip
    found, broken = rows(tmp_path)
    assert sorted(found) == ["geonames:1", "geonames:2", "geonames:3"]
    assert sorted((line, reason) for _, line, reason in broken.lines) == [
        (2, "2 columns instead of 19"),
        (3, "the id is no number"),
        (4, "the latitude is out of range"),
        (6, "a place of this id stands before it"),
        (7, "the longitude is no number"),
        (10, "not UTF-8"),
    ]
    broken.write(tmp_path / "report.tsv")
    assert "NL.txt\t2\t2 columns instead of 19\tno\n" in (tmp_path / "report.tsv").read_text()
    broken.add("NL, old.txt", 7, 'no "name"')
    broken.write(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == ["file", "line", "what is wrong", "used"]
    assert ["NL.txt", "2", "2 columns instead of 19", "no"] in table
    assert table[-1] == ["NL, old.txt", "7", 'no "name"', "no"]


@pytest.mark.parametrize("text", ["name,lat,lon\nHoms,34.7,36.7\n", "<html></html>\n", "\x00\x01"])
def test_a_file_of_another_format_is_an_error_that_says_so(tmp_path, text):
    with pytest.raises(GazetteerError, match=r"NL\.txt: this is not a table of GeoNames"):
        rows(dump(tmp_path, text))


def test_what_is_no_zip_is_an_error(tmp_path):
    with pytest.raises(GazetteerError, match=r"NL\.zip: cannot be read"):
        rows(dump(tmp_path, "no zip", "NL.zip"))


def test_a_folder_without_a_dump_says_what_a_dump_is(tmp_path):
    with pytest.raises(GazetteerError, match="allCountries"):
        find_dump(tmp_path)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(countries=frozenset({"AD"})), set()),
        (Wanted(classes=frozenset("H")), {"geonames:2"}),
        (Wanted(min_population=71), {"geonames:2", "geonames:3"}),  # counts populated places only
    ],
)
def test_a_part_of_a_dump_can_be_taken(tmp_path, wanted, ids):
    assert set(rows(dump(tmp_path), wanted)[0]) == ids


ALTERNATES = """\
10\t1\ten\tUnderton\t1\t\t\t\t\t
11\t1\tar\tاندر\t\t\t\t\t\t
12\t1\t\tOnderen\t\t\t\t\t\t
13\t1\tnl\tOndorp\t\t\t\t1\t1200\t1400
14\t1\tabbr\tODR\t\t\t\t\t\t
15\t1\tlink\thttps://example.org\t\t\t\t\t\t
16\t2\ten\tBoat Canal\t\t\t1\t\t\t
"""


def test_alternate_names_say_how_each_is_met(tmp_path):
    dump(tmp_path, ALTERNATES, "alternateNamesV2.txt")
    village = rows(dump(tmp_path))[0]["geonames:1"]
    from gazetteer.layout import HOW

    assert dict(zip(village["names"], (HOW[how] for how in village["hows"]), strict=True)) == {
        "Onder": "folded", "Underton": "folded", "اندر": "folded", "Onderen": "folded",
        "Ondorp": "historic", "ODR": "abbreviation",
    }  # fmt: skip


def test_languages_leave_other_languages_out(tmp_path):
    dump(tmp_path, ALTERNATES, "alternateNamesV2.txt")
    found, _ = rows(dump(tmp_path), Wanted(languages=frozenset({"en"})))
    assert found["geonames:1"]["names"] == ["Onder", "Underton", "Onderen", "ODR"]


def test_the_hierarchy_says_where_a_place_lies_that_does_not_say_it(tmp_path):
    dump(tmp_path, "NL.09\tUtrecht\tUtrecht\t900\n", "admin1CodesASCII.txt")
    dump(tmp_path, "900\t2\t\n900\t1\tADM\n", "hierarchy.txt")
    found, _ = rows(dump(tmp_path))
    assert found["geonames:2"]["code"] == "NL.09"
    assert found["geonames:1"]["code"] == "NL.09.0352"  # what it says itself counts


@pytest.fixture(scope="module")
def stacked(tmp_path_factory):
    """The Netherlands and Andorra over the bundled world, and their tables as they are."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(folder))
        patch.setenv("DATELINE_CACHE", str(folder))
        build_geonames("nlad", SHARED, Wanted(), ["dateline"])
        yield open_gazetteer(stack=["nlad"])


@real
def test_two_hundred_real_places_have_the_right_id(stacked):
    lines = [
        line.split("\t")
        for name in ("AD", "NL")
        for line in (SHARED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ]
    chance = random.Random(7)
    kinds = {"P": 80, "H": 40, "S": 30, "T": 20, "A": 15, "L": 15}
    for kind, count in kinds.items():
        for row in chance.sample([line for line in lines if line[6] == kind], count):
            place_id = f"geonames:{row[0]}"
            found = stacked.lookup(row[1])
            assert place_id in [match.place.place_id for match in found], row[:2]
            # Of namesakes the one that lies there comes first.
            near = stacked.lookup(row[1], near=(float(row[4]), float(row[5])))
            best = next(m for m in near if m.place.feature_class == kind and m.how == "exact")
            away = abs(best.place.latitude - float(row[4])) + abs(
                best.place.longitude - float(row[5])
            )
            assert best.place.place_id == place_id or away < 0.05, row[:2]


@real
@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Den Oord", "geonames:2743463"),  # a hamlet
        ("Delfshavense Schie", "geonames:2743466"),  # a canal, by its other spelling
        ("Pic de les Abelletes", "geonames:3017832"),
        ("roc mele", "geonames:2994701"),  # Roc Mélé
        ("Port Vieux de la Coume d'Ose", "geonames:3023203"),  # with the other apostrophe
        ("Drijbersche Veld", "geonames:2743465"),
    ],
)
def test_a_small_place_is_first_by_its_name(stacked, name, place_id):
    assert stacked.lookup(name)[0].place.place_id == place_id


@real
def test_a_misspelt_canal_is_found(stacked):
    assert stacked.lookup("Delfshavensche Shie", close=True)[0].place.place_id == "geonames:2743466"


@real
def test_the_bundled_world_goes_on_working(stacked, world):
    assert len(stacked.index) > len(world.index) + 20_000
    assert stacked.lookup("Amsterdam")[0].place.place_id == "geonames:2759794"
    assert stacked.lookup("Syrians")[0].how == "demonym"
    assert stacked.country_name("NL") == "Netherlands"
    assert stacked.geometry("geonames:2750405") is not None
    hamlet = stacked.get("geonames:2743463")
    assert [p.name for p in stacked.parents(hamlet)][1:] == ["Utrecht", "Netherlands"]
    assert stacked.region("Western Europe").contains("geonames:2743463")
