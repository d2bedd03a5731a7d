"""The finer type that the means of an act or the cause of harm tells: "a mine killed"."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from geo.language.arguments import subjects
from geo.language.text import Analysis, Token
from geo.records import Trigger
from geo.triggers.lexicon import Reading, names_storm

_BY_AIR_TOO = frozenset({"bombing", "raid", "shelling"})
"""What aircraft may do, and others more often."""
_OF_MEN = frozenset(
    "bicycle bike car female girl lone lorry male motorbike motorcycle roadside suicide teenage "
    "truck vehicle woman young".split()
)
"""What stands before a bomber who is a man or woman."""
_OF_AIRCRAFT = frozenset(
    "air airforce army b-1 b-2 b-52 enemy force government heavy jet light long-range military "
    "navy nuclear regime stealth strategic supersonic tactical".split()
)
"""What stands before one that is an aircraft, beside whose it is."""

_NAMING = frozenset({"ADJ", "NOUN", "PROPN"})


def with_means(read: Reading, index: int, trigger: Trigger) -> Trigger:
    """The trigger with the sub type that its means tells: what aircraft bomb, shell or raid they
    strike from the air, and who blows himself up does not."""
    done = trigger.sub_type in (None, "airstrike", "bombing")
    if done and trigger.event_type == "ASSAULT" and (told := _by_bomber(read, index)):
        return replace(trigger, sub_type=told)
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
    around = _around(read.analysis, index)
    storms = [c for i in around for c in read.analysis.children[i]]
    named = [tokens[c].text.lower() for c in storms if names_storm(read.analysis, tokens[c])]
    means = _means().get(event_type, {})
    told = [*(tokens[i].lemma for i in around), *named]
    return next((means[word] for word in told if word in means), None)


def _around(analysis: Analysis, index: int) -> list[int]:
    """What does it, or by, from, in or with what it is done."""
    tokens = analysis.tokens
    around = subjects(analysis, index)
    for child in analysis.children[index]:
        if tokens[child].dep == "prep" and tokens[child].lemma in {"by", "from", "in", "with"}:
            around += [c for c in analysis.children[child] if tokens[c].dep == "pobj"]
    return around


def _by_bomber(read: Reading, index: int) -> str | None:
    """The sub type of what a bomber does who is no aircraft."""
    tokens = read.analysis.tokens
    for bomber in (tokens[i] for i in _around(read.analysis, index) if tokens[i].lemma == "bomber"):
        before = _words_before(read.analysis, bomber)
        if _is_man(bomber, before):
            return "suicide attack" if any(t.lemma == "suicide" for t in before) else "bombing"
    return None


def _words_before(analysis: Analysis, noun: Token) -> list[Token]:
    return [analysis.tokens[i] for i in analysis.subtree(noun.index) if i < noun.index]


def _is_man(bomber: Token, before: Iterable[Token]) -> bool:
    """Whether a bomber is a man or woman: by what stands before the word, else where there is one
    of whom nothing is said: "the bomber struck at dawn", but "bombers struck the port", "a
    Russian bomber", "a Tu-22 bomber"."""
    said = {word.text.lower() for word in before}
    if not said.isdisjoint(_OF_MEN):
        return True
    whose = any(word.text[:1].isupper() and word.pos in _NAMING for word in before)
    return bomber.tag == "NN" and not whose and said.isdisjoint(_OF_AIRCRAFT)


@cache
def _means() -> Mapping[str, Mapping[str, str]]:
    """For a type of event the nouns of means and causes, each with the sub type that it tells."""
    text = (files("geo") / "data" / "ontology.toml").read_text(encoding="utf-8")
    return {
        name: {word: sub_type for sub_type, words in table.items() for word in words}
        for name, table in tomllib.loads(text)["means"].items()
    }
