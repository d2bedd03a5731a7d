"""Of several places where an event may have been one is chosen, where the report leaves it open."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from geo.choosers import Choosers
from geo.choosing import Worth
from geo.encoder.scenes import SceneReader
from geo.pipeline import Parser
from geo.placing.scenery import (
    BY_ITS_WORDS,
    FEATURES,
    Chosen,
    Floats,
    Likeliest,
    Question,
    likeliest,
)
from geo.placing.story import Act
from geo.records import Event, Report, Seen


@dataclass
class Chooser:
    """Takes the place of a name where it is proposed and no words of the event say another, and
    keeps what it was asked to choose."""

    name: str
    asked: list[tuple[Act, dict[str, frozenset[str]], Floats]] = field(default_factory=list)

    def choose(self, question: Question) -> Chosen:
        names = {p.location.place.name: p.sources for p in question.proposals}
        if question.proposals[0].placed.step in BY_ITS_WORDS:
            return Chosen(0, 0.625)
        if question.is_open:
            self.asked.append((question.act, names, question.features))
        return Chosen(list(names).index(self.name) if self.name in names else 0, 0.625)


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
    assert event.parts["place"] == 0.625
    assert event.location_step in {"event", "report"}


def test_each_place_is_proposed_once_with_all_that_says_so(read) -> None:
    _, ((_, names, features),) = read(TEXT, "Homs")
    assert set(names) == {"Aleppo", "Homs", "Syria"}
    assert {"told", "previous"} <= names["Aleppo"]
    assert "lead" in names["Homs"]
    assert {"main", "home"} <= names["Syria"]
    assert features.shape == (3, len(FEATURES))


OWN = "Gunmen shot two men in Homs. Police arrested nine people in Aleppo."


def test_what_its_own_words_say_stays_and_is_as_sure_as_without_a_choice(read) -> None:
    event, _ = read(OWN, "Homs")
    (location,) = event.locations
    assert (location.place.name, event.location_step) == ("Aleppo", "grammar")
    assert event.parts["place"] != 0.625


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot two men in Homs.\n\nThe parliament condemned the shooting.",
        "Gunmen shot two men in Homs.\n\nIran and Syria reached a deal.",
        "Gunmen shot two men in Homs. Separately, police arrested nine people.",
        "Gunmen shot two men in Homs.\n\nAleppo: Police arrested nine people.",
    ],
)
def test_what_a_country_says_and_what_was_elsewhere_is_not_asked(read, text: str) -> None:
    event, asked = read(text, "Homs")
    assert event.trigger.text in {"condemned", "reached", "arrested"}
    assert asked == []


def test_names_of_people_and_names_behind_the_event_are_proposed_as_well(read) -> None:
    _, ((_, names, features),) = read(
        "A Lebanese man was arrested. His brother lives in Homs.", "Homs"
    )
    assert {"Lebanon", "Homs"} <= set(names)
    named = dict(zip(names, features[:, FEATURES.index("mentions")], strict=True))
    assert (named["Lebanon"], named["Homs"]) == (0, 1)


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


def test_the_likeliest_place_is_taken_with_what_its_share_is_worth(world) -> None:
    text = "Gunmen shot two men in Homs. Police arrested nine people."
    word = text.index("arrested")
    features = np.array([of(first=1.0), of(mentions=3.0)])
    scenes = SceneReader().read(text, None)
    question = Question(Act(0, "COERCE"), (word, word + 8), [], [[], []], features, scenes, True)
    worth = Worth(np.array([0.0, 1.0]), np.array([0.2, 0.8]))
    odds = np.array([0.0, np.log(3)], np.float32)
    chosen = Likeliest(lambda scene: (np.array([0.0, 0.25], np.float32), odds), worth)
    chosen = chosen.choose(question)
    share = np.exp(0.25) / (1 + np.exp(0.25))
    assert chosen.number == 1
    assert chosen.probability == pytest.approx(0.2 + 0.6 * share, abs=1e-4)
    assert chosen.seen == Seen(0.5, 0.75)


def test_the_country_that_the_steps_have_stays_unless_a_finer_place_is_likely() -> None:
    likelier = np.array([0.45, 0.55])
    country, town = of(first=1.0, precision=6.0), of(precision=2.0)
    assert likeliest(likelier, np.array([country, town]))[0] == 0
    # Of two towns, or with a country instead of another, the likelier one is taken.
    assert likeliest(likelier, np.array([of(first=1.0, precision=2.0), town]))[0] == 1
    assert likeliest(likelier, np.array([country, of(precision=6.0)]))[0] == 1
