"""The table of events without the sentences and titles of the reports, for copyright and privacy.

Offsets, ids and the values that were read stay, so that whoever has the reports can follow each
field to its words.
"""

import json
from typing import TYPE_CHECKING, Any

from geo.table.columns import dump_json

if TYPE_CHECKING:
    import geopandas as gpd

TEXT_COLUMNS = ("title", "notes")
"""The columns that repeat a report's own words at length."""
_REPEATING = frozenset({"sentence_text", *TEXT_COLUMNS})
"""The members of the evidence that do, also of each source of a merged event."""


def without_text(frame: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    """A copy of a table of events whose titles and sentences are null; offsets and ids stay."""
    import pandas as pd  # here: a report's names are written without it, and it is slow to load

    bare: gpd.GeoDataFrame = frame.copy()
    for name in TEXT_COLUMNS:
        bare[name] = pd.array([pd.NA] * len(bare), dtype="string")
    bare["evidence"] = bare["evidence"].map(_bare_json, na_action="ignore").astype("string")
    return bare


def without_text_row(row: dict[str, Any]) -> dict[str, Any]:
    """The same of one event as JSON values, by column."""
    return {
        **row,
        **dict.fromkeys(TEXT_COLUMNS),
        "evidence": _bare(row["evidence"]),
    }


def _bare_json(evidence: str) -> str:
    return dump_json(_bare(json.loads(evidence)))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in _REPEATING}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value
