"""Names that something beside the encoder vouches for.

Where little is said of a town ("Kharkiv was hit by drones", "El Fasher remains cut off") the
encoder, which has learnt from local news, takes it for a person or a team. A well-known town that
shares its name with hardly any other is none of these: in the news of LGL and GeoWebNews, where
each fold was read by a network that had not seen it, no such name was anything else.
"""

from geo.encoder.announced import is_announced
from geo.encoder.known import Known
from geo.encoder.words import Words


def is_vouched_for(words: Words, first: int, last: int, known: Known) -> bool:
    """The words beside a name announce it, or it is a well-known town's alone.

    In capitals any word looks like a name, and an abbreviation always does.
    """
    surface = words.surface(first, last)
    if words.in_capitals or surface.isupper() or not surface[0].isupper():
        return False
    tells_of_place = (
        _opens_where(words, last) or _is_struck(words, first, last) or _is_reached(words, first)
    )
    return (
        is_announced(words, first, last)
        or (tells_of_place and known.has(surface))
        or known.of(surface).is_its_own
    )


def _is_reached(words: Words, first: int) -> bool:
    """What is said of distances alone: "was felt as far as Poço Fundo"."""
    return first > 2 and words.surface(first - 3, first - 1).lower() == "as far as"


def _is_struck(words: Words, first: int, last: int) -> bool:
    """What befalls towns alone: "Homs was bombed", "besieged Goma", "Bela was hit by floods"."""
    if first and words.surface(first - 1, first - 1).lower() in _STRUCK:
        return True
    behind = [words.surface(at, at).lower() for at in range(last + 1, min(last + 8, len(words)))]
    if len(behind) < 2 or behind[0] not in {"was", "were", "is"}:
        return False
    by_nature = behind[2:3] == ["by"] and not _CALAMITIES.isdisjoint(behind[3:])
    return behind[1] in _STRUCK or (behind[1] in _HIT and by_nature)


_HIT = frozenset("damaged devastated flattened hit jolted ravaged rocked shaken struck".split())
_CALAMITIES = frozenset(
    "airstrike airstrikes avalanche blackout cyclone drought earthquake earthquakes explosion "
    "explosions flood flooding floods hurricane landslide landslides mudslide mudslides quake "
    "rains shelling storm storms tornado tremor tremors tsunami typhoon wildfire wildfires".split()
)
_STRUCK = frozenset(
    "besieged bombarded bombed encircled evacuated liberated overran overrun recaptured retaken "
    "retook shelled".split()
)


def _opens_where(words: Words, last: int) -> bool:
    """What follows tells of a place: "Chibok, where jihadists kidnapped"."""
    behind = (words.surface(at, at).lower() for at in range(last + 1, min(last + 3, len(words))))
    return tuple(behind) == (",", "where")
