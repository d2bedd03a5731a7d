"""Built gazetteers over the bundled world, as one index that is made once and kept in the cache."""

import hashlib
import json
import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from gazetteer import sources
from gazetteer.cache import cache_folder
from gazetteer.errors import GazetteerError
from gazetteer.index import Index
from gazetteer.installing import Progress, Sources, ensure_index
from gazetteer.layout import FORMAT_VERSION
from gazetteer.shelf import Kept, kept

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

State = Literal["whole", "missing", "damaged"]
"""Of an index; one that is missing is built when it is first used."""


def open_index(names: Sequence[str], progress: Progress | None = None) -> Index:
    """The index of these gazetteers, the first before the others, over the bundled world.

    Raises `GazetteerError` where one is missing or damaged, or the index can't be written.
    """
    wanted = tuple(dict.fromkeys(name for name in names if name != sources.BUNDLED))
    while True:
        members = [kept(name) for name in wanted]
        try:
            return index_of(members, progress)
        except GazetteerError:
            # One of them was built anew meanwhile.
            if [kept(name).digest for name in wanted] == [one.digest for one in members]:
                raise


def index_of(members: Sequence[Kept], progress: Progress | None = None) -> Index:
    """The index of gazetteers over the bundled world, made if it is not there."""
    target = index_folder(members)

    def make() -> Sources:
        # Imported here: opening an index does without Arrow.
        from gazetteer.columns import layer_in

        log.info("building the gazetteer's index in %s", target)
        layers = [layer_in(one.places, one.name, own=one.own) for one in members]
        world, regions, shapes = bundled()
        return [*layers, *world], regions, shapes

    return ensure_index(target, make, _about(members), progress)


def bundled() -> Sources:
    """The bundled world: the lowest layer of every stack, with its regions and polygons."""
    from gazetteer.columns import layer_of

    data = sources.data_folder()
    world = layer_of(sources.read_entries(data), sources.BUNDLED)
    return [world], sources.read_regions(data), sources.read_shapes(data)


def state_of(members: Sequence[Kept]) -> State:
    """How the index of gazetteers is, read through and held to its checksums; changes nothing."""
    folder = index_folder(members)
    try:
        Index.open(folder, thorough=True)
    except GazetteerError:
        return "damaged" if folder.exists() else "missing"
    return "whole"


def megabytes(members: Sequence[Kept]) -> float | None:
    """How large the index of gazetteers is in MB, None where it is not built."""
    folder = index_folder(members)
    files = [path.stat().st_size for path in folder.iterdir()] if folder.is_dir() else []
    return round(sum(files) / 1e6, 1) if files else None


def stacks() -> list[tuple[str, ...]]:
    """The stacks of several gazetteers that have an index, by name."""
    found = set()
    for path in cache_folder().glob("gazetteer-*/manifest.json"):
        with suppress(OSError, ValueError, AttributeError):
            found.add(tuple(json.loads(path.read_bytes()).get("stack", {})))
    return sorted(names for names in found if len(names) > 1)


def rebuild(members: Sequence[Kept], progress: Progress | None = None) -> None:
    """Build the index of gazetteers again in place of what is there."""
    shutil.rmtree(index_folder(members), ignore_errors=True)
    index_of(members, progress)


def index_folder(members: Sequence[Kept]) -> Path:
    """Where the index of a stack is: a folder by what it is made of."""
    digest = sources.digest(sources.data_folder())
    if members:
        total = hashlib.sha256(digest.encode())
        for one in members:
            thanks = one.about.get("attribution")
            total.update(f"\n{one.name} {one.digest} {one.own} {thanks}".encode())
        digest = total.hexdigest()
    return cache_folder() / f"gazetteer-{FORMAT_VERSION}-{digest[:16]}"


def _about(members: Sequence[Kept]) -> dict[str, Any]:
    """What an index tells of itself: the bundled world's sources, and what is stacked over it."""
    told = dict(sources.describe(sources.data_folder()))
    if members:
        thanks = [one.about.get("attribution") for one in members]
        told["credits"] = list(dict.fromkeys(filter(None, thanks)))
        told["stack"] = {one.name: one.digest for one in members}
    return told
