import json
import re
from pathlib import Path

import numpy as np
import pytest

import geo
from geo.pipeline import Parser
from geo.records import Report
from geo.resolver import Prior
from geo.resolver.explain import in_words
from geo.resolver.features import NAMES
from geo.resolver.home import home_names
from geo.resolver.ranker import MODEL, open_ranker, softmax
from geo.resolver.reasons import GROUPS
from geo.trees import Trees

EXAMPLES = Path(__file__).parents[1] / "examples"
TREE = {
    "feature": ["a", "b"],
    "threshold": [1.0, 5.0],
    "left": [[0, 2], [0, 1]],
    "value": [0.5, -0.25, 2.0],
}
"""a <= 1: (b <= 5: 0.5, else -0.25), else 2."""


def test_trees_reach_the_leaf_that_their_comparisons_lead_to() -> None:
    matrix = np.array([[1.0, 5.0], [1.0, 6.0], [1.5, 0.0]])
    assert Trees([TREE, TREE], ["a", "b"]).score(matrix).tolist() == [1.0, -0.5, 4.0]


def test_a_line_scores_the_same_whatever_stands_beside_it() -> None:
    trees = open_ranker().passes[0]
    matrix = np.random.default_rng(1).normal(size=(300, len(NAMES))) * 3
    alone = [float(trees.score(matrix[i : i + 1])[0]) for i in range(0, 300, 37)]
    assert alone == trees.score(matrix)[::37].tolist()


def test_the_shipped_model_knows_the_features_of_today() -> None:
    assert json.loads(MODEL.read_text(encoding="utf-8"))["features"] == list(NAMES)
    assert MODEL.stat().st_size < 2_000_000


def test_beliefs_leave_room_for_none_of_these() -> None:
    belief = softmax(np.array([0.0, -50.0, 50.0]), np.array([0, 2, 2, 3]))
    assert belief == pytest.approx([0.5, 0.0, 1.0])


def test_probability_never_falls_with_belief() -> None:
    ranker = open_ranker()
    found = [ranker.probability(b) for b in np.linspace(0, 1, 50)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("url", "source", "name"),
    [
        ("https://www.denverpost.com/x", None, "Denver"),
        ("http://kansascitynews.com", None, "Kansas City"),
        (None, "The Aleppo Herald", "Aleppo"),
    ],
)
def test_an_outlet_tells_where_it_is_at_home(world, url, source, name) -> None:
    assert name in home_names(url, source, world)


def _places(parser: Parser, text: str) -> dict[str, str | None]:
    parsed = parser.parse(Report("r", text, language="en"))
    return {t.toponym.text: t.place.place_id if t.place else None for t in parsed.toponyms}


def test_a_prior_weighs_and_does_not_filter(world) -> None:
    text = "Shops in Tripoli stayed shut. Nothing was heard from Paris."
    there = Parser(world, prior=Prior("LB", (33.9, 35.5)))
    assert _places(there, text)["Tripoli"] == "geonames:266826"
    assert _places(there, text)["Paris"] == "geonames:2988507"


def test_a_place_less_likely_than_asked_for_is_left_out(world) -> None:
    text = "A fire broke out in Springfield."
    assert _places(Parser(world), text)["Springfield"] is not None
    assert _places(Parser(world, min_score=0.99), text)["Springfield"] is None


def test_an_unknown_name_is_placed_about_its_neighbours_and_not_identified(world) -> None:
    text = "Shells fell in Aleppo. They fled the village of Zzyxqqwv. Idlib and Hama were quiet."
    span = (text.index("Zzyxqqwv"), text.index("Zzyxqqwv") + 8)
    towns = [(text.index(t), text.index(t) + len(t)) for t in ("Aleppo", "Idlib", "Hama")]
    report = Report("r", text, language="en", spans=tuple(sorted([span, *towns])))
    parsed = Parser(world).parse(report)
    (unknown,) = [t for t in parsed.toponyms if t.toponym.text == "Zzyxqqwv"]
    assert unknown.place is None
    assert unknown.score == 0
    assert unknown.approximate is not None
    assert unknown.approximate.source == "inferred"
    assert unknown.approximate.place.country_code == "SY"
    assert unknown.approximate.radius_km >= 25


def test_an_explanation_names_candidates_and_features(world) -> None:
    told = Parser(world).explain(Report("r", "A fire broke out in Springfield.", language="en"))
    (name,) = told["toponyms"]
    beliefs = [candidate["belief"] for candidate in name["candidates"]]
    assert beliefs == sorted(beliefs, reverse=True)
    assert set(name["candidates"][0]["features"]) == set(NAMES)
    assert name["reasons"]
    assert all(isinstance(nats, float) for nats in name["reasons"].values())


def test_every_feature_has_words_once() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(NAMES)


def test_an_explanation_in_words_names_the_place_its_rivals_and_what_weighed_most(world) -> None:
    text = "TRIPOLI, Lebanon - A bomb exploded in Tripoli. Zzyxqqwv was quiet, Lebanon said."
    spans = tuple((m.start(), m.end()) for m in re.finditer("TRIPOLI|Tripoli|Zzyxqqwv", text))
    told = Parser(world).explain(Report("r", text, language="en", spans=spans))
    report, *lines = in_words(told)
    assert report == "r"
    first = next(line for line in lines if line.startswith("  Tripoli ("))
    assert "Tripoli (town, North, Lebanon), geonames:266826, " in first
    assert first.endswith("% likely right")
    below = lines[lines.index(first) + 1 :]
    assert below[0].startswith("    or else: ")
    assert "%; none of these " in below[0]
    assert below[1].startswith("    for it: ")
    assert not any(name in line for line in lines for name in NAMES if "_" in name)
    assert lines[-1].startswith("  Zzyxqqwv (47-55): no place, ")


def test_what_the_user_said_of_the_reports_is_among_the_reasons(world) -> None:
    report = Report("r", "A fire broke out in Tripoli.", language="en")
    (without,) = Parser(world).explain(report)["toponyms"]
    (name,) = Parser(world, prior=Prior(country="LB")).explain(report)["toponyms"]
    assert "--country and --near" not in without["reasons"]
    assert name["candidates"][0]["label"] == "Tripoli (town, North, Lebanon)"
    assert name["reasons"]["--country and --near"] == 2.0


def test_the_names_of_a_title_are_weighed_and_those_of_the_text_explained(world) -> None:
    text = "A bomb killed two people in Homs on Thursday."
    report = Report("r", text, "Blast in Syria", language="en")
    (told,) = Parser(world).explain(report)["toponyms"]
    assert (told["text"], told["start"]) == ("Homs", text.index("Homs"))


def test_what_is_explained_is_what_is_parsed(world) -> None:
    """With the villages that only the events beside them say are places."""
    text = "Six people were killed in Lower Ubbekwa on Monday. Rebels shelled Tsakwe, police said."
    parser, report = Parser(world), Report("r", text, language="en")
    told = [(t["start"], t["end"]) for t in parser.explain(report)["toponyms"]]
    assert told == [(t.toponym.start, t.toponym.end) for t in parser.parse(report).toponyms]


def test_a_bare_name_is_the_town_even_where_its_province_is_named_too(world) -> None:
    (report,) = geo.read_reports([EXAMPLES / "09-cordoba-argentina.txt"])
    places = [
        (report.text[t.toponym.end :].startswith(" province"), t.place.feature_code)
        for t in Parser(world).parse(report).toponyms
        if t.toponym.text.title() == "Córdoba" and t.place
    ]
    assert (True, "ADM1") in places
    assert {code for typed, code in places if not typed} == {"PPL"}
