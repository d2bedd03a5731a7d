"""The stance of a text towards an event: whether it happened, and who says so."""

import itertools
from dataclasses import dataclass

from geo.language.grammar import antecedent, children, noun_phrase, subjects
from geo.language.quotes import whole_quotes
from geo.language.text import Analysis, Sentence, Token
from geo.language.words import SAYING
from geo.records import Actor, Factuality, Span
from geo.stance.alarms import false_alarm
from geo.stance.disputed import DISPUTING, disputes
from geo.stance.factuality import factuality_of, scope
from geo.stance.hearsay import denied_claim, denied_hearsay


@dataclass(frozen=True, slots=True)
class Stance:
    """How sure the text is of an event, the words that say so, and who vouches for it."""

    factuality: Factuality
    evidence: tuple[Span, ...]
    claimed_by: Actor | None


def stance(analysis: Analysis, index: int, *, harm: bool = False) -> Stance:
    """The stance of the text towards the event that the token at `index` tells of.

    For `harm` see `geo.stance.factuality`.
    """
    factuality, cue = factuality_of(analysis, index, harm=harm)
    if factuality == "reported" and (denial := denied_hearsay(analysis, index)) is not None:
        factuality, cue = "denied", denial
    if factuality == "reported" and harm and (denial := denied_claim(analysis, index)) is not None:
        factuality, cue = "denied", denial
    if factuality == "reported" and harm and (alarm := false_alarm(analysis, index)) is not None:
        factuality, cue = "denied", alarm
    return Stance(
        factuality,
        ((cue.start, cue.end),) if cue else (),
        _claimant(analysis, index),
    )


def _claimant(analysis: Analysis, index: int) -> Actor | None:
    """Who says so: the subject of a saying verb above the event, or after "according to"."""
    for current in (index, *analysis.ancestors(index)):
        verb = _saying_verb(analysis, current)
        if verb is None or verb == index or _within_subject(analysis, index, verb):
            continue
        if _reaches(analysis, index, verb):
            for subject in subjects(analysis, verb):
                says = antecedent(analysis, subject)
                # "No casualties were reported" says nothing.
                named = analysis.name_at(says.index, says.index)
                counts = named is not None and named.label == "GPE" and _is_count(analysis, index)
                if says.pos != "PRON" and subject.dep != "nsubjpass" and not counts:
                    return _actor(analysis, says)
    return _said_before(analysis, index) or _according_to(analysis, index)


def _is_count(analysis: Analysis, index: int) -> bool:
    """Whether a place is told to have had so many: "Chattogram reported 900 cases"."""
    token = analysis.tokens[index]
    return token.dep == "dobj" and token.lemma in {"case", "death", "infection"}


def _reaches(analysis: Analysis, index: int, verb: int) -> bool:
    """What a verb says is of the event; one of denial may deny something else about it."""
    if analysis.tokens[verb].lemma not in DISPUTING:
        return True
    return any(governor == verb for governor, joined in scope(analysis, index) if not joined)


def _said_before(analysis: Analysis, index: int) -> Actor | None:
    """The subject of an earlier "claiming that" whose clause the parser hung elsewhere."""
    sentence = analysis.sentences[analysis.tokens[index].sentence]
    for token in reversed(analysis.tokens[sentence.first : index]):
        says = token.lemma in SAYING and token.pos == "VERB"
        if not says or analysis.tokens[token.index + 1].text.lower() != "that":
            continue
        if any(True for _ in children(analysis, token.index, "ccomp")):
            continue
        for subject in subjects(analysis, token.index):
            return _actor(analysis, subject) if subject.pos != "PRON" else None
    return None


def _saying_verb(analysis: Analysis, index: int) -> int | None:
    """The verb itself if it is one of saying, or a bare one on it ("went on to add")."""
    token = analysis.tokens[index]
    if token.pos not in {"VERB", "AUX"}:
        return None
    if token.lemma in SAYING or disputes(analysis, index):
        return index
    for child in children(analysis, index, "xcomp", "advcl"):
        if child.lemma in SAYING and child.tag in {"VB", "VBG"}:
            return child.index
    return None


def _within_subject(analysis: Analysis, index: int, verb: int) -> bool:
    return any(index in analysis.subtree(s.index) for s in subjects(analysis, verb))


def _according_to(analysis: Analysis, index: int) -> Actor | None:
    sentence: Sentence = analysis.sentences[analysis.tokens[index].sentence]
    tokens = analysis.tokens_of(sentence)
    for first, second in itertools.pairwise(tokens):
        if first.text.lower() == "according" and second.text.lower() == "to":
            for token in children(analysis, second.index, "pobj"):
                return _actor(analysis, token)
    return None


def _actor(analysis: Analysis, token: Token) -> Actor:
    return Actor(*whole_quotes(analysis.text, noun_phrase(analysis, token.index)))
