"""Reliability diagrams (Niculescu-Mizil and Caruana 2005) as SVG files."""

import numpy as np

from training.resolver.calibration import Floats

SIDE, MARGIN = 220, 46
BINS = 10
_TITLES = {
    "type": "type, PLOVER",
    "where": "place the network read, event_location",
    "places": "places, keyed reports",
    "days": "days, keyed reports",
}


def draw(name: str, believed: Floats, right: Floats) -> str:
    """A part: probability given across, share that was right upwards; a dot's area is its number
    of cases."""
    size = SIDE + 2 * MARGIN
    left, top, bottom = MARGIN, MARGIN, MARGIN + SIDE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'width="{size}" height="{size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
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
    return "\n".join([*drawn, "</svg>", ""])
