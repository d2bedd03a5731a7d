"""A merged table taken apart into its tellings, and put together again as it was grouped."""

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.merge.agreement import merged_table
from geo.merge.blocks import candidate_pairs
from geo.merge.clusters import gather
from geo.merge.likeness import likeness
from geo.merge.people import Said, joined, said_of, without_apart
from geo.merge.tellings import Tellings, expanded, tellings_of
from geo.merge.traits import Ints, Traits, traits_of


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A table with the rows of its tellings in the place of merged ones."""

    table: gpd.GeoDataFrame
    """As it was."""
    frame: gpd.GeoDataFrame
    """The tellings' rows; the table itself where nothing in it is merged."""
    event: Ints
    """For each row of `frame` the position in `table` of the first row of its event."""

    def tellings(self) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
        """For each merged event, by its id, the names of its tellings and their rows in `frame`."""
        if self.frame is self.table:
            return {}
        found: dict[int, dict[str, list[int]]] = {}
        for row, (event, name) in enumerate(
            zip(self.event.tolist(), self.frame["event_group"], strict=True)
        ):
            found.setdefault(event, {}).setdefault(name, []).append(row)
        ids = self.table["event_id"]
        return {
            ids.iat[event]: [(name, tuple(rows)) for name, rows in told.items()]
            for event, told in found.items()
            if len(told) > 1
        }

    def put_together(
        self, frame: gpd.GeoDataFrame, event: Ints, changed: Collection[int]
    ) -> gpd.GeoDataFrame:
        """The table with other rows of its tellings.

        `event` is for `frame` what it is for the tellings' rows here; `changed` are the events of
        which a row was changed or is gone. Tellings are grouped as they were, but where people say
        otherwise; what nobody changed stays as it was, and where it was.
        """
        if not changed:
            return self.table
        tellings = tellings_of(frame)
        said = said_of(tellings)
        if self.frame is self.table and said == Said.nothing():
            return frame
        number_of = dict(zip(frame["event_group"], event.tolist(), strict=True))
        touched = _reached(tellings, said, number_of, set(changed))
        untouched = np.flatnonzero(~np.isin(_first_rows(self.table), list(touched)))
        rebuilt = np.isin(event, list(touched))
        parts, order = [self.table.iloc[untouched]], [untouched]
        if rebuilt.any():
            made = _rebuilt(frame[rebuilt], number_of)
            parts.append(made)
            order.append(made["event_group"].map(number_of).to_numpy(dtype=np.int64))
        # Where an event stood there stands what became of it.
        sequence = np.argsort(np.concatenate(order), kind="stable")
        filled = [part for part in parts if len(part)] or parts[:1]
        whole: gpd.GeoDataFrame = pd.concat(filled, ignore_index=True).iloc[sequence]
        return whole.reset_index(drop=True)


def take_apart(table: gpd.GeoDataFrame) -> TakenApart:
    """A table of events with the rows of tellings in the place of the rows merged from them."""
    frame, rows = expanded(table)
    return TakenApart(table, frame, _first_rows(table)[rows])


def _first_rows(table: gpd.GeoDataFrame) -> Ints:
    """For each row the position of the first one of its event; its own where it has no event."""
    codes = pd.factorize(table["event_group"])[0]
    positions = np.arange(len(table))
    firsts = pd.Series(positions).groupby(codes).transform("min").to_numpy()
    return np.where(codes < 0, positions, firsts)


def _reached(
    tellings: Tellings, said: Said, number_of: dict[str, int], changed: set[int]
) -> set[int]:
    """The changed events, and those that people join with them or keep apart from them."""
    firsts = np.searchsorted(tellings.events, np.arange(len(tellings)))
    names = tellings.frame["event_group"].to_numpy(dtype=object)[firsts]
    reached = set(changed)
    for one, other in (*said.together, *said.apart):
        pair = {number_of[names[one]], number_of[names[other]]}
        if pair & changed:
            reached |= pair
    return reached


def _rebuilt(frame: gpd.GeoDataFrame, number_of: dict[str, int]) -> gpd.GeoDataFrame:
    """The rows of events from their tellings, which `number_of` says of what event they were."""
    tellings = tellings_of(frame)
    traits = traits_of(tellings.frame, tellings.events)
    said = said_of(tellings)
    firsts = np.searchsorted(tellings.events, np.arange(len(traits)))
    was = np.array([number_of[group] for group in tellings.frame["event_group"].iloc[firsts]])
    groups = joined(said, _grouped(traits, said, was))
    return merged_table(tellings, traits, groups)


def _grouped(traits: Traits, said: Said, was: Ints) -> Ints:
    """For each telling the least one of its group: as it was, or without what is kept apart."""
    least = pd.Series(np.arange(len(was))).groupby(was).transform("min").to_numpy()
    parted = {was[one] for one, other in said.apart if was[one] == was[other]}
    parted |= {was[one] for one in said.alone}
    if not parted:
        return least
    left, right = candidate_pairs(traits)
    inside = (was[left] == was[right]) & np.isin(was[left], list(parted))
    pairs, bits = likeness(traits, (left[inside], right[inside]))
    again = gather(len(was), *without_apart(said, pairs, bits))
    return np.where(np.isin(was, list(parted)), again, least)
