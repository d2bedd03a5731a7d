"""How well words are told that tell of events: `python -m benchmarks.triggers`.

On sentences with one marked event word each: how many of the words are event words of the ontology;
how many are triggers, with those that the encoder reads beside it and after several words of one
event are merged into one; and what share of all verbs and nouns are. On news text: the same shares,
and triggers a hundred words. On sentences coded with PLOVER: how often type and quad class of the
surest trigger are right, under the names of today (`plover_names.csv`), and the roles of the
actors, given their names.

The corpora lie beside the repository, in ../shared/eval/corpora; without them it says so and ends.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from geo.actors.roles import role_of
from geo.encoder.triggers import TriggerReader
from geo.event_types import EVENT_TYPES
from geo.language.text import Analysis, SpacyReader
from geo.records import Trigger
from geo.triggers.ontology import event_words, find_triggers
from geo.triggers.unlisted import unlisted

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent.parent / "shared" / "eval" / "corpora"
DOCUMENTS = 60
"""So many documents of each news corpus are read."""


def main() -> int:
    if not CORPORA.is_dir():
        print("triggers: no corpora in ../shared/eval/corpora beside the repository; nothing to do")
        return 0
    reader = SpacyReader()
    marked_words(reader)
    for name in ("lgl", "gwn"):
        texts = [record["text"] for record in records(name)][:DOCUMENTS]
        print(f"{name}, {len(texts)} documents: {shares(reader.read(texts))}")
    plover(reader)
    roles()
    return 0


@cache
def trigger_reader() -> TriggerReader:
    return TriggerReader()


def triggers_of(analysis: Analysis) -> list[Trigger]:
    """The triggers of a text, as `dateline parse` reads them."""
    return find_triggers(analysis, unlisted(analysis.text, analysis, trigger_reader()))


def records(name: str) -> Iterator[dict[str, Any]]:
    with (CORPORA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def marked_words(reader: SpacyReader) -> None:
    """Recall of the marked event words."""
    marked = list(records("event_location"))
    texts = sorted({record["text"] for record in marked})
    analyses = dict(zip(texts, reader.read(texts), strict=True))
    for label, find in (("event words", event_words), ("triggers", triggers_of)):
        found = {text: find(analysis) for text, analysis in analyses.items()}
        missed = Counter(
            record["event"]["text"].lower()
            for record in marked
            if not overlaps(found[record["text"]], record["event"])
        )
        recall = 1 - missed.total() / len(marked)
        print(f"event_location: {recall:.3f} of {len(marked)} marked words are {label}")
        print("    missed most:", ", ".join(f"{w} {n}" for w, n in missed.most_common(25)))
    print(f"event_location: {shares(analyses.values())}")


def overlaps(triggers: Iterable[Trigger], event: dict[str, Any]) -> bool:
    return any(t.start < event["end"] and event["start"] < t.end for t in triggers)


def shares(analyses: Iterable[Analysis]) -> str:
    """How many verbs, nouns and words are triggers."""
    all_of: Counter[str] = Counter()
    triggers: Counter[str] = Counter()
    words = 0
    for analysis in analyses:
        starts = {trigger.start for trigger in triggers_of(analysis)}
        for token in analysis.tokens:
            words += token.text[0].isalnum()
            all_of[token.pos] += 1
            triggers[token.pos] += token.start in starts
    verbs, nouns = (triggers[pos] / all_of[pos] for pos in ("VERB", "NOUN"))
    rate = 100 * triggers.total() / words
    return f"{verbs:.1%} of verbs, {nouns:.1%} of nouns, {rate:.2f} triggers a hundred words"


def plover(reader: SpacyReader) -> None:
    """Type and quad class of the surest trigger of each coded sentence."""
    with (HERE / "plover_names.csv").open(encoding="utf-8", newline="") as rows:
        names = {row["name_2016"]: row["event_type"] for row in csv.DictReader(rows)}
    coded = list(records("plover"))
    types = quads = any_type = 0
    confused: Counter[tuple[str, str]] = Counter()
    for record, analysis in zip(coded, reader.read(r["text"] for r in coded), strict=True):
        triggers = triggers_of(analysis)
        best = max(triggers, key=lambda t: (t.probability, -t.start), default=None)
        expected = names[record["type"]]
        given = best.event_type if best else "none"
        types += given == expected
        quads += best is not None and quad(given) == quad(expected)
        any_type += any(t.event_type == expected for t in triggers)
        if given != expected:
            confused[expected, given] += 1
    count = len(coded)
    print(
        f"plover, {count} sentences: type {types / count:.3f}, quad class {quads / count:.3f}; "
        f"the right type among all triggers {any_type / count:.3f}"
    )
    listing = (f"{e} as {g} {n}" for (e, g), n in confused.most_common(15))
    print("    confused most:", ", ".join(listing))


def roles() -> None:
    """The sector of each actor that PLOVER's coders gave one, or none; "***" is not coded."""
    actors = [a for record in records("plover") for a in (*record["source"], *record["target"])]
    coded = [a for a in actors if a.get("sector") != "***"]
    right = sum((role_of(a["actorText"]) or "") == (a.get("sector") or "")[:3] for a in coded)
    print(f"plover, {len(coded)} actors: role {right / len(coded):.3f}")


def quad(event_type: str) -> int | None:
    return EVENT_TYPES[event_type].quad_code


if __name__ == "__main__":
    sys.exit(main())
