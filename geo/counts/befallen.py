"""How many people an event is about where only its type says what they did or what befell them: of
those who "sat down before the gates" in a protest, or whom the police "picked up"."""

from collections.abc import Iterator

from geo.counts import count_words as words
from geo.counts.counts import CountMention, people_among
from geo.counts.headcount import Headcount
from geo.counts.patients import is_carried_hurt
from geo.counts.totals import is_total
from geo.language.arguments import direct_objects, direct_subjects, related, subjects
from geo.language.text import Analysis, Token
from geo.records import Trigger
from geo.triggers.lexicon import lexicon
from geo.triggers.outcomes import CALAMITIES

_FORCES = words.OFFICERS | {"gendarme", "intelligence", "policeman", "security"}
_LEAST_PROTESTERS = 2
"""One person alone is no number of protesters."""


def count_of(
    analysis: Analysis, headcount: Headcount, trigger: Trigger, token: Token
) -> CountMention | None:
    """The people whom a verb counts by the type of its event; None where it counts nobody."""
    for what, heads in _counted(analysis, trigger.event_type, token):
        for head in heads:
            quantity = headcount.of(head)
            if quantity is None or quantity.high == 0:
                continue
            if what == "protesters" and (quantity.high or quantity.low) < _LEAST_PROTESTERS:
                continue
            return CountMention(
                what,
                quantity.low,
                quantity.high,
                (quantity.start, quantity.end),
                token.index,
                is_total(analysis, token.index),
            )
    return None


def _counted(analysis: Analysis, event_type: str, token: Token) -> Iterator[tuple[str, list[int]]]:
    i, lemma = token.index, token.lemma
    if event_type == "PROTEST" and token.pos == "NOUN":
        yield "protesters", _civilians(analysis, _taking_part(analysis, token))
    if token.pos != "VERB":
        return
    if event_type == "PROTEST":
        yield "protesters", _civilians(analysis, direct_subjects(analysis, i))
        return
    whom = people_among(analysis, direct_objects(analysis, i))
    below = {analysis.tokens[c].text.lower() for c in analysis.children[i]}
    if lemma in words.BEATING and event_type in {"ASSAULT", "COERCE"}:
        yield "wounded", whom
    elif event_type in CALAMITIES and lemma in words.OVERWHELMING:
        yield "killed", whom
    elif (
        event_type == "COERCE"
        and lemma in words.KEEPING
        and not (lemma == "hold" and below & words.ASIDE)
    ):
        yield ("abducted" if _is_by_culprits(analysis, i) else "detained"), whom
    elif event_type == "COERCE" and lemma in words.LEADING_AWAY:
        held = _is_to_custody(analysis, i)
        if held or "for" not in below:  # "took them for spies"
            yield ("detained" if held else "abducted"), whom
    elif event_type == "AID" and (
        lemma in words.SAVING
        or (lemma in words.BRINGING_OUT and (below | _below(analysis, whom)) & words.AWAY)
    ):
        yield "rescued", whom
    elif event_type in {"AID", "HEALTH"} and lemma in words.CARRYING:
        yield "wounded", whom if is_carried_hurt(analysis, token) else []


def _below(analysis: Analysis, nouns: list[int]) -> set[str]:
    return {analysis.tokens[c].text.lower() for noun in nouns for c in analysis.children[noun]}


def _taking_part(analysis: Analysis, noun: Token) -> list[int]:
    """Who takes part in what a noun tells: "a strike by 40 nurses", "200 men staged a march"."""
    verb = analysis.tokens[noun.head]
    held = noun.dep == "dobj" and verb.lemma in words.HOLDING
    own = direct_subjects(analysis, verb.index) if held else []
    return [*related(analysis, noun, "by"), *own]


def _civilians(analysis: Analysis, nouns: list[int]) -> list[int]:
    """Those who may protest, of whom the police are none."""
    forces = lexicon().classes["fighter"] | _FORCES
    return [i for i in people_among(analysis, nouns) if analysis.tokens[i].lemma not in forces]


def _is_by_culprits(analysis: Analysis, verb: int) -> bool:
    """Whether gunmen or the like do it."""
    culprits = (lexicon().classes["culprit"] | lexicon().classes["fighter"]) - _FORCES
    return any(analysis.tokens[s].lemma in culprits for s in subjects(analysis, verb))


def _is_to_custody(analysis: Analysis, verb: int) -> bool:
    """Whether officers take them, or they are "taken in", or to where people are held."""
    tokens, children = analysis.tokens, analysis.children
    by = subjects(analysis, verb)
    if any(tokens[i].lemma.lower() in _FORCES for s in by for i in (s, *children[s])):
        return True
    if any(tokens[c].text == "in" and not children[c] for c in children[verb]):
        return True
    to = [c for c in children[verb] if tokens[c].lemma in {"before", "into", "to"}]
    reached = [o for c in to for o in children[c]]
    return any(tokens[i].lemma in words.CUSTODY for o in reached for i in (o, *children[o]))
