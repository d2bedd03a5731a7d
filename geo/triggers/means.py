"""The finer type that the means of an act or the cause of harm tells: "a mine killed"."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from geo.language.arguments import subjects
from geo.records import Trigger
from geo.triggers.lexicon import Reading, names_storm

_BY_AIR_TOO = frozenset({"bombing", "raid", "shelling"})
"""What aircraft may do, and others more often."""


def with_means(read: Reading, index: int, trigger: Trigger) -> Trigger:
    """The trigger with the sub type that its means tells: what aircraft bomb, shell or raid they
    strike from the air."""
    if trigger.sub_type is not None and trigger.sub_type not in _BY_AIR_TOO:
        return trigger
    told = _by_means(read, index, trigger.event_type)
    if trigger.sub_type is None or told == "airstrike":
        return replace(trigger, sub_type=told or trigger.sub_type)
    return trigger


def _by_means(read: Reading, index: int, event_type: str) -> str | None:
    """The sub type that the means of an act or the cause of harm tells: "a mine killed", "killed
    by shells"."""
    tokens = read.analysis.tokens
    around = subjects(read.analysis, index)
    for child in read.analysis.children[index]:
        if tokens[child].dep == "prep" and tokens[child].lemma in {"by", "from", "in", "with"}:
            around += [c for c in read.analysis.children[child] if tokens[c].dep == "pobj"]
    storms = [c for i in around for c in read.analysis.children[i]]
    named = [tokens[c].text.lower() for c in storms if names_storm(read.analysis, tokens[c])]
    means = _means().get(event_type, {})
    told = [*(tokens[i].lemma for i in around), *named]
    return next((means[word] for word in told if word in means), None)


@cache
def _means() -> Mapping[str, Mapping[str, str]]:
    """For a type of event the nouns of means and causes, each with the sub type that it tells."""
    text = (files("geo") / "data" / "ontology.toml").read_text(encoding="utf-8")
    return {
        name: {word: sub_type for sub_type, words in table.items() for word in words}
        for name, table in tomllib.loads(text)["means"].items()
    }
