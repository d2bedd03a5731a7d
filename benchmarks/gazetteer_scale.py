"""A gazetteer of many millions of places: what it costs to build and to ask, beside SQLite.

`benchmarks/gazetteer.py --places N` runs this. A synthetic dump of GeoNames' columns is written
first: names are those of the bundled world and new ones of their words, and places lie around real
ones.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
import pyarrow.csv as csv

ROOT = Path(__file__).resolve().parent.parent
BLOCK = 500_000
NAMES_EACH = 2.07
"""GeoNames has 28 million names of 13.5 million places."""
FEATURES = {
    "P.PPL": 0.38, "P.PPLL": 0.02, "H.STM": 0.11, "H.LK": 0.05, "H.RSV": 0.01, "S.SCH": 0.05,
    "S.FRM": 0.06, "S.CH": 0.04, "S.HTL": 0.04, "T.HLL": 0.07, "T.MT": 0.08, "L.LCTY": 0.04,
    "A.ADM3": 0.02, "A.ADM4": 0.02, "V.FRST": 0.005, "R.RD": 0.005,
}  # fmt: skip
"""About what GeoNames is made of."""


def measure(places: int, *, peer: bool) -> None:
    """Write the dump, build, and print one line a measurement."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        dump = work / "dump"
        dump.mkdir()
        began = time.perf_counter()
        write_dump(dump / "allCountries.txt", places)
        size = (dump / "allCountries.txt").stat().st_size
        print(f"a dump of {places:,} places, {size / 1e6:,.0f} MB, in "
              f"{time.perf_counter() - began:,.0f} s", flush=True)  # fmt: skip
        os.environ |= {"DATELINE_DATA": str(work / "data"), "DATELINE_CACHE": str(work / "cache")}
        print(child(BUILD, str(dump)), flush=True)
        index = next(path for path in (work / "cache").glob("gazetteer-*") if path.is_dir())
        total = sum(path.stat().st_size for path in index.iterdir())
        print(f"index: {total / 1e9:.3f} GB", flush=True)
        for path in sorted(index.iterdir(), key=lambda p: -p.stat().st_size)[:12]:
            print(f"  {path.name}: {path.stat().st_size / 1e6:,.0f} MB")
        for _ in range(2):
            print(child(OPEN), flush=True)
        rates, names, wrong = json.loads(child(ASK).splitlines()[-1])
        for what, rate in rates.items():
            print(f"{what}: {rate:,.0f} a second", flush=True)
        share_pages()
        if peer:
            beside(rates, names, wrong, work)


def child(code: str, *arguments: str) -> str:
    """What a new process says that runs this code."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    return done.stdout.rstrip()


BUILD = """
import resource, sys, time
from pathlib import Path
from gazetteer.building import build_geonames
from gazetteer.geonames import Wanted
began, cpu = time.perf_counter(), time.process_time()
last = [""]
def tell(step, done):
    if step != last[0]:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {time.perf_counter() - began:6.1f} s, CPU {time.process_time() - cpu:6.1f} s: "
              f"{step} ({peak:,.0f} MB)", file=sys.stderr)
        last[0] = step
built = build_geonames("scale", Path(sys.argv[1]), Wanted(), ["dateline"], tell)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(f"build: {time.perf_counter() - began:,.0f} s, CPU {time.process_time() - cpu:,.0f} s, "
      f"at most {peak:.2f} GB of memory; {built.kept.about['places']:,} places, "
      f"{built.kept.about['names']:,} names")
"""

OPEN = """
import resource, time
import gazetteer
gazetteer.open_gazetteer
began = time.perf_counter()
world = gazetteer.open_gazetteer(stack=["scale"])
opened = time.perf_counter()
for line in open("/proc/self/status"):
    if line.startswith("VmRSS"):
        resident = int(line.split()[1]) / 1024
