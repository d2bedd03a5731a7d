"""What is read around an event, and that each word of it stands where it belongs."""

import numpy as np
import pytest

from geo.encoder.scenes import (
    AROUND,
    BEFORE,
    BEHIND,
    DISTANCES,
    OPENING,
    OPENS,
    PLACES,
    SENTENCES,
    TITLED,
    Scene,
    SceneReader,
    shipped_scores,
)
from geo.placing.scenery import FEATURES

TEXT = "Gunmen shot two men in Homs. A bus fell into a river in Aleppo. Police held nine people."


@pytest.fixture(scope="module")
def scenes(world) -> SceneReader:
    return SceneReader()


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def seen(
    scenes: SceneReader, text: str, word: str, *names: str, title: str | None = None
) -> Scene | None:
    """The scene of an event between places of these names, of which nothing else is known."""
    named = [[span(text, name)] if name in text else [] for name in names]
    features = np.zeros((len(names), len(FEATURES)))
    return scenes.read(text, title).scene(span(text, word), named, features)


def test_the_pieces_of_the_event_and_of_names_are_told_apart(scenes) -> None:
    scene = seen(scenes, TEXT, "held", "Homs", "Aleppo")
    assert scene is not None
    assert scene.event.sum() == 1
    assert scene.distance[scene.event == 1].tolist() == [DISTANCES // 2]
    assert {number: int((scene.place == number).sum()) for number in (1, 2)} == {1: 2, 2: 1}
    homs, aleppo = (int(np.flatnonzero(scene.place == number)[0]) for number in (1, 2))
    assert scene.distance[homs] < scene.distance[aleppo] < DISTANCES // 2
    here = scene.sentence[scene.event == 1][0]
    assert (here - scene.sentence[homs], here - scene.sentence[aleppo]) == (2, 1)
    assert set(scene.part.tolist()) == {AROUND}


def test_a_place_has_the_state_of_its_names_and_of_what_stands_around_them(scenes) -> None:
    scene = seen(scenes, TEXT, "held", "Homs", "Damascus")
    assert scene is not None
    assert np.allclose(scene.names[0], scene.states[scene.place == 1].mean(axis=0), atol=1e-3)
    assert scene.around[0].any()
    assert not scene.names[1].any()
    assert not scene.around[1].any()


def test_the_title_and_the_opening_are_read_beside_what_is_near(scenes) -> None:
    text = "It began in Homs. " + "Nobody had been told of any of this before. " * 12 + TEXT
    scene = seen(scenes, text, "held", "Aleppo", title="Nine are held in Aleppo")
    assert scene is not None
    parts = {part: int((scene.part == part).sum()) for part in (AROUND, OPENS, TITLED)}
    assert parts[OPENS] == OPENING
    assert BEFORE < parts[AROUND] <= BEFORE + BEHIND
    assert parts[TITLED] == 5
    assert not scene.distance[scene.part != AROUND].any()
    assert scene.sentence.max() < SENTENCES
    assert seen(scenes, text, "held", "Aleppo").part.max() < TITLED


def test_no_more_places_are_told_apart_than_there_is_room_for(scenes) -> None:
    scene = seen(scenes, TEXT, "held", *["Homs"] * (PLACES + 3))
    assert scene is not None
    assert len(scene.features) == len(scene.names) == PLACES


def test_outside_of_prose_nothing_is_read(scenes) -> None:
    keys = " ".join(f"{number:040}" for number in range(12))
    assert seen(scenes, keys, f"{7:040}", "Homs") is None


def test_a_scene_is_the_same_whatever_was_read_before(scenes) -> None:
    alone = seen(scenes, TEXT, "held", "Homs", "Aleppo")
    seen(scenes, "Floods hit Makurdi, and people fled from Lafia.", "fled", "Makurdi")
    again = seen(scenes, TEXT, "held", "Homs", "Aleppo")
    for said, said_again in zip(shipped_scores()(alone), shipped_scores()(again), strict=True):
        assert (said == said_again).all()


def test_what_ships_goes_on_where_the_story_is(scenes) -> None:
    text = (
        "Gunmen attacked a market in Homs on Monday. They killed nine people and set fire to the "
        "stalls. A week before, a bus had fallen into a river in Aleppo."
    )
    scores, odds = shipped_scores()(seen(scenes, text, "killed", "Homs", "Aleppo"))
    assert scores.shape == odds.shape == (2,)
    assert scores[0] > scores[1]
