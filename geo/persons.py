"""The nouns that foremost mean a person (WordNet 3.0, Miller 1995; see DATA.md)."""

from functools import cache
from importlib.resources import files


@cache
def persons() -> frozenset[str]:
    """Lemmas in small letters, read once."""
    text = (files("geo") / "data" / "persons.txt").read_text(encoding="ascii")
    return frozenset(text.split())
