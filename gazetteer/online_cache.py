"""What online geocoders answered, kept on disk for all processes, and whose turn it is to ask.

One SQLite file in the cache folder. Answers are JSON; that there was none is kept too.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError

FILE = "online.sqlite3"
_BUSY_SECONDS = 30.0
_LONGEST_QUEUE = 120.0
"""Seconds that a turn may lie ahead; one further off was left by a clock that was wrong."""
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (service TEXT, query TEXT, day TEXT, answer TEXT,
                                    PRIMARY KEY (service, query)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, next REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS troubles (service TEXT PRIMARY KEY, time REAL, reason TEXT)
    WITHOUT ROWID;
"""


class OnlineCache:
    """The file of answers in a folder; threads and processes may share it.

    Its methods raise `GazetteerError` where the file can't be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        with self._open() as base:
            base.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # Opened anew each time: a connection may cross neither a fork nor threads.
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as base, base:
                yield base
        except (OSError, sqlite3.Error) as error:
            raise GazetteerError(
                f"{self.path}: cannot keep the answers of online geocoders here ({error}); remove "
                "the file, or set DATELINE_CACHE to a folder that can be written"
            ) from error

    def get(self, service: str, query: str) -> list[Any] | None:
        """The answers to a query, empty where there were none; None where it was not asked."""
        wanted = "SELECT answer FROM answers WHERE service = ? AND query = ?"
        with self._open() as base:
            row = base.execute(wanted, (service, query)).fetchone()
        try:
            answer = json.loads(row[0]) if row else None
        except (TypeError, ValueError):
            return None  # it is asked again
        return answer if isinstance(answer, list) else None

    def put(self, service: str, query: str, answer: list[Any]) -> None:
        """Keep the answers to a query."""
        row = (service, query, time.strftime("%Y-%m-%d", time.gmtime()), json.dumps(answer))
        with self._open() as base:
            base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def turn(self, service: str, seconds: float) -> float:
        """Take the next turn at a service, `seconds` after the one before; gives when it is.

        Times are those of `time.time`.
        """
        with self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            row = base.execute("SELECT next FROM turns WHERE service = ?", (service,)).fetchone()
            now = time.time()
            mine = max(now, row[0]) if row and row[0] < now + _LONGEST_QUEUE else now
            base.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (service, mine + seconds))
        return mine

    def tell_trouble(self, service: str, reason: str) -> None:
        """Write down why a service could not be asked just now."""
        with self._open() as base:
            row = (service, time.time(), reason)
            base.execute("INSERT OR REPLACE INTO troubles VALUES (?, ?, ?)", row)

    def trouble(self, service: str, since: float) -> str | None:
        """Why a service could not be asked since a time of `time.time`, by any process."""
        wanted = "SELECT reason FROM troubles WHERE service = ? AND time >= ?"
        with self._open() as base:
            row = base.execute(wanted, (service, since)).fetchone()
        return str(row[0]) if row else None
