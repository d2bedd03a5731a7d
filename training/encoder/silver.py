"""Silver labels for sentences of which only the places of events are annotated.

The first recogniser (spaCy's entities and the gazetteer, which has seen none of the corpora) says
the rest; where it is unsure, a word is left without a tag.

    python -m training.encoder.silver EVENT_LOCATION.jsonl SILVER.jsonl
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer import open_gazetteer
from geo.encoder.hints import Hints
from geo.language.text import Analysis, SpacyReader, Token
from geo.records import Span
from geo.toponyms.toponyms import find_toponyms
from training.encoder.corpora import UNKNOWN, Document, Name, document, kind_number, rows

if TYPE_CHECKING:
    from gazetteer import Gazetteer

SURE = 0.85
"""Probability from which the first recogniser is believed."""
_NEVER = {"PERSON", "DATE", "TIME", "ORDINAL", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"}
"""Labels of entities that are not place names."""


def silver(path: Path, gazetteer: "Gazetteer") -> Iterator[dict[str, Any]]:
    """The sentences of event_location, each once and in order, in the shape that is read back.

    `toponyms` are the names believed, `kinds` their usages and kinds by the grammar, `unsure` the
    words that may be in another.
    """
    places: dict[str, set[Span]] = defaultdict(set)
    for record in rows(path):
        places[record["text"]] |= {(s["start"], s["end"]) for s in record["locations"]}
    reader = SpacyReader()
    for text, told in sorted(places.items()):
        (analysis,) = reader.read([text])
        found = find_toponyms(analysis, gazetteer)
        sure = [t for t in found if t.probability >= SURE or (t.start, t.end) in told]
        names = [(t.start, t.end) for t in sure]
        unsure = [
            (token.start, token.end)
            for token in analysis.tokens
            if not any(token.start < end and token.end > start for start, end in names)
            and _may_be_name(token, analysis)
        ]
        kinds = [(t.usage, t.kind) for t in sure]
        yield {"text": text, "toponyms": names, "kinds": kinds, "unsure": unsure}


def _may_be_name(token: Token, analysis: Analysis) -> bool:
    """Whether a word has a capital and nothing says that it is no place."""
    if not any(character.isupper() for character in token.text):
        return False
    entity = analysis.name_at(token.index, token.index)
    if entity is not None:
        return entity.label not in _NEVER
    return token.pos == "PROPN" or token.index != analysis.sentences[token.sentence].first


def read_silver(path: Path, tokenizer: Any, hints: Hints) -> Iterator[Document]:
    """The documents that `silver` made, as a file of JSON Lines."""
    for number, row in enumerate(rows(path)):
        names = [
            Name(start, end, kind_number(usage, kind))
            for (start, end), (usage, kind) in zip(row["toponyms"], row["kinds"], strict=True)
        ]
        made = document("silver", str(number), "silver", row["text"], names, tokenizer, hints)
        for start, end in row["unsure"]:
            first, last = made.words.covering(start, end)
            made.tags[first : last + 1] = UNKNOWN
        yield replace(made, annotated=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="event_location in the uniform shape")
    parser.add_argument("output", type=Path, help="JSON Lines for training.encoder --silver")
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8") as file:
        for row in silver(options.corpus, open_gazetteer()):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
