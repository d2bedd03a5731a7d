from geo.records import Toponym
from geo.toponyms.place_labels import with_place_labels


def toponym(text: str, name: str, kind: str = "noun") -> Toponym:
    start = text.index(name)
    return Toponym(start, start + len(name), name, "literal", kind, 0.9)


def labels(analysis, text: str) -> dict[str, str]:
    return {text[name.start : name.end]: name.label for name in analysis.names}


def test_a_place_that_the_reader_takes_for_a_person_is_a_place(analyse) -> None:
    text = "Rebels have not captured Goma, residents said on Monday."
    analysis = analyse(text)
    assert labels(analysis, text)["Goma"] == "PERSON"
    labelled = with_place_labels(analysis, [toponym(text, "Goma")])
    assert labels(labelled, text) == {"Goma": "GPE", "Monday": "DATE"}
    assert [name.first for name in labelled.names] == sorted(n.first for n in labelled.names)


def test_a_longer_name_stays_what_it_is(analyse) -> None:
    text = "Doctors at the Kabul Military Hospital treated 14 men."
    analysis = analyse(text)
    labelled = with_place_labels(analysis, [toponym(text, "Kabul", "modifier")])
    assert labelled.names == analysis.names


def test_a_name_that_means_no_place_changes_nothing(analyse) -> None:
    text = "Rebels captured Goma."
    analysis = analyse(text)
    assert with_place_labels(analysis, [toponym(text, "Goma", "homonym")]).names == analysis.names
