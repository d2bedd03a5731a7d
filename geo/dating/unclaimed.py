"""The day of a sentence that the grammar ties to none of the events told in it.

The reader of grammar hangs "in the early hours of Tuesday" at the end of a long sentence on
whatever stands before it: "threw a grenade at a car parked by the school in the north of the town
in the early hours of Tuesday". Where no event has such a day, the main clause has it.
"""

from collections.abc import Sequence, Set

from geo.dates import DateMention
from geo.language.grammar import auxiliaries, children, governing_verb, is_perfect
from geo.language.text import Analysis
from geo.language.words import SAYING
from geo.triggers.pointing import REACTIONS
from geo.triggers.remembrance import remembered

_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_OTHER_TIME = frozenset(
    {"could", "had", "have", "may", "might", "shall", "should", "will", "would"}
)
_PAST = frozenset({"VBD", "VBN"})


def unclaimed_day(
    analysis: Analysis, mentions: Sequence[DateMention], trigger: int, told_of: Set[int]
) -> DateMention | None:
    """The only date of the sentence of an event of its main clause, where it is a day in the past
    that no event's own clause (`told_of`) names, nor one of what is said, or had been before."""
    if len(mentions) != 1 or not _is_of_main_clause(analysis, trigger):
        return None
    (mention,) = mentions
    is_day = mention.first is not None and mention.first == mention.last
    if not is_day or mention.bound != "within" or mention.relative_to == "event":
        return None
    tokens = analysis.tokens_in(mention.start, mention.end)
    if (
        not tokens
        or _are_parted(analysis, trigger, mention.start)
        or remembered(analysis, tokens[0].index) is not None
    ):
        return None
    above = (tokens[0].index, *analysis.ancestors(tokens[0].index))
    main = governing_verb(analysis, trigger)
    for index in above:
        if index in (trigger, main):
            return mention
        token = analysis.tokens[index]
        is_other = (
            _has_another_subject(analysis, index)
            or token.lemma in SAYING
            or not _OTHER_TIME.isdisjoint(auxiliaries(analysis, index))
        )
        if index in told_of and _are_parted(analysis, index, mention.start):
            continue
        if index in told_of or (token.pos in {"AUX", "VERB"} and is_other):
            return None
    return None


def _has_another_subject(analysis: Analysis, verb: int) -> bool:
    """Whether a clause about a noun tells what somebody else did: "two rifles that elders gave
    back"."""
    subjects = children(analysis, verb, "nsubj", "nsubjpass")
    of_noun = analysis.tokens[verb].dep == "relcl"
    return of_noun and any(subject.tag not in {"WDT", "WP"} for subject in subjects)


def _are_parted(analysis: Analysis, word: int, day: int) -> bool:
    """Whether a semicolon stands between a word and a day."""
    start = analysis.tokens[word].start
    return ";" in analysis.text[min(start, day) : max(start, day)]


def _is_of_main_clause(analysis: Analysis, trigger: int) -> bool:
    """Whether the event is the verb of a main clause in the past, or its subject or object."""
    verb = governing_verb(analysis, trigger)
    if verb is None or is_perfect(analysis, verb) or remembered(analysis, trigger) is not None:
        return False
    token, word = analysis.tokens[verb], analysis.tokens[trigger]
    is_said = token.lemma in SAYING or token.lemma in REACTIONS
    is_its = trigger == verb or (word.head == verb and word.dep in _ARGUMENTS)
    while token.dep == "conj":
        token = analysis.tokens[token.head]
    is_past = analysis.tokens[verb].tag in _PAST
    return token.dep == "ROOT" and is_past and is_its and not is_said
