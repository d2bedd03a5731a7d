"""Reliability diagrams (Niculescu-Mizil and Caruana 2005) as one SVG file."""

from collections.abc import Mapping, Sequence

import numpy as np

from training.resolver.calibration import Floats

SIDE, GAP, MARGIN = 220, 40, 46
BINS = 10
_TITLES = {
    "type": "type, PLOVER",
    "where": "place the network read, event_location",
    "steps": "other places, MUC",
    "days": "days, MUC",
}


def draw(judged: Mapping[str, tuple[Sequence[float], Sequence[float]]]) -> str:
    """A square a part: probability given across, share that was right upwards; a dot's area is
    its number of cases."""
    width = MARGIN + len(judged) * (SIDE + GAP)
    height = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, (name, (believed, right)) in enumerate(judged.items()):
        parts += _square(name, np.array(believed), np.array(right), MARGIN + number * (SIDE + GAP))
    return "\n".join([*parts, "</svg>", ""])


def _square(name: str, believed: Floats, right: Floats, left: float) -> list[str]:
    top, bottom = MARGIN, MARGIN + SIDE
    drawn = [
        f'<text x="{left}" y="{top - 12}">{_TITLES[name]} ({len(right)})</text>',
        f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIDE}" y2="{top}" stroke="#bbb" '
        'stroke-dasharray="4"/>',
        f'<text x="{left}" y="{bottom + 16}">0</text>',
        f'<text x="{left + SIDE}" y="{bottom + 16}" text-anchor="end">1</text>',
        f'<text x="{left + SIDE / 2}" y="{bottom + 32}" text-anchor="middle">probability given'
        "</text>",
    ]
    bins = np.minimum((believed * BINS).astype(int), BINS - 1)
    for b in sorted(set(bins.tolist())):
        here = bins == b
        x = left + SIDE * believed[here].mean()
        y = bottom - SIDE * right[here].mean()
        radius = 2 + 14 * (here.sum() / len(right)) ** 0.5
        drawn.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f6f8b" '
            'fill-opacity="0.7"/>'
        )
    return drawn
