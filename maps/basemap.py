"""The base map that travels in every page: coasts, borders, divisions, labels and cities.

`tools/build_basemap.py` makes the file from Natural Earth and GeoNames and documents its format;
the page's `topology.js` reads it. Borders are those that Natural Earth draws, which is who holds an
area; where that is disputed the page draws them dashed.
"""

import base64
from importlib import resources

ATTRIBUTION = "Places: GeoNames (CC BY 4.0), changed · Base map: Natural Earth"


def packed_basemap() -> str:
    """The gzipped base map in base64, about 0.5 MB."""
    path = resources.files("maps") / "data" / "basemap.bin.gz"
    return base64.b64encode(path.read_bytes()).decode("ascii")
