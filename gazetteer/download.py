"""The dump of GeoNames, fetched: resumed after a break, checked, and kept in the cache."""

import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gazetteer.cache import cache_folder, exclusive
from gazetteer.errors import GazetteerError

DUMP = "https://download.geonames.org/export/dump/"
TABLES = ("admin1CodesASCII.txt", "admin2Codes.txt", "countryInfo.txt", "hierarchy.zip",
          "featureCodes_en.txt")  # fmt: skip
TRIES = 5
"""How often a file that breaks off is taken up again."""
_TIMEOUT = 30
_PIECE = 1 << 18
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Told = Callable[[str], None]
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Remote:
    """A file of the dump as the server tells of it."""

    name: str
    url: str
    size: int
    """In bytes."""
    stamp: str
    """What changes when the file does: its entity tag, or the day that it was changed."""


def fetch_dump(
    countries: Iterable[str], tell: Told, progress: Progress | None = None, base: str = DUMP
) -> Path:
    """The folder with the dump of these countries, or of all, after what is missing was fetched.

    How large that is is told first. Raises `GazetteerError` where the server can't be reached, or
    what it sends is damaged; what was fetched so far is kept, and taken up again the next time.
    """
    codes = sorted(countries)
    wanted = [f"{code}.zip" for code in codes] or ["allCountries.zip"]
    wanted += [f"alternatenames/{code}.zip" for code in codes] or ["alternateNamesV2.zip"]
    folder = cache_folder() / "geonames" / ("-".join(codes) or "all")
    with exclusive(folder / "lock"):
        remotes = [_ask(base, name) for name in (*wanted, *TABLES)]
        missing = [remote for remote in remotes if not _is_whole(folder, remote)]
        left = sum(remote.size - _begun(folder, remote) for remote in missing)
        if missing:
            tell(
                f"fetching {len(missing)} files of GeoNames from {base}: {left / 1e6:,.1f} MB, "
                f"kept in {folder}"
            )
        done = 0
        for remote in missing:
            start = done

            def report(read: int, start: int = start, name: str = remote.name) -> None:
                if progress is not None:
                    progress(f"fetching {name}", (start + read) / max(left, 1))

            done += _fetch(folder, remote, report)
    return folder


def _ask(base: str, name: str) -> Remote:
    url = base + name
    try:
        with _open(url, method="HEAD") as answer:
            size = int(answer.headers["Content-Length"])
            stamp = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
    except (OSError, ValueError, TypeError) as error:
        raise _unreachable(url, error) from error
    return Remote(name, url, size, f"{stamp} {size}")


def _fetch(folder: Path, remote: Remote, report: Callable[[int], None]) -> int:
    """Fetch what is missing of a file, and give how many bytes that was."""
    target, part = folder / remote.name, folder / f"{remote.name}.part"
    target.parent.mkdir(parents=True, exist_ok=True)
    begun = _begun(folder, remote)
    if not begun:
        part.unlink(missing_ok=True)
    stamp = part.with_suffix(".stamp")
    stamp.write_text(remote.stamp, encoding="utf-8")
    problem: Exception | None = None
    for _ in range(TRIES):
        try:
            _append(part, remote, lambda size: report(size - begun))
        except (OSError, EOFError) as error:
            problem = error
        if part.exists() and part.stat().st_size == remote.size:
            break
    else:
        raise _unreachable(remote.url, problem or EOFError("it broke off"))
    _check(part, remote)
    part.replace(target)
    stamp.replace(target.with_name(f"{target.name}.stamp"))
    return remote.size - begun


def _append(part: Path, remote: Remote, report: Callable[[int], None]) -> None:
    """Read on from where a file broke off."""
    with part.open("ab") as file:
        begun = file.tell()
        if begun >= remote.size:
            return
        headers = {"Range": f"bytes={begun}-"} if begun else {}
        with _open(remote.url, headers=headers) as answer:
            if begun and answer.status != 206:
                file.truncate(0)  # the server sends the whole
                begun = 0
            while piece := answer.read(_PIECE):
                file.write(piece)
                begun += len(piece)
                if begun > remote.size:
                    file.truncate(0)
                    raise EOFError("it is larger than the server said")
                report(begun)


def _check(part: Path, remote: Remote) -> None:
    """Read a zip through; a damaged one is removed."""
    if not remote.name.endswith(".zip"):
        return
    try:
        with zipfile.ZipFile(part) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, OSError):
        damaged = remote.name
    if damaged is not None:
        part.unlink()
        raise GazetteerError(f"{remote.url}: the zip came damaged; try again")


def _is_whole(folder: Path, remote: Remote) -> bool:
    path = folder / remote.name
    stamp = path.with_name(f"{path.name}.stamp")
    return (
        path.is_file()
        and stamp.is_file()
        and path.stat().st_size == remote.size
        and stamp.read_text(encoding="utf-8") == remote.stamp
    )


def _begun(folder: Path, remote: Remote) -> int:
    """How many bytes of this very file are there already."""
    part = folder / f"{remote.name}.part"
    stamp = part.with_suffix(".stamp")
    if part.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == remote.stamp:
        return min(part.stat().st_size, remote.size)
    return 0


def _open(url: str, method: str = "GET", headers: dict[str, str] | None = None) -> Any:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise GazetteerError(f"{url}: only https is fetched")
    agent = {"User-Agent": f"dateline/{version('dateline')}"}
    request = urllib.request.Request(url, headers={**agent, **(headers or {})}, method=method)
    return urllib.request.urlopen(request, timeout=_TIMEOUT)


def _unreachable(url: str, error: Exception) -> GazetteerError:
    reason = getattr(error, "reason", None) or error
    return GazetteerError(
        f"{url}: cannot be fetched ({reason}); try again, or give a folder by --from"
    )
