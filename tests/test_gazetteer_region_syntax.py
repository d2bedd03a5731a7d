"""What the texts that name regions mean, and what is said to those that name none."""

import contextlib
import doctest

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import gazetteer.region_syntax
from gazetteer.errors import (
    AmbiguousRegionError,
    CoordinateError,
    DatelineError,
    RegionFormError,
    UnknownRegionError,
)
from gazetteer.place import distance_km
from gazetteer.region_syntax import places_within

SYRIA, IDLIB, IDLIB_CITY = "geonames:163843", "geonames:169387", "geonames:169389"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Syria", "Syria (country)"),
        ("  Syria ", "Syria (country)"),
        ("SY", "Syria (country)"),
        ("SYR", "Syria (country)"),
        ("sy", "Syria (country)"),
        ("Syr", "Syria (country)"),
        ("usa", "United States (country)"),
        ("us", "United States (country)"),
        ("SY-ID", "Idlib (province, Syria)"),
        ("sy-id", "Idlib (province, Syria)"),
        ("geonames:169387", "Idlib (province, Syria)"),
        ("GeoNames:169387", "Idlib (province, Syria)"),
        ("169387", "Idlib (province, Syria)"),
        ("Idlib", "Idlib (province, Syria)"),
        ("Idlib province", "Idlib (province, Syria)"),
        ("Homs, Syria", "Homs (province, Syria)"),
        ("Homs, SY", "Homs (province, Syria)"),
        ("Georgia, US", "Georgia (state, United States)"),
        ("Paris, Texas, US", "Paris (town, Texas, United States)"),
        ("Middle East", "Middle East (region)"),
        ("horn-of-africa", "Horn of Africa (region)"),
        ("Catalonia", "Catalonia (autonomous community, Spain)"),
        ("Donbas", "Donbas (region, Ukraine)"),
        ("Gaza", "Gaza Strip (first-order division, Palestine)"),
        ("Syria, Iraq", "Syria (country) + Iraq (country)"),
        ("SY,IQ,JO", "Syria (country) + Iraq (country) + Jordan (country)"),
        ("Syria + Iraq", "Syria (country) + Iraq (country)"),
        ("Homs, Syria; Iraq", "Homs (province, Syria) + Iraq (country)"),
        ("Syria minus Idlib", "Syria (country) minus Idlib (province, Syria)"),
        ("near:Damascus:50km", "within 50 km of Damascus (capital, Damascus, Syria)"),
        ("near:Damascus:50", "within 50 km of Damascus (capital, Damascus, Syria)"),
        ("near:Damascus: 5 miles", "within 5 mi of Damascus (capital, Damascus, Syria)"),
        ("near:geonames:169389:5km", "within 5 km of Idlib (town, Idlib, Syria)"),
        ("near:Paris, Texas:50km", "within 50 km of Paris (town, Texas, United States)"),
        ("near:SY-ID:50km", "within 50 km of the middle of Idlib (province, Syria)"),
        ("near:33.5,36.3:50km", "within 50 km of 33.5,36.3"),
        ("near:-1.5, 29:30mi, Rwanda", "within 30 mi of -1.5,29 + Rwanda (country)"),
        ("bbox:35,34,38,37", "box 35,34 to 38,37"),
        ("bbox:35,34,38,37, Iraq", "box 35,34 to 38,37 + Iraq (country)"),
    ],
)
def test_labels(world, text, label):
    assert world.region(text).label == label


def test_plus_binds_closer_than_minus_and_every_minus_takes_out(world):
    region = world.region("Syria + Iraq minus Idlib + Nineveh minus Homs, Syria")
    assert [part.label for part in region.parts] == ["Syria (country) + Iraq (country)"]
    assert [part.label for part in region.without] == [
        "Idlib (province, Syria) + Nineveh (governorate, Iraq)",
        "Homs (province, Syria)",
    ]


