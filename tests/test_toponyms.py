import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.toponyms.toponyms import find_toponyms
from geo.toponyms.usage import describe_span


@pytest.fixture
def names(analyse, world):
    def found(text: str) -> dict[str, tuple[str, str]]:
        return {t.text: (t.usage, t.kind) for t in find_toponyms(analyse(text), world)}

    return found


@pytest.mark.parametrize(
    ("text", "name", "usage", "kind"),
    [
        ("Troops entered Idlib on Sunday.", "Idlib", "literal", "noun"),
        ("A bomb went off in Lagos.", "Lagos", "literal", "noun"),
        ("Tehran denied the report.", "Tehran", "associative", "metonym"),
        ("Iran and Syria signed an agreement.", "Iran", "associative", "metonym"),
        ("Iran and Syria signed an agreement.", "Syria", "associative", "metonym"),
        ("Officials held talks with Turkey.", "Turkey", "associative", "metonym"),
        ("The governor called on Tehran to act.", "Tehran", "associative", "metonym"),
        ("The White House was silent.", "White House", "associative", "metonym"),
        ("They met at the White House.", "White House", "literal", "noun"),
        ("The Syrian army withdrew.", "Syrian", "associative", "modifier"),
        ("They were stopped at the Syrian border.", "Syrian", "literal", "modifier"),
        ("Most Syrians want peace.", "Syrians", "associative", "demonym"),
        ("The Mosul front was quiet.", "Mosul", "literal", "modifier"),
        ("The Kenya government resigned.", "Kenya", "associative", "modifier"),
        ("Kenya's president resigned.", "Kenya", "associative", "modifier"),
        ("She studied at the University of Aleppo.", "Aleppo", "literal", "embedded"),
        ("The Bank of England cut rates.", "England", "associative", "embedded"),
    ],
)
def test_usage_and_kind(names, text: str, name: str, usage: str, kind: str) -> None:
    assert names(text)[name] == (usage, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting reached Idlib province.", "Idlib"),
        ("The flood hit Walker County.", "Walker County"),
        ("Fighting went on in the Netherlands's south.", "Netherlands"),
        ("They fled the village of Tamthil.", "Tamthil"),
        ("Shells hit the Aziziyah district.", "Aziziyah"),
    ],
)
def test_a_span_is_the_name_alone(names, text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister Jordan Peters resigned.", "Jordan"),
        ("We met on Sunday in March.", "March"),
        ("The Republican senator voted against it.", "Republican"),
    ],
)
def test_what_is_no_place(names, text: str, name: str) -> None:
    assert name not in names(text)


def test_a_given_span_is_described_and_kept_as_it_is(analyse, world) -> None:
    toponym = describe_span(analyse("The Syrian army withdrew."), (4, 10), world)
    assert (toponym.text, toponym.usage, toponym.probability) == ("Syrian", "associative", 1.0)


def test_a_given_span_without_a_word_is_described_too(analyse, world) -> None:
    assert describe_span(analyse("  .  "), (0, 1), world).text == " "


@given(
    st.lists(
        st.sampled_from(
            "Idlib Syria near in the province of , . Tehran said Paris Texas ' \n Ōsaka إدلب".split(
                " "
            )
        ),
        max_size=25,
    ).map(" ".join)
)
@settings(max_examples=80, deadline=None)
def test_spans_show_their_surface_in_order_and_apart(analyse, world, text: str) -> None:
    end = 0
    for toponym in find_toponyms(analyse(text), world):
        assert text[toponym.start : toponym.end] == toponym.text
        assert toponym.text.strip() == toponym.text != ""
        assert toponym.start >= end
        end = toponym.end
