"""What reads as sentences and names, in numbered words: `prose.js` is its other half.

The page looks for words in all of it and shows it in its list, so it holds the numbers of all rows
at once. The words stand once, the commonest first. A section of rows is, for each column, how many
words each row has, then the words.
"""

import geopandas as gpd
import pyarrow.compute as pc

from maps.parts import counted_planes, in_parts, text_column

PROSE = ("title", "notes", "actor1", "actor2", "claimed_by")
"""Words are what stands between single spaces."""
SECTION = 10_000
"""Rows in one section: one is unpacked in less time than a reader notices."""


def encode_prose(table: gpd.GeoDataFrame) -> tuple[bytes, list[bytes]]:
    """The words, between spaces, and the sections."""
    lists = [pc.split_pattern(text_column(table, name), " ") for name in PROSE]
    words, columns = in_parts(lists)
    sections = [
        counted_planes([found for column in columns for found in column.rows(start, stop)])
        for start in range(0, len(table), SECTION)
        for stop in [min(start + SECTION, len(table))]
    ]
    return " ".join(words).encode(), sections
