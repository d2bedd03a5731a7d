"""Text that was decoded as the wrong encoding: UTF-8 read as Western European, "AbÃ©chÃ©"."""

import re


def _letters(first: int, last: int) -> str:
    """What bytes read as in Windows-1252 and, where that has nothing, in Latin-1."""
    read = (
        bytes([number]).decode("cp1252", "ignore") or chr(number)
        for number in range(first, last + 1)
    )
    return re.escape("".join(read))


_LEAD = f"[{_letters(0xC3, 0xF4)}]"
_TRAIL = f"[{_letters(0x80, 0xBF)}]"
_TWICE = re.compile(
    # "â€™": a quotation mark or dash. "Ã©" behind or before a small letter. Three such in a row, as
    # in a word of another script.
    rf"â€{_TRAIL}|(?<=[a-z])[ÂÃÄÅ]{_TRAIL}|[ÃÄÅ]{_TRAIL}(?=[a-z])|(?:{_LEAD}{_TRAIL}{{1,3}}){{3}}"
)
_REACH = 20
"""Letters of the words around that are shown."""


def decoded_twice(text: str) -> str | None:
    """The first word of a text that shows that it was decoded wrongly; None where none does."""
    for match in _TWICE.finditer(text):
        try:
            _bytes_of(match[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()].split(" ")[-1].split("\n")[-1]
        after = re.split(r"\s", text[match.end() : match.end() + _REACH])[0]
        return before + match[0] + after
    return None


def _bytes_of(letters: str) -> bytes:
    return b"".join(
        letter.encode("latin-1") if ord(letter) < 0x100 else letter.encode("cp1252", "replace")
        for letter in letters
    )
