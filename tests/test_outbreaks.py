from geo.triggers.ontology import find_triggers


def test_an_outbreak_is_told_once_a_sentence(analyse) -> None:
    analysis = analyse(
        "The clinic told the agency of 40 cases of cholera, with two cholera deaths."
    )
    health = [t for t in find_triggers(analysis) if t.event_type == "HEALTH"]
    assert len(health) == 1
