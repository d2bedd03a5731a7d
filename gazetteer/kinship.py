"""Keys of a build and their kin: those of skeletons, and those that lead to one another.

A key is a folded name, or "~" and the skeleton of names that are not their own skeleton
("~bab" of "Al Bab"). Each lends its postings to the keys that a look-up would try in its stead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.names import skeleton, skeletons, split_type, type_pattern
from gazetteer.postings import VARIANT, Postings

Codes = NDArray[np.int32]
"""Numbers of texts, -1 for none."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """The keys of all names in the order in which they came, and their skeletons."""

    texts: pa.Array
    """The keys, those of skeletons last."""
    boned: Codes
    """Which keys are not their own skeleton."""
    bares: pa.Array
    """Their skeletons, each once."""
    bare: Codes
    """Of each of `boned`, which of `bares`."""
    variants: Codes
    """Of each of `bares`, the key that is "~" and it; -1 where there is none."""

    @staticmethod
    def of(folded: pa.ChunkedArray) -> tuple["Keys", Codes]:
        """The keys of folded names, and that of each name, -1 for a null: a name of no letters."""
        coded = pa.chunked_array(folded.dictionary_encode().chunks)
        if not coded.num_chunks:
            texts, codes = pa.array([], pa.large_string()), np.empty(0, np.int32)
        else:
            texts = coded.chunk(coded.num_chunks - 1).dictionary
            codes = np.concatenate(
                [arrow.fill_null(chunk.indices, -1).to_numpy() for chunk in coded.chunks]
            )
        boned, bares, bare = _bones(texts)
        return Keys(texts, boned, bares, bare, np.full(len(bares), -1, np.int32)), codes

    def with_variants(self, akin: Codes) -> tuple["Keys", Codes]:
        """The keys with those of the skeletons of these, and that of each of these."""
        bare_of = np.full(len(self.texts), -1, np.int32)
        bare_of[self.boned] = self.bare
        wanted = bare_of[akin]
        used = np.unique(wanted)
        variants = self.variants.copy()
        variants[used] = len(self.texts) + np.arange(len(used), dtype=np.int32)
        made = arrow.binary_join_element_wise(
            pa.scalar("~", pa.large_string()), self.bares.take(pa.array(used)),
            pa.scalar("", pa.large_string()),
        )  # fmt: skip
        texts = pa.concat_arrays([self.texts, made.cast(pa.large_string())])
        return replace(self, texts=texts, variants=variants), variants[wanted]

    def blocks(self) -> Iterator[list[str]]:
        """The keys, a block at a time."""
        for begin in range(0, len(self.texts), _BLOCK):
            yield self.texts.slice(begin, _BLOCK).to_pylist()

    def find(self, texts: pa.Array) -> Codes:
        """Which keys have these texts, -1 for none."""
        found = arrow.index_in(texts, value_set=self.texts)
        return np.asarray(arrow.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int32)

    def articled(self) -> NDArray[np.bool_]:
        """Which keys have a skeleton of their own and are not that of another."""
        found = np.zeros(len(self.texts), bool)
        found[self.boned] = True
        plain = self.find(self.bares)
        found[plain[plain >= 0]] = False
        return found


def lend(own: Postings, keys: Keys, numbers: Codes, divisions: NDArray[np.bool_]) -> Postings:
    """The postings, in order of keys, with those that keys have from their kin."""
    takers, givers = _kinship(keys)
    akin = own.lent_to(numbers[takers], numbers[givers])
    takers, givers = _cores(keys)
    typed = own.lent_to(numbers[takers], numbers[givers])
    typed = typed.take((typed.hows == VARIANT) & divisions[typed.rows])
    return own.with_those(akin, typed)


def _bones(texts: pa.Array) -> tuple[Codes, pa.Array, Codes]:
    """Which keys are not their own skeleton, the skeletons of these, and which each has."""
    spaced = np.flatnonzero(arrow.match_substring(texts, " ").to_numpy(zero_copy_only=False))
    boned, found = [np.empty(0, np.int32)], [pa.array([], pa.large_string())]
    for begin in range(0, len(spaced), _BLOCK):
        lines = spaced[begin : begin + _BLOCK]
        block = texts.take(pa.array(lines)).to_pylist()
        spelt = pa.array(skeletons("\n".join(block)).split("\n"), pa.large_string())
        other = arrow.not_equal(spelt, pa.array(block, pa.large_string()))
        boned.append(lines[np.array(other)].astype(np.int32))
        found.append(spelt.filter(other))
    coded = pa.concat_arrays(found).dictionary_encode()
    return np.concatenate(boned), coded.dictionary, coded.indices.to_numpy().astype(np.int32)


def _kinship(keys: Keys) -> tuple[Codes, Codes]:
    """Which keys lead to which others: to their skeleton, and to all names of that skeleton."""
    plain, variants = keys.find(keys.bares), keys.variants
    both = (plain >= 0) & (variants >= 0)
    takers, givers = [plain[both]], [variants[both]]
    for others in (plain, variants):
        led = others[keys.bare]
        takers.append(keys.boned[led >= 0])
        givers.append(led[led >= 0])
    return np.concatenate(takers), np.concatenate(givers)


def _cores(keys: Keys) -> tuple[Codes, Codes]:
    """Which keys with a type word lead to the keys of the bare name."""
    typed = np.flatnonzero(
        arrow.match_substring_regex(keys.texts, type_pattern()).to_numpy(zero_copy_only=False)
    )
    texts: list[str] = []
    takers: list[int] = []
    for code, text in zip(
        typed.tolist(), keys.texts.take(pa.array(typed)).to_pylist(), strict=True
    ):
        if text[0] != "~" and (parts := split_type(text)) is not None:
            core = skeleton(parts[0])
            givers = dict.fromkeys((parts[0], core, "~" + core))
            texts += givers
            takers += [code] * len(givers)
    found = keys.find(pa.array(texts, pa.large_string()))
    return np.array(takers, np.int32)[found >= 0], found[found >= 0]
