"""The events of keyed reports whose own words do not say where they were."""

from collections.abc import Iterable, Iterator

import numpy as np

from geo.choosers import Choosers
from geo.placing.scenery import Proposal
from geo.placing.story import Act
from training.choosing import Example
from training.kept import KeepingParser, Recorder
from training.keyed import Keyed, is_there


def read_examples(reports: Iterable[Keyed]) -> Iterator[Example]:
    """Those of each report that the parser finds and the key has a place for."""
    recorder = Recorder[Act, Proposal]()
    parser = KeepingParser(choosers=Choosers(places=recorder))
    for keyed in reports:
        recorder.asked.clear()
        parser.parse_keyed(keyed)
        for act, proposals, features in recorder.asked:
            places = [p for event in parser.told(keyed, act.trigger) for p in event.places]
            right = [any(is_there(place, p.location) for place in places) for p in proposals]
            if places:
                yield Example(keyed.name, features, np.array(right, np.float64))
