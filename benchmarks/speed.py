"""How fast Dateline reads: seconds a report, reports a second, and memory.

    python benchmarks/speed.py [--reports 1000]

Reports of about 400 words are put together from the paragraphs of `examples/`, so that the
benchmark needs nothing from outside the project. Each measurement runs in a process of its own.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import resource
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 400
SINGLE_RUNS = 20


def make_texts(count: int) -> list[str]:
    """Texts of about `WORDS` words: paragraphs of the examples, taken round and round."""
    import geo

    paragraphs = [
        paragraph
        for report in geo.read_reports([EXAMPLES])
        for paragraph in report.text.split("\n\n")
        if paragraph.strip()
    ]
    texts = []
    position = 0
    while len(texts) < count:
        chosen: list[str] = []
        while sum(len(p.split()) for p in chosen) < WORDS:
            chosen.append(paragraphs[position % len(paragraphs)])
            # A step that shares no factor with most lengths mixes the paragraphs.
            position += 7
        texts.append("\n\n".join(chosen))
        position += 1
    return texts


def measure_single(connection: multiprocessing.connection.Connection) -> None:
    """CPU seconds of one report, once everything is loaded: the median of several."""
    import geo

    parser = geo.Parser()
    texts = make_texts(SINGLE_RUNS + 1)
    parser.parse(geo.Report("warm-up", texts[0]))
    seconds = []
    for number, text in enumerate(texts[1:]):
        start = time.process_time()
        parser.parse(geo.Report(str(number), text))
        seconds.append(time.process_time() - start)
    connection.send({"seconds": sorted(seconds)[len(seconds) // 2]})


def measure_many(connection: multiprocessing.connection.Connection, count: int, jobs: int) -> None:
    """Wall-clock throughput with a number of processes, start-up included, and peak memory."""
    import geo

    texts = make_texts(count)
    start = time.perf_counter()
    events = sum(
        len(parsed.events)
        for parsed in geo.parse(
            (geo.Report(str(number), text) for number, text in enumerate(texts)), jobs=jobs
        )
    )
    elapsed = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if jobs > 1 else 0
    connection.send(
        {
            "reports_per_second": count / elapsed,
            "events": events,
            "largest_process_mb": max(own, workers) / 1024,
        }
    )


def in_own_process(function: object, *arguments: object) -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=function, args=(sender, *arguments))  # type: ignore[arg-type]
    process.start()
    sender.close()
    try:
        result: dict[str, float] = receiver.recv()
    except EOFError:
        sys.exit("the measured process ended without a result")
    process.join()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=1000)
    options = parser.parse_args()
    single = in_own_process(measure_single)
    print(f"one report of {WORDS} words, one core, once loaded: {single['seconds']:.3f} s")
    for jobs in (1, 2):
        result = in_own_process(measure_many, options.reports, jobs)
        print(
            f"{options.reports} reports, {jobs} process{'es' if jobs > 1 else ''}: "
            f"{result['reports_per_second']:.1f} reports/s, {result['events']:.0f} events, "
            f"peak memory of the largest process {result['largest_process_mb']:.0f} MB"
        )


if __name__ == "__main__":
    main()
