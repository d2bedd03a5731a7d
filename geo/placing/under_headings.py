"""Where what stands under a heading was: "Sikasso: ...", "PERU"."""

from collections.abc import Sequence
from functools import partial

from geo.headings.headings import Headings, labels
from geo.headings.places import is_chained, named_headings
from geo.placing.named_places import NamedPlaces
from geo.placing.placed import Placed
from geo.placing.story import Story
from geo.records import Location, ResolvedToponym
from geo.relations import WIDE, precision


class UnderHeadings:
    """The places that head the paragraphs of one report."""

    def __init__(
        self,
        headings: Headings,
        toponyms: Sequence[ResolvedToponym],
        places: NamedPlaces,
        story: Story,
    ) -> None:
        self._text = headings.text
        self._places = places
        self._story = story
        self._headings = named_headings(headings, toponyms)
        self._labels = labels(headings)

    def placed(self, paragraph: int) -> Placed | None:
        """At the place that heads a paragraph, or about where it may be."""
        named = self._headings.get(paragraph)
        if named is None:
            return None
        return self._places.placed([named], "sentence") or self._story.around([named])

    def is_held(self, paragraph: int, placed: Placed) -> bool:
        """Whether an event was placed only by what its heading's first place lies in."""
        named = self._headings.get(paragraph)
        if named is None or named.location is None or not placed.names:
            return False
        held, chained = self._places.parents(named), partial(is_chained, self._text, named)
        return all(t.place and t.place.place_id in held and chained(t) for t in placed.names)

    def holds(self, paragraph: int, scene: Location) -> bool:
        """Whether a place lies in the country or division that heads a paragraph: "PERU" does not
        say again where the bus of "at Puno" burned."""
        named = self._headings.get(paragraph)
        if named is None or named.place is None or precision(named.place) < WIDE:
            return False
        return named.place.place_id in self._places.holding(scene.place)

    def is_apart(self, paragraph: int) -> bool:
        """Whether a paragraph has a label as that of a place: what is told there is not where the
        item before was, also where nobody knows the name ("Fangak: ...", "Access: ...")."""
        return paragraph in self._labels and any(p in self._headings for p in self._labels)
