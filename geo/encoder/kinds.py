"""The kinds of place names that the encoder tells apart, and how GWN calls them.

The taxonomy is that of Gritta, Pilehvar and Collier (2019, arXiv 1810.12368).
"""

from geo.records import Kind, Usage

KINDS: tuple[tuple[Usage, Kind], ...] = (
    ("literal", "noun"),
    ("literal", "modifier"),
    ("literal", "embedded"),
    ("associative", "metonym"),
    ("associative", "modifier"),
    ("associative", "demonym"),
    ("associative", "embedded"),
    ("associative", "homonym"),
    ("associative", "language"),
)
"""In the order of the encoder's output."""

OF_GWN: dict[str, int] = {
    name: KINDS.index(kind)
    for name, kind in {
        "Literal": ("literal", "noun"),
        "Mixed": ("literal", "noun"),
        "Coercion": ("literal", "noun"),
        "Literal_Modifier": ("literal", "modifier"),
        "Embedded_Literal": ("literal", "embedded"),
        "Metonymic": ("associative", "metonym"),
        "Non_Literal_Modifier": ("associative", "modifier"),
        "Demonym": ("associative", "demonym"),
        "Embedded_Non_Lit": ("associative", "embedded"),
        "Homonym": ("associative", "homonym"),
        "Language": ("associative", "language"),
    }.items()
}
"""What GWN's kinds are here: a name that is meant in both ways ("Mixed") and a place that acts as a
site or team's seat ("Coercion") is still the place."""
