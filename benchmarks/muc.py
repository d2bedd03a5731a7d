"""How right typed incidents in places are on MUC-3/4: whole reports of the wire, in capitals.

    python benchmarks/muc.py [--sets dev tst1 tst2] [--bootstrap 1000] [--jobs 2] [--keep FILE]

Each document is one report line, read by `dateline parse` in a process of its own; its events
become incidents by the mapping of types in `incidents.py`, and the corpora's scorer compares them
with the templates. The corpus is looked for in ../shared/eval beside the project, and where it is
absent the benchmark says so and ends.
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from accuracy import EVAL, Row, dateline, print_row, read_lines, write_lines
from incidents import incident, place

LEAST = 0.46
"""Confidence from which an event is an incident: the least from which F1 of the place on DEV is
within .001 of the greatest."""
BY_COUNTRY = 6
"""`where_prec` of what is known by its country alone."""


def report(row: Row) -> Row:
    """The document as a report, published on the day of its dateline."""
    dateline_read = row["dateline"] or {}
    return {
        "report_id": row["id"],
        "text": row["text"],
        "published": dateline_read.get("date"),
        "language": "en",
    }


def prediction(parsed: Row, text: str, least: float) -> Row:
    """The incidents of a parsed report at least so sure, each once.

    What is only known by its country is no other than an incident of the type in a place of that
    country.
    """
    told = [(kind, event) for event in parsed["events"] if (kind := incident(event)) is not None]
    told = [(kind, event) for kind, event in told if event["confidence"] >= least]
    finer = {(kind, event["country"]) for kind, event in told if not _by_country(event)}
    found: dict[tuple[str | None, ...], Row] = {}
    for kind, event in told:
        if _by_country(event) and (kind, event["country"]) in finer:
            continue
        row = {
            "type": kind,
            "country": event["country"],
            "place": place(event, parsed["toponyms"], text),
            "date": event["event_date"],
        }
        found.setdefault((kind, row["country"], row["place"], row["date"]), row)
    return {"id": parsed["report_id"], "events": list(found.values())}


def _by_country(event: Row) -> bool:
    return bool(event["where_prec"] == BY_COUNTRY)


def scores(gold: Path, predicted: Path, bootstrap: int) -> Row:
    """The scorer's report of some documents."""
    with tempfile.TemporaryDirectory() as folder:
        scored = Path(folder) / "score.json"
        command = [sys.executable, str(EVAL / "score.py"), "muc", "--gold", str(gold)]
        command += ["--pred", str(predicted), "--out", str(scored)]
        if bootstrap:
            command += ["--bootstrap", str(bootstrap)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        report: Row = json.loads(scored.read_text(encoding="utf-8"))
        return report


def false_alarms(gold: Iterable[Row], predicted: Iterable[Row]) -> float:
    """Incidents predicted per report among those that tell of none; types and countries differ."""
    quiet = {row["id"] for row in gold if not row["templates"]}
    told = [
        len({(event["type"], event["country"]) for event in row["events"]})
        for row in predicted
        if row["id"] in quiet
    ]
    return sum(told) / len(quiet)


def figures(report: Row, alarms: float) -> list[str]:
    """The figures of a report that the table shows."""
    by_pair, by_place = report["type_country"]["any_match"], report["place"]["any_match"]
    return [
        f"(type, country) F1 {by_pair['f1']:.3f} (P {by_pair['precision']:.3f}, "
        f"R {by_pair['recall']:.3f})",
        f"place F1 {by_place['f1']:.3f} (P {by_place['precision']:.3f}, "
        f"R {by_place['recall']:.3f})",
        f"false alarms {alarms:.2f} a report without incident",
    ]


def by_set(rows: list[Row], sets: Iterable[str]) -> Iterator[tuple[str, list[Row]]]:
    for name in sets:
        yield name, [row for row in rows if row["set"] == name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sets = ["dev", "tst1", "tst2"]
    parser.add_argument("--sets", nargs="+", choices=sets, default=sets)
    parser.add_argument("--first", type=int, metavar="N", help="only the first N of each set")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--min-confidence", type=float, default=LEAST, metavar="P")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep what was parsed, as JSONL")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print(f"no corpora at {EVAL}: nothing to measure")
        return
    rows = read_lines(EVAL / "corpora" / "muc.jsonl")
    parts = {name: part[: options.first] for name, part in by_set(rows, options.sets)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports, gold, predicted = (folder / f"{n}.jsonl" for n in ("reports", "gold", "predicted"))
        parsed = options.keep or folder / "parsed.jsonl"
        write_lines(reports, map(report, itertools.chain.from_iterable(parts.values())))
        dateline("parse", str(reports), "-o", str(parsed), "--jobs", str(options.jobs))
        texts = {row["id"]: row["text"] for row in rows}
        told = {
            row["report_id"]: prediction(row, texts[row["report_id"]], options.min_confidence)
            for row in read_lines(parsed)
        }
        for part, documents in parts.items():
            predictions = [told[row["id"]] for row in documents]
            write_lines(gold, documents)
            write_lines(predicted, predictions)
            scored = scores(gold, predicted, options.bootstrap)
            print_row(f"MUC, {part}", figures(scored, false_alarms(documents, predictions)), scored)


if __name__ == "__main__":
    main()
