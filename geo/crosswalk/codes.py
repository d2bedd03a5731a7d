"""The codes that other tables of events use for types, countries and kinds of actors."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = "data", "crosswalk"
_WORD = re.compile(r"[a-z]+")
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


def actor_kind(name: str | None) -> str | None:
    """The kind of an actor by the words of its name: state, armed, protesters, rioters, civilians.

    The last such word counts, which in English is the head ("police station workers"), and of
    several actors joined by ";" the first that tells. None where no word does: most proper names.
    """
    kinds = _actor_words()
    for actor in (name or "").casefold().split(";"):
        own = re.split(r"\b(?:of|from|in|at|with|who|near)\b", actor)[0]
        for word in reversed(_WORD.findall(own)):
            if word in kinds:
                return kinds[word]
    return None


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
def _actor_words() -> Mapping[str, str]:
    kinds = tomllib.loads(_text("actors.toml"))
    return {word: kind for kind, words in kinds.items() for word in words.split()}


def _rows(name: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return files("geo").joinpath(*_FOLDER, name).read_text(encoding="utf-8")
