"""Where those are who tell of an event from afar: "the UN in Geneva said", "condemned in Paris"."""

from collections.abc import Sequence

from geo.actors.roles import role_of
from geo.language.grammar import children, head_token, noun_phrase
from geo.language.text import Analysis, Token
from geo.language.words import SAYING, TELLING_VERBS
from geo.records import ResolvedToponym

_WORLDWIDE = frozenset({"IGO", "NGO"})
"""Roles of bodies that speak of any country."""
_SPOKEN_FOR = frozenset(
    "agency analyst diplomat embassy headquarters spokesman spokesperson spokeswoman".split()
)
"""Who speaks for others, wherever these are."""
_OF_STATES = frozenset("cabinet kremlin ministry presidency".split())
"""Who speaks of the whole country in whose capital they sit."""
_OFFICES = frozenset(
    "authority bureau commission department directorate institute office secretariat "
    "service".split()
)
"""What a country has in its capital, and speaks of all of it; a province has them in its own."""
_OF_TOWN = frozenset(
    "city county district fire hospital local mayor municipal police prefecture provincial "
    "regional sheriff state town village".split()
)
"""Words of those that tell of what happened where they are."""
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
    if _is_an_office(analysis, teller) or _role(analysis, teller) in _WORLDWIDE:
        return teller
    return None


def _is_an_office(analysis: Analysis, teller: Token) -> bool:
    """Whether it is one of a country or province, as its office of civil protection is."""
    if teller.lemma.lower() not in _OFFICES:
        return False
    start, end = noun_phrase(analysis, teller.index)
    return _OF_TOWN.isdisjoint(analysis.text[start:end].lower().replace("\u2019", "'").split())


def _role(analysis: Analysis, teller: Token) -> str | None:
    start, end = noun_phrase(analysis, teller.index)
    return role_of(analysis.text[start:end])


def is_told_at(analysis: Analysis, trigger: int, name: Token) -> bool:
    """Whether a name says where the event at the token `trigger` was told, not where it was."""
    verb = _told_there(analysis, name)
    if verb is None:
        return False
    path = (trigger, *analysis.ancestors(trigger))
    tokens = analysis.tokens
    if any(tokens[i].head == verb.index and tokens[i].dep in _TOLD for i in path):
        return True
    return verb.head in path and trigger < verb.index and _follows_what_is_told(analysis, verb)


def _follows_what_is_told(analysis: Analysis, verb: Token) -> bool:
    """Whether the reader joins a verb of speech to what it tells, with no "and" before it: "They
    burned our house, Hawa said in Adre"."""
    joined = [t for t in children(analysis, verb.head, "cc", "conj") if t.index < verb.index]
    return verb.dep in {"conj", "dep"} and (not joined or joined[-1].dep == "conj")


def _told_to_others_at(analysis: Analysis, name: Token) -> Token | None:
    """The verb of what was told at a name in a clause of its own."""
    verb = _told_there(analysis, name)
    return verb if verb is not None and any(children(analysis, verb.index, *_TOLD)) else None


def _told_there(analysis: Analysis, name: Token) -> Token | None:
    """The verb of what is told at a name: "she said in Kyiv", "told reporters in the capital",
    "said at a news conference in Dakar that", "said from its office in Kyiv", "speaking by phone
    from Kyiv, she said"."""
    tokens = analysis.tokens
    below = name
    for index in analysis.ancestors(name.index):
        verb = tokens[index]
        tells = verb.lemma in _TELLING
        if tells or _is_heard(analysis, verb):
            behind = tokens[verb.index + 1 : below.index]
            heard = below.dep in {"agent", "prep"} or below.lemma in _AUDIENCES
            if not heard or not all(map(_is_of_audience, behind)):
                return None
            return verb if tells else _saying_beside(analysis, verb)
        below = verb
    return None


def _is_heard(analysis: Analysis, verb: Token) -> bool:
    """Whether a verb says how a speaker was heard: "speaking to AFP", "reached by phone"."""
    if verb.pos != "VERB" or verb.lemma in _SPEAKING:
        return verb.pos == "VERB"
    means = children(analysis, verb.index, "agent", "prep")
    heard = (noun for m in means for noun in children(analysis, m.index, "pobj"))
    return verb.lemma in _REACHING and any(noun.lemma in _LINES for noun in heard)


def _saying_beside(analysis: Analysis, verb: Token) -> Token | None:
    """The verb of speech to which one of being heard belongs: "Omar, reached by phone, said"."""
    above = analysis.tokens[verb.head]
    if verb.dep in {"acl", "amod", "relcl"} and above.dep == "nsubj":
        above = analysis.tokens[above.head]
    elif verb.dep != "advcl":
        return None
    return above if above.lemma in _TELLING else None


