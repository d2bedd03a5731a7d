"""Whether an event happened at a name: what the network read and what the grammar says, weighed.

Each knows what the other does not: the network has read how news tells of violence, the grammar
which clause a name stands in. Boosted trees over what both say (stacked generalization, Wolpert
1992) were fitted to sentences that the network had not read (`training.siting`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from geo.confidence import log_odds
from geo.encoder.linker import Whereabouts
from geo.language.grammar import first_conjunct, head_token
from geo.language.text import Analysis
from geo.placing.linking import NameLink, lists
from geo.records import Role, Span, Toponym
from geo.trees import Trees

FEATURES = (
    "likeliest", "mean", "least", "begins", "others", "read",
    "name", "literal",
    "role", "strength", "as_place", "tie", "preposition", "below", "up", "down",
    "names", "position", "closer", "behind", "words", "verbs",
)  # fmt: skip
"""Of a name in the sentence of an event.

What the network says: the log-odds that it happened at the likeliest of its words, at all of them
on average and at the least likely, that such a place begins there, and the best of the other names;
whether what it marks shares a letter with the name. Of the name: the log-odds that it is one, and
whether it is literal. What the grammar says: role and strength of its link, the strength that it
would have as the place, were it literal, how well its phrase is tied to the event, its preposition,
whether it stands below the event's verb, and the steps from the event's word up and down the tree.
Of their order: how many names there are, which of them it is, how many are closer to the event's
word, whether it comes behind that, and how many words and verbs stand between."""

LEAST = 0.47
"""Probability from which the event happened at a name: where F1 over the folds is greatest."""

_LEAST_IN_LIST = 0.1

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """The fitted trees."""

    trees: Trees

    def probabilities(self, matrix: Floats) -> Floats:
        """(N,) that the event happened at each name, of (N, F) features."""
        return np.asarray(1 / (1 + np.exp(-self.trees.score(matrix))))


@cache
def shipped() -> Weighing:
    """What ships with Dateline, read once."""
    told = json.loads((files("geo") / "data" / "siting.json").read_text(encoding="utf-8"))
    return Weighing(Trees(told["trees"], FEATURES))


def sited(
    analysis: Analysis,
    trigger: int,
    toponyms: Sequence[Toponym],
    links: Sequence[NameLink],
    whereabouts: Whereabouts,
    weighing: Weighing | None = None,
) -> tuple[dict[Span, float], tuple[NameLink, ...]]:
    """Where the event at the token `trigger` happened, and the links that say so.

    Of the former each is a span of the text, as far as the network marks it, with its probability.
    `links` are the grammar's of `toponyms`. Only literal names are linked as such a place. The
    grammar tells both ends of a movement.
    """
    if not links:
        return {}, ()
    matrix = features(analysis, trigger, toponyms, links, whereabouts)
    believed = (weighing or shipped()).probabilities(matrix).tolist()
    spans: dict[Span, float] = {}
    read = []
    for link, probability in zip(links, believed, strict=True):
        toponym, is_site = toponyms[link.position], probability >= LEAST and not link.is_aside
        if is_site:
            spans[marked(toponym, whereabouts) or (toponym.start, toponym.end)] = probability
        if toponym.usage != "literal" or link.role in {"from", "to"}:
            read.append(link)
        elif is_site:
            read.append(replace(link, role="where", strength=probability))
        elif link.role == "where":
            read.append(replace(link, role="mentioned", doubted=True))
        else:
            read.append(link)
    read = _with_their_lists(analysis, toponyms, read, believed)
    # They were fitted to words of violence: where they say nothing, the grammar may know.
    told = any(link.role == "where" for link in read)
    return spans, tuple(read if told else links)


def _with_their_lists(
    analysis: Analysis,
    toponyms: Sequence[Toponym],
    links: Sequence[NameLink],
    believed: Sequence[float],
) -> list[NameLink]:
    """The links, with those that the grammar has in one list with a place as places too: what was
    "in Abuja, Lagos and Kano" was in all three."""
    heads = [
        head_token(analysis, toponyms[k.position].start, toponyms[k.position].end) for k in links
    ]
    joined = [None if head is None else first_conjunct(analysis, head.index) for head in heads]
    places = {of for of, link in zip(joined, links, strict=True) if link.role == "where"}
    named = {link.position for link in links if link.role == "where"}
    # The reader may hang a list on its type word, name by name: "Floyd, Bartow and Polk counties".
    runs = lists(analysis.text, toponyms, sorted(link.position for link in links))
    beside = {position for run in runs if not named.isdisjoint(run) for position in run}
    return [
        replace(link, role="where", doubted=False)
        if (link.doubted and link.position in beside)
        or (of in places and _may_be_there(toponyms[link.position], link, probability))
        else link
        for of, link, probability in zip(joined, links, believed, strict=True)
    ]


def _may_be_there(toponym: Toponym, link: NameLink, probability: float) -> bool:
    """Whether a name in one list with a place may be one too. Of 254 names in event_location that
    the reader joins to a place of an event, 248 are places of it; in capitals it joins too much."""
    is_likely = toponym.usage == "literal" and probability >= _LEAST_IN_LIST
    return link.doubted or (link.role == "mentioned" and is_likely)


def marked(toponym: Toponym, whereabouts: Whereabouts) -> Span | None:
    """The first place that the network marks and that shares a letter with a name."""
    spans = (span for span, _ in whereabouts.spans())
    return next((s for s in spans if s[0] < toponym.end and s[1] > toponym.start), None)


def features(
    analysis: Analysis,
    trigger: int,
    toponyms: Sequence[Toponym],
    links: Sequence[NameLink],
    whereabouts: Whereabouts,
) -> Floats:
    """(N, F) of the name of each link."""
    names = [toponyms[link.position] for link in links]
    heads = [head_token(analysis, name.start, name.end) for name in names]
    at = [trigger if head is None else head.index for head in heads]
    read = [_read(name, whereabouts) for name in names]
    rows = []
    for number, (name, link) in enumerate(zip(names, links, strict=True)):
        others = [r["likeliest"] for other, r in enumerate(read) if other != number]
        row = {
            **read[number],
            "others": max(others, default=log_odds(0.0)),
            "name": log_odds(name.probability),
            "literal": float(name.usage == "literal"),
            **_said(analysis, trigger, at[number], link),
            **_order(analysis, trigger, at, number),
        }
        rows.append([row[feature] for feature in FEATURES])
    return np.array(rows, np.float64)


def _read(name: Toponym, whereabouts: Whereabouts) -> dict[str, float]:
    within, begins = whereabouts.probabilities(name.start, name.end)
    return {
        "likeliest": log_odds(max(within, default=0.0)),
        "mean": log_odds(sum(within) / max(len(within), 1)),
        "least": log_odds(min(within, default=0.0)),
        "begins": log_odds(max(begins, default=0.0)),
        "read": float(marked(name, whereabouts) is not None),
    }


def _said(analysis: Analysis, trigger: int, name: int, link: NameLink) -> dict[str, float]:
    up, down = _path(analysis, trigger, name)
    return {
        "role": float(_ROLES.index(link.role) if link.role in _ROLES else len(_ROLES)),
        "strength": link.strength,
        "as_place": link.as_place,
        "tie": link.tie,
        "preposition": _number_of(link.preposition),
        "below": float(link.below),
        "up": up,
        "down": down,
    }


def _order(analysis: Analysis, trigger: int, at: Sequence[int], number: int) -> dict[str, float]:
    first, last = sorted((trigger, at[number]))
    verbs = [t for t in analysis.tokens[first + 1 : last] if t.pos == "VERB"]
    return {
        "names": float(len(at)),
        "position": float(number),
        "closer": float(sum(first < other < last for other in at)),
        "behind": float(at[number] > trigger),
        "words": float(last - first),
        "verbs": float(len(verbs)),
    }


_ROLES: tuple[Role, ...] = ("where", "from", "to")
_PREPOSITIONS = (
    "in at near on of to from by with for into inside outside around across over against between "
    "through after during toward towards"
).split()
_APART = 50.0
"""Steps between words of two sentences."""


def _number_of(preposition: str | None) -> float:
    """0 for none, then one number each, and one for all others."""
    if preposition is None:
        return 0.0
    known = preposition in _PREPOSITIONS
    return 1.0 + (_PREPOSITIONS.index(preposition) if known else len(_PREPOSITIONS))


def _path(analysis: Analysis, one: int, other: int) -> tuple[float, float]:
    """Steps from a word up to what holds both, and from there down to the other."""
    above = {index: steps for steps, index in enumerate((one, *analysis.ancestors(one)))}
    for steps, index in enumerate((other, *analysis.ancestors(other))):
        if index in above:
            return float(above[index]), float(steps)
    return _APART, _APART
