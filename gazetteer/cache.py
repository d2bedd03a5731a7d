"""Where indexes are kept on this computer, and one builder at a time."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gazetteer.errors import GazetteerError


def cache_folder() -> Path:
    """The folder for files that can be made again: DATELINE_CACHE, or what the platform uses."""
    if chosen := os.environ.get("DATELINE_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "dateline"


def _unwritten(folder: Path, error: OSError) -> GazetteerError:
    return GazetteerError(
        f"{folder}: cannot write the gazetteer's index here ({error.strerror}); "
        "set DATELINE_CACHE to a folder that can be written"
    )


@contextmanager
def exclusive(
    path: Path, refused: Callable[[Path, OSError], GazetteerError] = _unwritten
) -> Iterator[None]:
    """Hold the lock file `path`; others wait. The system frees it when a process ends or dies.

    Where its folder can't be written raises what `refused` makes of that, by default of the cache.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise refused(path.parent, error) from error
    with file:
        _lock(file.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)
