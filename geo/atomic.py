"""Writing files so that nobody ever sees half of one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import WriteError


def check_target(path: str | Path) -> None:
    """Raise `WriteError` where a file can't be written because of the folder it should stand in."""
    path = Path(path)
    if not path.parent.is_dir():
        raise WriteError(f"can't write {path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise WriteError(f"can't write {path}: it is a folder; name a file in it")
    if not os.access(path.parent, os.W_OK):
        raise WriteError(f"can't write {path}: the folder {path.parent} may not be written to")


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a path to write to, in the same folder and of the same ending, and move it to `path`.

    A link is followed, an existing file keeps its permissions, and into what is no file (a pipe, a
    device) the outcome is copied. Nothing is left behind when the block fails. Raises `WriteError`
    for what the system refuses.
    """
    path = Path(os.path.realpath(path))
    check_target(path)
    try:
        if path.exists() and not path.is_file():
            with tempfile.TemporaryDirectory() as elsewhere:
                draft = Path(elsewhere) / path.name
                yield draft
                with draft.open("rb") as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
            return
        folder = tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            draft = Path(folder) / path.name
            yield draft
            if path.exists():
                shutil.copymode(path, draft)
            os.replace(draft, path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(f"can't write {path}: {error.strerror or error}") from error
