"""The tables of other makers: their columns, dtypes and codes, and what is left out of them."""

import json
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from table_schema import problems

import geo
from gazetteer import Gazetteer
from geo.crosswalk import CROSSWALKS, to_schema
from geo.crosswalk.codes import actor_kind, country_codes, numeric_id, type_codes
from geo.errors import FormatError
from geo.event_types import EVENT_TYPES
from geo.export import write
from geo.table.frame import conform
from maps.cli import run

ROOT = Path(__file__).parent.parent
NAMES = tuple(CROSSWALKS)
COUNTS = {"acled": 31, "ged": 49, "gdelt": 61, "polecat": 40}
"""How many columns each table has."""


def event(**values: Any) -> dict[str, Any]:
    """A row about a bombing in Homs, with other values where given."""
    return {
        "event_id": "0123456789abcdef",
        "event_type": "ASSAULT",
        "sub_event_type": "bombing",
        "quad_code": 4,
        "event_date": "2018-08-26",
        "event_date_end": "2018-08-26",
        "time_precision": 1,
        "actor1": "=rebels",
        "actor2": "government soldiers",
        "location": "Homs",
        "place_id": "geonames:169577",
        "feature_code": "PPLA",
        "admin1": "Homs",
        "country": "Syria",
        "iso3": "SYR",
        "latitude": 34.72682,
        "longitude": 36.72339,
        "geo_precision": 1,
        "where_prec": 1,
        "fatalities_low": 12,
        "factuality": "reported",
        "n_sources": 1,
        "source_url": "https://example.org/a",
        "places": [{"role": "from", "text": "Hama"}, {"role": "where", "text": "HOMS"}],
        "evidence": {
            "actors": {
                "actor1": [{"role": "REB", "country_code": "SY"}],
                "actor2": [{"role": "MIL", "country_code": "SY"}],
            }
        },
        **values,
    }


