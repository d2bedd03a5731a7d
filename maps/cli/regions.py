"""What a region's name means and what lies in it, as the command `regions` shows it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from gazetteer.disputed import disputes_in
from gazetteer.errors import DatelineError
from gazetteer.region_contents import contents, made_of
from gazetteer.region_files import is_file
from gazetteer.region_names import kind
from gazetteer.shapes import area_km2, bounds
from geo.atomic import check_target, replacing
from geo.errors import WriteError
from geo.export.provenance import provenance
from maps.cli.places import opened
from maps.cli.terminal import Voice, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer import Place, Region
    from gazetteer.disputed import Dispute

NAMED = 12
"""So many names of what lies in a region are shown each; JSON has all."""
_BORDERS = {
    "outline": "drawn by hand, rough to some ten kilometres",
    "members": "that of what it is made of",
    "polygon": "a polygon",
    "guess": "guessed from the towns in it: the source draws only what holds it",
    None: "not known; filters go by the divisions that places lie in",
}
_CONTENTS = {
    "countries": "countries",
    "first-order divisions": "first_order_divisions",
    "second-order divisions": "second_order_divisions",
    "regions": "regions",
}
_GEOJSON_METADATA = ("generator", "version", "attribution", "gazetteer")


class NoPolygonError(DatelineError):
    """The polygon of a region is not known, so that it can't be written."""


def show_region(text: str, *, limit: int, as_json: bool) -> None:
    """Print what the region is that a text names, and what lies in it.

    As JSON it is one object with all names. Degrees are EPSG:4326, areas km² on the ellipsoid; the
    box is west, south, east, north.
    """
    facts = _facts(opened().region(text), limit)
    if as_json:
        print(_json(facts))
        return
    print_table(("what", "value"), _rows(facts))
    if towns := facts["largest_places"]:
        print()
        heading = ("largest places", *list(towns[0])[1:])
        print_table(heading, [tuple(town.values()) for town in towns])


def _facts(region: "Region", limit: int) -> dict[str, Any]:
    geometry = region.geometry
    inside = contents(region, limit)
    return {
        **_named(region),
        "made_of": [_brief(place) for place in made_of(region)],
        "border": _border(region),
        "left_in_border": list(region.left_in),
        "disputed": [_dispute(dispute) for dispute in disputes_in(region)],
        "area_km2": None if geometry is None else round(area_km2(geometry), 1),
        "bbox": None if geometry is None else _rounded(bounds(geometry)),
        "countries": [_brief(place) for place in inside.countries],
        "first_order_divisions": [_brief(place) for place in inside.first_order_divisions],
        "second_order_divisions": [_brief(place) for place in inside.second_order_divisions],
        "regions": [_brief(place) for place in inside.regions],
        "populated_places": inside.populated_places,
        "largest_places": [_town(region, place) for place in inside.largest_places],
    }


def _named(region: "Region") -> dict[str, Any]:
    gazetteer, place = region.gazetteer, region.place
    if place is not None:
        what = kind(gazetteer, place)
    elif region.without:
        what = "difference"
    else:
        what = "union" if region.parts else "shape"
    return {
        "name": region.name,
        "label": region.label,
        "place_id": place.place_id if place else None,
        "kind": what,
        "note": region.note,
        "lies_in": [_brief(parent) for parent in gazetteer.parents(place)] if place else [],
    }


def _border(region: "Region") -> str | None:
    """Where the polygon comes from: outline, members, polygon, guess; None if there is none."""
    if region.geometry is None:
        return None
    if region.place is not None and region.shape is not None:
        return "outline"
    if region.place is not None and region.gazetteer.is_approximate(region.place.place_id):
        return "guess"
    return "members" if made_of(region) or region.parts else "polygon"


def _dispute(dispute: "Dispute") -> dict[str, Any]:
    return {
        "name": dispute.name,
        "shown_as": dispute.shown_as,
        "claimed_by": list(dispute.claimed_by),
        "controlled_by": list(dispute.controlled_by),
        "note": dispute.note,
    }


def _told(dispute: dict[str, Any]) -> str:
    """ "Crimea: claimed by UA, RU; held by RU; shown as UA"."""
    return (
        f"{dispute['name']}: claimed by {', '.join(dispute['claimed_by'])}; held by "
        f"{', '.join(dispute['controlled_by'])}; shown as {dispute['shown_as'] or 'neither'}"
    )


