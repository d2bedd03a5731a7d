"""How well and how fast the same event, told by many reports, becomes one.

    python benchmarks/merge.py [--sizes 10000 100000 1000000] [--dense]

Two measurements, each in a process of its own:

- the gold tellings (tests/gold/tellings.jsonl) through the whole way from text to merged table;
- tables of made-up tellings whose events are known. A wire brings 160 tellings a day of attacks,
  protests, floods and arrests in all towns of twelve countries that the gazetteer has with 5,000
  inhabitants, the larger ones more often; a larger table is more days of it. One event in four has
  a near miss: the next day, the next town, or other people and another toll on the same day. Each
  event is told one to twelve times, and tellings know the town, its surroundings, the division,
  the country or nothing, have the day or about the day or a wrong one, name the actors by one of
  several names, and give a toll that is open, old, another's or none. "alike" is the share of
  events that have another of their type in the same town on the same day. The time is that of
  `merge_events` alone; the memory is the most that the process had, with the table that it was
  given.

`--dense` is another world, which grows in density: whatever the size, 600 towns and two years, a
third of all in ten of the towns.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import resource
import sys
import time
from pathlib import Path
from typing import Any

from made_tellings import Row, alike, make_table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

GOLD = ROOT / "tests" / "gold" / "tellings.jsonl"
HEADING = " tellings   events  alike    found  seconds   CPU s     MB  precision  recall     F1"
LINE = (
    "{tellings:9,} {events:8,}  {alike:.3f} {found:8,} {seconds:8.1f} {cpu:7.1f} {megabytes:6.0f}"
    "      {precision:.3f}   {recall:.3f}  {f1:.3f}"
)


def measure_size(
    connection: multiprocessing.connection.Connection, count: int, dense: bool
) -> None:
    from geo.merge import merge_events
    from tests.gold_tellings import b_cubed_of, merged_into

    table, event_of = make_table(count, dense=dense)
    events = {id(event): event for event in event_of.values()}
    truth = {name: id(event) for name, event in event_of.items()}
    start = time.perf_counter()
    cpu = time.process_time()
    merged = merge_events(table)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    into = merged_into(merged)
    score = b_cubed_of(truth, {name: into[name] for name in truth})
    connection.send(
        {
            "tellings": len(truth),
            "events": len(events),
            "alike": alike(events.values()),
            "found": merged["event_group"].nunique(),
            "seconds": seconds,
            "cpu": cpu,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
        }
    )


def measure_gold(connection: multiprocessing.connection.Connection) -> None:
    import geo
    from geo.merge import merge_events
    from tests.gold_tellings import load_tellings, score_tellings

    reports, items = load_tellings(GOLD)
    frame = geo.events(geo.parse(reports))
    scores = score_tellings(items, frame, merge_events(frame))
    connection.send({name: (s.precision, s.recall, s.f1) for name, s in scores.items()})


def measured(target: Any, *arguments: Any) -> Row:
    """What a function sends, from a process of its own."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=target, args=(there, *arguments))
    process.start()
    there.close()
    try:
        found: Row = here.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"{target.__name__} failed (exit {process.exitcode})") from None
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--no-gold", action="store_true", help="only the made-up tellings")
    parser.add_argument("--dense", action="store_true", help="the world that grows in density")
    options = parser.parse_args()
    if not options.no_gold:
        print("gold tellings    precision  recall  F1  (B-cubed)")
        for name, figures in measured(measure_gold).items():
            print(f"  {name:14}", "  ".join(f"{figure:.3f}" for figure in figures), flush=True)
    print(HEADING)
    for size in options.sizes:
        row = measured(measure_size, size, options.dense)
        print(LINE.format(**row), flush=True)


if __name__ == "__main__":
    main()
