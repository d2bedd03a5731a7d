"""Which place names of a sentence belong to an event, and in what role.

The grammar between event word and name decides: a place in a phrase of the event's own clause is
where it happened; one in the clause above it is so less surely; one under the people or things
that take part ("soldiers from X") is not. Of nested names the finest one wins.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.language.grammar import (
    children,
    clause_tie,
    governing_verb,
    head_token,
    told_as_part_of,
)
from geo.language.numbers import parse_number
from geo.language.text import Analysis, Token
from geo.language.words import (
    BESIDE,
    FACILITY_WORDS,
    MOVING,
    PLACE_NOUNS,
    SITE_NOUNS,
    SITED_NOUNS,
    SITED_VERBS,
    direction,
)
from geo.placing.cared_for import is_cared_for_at
from geo.placing.homes import is_home
from geo.placing.journeys import is_end_of_journey
from geo.placing.tellers import is_told_at, tells_from
from geo.records import Role, Span, Toponym

LEAST_STRENGTH = 0.3
"""Ties weaker than this place nothing."""
_NEAR_BEST = 0.55
"""A place counts beside the best one of an event from this share of its strength."""

_AT = frozenset(
    "in at near on inside outside within across throughout around along off above below beneath "
    "beside beyond between among over through amid via".split()
)
_TO = frozenset({"to", "into", "onto", "toward", "towards"})
_FROM = frozenset({"from"})
_SPREADING = frozenset({"expand", "spill", "spread"})
_PLACED_SUBJECT = frozenset(
    "suffer see experience witness face host erupt fall come be remain endure record report".split()
)
"""Verbs whose subject can be where it happens ("Lagos saw protests", "Homs fell")."""


@dataclass(frozen=True, slots=True)
class NameLink:
    """The role of the toponym at `position` of the list that was given, and how it was read."""

    position: int
    role: Role
    strength: float
    """0 to 1, how surely the grammar ties the name to the event; a name that is only mentioned has
    one where a stronger or a finer one is where it happened."""
    below: bool
    """It stands below the event's verb, in a clause or phrase that hangs on it."""
    locative: bool
    """The name says where something is, if not this event ("in Syria", not "Syria said")."""
    preposition: str | None = None
    """What it hangs on, in small letters."""
    tie: float = 0.0
    """How well its phrase is tied to the event, 0 to 1, whatever it says."""
    as_place: float = 0.0
    """The strength with which it would be where the event happened, were it literal."""
    doubted: bool = False
    """The grammar says that it happened there, and the network does not."""
    is_end: bool = False
    """It is only an end of a journey: "sent from Lae", "cancelled flights to Lae"."""
    is_aside: bool = False
    """Something else was there: the event was told there ("said in Kyiv"), its people live there
    ("Ann Lee, 58, of Leeds"), its hurt were treated there ("treated in Lviv"), or it is dated by
    that ("since troops took Homs"). The network, which knows single sentences of violence, is not
    asked."""


def link_names(
    analysis: Analysis,
    trigger: int,
    toponyms: Sequence[Toponym],
    actors: Sequence[Span],
    *,
    speech: bool = False,
    care: bool = False,
) -> tuple[NameLink, ...]:
    """A link for each toponym of the trigger's sentence, in the order given.

    `trigger` is the index of the event's token; `actors` are the spans of its participants. Of
    speech (a demand, a threat) the places in what is said are not where it was said; of care (aid,
    an epidemic) a hospital is where it was.
    """
    links = []
    verb = governing_verb(analysis, trigger)
    for position, toponym in enumerate(toponyms):
        head = head_token(analysis, toponym.start, toponym.end)
        if head is None:
            continue
        preposition, top = _anchor(analysis, head)
        tie = _tie(analysis, trigger, preposition.head if preposition else top.index, speech=speech)
        role, strength = _role(analysis, trigger, preposition, top, tie)
        if speech and role == "mentioned" and _speaks_at(analysis, trigger, top, preposition):
            role, strength = "where", _OF_SPEAKER
        is_scene = _is_scene(analysis, verb, head)
        if is_scene:
            role, strength, tie = "where", 1.0, 1.0
        as_place = strength if role == "where" else 0.0
        lives_there = is_home(analysis, toponym)
        is_aside = (
            lives_there
            or _is_aside(analysis, trigger, head)
            or (not care and is_cared_for_at(analysis, trigger, head))
        )
        if toponym.usage != "literal" or is_aside:
            role, strength = "mentioned", 0.0
        locative = (
            toponym.usage == "literal"
            and preposition is not None
            and preposition.text.lower() in _AT
        )
        if (role == "mentioned" and not lives_there) and any(
            start <= toponym.start and toponym.end <= end for start, end in actors
        ):
            role = "actor"
        below = verb is not None and verb in analysis.ancestors(head.index)
        links.append(
            NameLink(
                position,
                role,
                strength,
                below,
                locative,
                preposition.text.lower() if preposition else None,
                tie,
                as_place,
                is_end=not is_scene and is_end_of_journey(analysis, trigger, head),
                is_aside=is_aside,
            )
        )
    return tuple(_best_where(analysis.text, toponyms, links))


