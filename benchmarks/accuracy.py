"""How right Dateline is on the evaluation corpora: place names, places, and places of events.

    python benchmarks/accuracy.py [--corpora lgl gwn event_location] [--bootstrap 1000] [--jobs 2]

Each corpus is turned into report lines, read by `dateline parse` in a process of its own, and
scored by the corpora's scorer. The ranker of places has learnt from LGL and GWN: what it does on
names that it has not seen say the rows "by folds" (`--folds`, which needs the extra `training`).
The corpora are not part of the project: they are looked for in ../shared/eval beside it, and where
they are absent the benchmark says so and ends.
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the table: a corpus, what the parser is given, and how it is scored."""

    name: str
    corpus: str
    command: str
    to_report: Callable[[Row], Row]
    to_prediction: Callable[[Row], Row]
    options: tuple[str, ...] = ("--names-only",)
    """Options of `dateline parse`."""
    scorings: tuple[tuple[str, tuple[str, ...]], ...] = (("", ()),)
    """What is added to the name, and the scorer's options, for each row of the table."""


def raw_text(row: Row) -> Row:
    return {
        "report_id": row["doc"],
        "text": row["text"],
        "title": row.get("title"),
        "url": row.get("url"),
        "language": "en",
    }


def in_capitals(row: Row) -> Row:
    return raw_text(row) | {"text": "".join(map(capital, row["text"]))}


def capital(letter: str) -> str:
    """The letter in upper case, where that is one letter, so that offsets stay true."""
    return letter.upper() if len(letter.upper()) == 1 else letter


def given_names(row: Row) -> Row:
    spans = [[t["start"], t["end"]] for t in row["toponyms"] if t.get("toponym", True)]
    return raw_text(row) | {"spans": sorted(spans)}


def given_event(row: Row) -> Row:
    event = row["event"]
    return {
        "report_id": row["id"],
        "text": row["text"],
        "language": "en",
        "triggers": [[event["start"], event["end"]]],
    }


def toponyms(parsed: Row) -> Row:
    return {"doc": parsed["report_id"], "toponyms": [_toponym(t) for t in parsed["toponyms"]]}


def _toponym(toponym: Row) -> Row:
    place = toponym["place"] or {}
    around = toponym.get("approximate") or {}
    return {
        "start": toponym["start"],
        "end": toponym["end"],
        "text": toponym["text"],
        "lat": place.get("latitude", around.get("latitude")),
        "lon": place.get("longitude", around.get("longitude")),
        "geonameid": place.get("geonameid"),
    }


def event_locations(parsed: Row) -> Row:
    spans = {
        (span["start"], span["end"])
        for event in parsed["events"]
        for span in event["location_spans"]
    }
    return {
        "id": parsed["report_id"],
        "locations": [{"start": start, "end": end} for start, end in sorted(spans)],
    }


TASKS = (
    *(
        task
        for corpus in ("lgl", "gwn")
        for task in (
            Task(f"{corpus.upper()}, raw text", corpus, "toponyms", raw_text, toponyms),
            Task(
                f"{corpus.upper()}, spacy",
                corpus,
                "toponyms",
                raw_text,
                toponyms,
                ("--names-only", "--recognizer", "spacy"),
            ),
            Task(f"{corpus.upper()}, in capitals", corpus, "toponyms", in_capitals, toponyms),
            Task(f"{corpus.upper()}, names given", corpus, "toponyms", given_names, toponyms),
        )
    ),
    Task(
        "event_location",
        "event_location",
        "events",
        given_event,
        event_locations,
        (),
        ((", gold", ("--gold-only",)), (", all", ())),
    ),
)


