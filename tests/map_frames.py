"""Tables of events for the tests of the map: a small one with a reason a row, and large ones."""

import json
import random
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geo.table.frame import conform

PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{% b",
    "{# never closed",
    '<img src=x onerror="document.title=`stolen`">',
    "</script><script>document.title='stolen'</script>",
    "<!--<script>",
    "${document.title='stolen'}",
    "`;document.title='stolen';`",
    "'\"><svg onload=document.title='stolen'>",
    "javascript:document.title='stolen'",
    "back\\slash \u2028 \u2029 \x00 \r\n end",
)
"""Texts that a report may hold and that must stay texts: the map study's, and a few more."""

DAMASCUS = (33.5102, 36.29128)
JISR = (35.8144, 36.3211)


def row(number: int, sentence: str, trigger: str, **values: Any) -> dict[str, Any]:
    """One row of the table with evidence for its sentence, as a report of its own has it."""
    place = values.pop("place_words", None)
    start = 100

    def spans(words: str | None) -> list[list[int]]:
        if not words or words not in sentence:
            return []
        at = start + sentence.index(words)
        return [[at, at + len(words)]]

    evidence = {
        "sentence": [[start, start + len(sentence)]],
        "sentence_text": sentence,
        "sentence_start": start,
        "trigger": spans(trigger),
        "location": spans(place),
        "location_step": "grammar",
    }
    latitude, longitude = values.get("latitude"), values.get("longitude")
    return {
        "event_id": f"e{number}",
        "event_group": f"e{number}",
        "time_precision": 1,
        "factuality": "reported",
        "confidence": 0.8,
        "n_sources": 1,
        "report_id": f"report-{number}",
        "source": "The Daily Wire",
        "source_url": f"https://news.example/{number}",
        "notes": sentence,
        "counts": [],
        "places": [],
        "evidence": evidence,
        "geometry": None if latitude is None else Point(longitude, latitude),
        **values,
    }


def link(
    name: str, role: str, place_id: str, at: tuple[float, float], **values: Any
) -> dict[str, Any]:
    return {
        "start": 0,
        "end": len(name),
        "text": name,
        "role": role,
        "usage": "literal",
        "kind": "noun",
        "place_id": place_id,
        "name": name,
        "latitude": at[0],
        "longitude": at[1],
        **values,
    }


def small_frame() -> gpd.GeoDataFrame:
    """Eight rows: each kind of place, date and factuality that the map draws differently."""
    syria = {"country": "Syria", "iso3": "SYR", "latitude": 35.0, "longitude": 38.5,
             "location": "Syria", "place_id": "geonames:163843", "feature_code": "PCLI",
             "where_prec": 6, "radius_km": 300.0}  # fmt: skip
    tehran = link("Tehran", "actor", "geonames:112931", (35.69439, 51.42151), country_code="IR",
                  feature_code="PPLC", usage="associative", kind="metonym")  # fmt: skip
    in_syria = link("Syria", "where", "geonames:163843", (35.0, 38.5), country_code="SY",
                    feature_code="PCLI")  # fmt: skip
    rows = [
        # Known by country alone, with a government that acts from elsewhere.
        row(1, "Tehran denied that it had signed a deal with Syria on Sunday.", "signed",
            place_words="Syria", event_type="AGREE", sub_event_type="deal", quad_code=1,
            event_date="2018-08-26", event_date_end="2018-08-26", actor1="Iran", actor2="Syria",
            title="Iran and Syria sign a deal", places=[tehran, in_syria], **syria),
        # The same point as the first: both must be reachable.
        row(2, "An Iranian diplomat visited Syria.", "visited", place_words="Syria",
            event_type="CONSULT", sub_event_type="visit", quad_code=1, event_date="2018-08-25",
            event_date_end="2018-08-25", title="Diplomat in Syria", places=[in_syria], **syria),
        # Near a place, claimed by someone, and the emoji moves offsets in UTF-16.
        row(3, "🛢 Chlorine was brought to a village near Jisr ash Shughūr, the ministry said.",
            "brought", place_words="Jisr ash Shughūr", event_type="MOBILIZE", quad_code=4,
            event_date="2018-08-24", event_date_end="2018-08-24", claimed_by="the ministry",
            location="near Jisr ash Shughūr", place_id="geonames:169023", feature_code="PPLA2",
            admin1="Idlib", country="Syria", iso3="SYR", latitude=JISR[0], longitude=JISR[1],
            where_prec=2, radius_km=5.0, title="Chlorine claim", source="Agence Ǧisr"),
        # Planned, and known by its division.
        row(4, "Militants plan to attack in Idlib province.", "attack", place_words="Idlib",
            event_type="ASSAULT", quad_code=4, factuality="planned", event_date="2018-08-28",
            event_date_end="2018-08-31", time_precision=2, location="Idlib",
            place_id="geonames:169387", feature_code="ADM1", admin1="Idlib", country="Syria",
            iso3="SYR", latitude=35.8, longitude=36.7, where_prec=4, radius_km=45.0,
            title="Attack planned"),
        # An exact place, with counts and two sources.
        row(5, "A bomb killed 12 people in Damascus.", "killed", place_words="Damascus",
            event_type="ASSAULT", quad_code=4, event_date="2018-08-20", event_date_end="2018-08-20",
            counts=[{"what": "killed", "low": 12, "high": 12, "start": 0, "end": 2}],
            fatalities_low=12, fatalities_high=12, n_sources=2, location="Damascus",
            place_id="geonames:170654", feature_code="PPLC", admin1="Damascus", country="Syria",
            iso3="SYR", latitude=DAMASCUS[0], longitude=DAMASCUS[1], where_prec=1, radius_km=10.0,
            title="Bomb in Damascus"),
        # No place at all.
        row(6, "A minister resigned.", "resigned", event_type="CONCEDE", quad_code=1,
            event_date="2018-08-22", event_date_end="2018-08-22", title="Minister goes"),
        # No date, denied, another country.
        row(7, "Officials denied that Łódź had flooded.", "flooded", place_words="Łódź",
            event_type="DISASTER", factuality="denied", location="Łódź", admin1="Łódź Voivodeship",
            country="Poland", iso3="POL", latitude=51.75, longitude=19.46667, where_prec=1,
            radius_km=8.0, title="No flood, officials say", source=None, source_url=None),
        # A month's precision and a link that is no web address.
        row(8, "A protest was held in Khartoum in March.", "protest", place_words="Khartoum",
            event_type="PROTEST", quad_code=4, event_date="2018-03-01", event_date_end="2018-03-31",
            time_precision=3, location="Khartoum", admin1="Khartoum", country="Sudan", iso3="SDN",
            latitude=15.55177, longitude=32.53241, where_prec=1, radius_km=15.0,
            title="Protest", source_url="javascript:alert(1)"),
    ]  # fmt: skip
    return conform(pd.DataFrame(rows))