def test_a_list_is_a_place_in_others_where_it_lies_there(world):
    assert world.region("Homs, Syria").place is not None
    assert [part.label for part in world.region("Idlib, Homs").parts] == [
        "Idlib (province, Syria)",
        "Homs (province, Syria)",
    ]
    assert [part.place.country_code for part in world.region("Lebanon, Syria").parts] == [
        "LB",
        "SY",
    ]


def test_what_is_ambiguous_is_told_by_what_lies_in_it(world):
    assert world.region("Goma, Congo").place.country_code == "CD"
    assert world.region("Brazzaville, Congo").place.country_code == "CG"
    assert world.region("Tbilisi, Georgia").place.country_code == "GE"
    assert world.region("Atlanta, Georgia").place.country_code == "US"
    assert world.region("near:Goma, Congo:5km").label == (
        "within 5 km of Goma (town, North Kivu, Democratic Republic of the Congo)"
    )
    for text in ("Georgia, Congo", "Damascus, Congo"):
        with pytest.raises(AmbiguousRegionError):
            world.region(text)


def test_of_nested_namesakes_the_outermost_is_meant_and_the_note_says_so(world):
    region = world.region("Idlib")
    assert region.members == {IDLIB}
    assert region.note == (
        "Idlib is also a town and a second-order division in it; Idlib (province, Syria) is meant"
    )
    assert world.region("Syria").note is None
    assert world.region("Raqqa").place.feature_code == "ADM1"


def test_a_division_is_no_namesake_for_the_former_name_that_a_town_in_it_has(world):
    assert world.region("Kazan").place.feature_code == "PPL"
    assert world.region("Mosul").place.name == "Mosul"


@pytest.mark.parametrize("text", ["Chiapas", "Nicaragua", "Tuscany", "Kirovohrad"])
def test_a_place_of_quite_another_name_is_no_namesake_of_what_holds_it(world, text):
    assert world.region(text).note is None
    assert world.region(f"near:{text}:5km").label.startswith("within 5 km of the middle of")


def test_a_namesake_in_a_region_may_be_spelled_a_little_otherwise(world):
    assert world.region("Guatemala").note.startswith("Guatemala City is also a capital")
    assert world.region("Odesa").note.startswith("Odesa is also a town in it")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Grece", "Greece (country)"),
        ("Grèce", "Greece (country)"),
        ("near:Grece:50km", "Greece (country)"),
        ("Burma", "Myanmar (country)"),
        ("Near East", "Middle East (region)"),
    ],
)
def test_another_name_than_the_region_s_own_is_said_to_be_taken_for_it(world, text, label):
    name = text.removeprefix("near:").removesuffix(":50km")
    assert world.region(text).note == f"{name!r} is taken for {label}"


def test_of_a_name_that_only_lesser_places_go_by_too_the_one_that_was_meant_is_offered(world):
    with pytest.raises(AmbiguousRegionError, match=r"geonames:\d+; or did you mean Syria\?; give"):
        world.region("Syra")


@pytest.mark.parametrize("text", ["Springfield", "Santa Cruz", "Victoria"])
def test_of_what_a_place_goes_by_nothing_else_is_offered(world, text):
    with pytest.raises(AmbiguousRegionError) as refused:
        world.region(text)
    assert "did you mean" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["Greece", "the Netherlands", "state of palestine", "Cape Verde", "Türkiye", "Tigray Region",
     "Mediterranean", "UK", "uk", "DRC", "GRC"],
)  # fmt: skip
def test_a_region_s_own_and_english_names_and_short_ones_are_taken_without_a_word(world, text):
    assert world.region(text).note is None


def test_what_is_passed_over_is_said(world):
    note = world.region("Tripoli").note
    assert note.startswith("Tripoli is also a capital in it; Tripoli District")
    assert note.endswith("(second-order division, North, Lebanon) geonames:266825")
    assert "Lebanon" in world.region("near:Tripoli:50km").note
    joint = world.region("Idlib + Syria minus Tripoli").note
    assert "Idlib (province, Syria) is meant; Tripoli is also" in joint


