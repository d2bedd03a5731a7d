"""What is only denied or was not done, and the denials of it.

What somebody denies is told once: where its own clause says where or when it was to have been, as
an event that is denied, and else as the denial.
"""

from collections.abc import Iterable, Mapping

from geo.language.grammar import children, governing_verb, head_token
from geo.language.text import Analysis, Token
from geo.records import Event, Span, Trigger
from geo.triggers.apart import AT
from geo.triggers.pointing import SPEECH

TAKING_UP = frozenset({"it", "that", "them", "this", "which"})
"""Words by which a denial takes up what was told before it."""
_WILL = frozenset({"shall", "will", "would"})


def cue_of(analysis: Analysis, event: Event) -> Token | None:
    """The word that says that the event did not happen, or not yet."""
    spans = event.evidence.get("factuality", ())
    return head_token(analysis, *spans[0]) if spans else None


def is_only_denied(
    analysis: Analysis, token: Token, cue: Token, event: Event, told: Mapping[int, Trigger]
) -> bool:
    """What is told by its denial alone, or by nothing: "denied targeting civilians", "they did not
    shoot", "no shots were fired"."""
    if event.factuality != "denied" or event.counts:
        return False
    if _is_none(token, cue) and not says_where_or_when(analysis, token, event):
        token = analysis.tokens[governing_verb(analysis, token.index) or token.index]
    elif not (_is_content(token, cue, told) or _is_negated(analysis, token, cue)):
        return False
    return not says_where_or_when(analysis, token, event)


def _is_none(token: Token, cue: Token) -> bool:
    """ "No shots were fired", "there was no fighting"."""
    return token.pos == "NOUN" and cue.lemma == "no" and cue.head == token.index


def _is_content(token: Token, cue: Token, told: Mapping[int, Trigger]) -> bool:
    by = told.get(cue.index)
    return token.pos == "VERB" and by is not None and by.event_type == "REJECT"


def _is_negated(analysis: Analysis, token: Token, cue: Token) -> bool:
    """Its own "not" says so; who "would not travel" refuses to, and "not yet" awaits it."""
    aside = children(analysis, token.index, "aux", "advmod")
    refused = any(word.lemma in _WILL or word.lemma == "yet" for word in aside)
    return token.pos == "VERB" and cue.head == token.index and cue.dep == "neg" and not refused


def says_where_or_when(analysis: Analysis, token: Token, event: Event) -> bool:
    """Whether the clause of a word tells the place or the day of its event itself, or names whose
    it was: "in the harbour", "attacked Congolese posts"."""
    below = set(analysis.subtree(token.index))
    for joined in children(analysis, token.index, "conj"):
        below -= set(analysis.subtree(joined.index))
    named = ((link.toponym.toponym.start, link.toponym.toponym.end) for link in event.links)
    told = (*event.evidence.get("date", ()), *event.evidence.get("location", ()), *named)
    if any(word.index in below for span in told for word in analysis.tokens_in(*span)):
        return True
    return any(word.lemma in AT for word in children(analysis, token.index, "prep"))


def without_denials(analysis: Analysis, events: Iterable[Event]) -> list[Event]:
    """The events without the denials of those among them that are told as denied: "denied that it
    had shelled Homs in May" tells of the shelling, once."""
    events = list(events)
    told = {cue for event in events if (cue := _denial_of(analysis, event)) is not None}
    return [
        event
        for event in events
        if event.event_type != "REJECT" or (event.trigger.start, event.trigger.end) not in told
    ]


def _denial_of(analysis: Analysis, event: Event) -> Span | None:
    """The word that denies an event, of which it is the content."""
    token = head_token(analysis, event.trigger.start, event.trigger.end)
    cue = cue_of(analysis, event)
    if event.factuality != "denied" or token is None or cue is None:
        return None
    taken_up = any(t.text.lower() in TAKING_UP for t in children(analysis, cue.index, "dobj"))
    if taken_up:  # "reported an attack, which the army denied"
        return (cue.start, cue.end) if token.index < cue.index else None
    if cue.index < token.index and analysis.tokens[cue.index + 1].lemma == "as":
        return (cue.start, cue.end)  # "rejected as false the claim that it had shelled Homs"
    verb = analysis.tokens[cue.head]
    if cue.dep == "nsubjpass" and cue.index < token.index < verb.index:
        # "The claim that it had shelled Homs was dismissed"; what is said is no such deed
        return None if event.event_type in SPEECH else (verb.start, verb.end)
    above = analysis.tokens[token.head]
    if above.pos == "NOUN" and token.dep in {"acl", "ccomp", "relcl"}:
        above = analysis.tokens[above.head]  # "denied reports that it had shelled Homs"
    elif token.dep not in {"ccomp", "xcomp"}:
        return None
    return (cue.start, cue.end) if above.index == cue.index else None
