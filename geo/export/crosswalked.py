"""The table of events written in another table's columns: CSV and Parquet."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from geo.atomic import check_target, replacing
from geo.crosswalk import Crosswalk
from geo.errors import FormatError
from geo.export.beside import resource, write_beside
from geo.export.gis import METADATA_KEY
from geo.export.provenance import provenance
from geo.export.tables import plain_csv_lines
from geo.table.columns import dump_json
from geo.table.forms import STDOUT, format_of
from geo.table.schema import table_schema

_FORMATS = ("csv", "parquet")


def schema_format(path: str | Path, given: str | None, name: str) -> str:
    """The format to write; standard output is CSV by default. Raises `FormatError` for others."""
    chosen = "csv" if given is None and str(path) == STDOUT else format_of(path, given)
    if chosen not in _FORMATS:
        raise FormatError(f"{path}: the schema {name} is written as .csv or .parquet, not {chosen}")
    return chosen


def check_schema_output(path: str | Path, given: str | None, name: str) -> None:
    """Raise what `write_schema` would raise for this path, before there is a table to write."""
    if schema_format(path, given, name) and str(path) != STDOUT:
        check_target(path)


def write_schema(
    table: pd.DataFrame,
    crosswalk: Crosswalk,
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002 - the word that people know from the command line
    metadata: Mapping[str, Any] | None = None,
) -> None:
    """Write what `crosswalk.apply` gave, atomically; "-" is standard output.

    Beside CSV stands `<path>-metadata.json`, a Frictionless Data Resource with each column's type
    and what it is made of; Parquet carries its provenance. Raises `FormatError` and `WriteError`.
    """
    chosen = schema_format(path, format, crosswalk.name)
    told = {**provenance(), **(metadata or {}), "schema_name": crosswalk.name}
    lines = plain_csv_lines(table, crosswalk.columns)
    if str(path) == STDOUT:
        if chosen != "csv":
            raise FormatError(f"the schema {crosswalk.name} goes to standard output as csv only")
        sys.stdout.buffer.writelines(line.encode() for line in lines)
        sys.stdout.buffer.flush()
        return
    with replacing(path) as draft:
        if chosen == "parquet":
            _write_parquet(table, draft, told)
        else:
            with draft.open("w", encoding="utf-8-sig", newline="") as file:
                file.writelines(lines)
    if chosen == "csv":
        schema = table_schema(crosswalk.columns, key=crosswalk.key)
        write_beside(path, {**told, **resource(path, schema, crosswalk.name)})


def _write_parquet(table: pd.DataFrame, path: Path, told: Mapping[str, Any]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = pa.Table.from_pandas(table, preserve_index=False)
    metadata = {**(arrow.schema.metadata or {}), METADATA_KEY.encode(): dump_json(told).encode()}
    pq.write_table(arrow.replace_schema_metadata(metadata), path)
