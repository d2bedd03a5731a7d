"""What the command line says to people: on stderr, in plain text, with progress on a terminal."""

import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from maps.cli.stopping import NOTHING, Stopped

_UNPRINTABLE = re.compile(
    # C0 and C1 control characters drive terminals; the others turn the direction of what follows.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_INTERVAL = 0.2
_PLAIN_INTERVAL = 30.0
"""Seconds between lines that tell how far a run is, on a terminal and in a log."""


def plain(text: object) -> str:
    """Text of a report made safe to print: one line, no control characters, none of their power."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(str(text).split()))


def counted(number: int, noun: str) -> str:
    """ "1 place", "1,200 places"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Voice:
    """Speaks on stderr; on a terminal the last line tells how far a long run has come, elsewhere a
    line now and then does."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = ""
        self._next = 0.0 if self._live else time.monotonic() + _PLAIN_INTERVAL
        self.if_stopped: Callable[[], str] = lambda: NOTHING
        """What there is of a run that is asked to end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()
        if isinstance(error, Stopped):
            error.account = self.if_stopped()

    def say(self, text: object) -> None:
        """Print one line."""
        self._clear()
        print(plain(text), file=sys.stderr)

    def progress(self, text: str) -> None:
        """Show how far the run is: a few times a second at most, in a log twice a minute."""
        if time.monotonic() < self._next:
            return
        if not self._live:
            self.say(text)
            self._next = time.monotonic() + _PLAIN_INTERVAL
            return
        self._clear()
        self._shown = plain(text)[:79]
        self._next = time.monotonic() + _INTERVAL
        print(self._shown, end="", file=sys.stderr, flush=True)

    def step(self, name: str, share: float) -> None:
        """Progress of building the gazetteer's index, which a share of 1 ends."""
        if share == 0.0:
            self.say(
                "building the gazetteer's index (once; half a minute, more for large ones) ..."
            )
        self.progress(f"{name}: {share:.0%}")

    def _clear(self) -> None:
        if self._shown:
            print("\r" + " " * len(self._shown) + "\r", end="", file=sys.stderr, flush=True)
            self._shown = ""


def print_table(heading: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on stdout: drawn on a terminal, else with tabs, for other programs to read."""
    cells = [["" if cell is None else plain(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [list(heading), *cells]:
            print("\t".join(line))
        return
    # Imported here: --help must not wait for it.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heading, box=None, pad_edge=False)
    for line in cells:
        table.add_row(*map(Text, line))
    Console(markup=False, highlight=False).print(table)


def quiet_libraries() -> None:
    """Keep what libraries log and warn of off the terminal, unless Python is told otherwise."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
