"""What asks a run to end before its time, so that it cleans up and says what there is of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, `kill`, and a terminal that is closed; not every system has all."""

NOTHING = "no file was written"


class Stopped(BaseException):
    """A signal has asked the run to end; `except Exception` does not keep it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number
        """What a shell gives as the exit status of a program that a signal has ended."""
        self.account = NOTHING
        """What there is of the run."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Within the block the first signal to end raises `Stopped`; a second one ends at once.

    Signals that are ignored, as under nohup, stay so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    ours = {n: h for n, h in before.items() if h in (signal.SIG_DFL, signal.default_int_handler)}
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)
