"""Why each name of a report got its place: its candidates, their features and their scores."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geo.records import ResolvedToponym
from geo.resolver.features import NAMES

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.resolver.resolver import Weighed

SHOWN = 5


def explanation(
    report_id: str,
    resolved: Sequence[ResolvedToponym],
    weighed: "Weighed",
    gazetteer: "Gazetteer",
) -> dict[str, Any]:
    """As JSON values: for each toponym its candidates, best first, as the last pass saw them.

    `probability` is that of being a name, `belief` the share of each beside "none of these",
    `score` the nats that it comes from, and `features` are named as in `geo.resolver.features`.
    """
    return {
        "report_id": report_id,
        "toponyms": [
            {
                "start": r.toponym.start,
                "end": r.toponym.end,
                "text": r.toponym.text,
                "probability": r.toponym.probability,
                "place_id": r.place.place_id if r.place else None,
                "score": r.score,
                "none_of_these": round(1.0 - float(weighed.belief[lines].sum()), 4),
                "candidates": _candidates(lines, weighed, gazetteer),
            }
            for r, lines in (
                (r, weighed.scene.lines(number))
                for r, number in zip(resolved, weighed.scene.of_toponym, strict=True)
            )
        ],
    }


def _candidates(lines: slice, weighed: "Weighed", gazetteer: "Gazetteer") -> list[dict[str, Any]]:
    index = gazetteer.index
    rows = weighed.scene.rows
    order = sorted(
        range(lines.start, lines.stop),
        key=lambda line: (-weighed.belief[line], index.place_id(int(rows[line]))),
    )
    return [
        {
            "place_id": index.place_id(int(rows[line])),
            "name": index.name(int(rows[line])),
            "feature_code": index.feature_code(int(rows[line])).partition(".")[2],
            "belief": round(float(weighed.belief[line]), 4),
            "score": round(float(weighed.scores[line]), 3),
            "features": {
                name: round(float(value), 3)
                for name, value in zip(NAMES, weighed.features[line].tolist(), strict=True)
            },
        }
        for line in order[:SHOWN]
    ]
