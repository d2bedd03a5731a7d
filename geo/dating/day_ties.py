"""Whether a day that a sentence names is that of an event which it tells of."""

from collections.abc import Set
from datetime import date
from itertools import takewhile

from geo.dates.outlook import CALLING
from geo.language.grammar import auxiliaries, children, clause_tie, governing_verb, is_perfect
from geo.language.text import Analysis, Token
from geo.language.words import SAYING
from geo.records import Span
from geo.triggers.pointing import REACTIONS

_OF_STATE = 0.9
"""How much less a day behind a participle belongs to what the sentence tells."""
_ASIDE = 0.3
"""The same for the day of what a sentence tells and a participle about one of its nouns."""
_FUTURE = frozenset({"shall", "to", "will", "would"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TOLD = frozenset({"ccomp", "parataxis"})
_TOLD_TO = frozenset({"dative", "dobj"})
_ABOUT = frozenset({"about", "against", "for", "of", "over"})
_BEFORE_NOUN = frozenset({"compound", "nmod", "nummod", "poss"})
_MAIN = frozenset({"ROOT", "conj"})
_FOLLOWING = frozenset({"after", "following"})


def day_tie(analysis: Analysis, trigger: int, day: int) -> float:
    """How surely a day belongs to an event, 0 to 1: as any phrase does, but that of a burial is not
    the day of "soldiers killed in May were buried on Tuesday"."""
    tie = clause_tie(analysis, trigger, day)
    above = {day, *analysis.ancestors(day)}
    path = takewhile(lambda i: i not in above, (trigger, *analysis.ancestors(trigger)))
    told_aside = any(
        analysis.tokens[i].dep == "acl" and analysis.tokens[i].tag == "VBN" for i in path
    )
    return _ASIDE * tie if told_aside else tie


def tie_of_state(analysis: Analysis, trigger: int, day: int, told_of: Set[int]) -> float:
    """How surely a day behind a participle that tells of no event is the sentence's, 0 to 1: of
    "fire broke out on a ferry tied up in Lae on Tuesday" the fire's; or that of a clause about its
    subject: of "a man who went out on Tuesday was shot" the shooting's."""
    for index in (day, *analysis.ancestors(day)):
        token = analysis.tokens[index]
        went = token.dep == "relcl" and token.tag == "VBD" and token.lemma not in SAYING
        who = went and any(t.text.lower() == "who" for t in children(analysis, index, "nsubj"))
        of_subject = who and analysis.tokens[token.head].dep in _SUBJECTS
        if (token.dep == "acl" and token.tag == "VBN") or of_subject:
            free = index not in told_of
            return _OF_STATE * clause_tie(analysis, trigger, token.head) if free else 0.0
    return 0.0


def is_of_what_followed(analysis: Analysis, trigger: int, day: Token) -> bool:
    """The day is that of what came after the event: "retook the town on Monday after weeks of
    fighting", "arrested on Monday after a bombing"; or before it: "moved out ahead of the storm by
    Monday"."""
    if day.index > trigger and day.lemma != "by":
        return False
    above = set(analysis.ancestors(day.index)) | {day.index}
    for index in takewhile(lambda i: i not in above, (trigger, *analysis.ancestors(trigger))):
        token = analysis.tokens[index]
        if token.dep == "prep" and token.text.lower() in _FOLLOWING:
            return True
        if token.lemma == "ahead":
            return True
    return False


def is_of_matter(analysis: Analysis, trigger: int, day: Token, told_of: Set[int]) -> bool:
    """The time stands before the noun of what the event was about: "sentenced two men over the 2019
    attack", "arrested for Monday's blast"."""
    noun = analysis.tokens[day.head]
    preposition = analysis.tokens[noun.head]
    if _is_of_deed(analysis, trigger, day, told_of):
        return True
    if noun.dep == "dobj" and day.dep in _BEFORE_NOUN and preposition.lemma in REACTIONS:
        # "condemned Sunday's attack"
        return trigger in (noun.head, *analysis.ancestors(noun.head))
    about = noun.dep == "pobj" and preposition.lemma in _ABOUT
    before = day.index < noun.index and day.dep in _BEFORE_NOUN
    return about and before and noun.index in told_of and trigger in analysis.ancestors(noun.index)


def _is_of_deed(analysis: Analysis, trigger: int, day: Token, told_of: Set[int]) -> bool:
    """The day is that of the deed which is spoken of: "accused them of having burned it in May"."""
    path = takewhile(lambda i: i != trigger, analysis.ancestors(day.index))
    deeds = [analysis.tokens[i] for i in path if analysis.tokens[i].dep == "pcomp"]
    return any(
        deed.index in told_of and analysis.tokens[deed.head].lemma in _ABOUT for deed in deeds
    )


def is_parted(analysis: Analysis, trigger: int, day: int) -> bool:
    """Whether a semicolon stands between an event and a day behind it, which is of the next, or
    between a day and what has been since: "sank on Sunday; four bodies have been found"."""
    if analysis.tokens[trigger].start < day:
        return ";" in analysis.text[analysis.tokens[trigger].end : day]
    verb = governing_verb(analysis, trigger)
    between = analysis.text[day : analysis.tokens[trigger].start]
    return verb is not None and ";" in between and is_perfect(analysis, verb)


def is_beside(analysis: Analysis, trigger: int, day: int) -> bool:
    """Whether a day stands behind a word with no other verb between."""
    between = analysis.tokens_in(analysis.tokens[trigger].end + 1, day)
    behind = day > analysis.tokens[trigger].start
    return behind and not any(token.pos in {"AUX", "VERB"} for token in between)


def is_now(analysis: Analysis, verb: int, *, speech: bool) -> bool:
    """Whether a whole sentence tells of what is said or done as it is written: "is sending", "the
    union calls on the mayor"; a headline's present is past."""
    tokens = analysis.tokens
    sentence = analysis.sentences[tokens[verb].sentence]
    whole = analysis.text[sentence.start : sentence.end].rstrip("\"'”’ \n")
    if not whole.endswith((".", "!", "?")) or tokens[verb].dep not in _MAIN:
        return False
    if tokens[verb].tag in {"VBP", "VBZ"}:
        return speech
    auxiliary = {tokens[c].text.lower() for c in analysis.children[verb] if tokens[c].dep == "aux"}
    return tokens[verb].tag == "VBG" and not auxiliary.isdisjoint({"is", "are"})


def is_to_come(analysis: Analysis, day: date | None, trigger: int, published: date | None) -> bool:
    """The day lies ahead of what is told as done: "called for rallies on 7 July" is of what was
    called for, and "will discuss the attack on Monday" of the discussion."""
    token = analysis.tokens[trigger]
    verb = governing_verb(analysis, trigger)
    later = verb is not None and not _FUTURE.isdisjoint(auxiliaries(analysis, verb))
    over = token.tag in {"VBD", "VBN"} or (token.pos == "NOUN" and later)
    over = over or (token.pos == "VERB" and token.lemma in CALLING)
    return day is not None and published is not None and day > published and over


def is_in_passing(analysis: Analysis, trigger: int) -> bool:
    """A clause about somebody or something tells it: "rebels who took Homs in 2014", "a man held
    in May"."""
    verb = governing_verb(analysis, trigger)
    if verb is None:
        return False
    token = analysis.tokens[verb]
    return token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN")


def is_of_clause_behind(analysis: Analysis, day: Span, trigger: int) -> bool:
    """The day stands in a clause about the event's noun, and the story goes on from that of the
    sentence: "lifted the curfew that he had imposed on 31 March"."""
    verb = governing_verb(analysis, analysis.tokens_in(*day)[0].index)
    if verb is None:
        return False
    return analysis.tokens[verb].dep == "relcl" and analysis.tokens[verb].head == trigger


def is_of_saying(analysis: Analysis, day: Span, trigger: int) -> bool:
    """The day is that on which the event was told of, and the event at most about it: "were
    killed, a monitor said on Tuesday". One that stands behind what was told ("said rebels fled
    on Tuesday") is its own, wherever the reader hangs it."""
    tokens = analysis.tokens
    first = analysis.tokens_in(*day)[0]
    before = _before(analysis, first)
    verb = governing_verb(analysis, first.index)
    if before.pos == "VERB" and before.lemma in SAYING:
        verb = before.index
    # "Said that on Monday rebels fled"
    if verb is None or tokens[verb].lemma not in SAYING or before.dep == "mark":
        return False
    path = (trigger, *analysis.ancestors(trigger))
    told = any(tokens[i].head == verb and tokens[i].dep in _TOLD for i in path)
    return told and (trigger < verb or day[0] < tokens[trigger].start)


def _before(analysis: Analysis, day: Token) -> Token:
    """The word that a day follows at once, but for its preposition and those who are told: of
    "said on Monday they had fled" and "told reporters on Monday" the verb, though the reader
    may hang the day on what was said."""
    tokens = analysis.tokens
    before = tokens[max(day.index - 1, 0)]
    if before.dep == "prep":
        before = tokens[max(before.index - 1, 0)]
    return tokens[before.head] if before.dep in _TOLD_TO else before
