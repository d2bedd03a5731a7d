"""Which type of event a word tells of, for those who ask for a type by such a word."""

from geo.triggers.lexicon import Entry, head_word, lexicon


def type_of(words: str) -> str | None:
    """The type, and finer type where there is one, of a word or phrase: ASSAULT/airstrike of "drone
    strike"; None where the ontology has none.

    Of several it is what the word tells of whatever stands around it, else what it tells likeliest.
    """
    phrase = tuple(words.split())
    if not phrase:
        return None
    told = [
        entry
        for pos in ("NOUN", "VERB")
        for entry in lexicon().entries.get((pos, head_word(phrase, pos)), ())
        if entry.words == phrase and entry.probability > 0
    ]
    best = max(told, key=_sureness, default=None)
    if best is None:
        return None
    return f"{best.event_type}/{best.sub_type}" if best.sub_type else best.event_type


def _sureness(entry: Entry) -> tuple[bool, float]:
    return not entry.clauses, entry.probability
