"""Names that go on over the words beside them."""

import pytest

from gazetteer import Gazetteer
from geo.encoder.model import shipped_model
from geo.encoder.recognizer import EncoderRecognizer
from geo.encoder.sentences import sentences
from geo.encoder.wholes import whole
from geo.encoder.words import read_words


def wholes(world: Gazetteer, text: str, *found: str) -> list[str]:
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    spans = [(text.index(name), text.index(name) + len(name)) for name in found]
    names = [(*words.covering(*span), 0.9) for span in spans]
    return [words.surface(first, last) for first, last, _ in whole(words, names, world)]


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("Floods reached Bruck an der Mur on Sunday.", ["Bruck"], "Bruck an der Mur"),
        ("Gunmen in Norte de Santander fled.", ["Norte"], "Norte de Santander"),
        ("Gunmen in Norte de Santander fled.", ["Norte", "Santander"], "Norte de Santander"),
        ("They fled Ribas do Rio Pardo.", ["Ribas", "Rio Pardo"], "Ribas do Rio Pardo"),
        (
            "Gunmen who had hidden for weeks in the hills above it came to Norte de\nSantander.",
            ["Norte"],
            "Norte de\nSantander",
        ),
        ("A base in Buni Yadi was hit.", ["Buni"], "Buni Yadi"),
        ("A truce in Ain al-Hilweh held.", ["Ain"], "Ain al-Hilweh"),
        ("Airstrikes in Maarat al-Numan killed five.", ["Maarat"], "Maarat al-Numan"),
        ("Fire in Saint-Pierre-du-Perray.", ["Perray"], "Saint-Pierre-du-Perray"),
    ],
)
def test_a_name_is_as_long_as_what_a_place_is_called(
    world: Gazetteer, text: str, found: list[str], name: str
) -> None:
    assert wholes(world, text, *found) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met in Paris in Texas.", ["Paris", "Texas"]),
        ("Fires in Southern California went on.", ["California"]),
        ("Troops left Homs and Hama.", ["Homs", "Hama"]),
        ("In Homs al-qaida fled.", ["Homs"]),
        ("FIGHTING IN NORTE DE SANTANDER", ["NORTE"]),
        ("Troops left Bruck. An der Mur they stopped.", ["Bruck"]),
    ],
)
def test_what_no_place_is_called_stays_as_it_is(
    world: Gazetteer, text: str, found: list[str]
) -> None:
    assert wholes(world, text, *found) == found


@pytest.mark.parametrize(
    ("text", "found", "names"),
    [
        ("TROOPS FOUGHT IN SAN CARLOTA TODAY.", ["SAN"], ["SAN CARLOTA"]),
        ("TROOPS FOUGHT IN SAN VICENTE TODAY.", ["SAN", "VICENTE"], ["SAN VICENTE"]),
        ("TROOPS FOUGHT IN LA ESPERANZA TODAY.", ["LA"], ["LA ESPERANZA"]),
        ("TROOPS FOUGHT IN LA LIBERTAD AND SAN SALVADOR.", ["LA"], ["LA LIBERTAD"]),
        # Los Angeles is called so, and nothing goes on behind a mark or the end.
        ("A FIRE BROKE OUT IN LA SUBURBS TODAY.", ["LA"], ["LA"]),
        ("HE ARRIVED IN LA, HE SAID.", ["LA"], ["LA"]),
        ("HE CAME TO EL. TROOPS FOUGHT ON.", ["EL"], ["EL"]),
    ],
)
def test_in_capitals_the_beginning_of_a_name_takes_the_next_word(
    world: Gazetteer, text: str, found: list[str], names: list[str]
) -> None:
    assert wholes(world, text, *found) == names


def test_the_two_ends_of_a_road_are_two_names(world: Gazetteer) -> None:
    text = "Gunmen fled along the Kaduna-Abuja highway."
    assert wholes(world, text, "Kaduna-Abuja") == ["Kaduna", "Abuja"]
    for one in ("Baden-Baden", "Bouman-Stickney", "Zzyx-Abuja"):
        assert wholes(world, f"Gunmen fled along {one} road.", one) == [one]


def test_the_surest_piece_says_how_sure_the_whole_is(world: Gazetteer) -> None:
    text = "Gunmen in Norte de Santander fled."
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    (name,) = whole(words, [(2, 2, 0.5), (4, 4, 0.8)], world)
    assert name == (2, 4, 0.8)


def test_the_recogniser_gives_whole_names(world: Gazetteer) -> None:
    text = "Police in Norte de Santander arrested two men, and aid reached Las Matas de Santa Cruz."
    (names,) = EncoderRecognizer(world).recognize([text])
    assert [name.text for name in names] == ["Norte de Santander", "Las Matas de Santa Cruz"]