print(f"opened in {1000 * (opened - began):,.0f} ms, {resident:,.0f} MB resident")
"""

ASK = """
import json, random, sys, time
import numpy as np
sys.path.append("benchmarks")
from gazetteer import open_gazetteer
from gazetteer_scale import misspell, rate
world = open_gazetteer(stack=["scale"])
index, chance = world.index, random.Random(7)
rows = [chance.randrange(len(index)) for _ in range(100_000)]
names = [index.name(row) for row in rows]
every = [index.names[chance.randrange(len(index.names))] for _ in range(200_000)]
world.lookup_many(every[:1000])
found = {"look-ups one by one": rate(every[:60_000], world.lookup_ids)}
began = time.process_time()
world.lookup_many(every[60_000:])
found["look-ups in a batch"] = 140_000 / (time.process_time() - began)
wrong = [misspell(name, chance) for name in names[:6000]]
first, then = wrong[:3000], wrong[3000:]
found["close spellings"] = rate(first, lambda name: world.lookup_ids(name, close=True, limit=20))
found["the same, with the places"] = rate(
    then, lambda name: world.lookup(name, close=True, limit=20)
)
points = [
    (float(np.clip(index.latitude[row] + chance.gauss(0, 0.1), -90, 90)),
     float(index.longitude[row]))
    for row in rows if not np.isnan(index.latitude[row])
][:20_000]
world.nearest_row(0.0, 0.0)
found["nearest places"] = rate(points, lambda point: world.nearest_row(*point))
world.nearest_row(0.0, 0.0, feature_class="P")
found["nearest towns"] = rate(
    points, lambda point: world.nearest_row(*point, feature_class="P")
)
print(json.dumps([found, every[:20_000], wrong[:20]]))
"""

SHARE = """
import random, sys
from gazetteer import open_gazetteer
world = open_gazetteer(stack=["scale"])
chance = random.Random(7)
for _ in range(20_000):
    world.lookup(world.index.names[chance.randrange(len(world.index.names))], limit=3)
print("ready", flush=True)
sys.stdin.read()
"""


def share_pages() -> None:
    """Four processes that ask the same index, and the memory that each and all of them take."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SHARE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    memory = [_memory(process.pid) for process in started]
    for process in started:
        process.communicate()
    resident, shared = (sum(m[key] for m in memory) / 1024 for key in ("Rss", "Pss"))
    print(f"four processes: {resident:,.0f} MB resident in all, {shared:,.0f} MB with what they "
          "share counted once", flush=True)  # fmt: skip


def _memory(process: int) -> dict[str, int]:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def rate(items: Sequence[Any], run: Callable[[Any], object]) -> float:
    """How many a second of CPU time."""
    began = time.process_time()
    for item in items:
        run(item)
    return len(items) / (time.process_time() - began)


def misspell(name: str, chance: random.Random) -> str:
    """The name with one letter left out or doubled."""
    at = chance.randrange(len(name))
    return name[:at] + chance.choice(["", name[at] * 2]) + name[at + 1 :]


# The dump


def write_dump(path: Path, places: int) -> None:
    """A table of GeoNames' 19 columns with so many places; the same for the same number."""
    from gazetteer import open_gazetteer

    index = open_gazetteer().index
    chance = np.random.default_rng(7)
    towns = np.flatnonzero(index.features_like("P", None)[index.feature])
    mains = pa.array(list(dict.fromkeys(_plain(index.name(row)) for row in towns.tolist())))
    spelt = [name for row in towns[:40_000].tolist() for name in index.names_of(row)[1:]]
    others = pa.array([_plain(name) for name in spelt])
    words = pa.array(sorted({word for name in mains.to_pylist() for word in name.split()}))
    codes = [index.parents.of(int(row)) for row in towns.tolist()]
    own = [index.code(next(filter(lambda r: r >= 0, reversed(c)), 0)).split(".") for c in codes]
    country, admin1, admin2 = (
        pa.array([code[level] if len(code) > level else "" for code in own]) for level in range(3)
    )
    latitudes, longitudes = index.latitude[towns], index.longitude[towns]
    features = np.array(list(FEATURES))
    odds = np.array(list(FEATURES.values())) / sum(FEATURES.values())
    with path.open("wb") as file:
        for begin in range(0, places, BLOCK):
            size = min(BLOCK, places - begin)
            near = chance.integers(0, len(towns), size)
            names = _names(chance, size, mains, words)
            picked = features[chance.choice(len(features), size, p=odds)]
            kinds = arrow.split_pattern(pa.array(picked), ".")
            population = np.where(
                (chance.random(size) < 0.04) & np.char.startswith(picked, "P."),
                (10 ** chance.normal(3, 0.8, size)).astype(np.int64), 0,
            )  # fmt: skip
            at = pa.array(near)
            none = pa.array([""]).take(pa.array(np.zeros(size, np.int32)))
            columns = [
                pa.array(20_000_000 + begin + np.arange(size)),
                names,
                names,
                _alternates(chance, size, mains, words, others),
                pa.array(np.clip(latitudes[near] + chance.normal(0, 0.4, size), -89, 89).round(5)),
                pa.array(np.clip(longitudes[near] + chance.normal(0, 0.4, size), -179, 179)
                         .round(5)),
                arrow.list_element(kinds, 0), arrow.list_element(kinds, 1),
                country.take(at), none, admin1.take(at), admin2.take(at), none, none,
                pa.array(population), none, pa.array(chance.integers(0, 3000, size)),
                pa.array(["Etc/UTC"]).take(pa.array(np.zeros(size, np.int32))),
                pa.array(["2026-01-01"]).take(pa.array(np.zeros(size, np.int32))),
            ]  # fmt: skip
            table = pa.table(columns, names=[f"c{n}" for n in range(len(columns))])
            form = csv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
            csv.write_csv(table, file, form)


