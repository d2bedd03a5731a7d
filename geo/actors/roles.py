"""What role an actor has, and of which country it is: a government, an army, rebels, civilians.

Roles are PLOVER's sectors: GOV government, LEG legislature, MIL military, COP police, SPY
intelligence, JUD judiciary, REB rebels, UAF armed people of no known side, CRM criminals, OPP
opposition, PTY parties, ELI former holders of power, MED media, EDU education, HLH health, REL
religion, BUS business, LAB labour, AGR farmers, NGO, IGO bodies of several states, REF displaced
people, CVL civilians. The words that tell them stand in `data/actors.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from geo.records import Actor, ResolvedToponym

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_COMPLEMENT = re.compile(
    r"\b(?:of|from|in|at|with|who|which|that|near|for|to|on|against|fleeing)\b|,", re.IGNORECASE
)
"""What begins the part of a name that tells more of its head and is none itself."""
_SEAT = "PPLC"
"""GeoNames' capital of a country: named as one who acts it is the government."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: Mapping[str, str]
    """Role by one or two words, folded."""
    before: Mapping[str, str]
    names: "re.Pattern[str]"
    known: Mapping[str, tuple[str, str | None]]
    """Role and country code by folded name."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A name in `data/actors.toml` within another text."""

    role: str
    country_code: str | None
    ends: bool
    """The text ends with it: it is the head, as in "the UN Security Council"."""


def role_of(text: str) -> str | None:
    """The role that the words of an actor's name tell; None where they tell none.

    What its head does not tell its complement may: "members of the parliament".
    """
    for part in (_own(text), text):
        name = _known(part)
        if name is not None and name.ends:
            return name.role
        role = _role_by_words(part) or (name.role if name else None)
        if role == "MIL" and name is not None and name.role in _ARMED:
            return name.role  # "RSF artillery", "Wagner troops"
        if role is not None:
            return role
    return None


def role_of_head(text: str) -> str | None:
    """The role that an actor's own words tell, without what stands behind a preposition: that of
    "soldiers of the army" and "a police post", and none of "the gate of the barracks"."""
    own = _own(text)
    name = _known(own)
    return name.role if name is not None and name.ends else _role_by_words(own)


def acts_for_a_country(actor: Actor) -> bool:
    """Whether it is a body or holder of office of a whole country, or of several: the president,
    but no mayor."""
    return actor.role in _NATIONAL and not speaks_locally(actor)


def speaks_locally(actor: Actor) -> bool:
    """Whether its words tell of a town or province: a mayor, the district council."""
    return not _LOCAL.isdisjoint(_folded(word) for word in _WORD.findall(actor.text))


_NATIONAL = frozenset("ELI GOV IGO JUD LEG MED MIL NGO OPP PTY REB SPY".split())
_LOCAL = frozenset(
    "city council district governor governorate local mayor municipal municipality officer "
    "officers prefect provincial regional secretary state town village".split()
)


def with_roles(actors: Iterable[Actor], toponyms: Iterable[ResolvedToponym]) -> tuple[Actor, ...]:
    """The actors with their roles, and with the country of what they are known as or of the first
    place name within them that has one."""
    placed = [t for t in toponyms if t.place is not None and t.place.country_code]
    return tuple(_with_role(actor, placed) for actor in actors)


def _with_role(actor: Actor, placed: Iterable[ResolvedToponym]) -> Actor:
    name = _known(_own(actor.text))
    role = role_of(actor.text)
    country = name.country_code if name else None
    within = [
        t for t in placed if actor.span[0] <= t.toponym.start and t.toponym.end <= actor.span[1]
    ]
    if within:
        first = within[0]
        assert first.place is not None
        country = country or first.place.country_code
        role = role or _role_of_name(actor, first)
    return replace(actor, role=role, country_code=country)


def _role_of_name(actor: Actor, name: ResolvedToponym) -> str | None:
    """Of an actor who is nothing but a place name: a people, or the government in its seat."""
    is_head = name.toponym.end == actor.span[1]
    if name.place is not None and name.toponym.text == name.place.name:
        is_head = False  # "Germany", which the reader takes for the modifier that it mostly is
    if is_head and name.toponym.kind in {"demonym", "modifier"}:
        return "CVL"
    alone = _WORD.findall(actor.text) == _WORD.findall(name.toponym.text)
    seat = name.place is not None and name.place.feature_code == _SEAT
    return "GOV" if alone and seat else None


_ARMED = frozenset({"CRM", "REB", "UAF"})
"""Roles of those who have troops and arms, and are of no state's army."""


def _known(text: str) -> _Known | None:
    """The last known name in a text."""
    lexicon = _lexicon()
    found = list(lexicon.names.finditer(text))
    if not found:
        return None
    role, country_code = lexicon.known[_folded(found[-1].group())]
    return _Known(role, country_code, found[-1].end() == len(text.rstrip()))


def _role_by_words(text: str) -> str | None:
    lexicon = _lexicon()
    words = [_folded(word) for word in _WORD.findall(text)]
    for last in range(len(words) - 1, -1, -1):
        role = lexicon.words.get("_".join(words[last - 1 : last + 1])) if last else None
        role = role or lexicon.words.get(words[last])
        if role is not None:
            told = [lexicon.before[word] for word in words[:last] if word in lexicon.before]
            return told[0] if told and role in _GENERAL else role
    told = [lexicon.before[word] for word in words if word in lexicon.before]
    return told[0] if told else None


_GENERAL = frozenset({"GOV", "MIL", "PTY", "CVL", "REB"})
"""Roles of heads that say little by themselves: forces, officials, leaders, people, fighters."""


def _own(text: str) -> str:
    """An actor's words without what is told of them after a preposition."""
    head = _COMPLEMENT.split(text, maxsplit=1)[0]
    return head if _WORD.search(head) else text


def _folded(text: str) -> str:
    return text.casefold().replace("\u2019", "'").removesuffix("'s")


@cache
def _lexicon() -> _Lexicon:
    table = tomllib.loads(files("geo").joinpath("data", "actors.toml").read_text(encoding="utf-8"))
    known = {}
    for name, told in table["names"].items():
        role, *country = told.split()
        known[_folded(name)] = (role, country[0] if country else None)
    longest = sorted(table["names"], key=len, reverse=True)
    return _Lexicon(
        _by_word(table["words"]),
        _by_word(table["before"]),
        # Short forms of capitals are no names in small letters ("who", "is").
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"),
        known,
    )


def _by_word(lists: Mapping[str, str]) -> dict[str, str]:
    return {_folded(word): role for role, words in lists.items() for word in words.split()}
