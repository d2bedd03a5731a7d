"""Whether the three packages that are imported are Dateline's own."""

import base64
import hashlib
from importlib import metadata, util
from pathlib import Path

from gazetteer.errors import DatelineError

PACKAGES = ("gazetteer", "geo", "maps")
"""Common words, which other distributions use too (python-gazetteer installs a `gazetteer`)."""


class InstallationError(DatelineError):
    """Another distribution's package stands where one of Dateline's should."""


def check_packages() -> None:
    """Raise `InstallationError` where a package is another distribution's.

    Two things happen: another package comes first on the path, or one was installed over ours, so
    that files of both lie in one folder.
    """
    home = Path(__file__).parent.parent
    for name in PACKAGES:
        spec = util.find_spec(name)
        found = Path(spec.origin) if spec and spec.origin else None
        if found is None or found.parent.parent != home or _overwritten(found):
            raise InstallationError(_remedy(name, found))


def _overwritten(module: Path) -> bool:
    """Whether a file is not the one that was installed, as far as pip's records tell."""
    try:
        files = metadata.distribution("dateline").files or []
    except metadata.PackageNotFoundError:
        return False
    name = f"{module.parent.name}/{module.name}"
    for file in files:
        if str(file) == name and file.hash is not None and file.hash.mode == "sha256":
            digest = hashlib.sha256(module.read_bytes()).digest()
            return file.hash.value != base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return False


def _remedy(name: str, found: Path | None) -> str:
    others = [d for d in metadata.packages_distributions().get(name, []) if d != "dateline"]
    if others:
        return (
            f"the package {name!r} is that of {others[0]}: run 'pip uninstall {others[0]}' and "
            "'pip install --force-reinstall --no-deps dateline'"
        )
    place = found.parent if found else "nowhere"
    return f"the package {name!r} found in {place} is not Dateline's: rename or remove it"
