"""The ids of the regions that Dateline describes, by their short names."""

import csv
from pathlib import Path

REGIONS = Path(__file__).resolve().parents[1] / "gazetteer" / "data" / "regions.csv"


def region_id(slug: str) -> str:
    """GeoNames' id of a region that it has (the continents), else Dateline's own."""
    with REGIONS.open(encoding="utf-8", newline="") as rows:
        numbers = {row["slug"]: row["geonameid"] or "" for row in csv.DictReader(rows)}
    number = numbers.get(slug, "")
    return f"geonames:{number}" if number.isdigit() else f"dateline:{slug}"
