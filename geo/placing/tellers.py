"""Where those are who tell of an event from afar: "the UN in Geneva said", "condemned in Paris"."""

from collections.abc import Sequence

from geo.language.grammar import children, head_token, noun_phrase
from geo.language.text import Analysis, Token
from geo.language.words import SAYING, TELLING_VERBS
from geo.records import ResolvedToponym
from geo.roles import role_of

_WORLDWIDE = frozenset({"IGO", "NGO"})
"""Roles of bodies that speak of any country."""
_SPOKEN_FOR = frozenset(
    "agency analyst diplomat embassy headquarters spokesman spokesperson spokeswoman".split()
)
"""Who speaks for others, wherever these are."""
_OF_STATES = frozenset("cabinet kremlin ministry presidency".split())
"""Who speaks of the whole country in whose capital they sit."""
_JUDGING = frozenset(
    "condemn criticise criticize decry denounce deplore hail praise welcome".split()
)
"""What is done in speech wherever the thing itself was."""


def tells_from(analysis: Analysis, name: Token) -> Token | None:
    """The teller of whom a name only says where they are; None where it says more.

    Police, hospitals and residents tell of what happened where they are, bodies of the world and
    ministries in capitals do not.
    """
    teller = _teller(analysis, name)
    if teller is None or teller.lemma.lower() in _SPOKEN_FOR | _OF_STATES | _JUDGING:
        return teller
    start, end = noun_phrase(analysis, teller.index)
    return teller if role_of(analysis.text[start:end]) in _WORLDWIDE else None


def is_told_at(analysis: Analysis, trigger: int, name: Token) -> bool:
    """Whether a name says where the event at the token `trigger` was told, not where it was."""
    verb = _told_there(analysis, name)
    if verb is None:
        return False
    path = (trigger, *analysis.ancestors(trigger))
    tokens = analysis.tokens
    return any(tokens[i].head == verb.index and tokens[i].dep in _TOLD for i in path)


def _is_told_there(analysis: Analysis, name: Token) -> bool:
    """Whether a name says where anything was told, in a clause of its own."""
    verb = _told_there(analysis, name)
    return verb is not None and any(children(analysis, verb.index, *_TOLD))


def _told_there(analysis: Analysis, name: Token) -> Token | None:
    """The verb of what is told at a name: "she said in Kyiv", "told reporters in the capital",
    "said at a news conference in Dakar that", "said from its office in Kyiv"."""
    tokens = analysis.tokens
    below = name
    for index in analysis.ancestors(name.index):
        verb = tokens[index]
        if verb.lemma in SAYING:
            behind = tokens[verb.index + 1 : below.index]
            heard = below.dep == "prep" or below.lemma in _AUDIENCES
            return verb if heard and all(map(_is_of_audience, behind)) else None
        below = verb
    return None


def _is_of_audience(token: Token) -> bool:
    if token.pos == "NOUN":
        return token.dep == "compound" or token.lemma in _AUDIENCES
    return token.pos in _BESIDE_NOUNS


_TOLD = frozenset({"ccomp", "parataxis"})
_AUDIENCES = frozenset(
    "audience briefing broadcaster conference correspondent interview journalist medium newsman "
    "newspaper newsmen newspeople newswoman phone press reporter telephone".split()
)
"""Who is told and how: what stands behind them says where they are."""
_BESIDE_NOUNS = frozenset({"ADJ", "ADP", "DET", "NUM", "PRON", "PROPN"})


def of_the_story(
    analysis: Analysis, toponyms: Sequence[ResolvedToponym], *, with_states: bool = False
) -> list[ResolvedToponym]:
    """The names but for towns that only say where somebody tells of it, and capitals where it is
    told to the press; with the seats of those who speak for states, of whose country they tell."""
    found = []
    for toponym in toponyms:
        head = head_token(analysis, toponym.toponym.start, toponym.toponym.end)
        place = toponym.place
        is_town = place is None or place.feature_class == "P"
        teller = tells_from(analysis, head) if head is not None and is_town else None
        is_capital = place is not None and place.feature_code == "PPLC"
        if is_capital and head is not None and _is_told_there(analysis, head):
            continue
        if teller is None or (with_states and teller.lemma.lower() in _OF_STATES):
            found.append(toponym)
    return found


def _teller(analysis: Analysis, name: Token) -> Token | None:
    """Who tells at a place: the subject that it stands under, or what judges there."""
    tokens = analysis.tokens
    while name.dep == "conj":
        name = tokens[name.head]
    within = tokens[name.head]
    if name.dep != "pobj" or within.lemma not in {"at", "from", "in"}:
        return None
    teller = tokens[within.head]
    governor = tokens[teller.head]
    tells = teller.dep == "nsubj" and governor.lemma in SAYING | TELLING_VERBS
    accordingly = (
        teller.dep == "pobj"
        and governor.lemma == "to"
        and tokens[governor.head].text.lower() == "according"
    )
    judges = teller.pos == "VERB" and teller.lemma in _JUDGING
    return teller if tells or accordingly or judges else None
