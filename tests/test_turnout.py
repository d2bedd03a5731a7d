"""How many took part in a protest where only a noun tells."""

from collections.abc import Callable

import pytest

from geo.records import Event

Events = Callable[[str], tuple[Event, ...]]


def counts(events: tuple[Event, ...], what: str) -> list[tuple[int, int | None]]:
    return [(c.low, c.high) for event in events for c in event.counts if c.what == what]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peaceful march by teachers in Kananga on Monday. Some 300 participants.", [(300, 300)]),
        ("Students rallied in Lima on Monday. Organisers spoke of 3,000 marchers, police of 900.",
         [(900, 3000)]),
        ("Students rallied in Rosario on Monday. Police spoke of 450 demonstrators.", [(450, 450)]),
        ("Police killed three protesters in Nairobi on Monday.", []),
        ("Officials spoke of 300 participants at the trade fair in Leeds.", []),
    ],
)  # fmt: skip
def test_who_took_part_is_told_beside_the_protest(events: Events, text: str, told) -> None:
    assert counts(events(text), "protesters") == told
