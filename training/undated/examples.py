"""The events of keyed reports whose own words do not say when they were."""

from collections.abc import Iterable, Iterator

import numpy as np

from geo.choosers import Choosers
from geo.dating.undated import Days, Proposal, Undated
from training.choosing import Example
from training.kept import KeepingParser, Recorder
from training.keyed import Keyed


def read_examples(reports: Iterable[Keyed]) -> Iterator[Example]:
    """Those of each report that the parser finds and the key has."""
    recorder = Recorder[Undated, Proposal]()
    parser = KeepingParser(choosers=Choosers(days=recorder))
    for keyed in reports:
        recorder.asked.clear()
        parser.parse_keyed(keyed)
        for event, proposals, features in recorder.asked:
            told = [wanted.days for wanted in parser.told(keyed, event.trigger)]
            right = [any(is_then(days, p.days) for days in told) for p in proposals]
            if told:
                yield Example(keyed.name, features, np.array(right, np.float64))


def is_then(wanted: Days | None, found: Days | None) -> bool:
    """Whether days are those of the key: the day itself, any of several; None where nobody can
    know them."""
    if wanted is None or found is None:
        return wanted is found
    first, last = wanted
    return found == wanted if first == last else found[0] <= last and first <= found[1]
