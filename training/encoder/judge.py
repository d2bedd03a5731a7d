"""The names that a fitted network finds, and how right they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geo.encoder.encoder import Run, tag
from geo.encoder.hints import Hints
from geo.encoder.kinds import KINDS
from geo.encoder.recognizer import kind_of, open_model
from geo.encoder.tags import names
from training.encoder.corpora import UNKNOWN, Document
from training.encoder.export import export
from training.encoder.network import Encoder

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Found:
    """A place name that was found."""

    start: int
    end: int
    probability: float
    kind: int
    """A position in `geo.encoder.kinds.KINDS`."""


def as_shipped(network: Encoder, base: Path) -> Run:
    """The network as it would be shipped: in int8."""
    with TemporaryDirectory() as folder:
        export(network, base, Path(folder))
        return open_model(Path(folder))[1]


def find(text: str, tokenizer: "Tokenizer", hints: Hints, run: Run) -> list[Found]:
    """The place names of a text."""
    tagged = tag(text, tokenizer, hints, run)
    starts, ends = tagged.words.starts.tolist(), tagged.words.ends.tolist()
    return [
        Found(starts[a], ends[b], p, KINDS.index(kind_of(tagged.kinds[a : b + 1])))
        for a, b, p in names(tagged)
    ]


def judged(documents: Sequence[Document], found: Sequence[Sequence[Found]]) -> Iterator[str]:
    """Lines of figures: recognition of each corpus, and usage among the names found exactly."""
    count: Counter[tuple[str, ...]] = Counter()
    for document, names_found in zip(documents, found, strict=True):
        kinds = {(name.start, name.end): name.kind for name in document.names}
        count[document.corpus, "gold"] += len(kinds)
        count[document.corpus, "found"] += len(names_found)
        met: set[tuple[int, int]] = set()
        for name in names_found:
            count[document.corpus, "exact"] += (name.start, name.end) in kinds
            over = (s for s in kinds if s not in met and s[0] < name.end and s[1] > name.start)
            if (span := next(over, None)) is not None:
                met.add(span)
                count[document.corpus, "overlap"] += 1
            kind = kinds.get((name.start, name.end), UNKNOWN)
            if kind != UNKNOWN:
                count["usage", KINDS[kind][0], KINDS[name.kind][0]] += 1
    for corpus in sorted({d.corpus for d in documents}):
        gold = count[corpus, "gold"]
        total = gold + count[corpus, "found"]
        overlap, exact = (2 * count[corpus, what] / total for what in ("overlap", "exact"))
        yield f"{corpus}: {gold} names, F1 {overlap:.3f} overlap, {exact:.3f} exact"
    usage = {key[1:]: number for key, number in count.items() if key[0] == "usage"}
    yield f"usage, true and told: {dict(sorted(usage.items()))}"
