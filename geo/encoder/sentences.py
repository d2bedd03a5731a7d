"""Where sentences end, for windows that cut none in two; no grammar is needed for that."""

import re
from collections.abc import Iterator
from statistics import median

from geo.language.text import paragraphs
from geo.records import Span

_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_NO_END = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]"
    r"|St|Ste|Mt|Ft|Pt|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gov|Sen|Rep|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Cpl"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Co|Inc|Ltd|Corp|Ave|Blvd|Rd"
    r"|Calif|Fla|Tex|Mass|Pa|Va|Ga|Ill|Ind|Minn|Wis|Mich|Mo|La|Ala|Ark|Ariz|Colo|Conn|Del"
    r"|Kan|Ky|Md|Miss|Mont|Neb|Nev|Okla|Ore|Tenn|Vt|Wash|Wyo)$"
)
"""A period behind one of these mostly ends an abbreviation."""


def sentences(text: str) -> list[Span]:
    """The sentences of a text, without the white space around them, in order."""
    return [span for start, end in paragraphs(text) for span in _sentences_in(text, start, end)]


def is_prose(sentence: str) -> bool:
    """Whether people may have written it: pasted files and keys have hardly a space.

    What is short is taken for prose whatever it holds.
    """
    return len(sentence) < SHORT or median(map(len, sentence.split())) <= LONGEST_MEDIAN_WORD


SHORT = 300
LONGEST_MEDIAN_WORD = 25
"""Characters of the middle one of the words by length; English news has 4, web addresses 60."""


def _sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _END.finditer(text, start, end):
        if _NO_END.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        yield start, match.start() + len(match.group().rstrip())
        start = match.end()
    yield start, end
