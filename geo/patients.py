"""Who is so ill or hurt that a hospital has to do with them."""

from collections.abc import Set

from geo import count_words as words
from geo.arguments import direct_objects, direct_subjects, related
from geo.lexicon import lexicon
from geo.text import Analysis, Token


def patients(analysis: Analysis, token: Token) -> list[int]:
    """Who is in a hospital, or so ill or hurt: "two others are in hospital", "are under treatment",
    "are in a critical condition"."""
    tokens, preposition = analysis.tokens, analysis.tokens[token.head]
    verb = tokens[preposition.head]
    if token.dep != "pobj" or verb.lemma not in {"be", "remain"}:
        return []
    grave = any(tokens[c].lemma in words.GRAVE for c in analysis.children[token.index])
    if not (
        (preposition.lemma == "in" and token.lemma == "hospital")
        or (preposition.lemma == "under" and token.lemma == "treatment")
        or (preposition.lemma == "in" and token.lemma in words.CONDITIONS and grave)
    ):
        return []
    before = tokens[max(verb.index - 1, 0)]
    # "Plague has killed five and 19 are ill", where the reader has the 19 killed
    number = before.pos == "NUM" and before.dep != "pobj"  # not of "a man of 70 is in ..."
    return [before.index] if number else direct_subjects(analysis, verb.index)


def is_of_the_ill(analysis: Analysis, token: Token) -> bool:
    """Whether a sentence about patients names their disease."""
    illnesses = lexicon().classes["disease"]
    sentence = analysis.sentences[token.sentence]
    return any(is_one_of(t, illnesses) for t in analysis.tokens_of(sentence))


def is_one_of(token: Token, names: Set[str]) -> bool:
    """Whether a noun is one of some, which the reader may take for a plural: "measles"."""
    return token.lemma in names or token.text.lower() in names


def treated_for(analysis: Analysis, verb: Token) -> str | None:
    """What befell those who are treated "for burns" or "for cholera"; None for anything else."""
    fors = [analysis.tokens[o] for o in related(analysis, verb, "for")]
    if any(is_one_of(t, words.INJURIES) for t in fors):
        return "wounded"
    ill = any(is_one_of(t, lexicon().classes["disease"]) for t in fors)
    return "infected" if ill else None


def is_left_with_hurts(analysis: Analysis, verb: Token) -> bool:
    """ "left three guards with broken ribs", wherever the reader hangs the "with"."""
    tokens = analysis.tokens
    holders = [verb, *(tokens[o] for o in direct_objects(analysis, verb.index))]
    with_them = [tokens[o] for holder in holders for o in related(analysis, holder, "with")]
    return any(t.lemma in words.INJURIES | words.LIMBS for t in with_them)


def is_to_hospital(analysis: Analysis, verb: int, lemma: str) -> bool:
    """Whether people are brought to a hospital: "four were taken to hospital in Coimbra"."""
    if lemma not in words.BRINGING:
        return False
    to = [c for c in analysis.children[verb] if analysis.tokens[c].lemma == "to"]
    reached = (analysis.tokens[o].lemma for c in to for o in analysis.children[c])
    return any(lemma in words.HOSPITALS for lemma in reached)


def is_for_care(analysis: Analysis, verb: Token) -> bool:
    """Whether people are only brought where they are cared for: "was injured and was flown to
    Juba", "evacuated five injured miners", "flown abroad for surgery"."""
    tokens = analysis.tokens
    if any(tokens[o].lemma in words.CARE for o in related(analysis, verb, "for")):
        return True
    joined = [verb.head] if verb.dep == "conj" else []
    joined += [c for c in analysis.children[verb.index] if tokens[c].dep == "conj"]
    if any(words.DONE_TO.get(tokens[i].lemma) in {"infected", "wounded"} for i in joined):
        return True
    said = (tokens[c] for o in direct_objects(analysis, verb.index) for c in analysis.children[o])
    return any(
        t.dep in {"amod", "acl"}
        and (words.STATES.get(t.text.lower()) == "wounded" or t.lemma in words.ILL)
        for t in said
    )
