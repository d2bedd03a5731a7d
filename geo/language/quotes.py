"""Quotation marks of which a phrase has one and not its partner."""

from geo.records import Span

_CLOSING = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
"""Single marks are left alone: most are apostrophes."""


def whole_quotes(text: str, span: Span) -> tuple[str, Span]:
    """The words of a phrase without odd quotation marks, and where the phrase is.

    A mark at either end that has no partner is no part of the phrase. To one within it belongs the
    partner right beside the phrase (`a "safe haven` and `"`); else it is left out of the words, and
    the span, which holds it, stays.
    """
    start, end = span
    while start < end and 0 in _odd(text[start:end]):
        start += 1
    while start < end and end - start - 1 in _odd(text[start:end]):
        end -= 1
    words = text[start:end].strip()
    start += text[start:end].find(words)
    end = start + len(words)
    for position in _odd(words):
        mark = words[position]
        if mark in _CLOSING and text[end : end + 1] == _CLOSING[mark] and _opens(words, position):
            return text[start : end + 1], (start, end + 1)
        if mark in _OPENING and start and text[start - 1] == _OPENING[mark]:
            return text[start - 1 : end], (start - 1, end)
    odd = set(_odd(words))
    return "".join(each for at, each in enumerate(words) if at not in odd), (start, end)


def _opens(words: str, position: int) -> bool:
    return not words[position + 1 : position + 2].isspace()


def _odd(words: str) -> list[int]:
    """Positions of the marks without a partner."""
    open_: list[int] = []
    odd = []
    for position, mark in enumerate(words):
        if open_ and mark == _CLOSING[words[open_[-1]]]:
            open_.pop()
        elif mark in _CLOSING:
            open_.append(position)
        elif mark in _OPENING:
            odd.append(position)
    return odd + open_