def run(task: Task, folder: Path, jobs: int, bootstrap: int) -> Iterator[tuple[str, Row]]:
    """Parse the task's corpus once and yield each scoring's name and report."""
    rows = read_lines(EVAL / "corpora" / f"{task.corpus}.jsonl")
    reports, parsed, predicted, scored = (
        folder / name for name in ("reports.jsonl", "parsed.jsonl", "predicted.jsonl", "score.json")
    )
    write_lines(reports, map(task.to_report, rows))
    dateline("parse", str(reports), "-o", str(parsed), "--jobs", str(jobs), *task.options)
    write_lines(predicted, map(task.to_prediction, read_lines(parsed)))
    gold = str(EVAL / "corpora" / f"{task.corpus}.jsonl")
    command = [sys.executable, str(EVAL / "score.py"), task.command]
    command += ["--gold", gold, "--pred", str(predicted), "--out", str(scored)]
    if bootstrap:
        command += ["--bootstrap", str(bootstrap)]
    for addition, options in task.scorings:
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
        yield task.name + addition, json.loads(scored.read_text(encoding="utf-8"))


def by_folds(folder: Path, bootstrap: int, found: Path | None) -> Iterator[tuple[str, Row]]:
    """Places of names, each by trees of the other folds, with the outlet and without it.

    The names are those given and, in the file `found`, those that encoders of the other folds found
    (`training.encoder.acceptance --accepted`).
    """
    corpora = [EVAL / "corpora" / f"{name}.jsonl" for name in ("lgl", "gwn")]
    program = [sys.executable, "-m", "training.resolver", *map(str, corpora), "--folds-only"]
    root = Path(__file__).resolve().parents[1]
    program += ["--predictions", str(folder)]
    kinds = [("", "")]
    if found is not None:
        program += ["--found", str(found.resolve())]
        kinds.append(("found-", " found"))
    subprocess.run(program, check=True, cwd=root)
    scored = folder / "score.json"
    for gold, (kind, shown) in itertools.product(corpora, kinds):
        for addition, told in (("", ""), ("-no-outlet", ", no outlet")):
            predicted = folder / f"{kind}{gold.stem}{addition}.jsonl"
            command = [sys.executable, str(EVAL / "score.py"), "toponyms", "--gold", str(gold)]
            command += ["--pred", str(predicted), "--out", str(scored)]
            if bootstrap:
                command += ["--bootstrap", str(bootstrap)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            name = f"{gold.stem.upper()}{shown}, by folds{told}"
            yield name, json.loads(scored.read_text(encoding="utf-8"))


def dateline(*arguments: str) -> None:
    """Run the command line as a user would."""
    program = Path(sys.executable).with_name("dateline")
    subprocess.run([str(program), *arguments], check=True)


def figures(task: Task, report: Row) -> list[str]:
    """The figures of a report that the table shows, as `name value`."""
    if task.command == "events":
        return [
            f"span F1 {report['span']['f1']:.3f}",
            f"token F1 {report['token']['f1']:.3f}",
            f"records right {report['records']['exactly_right']:.3f}",
        ]
    recognition, resolution = report["recognition"], report["resolution"]
    return [
        f"recognition F1 {recognition['overlap']['f1']:.3f} overlap"
        f" / {recognition['exact']['f1']:.3f} exact",
        f"within 161 km {resolution['accuracy_161km']:.3f}",
        f"end-to-end F1 {report['end_to_end']['f1']:.3f}",
    ]


def read_lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_lines(path: Path, rows: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def print_row(name: str, shown: list[str], report: Row) -> None:
    print(f"{name:24}", "  ".join(shown), flush=True)
    for figure, (low, high) in report.get("intervals_95", {}).items():
        print(f"{'':24} 95% {figure}: {low:.3f} to {high:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = sorted({task.corpus for task in TASKS})
    parser.add_argument("--corpora", nargs="+", choices=names, default=names)
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folds", action="store_true", help="also places by folds (minutes)")
    parser.add_argument(
        "--found", type=Path, metavar="FILE", help="with --folds: names that were found by folds"
    )
    options = parser.parse_args()
    if not EVAL.is_dir():
        print(f"no corpora at {EVAL}: nothing to measure")
        return
    if options.folds:
        with tempfile.TemporaryDirectory() as folder:
            for name, report in by_folds(Path(folder), options.bootstrap, options.found):
                print_row(name, figures(TASKS[0], report), report)
    for task in TASKS:
        if task.corpus not in options.corpora:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for name, report in run(task, Path(folder), options.jobs, options.bootstrap):
                print_row(name, figures(task, report), report)


if __name__ == "__main__":
    main()
