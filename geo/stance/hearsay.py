"""What is only hearsay, and denied by those who should know: "social media reported an attack,
which the police denied".

Where a witness or a side tells of an event and another denies it, the text leaves it open, and it
is told as reported. Of what nobody in particular tells the denial stands.
"""

from geo.language.grammar import children, subjects
from geo.language.text import Analysis, Token
from geo.stance.disputed import DISPUTING, REPORTS
from geo.triggers.denials import TAKING_UP

_SPREADING = frozenset("carry circulate claim post report say share show speak spread tell".split())
_NOBODYS = frozenset(
    "account blog blogger channel forum hearsay media medium message page post rumor rumour user "
    "video website".split()
)
"""Who spreads what nobody vouches for."""


def denied_hearsay(analysis: Analysis, index: int) -> Token | None:
    """The word that denies what a token tells of, where that is only hearsay."""
    if not _is_hearsay(analysis, index):
        return None
    here = analysis.tokens[index].sentence
    near = analysis.sentences[here : here + 2]
    behind = (t for sentence in near for t in analysis.tokens_of(sentence) if t.index > index)
    return next((token for token in behind if _denies_it(analysis, token)), None)


def _is_hearsay(analysis: Analysis, index: int) -> bool:
    """Whether "social media" tells of it, or "rumours of" it do."""
    for current in (index, *analysis.ancestors(index)):
        token = analysis.tokens[current]
        if token.pos == "NOUN" and current != index and token.lemma in REPORTS | _NOBODYS:
            return True
        if token.pos == "VERB" and current != index and token.lemma in _SPREADING:
            return any(noun.lemma in _NOBODYS for noun in subjects(analysis, current))
    return False


def _denies_it(analysis: Analysis, token: Token) -> bool:
    """Whether a verb denies what was told before: "which the police denied"."""
    if token.lemma not in DISPUTING or token.pos != "VERB":
        return False
    if any(children(analysis, token.index, "neg")):
        return False
    what = children(analysis, token.index, "dobj", "nsubjpass")
    return any(word.text.lower() in TAKING_UP for word in what)
