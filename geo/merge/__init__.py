"""The same event, told by many reports, as one.

A telling is an event as one report has it. Tellings that may be of one event are found by type,
day and cell (`blocks`), weighed pair by pair (`likeness`), and gathered so that nobody
contradicts anybody (`clusters`), as people have said (`people`); what they agree on becomes the
event's row (`agreement`).
Merging always starts from the tellings themselves, which a merged row keeps in its `evidence`: so
it depends on the set of tellings alone, not on their order, nor on which of them had been merged
before.
"""

import geopandas as gpd

from geo.merge.agreement import merged_table
from geo.merge.blocks import candidate_pairs
from geo.merge.clusters import gather
from geo.merge.likeness import likeness
from geo.merge.people import joined, said_of, without_apart
from geo.merge.regroup import TakenApart, take_apart
from geo.merge.tellings import Tellings, reports_of, tellings_of
from geo.merge.traits import traits_of

__all__ = [
    "TakenApart",
    "Tellings",
    "merge_events",
    "merge_tellings",
    "reports_of",
    "take_apart",
    "tellings_of",
]


def merge_events(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The table with one event where reports tell of the same; `frame` is not changed.

    Two tellings are of one event when their types, places (at their precision), days (at theirs),
    numbers, actors and wording speak for it and none contradicts. The merged event has the finest
    place and days that its tellings agree on, numbers of people as low and high where they
    conflict, in `n_sources` how many reports tell of it, and in `evidence` under `sources` every
    telling's own row, the earliest first. What is told once stays as it was. Rows are in order of
    their days.

    Merging again changes nothing; merging a merged table with new rows gives what merging all rows
    at once would have given. Rows without an `event_id` are kept as they are, at the end.
    """
    return merge_tellings(tellings_of(frame))


def merge_tellings(tellings: Tellings) -> gpd.GeoDataFrame:
    """The same of the tellings behind a table."""
    traits = traits_of(tellings.frame, tellings.events)
    said = said_of(tellings)
    pairs, bits = without_apart(said, *likeness(traits, candidate_pairs(traits)))
    groups = joined(said, gather(len(traits), pairs, bits))
    return merged_table(tellings, traits, groups)