@pytest.mark.parametrize(
    ("text", "label", "other"),
    [
        ("Nippes", "Nippes (department, Haiti)", "geonames:2862375"),  # a part of Cologne
        ("Lac", "Lac (province, Chad)", "geonames:3185012"),
    ],
)
def test_a_lesser_town_beside_a_first_order_division_is_passed_over_and_said(
    world, text, label, other
):
    region = world.region(text)
    assert region.label == label
    assert region.note.startswith(f"{label} is meant, not ")
    assert region.note.endswith(other)
    assert other in region.namesakes


def test_another_first_order_division_of_the_name_in_the_country_is_said(world):
    region = world.region("Sanaa")
    assert region.label == "Sanaa City (municipality, Yemen)"
    assert region.note.endswith("not Sanaa (governorate, Yemen) geonames:71132")


@pytest.mark.parametrize("text", ["Georgia", "Springfield", "Punjab", "Congo", "Korea", "civ"])
def test_other_ambiguity_lists_the_choices_with_ids(world, text):
    with pytest.raises(AmbiguousRegionError, match=r"geonames:\d+.*; .*geonames:\d+"):
        world.region(text)


def test_a_choice_that_is_listed_can_be_given(world):
    with pytest.raises(AmbiguousRegionError) as caught:
        world.region("Georgia")
    ids = [word.strip(";") for word in str(caught.value).split() if word.startswith("geonames:")]
    assert [world.region(i).place.feature_code for i in ids] == ["PCLI", "ADM1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nowherestan", "no region or place is called 'Nowherestan'"),
        ("Syria minus Nowherestan", "'Nowherestan'"),
        ("Syria + Nowherestan", "'Nowherestan'"),
        ("near:Nowherestan:5km", "'Nowherestan'"),
        ("missing.geojson", "there is no such file"),
        ("geonames:1", "no place has this id"),
        ("999999999999999999999999", "no place has this id"),
        ("dateline:nowhere", "no place has this id"),
        ("SY-XX", "no division of Syria has this ISO 3166-2 code"),
        ("Syrians", "'Syrians'"),
        ("Syrian", "'Syrian'"),
    ],
)
def test_what_is_not_there_is_told(world, text, message):
    with pytest.raises(UnknownRegionError, match=message) as caught:
        world.region(text)
    assert not isinstance(caught.value, RegionFormError)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no region is named"),
        ("   ", "no region is named"),
        ("Syria minus", "a region is missing"),
        ("minus Syria", "a region is missing"),
        ("Syria + ", "a region is missing"),
        ("Syria ++ Iraq", "a region is missing"),
        ("near:Goma", "near:PLACE:50km"),
        ("near:", "near:PLACE:50km"),
        ("near:Goma:far", "near:PLACE:50km"),
        ("near:Goma:50 leagues", "near:PLACE:50km"),
        ("near:Goma:0km", "within 0 and 5000 km"),
        ("near:Goma:4000mi", "within 0 and 5000 km"),
        ("near:Goma:-5km", "within 0 and 5000 km"),
        ("bbox:", "bbox:west,south,east,north"),
        ("bbox:a,b,c,d", "bbox:west,south,east,north"),
        ("bbox:1,2,3", "bbox:west,south,east,north"),
        ("bbox:10,10,0,5", "the box is empty"),
        ("bbox:10,5,10,6", "the box is empty"),
    ],
)
def test_a_wrong_form_is_told_with_the_right_one(world, text, message):
    with pytest.raises(RegionFormError, match=message):
        world.region(text)


