"""Why each name of a report got its place: its candidates, their features and their scores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gazetteer.region_names import describe
from geo.records import ResolvedToponym
from geo.resolver.features import NAMES

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.resolver.resolver import Weighed

SHOWN = 5
_REASONS, _RIVALS = 3, 3
"""So many reasons, and other places, are put into words."""
_LEAST_TOLD = 0.01


def explanation(
    report_id: str,
    resolved: Sequence[ResolvedToponym],
    weighed: "Weighed",
    gazetteer: "Gazetteer",
    reasons: Callable[["Weighed", int, int], dict[str, float]],
) -> dict[str, Any]:
    """As JSON values: for each toponym its candidates, best first, as the last pass saw them.

    `probability` is that of being a name and of a candidate that it is right, `belief` the share of
    each beside "none of these", `score` the nats that it comes from, and `features` are named as in
    `geo.resolver.features`. `reasons` are what speaks for the best rather than the second, in nats.
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
                "reasons": reasons(weighed, *order[:2]) if len(order) > 1 else {},
                "candidates": _candidates(order[:SHOWN], r, weighed, gazetteer),
            }
            for r, lines, order in _with_lines(resolved, weighed, gazetteer)
        ],
    }


def _with_lines(
    resolved: Sequence[ResolvedToponym], weighed: "Weighed", gazetteer: "Gazetteer"
) -> Iterator[tuple[ResolvedToponym, slice, list[int]]]:
    """Each toponym with the lines of its candidates, as they stand and the best first."""
    index, rows = gazetteer.index, weighed.scene.rows
    # The names of the title were weighed, too, behind those of the text.
    for r, number in zip(resolved, weighed.scene.of_toponym, strict=False):
        lines = weighed.scene.lines(number)
        yield (
            r,
            lines,
            sorted(
                range(lines.start, lines.stop),
                key=lambda line: (-weighed.belief[line], index.place_id(int(rows[line]))),
            ),
        )


def _candidates(
    lines: Sequence[int], resolved: ResolvedToponym, weighed: "Weighed", gazetteer: "Gazetteer"
) -> list[dict[str, Any]]:
    right = {candidate.place.place_id: candidate.score for candidate in resolved.candidates}
    places = [gazetteer.place_at(int(weighed.scene.rows[line])) for line in lines]
    return [
        {
            "place_id": place.place_id,
            "name": place.name,
            "label": describe(gazetteer, place),
            "feature_code": place.feature_code,
            "probability": right.get(place.place_id),
            "belief": round(float(weighed.belief[line]), 4),
            "score": round(float(weighed.scores[line]), 3),
            "features": {
                name: round(float(value), 3)
                for name, value in zip(NAMES, weighed.features[line].tolist(), strict=True)
            },
        }
        for line, place in zip(lines, places, strict=True)
    ]


def in_words(explained: Mapping[str, Any]) -> list[str]:
    """The lines that tell people what an explanation says: each place, its rivals, and why.

    A name that is explained alike wherever it stands is told once.
    """
    told: dict[tuple[str, ...], list[str]] = {}
    for toponym in explained["toponyms"]:
        lines = (toponym["text"], _chosen(toponym), *_beside(toponym))
        told.setdefault(lines, []).append(f"{toponym['start']}-{toponym['end']}")
    found = [str(explained["report_id"])]
    for (text, chosen, *beside), spans in told.items():
        found.append(f"  {text} ({', '.join(spans)}): {chosen}")
        found += [f"    {line}" for line in beside]
    return found


def _chosen(toponym: Mapping[str, Any]) -> str:
    candidates = toponym["candidates"]
    if toponym["place_id"] is None:
        if not candidates:
            return "no place, the gazetteer knows none of this name"
        name = f"{_percent(toponym['probability'])} likely to be the name of a place"
        return f"no place, none is likely enough ({name})"
    labels = {candidate["place_id"]: candidate["label"] for candidate in candidates}
    place = labels.get(toponym["place_id"], "another place")
    return f"{place}, {toponym['place_id']}, {_percent(toponym['score'])} likely right"


def _beside(toponym: Mapping[str, Any]) -> Iterator[str]:
    """The lines below the place of a name."""
    candidates, chosen = toponym["candidates"], toponym["place_id"]
    if not candidates:
        return
    rivals = [c for c in candidates if c["place_id"] != chosen]
    if chosen is None:
        shares, rest = [c["belief"] for c in rivals], toponym["none_of_these"]
    else:
        shares = [c["probability"] or 0.0 for c in rivals]
        rest = max(0.0, 1.0 - toponym["score"] - sum(shares))
    told = [f"{c['label']} {_percent(p)}" for c, p in zip(rivals, shares, strict=True)][:_RIVALS]
    told.append(f"none of these {_percent(rest)}")
    yield f"{'it may be' if chosen is None else 'or else'}: {'; '.join(told)}"
    reasons = toponym["reasons"].items()
    which = "it" if chosen is not None else "the first of them"
    for what, words in (
        (f"for {which}", [words for words, nats in reasons if nats > 0]),
        (f"against {which}", [words for words, nats in reasons if nats < 0]),
    ):
        if words:
            yield f"{what}: {'; '.join(words[:_REASONS])}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= _LEAST_TOLD else "under 1%"
