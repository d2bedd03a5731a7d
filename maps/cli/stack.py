"""The option `--gazetteer`: which built gazetteers a command stacks over the bundled world."""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from maps.cli.terminal import Voice

_chosen: ContextVar[tuple[str, ...]] = ContextVar("gazetteers of this command", default=())


def _choose(names: list[str] | None) -> list[str] | None:
    _chosen.set(tuple(names or ()))
    return names


Stack = Annotated[
    list[str] | None,
    typer.Option(
        "--gazetteer",
        metavar="NAME",
        callback=_choose,
        help="A gazetteer that you built, over the bundled world; repeatable, the first counts "
        "most. By default those of DATELINE_GAZETTEERS or of the configuration file; 'world' is "
        "the bundled one alone.",
        show_default=False,
    ),
]
"""An option of every command that looks places up; it needs no more than to stand there."""


def open_stack(voice: "Voice") -> "Gazetteer":
    """The gazetteer of the command that runs, with word of its index being built."""
    from gazetteer import open_gazetteer
    from gazetteer.settings import chosen_gazetteers

    names = _chosen.get() or chosen_gazetteers()
    return open_gazetteer(progress=voice.step, stack=names)
