"""What is remembered, shown or written about and is no news: "a museum about the bombing".

A memorial, film or book tells of no event of the day. What is commemorated did happen, but on a day
that the text must tell with it: the day of the ceremony is not its day.
"""

from geo.language.grammar import antecedent, children
from geo.language.text import Analysis, Token

_MEMORIALS = frozenset(
    "cenotaph exhibit exhibition mausoleum memorial monument mural museum obelisk painting plaque "
    "sculpture statue".split()
)
_WORKS = frozenset(
    "ballad biography book comedy documentary drama film memoir movie musical novel opera play "
    "podcast poem series show song thriller".split()
)
"""Of these only "about" says what they tell: "a series of attacks", "film of the attack"."""
_ABOUT = frozenset({"about", "on"})
_FOR = _ABOUT | {"for", "of", "to"}
_TELLING = frozenset(
    "chronicle commemorate depict document explore honor honour mark narrate portray recall "
    "recount remember retell tell".split()
)
_MADE_FOR = frozenset({"base", "dedicate", "devote", "inspire"})
_TOLD = frozenset({"ccomp", "dobj", "prep"})
_REMEMBERING = frozenset({"commemorate", "mark", "remember"})
_REMEMBRANCE = frozenset("commemoration memory remembrance tribute".split())


def is_in_work(analysis: Analysis, index: int) -> bool:
    """Whether what a word tells of is only what a memorial or a work is about."""
    return any(_is_about(analysis, analysis.tokens[i]) for i in (index, *analysis.ancestors(index)))


def remembered(analysis: Analysis, index: int) -> int | None:
    """The head of the phrase of what is commemorated where a word stands in one: of "commemorate
    the victims of the genocide of 1994" the victims."""
    for current in (index, *analysis.ancestors(index)):
        token = analysis.tokens[current]
        head = analysis.tokens[token.head]
        if token.dep in {"dobj", "nsubjpass"} and head.lemma in _REMEMBERING:
            # "The attack marked a return to war" remembers nothing.
            return current if head.lemma != "mark" or _is_known(analysis, current) else None
        if token.dep == "pobj" and _lower(analysis.tokens[head.head]) in _REMEMBRANCE:
            return current
        if token.pos in {"VERB", "AUX"} and token.dep not in {"acl", "relcl"}:
            return None
    return None


def remembered_by(analysis: Analysis, index: int) -> int | None:
    """The head of what the verb commemorates that a word hangs on: of "in 1944" in "marking the
    battle of Kursk in 1944" the battle."""
    for current in analysis.ancestors(index):
        token = analysis.tokens[current]
        if token.pos in {"VERB", "AUX"}:
            things = children(analysis, current, "dobj", "nsubjpass")
            found = (remembered(analysis, thing.index) for thing in things)
            return next((phrase for phrase in found if phrase is not None), None)
    return None


def _is_about(analysis: Analysis, token: Token) -> bool:
    """Whether a word opens what the work that it hangs on is about."""
    head = analysis.tokens[token.head]
    work = _lower(head)
    if token.dep == "prep" and head.pos not in {"VERB", "AUX"}:
        return (work in _MEMORIALS and token.lemma in _FOR) or (
            work in _WORKS and token.lemma in _ABOUT
        )
    if token.dep == "acl":
        tells = token.lemma in (_TELLING if token.tag == "VBG" else _MADE_FOR)
        return tells and work in _MEMORIALS | _WORKS
    # "The exhibition tells of the bombing of Guernica"
    tells = token.dep in _TOLD and head.lemma in _TELLING
    return tells and any(
        _lower(antecedent(analysis, subject)) in _MEMORIALS | _WORKS
        for subject in children(analysis, head.index, "nsubj")
    )


def _is_known(analysis: Analysis, noun: int) -> bool:
    return any(
        child.dep == "poss" or child.lemma == "the"
        for child in children(analysis, noun, "det", "poss")
    )


def _lower(token: Token) -> str:
    """The lemma, of a name too: "the Museum of the Massacre"."""
    return token.lemma.lower()
