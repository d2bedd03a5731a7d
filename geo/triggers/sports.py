"""Reports of games, whose words are those of war: "the striker fired wide", "the visitors stormed
back", "the champions surrendered their lead".

A sentence is of a game where a word says so that only games are told with, and another of sport,
and a report where several of both do. Arms, harm and arrests are meant as they are told on a pitch,
too.
"""

import re

from geo.triggers.lexicon import Reading, lexicon

_LITERAL = frozenset(
    "ambulance arrest bullet bus court death die explosion gunman hooligan hospital injure kill "
    "police plane riot stampede wound".split()
)
_FIGURES = frozenset(
    "ambush artillery attack clash fighting gun hang massacre raid rocket shoot shooting".split()
)
"""Words of arms that the report of a game borrows."""
FIGURATIVE = frozenset(
    "ACCIDENT AID ASSAULT CONCEDE CRIME MOBILIZE REJECT RETREAT SUPPORT THREATEN".split()
)
"""The types of events whose words a game borrows."""
_SCORE = re.compile(r"(?<![\d-])\d[-\u2013]\d(?![\d-])")
"""As much a word of games as any, in a report: "4-0"."""
_SENTENCE, _REPORT = (1, 2), (2, 5)
"""Words that only games are told with, and words of sport in all, each counted once, from which a
sentence or a whole report is of one."""


def sentences_of_games(read: Reading) -> frozenset[int]:
    """The sentences that tell of a game, by index."""
    classes = lexicon().classes
    games = classes["game"]
    sport = games | classes["sport"] | classes["match_talk"]
    scored = _SCORE.search(read.analysis.text) is not None
    told = frozenset[str]().union(*read.lemmas)
    of_game = _is_enough(len(told & games) + scored, len(told & sport) + scored, _REPORT)
    borrowed = _FIGURES if of_game else {"attack", "shoot"}
    literal = classes["armed"] - borrowed | _LITERAL
    return frozenset(
        sentence.index
        for sentence, here in zip(read.analysis.sentences, read.lemmas, strict=True)
        if (of_game or _is_enough(len(here & games), len(here & sport), _SENTENCE))
        and literal.isdisjoint(here)
    )


def _is_enough(games: int, sport: int, least: tuple[int, int]) -> bool:
    return games >= least[0] and sport >= least[1]
