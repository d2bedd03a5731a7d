"""How many names of the gazetteer are found, and with their bounds, in made-up sentences.

    python benchmarks/framed_names.py [--names 700] [--list 20]

Names of towns and divisions are drawn from the bundled gazetteer with a fixed seed, each into one
of a few plain sentences of news: one word, several, with small words ("Bruck an der Mur") or with
hyphens. Nothing from outside the project is needed. It says nothing of names in context, for which
`accuracy.py` is; but no corpus has so many from all over the world.
"""

import argparse
import random
import re
from collections import defaultdict

import geo
from gazetteer import open_gazetteer

SENTENCES = (
    "Gunmen attacked a village near {} on Monday, officials said.",
    "At least 12 people were killed in {} on Sunday.",
    "Residents of {} fled after the flood.",
    "The governor visited {} and promised help.",
    "Police in {} arrested two men.",
    "{} was hit by an earthquake late on Tuesday.",
    "Aid reached {}, where thousands had been cut off.",
    "The Ministry of Health reported 40 cases of cholera in {} last week.",
    "Fighting between the army and rebels around {} displaced 3,000 people.",
    "A bus fell into a ravine near {}, killing 20.",
    "Protesters gathered in central {} to demand the release of the mayor.",
    "A convoy carrying flour from {} was looted.",
    "Troops withdrew from {} overnight.",
    "Clashes broke out in {} and several other towns.",
    "{}, 12 May 2024 - Gunmen stormed a church.",
    "A drone struck a fuel depot in the {} area.",
)
SEED = 5
_SMALL = re.compile(r"(?:^|\s)(?:[^\W\d_A-Z]+|Al|El|La|Los|San|Santa)(?:\s|$)")


def sort_of(name: str) -> str:
    """What a name is made of."""
    if _SMALL.search(name) and " " in name:
        return "with small words"
    if "-" in name:
        return "with hyphens"
    return "several words" if " " in name else "one word"


def draw(count: int) -> list[tuple[str, str]]:
    """Names with the sentences that they stand in, no more than a quarter of one word."""
    gazetteer, chance = open_gazetteer(), random.Random(SEED)
    drawn: list[tuple[str, str]] = []
    single = 0
    while len(drawn) < count:
        place = gazetteer.place_at(chance.randrange(len(gazetteer.index)))
        country = place.feature_code.startswith("PCL")
        if place.feature_class not in {"P", "A"} or country or not place.name[0].isalpha():
            continue
        single += sort_of(place.name) == "one word"
        if sort_of(place.name) != "one word" or single <= count // 4:
            drawn.append((place.name, chance.choice(SENTENCES)))
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=700)
    parser.add_argument(
        "--list", type=int, default=0, metavar="N", help="show N that are not right"
    )
    options = parser.parse_args()
    reader = geo.Parser(names_only=True)
    tally: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    wrong = []
    for number, (name, sentence) in enumerate(draw(options.names)):
        text = sentence.format(name)
        start = text.index(name)
        end = start + len(name)
        found = [t.toponym for t in reader.parse(geo.Report(str(number), text)).toponyms]
        exact = any((t.start, t.end) == (start, end) for t in found)
        tally[sort_of(name)].append((exact, any(t.start < end and start < t.end for t in found)))
        if not exact:
            wrong.append(f"{text}  {[t.text for t in found]}")
    for sort, results in sorted(tally.items()):
        exact, met = (sum(column) / len(results) for column in zip(*results, strict=True))
        print(f"{sort:17} {len(results):4} names, found {met:.3f}, with their bounds {exact:.3f}")
    print(*wrong[: options.list], sep="\n")


if __name__ == "__main__":
    main()
