"""What a text only supposes: what it asks, what is feigned, and what hangs on an "if"."""

from geo.language.grammar import auxiliaries, children, was_to
from geo.language.text import Analysis, Token
from geo.triggers.pointing import DEFINITE

_FEIGNED = frozenset(
    "dramatise dramatize enact imagine mock re-enact reenact rehearse simulate simulated".split()
)
"""What is only played or thought: "a bomb attack was simulated", "a mock attack"."""
_UNTIL = frozenset({"till", "until"})
_PRESENT = frozenset({"VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_KILLINGS = frozenset({"homicide", "killing", "manslaughter", "murder"})
_ALLEGEDLY = frozenset({"allegedly", "supposedly"})
_LIKELY = frozenset({"likely", "possible", "probable", "unlikely"})
_PERCEIVING = frozenset({"feel", "hear", "see", "smell"})
_FEARING = frozenset({"dread", "fear"})
_EVENTUAL = frozenset({("in", "case"), ("in", "event")})
_AUXILIARIES = frozenset(
    "are can could did do does had has have is may might should was were will would".split()
)
_ASKED = frozenset({"acl", "attr", "ccomp", "conj", "dobj", "nsubj", "nsubjpass", "xcomp"})
"""How what a question asks hangs on its first word; what stands aside in it is as it is."""


def if_of(analysis: Analysis, index: int) -> Token | None:
    """The "if" of the clause: what would fail or not happen then is not said to."""
    return next((t for t in children(analysis, index, "mark") if t.lemma in {"if", "unless"}), None)


def is_perceived(analysis: Analysis, index: int) -> bool:
    """Whether "could" tells of what was perceived: "gunfire could be heard", "could hear shots"."""
    if analysis.tokens[index].lemma not in _PERCEIVING:
        return False
    return any(word.lemma == "could" for word in children(analysis, index, "aux"))


def not_until(analysis: Analysis, index: int) -> Token | None:
    """The "until" of what is still to come: "until the body is returned", not "until it fell"."""
    until = next((t for t in children(analysis, index, "mark") if t.lemma in _UNTIL), None)
    verbs = (analysis.tokens[index], *children(analysis, index, "aux", "auxpass"))
    return until if until and any(verb.tag in _PRESENT for verb in verbs) else None


def wished_by(analysis: Analysis, verb: int) -> Token | None:
    """The "that" before what is only asked for: "demand that the army release them", "that a camp
    be opened" (the mandative subjunctive: a bare form behind a subject and no auxiliary)."""
    that = next((t for t in children(analysis, verb, "mark") if t.lemma == "that"), None)
    has_subject = any(children(analysis, verb, "nsubj", "nsubjpass"))
    finite = (*children(analysis, verb, "aux", "auxpass"), analysis.tokens[verb])[0]
    return that if has_subject and finite.tag == "VB" else None


def fell_through(analysis: Analysis, verb: int) -> Token | None:
    """The "but" behind what was to be done and was not: "was to leave by May but stayed"."""
    be = was_to(analysis, analysis.tokens[verb])
    if be is None:
        return None
    for joined in (be.index, verb):
        others = children(analysis, joined, "conj")
        told = any(word.tag in _FINITE or auxiliaries(analysis, word.index) for word in others)
        buts = (word for word in children(analysis, joined, "cc") if word.lemma in {"but", "yet"})
        if told and (but := next(buts, None)) is not None:
            return but
    return None


def suspected_of(analysis: Analysis, event: int, index: int) -> Token | None:
    """The word above an event that says that somebody is only to have done it: "held on suspicion
    of smuggling", "arrested for allegedly smuggling"; a killing has been, whoever did it."""
    token = analysis.tokens[index]
    if analysis.tokens[event].lemma in _KILLINGS:
        return None
    if token.dep == "pcomp" and analysis.tokens[token.head].lemma in {"for", "of", "with"}:
        said = children(analysis, index, "advmod")
        return next((word for word in said if word.lemma in _ALLEGEDLY), None)
    return token if token.lemma == "suspicion" and token.dep == "pobj" else None


def supposed(analysis: Analysis, index: int) -> Token | None:
    """The word that says that an event is only feigned, feared or foreseen."""
    rules = (_feigned, _foreseen, _feared)
    return next(filter(None, (rule(analysis, index) for rule in rules)), None)


def _feigned(analysis: Analysis, index: int) -> Token | None:
    """The word that says that it was only played: "simulated", "mock"."""
    token = analysis.tokens[index]
    if token.lemma in _FEIGNED and token.pos == "VERB":
        return token
    mock = children(analysis, index, "amod", "compound")
    return next((word for word in mock if word.lemma in _FEIGNED), None)


def _foreseen(analysis: Analysis, index: int) -> Token | None:
    """The word that says how likely it is to come: "avalanches are possible"; of an attack that "is
    likely to have killed ten" only the toll is guessed."""
    token = analysis.tokens[index]
    verb = analysis.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma != "be":
        return None
    said = children(analysis, verb.index, "acomp", "attr")
    found = (word for word in said if word.lemma in _LIKELY)
    return next((w for w in found if not any(children(analysis, w.index, "xcomp"))), None)


def _feared(analysis: Analysis, index: int) -> Token | None:
    """The word that says that it is only feared: "fear an attack", "fear that rebels will attack",
    "a feared attack", "feared to have killed ten"; or only thought of: "in case of an attack"."""
    token = analysis.tokens[index]
    above = analysis.tokens[token.head]
    if token.dep == "dobj" and above.lemma in _FEARING:
        return above
    if token.dep == "ccomp" and above.lemma in _FEARING | {"worry"}:
        return above if any(w.lemma == "will" for w in children(analysis, index, "aux")) else None
    if token.dep == "nsubjpass" and above.lemma in _FEARING:
        return None if any(children(analysis, above.index, "oprd", "xcomp")) else above
    if token.dep == "xcomp" and above.lemma in _FEARING:
        # Those "feared to have been killed" befell something that has been.
        told = any(children(analysis, above.index, "nsubjpass"))
        return above if told and not any(children(analysis, index, "auxpass")) else None
    if token.dep == "pobj" and (above.lemma, token.lemma) in _EVENTUAL:
        known = any(children(analysis, index, "det")) and token.lemma == "case"
        return None if known else token
    said = children(analysis, index, "amod")
    return next((word for word in said if word.lemma in _FEARING), None)


def on_condition(analysis: Analysis, index: int) -> Token | None:
    """The "if" or "unless" on which it will happen: "will strike if talks fail"."""
    for clause in children(analysis, index, "advcl"):
        if cue := if_of(analysis, clause.index):
            return cue
    return None


def asked_by(analysis: Analysis, index: int) -> Token | None:
    """The word with which a question opens that asks whether it happened: "Did rebels take Goma?"

    Why or by whom something was done is asked of what was done."""
    sentence = analysis.sentences[analysis.tokens[index].sentence]
    tokens = analysis.tokens_of(sentence)
    opens = next((t for t in tokens if t.text[:1].isalnum()), tokens[0])
    if opens.text.lower() not in _AUXILIARIES or all(t.text != "?" for t in tokens[-2:]):
        return None
    path = [analysis.tokens[i] for i in (index, *analysis.ancestors(index))]
    if any(t.dep not in _ASKED and t.head != t.index for t in path):
        return None
    if any(t.dep == "acl" and analysis.tokens[t.head].dep != "attr" for t in path):
        return None  # "Has the truce signed on Monday held?"
    known = (word.lemma in DEFINITE for word in children(analysis, index, "det", "poss"))
    return None if analysis.tokens[index].pos == "NOUN" and any(known) else opens
