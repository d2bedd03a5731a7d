"""What is told of no day: rules, stances, what may happen to anybody, and how something goes.

News tells of its events in the past, of plans and of words spoken also in the present; what kills
or seizes in the present tense, with neither place nor day, does so as a rule, in a book or by a
figure of speech ("a stroke can strike at any age", "the score bombards the ear").
"""

from geo.language.grammar import children
from geo.language.text import Analysis, Token
from geo.language.words import SAYING
from geo.records import Event
from geo.triggers.denials import says_where_or_when
from geo.triggers.describing import relatives
from geo.triggers.phases import PHASES
from geo.triggers.pointing import VIOLENT

_PRESENT = frozenset({"VBP", "VBZ"})
_OF_DEEDS = VIOLENT | {"COERCE", "CONCEDE", "CONSULT"}
"""Types of deeds that are told in the past; who demands or condemns does so in the present, too,
and aid goes on: "a tanker brings water every day"."""
_AS_IN_THE_PAST = frozenset("beset burst cut hit hurt let put set shut spread thrust".split())
"""Verbs whose past the reader may take for their present: "they set it alight"."""
_OF_FORCE = VIOLENT | {"ACCUSE", "COERCE", "CRIME", "SANCTION"}
"""Types of what befalls people."""
_SOMEBODY = frozenset({"he", "i", "she", "they", "we", "you"})
_DECREED = frozenset({"ban", "curfew", "martial law"})
"""Deeds of words: "the decree bans the sale of petrol"."""
_ORDERING = frozenset({"declare", "decree", "order"})
_STANDING_FOR = frozenset({"favor", "favour", "oppose", "support"})
"""Verbs that in the present tell of no act, but of a view that somebody has."""
_OF_STANDS = frozenset({"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT"})


def is_timeless(analysis: Analysis, token: Token, event: Event) -> bool:
    """Whether an event word tells of nothing that was on some day."""
    if token.pos != "VERB" or event.counts or (event.date is not None and event.date.span):
        return False
    return (
        _is_rule(analysis, token, event)
        or _is_possible(analysis, token, event)
        or _is_stance(analysis, token, event)
        or _goes_so(analysis, token, event)
    )


def _is_rule(analysis: Analysis, token: Token, event: Event) -> bool:
    """What is not allowed at all: "it is forbidden to carry arms", but "was forbidden", "is banned
    by the council", "she is banned from Oslo"."""
    standing = any(word.tag in _PRESENT for word in children(analysis, token.index, "auxpass"))
    agreed = any(children(analysis, token.index, "agent", "aux"))
    banned = children(analysis, token.index, "nsubjpass")
    somebody = any(word.pos == "PROPN" or word.lemma in _SOMEBODY for word in banned)
    return event.trigger.sub_type == "ban" and standing and not (agreed or somebody)


def _is_possible(analysis: Analysis, token: Token, event: Event) -> bool:
    """What can befall anybody: "managers can be jailed", "a stroke can strike at any age"."""
    auxiliaries = {word.text.lower() for word in children(analysis, token.index, "aux")}
    can = "can" in auxiliaries and "have" not in auxiliaries
    return can and event.factuality == "conditional" and event.event_type in _OF_FORCE


def _is_stance(analysis: Analysis, token: Token, event: Event) -> bool:
    """A clause in the present that says which ones are meant by where they stand, or what somebody
    is there for: "groups that oppose the law", "the dean, who chairs the panel"; but "the army,
    which denies it". A view in the present is one wherever it stands beyond the first sentence,
    whose grammar is that of headlines, unless somebody says it: "the union opposes the law", but
    "the union opposes the law, its head said"."""
    if token.tag not in _PRESENT or event.event_type not in _OF_STANDS:
        return False
    if token.lemma in _STANDING_FOR and token.sentence:
        return not _is_said(analysis, token)
    if token.dep != "relcl":
        return False
    if not any(relatives(analysis, token, "nsubj")):
        return False
    before = analysis.tokens[analysis.subtree(token.index)[0] - 1]
    return event.event_type == "CONSULT" or before.text != ","


def _is_said(analysis: Analysis, token: Token) -> bool:
    """Whether a clause is what somebody said."""
    return token.dep == "ccomp" and analysis.tokens[token.head].lemma in SAYING


def _goes_so(analysis: Analysis, token: Token, event: Event) -> bool:
    """How it goes in general, in a tale or by a figure: a deed in the present tense, beyond the
    first sentence, whose grammar is that of headlines."""
    if token.tag not in _PRESENT or event.event_type not in _OF_DEEDS or not token.sentence:
        return False
    if event.factuality not in {"reported", "denied"} or event.trigger.sub_type in _DECREED:
        return False
    if token.tag == "VBP" and token.lemma in _AS_IN_THE_PAST:
        return False
    if token.lemma in PHASES | _ORDERING or any(children(analysis, token.index, "aux", "auxpass")):
        return False  # "the shelling continues", "is besieging", "hereby orders"
    return not says_where_or_when(analysis, token, event)
