"""How fast Dateline reads: seconds a report, reports a second, and memory.

    python benchmarks/speed.py [--reports 1000]

Reports of about 400 words are put together from the paragraphs of `examples/`, so that the
benchmark needs nothing from outside the project. Each measurement runs in a process of its own.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 400
SINGLE_RUNS = 20
FIRST_RUNS = 5


def make_texts(count: int) -> list[str]:
    """Texts of about `WORDS` words: paragraphs of the examples, for each text in another order."""
    import geo

    paragraphs = [
        paragraph
        for report in geo.read_reports([EXAMPLES])
        for paragraph in report.text.split("\n\n")
        if paragraph.strip()
    ]
    texts = []
    for number in range(count):
        chosen: list[str] = []
        mixed = iter(random.Random(number).sample(paragraphs, len(paragraphs)))
        while sum(len(p.split()) for p in chosen) < WORDS:
            chosen.append(next(mixed))
        texts.append("\n\n".join(chosen))
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


def measure_first(connection: multiprocessing.connection.Connection) -> None:
    """CPU seconds of the command for one report, from the start of its process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(make_texts(1)[0], encoding="utf-8")
        program = Path(sys.executable).with_name("dateline")
        command = [str(program), "parse", str(path), "--names-only", "-o", f"{folder}/names.jsonl"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        seconds = []
        for _ in range(FIRST_RUNS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    connection.send({"seconds": sorted(seconds)[len(seconds) // 2]})


def measure_many(
    connection: multiprocessing.connection.Connection, count: int, jobs: int, names_only: bool
) -> None:
    """Wall-clock throughput with a number of processes, start-up included, and peak memory."""
    import geo

    texts = make_texts(count)
    start = time.perf_counter()
    reports = (geo.Report(str(number), text) for number, text in enumerate(texts))
    events = names = 0
    for parsed in geo.parse(reports, jobs=jobs, names_only=names_only):
        events += len(parsed.events)
        names += len(parsed.toponyms)
    elapsed = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if jobs > 1 else 0
    connection.send(
        {
            "reports_per_second": count / elapsed,
            "events": events,
            "names": names,
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
    first = in_own_process(measure_first)
    print(f"names only, the first report, with the start: {first['seconds']:.2f} s of CPU")
    for names_only, jobs in ((True, 1), (False, 1), (False, 2)):
        result = in_own_process(measure_many, options.reports, jobs, names_only)
        print(
            f"{options.reports} reports, {'names only, ' if names_only else ''}"
            f"{jobs} process{'es' if jobs > 1 else ''}: "
            f"{result['reports_per_second']:.1f} reports/s, {result['names']:.0f} names, "
            f"{result['events']:.0f} events, "
            f"peak memory of the largest process {result['largest_process_mb']:.0f} MB"
        )


if __name__ == "__main__":
    main()
