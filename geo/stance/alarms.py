"""What sounded like an attack and was none: "the gunfire turned out to be a drill".

The shots may have been fired, the blast may have been heard; but nobody was attacked.
"""

from geo.language.grammar import children
from geo.language.text import Analysis, Token
from geo.language.words import SAYING
from geo.stance.disputed import REPORTS, negation
from geo.stance.hearsay import is_hearsay

_ALARMS = frozenset("drill hoax prank rehearsal simulation".split())
_KINDS: dict[str, frozenset[str]] = {
    "alarm": frozenset({"false"}),
    "exercise": frozenset(
        "army drill emergency firing joint live-fire military naval navy planned police "
        "preparedness readiness routine safety scheduled security training".split()
    ),
}
"""Nouns that tell of no attack with one of these words before them."""
_PROVING = frozenset(
    "be confirm describe determine establish explain find identify prove reveal turn".split()
)
_NEAR = 3
"""The sentences, its own among them, within which an event may be said to be an alarm."""
_FEW = 3
_PERCEIVING = frozenset("hear report see".split())
_PERHAPS = frozenset("can could may might should would".split())
_MAIN = frozenset("ROOT ccomp conj parataxis".split())
_SUSPECTED = frozenset({"alleged", "possible", "presumed", "suspected", "suspicious"})
_IT = frozenset({"it", "that", "these", "they", "this", "which"})


def false_alarm(analysis: Analysis, index: int) -> Token | None:
    """The word that says that what a noun tells of was only a drill, a hoax or a false alarm."""
    here = analysis.tokens[index].sentence
    near = analysis.sentences[here : here + _NEAR]
    behind = (t for sentence in near for t in analysis.tokens_of(sentence) if t.index > index)
    alarms = (token for token in behind if _is_alarm(analysis, token))
    return next((alarm for alarm in alarms if _answers(analysis, alarm, index)), None)


def tested_negative(analysis: Analysis, verb: int) -> Token | None:
    """The "negative" with which a test of what was only suspected came out: "samples of a suspected
    case tested negative"; those who recovered test negative, too."""
    if analysis.tokens[verb].pos not in {"AUX", "VERB"}:
        return None
    said = (analysis.tokens[index] for index in analysis.children[verb])
    negative = next((word for word in said if word.lemma == "negative"), None)
    words = (
        analysis.tokens[index]
        for subject in children(analysis, verb, "nsubj", "nsubjpass")
        for index in analysis.subtree(subject.index)
    )
    return negative if any(word.text.lower() in _SUSPECTED for word in words) else None


def _answers(analysis: Analysis, alarm: Token, index: int) -> bool:
    """Whether an alarm is what the event is said to be, or says all of its sentence of what was
    only hearsay: "False alarm."."""
    if _is_all_that_is_said(analysis, alarm):
        return not negation(analysis, alarm.index) and (
            is_hearsay(analysis, index) or _is_perceived(analysis, index)
        )
    near = alarm.sentence <= analysis.tokens[index].sentence + 1
    return near and _is_said_of(analysis, alarm, index)


def _is_all_that_is_said(analysis: Analysis, alarm: Token) -> bool:
    """Whether a sentence says no more than that it was one, and at most who says so: "False
    alarm.", "A false alarm, police said"."""
    words = [t for t in analysis.tokens_of(analysis.sentences[alarm.sentence]) if t.pos != "PUNCT"]
    if alarm not in words[:_FEW]:
        return False
    if alarm.dep == "ROOT":
        return words[-1] == alarm
    says, behind = analysis.tokens[alarm.head], analysis.tokens[alarm.index + 1]
    attributed = says.dep == "ROOT" and says.lemma in SAYING and says.index > alarm.index
    return attributed and behind.pos == "PUNCT"


def _is_alarm(analysis: Analysis, token: Token) -> bool:
    if token.pos != "NOUN":
        return False
    before = children(analysis, token.index, "amod", "compound")
    kinds = _KINDS.get(token.lemma, frozenset())
    return token.lemma in _ALARMS or any(word.text.lower() in kinds for word in before)


def _is_said_of(analysis: Analysis, alarm: Token, index: int) -> bool:
    """Whether the event is what is said to be a false alarm: by its name, by a pronoun or, in its
    own sentence, by none ("gunfire heard; later confirmed as a drill")."""
    verb = _verb_of(analysis, alarm)
    if verb is None:
        return False
    named = list(children(analysis, verb.index, "nsubj", "nsubjpass"))
    if any(subject.index == index or _is_report_of(analysis, subject, index) for subject in named):
        return True
    if not _is_perceived(analysis, index):
        return False
    if named:
        return all(subject.text.lower() in _IT for subject in named)
    return verb.dep in _MAIN and verb.sentence == analysis.tokens[index].sentence


def _is_report_of(analysis: Analysis, subject: Token, index: int) -> bool:
    """Whether a subject only tells of the event: "rumours of an attack"."""
    token = analysis.tokens[index]
    of = analysis.tokens[token.head]
    tells = token.dep == "pobj" and of.head == subject.index and of.lemma in {"about", "of"}
    held = token.dep in {"acl", "ccomp"} and token.head == subject.index
    return subject.lemma in REPORTS and (tells or held)


def _verb_of(analysis: Analysis, alarm: Token) -> Token | None:
    """The verb that says for sure that something was an alarm: "was", "turned out to be", "was
    confirmed as", "was part of"."""
    word, above = alarm, analysis.tokens[alarm.head]
    if word.dep == "pobj" and above.lemma == "of" and analysis.tokens[above.head].lemma == "part":
        word = analysis.tokens[above.head]
        above = analysis.tokens[word.head]
    if word.dep == "pobj" and above.lemma == "as":
        above = analysis.tokens[above.head]
    elif word.dep not in {"attr", "oprd"}:
        return None
    verbs = [above]
    if above.dep == "xcomp":
        verbs.append(analysis.tokens[above.head])
    for verb in verbs:
        aside = children(analysis, verb.index, "aux")
        if verb.lemma not in _PROVING or any(aux.lemma in _PERHAPS for aux in aside):
            return None
        if negation(analysis, verb.index) or negation(analysis, alarm.index):
            return None
    return verbs[-1]


def _is_perceived(analysis: Analysis, index: int) -> bool:
    """Whether a thing is only told to have been heard, seen or reported."""
    token = analysis.tokens[index]
    above = analysis.tokens[token.head]
    if any(word.lemma in _PERCEIVING for word in children(analysis, index, "acl")):
        return True
    return token.dep in {"dobj", "nsubj", "nsubjpass"} and above.lemma in _PERCEIVING