def _plain(name: str) -> str:
    """A name without what parts names and columns."""
    return " ".join(name.replace(",", " ").replace('"', " ").split())


POOL = 4_000_000
"""Names that several places share. The odds fall with the root of the rank: at GeoNames' size the
first has some 2,700 places, where GeoNames has 1,716 towns called San José."""


def _names(chance: Any, size: int, mains: pa.Array, words: pa.Array) -> pa.Array:
    """Two of five are names of the pool, whose first are real; the rest are new pairs of words."""
    rank = (POOL * chance.random(size) ** 2).astype(np.int64)
    real = mains.take(pa.array(rank % len(mains)))
    shared = _pair(words, rank * 7919, rank * 104_729 // 31)
    new = _pair(words, *(len(words) * chance.random(size) ** power for power in (1.5, 1.0)))
    shared = arrow.if_else(pa.array(rank < len(mains)), real, shared)
    return arrow.if_else(pa.array(chance.random(size) < 0.4), shared, new)


def _pair(words: pa.Array, first: Any, second: Any) -> pa.Array:
    """Names of two words by their numbers, which may be any."""
    one, two = (
        words.take(pa.array(numbers.astype(np.int64) % len(words))) for numbers in (first, second)
    )
    return arrow.binary_join_element_wise(one, two, " ")


def _alternates(
    chance: Any, size: int, mains: pa.Array, words: pa.Array, others: pa.Array
) -> pa.Array:
    """Other names: of two of three places none, else two to five, in other scripts too."""
    counts = np.where(chance.random(size) < 0.33, chance.integers(2, 6, size), 0)
    counts = (counts * (NAMES_EACH - 1) / max(counts.mean(), 0.1)).round().astype(np.int64)
    total = int(counts.sum())
    foreign = others.take(pa.array(chance.integers(0, len(others), total)))
    made = _names(chance, total, mains, words)
    every = arrow.if_else(pa.array(chance.random(total) < 0.35), foreign, made)
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
    return arrow.binary_join(pa.ListArray.from_arrays(offsets, every), ",")


# The peers' design


def beside(rates: dict[str, float], names: list[str], wrong: list[str], work: Path) -> None:
    """The same names in SQLite: a table with an index, and FTS5's trigrams for close spellings."""
    from gazetteer import open_gazetteer
    from gazetteer.names import fold, fold_many

    index = open_gazetteer(stack=["scale"]).index
    path = work / "peer.sqlite"
    base = sqlite3.connect(path)
    # As fast as it can be filled: a file that is lost with the machine is made again.
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    began = time.perf_counter()
    base.execute("CREATE TABLE names (folded TEXT, place INTEGER)")
    base.execute("CREATE VIRTUAL TABLE close USING fts5(folded, tokenize='trigram')")
    total, bounds = len(index.names), np.append(index.primary, len(index.names))
    for first in range(0, total, BLOCK):
        numbers = range(first, min(first + BLOCK, total))
        folded = fold_many([index.names[number] for number in numbers])
        rows = (np.searchsorted(bounds, np.array(numbers), side="right") - 1).tolist()
        base.executemany("INSERT INTO names VALUES (?, ?)", zip(folded, rows, strict=True))
        base.executemany("INSERT INTO close VALUES (?)", zip(folded))
    base.execute("CREATE INDEX by_name ON names (folded)")
    base.commit()
    print(f"SQLite: built in {time.perf_counter() - began:,.0f} s, "
          f"{path.stat().st_size / 1e9:.3f} GB", flush=True)  # fmt: skip

    def look_up(name: str) -> object:
        wanted = (fold(name),)
        return base.execute("SELECT place FROM names WHERE folded = ?", wanted).fetchall()

    def close(name: str) -> object:
        key = fold(name)
        parts = {key[at : at + 3] for at in range(len(key) - 2)}
        query = " OR ".join(f'"{part}"' for part in sorted(parts))
        if not query:
            return []
        return base.execute(
            "SELECT folded FROM close WHERE close MATCH ? ORDER BY rank LIMIT 20", (query,)
        ).fetchall()

    for what, run, items in (
        ("look-ups one by one", look_up, names), ("close spellings", close, wrong)
    ):  # fmt: skip
        theirs = rate(items, run)
        print(f"SQLite, {what}: {theirs:,.0f} a second; Dateline is {rates[what] / theirs:,.1f} "
              "times as fast", flush=True)  # fmt: skip
