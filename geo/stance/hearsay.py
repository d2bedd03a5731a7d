"""What is only hearsay, and denied by those who should know: "social media reported an attack,
which the police denied"; and what a side only claims behind the denial of it.

Where a witness or a side tells of an event and another denies it, the text leaves it open, and it
is told as reported. Of what nobody in particular tells the denial stands.
"""

from geo.language.grammar import auxiliaries, children, subjects
from geo.language.text import Analysis, Token
from geo.stance.disputed import DISPUTING, REPORTS
from geo.triggers.denials import TAKING_UP

_SPREADING = frozenset("carry circulate claim post report say share show speak spread tell".split())
_NOBODYS = frozenset(
    "account blog blogger channel forum hearsay media medium message page post rumor rumour user "
    "video website".split()
)
"""Who spreads what nobody vouches for."""
_HAPPENING = frozenset({"happen", "occur"})
_NOTHING = frozenset({"none", "nothing"})
_TAKING_UP = (TAKING_UP - {"that", "which", "them"}) | {"there"}
"""Words of a claim that take up what was told before it; "that" opens any."""
_TELLING = frozenset({"NOUN", "PROPN", "VERB"})
_CLAIMING = frozenset({"allege", "assert", "claim", "maintain"})
"""Verbs of saying for which the teller does not vouch."""


def denied_hearsay(analysis: Analysis, index: int) -> Token | None:
    """The word that denies what a token tells of, where that is only hearsay."""
    if not is_hearsay(analysis, index):
        return None
    here = analysis.tokens[index].sentence
    near = analysis.sentences[here : here + 2]
    behind = (t for sentence in near for t in analysis.tokens_of(sentence) if t.index > index)
    return next((token for token in behind if _denies_it(analysis, token)), None)


def denied_claim(analysis: Analysis, index: int) -> Token | None:
    """The word that denies the harm that somebody only claims or had claimed: "the army denied that
    it shelled Homs, where rebels claim that 40 were killed"."""
    claim = _claim_of(analysis, index)
    if claim is None:
        return None
    earlier = "have" in auxiliaries(analysis, claim.index)
    here = analysis.sentences[claim.sentence]
    first = analysis.sentences[here.index - 1].first if earlier and here.index else here.first
    for token in reversed(analysis.tokens[first : claim.index]):
        denies = token.lemma in DISPUTING and token.pos == "VERB"
        if not denies or any(children(analysis, token.index, "neg")):
            continue
        if token.sentence != claim.sentence:
            denied = _takes_up(analysis, claim, token)
        else:
            denied = earlier or _is_inside(analysis, claim, token)
        if denied:
            return token
    return None


def _claim_of(analysis: Analysis, index: int) -> Token | None:
    """The verb by which a side claims what a token tells of."""
    for current in (index, *analysis.ancestors(index)):
        token = analysis.tokens[current]
        above = analysis.tokens[token.head]
        if token.dep in {"ccomp", "xcomp"} and above.lemma in _CLAIMING:
            return above
    return None


def _takes_up(analysis: Analysis, claim: Token, denial: Token) -> bool:
    """Whether what was denied in the sentence before is what a side had claimed: it is not told
    what was denied ("denied it", "denied the report"), or the claim is of the same things or of
    where they were."""
    denied = [analysis.tokens[i] for i in analysis.subtree(denial.index) if i > denial.index]
    claimed = [analysis.tokens[i] for i in analysis.subtree(claim.index) if i > claim.index]
    if any(word.text.lower() in _TAKING_UP for word in claimed):
        return True
    direct = children(analysis, denial.index, "dobj", "nsubjpass")
    if any(word.lemma in REPORTS or word.text.lower() in TAKING_UP for word in direct):
        return True
    things = {word.lemma for word in denied if word.pos in _TELLING}
    return any(word.lemma in things for word in claimed if word.pos in _TELLING)


def _is_inside(analysis: Analysis, claim: Token, denial: Token) -> bool:
    """Whether a claim is told within what is denied, or beside it, not joined as another act."""
    while claim.index != denial.index:
        if claim.dep == "conj" or claim.head == claim.index:
            return False
        claim = analysis.tokens[claim.head]
    return True


def is_hearsay(analysis: Analysis, index: int) -> bool:
    """Whether "social media" tells of it, or "rumours of" it do."""
    for current in (index, *analysis.ancestors(index)):
        token = analysis.tokens[current]
        if token.pos == "NOUN" and current != index and token.lemma in REPORTS | _NOBODYS:
            return True
        if token.pos == "VERB" and current != index and token.lemma in _SPREADING:
            return any(noun.lemma in _NOBODYS for noun in subjects(analysis, current))
    return False


def _denies_it(analysis: Analysis, token: Token) -> bool:
    """Whether a verb denies what was told before: "which the police denied", "nothing happened"."""
    if token.lemma in _HAPPENING and token.pos == "VERB":
        befell = any(to.lemma == "to" for to in children(analysis, token.index, "prep"))
        nothing = (word.lemma in _NOTHING for word in children(analysis, token.index, "nsubj"))
        return not befell and any(nothing)
    if token.lemma not in DISPUTING or token.pos != "VERB":
        return False
    if any(children(analysis, token.index, "neg")):
        return False
    what = children(analysis, token.index, "dobj", "nsubjpass")
    return any(word.text.lower() in TAKING_UP for word in what)
