"""Whether a word tells of what happens in general, and of no one day: "a wave of bombings".

Plurals of which nobody says how many or which ones are mostly generic (Carlson 1977), as what is
told of or as whom it befalls ("accused of killing civilians"). A finite past tense tells of one day
all the same: "gunmen attacked villages".
"""

from geo.language.arguments import direct_objects
from geo.language.text import Analysis
from geo.records import Span

_TELLING_WHICH = frozenset({"det", "poss", "nummod", "quantmod", "predet"})
_PAST = "VBD"


def told_in_general(analysis: Analysis, index: int) -> Span | None:
    """The bare plural by which the event at a token is told in general; None where it is not."""
    token = analysis.tokens[index]
    if token.pos not in {"VERB", "AUX"}:
        nouns = [index]
    elif token.tag == _PAST:
        return None
    else:
        nouns = direct_objects(analysis, index)
    for noun in nouns:
        if _is_bare_plural(analysis, noun):
            return analysis.tokens[noun].start, analysis.tokens[noun].end
    return None


def _is_bare_plural(analysis: Analysis, index: int) -> bool:
    told = {analysis.tokens[child].dep for child in analysis.children[index]}
    return analysis.tokens[index].tag == "NNS" and told.isdisjoint(_TELLING_WHICH)
