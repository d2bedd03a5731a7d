"""Whom "them" counts: of "caught four men and killed them" the four are killed, too."""

from geo.counts import count_words as words
from geo.counts.counts import CountMention, people_among
from geo.counts.headcount import Headcount
from geo.counts.totals import is_total
from geo.language.arguments import direct_objects
from geo.language.grammar import children, hangs_on
from geo.language.text import Analysis, Token

_JOINED = frozenset({"advcl", "conj", "dep", "xcomp"})


def count_of_them(analysis: Analysis, headcount: Headcount, token: Token) -> CountMention | None:
    """How many a verb befalls whose object is "them", those whom the verb that it is joined to
    befell before; None where that counts nobody."""
    what = _done(analysis, token)
    befallen = children(analysis, token.index, "dobj")
    if what is None or all(word.text.lower() != "them" for word in befallen):
        return None
    verb = token
    while verb.dep in _JOINED and (above := hangs_on(analysis, verb.index)) < verb.index:
        verb = analysis.tokens[above]
        for noun in people_among(analysis, direct_objects(analysis, verb.index)):
            quantity = headcount.of(noun)
            if quantity is not None and quantity.high != 0:
                span = (quantity.start, quantity.end)
                total = is_total(analysis, token.index)
                return CountMention(what, quantity.low, quantity.high, span, token.index, total)
    return None


def _done(analysis: Analysis, token: Token) -> str | None:
    """What a verb tells is done to its object."""
    if token.pos != "VERB":
        return None
    below = (analysis.tokens[i].text.lower() for i in analysis.subtree(token.index))
    dead = any((token.lemma, word) in words.DEADLY for word in below)
    return "killed" if dead else words.DONE_TO.get(token.lemma)