_OF_SPEAKER = 0.8


def _speaks_at(analysis: Analysis, trigger: int, name: Token, preposition: Token | None) -> bool:
    """Whether those are at a name who say what the trigger tells: "the union in Manila demands"."""
    if preposition is None or name.pos != "PROPN" or preposition.lemma not in {"at", "from", "in"}:
        return False
    speaker = analysis.tokens[preposition.head]
    return speaker.dep == "nsubj" and speaker.head == trigger


def _is_scene(analysis: Analysis, verb: int | None, name: Token) -> bool:
    """Whether the clause of the event tells what was at the name: "Caracas, where they met"."""
    if verb is None or analysis.tokens[verb].dep != "relcl":
        return False
    words = children(analysis, verb, "advmod")
    return analysis.tokens[verb].head == name.index and any(w.lemma == "where" for w in words)


def _is_aside(analysis: Analysis, trigger: int, name: Token) -> bool:
    """Whether a name says where the event was told, where somebody comes from, or where something
    was that only dates it or led to it.

    Of 37 names in event_location that stand in a clause with "since", and 17 with "before", three
    were where the event of the main clause happened.
    """
    tokens = analysis.tokens
    above = [trigger, *analysis.ancestors(trigger)]
    upwards = (name.index, *analysis.ancestors(name.index))
    own = list(itertools.takewhile(lambda index: index not in above, upwards))
    if any(_dates(analysis, tokens[i]) or _was_before(analysis, trigger, i) for i in own):
        return True
    if any(tokens[i].lemma in _ORIGIN and tokens[i].pos == "VERB" for i in own):
        return True
    answer = next((i for i in above[1:] if _is_answer(analysis, tokens[i])), None)
    if answer is not None and answer not in upwards:
        # Of "raided Kano in response to an attack on Jos" the attack was not in Kano; but aid "in
        # the response to a flood" is where that was.
        return all(article.lemma != "the" for article in children(analysis, answer, "det"))
    teller = tells_from(analysis, name)
    if teller is not None and trigger not in {teller.index, teller.head}:
        return True  # but "the UN in Geneva condemned" is said there
    return is_told_at(analysis, trigger, name)


def _dates(analysis: Analysis, token: Token) -> bool:
    marks = (analysis.tokens[c] for c in analysis.children[token.index])
    return token.dep == "advcl" and any(m.dep == "mark" and m.lemma in _DATING for m in marks)


_DATING = frozenset({"before", "since"})
_ORIGIN = frozenset({"bear", "educate", "hail"})
"""Verbs of where somebody comes from: "who was born in Gulu", "men hailing from Punjab"."""


def _was_before(analysis: Analysis, trigger: int, index: int) -> bool:
    """Whether a word opens what only came before the event and led to it: "the raids came after a
    missile hit Eilat", "the siege follows the fall of Homs", "in response to a raid on Kano"."""
    token, tokens = analysis.tokens[index], analysis.tokens
    governor = tokens[token.head]
    if token.dep == "pobj" and governor.lemma == "to":
        governor = tokens[governor.head]  # "in response to", "as a reply to"
    if token.dep == "pobj" and _is_answer(analysis, governor):
        return True
    verb = token if token.lemma == "follow" else governor
    noun = told_as_part_of(analysis, tokens[trigger])
    if noun.dep != "nsubj" or noun.head != verb.index:
        return False
    if verb.lemma == "follow":
        return token.dep == "dobj"
    words = {tokens[c].lemma for c in analysis.children[index] if tokens[c].dep == "mark"}
    after = token.lemma == "after" or "after" in words
    return verb.lemma in _COMING and token.dep in {"advcl", "prep"} and after


def _is_answer(analysis: Analysis, noun: Token) -> bool:
    """Whether what hangs on a noun was answered by the event of the clause: "in response to"."""
    return noun.lemma in _ANSWERS and analysis.tokens[noun.head].dep == "prep"


