"""A fitted network as it ships, and how right the names are that are found with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo.encoder.kinds import KINDS, OF_GWN
from geo.encoder.model import Model, open_model
from training.encoder.export import export
from training.encoder.network import Encoder

Row = dict[str, Any]


def as_shipped(network: Encoder, base: Path) -> Model:
    """The network as it would be shipped: in int8."""
    with TemporaryDirectory() as folder:
        export(network, base, Path(folder))
        return open_model(Path(folder))


def recognition(gold: Mapping[str, Sequence[Row]], found: Mapping[str, Sequence[Row]]) -> str:
    """A line of figures: names as annotated and as found, by document."""
    count: Counter[str] = Counter()
    usages: Counter[tuple[str, str]] = Counter()
    for doc, names in gold.items():
        usage_of = {(n["start"], n["end"]): usage_in_gwn(n) for n in names}
        met: set[tuple[int, int]] = set()
        count["gold"] += len(usage_of)
        for name in found.get(doc, ()):
            span = (name["start"], name["end"])
            count["found"] += 1
            count["exact"] += span in usage_of
            over = (s for s in usage_of if s not in met and s[0] < span[1] and s[1] > span[0])
            if (other := next(over, None)) is not None:
                met.add(other)
                count["overlap"] += 1
            if (usage := usage_of.get(span)) is not None:
                usages[usage, name["usage"]] += 1
    total = count["gold"] + count["found"]
    line = (
        f"{count['gold']} names, P {count['overlap'] / max(count['found'], 1):.3f}, "
        f"R {count['overlap'] / max(count['gold'], 1):.3f}, "
        f"F1 {2 * count['overlap'] / total:.3f} overlap, {2 * count['exact'] / total:.3f} exact"
    )
    for usage in sorted({u for pair in usages for u in pair}):
        both = usages[usage, usage]
        told = sum(n for (a, b), n in usages.items() if usage in (a, b)) + both
        line += f"; {usage} F1 {2 * both / told:.3f}"
    return line


def usage_in_gwn(name: Row) -> str | None:
    """The usage of an annotated name, None where the corpus does not tell it."""
    kind = OF_GWN.get(name.get("kind") or "")
    return None if kind is None else KINDS[kind][0]
