"""The events of keyed reports whose own words do not say when they were."""

from collections.abc import Iterable, Iterator

import numpy as np

from geo.choosers import Choosers
from training.choosing import Example
from training.kept import KeepingParser, Recorder
from training.keyed import Keyed, is_then


def read_examples(reports: Iterable[Keyed]) -> Iterator[Example]:
    """Those of each report that the parser finds and the key has."""
    recorder = Recorder()
    parser = KeepingParser(choosers=Choosers(days=recorder))
    for keyed in reports:
        recorder.asked.clear()
        parser.parse_keyed(keyed)
        for event, proposals, features in recorder.asked:
            told = [wanted.days for wanted in parser.told(keyed, event.trigger)]
            right = [any(is_then(days, p.days) for days in told) for p in proposals]
            if told:
                yield Example(keyed.name, features, np.array(right, np.float64))
