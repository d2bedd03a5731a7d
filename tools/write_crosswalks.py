"""Write docs/crosswalks.md from the crosswalks in geo/crosswalk.

python tools/write_crosswalks.py
"""

from collections.abc import Iterator
from pathlib import Path

from geo.crosswalk import CROSSWALKS, Crosswalk
from geo.crosswalk.codes import type_codes
from geo.event_types import EVENT_TYPES

TARGET = Path(__file__).parent.parent / "docs" / "crosswalks.md"

INTRODUCTION = """\
# Crosswalks

`dateline events reports/ --schema acled -o acled.csv`, and the same with `filter` and with `ged`,
`gdelt` and `polecat`, writes the table of events in the columns of tables that people already use,
so that programs made for them can read it. Written by `tools/write_crosswalks.py` from the code; a
test holds this page to it.

It is not their data: nobody has checked or coded a row, and actors are what the text calls them,
not the names of their lists. `actor1`, `actor2` and so on are columns of Dateline's own table. A
column that Dateline has nothing for is there and empty, and the reason is told. Rows that the other
table would not hold are left out, and counted on standard error. The dtypes are those of pandas;
beside a CSV file stands a Frictionless Data Resource (`-metadata.json`) that says the same.
"""

TYPES = """\
## Types of events

A finer type that is not listed has the codes of its type. ACLED's type in brackets is that of an
attack on civilians or protesters, as the words of `actor2` tell. CAMEO's codes are those of GDELT;
POLECAT's modes are those of the PLOVER manual (github.com/openeventdata/PLOVER, as of 2021) and of
the coder that POLECAT is made with (github.com/ahalterman/NGEC), which has more of them; FIPS 10-4
codes of countries are from GeoNames (`DATA.md`).
"""


def page() -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION, *map("\n".join, map(_table, CROSSWALKS.values())), "\n".join(_types())]
    return "\n".join(parts)


def _table(crosswalk: Crosswalk) -> Iterator[str]:
    yield f"## {crosswalk.title} (`--schema {crosswalk.name}`)\n"
    yield f"Left out are {crosswalk.beyond}. `{crosswalk.key}` is unique.\n"
    yield "| column | dtype | made of |"
    yield "|---|---|---|"
    for column in crosswalk.columns:
        yield f"| `{column.name}` | {crosswalk.dtypes[column.name]} | {column.meaning} |"
    yield f"\nEmpty: {', '.join(crosswalk.gaps)}.\n"


def _types() -> Iterator[str]:
    yield TYPES
    yield "| type | finer type | CAMEO | POLECAT | ACLED |"
    yield "|---|---|---|---|---|"
    for name, event_type in EVENT_TYPES.items():
        for sub in ("", *event_type.sub_types):
            codes = type_codes(name, sub)
            if codes is None or (sub and codes == type_codes(name, "")):
                continue
            acled = codes.acled or ""
            if codes.acled_of_civilians:
                acled += f" [{codes.acled_of_civilians}]"
            cells = (name, sub, codes.cameo or "", codes.polecat or "", acled)
            yield f"| {' | '.join(cells)} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
