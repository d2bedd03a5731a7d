"""Disputed areas: what the table says of each, and which places lie in them."""

import re

import numpy as np
import pytest
import shapely

from gazetteer.disputed import all_disputes, disputes, disputes_in
from gazetteer.shapes import area_km2

NOT_DRAWN = {"liancourt", "pratas", "scarborough-shoal"}


@pytest.fixture(scope="module")
def areas(world):
    return {dispute.slug: dispute for dispute in all_disputes(world)}


def of(world, place_id):
    return [dispute.slug for dispute in disputes(world, world.get(place_id))]


@pytest.mark.parametrize(
    ("place_id", "slugs"),
    [
        ("geonames:693805", ["crimea"]),  # Simferopol, by its chain
        ("geonames:703883", ["crimea"]),  # the Autonomous Republic itself
        ("geonames:2462881", ["western-sahara"]),  # Laayoune
        ("geonames:2461874", ["western-sahara"]),  # Smara, which GeoNames counts to Morocco
        ("geonames:1255634", ["jammu-and-kashmir"]),  # Srinagar
        ("geonames:57289", ["somaliland"]),  # Hargeysa
        ("geonames:786714", ["kosovo"]),  # Pristina
        ("geonames:1668341", ["taiwan"]),  # Taipei
        ("geonames:285066", ["west-bank"]),  # Hebron
        ("geonames:281133", ["gaza-strip"]),  # Gaza
        ("geonames:294946", []),  # Hadera
        ("geonames:443093", ["golan-heights"]),  # Katzrin, which GeoNames counts to Israel
        ("geonames:167444", ["golan-heights"]),  # Majdal Shams, which it counts to Syria
        ("geonames:690548", []),  # Uzhhorod
        ("geonames:690791", []),  # Ukraine holds disputed areas and is none
        ("geonames:1269750", []),  # nor is India
    ],
)
def test_a_place_is_in_a_dispute_by_its_chain_or_its_point(world, place_id, slugs):
    assert of(world, place_id) == slugs


def test_all_that_the_issue_of_boundaries_names_is_listed(areas):
    named = {
        "crimea", "western-sahara", "jammu-and-kashmir", "azad-kashmir", "gilgit-baltistan",
        "ladakh", "aksai-chin", "siachen-glacier", "somaliland", "kosovo", "taiwan", "west-bank",
        "gaza-strip", "east-jerusalem", "golan-heights",
    }  # fmt: skip
    assert named <= areas.keys()
    assert len(areas) >= 60


def test_claims_are_countries_or_stand_by_name(world, areas):
    codes = set(world.country_codes())
    for dispute in areas.values():
        for claimant in (*dispute.claimed_by, *dispute.controlled_by):
            assert claimant in codes or re.fullmatch(r"[A-Z][a-z]+.*", claimant), dispute.slug
        assert dispute.shown_as is None or dispute.shown_as in codes
        assert dispute.note
        assert dispute.since is None or 1700 < dispute.since < 2027


def test_an_area_is_shown_with_the_country_that_most_of_its_ground_is_drawn_with(world, areas):
    drawn = {
        code: shape
        for code in world.country_codes()
        if (shape := world.geometry(world.country(code).place_id)) is not None
    }
    codes, tree = list(drawn), shapely.STRtree(list(drawn.values()))
    for dispute in areas.values():
        assert dispute.shape is not None, dispute.slug
        assert dispute.shape.is_valid, dispute.slug
        ground = {
            codes[row]: shapely.intersection(drawn[codes[row]], dispute.shape).area
            for row in tree.query(dispute.shape, predicate="intersects").tolist()
        }
        most = max(ground, key=lambda code: ground[code], default=None)
        assert dispute.shown_as == most, (dispute.slug, ground)
        assert (most is None) == (dispute.slug in NOT_DRAWN)


def test_outlines_are_no_larger_than_what_they_stand_for(areas):
    """Land and shoals with some water around: an outline that slips reaches far more."""
    for dispute in areas.values():
        if not dispute.members and dispute.slug not in ("spratly", "paracel"):
            assert area_km2(dispute.shape) < 45_000, dispute.slug


def test_many_places_are_asked_at_once(world, areas):
    rows = np.arange(0, len(world.index), 500, dtype=np.int32)
    crimea = areas["crimea"].region.contains_rows(rows)
    for row, inside in zip(rows.tolist(), crimea.tolist(), strict=True):
        assert inside == (world.index.code(row).startswith(("UA.11", "UA.20")) or any(
            world.index.code(parent) in ("UA.11", "UA.20")
            for parent in world.index.parents[row].tolist() if parent >= 0
        ))  # fmt: skip


def test_a_region_tells_of_the_disputed_areas_that_it_is_in_or_holds(world):
    held = {dispute.name for dispute in disputes_in(world.region("Ukraine"))}
    assert "Crimea" in held
    assert [dispute.name for dispute in disputes_in(world.region("Simferopol"))] == ["Crimea"]
    golan = disputes_in(world.region("Golan Heights"))
    assert "Golan Heights" in {dispute.name for dispute in golan}
    assert disputes_in(world.region("Uruguay")) == ()
