"""Which tellings are compared: those that share a type, a day, and a cell, a country or a name.

A telling that knows its place to a few kilometres is looked for in the cells that its circle
touches. One that knows only a division or a country is looked for in its country, beside the
exact ones; one without a place, or with one that the gazetteer does not know, by the names in its
sentence. A block is kept in a fixed order and each telling compared with the next `WINDOW` of it,
so that cost grows with the number of tellings however many fall on one day and cell.
"""

import numpy as np
from numpy.typing import NDArray

from geo.merge.traits import NO_DAY, Ints, Reals, Traits

WINDOW = 200
"""So many tellings of a block are compared with each."""
CELL_DEGREES = 0.25
WIDE_CELL_DEGREES = 5.0
EXACT_PREC = 2
"""UCDP's precisions up to this are points with a few kilometres around them."""
REACH_KM = 60.0
"""A point with a larger circle than this is looked for in its country instead."""
LONGEST = 31
"""What is known only to lie within more days than this is compared with nothing."""
WIDEST_KM = 1500.0
_KM_PER_DEGREE = 111.2


def candidate_pairs(traits: Traits) -> tuple[Ints, Ints]:
    """Pairs of events (left < right) that may be one, each once, in ascending order."""
    lasting = (traits.first != NO_DAY) & (traits.last - traits.first < LONGEST)
    events = np.flatnonzero(lasting)
    if not len(events):
        return events, events
    event, day = _each_day(traits, events)
    row, event, day = _each_row(traits, event, day)
    exact = (
        (traits.where_prec[row] > 0)
        & (traits.where_prec[row] <= EXACT_PREC)
        & (traits.radius_km[row] <= REACH_KM)
    )
    found = [
        _in_cells(traits, row[exact], event[exact], day[exact]),
        _in_countries(traits, row, event, day, exact),
        _on_seas(traits, row, event, day),
        _by_names(traits, event, day),
    ]
    pairs = np.unique(np.concatenate(found))
    left, right = pairs // len(traits), pairs % len(traits)
    return left, right


def _each_day(traits: Traits, events: Ints) -> tuple[Ints, Ints]:
    """Each event with each of the days that it may be of."""
    first = traits.first[events] - traits.linger[events]
    lengths = traits.last[events] + 1 - first
    entry, offset = _repeated(lengths)
    return events[entry], first[entry] + offset


def _each_row(traits: Traits, event: Ints, day: Ints) -> tuple[Ints, Ints, Ints]:
    """The same with each of the rows of an event at several places."""
    lengths = traits.row_start[event + 1] - traits.row_start[event]
    entry, offset = _repeated(lengths)
    return traits.row_start[event[entry]] + offset, event[entry], day[entry]


def _in_cells(traits: Traits, row: Ints, event: Ints, day: Ints) -> Ints:
    entry, cell = _cells(traits, row, traits.radius_km[row] + 1.0, CELL_DEGREES)
    key = _key(traits.event_type[event[entry]], day[entry], cell)
    return _window(traits, key, event[entry], np.ones(len(entry), bool))


def _on_seas(traits: Traits, row: Ints, event: Ints, day: Ints) -> Ints:
    """Pairs of which at least one is at sea, or in a region of several countries."""
    placed = np.flatnonzero(traits.where_prec[row] > 0)
    row, event, day = row[placed], event[placed], day[placed]
    leads = traits.country[row] < 0
    if not leads.any():
        return row[:0]
    reach = np.where(leads, np.minimum(traits.radius_km[row], WIDEST_KM), 0.0)
    entry, cell = _cells(traits, row, reach, WIDE_CELL_DEGREES)
    key = _key(traits.event_type[event[entry]], day[entry], cell)
    return _window(traits, key, event[entry], leads[entry])


def _cells(traits: Traits, row: Ints, reach_km: Reals, degrees: float) -> tuple[Ints, Ints]:
    """The cells of a grid that circles around the points of rows touch: entry in `row`, cell."""
    latitude, longitude = traits.latitude[row], traits.longitude[row]
    high = reach_km / _KM_PER_DEGREE
    wide = np.minimum(high / np.maximum(np.cos(np.radians(latitude)), 0.05), 180 - degrees)
    south = np.floor((latitude - high) / degrees).astype(np.int64)
    north = np.floor((latitude + high) / degrees).astype(np.int64)
    west = np.floor((longitude - wide) / degrees).astype(np.int64)
    columns = np.floor((longitude + wide) / degrees).astype(np.int64) - west + 1
    entry, offset = _repeated((north - south + 1) * columns)
    row_of_cell: Ints = south[entry] + offset // columns[entry]
    across = round(360 / degrees)
    # Cells meet again at the antimeridian.
    column_of_cell: Ints = (west[entry] + offset % columns[entry]) % across
    return entry, row_of_cell * across + column_of_cell


def _in_countries(
    traits: Traits, row: Ints, event: Ints, day: Ints, exact: NDArray[np.bool_]
) -> Ints:
    """Pairs within a country of which at least one knows no exact place."""
    placed = traits.where_prec[row] > 0
    country = traits.country[row]
    inside = placed & (country >= 0)
    key = _key(traits.event_type[event], day, country)
    return _window(traits, key[inside], event[inside], ~exact[inside])


def _by_names(traits: Traits, event: Ints, day: Ints) -> Ints:
    """Pairs with a name in common of which at least one has no place, or a wide one."""
    once = np.unique(event * 2**20 + (day - day.min()))
    event, day = once >> 20, once & (2**20 - 1)
    names = traits.all_names
    entry, offset = _repeated(names.lengths(event))
    name = names.items[names.start[event[entry]] + offset]
    wide = traits.finest[event[entry]] > EXACT_PREC
    key = _key(traits.event_type[event[entry]], day[entry], name)
    return _window(traits, key, event[entry], wide)


def _repeated(lengths: Ints) -> tuple[Ints, Ints]:
    """Each position as often as its length says, and 0, 1, 2 ... within it."""
    entry = np.repeat(np.arange(len(lengths)), lengths)
    return entry, np.arange(len(entry)) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def _key(event_type: Ints, day: Ints, where: Ints) -> Ints:
    """One number for a block; days are taken from the first, so that it fits."""
    if not len(day):
        return day
    span = int(where.max()) - int(where.min()) + 1
    days = int(day.max()) - int(day.min()) + 1
    found: Ints = ((event_type + 1) * days + day - day.min()) * span + where - where.min()
    return found


def _window(traits: Traits, key: Ints, event: Ints, leads: NDArray[np.bool_]) -> Ints:
    """Pairs of each entry that leads with the entries after it in its block.

    Those that lead stand first. The order within a block puts what is likely the same together.
    """
    killed = np.nan_to_num(traits.low[event, 0], nan=-1.0)
    order = np.lexsort((event, killed, traits.sub_type[event], ~leads, key))
    key, event, leads = key[order], event[order], leads[order]
    found = [np.empty(0, dtype=np.int64)]
    active = np.flatnonzero(leads)
    for step in range(1, WINDOW + 1):
        active = active[active + step < len(key)]
        active = active[key[active] == key[active + step]]
        if not len(active):
            break
        left, right = event[active], event[active + step]
        apart = left != right
        left, right = left[apart], right[apart]
        found.append(np.minimum(left, right) * len(traits) + np.maximum(left, right))
    return np.unique(np.concatenate(found))