def hostile_frame(payloads: Sequence[str] = PAYLOADS) -> gpd.GeoDataFrame:
    """One row a payload, with it in every column of text, in the JSON columns and in the link."""
    texts = ("event_id", "event_group", "event_type", "sub_event_type", "actor1", "actor2",
             "location", "place_id", "feature_code", "admin1", "admin2", "country", "iso3",
             "factuality", "claimed_by", "source", "source_url", "report_id", "title",
             "notes")  # fmt: skip
    rows = []
    for number, payload in enumerate(payloads):
        latitude, longitude = 10.0 + number % 40, 20.0 + number // 40
        named = link(payload, "mentioned", f"x:{number}", (latitude, longitude),
                     country_code=payload, feature_code=payload)  # fmt: skip
        one = row(number, payload, payload, latitude=latitude, longitude=longitude, where_prec=1,
                  event_date="2020-01-01", event_date_end="2020-01-02", radius_km=1.0,
                  **dict.fromkeys(texts, payload))  # fmt: skip
        one["event_id"] = f"{number} {payload}"
        one["places"] = [named]
        one["evidence"]["sentence_text"] = payload
        one["counts"] = [{"what": payload, "low": 1, "high": None, "start": 0, "end": 1}]
        rows.append(one)
    return conform(pd.DataFrame(rows))


def many_events(count: int, seed: int = 7) -> gpd.GeoDataFrame:
    """Events around some cities, drawn by chance but always the same for the same count."""
    chance = random.Random(seed)
    cities = [(f"City {n}", chance.uniform(-50, 60), chance.uniform(-170, 170)) for n in range(400)]
    types = [
        ("ASSAULT", 4),
        ("PROTEST", 4),
        ("AGREE", 1),
        ("AID", 2),
        ("ACCUSE", 3),
        ("CONSULT", 1),
    ]
    rows = []
    words = ["market", "troops", "minister", "river", "talks", "border", "school", "clash", "rain"]
    for number in range(count):
        name, latitude, longitude = chance.choice(cities)
        event_type, quad = chance.choice(types)
        sentence = f"Report {number}: " + " ".join(chance.choices(words, k=22)) + f" in {name}."
        day = pd.Timestamp("2020-01-01") + pd.Timedelta(days=chance.randrange(1500))
        latitude += chance.gauss(0, 0.3)
        longitude += chance.gauss(0, 0.3)
        rows.append(
            row(number, sentence, "talks", place_words=name, event_type=event_type, quad_code=quad,
                event_date=day, event_date_end=day, location=name, country=f"Land {number % 60}",
                admin1=f"Province {number % 500}", latitude=latitude, longitude=longitude,
                where_prec=chance.choice([1, 1, 1, 2, 4, 6]), radius_km=chance.uniform(1, 60),
                title=f"What happened in {name}", actor1="police", actor2="crowd",
                places=[link(name, "where", f"x:{name}", (latitude, longitude))])
        )  # fmt: skip
    frame = pd.DataFrame(rows)
    for name in ("places", "counts", "evidence"):
        frame[name] = [json.dumps(value) for value in frame[name]]
    return conform(frame)
