"""What a user has set for all runs: gazetteers to stack, their folder, and online geocoders.

The configuration file is `config.toml`; its settings are `gazetteers = ["villages", "geonames"]`
and those of online geocoders, as `[online.nominatim]` with `domain = "nominatim.example.org"`.
"""

import difflib
import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError

_KNOWN = ("gazetteers", "online")


def config_file() -> Path:
    """The user's configuration: DATELINE_CONFIG, or where the platform keeps such files."""
    if chosen := os.environ.get("DATELINE_CONFIG"):
        return Path(chosen).expanduser()
    return _base("XDG_CONFIG_HOME", "~/.config", "APPDATA", "Preferences") / "config.toml"


def gazetteers_folder() -> Path:
    """Where built gazetteers are kept: DATELINE_DATA, or where the platform keeps such files."""
    if chosen := os.environ.get("DATELINE_DATA"):
        return Path(chosen).expanduser() / "gazetteers"
    base = _base("XDG_DATA_HOME", "~/.local/share", "LOCALAPPDATA", "Application Support")
    return base / "gazetteers"


def _base(variable: str, default: str, on_windows: str, on_mac: str) -> Path:
    if sys.platform == "win32":
        base = os.environ.get(on_windows) or "~/AppData/Roaming"
    elif sys.platform == "darwin":
        base = f"~/Library/{on_mac}"
    else:
        base = os.environ.get(variable) or default
    return Path(base).expanduser() / "dateline"


def chosen_gazetteers() -> tuple[str, ...]:
    """The gazetteers to stack: those of DATELINE_GAZETTEERS, else of the configuration file.

    Raises `GazetteerError` where the file can't be read or says something else.
    """
    named = os.environ.get("DATELINE_GAZETTEERS")
    if named is not None:
        return tuple(name.strip() for name in named.split(",") if name.strip())
    path, settings = config_file(), _settings()
    names = settings.get("gazetteers", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise GazetteerError(f'{path}: gazetteers must be a list of names, as ["villages"]')
    return tuple(names)


def online_settings(geocoder: str) -> dict[str, Any]:
    """What the configuration file says of an online geocoder, under `[online.GEOCODER]`.

    Raises `GazetteerError` where the file can't be read or says something else.
    """
    every = _settings().get("online", {})
    own = every.get(geocoder, {}) if isinstance(every, dict) else None
    if not isinstance(own, dict):
        raise GazetteerError(
            f"{config_file()}: the settings of an online geocoder stand under [online.{geocoder}]"
        )
    return own


def doubts() -> list[str]:
    """What in the configuration has no effect: a file that is not there, keys that nothing reads.

    Raises `GazetteerError` where the file can't be read.
    """
    path = config_file()
    if os.environ.get("DATELINE_CONFIG") and not path.exists():
        return [f"{path}: DATELINE_CONFIG names this file, but it is not there; nothing is set"]
    settings = _settings()
    unknown = [(key, _nearest(key, _KNOWN)) for key in settings if key not in _KNOWN]
    online = settings.get("online")
    if isinstance(online, dict):
        from geopy.geocoders import SERVICE_TO_GEOCODER as GEOCODERS

        unknown += [
            (f"online.{name}", _nearest(name, list(GEOCODERS), "online."))
            for name in online
            if name not in GEOCODERS
        ]
    return [f"{path}: {key!r} is no setting, and has no effect; {hint}" for key, hint in unknown]


def _nearest(key: str, known: Sequence[str], section: str = "") -> str:
    if near := difflib.get_close_matches(key.lower(), known, n=1):
        return f"did you mean {section + near[0]!r}?"
    return f"there are {', '.join(section + each for each in known)}"


def _settings() -> dict[str, Any]:
    path = config_file()
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: the settings cannot be read ({error})") from error
