"""Where sentences end, for windows that cut none in two; no grammar is needed for that."""

import re
from collections.abc import Iterator

from geo.records import Span
from geo.text import paragraphs

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


def _sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _END.finditer(text, start, end):
        if _NO_END.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        yield start, match.start() + len(match.group().rstrip())
        start = match.end()
    yield start, end