@pytest.mark.parametrize(
    "text", ["bbox:34,135,37,138", "bbox:nan,1,2,3", "near:136.5,36:50km", "bbox:0,0,inf,1"]
)
def test_degrees_out_of_range_are_told(world, text):
    with pytest.raises(CoordinateError, match="latitude"):
        world.region(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ukrane", "Ukraine"),
        ("Sahell", "Sahel"),
        ("Burkina Fasso", "Burkina Faso"),
        ("Syrians", "Syria"),
        ("Syria minus Aleppoo", "Aleppo"),
        ("near:Damasus:50km", "Damascus"),
        ("Rakine", "Rakhine State"),
        ("Kachn", "Kachin State"),
    ],
)
def test_close_spellings_are_offered(world, text, meant):
    with pytest.raises(UnknownRegionError, match=rf"; did you mean {meant}\b"):
        world.region(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Idlb", "Idlib"),
        ("Tripolli", "Tripoli"),
        ("Ukrane", "Ukraine"),
        ("Goma DRC", "Goma or D.R.C."),
    ],
)
def test_what_is_offered_differs_in_more_than_marks_and_is_not_much_worse(world, text, hint):
    with pytest.raises(UnknownRegionError) as caught:
        world.region(text)
    assert str(caught.value).endswith(f"; did you mean {hint}?")


def test_what_is_like_no_name_is_offered_none(world):
    with pytest.raises(UnknownRegionError, match=r"is called 'Zqxwvkj'$"):
        world.region("Zqxwvkj")


def test_unusual_words_for_divisions_are_not_shown(world):
    assert world.region("Tripoli District").label == "Tripoli District (division, Libya)"


def test_a_distance_is_measured_from_the_town_of_a_name_that_a_division_has_too(world):
    area = world.region("near:Homs:40km").geometry
    homs = world.get("geonames:169577")
    middle = area.centroid
    assert distance_km(homs.latitude, homs.longitude, middle.y, middle.x) < 0.2


def test_a_distance_without_a_unit_is_in_km_and_says_so(world):
    bare, plain = world.region("near:Goma:50"), world.region("near:Goma:50km")
    assert bare.label == plain.label
    assert bare.geometry.equals(plain.geometry)
    assert bare.note == "near:Goma:50 has no unit: 50 km is meant"
    assert plain.note is None


def test_miles_are_longer_than_kilometres(world):
    areas = [world.region(f"near:Goma:30{unit}").geometry.area for unit in ("km", "mi")]
    assert areas[1] / areas[0] == pytest.approx(1.609344**2, rel=1e-3)


def test_places_within_others(world):
    assert places_within(world, "Paris, Texas")[0].place.place_id == "geonames:4717560"
    assert places_within(world, "Paris, Texas, US")[0].place.place_id == "geonames:4717560"
    assert places_within(world, "Paris") == []
    assert places_within(world, "Paris, Nowherestan") == []


def test_regions_are_values(world):
    first, second = (world.region("Syria minus near:Homs:20km") for _ in range(2))
    assert first == second
    assert len({first, second, world.region("Syria")}) == 2
    with pytest.raises(AttributeError):
        first.label = "mine"


def test_naming_a_region_puts_no_polygons_together(world, monkeypatch):
    def put_together(*_, **__):
        raise AssertionError("polygons are put together")

    for union in ("union_all", "disjoint_subset_union_all", "difference"):
        monkeypatch.setattr(shapely, union, put_together)
    region = world.region("Sub-Saharan Africa + Europe minus Sahel")
    with pytest.raises(AssertionError, match="put together"):
        assert region.geometry


def test_the_examples_in_the_docstring_are_right(world):
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, tried = doctest.testmod(gazetteer.region_syntax, optionflags=flags)
    assert tried > 5
    assert failed == 0


PIECES = st.sampled_from(
    ["Syria", "minus", "+", ",", ";", ":", "near:", "bbox:", "50km", "mi", "1,2,3,4", "Homs", "-1",
     "geonames:", "169387", "SY", "sy-id", ".geojson", "/", "\\", "\0", "(", "é", "\u0130", " "]
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=12))
def test_any_text_is_a_region_or_an_error_of_ours(world, text):
    with contextlib.suppress(DatelineError):
        assert world.region(text).label
