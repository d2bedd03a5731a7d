"""Types on the map: all named, told apart, in the order of their classes."""

import itertools

from geo.event_types import EVENT_TYPES
from maps.palette import OTHER, styles_of


def test_every_type_of_the_ontology_has_a_colour_of_its_own():
    styles = styles_of(EVENT_TYPES)
    assert {style.code for style in styles} == set(EVENT_TYPES)
    assert len({style.colour for style in styles}) == len(EVENT_TYPES)


def test_types_of_one_class_stand_together():
    groups = [style.group for style in styles_of(EVENT_TYPES)]
    assert len({*groups}) == 1 + sum(a != b for a, b in itertools.pairwise(groups))
    assert groups[-1] == OTHER


def test_type_that_the_ontology_does_not_know_is_shown_all_the_same():
    (style,) = styles_of(["ALIEN_LANDING"])
    assert (style.label, style.group) == ("Alien landing", OTHER)


def test_order_does_not_hang_on_the_input():
    assert styles_of(["AID", "ASSAULT"]) == styles_of(["ASSAULT", "AID", "AID"])
