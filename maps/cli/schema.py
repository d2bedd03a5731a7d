"""`dateline schema`: what the columns of a table are, for people and for programs."""

import json

from geo.errors import FormatError
from geo.schema import FORMS, json_schema, rows, table_schema
from maps.cli.terminal import print_table

HEADING = ("column", "type", "unit", "meaning")


def show_schema(form: str) -> None:
    """Print the table of events described. Raises `FormatError` for a form that there is not."""
    match form.lower():
        case "table":
            print_table(HEADING, rows())
        case "json-schema":
            _print_json(json_schema())
        case "table-schema":
            _print_json(table_schema())
        case _:
            raise FormatError(f"no format {form!r}: choose one of {', '.join(FORMS)}")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
