"""Days to which the story goes on where nothing that is an event is told of them: "On the 14th the
telephone rang", "the shops stayed shut on Friday"."""

from collections.abc import Set
from itertools import pairwise

from geo.dates import DateMention
from geo.language.grammar import children, governing_verb, subjects
from geo.language.text import Analysis
from geo.language.words import SAYING

_ANYHOW = frozenset(
    "army authority court government governor military minister ministry parliament police "
    "president state".split()
)
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_OF_BEFORE = frozenset("he her him his it its she their them they".split())
_OF_VERB = frozenset({"advmod", "npadvmod", "pobj", "prep"})
_TELLING = frozenset({"ROOT", "conj", "ccomp", "csubj", "parataxis"})
_AHEAD = frozenset("arrange book expect intend mean plan schedule set slate want".split())
"""Verbs whose day may be ahead of their own: "was expected on Friday"."""
_NOT_SO = frozenset({"aux", "neg"})
_WITH_VERB = frozenset({"aux", "auxpass"})
_WAS = frozenset({"had", "was", "were"})
_OF_TIME = frozenset({"as", "when"})
_THEN = frozenset("afterward afterwards later subsequently then thereafter".split())
_NEW = frozenset({"latest", "now", "this", "today"})
"""With these a sentence comes back to the news."""
_PRESENT = frozenset({"VBP", "VBZ"})


def scene_at(analysis: Analysis, mention: DateMention, told_of: Set[int]) -> int | None:
    """The verb, in the past, of a clause that takes the story to a time; None where the clause
    tells of an event (`told_of`), or who said something, or is about somebody in passing."""
    if mention.bound != "within":
        return None
    tokens = analysis.tokens_in(mention.start, mention.end)
    verb = governing_verb(analysis, tokens[0].index) if tokens else None
    if verb is None or verb in told_of:
        return None
    token = analysis.tokens[verb]
    below = [analysis.tokens[c] for c in analysis.children[verb]]
    not_so = any(word.dep in _NOT_SO and word.text.lower() not in _WAS for word in below)
    if not _is_past(analysis, verb) or token.lemma in SAYING | _AHEAD or not_so:
        return None
    if token.dep == "advcl":
        return verb if any(word.lemma in _OF_TIME for word in below) else None
    return verb if token.dep in _TELLING else None


def is_frame(analysis: Analysis, mention: DateMention, trigger: int) -> bool:
    """Whether a time opens a sentence, before who did what it tells: "In 2019 a landslide killed
    43". It frames what the paragraph goes on with."""
    tokens, words = analysis.tokens, analysis.tokens_in(mention.start, mention.end)
    if not words or words[0].sentence != tokens[trigger].sentence:
        return False
    above = (words[0].index, *analysis.ancestors(words[0].index))
    for index, head in pairwise(above):
        if tokens[head].pos in {"AUX", "VERB"}:
            before = min((s.index for s in subjects(analysis, head)), default=head)
            is_main = tokens[head].dep in {"ROOT", "conj"}
            return is_main and tokens[index].dep in _OF_VERB and index < before
    return False


def is_time_of_scene(analysis: Analysis, mention: DateMention, verb: int) -> bool:
    """Whether what follows is of a time too, and not only of who did something at it once ("took
    office in 2021"): it frames the story, or lasted from one year to another."""
    return mention.rule == "years" or is_frame(analysis, mention, verb)


def is_before_scene(analysis: Analysis, mention: DateMention, verb: int) -> bool:
    """Whether a scene lies before where the story is: "had come in on Sunday"; what had been by a
    day takes it there."""
    had = any(analysis.tokens[c].text.lower() == "had" for c in analysis.children[verb])
    by = analysis.text[mention.start : mention.end].lower().startswith("by ")
    return had and not by


def looks_back(analysis: Analysis, trigger: int, before: int) -> bool:
    """An event without a date goes on with what is told aside (`before`): under it ("which sparked
    riots"), or in the next sentence of the paragraph, of the same people ("they burned"), in the
    past perfect or with "then". Else the news goes on."""
    if analysis.tokens[before].sentence == analysis.tokens[trigger].sentence:
        return before in analysis.ancestors(trigger)
    last, here = (analysis.tokens[i].sentence for i in (before, trigger))
    verb = governing_verb(analysis, trigger)
    parted = analysis.sentences[last].paragraph != analysis.sentences[here].paragraph
    if verb is None or last + 1 != here or parted:
        return False
    words = [analysis.tokens[verb], *(analysis.tokens[c] for c in analysis.children[verb])]
    if any(word.tag in _PRESENT for word in words):
        return False
    joined = any(word.text.lower() == "had" or word.lemma in _THEN for word in words)
    return joined or any(word.pos == "PRON" for word in subjects(analysis, verb))


def goes_on(analysis: Analysis, trigger: int, before: int) -> bool:
    """An event without a date goes on with a day long ago that a main clause of its paragraph told
    (`before`): both in the simple past, as a tale of that day has it ("On 14 April 2022 soldiers
    entered the town. Four men were shot")."""
    first, here = (analysis.tokens[i].sentence for i in (before, trigger))
    if analysis.sentences[first].paragraph != analysis.sentences[here].paragraph:
        return False
    if any(t.text.lower() in _NEW for t in analysis.tokens_of(analysis.sentences[here])):
        return False
    verbs = [governing_verb(analysis, index) for index in (before, trigger)]
    return first != here and all(verb is not None and _is_tale(analysis, verb) for verb in verbs)


def takes_up(analysis: Analysis, trigger: int) -> bool:
    """Whether a sentence speaks of what was told before it: by "it" or "their", or of somebody or
    something as known ("The driver was jailed"). Police or the army are known anyhow."""
    sentence = analysis.sentences[analysis.tokens[trigger].sentence]
    for token in analysis.tokens_of(sentence):
        if token.text.lower() in _OF_BEFORE:
            return True
        is_known = any(t.text.lower() == "the" for t in children(analysis, token.index, "det"))
        if is_known and token.dep in _ARGUMENTS and token.lemma not in _ANYHOW:
            return True
    return False


def _is_tale(analysis: Analysis, verb: int) -> bool:
    """Whether a verb in the simple past stands in a main clause, or in one of when that was."""
    token = analysis.tokens[verb]
    while token.dep in {"advcl", "conj"} and analysis.tokens[token.head].pos in {"AUX", "VERB"}:
        under = (analysis.tokens[c].lemma for c in analysis.children[token.index])
        if token.dep == "advcl" and _OF_TIME.isdisjoint(under):
            return False
        token = analysis.tokens[token.head]
    return token.dep == "ROOT" and _is_past(analysis, verb)


def _is_past(analysis: Analysis, verb: int) -> bool:
    """Whether a verb is in the past: "burst", "was bursting", "were shot"."""
    below = [analysis.tokens[c] for c in analysis.children[verb]]
    was = any(word.dep in _WITH_VERB and word.tag == "VBD" for word in below)
    tag = analysis.tokens[verb].tag
    return tag == "VBD" or (tag in {"VBG", "VBN"} and was)
