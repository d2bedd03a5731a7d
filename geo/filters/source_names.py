"""Which sources of a table are meant by a name."""

import difflib
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.names import fold
from geo.table.values import BETWEEN_SOURCES, sources_in

_OFFERED = 3
_CLOSE = 0.7


def of_sources(column: "pd.Series[str]", wanted: Iterable[str]) -> NDArray[np.bool_]:
    """Of each row whether its source, or of a merged one any of them, is one of those wanted, in
    any case; "" is that of rows which name none."""
    folded = set(map(str.casefold, wanted))
    codes, names = pd.factorize(column.fillna(""))
    meant = [not folded.isdisjoint(map(str.casefold, sources_in(name))) for name in names]
    return np.array(meant, dtype=bool)[codes]


def missed_sources(wanted: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """A sentence for each wanted source that is not known, with those that may be meant."""
    told = set(known)
    folded = {name.casefold() for text in told for name in sources_in(text)}
    names = sorted({name for text in told for name in text.split(BETWEEN_SOURCES)})
    for name in sorted(name for name in set(wanted) if name.casefold() not in folded):
        if not name:
            yield "every event names a source"
            continue
        near = close_sources(name, names)
        others = ", ".join(names[:_OFFERED]) + (" ..." if len(names) > _OFFERED else "")
        has = f"the table has {others}" if names else "no event names one"
        meant = f"did you mean {' or '.join(near)}?" if near else has
        yield f"no event is of the source {name!r}, which must be as the table names it; {meant}"


def close_sources(name: str, known: Iterable[str]) -> list[str]:
    """The names that have all words of one, or are spelled much like it, the likeliest first."""
    by_fold = {fold(other): other for other in known}
    words = fold(name).split()
    having = [folded for folded in by_fold if all(word in folded for word in words)]
    having += difflib.get_close_matches(fold(name), by_fold, n=_OFFERED, cutoff=_CLOSE)
    return [by_fold[folded] for folded in dict.fromkeys(having)][:_OFFERED]
