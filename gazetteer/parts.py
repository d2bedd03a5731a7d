"""Names within a name: "Aleppo" of "University of Aleppo", "Seoul" of "Seoul High Court".

What a gazetteer of towns and divisions lacks (a university, a court, a council) is often called
after the place where it is. The longest runs of words that are names stand for the whole, as the
last resort of a look-up: the way of matching says that only a part was met.
"""

import re

from gazetteer.index import Index
from gazetteer.lookup import Met, find

LONGEST = 12
"""Words of a name that are looked at; longer ones are no names."""
EACH = 10
"""Places that each run of words gives at most."""

_WORD = re.compile(r"[^\s,;()/]+")
_ENDS = ".'’\"“”„:!?-–—"
# Common nouns and adjectives of names: towns bear some of them, but never mean them here.
_COMMON = frozenset(
    """
    academy administration affairs agency agriculture airport air army art arts assembly association
    authority auto avenue bank bar base basin bay beach big black blue board border bridge brook
    building bureau business camp campus cancer capital care career castle cathedral center central
    centre chamber channel chapel children christian church circuit citadel city civil clinic close
    club coast college commission committee common community company complex conference congress
    convention corporation council country county court creek crown cross defence defense delta
    department desert development district division east eastern economic education elementary
    embassy energy estate fair family farm federal festival field finance fire first food football
    force forces forest fort forum foundation free front fund garden gardens gate general golden
    golf government grand grant great green ground group guard hall harbor harbour health heritage
    high highway hill hills home hospital hotel house hotel human independent industrial industry
    inn institute international investment island islands jail junior justice king lake land law
    league library little long lower magistrates main major mall manor market media medical memorial
    metro metropolitan middle military mill mine ministry mission mosque mount mountain mountains
    municipal museum music national naval navy new news north northern ocean of office old opera
    order palace parade parish park parliament party pass peace people place plain plant plaza point
    police port post power presbyterian prince prison province public queen race radio railway ranch
    range red regional region republic research reserve resort restaurant ridge river road rock
    royal rural saint sand school science sea secondary senate senior service services shore show
    social society south southern spring springs square stadium state station stone store stores
    strait stream street studio summer summit support supreme team technical technology temple
    terminal theater theatre times tower town township trade training transport treatment trial
    tribunal trust union united university upper valley village wall water west western white wood
    woods world young youth zoo
    """.split()
)


def find_parts(index: Index, name: str) -> list[tuple[float, Met]]:
    """Share of the name's letters, and how, row and name met, of places that a part of it names.

    Parts within others are passed over, and so are common nouns. First come long parts that
    are names of prominent places.
    """
    words = _WORD.findall(name)[:LONGEST]
    letters = sum(map(len, words)) or 1
    taken = [False] * len(words)
    found: dict[int, tuple[float, Met]] = {}
    for length in range(len(words) - (len(words) == len(_WORD.findall(name))), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if any(taken[start : start + length]) or not _can_name(run):
                continue
            met = find(index, _bare(" ".join(run)), EACH)
            if not met:
                continue
            taken[start : start + length] = [True] * length
            share = round(sum(map(len, run)) / letters, 3)
            for each in met:
                found.setdefault(each[2], (share, each))
    return sorted(
        found.values(), key=lambda item: (-item[0] - index.prominence_of(item[1][2]), item[1])
    )


def _can_name(run: list[str]) -> bool:
    first, last = run[0], run[-1]
    if not (first[:1].isupper() and (last[:1].isupper() or not last[:1].isalpha())):
        return False
    return any(_bare(word).casefold() not in _COMMON for word in run)


def _bare(run: str) -> str:
    """A run without quotes, dashes and the ending of a possessive; periods of initials stay."""
    bare = run.strip(_ENDS[1:])
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    return bare
