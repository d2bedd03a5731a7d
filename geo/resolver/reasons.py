"""What weighed most for one place of a name rather than another, in words."""

from typing import TYPE_CHECKING

import numpy as np

from geo.resolver.features import NAMES

if TYPE_CHECKING:
    from geo.resolver.ranker import Ranker
    from geo.resolver.resolver import Weighed

GROUPS: dict[str, tuple[str, ...]] = {
    "how well known each place is": (
        "prominence", "log_population", "log_names", "log_radius", "prominence_below_best",
        "log_population_below_best", "position",
    ),
    "how the name is written": ("how", "closeness", "is_main", "form", "people_agrees"),
    "the kind of place, such as town or province": ("sort", "type_agrees"),
    "where the name stands in the report, and how often": (
        "words", "letters", "log_count", "first", "in_dateline", "log_candidates",
        "log_names_in_report",
    ),
    "other names of the report in the same country": (
        "country_votes", "country_votes_below_best", "country_votes_near", "country_named",
        "country_any",
    ),
    "other names of the report in the same province or district": (
        "division_votes", "county_votes", "division_votes_below_best", "division_votes_near",
        "county_votes_near", "division_named", "county_named", "division_any", "county_any",
        "division_any_below_best", "parts_named", "same_place",
    ),
    "how far the other places of the report are": (
        "log_nearest_km", "within_30_km", "within_200_km", "within_200_km_below_best",
        "within_200_km_near", "any_within_50_km", "any_within_50_km_below_best",
        "any_within_300_km", "any_near_text",
    ),
    "the name beside it": ("chain_support", "chain_role"),
    "where the outlet is at home": (
        "home_division", "home_country", "log_home_km", "home_domain",
    ),
    "a first reading of the whole report": ("belief", "belief_below_best", "belief_of_others"),
}  # fmt: skip
"""Each feature of the ranker stands in one of these."""
LEAST = 0.1
"""Nats below which nothing is said of a reason."""


def reasons(weighed: "Weighed", ranker: "Ranker", place: int, other: int) -> dict[str, float]:
    """What speaks for the line of one place beside another, in nats, the weightiest first.

    Of each group of features it is told how far the score falls when the place has those of the
    other. Groups act together in the trees: the nats do not add up to the difference.
    """
    features = weighed.features[place]
    changed = np.tile(features, (len(GROUPS) + 1, 1))
    for line, names in enumerate(GROUPS.values()):
        columns = [NAMES.index(name) for name in names]
        changed[line, columns] = weighed.features[other, columns]
    scores = ranker.passes[-1].score(changed)
    found = dict(zip(GROUPS, (scores[-1] - scores[:-1]).tolist(), strict=True))
    found |= {words: float(nats[place] - nats[other]) for words, nats in weighed.given.items()}
    told = {words: round(nats, 3) for words, nats in found.items() if abs(nats) >= LEAST}
    return dict(sorted(told.items(), key=lambda item: -abs(item[1])))
