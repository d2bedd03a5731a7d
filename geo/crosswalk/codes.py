"""The codes that other tables of events use for types, countries and kinds of actors."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from geo.actors.roles import role_of

_FOLDER = "data", "crosswalk"
_ID_BITS = 52
"""Whole numbers up to 2^53 survive a program that holds them as floating-point numbers."""


@dataclass(frozen=True, slots=True)
class TypeCodes:
    """What a type, or a finer type, of Dateline's is called elsewhere; None where it is nothing."""

    cameo: str | None
    polecat: str | None
    """POLECAT's event type and mode, as "ASSAULT: abduct", where there is a mode."""
    acled: str | None
    """ACLED's event type and sub-event type, as "Battles: Armed clash"."""
    acled_of_civilians: str | None
    """The same where it was done to civilians, if that is another."""


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """The codes of a country; None where it has none."""

    iso_numeric: int | None
    fips: str | None
    """FIPS 10-4, which is not ISO 3166: GM is Germany there, and the Gambia here."""


def type_codes(event_type: str | None, sub_type: str | None) -> TypeCodes | None:
    """The codes of the finer type where it is known, else of the type; None for an unknown type."""
    codes = _types()
    return codes.get((event_type or "", sub_type or "")) or codes.get((event_type or "", ""))


def country_codes(iso3: str | None) -> CountryCodes:
    """The codes of a country by its ISO 3166-1 alpha-3 code."""
    return _countries().get(iso3 or "", CountryCodes(None, None))


def iso3(iso2: str | None) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country by its alpha-2 code."""
    return _by_alpha_2().get(iso2 or "")


_KINDS = {
    "state": frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "JUD"}),
    "armed": frozenset({"REB", "UAF", "CRM"}),
    "civilians": frozenset({"CVL", "REF", "MED", "EDU", "HLH", "REL", "LAB", "AGR", "NGO", "BUS"}),
}
"""By roles of PLOVER; parties, opponents and bodies of several states are neither."""
_CROWDS = {"protest": "protesters", "demonstrat": "protesters", "marcher": "protesters",
           "riot": "rioters", "mob": "rioters"}  # fmt: skip
"""How words begin that name a crowd by what it does."""


def actor_kind(name: str | None) -> str | None:
    """The kind of an actor by its name: state, armed, protesters, rioters, civilians.

    Of several actors joined by ";" the first that tells counts. None where no word does: most
    proper names.
    """
    for actor in (name or "").split(";"):
        role = role_of(actor)
        crowd = _crowd(actor) if role in {"CVL", "CRM"} else None
        if role == "CVL" and "armed" in actor.casefold().split():
            return "armed"
        kind = crowd or next((kind for kind, roles in _KINDS.items() if role in roles), None)
        if kind is not None:
            return kind
    return None


def _crowd(actor: str) -> str | None:
    """What the last word that names a crowd by its doing calls it."""
    words = reversed(actor.casefold().split())
    kinds = (kind for word in words for stem, kind in _CROWDS.items() if word.startswith(stem))
    return next(kinds, None)


def numeric_id(event_id: str) -> int:
    """A whole number from an event's id, for tables whose ids are numbers."""
    digest = hashlib.sha256(event_id.encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _ID_BITS)


@cache
def _types() -> Mapping[tuple[str, str], TypeCodes]:
    return {
        (row["event_type"], row["sub_event_type"]): TypeCodes(
            row["cameo"] or None,
            row["polecat"] or None,
            row["acled"] or None,
            row["acled_of_civilians"] or None,
        )
        for row in _rows("types.csv")
    }


@cache
def _countries() -> Mapping[str, CountryCodes]:
    return {
        row["iso3"]: CountryCodes(int(row["iso_numeric"] or 0) or None, row["fips"] or None)
        for row in _rows("countries.csv")
    }


@cache
def _by_alpha_2() -> Mapping[str, str]:
    return {row["iso2"]: row["iso3"] for row in _rows("countries.csv")}


def _rows(name: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return files("geo").joinpath(*_FOLDER, name).read_text(encoding="utf-8")
