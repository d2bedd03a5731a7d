"""`dateline schema`: what the columns of a table are, for people and for programs."""

import json

from geo.crosswalk import crosswalk
from geo.errors import FormatError
from geo.table.schema import FORMS, json_schema, row_schema, rows, table_schema
from maps.cli.terminal import print_table

HEADING = ("column", "type", "unit", "meaning")


def show_schema(form: str, name: str | None = None) -> None:
    """Print the table of events described, or another table that it can be written as.

    Raises `FormatError` for a form or a table that there is not.
    """
    other = crosswalk(name) if name is not None else None
    match form.lower():
        case "table":
            print_table(HEADING, rows(other.columns) if other else rows())
        case "json-schema":
            title = f"A row of {other.title}'s table" if other else ""
            _print_json(row_schema(other.columns, title) if other else json_schema())
        case "table-schema":
            told = table_schema(other.columns, key=other.key) if other else table_schema()
            _print_json(told)
        case _:
            raise FormatError(f"no format {form!r}: choose one of {', '.join(FORMS)}")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
