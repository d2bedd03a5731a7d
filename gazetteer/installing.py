"""An index that is there: opened, and first built where it is not, atomically.

It is built beside its place, then renamed. What builds is loaded only then.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.cache import exclusive
from gazetteer.errors import GazetteerError, ScarceError
from gazetteer.index import Index
from gazetteer.region_tables import RegionRow

if TYPE_CHECKING:
    from gazetteer.columns import Layer

Shape = tuple[str, bytes, bool]
"""The id of a place, its polygon as WKB, and whether that is a guess."""
Progress = Callable[[str, float], None]
"""Called with what is being done and how much of the whole is done, from 0 to 1."""
Sources = tuple["Sequence[Layer]", Iterable[RegionRow], Iterable[Shape]]
"""Layers of places, the first before the others; regions; and polygons of the bundled world."""


def ensure_index(
    target: Path,
    make: Callable[[], Sources],
    about: dict[str, Any],
    progress: Progress | None = None,
) -> Index:
    """Open the index at `target`, first building it where it is missing or damaged.

    Two processes that come at once wait for one another; a build that was killed leaves nothing
    that counts.
    """
    try:
        return Index.open(target)
    except ScarceError:
        raise  # another index would be as hard to open
    except GazetteerError:
        pass
    with exclusive(target.parent / f"{target.name}.lock"):
        try:
            return Index.open(target)
        except GazetteerError:
            shutil.rmtree(target, ignore_errors=True)
        for leftover in target.parent.glob(f"{target.name}.building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{target.name}.building-", dir=target.parent))
        try:
            from gazetteer.build import write_index

            with _without_collector():
                write_index(beside, *make(), about, progress)
            os.replace(beside, target)
        except (OSError, RuntimeError) as error:  # the latter from the library of tries
            reason = getattr(error, "strerror", None) or error
            raise GazetteerError(
                f"{target}: cannot write the gazetteer's index ({reason}); free some space or set "
                "DATELINE_CACHE to a folder that can be written"
            ) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return Index.open(target)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let Python look for no cycles among millions of short-lived records, of which none is one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