def _is_of_audience(token: Token) -> bool:
    if token.pos == "NOUN":
        return token.dep == "compound" or token.lemma in _AUDIENCES
    return token.pos in _BESIDE_NOUNS


_TOLD = frozenset({"ccomp", "parataxis"})
_TELLING = SAYING | frozenset("narrate recount relate remember".split())
_SPEAKING = frozenset("contact interview phone speak talk telephone".split())
_REACHING = frozenset("call reach ring".split())
_LINES = frozenset(
    "line link message phone radio satellite skype telephone video whatsapp zoom".split()
)
"""Over what those far away are heard."""
_AUDIENCES = _LINES | frozenset(
    "audience briefing broadcaster conference correspondent interview journalist medium newsman "
    "newspaper newsmen newspeople newswoman phone press reporter telephone".split()
)
"""Who is told and how: what stands behind them says where they are."""
_BESIDE_NOUNS = frozenset({"ADJ", "ADP", "DET", "NUM", "PRON", "PROPN"})


def of_the_story(
    analysis: Analysis, toponyms: Sequence[ResolvedToponym], *, with_states: bool = False
) -> list[ResolvedToponym]:
    """The names but for towns that only say where somebody tells of it, and capitals where it is
    told to the press; with the seats of those who speak for states, of whose country they tell.

    What the office of a province tells was in the province. A town from which somebody only speaks
    of another country, as refugees do by telephone, is left out.
    """
    found = []
    abroad = _spoken_from_abroad(analysis, toponyms)
    for toponym, is_abroad in zip(toponyms, abroad, strict=True):
        if is_abroad:
            continue
        head = head_token(analysis, toponym.toponym.start, toponym.toponym.end)
        place = toponym.place
        is_town = place is None or place.feature_class == "P"
        teller = tells_from(analysis, head) if head is not None and is_town else None
        is_capital = place is not None and place.feature_code == "PPLC"
        if is_capital and head is not None and (verb := _told_to_others_at(analysis, head)):
            speakers = children(analysis, verb.index, "nsubj")
            if with_states and any(_speaks_for_a_state(analysis, w) for w in speakers):
                found.append(toponym)
            continue
        if teller is None or _tells_of_home(analysis, teller, is_capital, with_states):
            found.append(toponym)
    return found


def _spoken_from_abroad(analysis: Analysis, toponyms: Sequence[ResolvedToponym]) -> list[bool]:
    """Of each name whether it is a town where somebody only speaks, or the country named behind
    it, in a country of which the report names nothing else, while it names another."""
    spoken: list[bool] = []
    for number, toponym in enumerate(toponyms):
        name, place = toponym.toponym, toponym.place
        before = toponyms[number - 1].toponym if number else None
        chained = (
            before is not None and spoken[-1] and analysis.text[before.end : name.start] == ", "
        )
        is_town = place is not None and place.feature_class == "P"
        head = head_token(analysis, name.start, name.end) if is_town else None
        spoken.append(chained or (head is not None and _told_there(analysis, head) is not None))
    others = {
        toponym.place.country_code
        for toponym, is_spoken in zip(toponyms, spoken, strict=True)
        if toponym.place is not None and not is_spoken
    }
    return [
        is_spoken
        and bool(others)
        and (toponym.place is None or toponym.place.country_code not in others)
        for toponym, is_spoken in zip(toponyms, spoken, strict=True)
    ]


def _tells_of_home(analysis: Analysis, teller: Token, is_capital: bool, with_states: bool) -> bool:
    """Whether what a teller in a town tells was in the province or country of that."""
    if is_capital:
        return with_states and _speaks_for_a_state(analysis, teller)
    return _is_an_office(analysis, teller)


def _speaks_for_a_state(analysis: Analysis, teller: Token) -> bool:
    of_state = teller.lemma.lower() in _OF_STATES | _OFFICES | {"agency"}
    return of_state and _role(analysis, teller) not in _WORLDWIDE


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
    speaker = teller
    if teller.dep == "pobj" and governor.lemma in {"at", "from", "of", "with"}:
        speaker = tokens[governor.head]  # "officials at the ministry in Kyiv said"
    says = tokens[speaker.head].lemma in SAYING | TELLING_VERBS
    tells = speaker.dep == "nsubj" and says
    accordingly = (
        teller.dep == "pobj"
        and governor.lemma == "to"
        and tokens[governor.head].text.lower() == "according"
    )
    judges = teller.pos == "VERB" and teller.lemma in _JUDGING
    return teller if tells or accordingly or judges else None
