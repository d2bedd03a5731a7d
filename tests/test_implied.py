"""Of several places where an event may have been one is chosen, where the report leaves it open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from geo.choosers import Choosers
from geo.choosing import Weighing
from geo.confidence import shipped
from geo.pipeline import Parser
from geo.placing.scenery import FEATURES, Floats, Likeliest, Proposal, likeliest
from geo.placing.story import Act
from geo.records import Event, Report
from geo.trees import Trees


@dataclass
class Chooser:
    """Takes the place of a name where it is proposed, and keeps what it was asked."""

    name: str
    asked: list[tuple[Act, dict[str, frozenset[str]], Floats]] = field(default_factory=list)

    def choose(
        self, act: Act, proposals: Sequence[Proposal], features: Floats
    ) -> tuple[int, float]:
        names = {p.location.place.name: p.sources for p in proposals}
        self.asked.append((act, names, features))
        return (list(names).index(self.name) if self.name in names else 0), 0.625


@pytest.fixture
def read(world, reader):
    """The last event of a text, and what the chooser was asked of it."""

    def _read(text: str, name: str) -> tuple[Event, list]:
        chooser = Chooser(name)
        events = (
            Parser(world, reader, choosers=Choosers(places=chooser)).parse(Report("r", text)).events
        )
        return events[-1], chooser.asked

    return _read


TEXT = (
    "Gunmen shot two men in Homs. A bus fell into a river in Aleppo.\n\n"
    "Syria has had a bad week.\n\nPolice arrested nine people."
)


def test_a_place_that_is_chosen_is_a_guess_with_its_probability(read) -> None:
    event, asked = read(TEXT, "Homs")
    assert event.trigger.text == "arrested"
    assert len(asked) == 1
    (location,) = event.locations
    assert (location.place.name, location.source, location.where_prec) == ("Homs", "inferred", 2)
    assert event.parts["place"] == round(
        shipped().places.probability(f"{event.location_step}, place", 0.625), 4
    )
    assert event.location_step in {"event", "report"}


def test_each_place_is_proposed_once_with_all_that_says_so(read) -> None:
    _, ((_, names, features),) = read(TEXT, "Homs")
    assert set(names) == {"Aleppo", "Homs", "Syria"}
    assert {"told", "previous"} <= names["Aleppo"]
    assert "lead" in names["Homs"]
    assert {"main", "home"} <= names["Syria"]
    assert features.shape == (3, len(FEATURES))


@pytest.mark.parametrize(
    "text",
    [
        # What its own words say is not open, nor what countries and their bodies did,
        # what was elsewhere, the toll of a war and what stands under a heading.
        "Gunmen shot two men in Homs. Police arrested nine people in Aleppo.",
        "Gunmen shot two men in Homs.\n\nThe parliament imposed a curfew.",
        "Gunmen shot two men in Homs.\n\nIran and Syria reached a deal.",
        "Gunmen shot two men in Homs. Separately, police arrested nine people.",
        "Gunmen shot two men in Homs. The war has killed 300,000 people since 2011.",
        "Gunmen shot two men in Homs.\n\nAleppo: Police arrested nine people.",
    ],
)
def test_what_is_not_open_is_not_asked(read, text: str) -> None:
    assert read(text, "Homs")[1] == []


def test_around_what_an_unknown_place_lies_is_one_proposal_of_several(read) -> None:
    text = "Floods hit Makurdi, and people fled from Lafia. Gunmen shot a boy in Qarrbatt Square."
    event, ((_, names, _),) = read(text, "Lafia")
    assert "first" in names["Lafia"]
    assert "told_here" in names["Makurdi"]
    assert event.location_step == "around"
    assert event.locations[0].relation == "around"
    event, _ = read(text, "Makurdi")
    assert (event.location_step, event.locations[0].place.name) == ("event", "Makurdi")


def test_who_only_tells_of_it_from_afar_is_nowhere_near_it(read) -> None:
    _, ((_, names, _),) = read(
        "The defence ministry in Damascus said six soldiers were shot.", "Damascus"
    )
    assert "Damascus" not in names


def of(**told: float) -> list[float]:
    return [told.get(feature, 0.0) for feature in FEATURES]


def weighing() -> Weighing:
    """Takes what has more mentions."""
    tree = {
        "feature": ["mentions"],
        "threshold": [1.5],
        "left": [[0, 1]],
        "value": [0.0, 0.25],
    }
    return Weighing(Trees([tree], FEATURES), np.array([0.0, 1.0]), np.array([0.2, 0.8]))


def test_the_likeliest_place_is_taken_with_what_its_share_is_worth() -> None:
    places = np.array([of(first=1.0, mentions=1.0), of(mentions=3.0)])
    act = Act(0, "ASSAULT")
    best, probability = Likeliest(weighing()).choose(act, [], places)
    share = np.exp(0.25) / (1 + np.exp(0.25))
    assert best == 1
    assert probability == pytest.approx(0.2 + 0.6 * share, abs=1e-4)


def test_the_country_that_the_steps_have_stays_unless_a_finer_place_is_likely() -> None:
    country = of(first=1.0, mentions=1.0, precision=6.0)
    town = of(mentions=3.0, precision=2.0)
    assert likeliest(weighing(), np.array([country, town]))[0] == 0
    # Of two towns, or with a country instead of another, the likelier one is taken.
    assert likeliest(weighing(), np.array([of(first=1.0, precision=2.0), town]))[0] == 1
    assert likeliest(weighing(), np.array([country, of(mentions=3.0, precision=6.0)]))[0] == 1