_ANSWERS = frozenset(
    "answer reaction reply reprisal response retaliation retribution revenge".split()
)
_COMING = frozenset({"come", "occur", "happen"})


def _tie(analysis: Analysis, trigger: int, anchor: int, *, speech: bool) -> float:
    if speech and anchor != trigger and trigger in analysis.ancestors(anchor):
        return 0.0
    tie = clause_tie(analysis, trigger, anchor)
    return _BESIDE_IT * tie if tie and _stands_beside(analysis, trigger, anchor) else tie


_BESIDE_IT = 0.4
"""What is left of a tie to what was before or after the event: "erupted after a bombing in X"."""


def _stands_beside(analysis: Analysis, trigger: int, anchor: int) -> bool:
    """A preposition of time or cause parts the place from the event, with another event behind."""
    above = {trigger, *analysis.ancestors(trigger)}
    for index in (anchor, *analysis.ancestors(anchor)):
        if index in above:
            return False
        token = analysis.tokens[index]
        if token.dep == "prep" and token.text.lower() in BESIDE:
            return index != analysis.tokens[anchor].head
    return False


def _role(
    analysis: Analysis, trigger: int, preposition: Token | None, top: Token, tie: float
) -> tuple[Role, float]:
    """The role of a literal name, and how strongly it is that."""
    if preposition is None:
        return _without_preposition(analysis, trigger, top, tie)
    word = preposition.text.lower()
    verb = governing_verb(analysis, trigger)
    moving = verb is not None and analysis.tokens[verb].lemma in MOVING
    if moving and verb != trigger and _is_apart(analysis, trigger):
        # "They fled from Katsina to Jos after the shelling": of Katsina, if of either.
        return ("where", 0.8 * tie) if tie >= 0.5 and word in _FROM else ("mentioned", 0.0)
    if moving and tie >= 0.5 and word in _FROM:
        return "from", tie
    if moving and tie >= 0.5 and word in _TO:
        return "to", tie
    if tie and (word in _AT or (word in _TO and analysis.tokens[trigger].lemma in _SPREADING)):
        return "where", tie
    owned = analysis.tokens[preposition.head]
    of_deed = owned.lemma in SITED_NOUNS and owned.head == trigger
    if word == "of" and (owned.index == trigger or of_deed):
        return "where", 0.7  # "lost control of Palmyra"; the army of Chad is a party
    return "mentioned", 0.0


def _is_apart(analysis: Analysis, trigger: int) -> bool:
    """The event stands in a phrase of time or cause beside the verb, and is not what moves."""
    for index in (trigger, *analysis.ancestors(trigger)):
        token = analysis.tokens[index]
        if token.pos in {"VERB", "AUX"}:
            return False
        if token.dep == "prep":
            return token.text.lower() in BESIDE
    return False


def _anchor(analysis: Analysis, head: Token) -> tuple[Token | None, Token]:
    """The preposition that a name hangs on, if any, and the top of the phrase that it stands in.

    Names joined or nested ("Homs and Hama", "the Aziziyah district", "Ashrafiyeh, a suburb of
    Damascus") share the preposition of the phrase that they stand in.
    """
    current = head
    while current.head != current.index:
        if current.dep in {"pobj", "pcomp"}:
            preposition = analysis.tokens[current.head]
            if preposition.text.lower() == "of" and _names_place(analysis, preposition.head):
                current = analysis.tokens[preposition.head]
                continue
            return preposition, current
        owned = current.dep == "poss" and _names_place(analysis, current.head)
        if owned or current.dep in _WITHIN_PHRASE:
            current = analysis.tokens[current.head]
            continue
        break
    return None, current


_ADVERBIAL = frozenset({"advmod", "npadvmod", "amod"})
_WITHIN_PHRASE = frozenset({"conj", "appos", "compound", "nmod", "amod", "npadvmod", "det"})


def _names_place(analysis: Analysis, index: int) -> bool:
    lemma = analysis.tokens[index].lemma
    known = lemma in PLACE_NOUNS or lemma in SITE_NOUNS or lemma in FACILITY_WORDS
    return known or lemma in _PARTS or direction(lemma) is not None


_PARTS = frozenset(
    "part area center centre heart edge outskirt side street much most half all swathe".split()
)