def table(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return conform(pd.DataFrame(rows, dtype=object))


def converted(name: str, **values: Any) -> dict[str, Any]:
    """The one row that a schema makes of one event."""
    made, left_out = to_schema(table(event(**values)), name)
    assert not left_out
    (row,) = made.astype(object).where(made.notna(), None).to_dict("records")
    return {str(column): value for column, value in row.items()}


EVERYTHING = [
    event(event_id=f"{kind}-{sub}", event_type=kind, sub_event_type=sub or None,
          quad_code=type_.quad_code)
    for kind, type_ in EVENT_TYPES.items()
    for sub in ("", *type_.sub_types)
]  # fmt: skip
BARE = {"event_id": "bare", "event_type": "ASSAULT", "fatalities_high": 3, "quad_code": 4}


@pytest.mark.parametrize("name", NAMES)
def test_files_load_in_pandas_with_the_dtypes_that_the_crosswalk_states(
    tmp_path: Path, name: str
) -> None:
    write(table(*EVERYTHING, BARE), tmp_path / "events.geojson")
    for form in ("csv", "parquet"):
        output = tmp_path / f"{name}.{form}"
        command = ["filter", str(tmp_path / "events.geojson"), "--schema", name, "-o", str(output)]
        assert run(command) == 0
    columns = CROSSWALKS[name].columns
    dtypes = CROSSWALKS[name].dtypes
    days = [column.name for column in columns if column.kind == "day"]
    assert len(dtypes) == len(columns) == COUNTS[name]
    parquet = pd.read_parquet(tmp_path / f"{name}.parquet")
    assert {column: str(dtype) for column, dtype in parquet.dtypes.items()} == dtypes
    rest = {column: dtype for column, dtype in dtypes.items() if column not in days}
    csv = pd.read_csv(tmp_path / f"{name}.csv", dtype=rest, parse_dates=days, keep_default_na=False,
                      na_values=[""])  # fmt: skip
    assert len(csv) > 10
    same = csv.astype(dtypes)
    for column in columns:
        if column.kind == "text":  # a cell that a spreadsheet would run has a quote before it
            same[column.name] = same[column.name].str.replace(r"^'(?==)", "", regex=True)
    pd.testing.assert_frame_equal(same, parquet)


@pytest.mark.parametrize("name", NAMES)
def test_files_validate_against_the_description_beside_them(tmp_path: Path, name: str) -> None:
    write(table(*EVERYTHING, BARE), tmp_path / "events.geojson")
    output = tmp_path / f"{name}.csv"
    assert (
        run(["filter", str(tmp_path / "events.geojson"), "--schema", name, "-o", str(output)]) == 0
    )
    told = json.loads((tmp_path / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
    assert (told["profile"], told["path"]) == ("tabular-data-resource", f"{name}.csv")
    assert told["notice"]
    assert problems(output, told["schema"]) == []
    carried = pq.read_schema  # the same is in Parquet
    assert run(["filter", str(tmp_path / "events.geojson"), "--schema", name, "-o",
                str(output.with_suffix(".parquet"))]) == 0  # fmt: skip
    assert b"not checked" in carried(output.with_suffix(".parquet")).metadata[b"dateline"]


@pytest.mark.parametrize("name", NAMES)
def test_gaps_are_named_and_nothing_else_stays_empty(name: str) -> None:
    full = event(
        title="t", notes="n", source="s", claimed_by="c", admin2="a", fatalities_high=14,
        sub_event_type="shooting", actor1="army", actor2="villagers", radius_km=3.0,
    )  # fmt: skip
    made, _ = to_schema(table(full), name)
    empty = set(made.columns[made.isna().all()])
    assert empty == set(CROSSWALKS[name].gaps)
    for column in CROSSWALKS[name].columns:
        assert column.meaning.startswith("empty: ") == (column.name in empty)


def test_gdelt_has_fips_codes_of_countries_and_cameo_codes_of_types() -> None:
    row = converted("gdelt", iso3="DEU", country="Germany", location="Berlin", admin1="Berlin")
    assert row["ActionGeo_CountryCode"] == "GM"
    assert row["ActionGeo_Fullname"] == "Berlin, Germany"
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("183", "183", "18")
    assert (row["QuadClass"], row["SQLDATE"], row["MonthYear"]) == (4, 20180826, 201808)
    assert row["FractionDate"] == pytest.approx(2018 + 266 / 365, abs=1e-4)
    assert row["ActionGeo_Type"] == 4
    assert converted("gdelt", iso3="USA", feature_code="ADM1")["ActionGeo_Type"] == 2
    assert converted("gdelt", feature_code="PCLI")["ActionGeo_Type"] == 1
    # GDELT counts by CAMEO's roots: yielding is material there, and a concession verbal in PLOVER.
    assert converted("gdelt", event_type="CONCEDE", quad_code=1)["QuadClass"] == 2


def test_acled_tells_attacks_on_civilians_from_battles() -> None:
    shot = {"sub_event_type": "shooting", "actor1": "gunmen"}
    battle = converted("acled", **shot, actor2="soldiers")
    assert (battle["event_type"], battle["sub_event_type"]) == ("Battles", "Armed clash")
    assert (battle["inter1"], battle["inter2"]) == (None, "State forces")
    assert battle["civilian_targeting"] is None
    attack = converted("acled", **shot, actor2="12 worshippers; two policemen")
    assert (attack["event_type"], attack["sub_event_type"]) == (
        "Violence against civilians",
        "Attack",
    )
    assert (attack["inter2"], attack["civilian_targeting"]) == ("Civilians", "Civilian targeting")
    assert (attack["iso"], attack["disorder_type"]) == (760, "Political violence")
    assert converted("acled", fatalities_low=None)["fatalities"] is None


def test_armed_men_are_no_civilians() -> None:
    assert actor_kind("Armed men") == "armed"
    assert actor_kind("unarmed men") == "civilians"


def test_acled_has_no_battle_of_one_side() -> None:
    alone = converted("acled", event_type="ASSAULT", sub_event_type="shooting", actor2=None)
    assert (alone["event_type"], alone["sub_event_type"]) == (
        "Violence against civilians",
        "Attack",
    )
    clash = converted("acled", event_type="ASSAULT", sub_event_type="clash", actor2=None)
    assert clash["event_type"] == "Battles"


@pytest.mark.parametrize(
    ("actor1", "actor2", "kind"),
    [
        ("government troops", "rebels", 1),
        ("rebels", "a rival militia", 2),
        ("Islamist militants", "villagers", 3),
        ("police", "protesters", 3),
        ("Hezbollah", "rebels", 2),
        ("Adamu Bello", "rebels", None),
        (None, None, None),
    ],
)
def test_ged_tells_the_type_of_violence_where_words_do(
    actor1: str | None, actor2: str | None, kind: int | None
) -> None:
    assert converted("ged", actor1=actor1, actor2=actor2)["type_of_violence"] == kind


@pytest.mark.parametrize(
    ("last", "time_precision", "date_prec"),
    [
        ("2018-08-26", 1, 1),
        ("2018-08-26", 2, 3),
        ("2018-08-28", 2, 2),
        ("2018-09-01", 2, 3),
        ("2018-09-25", 3, 4),
        ("2018-12-31", 3, 5),
        (None, 1, 1),
    ],
)
def test_ged_has_its_own_precision_of_dates(
    last: str | None, time_precision: int, date_prec: int
) -> None:
    row = converted("ged", event_date_end=last, time_precision=time_precision)
    assert row["date_prec"] == date_prec
    assert row["date_end"] == pd.Timestamp(last or "2018-08-26")


def test_ged_has_the_cell_of_prio_grid_and_numbers_for_ids() -> None:
    row = converted("ged", latitude=-89.9, longitude=-179.9)
    assert row["priogrid_gid"] == 1
    assert converted("ged", latitude=90.0, longitude=180.0)["priogrid_gid"] == 360 * 720
    assert converted("ged")["priogrid_gid"] == 249 * 720 + 434
    assert row["id"] == numeric_id("0123456789abcdef") < 2**53
    assert row["relid"] == "0123456789abcdef"
    assert row["geom_wkt"] == "POINT (-179.900000 -89.900000)"
    assert (row["best"], row["low"], row["high"]) == (12, 12, None)


def test_polecat_has_plover_s_words() -> None:
    row = converted("polecat")
    assert (row["Event Type"], row["Event Mode"]) == ("ASSAULT", "explosives")
    assert (row["Quad Code"], row["GeoNames ID"]) == ("MATERIAL CONFLICT", 169577)
    assert (row["Raw Placename"], row["City"], row["Country"]) == ("HOMS", "Homs", "SYR")
    assert converted("polecat", where_prec=2)["City"] is None
    assert converted("polecat", evidence=None)["Actor Country"] is None
    who = [{"role": "REB", "country_code": None}, {"role": "MIL", "country_code": "RU"}]
    row = converted("polecat", evidence={"actors": {"actor1": who, "actor2": who[:1]}})
    told = ("Actor Country", "Primary Actor Sector", "Actor Sectors", "Recipient Sectors")
    assert [row[name] for name in told] == ["RUS", "REB", "REB;MIL", "REB"]
    assert converted("polecat", place_id="own:7")["GeoNames ID"] is None


@pytest.mark.usefixtures("world")  # whose index the first command would build, and say so
def test_what_did_not_happen_and_what_the_table_lacks_is_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        event(),
        event(event_id="b", factuality="planned"),
        event(event_id="c", event_type="DISASTER", quad_code=None, sub_event_type="flood"),
        event(event_id="d", fatalities_low=None),
    ]
    assert {name: len(to_schema(table(*rows), name)[0]) for name in NAMES} == {
        "acled": 2, "ged": 1, "gdelt": 2, "polecat": 2,
    }  # fmt: skip
    write(table(*rows), tmp_path / "e.geojson")
    command = ["filter", str(tmp_path / "e.geojson"), "--schema", "ged"]
    assert run([*command, "-o", str(tmp_path / "g.csv")]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[:3] == [
        "note: 1 of 4 rows left out of UCDP GED: no attacks",
        "note: 1 of 4 rows left out of UCDP GED: planned, conditional or denied",
        "note: 1 of 4 rows left out of UCDP GED: without a death told",
    ]
    assert said[3].endswith(f"; 1 row of UCDP GED written to {tmp_path / 'g.csv'}")
    assert run(command) == 0
    assert capsys.readouterr().out.startswith("id,relid,year,")
    assert run([*command, "-o", str(tmp_path / "g.geojson")]) == 2
    assert capsys.readouterr().err.strip().endswith("is written as .csv or .parquet, not geojson")
    assert run(["filter", str(tmp_path / "e.geojson"), "--schema", "icews"]) == 2
    assert "choose one of acled, ged, gdelt, polecat" in capsys.readouterr().err


def test_the_table_that_is_given_is_not_changed_and_an_empty_one_has_all_columns() -> None:
    frame = table(event())
    before = frame.copy()
    for name in NAMES:
        to_schema(frame, name)
        made, _ = to_schema(frame[:0], name)
        assert {str(c): str(t) for c, t in made.dtypes.items()} == CROSSWALKS[name].dtypes
    pd.testing.assert_frame_equal(frame, before)
    with pytest.raises(FormatError, match="no schema 'cameo'"):
        to_schema(frame, "cameo")


def test_every_type_of_plover_has_a_code_and_no_code_is_for_a_type_that_there_is_not() -> None:
    for name, type_ in EVENT_TYPES.items():
        codes = type_codes(name, None)
        assert (codes is not None) == (type_.quad_code is not None)
    import csv

    with (ROOT / "geo" / "data" / "crosswalk" / "types.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            subs = EVENT_TYPES[row["event_type"]].sub_types
            assert row["sub_event_type"] in ("", *subs), row
            assert row["cameo"][:2].isdigit()
            assert 1 <= int(row["cameo"][:2]) <= 20


PLOVER_MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms "
    "explosives suicide-attack aerial drone heavy-weapons crowd-control cleansing massacre "
    "unconventional",
}
"""The modes of POLECAT's coder, by type (NGEC: its headlines_event_mode.csv)."""


def test_modes_of_polecat_are_those_of_its_coder() -> None:
    for name, type_ in EVENT_TYPES.items():
        for sub in type_.sub_types:
            codes = type_codes(name, sub)
            if codes is not None and codes.polecat is not None:
                plover_type, mode = codes.polecat.split(": ")
                assert mode in PLOVER_MODES[plover_type].split(), (name, sub)
    abducted = converted("polecat", event_type="COERCE", sub_event_type="abduction", quad_code=4)
    assert (abducted["Event Type"], abducted["Event Mode"]) == ("ASSAULT", "abduct")
    assert abducted["Quad Code"] == "MATERIAL CONFLICT"
    plain = converted("polecat", event_type="COERCE", sub_event_type=None, quad_code=4)
    assert (plain["Event Type"], plain["Event Mode"]) == ("COERCE", None)


def test_every_country_of_the_gazetteer_has_its_codes(world: Gazetteer) -> None:
    without = {code for code in world.country_codes()
               if country_codes(world.iso3(code)).fips is None}  # fmt: skip
    assert without == {"AX", "BQ", "UM"} & set(world.country_codes())
    assert country_codes("GMB").fips == "GA"
    assert country_codes("ZZZ").iso_numeric is None


def test_the_last_telling_word_of_a_name_says_what_kind_of_actor_it_is() -> None:
    kinds = {
        "Syrian government forces": "state",
        "police station workers": "civilians",
        "rebels from the army": "armed",
        "two students; soldiers": "civilians",
        "Boko Haram": "armed",
        "Adamu Bello": None,
        None: None,
    }
    assert {name: actor_kind(name) for name in kinds} == kinds


def test_the_page_says_what_the_code_does() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import write_crosswalks
    finally:
        sys.path.pop(0)
    written = (ROOT / "docs" / "crosswalks.md").read_text(encoding="utf-8")
    assert written == write_crosswalks.page(), "run python tools/write_crosswalks.py"


def test_the_command_tells_the_columns_of_another_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["schema", "acled"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == [
        column.name for column in CROSSWALKS["acled"].columns
    ]
    assert run(["schema", "ged", "--format", "table-schema"]) == 0
    assert json.loads(capsys.readouterr().out)["primaryKey"] == "id"
    assert run(["schema", "UCDP", "--format", "table-schema"]) == 0
    assert json.loads(capsys.readouterr().out)["primaryKey"] == "id"
    assert run(["schema", "gdelt", "--format", "json-schema"]) == 0
    assert "SQLDATE" in json.loads(capsys.readouterr().out)["properties"]
    assert run(["schema", "icews"]) == 2


def test_acled_holds_no_deaths_by_nature_or_traffic() -> None:
    texts = [
        "Lightning killed four farmhands near Kano.",
        "The river killed three boys near Kano.",
        "A lorry killed three boys near Kano.",
        "Gunmen killed three boys near Kano.",
    ]
    events = geo.events(geo.parse([geo.Report(str(n), text) for n, text in enumerate(texts)]))
    table, left_out = to_schema(events, "acled")
    assert list(table["actor1"]) == ["Gunmen"]
    assert dict(left_out) == {"of types that ACLED does not hold": 3}
