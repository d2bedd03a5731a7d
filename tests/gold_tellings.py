"""Compares merged tellings with the gold tellings of the same events (tests/gold/README.md)."""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd

from geo.records import Report

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Item:
    """An event as one telling has it."""

    report_id: str
    event: str
    mentions: tuple[tuple[int, int], ...]
    is_main: bool


@dataclass(frozen=True, slots=True)
class BCubed:
    """Means over items, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_tellings(path: Path) -> tuple[list[Report], list[Item]]:
    """The reports of the gold tellings, and what they tell of."""
    reports, items = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        for telling in json.loads(line)["tellings"]:
            reports.append(
                Report(
                    telling["report_id"],
                    telling["text"],
                    title=telling["title"],
                    published=date.fromisoformat(telling["published"]),
                    source=telling["source"],
                    language="en",
                )
            )
            items += [
                Item(telling["report_id"], e["event"], tuple(map(tuple, e["mentions"])), n == 0)
                for n, e in enumerate(telling["events"])
            ]
    return reports, items


def found_rows(items: Sequence[Item], frame: gpd.GeoDataFrame) -> dict[Item, str]:
    """The id of the event that tells of each item, in a table that is not merged yet."""
    triggers: dict[str, list[tuple[list[list[int]], str]]] = defaultdict(list)
    for report_id, group, evidence in zip(
        frame["report_id"], frame["event_group"], frame["evidence"], strict=True
    ):
        triggers[report_id].append((json.loads(evidence)["trigger"], group))
    found = {}
    for item in items:
        for spans, group in sorted(triggers[item.report_id]):
            if any(s < m[1] and m[0] < e for s, e in spans for m in item.mentions):
                found[item] = group
                break
    return found


def merged_into(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """For each telling's event id, in a merged table, the id of the event that it became."""
    found = {}
    for group, text in zip(frame["event_group"], frame["evidence"], strict=True):
        sources: list[dict[str, Any]] = json.loads(text).get("sources", [])
        found[group] = group
        found.update((source["event_group"], group) for source in sources)
    return found


def b_cubed_of(truth: Mapping[K, Hashable], found: Mapping[K, Hashable]) -> BCubed:
    """B-cubed of items' groups; an item that is not in `found` has recall 0 and no precision."""
    true_size = Counter(truth.values())
    size = Counter(found[item] for item in truth if item in found)
    both = Counter((truth[item], found[item]) for item in truth if item in found)
    right = {item: both[truth[item], found[item]] for item in truth if item in found}
    precision = sum(right[item] / size[found[item]] for item in right) / max(len(right), 1)
    recall = sum(right[item] / true_size[truth[item]] for item in right) / max(len(truth), 1)
    return BCubed(precision, recall)


def score_tellings(
    items: Sequence[Item], frame: gpd.GeoDataFrame, merged: gpd.GeoDataFrame
) -> dict[str, BCubed]:
    """B-cubed of the main items, of all, and of the main ones that the parser found."""
    into = merged_into(merged)
    found = {item: into[row] for item, row in found_rows(items, frame).items()}
    main = [item for item in items if item.is_main]
    return {
        name: b_cubed_of({item: item.event for item in chosen}, found)
        for name, chosen in (
            ("main", main),
            ("all", items),
            ("found", [item for item in main if item in found]),
        )
    }
