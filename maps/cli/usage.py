"""What is said to wrong usage of the command line: the remedy, in one line."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

_CLOSE = 0.7
_OFFERED = 3
_PLAINER = (
    (r"is not a valid float range", "is no number"),
    (r"is not a valid (?:int|integer) range", "is no whole number"),
    (r"is not in the range (\S+?)<=x<=(\S+?)(?=\.?$)", r"is not from \1 to \2"),
    (r"is not in the range x>=(\S+?)(?=\.?$)", r"is less than \1"),
)
"""How numbers that are wrong are told, for those who write no inequalities."""


def usage(error: Any) -> str:
    """The message of typer's error of usage, with what is close and where the rest stands."""
    command = error.ctx.command_path if error.ctx else "dateline"
    # Typer's own list of close options is in alphabetical order, and long.
    message = _no_option(error) if hasattr(error, "possibilities") else error.format_message()
    for jargon, plain in _PLAINER:
        message = re.sub(jargon, plain, message)
    message = message.rstrip(".")
    if "unexpected extra argument" in message:
        message += ": a name with spaces goes between quotes"
    return f"{message}; see '{command} --help'"


def _no_option(error: Any) -> str:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    near = close_options(error.option_name, (name for each in parameters for name in each.opts))
    hint = f" (did you mean {' or '.join(near)}?)" if near else ""
    return f"{error.message}{hint}"


def close_options(given: str, known: Iterable[str]) -> list[str]:
    """The options that are meant by a mistyped one, the likeliest first: those that it begins, then
    those that are spelled much like it."""
    typed = given.lstrip("-").casefold()
    scores = {}
    for option in known:
        name = option.lstrip("-")
        begun = bool(typed) and name.startswith(typed)
        alike = difflib.SequenceMatcher(None, typed, name).ratio()
        if option.startswith("--") and (begun or alike >= _CLOSE):
            scores[option] = (not begun, -alike, option)
    return sorted(scores, key=scores.__getitem__)[:_OFFERED]
