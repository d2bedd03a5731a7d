"""How fast the gazetteer is: its build, its opening, and its look-ups, on one core.

    python benchmarks/gazetteer.py
    python benchmarks/gazetteer.py --places 1350000    # a synthetic dump of so many, beside SQLite

Builds the bundled world's index in a temporary folder, so that the user's own stays as it is.
CPU seconds are given beside wall seconds, for a machine that is busy with other things.
"""

import argparse
import os
import random
import resource
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

# Python puts a script's folder first on its path, where this file hides the package of its name,
# from itself and from the scripts beside it. The package takes its place.
HERE = str(Path(__file__).parent)
sys.path[:] = [str(Path(HERE).parent), *(entry for entry in sys.path if entry != HERE)]
if __name__ == "gazetteer":
    del sys.modules["gazetteer"]
    import gazetteer  # noqa: F401

NAMES = 50_000
CLOSE = 3_000
POINTS = 10_000
EVENTS = 100_000


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, help="measure a synthetic dump of so many places")
    parser.add_argument("--no-peer", action="store_true", help="without SQLite beside it")
    options = parser.parse_args()
    if options.places:
        sys.path.append(HERE)
        from gazetteer_scale import measure

        measure(options.places, peer=not options.no_peer)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_CACHE"] = folder
        for what in ("first build", "opening"):
            for line in subprocess.run(
                [sys.executable, "-c", OPEN],
                check=True,
                capture_output=True,
                text=True,
                cwd=Path(HERE).parent,
            ).stdout.splitlines():
                print(f"{what}: {line}")
        look_up()


OPEN = """
import time
began, cpu = time.perf_counter(), time.process_time()
import gazetteer
gazetteer.open_gazetteer
imported = time.perf_counter()
world = gazetteer.open_gazetteer()
opened = time.perf_counter()
world.lookup("Idlib")
print(f"import {1000 * (imported - began):,.0f} ms, then {1000 * (opened - imported):,.0f} ms, "
      f"first look-up {1000 * (time.perf_counter() - opened):,.1f} ms; "
      f"CPU {time.process_time() - cpu:.2f} s")
"""


def look_up() -> None:
    from gazetteer import open_gazetteer

    world = open_gazetteer()
    index, chance = world.index, random.Random(7)
    rows = [chance.randrange(len(index)) for _ in range(NAMES)]
    names = [index.name(row) for row in rows]
    every = [index.names[chance.randrange(len(index.names))] for _ in range(NAMES)]
    # Folding is remembered for a while: each line has names that were not asked for before it.
    report("name to ids, one by one, main names", names, world.lookup_ids)
    report("name to ids, one by one, all names", every, world.lookup_ids)
    at_once("name to ids, in one batch, main names", names, world.lookup_many)
    at_once("name to ids, in one batch, all names", every, world.lookup_many)
    report("name to places", names[:10_000], world.lookup)
    report("is there such a name", names, world.has_name)
    report("there is no such name", [f"Zq {name}" for name in names], world.has_name)
    misspelt = [misspell(name, chance) for name in names[:CLOSE]]
    report("close spellings", misspelt, lambda name: world.lookup(name, close=True, limit=20))
    met = sum(
        any(match.place.place_id == index.place_id(row) for match in world.lookup(name, close=True))
        for name, row in zip(misspelt, rows, strict=False)
    )
    print(f"misspelt names that find their place: {met / CLOSE:.3f}")
    located = [row for row in rows if not np.isnan(index.latitude[row])][:POINTS]
    points = [
        (float(np.clip(index.latitude[row] + chance.gauss(0, 0.1), -90, 90)),
         float(index.longitude[row]))
        for row in located
    ]  # fmt: skip
    report("nearest town", points, lambda point: world.nearest_row(*point, feature_class="P"))
    report("nearest town, as a Place", points, lambda p: world.nearest(*p, feature_class="P"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:,.0f} MB (with pages shared with the file cache)")
    regions(world)


def misspell(name: str, chance: random.Random) -> str:
    """The name with one letter left out, changed, added, or swapped with the next."""
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    head, tail = name[:at], name[at + 1 :]
    return chance.choice(
        (head + tail, head + letter + tail, head + letter + name[at:],
         head + tail[:1] + name[at] + tail[1:])
    )  # fmt: skip


def report(what: str, items: Iterable[object], run: Callable[..., object]) -> None:
    items = list(items)
    began = time.process_time()
    for item in items:
        run(item)
    print(f"{what}: {len(items) / (time.process_time() - began):,.0f} a second")


def at_once(what: str, items: list[str], run: Callable[[list[str]], object]) -> None:
    began = time.process_time()
    run(items)
    print(f"{what}: {len(items) / (time.process_time() - began):,.0f} a second")


def regions(world: Any) -> None:
    """How long it takes to read a region, and to hold a table of events against it."""
    from gazetteer.locations import of_events

    index = world.index
    index.rows([index.place_id(0)])  # loads Arrow, as reading a table of events has done
    rows = np.random.default_rng(7).integers(0, 60_000, EVENTS)
    ids = [index.place_id(row) for row in rows.tolist()]
    columns = index.latitude[rows], index.longitude[rows], np.ones(EVENTS), index.radius[rows]
    for text in (
        "Syria",
        "Middle East",
        "Sahel + Syria minus Idlib",
        "near:Damascus:500km",
        "bbox:35,34,38,37",
        "Eastern Ghouta",
    ):
        began = time.process_time()
        region = world.region(text)
        parsed = 1000 * (time.process_time() - began)
        began = time.process_time()
        found = region.contains_locations(of_events(index, index.rows(ids), *columns))
        took = 1000 * (time.process_time() - began)
        print(
            f"{EVENTS:,} events in {text!r}: {took:,.0f} ms, after {parsed:,.1f} ms to read it "
            f"({found.sum():,} inside)"
        )


if __name__ == "__main__":
    main()