def _without_preposition(
    analysis: Analysis, trigger: int, top: Token, tie: float
) -> tuple[Role, float]:
    """A name whose phrase is itself subject or object, or the event's noun ("the Homs attack")."""
    if top.index == trigger:
        return "where", 0.8
    if tie and direction(top.lemma) is not None and top.dep in _ADVERBIAL:
        return "where", 0.9 * tie  # "clashed west of Homs"
    governor = analysis.tokens[top.head]
    if top.dep in {"dobj", "nsubjpass"} and governor.lemma in SITED_VERBS:
        tied = 0.9 * clause_tie(analysis, trigger, governor.index)
        return ("where", tied) if tied >= LEAST_STRENGTH else ("mentioned", 0.0)
    is_site = top.lemma in SITE_NOUNS or top.lemma in FACILITY_WORDS
    if is_site and top.dep in {"dobj", "nsubjpass"} and governor.index == trigger:
        return "where", 0.7  # "closed the Rafah crossing"
    if top.dep == "nsubj" and governor.lemma in _PLACED_SUBJECT and tie:
        event = analysis.tokens[trigger]
        # "Chattogram reported 900 cases"
        is_had = event.dep == "dobj" and event.head == governor.index
        return "where", 0.9 if is_had else 0.6 * tie
    if top.dep == "npadvmod" and tie:
        return "where", 0.5 * tie
    if top.dep == "ROOT":
        return "where", 0.4  # headlines and datelines: "HOMS, Syria — Three were killed"
    return "mentioned", 0.0


def _best_where(text: str, toponyms: Sequence[Toponym], links: list[NameLink]) -> list[NameLink]:
    """Keep the strongest places; of nested names only the finest is where it happened.

    The others keep their strength: the gazetteer may lack the finer one, or know that a weaker one
    lies in the place.
    """
    best = max((k.strength for k in links if k.role == "where"), default=0.0)
    least = max(LEAST_STRENGTH, _NEAR_BEST * best)
    wheres = [k.position for k in links if k.role == "where" and k.strength >= least]
    wider = set()
    listed = set(itertools.chain.from_iterable(lists(text, toponyms, wheres)))
    for one, other in itertools.pairwise(wheres):
        between = text[toponyms[one].end : toponyms[other].start]
        if one in listed and other in listed:
            continue
        if _LATER_IS_FINER.fullmatch(between):
            wider.add(one)
        elif _EARLIER_IS_FINER.fullmatch(between):
            wider.add(other)
    kept = []
    for link in links:
        weak = link.role == "where" and link.position not in wheres
        demoted = weak or link.position in wider
        kept.append(replace(link, role="mentioned") if demoted else link)
    return kept


def lists(text: str, toponyms: Sequence[Toponym], positions: Sequence[int]) -> list[list[int]]:
    """Positions of the names that lists join: "Goma, Bukavu and Uvira", "three in Goma and five in
    Uvira"."""
    found: list[list[int]] = []
    run: list[int] = []
    for one, other in itertools.pairwise(positions):
        between = text[toponyms[one].end : toponyms[other].start]
        run.append(one)
        if _lists(_JOINS, between):
            found.append([*run, other])
            run = []
        elif not _lists(_COMMA, between):
            run = []
    return found


def _lists(separator: re.Pattern[str], between: str) -> bool:
    match = separator.fullmatch(between)
    return match is not None and (match[1] is None or parse_number(match[1]) is not None)


_THERE = r"(?:(?:(?:another\s+)?([\w,-]+)\s+)?in\s+)?"
"""Of "five in Uvira" the words before the name, with the number."""
_COMMA = re.compile(rf",\s+{_THERE}")
_JOINS = re.compile(rf",?\s+(?:and|or|&)\s+{_THERE}")
_WORD = r"(?!and\b|or\b|to\b|from\b)[\w-]+"
_LATER_IS_FINER = re.compile(
    rf"(?:'s|\u2019s?)\s+(?:{_WORD}\s+){{0,3}}"  # Yala's Betong district
    rf"|\s+(?:{_WORD}\s+){{0,2}}(?:city|cities|town|towns|village|villages|capital|suburb|port)"
    r"(?:\s+of)?\s+(?:the\s+)?"  # the West Bank city of Nablus, the Belarus capital Minsk
)
_EARLIER_IS_FINER = re.compile(
    rf"\s*(?:{_WORD}\s*){{0,2}}[,(]\s*(?:{_WORD}\s+){{0,8}}"  # Ashrafiyeh, a suburb of Damascus
    rf"|\s+(?:{_WORD}\s+){{0,3}}(?:in|of|near|outside|within|on)\s+(?:{_WORD}\s+){{0,5}}"
)
