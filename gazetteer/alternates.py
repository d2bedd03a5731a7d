"""GeoNames' table of alternate names: names by language, with how each is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.layout import HOW
from gazetteer.lines import Broken, blocks, not_numbers

COLUMNS = (
    "alternate_id", "geonameid", "language", "name", "preferred", "short", "colloquial",
    "historic", "from", "to",
)  # fmt: skip
_NOT_NAMES = ("link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "phon")
"""What the column of languages says of what is no name: web pages, codes of posts and airports."""
_FOLDED, _VARIANT, _ABBREVIATION, _HISTORIC = (
    HOW.index(how) for how in ("folded", "variant", "abbreviation", "historic")
)


@dataclass(frozen=True, slots=True, eq=False)
class Alternates:
    """Columns with a line a name, in order of the ids of their places."""

    known: bool
    """Whether there was such a table at all."""
    ids: NDArray[np.int64]
    texts: pa.Array
    hows: NDArray[np.uint8]
    languages: pa.DictionaryArray
    preferred: NDArray[np.bool_]

    def lines(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Lines of the names of places, and the position of each's place in `ids`."""
        starts = np.searchsorted(self.ids, ids)
        counts = np.searchsorted(self.ids, ids, side="right") - starts
        before = np.cumsum(counts) - counts
        lines = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        return lines, np.repeat(np.arange(len(ids)), counts)

    def labels(self, ids: NDArray[np.int64], wanted: NDArray[np.bool_]) -> pa.Array:
        """Lines "language=name" of some of the places, the preferred name of each; else null."""
        found: list[str | None] = [None] * len(ids)
        for at in np.flatnonzero(wanted).tolist() if self.known else ():
            lines, _ = self.lines(ids[at : at + 1])
            by_language: dict[str, str] = {}
            for line in sorted(lines.tolist(), key=lambda line: not self.preferred[line]):
                language = self.languages[line].as_py()
                if len(language) == 2 and self.hows[line] == _FOLDED:
                    by_language.setdefault(language, self.texts[line].as_py())
            if by_language:
                found[at] = "\n".join(f"{key}={name}" for key, name in sorted(by_language.items()))
        return pa.array(found, pa.string())


def read_alternates(paths: Sequence[Path], languages: frozenset[str], broken: Broken) -> Alternates:
    """The names in these languages and those without one, or all names; codes are left out."""
    ids, texts, hows, spoken, preferred = [], [], [], [], []
    for path in paths:
        for block in blocks(path, COLUMNS, broken, "GeoNames' table of alternate names"):
            wrong = not_numbers(block.table["geonameid"], whole=True)
            table = block.without(wrong, "the id is no number", broken).table
            table = table.filter(pa.array(_taken(table, languages)))
            ids.append(table["geonameid"].cast(pa.int64()).to_numpy())
            texts.append(table["name"].cast(pa.large_string()).combine_chunks())
            spoken.append(table["language"].combine_chunks())
            preferred.append(np.array(arrow.equal(table["preferred"], "1")))
            how = np.full(len(table), _FOLDED, np.uint8)
            how[np.array(arrow.equal(table["colloquial"], "1"))] = _VARIANT
            how[np.array(arrow.equal(table["language"], "abbr"))] = _ABBREVIATION
            how[np.array(arrow.equal(table["historic"], "1"))] = _HISTORIC
            hows.append(how)
    if not ids:
        none = np.empty(0, np.int64)
        empty = pa.array([], pa.large_string())
        return Alternates(
            bool(paths), none, empty, none.astype(np.uint8),
            pa.array([], pa.string()).dictionary_encode(), none.astype(bool),
        )  # fmt: skip
    every = np.concatenate(ids)
    order = np.argsort(every, kind="stable")
    positions = pa.array(order)
    return Alternates(
        True,
        every[order],
        pa.concat_arrays(texts).take(positions),
        np.concatenate(hows)[order],
        pa.concat_arrays(spoken).dictionary_encode().take(positions),
        np.concatenate(preferred)[order],
    )


def _taken(table: pa.Table, languages: frozenset[str]) -> NDArray[np.bool_]:
    taken = np.array(arrow.greater(arrow.binary_length(table["name"]), 0))
    taken &= ~np.array(arrow.is_in(table["language"], value_set=pa.array(_NOT_NAMES)))
    if languages:
        spoken = pa.array(["", "abbr", *sorted(languages)])
        taken &= np.array(arrow.is_in(table["language"], value_set=spoken))
    return taken
