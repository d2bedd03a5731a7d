"""What a user has set for all runs: which gazetteers are stacked, and where they are kept.

The configuration file is `config.toml`; its setting is `gazetteers = ["villages", "geonames"]`.
"""

import os
import sys
import tomllib
from pathlib import Path

from gazetteer.errors import GazetteerError


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
    path = config_file()
    try:
        with path.open("rb") as file:
            settings = tomllib.load(file)
    except FileNotFoundError:
        return ()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: the settings cannot be read ({error})") from error
    names = settings.get("gazetteers", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise GazetteerError(f'{path}: gazetteers must be a list of names, as ["villages"]')
    return tuple(names)
