"""The number that a toll has reached: "the toll rose from 22 to 28", "stands at 90"."""

from geo.language.arguments import governors
from geo.language.text import Analysis


def is_deadly(analysis: Analysis, index: int) -> bool:
    """Whether a toll is one of lives: not that of the road, nor an economic one."""
    words = {analysis.tokens[c].lemma for c in analysis.children[index]}
    return not words & {"injury", "road", "motorway", "economic"}


def reached_by(analysis: Analysis, index: int) -> list[int]:
    """Numbers that a toll rises to, stands at or is of; the last one that it reached."""
    tokens = analysis.tokens
    roots = [index, *(g for g in governors(analysis, index) if tokens[g].pos in {"VERB", "AUX"})]
    found = []
    for root in roots:
        for child in analysis.children[root]:
            if tokens[child].lemma == "from":
                # "rose from 22 to 28", where the reader hangs "to" below
                below = analysis.subtree(child)
                to = next((i for i in below if tokens[i].lemma == "to"), below[-1])
                found += [i for i in below if i > to and tokens[i].dep == "pobj"]
            if tokens[child].dep in {"attr", "dobj"} and tokens[child].pos == "NUM":
                found.append(child)
            elif tokens[child].lemma in {"to", "at", "of", "above"}:
                found += [o for o in analysis.children[child] if tokens[o].dep == "pobj"]
    return found