def _brief(place: "Place") -> dict[str, str]:
    return {"name": place.name, "place_id": place.place_id}


def _town(region: "Region", place: "Place") -> dict[str, Any]:
    above = region.gazetteer.parents(place)
    return {
        "name": place.name,
        "place_id": place.place_id,
        "within": ", ".join(parent.name for parent in above),
        "population": place.population,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _rounded(box: "tuple[float, ...]") -> list[float]:
    return [round(degrees, 4) for degrees in box]


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _rows(facts: dict[str, Any]) -> list[tuple[str, object]]:
    """The facts as rows of what and value; what there is none of is left out."""
    rows: list[tuple[str, object]] = [
        ("region", facts["label"]),
        ("id", facts["place_id"]),
        ("kind", facts["kind"]),
        ("note", facts["note"]),
        ("lies in", ", ".join(parent["name"] for parent in facts["lies_in"])),
        ("made of", _names(facts["made_of"])),
        ("border", _BORDERS[facts["border"]]),
        ("left in it", _left_in(facts["left_in_border"])),
        *(("disputed", _told(dispute)) for dispute in facts["disputed"][:NAMED]),
    ]
    if facts["bbox"] is not None:
        west, south, east, north = facts["bbox"]
        rows += [
            ("area", f"{facts['area_km2']:,.0f} km² (equal-area, WGS 84)"),
            ("box", f"bbox:{west:g},{south:g},{east:g},{north:g} (west, south, east, north)"),
        ]
    rows += [(what, _names(facts[key])) for what, key in _CONTENTS.items()]
    towns = facts["populated_places"]
    rows.append(("populated places", f"{towns:,}" if towns else None))
    return [(what, value) for what, value in rows if value]


def _left_in(labels: "Sequence[str]") -> str:
    """What is taken out of a region but not out of its polygon, with the reason."""
    if not labels:
        return ""
    return f"{'; '.join(labels)}, of which no polygon is known; filters leave it out"


def _names(places: "Sequence[dict[str, str]]") -> str:
    if not places:
        return ""
    shown = ", ".join(place["name"] for place in places[:NAMED])
    more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
    return f"{len(places):,}: {shown}{more}"


def write_geojson(text: str, output: str) -> None:
    """Write the region that a text names as a GeoJSON Feature (RFC 7946); "-" is stdout.

    Raises `NoPolygonError` where its polygon is not known, and `WriteError` where the output can't
    be written or is one of the files that the region is read from.
    """
    if output != "-":
        check_target(output)
    region = opened().region(text)
    target = Path(output).resolve()
    if any(Path(name).expanduser().resolve() == target for name in _files(region)):
        raise WriteError(f"can't write {output}: it is one of the inputs; name another file")
    if region.geometry is None:
        raise NoPolygonError(
            f"no polygon is known for {region.label}; near:{text}:5km is a circle around a place"
        )
    line = _json(_feature(region, text)) + "\n"
    with Voice() as voice:
        if region.note:
            voice.say(f"note: {region.note}")
        if region.left_in:
            voice.say(f"note: the polygon has still {_left_in(region.left_in)}")
        if output == "-":
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            sys.stdout.write(line)
            return
        with replacing(output) as draft:
            draft.write_text(line, encoding="utf-8")
        voice.say(f"{region.label} written to {output}")


def _files(region: "Region") -> list[str]:
    """The files that a region is read from."""
    parts = (*region.parts, *region.without)
    if not parts:
        return [region.name] if is_file(region.name) else []
    return [name for part in parts for name in _files(part)]


def _feature(region: "Region", text: str) -> dict[str, Any]:
    # Imported here: the other outputs need not wait for geopandas.
    from geo.export.geojson import rfc7946

    geometry = rfc7946(region.geometry)
    about = provenance(gazetteer=region.gazetteer.info(), settings={"region": text})
    properties = {
        **_named(region),
        "border": _border(region),
        "left_in_border": list(region.left_in),
        "area_km2": round(area_km2(geometry), 1),
    }
    return {
        "type": "Feature",
        "id": properties["place_id"] or text,
        "bbox": _rounded(bounds(geometry)),
        "geometry": dict(shapely.geometry.mapping(geometry)),
        "properties": properties,
        "metadata": {key: about[key] for key in (*_GEOJSON_METADATA, "settings")},
    }
