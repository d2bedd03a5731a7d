"""One hard report, and two of our own that make the same claims of other places, people and days.

The report is ../shared/reports/idlib.txt, beside the repository; where it is absent its tests are
skipped, and those of the variants, in tests/data, run.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest

import geo
from gazetteer import Gazetteer
from geo.records import Event, ParsedReport, ResolvedToponym

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared" / "reports"


@dataclass(frozen=True, slots=True)
class Case:
    """What one of the reports says. Ids are GeoNames', phrases stand once in the report."""

    path: Path
    published: date
    country: str
    country_name: str
    country_id: int
    wider_region: str
    region_without_events: str
    province: str
    province_phrase: str
    province_id: int
    town: str
    town_id: int
    direction: str
    capital: str
    capital_id: int
    backing_phrase: str
    formal_name: str
    formal_id: int
    adjectives: tuple[str, ...]
    false_place: str
    deal_phrase: str
    deal_day: date
    parties: frozenset[str]
    visit_phrase: str
    visit_day: date
    deaths_phrase: str
    deaths: int
    crackdown_phrase: str
    crackdown_month: tuple[date, date]
    plan_phrase: str
    delivery_phrase: str
    claimant: str


IDLIB = Case(
    path=SHARED / "idlib.txt",
    published=date(2018, 8, 27),
    country="SY",
    country_name="Syria",
    country_id=163843,
    wider_region="Middle East",
    region_without_events="France",
    province="Idlib",
    province_phrase="Idlib province",
    province_id=169387,
    town="Jisr al-Shughur",
    town_id=169023,
    direction="northwestern",
    capital="Tehran",
    capital_id=112931,
    backing_phrase="Tehran has provided steady political, financial and military backing",
    formal_name="Russian Federation",
    formal_id=2017370,
    adjectives=("Syrian", "Iranian", "Russian"),
    false_place="in St. Even",
    deal_phrase="Iran and Syria reached the deal",
    deal_day=date(2018, 8, 26),
    parties=frozenset({"IR", "SY"}),
    visit_phrase="visited territory",
    visit_day=date(2018, 8, 25),
    deaths_phrase="At least 400,000 people have been killed",
    deaths=400_000,
    crackdown_phrase="government crackdown on protesters",
    crackdown_month=(date(2011, 3, 1), date(2011, 3, 31)),
    plan_phrase="preparing provocations",
    delivery_phrase="chlorine have already been delivered",
    claimant="Russian",
)

LIBYA = Case(
    path=DATA / "idlib_variant.txt",
    published=date(2019, 12, 2),
    country="LY",
    country_name="Libya",
    country_id=2215636,
    wider_region="North Africa",
    region_without_events="Italy",
    province="Derna",
    province_phrase="Derna province",
    province_id=87204,
    town="Umm al-Rizam",
    town_id=81071,
    direction="northeastern",
    capital="Ankara",
    capital_id=323786,
    backing_phrase="Ankara has given unbroken political, financial and military backing",
    formal_name="Republic of Turkey",
    formal_id=298795,
    adjectives=("Egyptian", "German", "Turkish"),
    false_place="in Mt. Even",
    deal_phrase="Turkey and Libya signed the accord",
    deal_day=date(2019, 11, 30),
    parties=frozenset({"TR", "LY"}),
    visit_phrase="toured barracks",
    visit_day=date(2019, 11, 29),
    deaths_phrase="No fewer than 30,000 people have been killed",
    deaths=30_000,
    crackdown_phrase="crackdown by militias on demonstrators",
    crackdown_month=(date(2014, 5, 1), date(2014, 5, 31)),
    plan_phrase="plotting raids",
    delivery_phrase="chlorine have already been brought",
    claimant="Egyptian",
)

SUDAN = Case(
    path=DATA / "idlib_variant_2.txt",
    published=date(2024, 11, 14),
    country="SD",
    country_name="Sudan",
    country_id=366755,
    wider_region="Africa",
    region_without_events="Belgium",
    province="Sennar",
    province_phrase="Sennar state",
    province_id=408669,
    town="El-Suki",
    town_id=378271,
    direction="southeastern",
    capital="Addis Ababa",
    capital_id=344979,
    backing_phrase="Addis Ababa has provided steady diplomatic, financial and military backing",
    formal_name="Federal Democratic Republic of Ethiopia",
    formal_id=337996,
    adjectives=("British", "Ethiopian", "Eritrean"),
    false_place="in Ft. Even",
    deal_phrase="Ethiopia and Sudan concluded the pact",
    deal_day=date(2024, 11, 12),
    parties=frozenset({"ET", "SD"}),
    visit_phrase="visited camps",
    visit_day=date(2024, 11, 10),
    deaths_phrase="At least 150,000 people have been killed",
    deaths=150_000,
    crackdown_phrase="government crackdown on marchers",
    crackdown_month=(date(2013, 4, 1), date(2013, 4, 30)),
    plan_phrase="preparing attacks",
    delivery_phrase="chlorine have already been delivered",
    claimant="Eritrean",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read, beside what it says."""

    case: Case
    parsed: ParsedReport
    frame: gpd.GeoDataFrame

    def names(self, text: str) -> list[ResolvedToponym]:
        """The place names that are written so."""
        return [name for name in self.parsed.toponyms if name.toponym.text == text]

    def name_in(self, phrase: str, text: str) -> ResolvedToponym:
        """The place name that is written so within the phrase."""
        start, end = self.span(phrase)
        found = [n for n in self.names(text) if start <= n.toponym.start < end]
        assert len(found) == 1, f"{text!r} in {phrase!r}: {found}"
        return found[0]

    def told_by(self, phrase: str) -> list[Event]:
        """The events whose trigger stands in the phrase; there must be some."""
        start, end = self.span(phrase)
        found = [e for e in self.parsed.events if start <= e.trigger.start < end]
        triggers = [event.trigger.text for event in self.parsed.events]
        assert found, f"no event in {phrase!r}, only {triggers}"
        return found

    def span(self, phrase: str) -> tuple[int, int]:
        """Where the phrase stands in the text, once."""
        text = self.parsed.report.text
        assert text.count(phrase) == 1, phrase
        return text.index(phrase), text.index(phrase) + len(phrase)

    def rows(self, events: list[Event]) -> gpd.GeoDataFrame:
        """The rows of the table that tell of these events."""
        return self.frame[self.frame.event_group.isin({event.event_id for event in events})]

    def groups_in(self, region: str, world: Gazetteer) -> set[str]:
        """The events that the filter keeps for a region."""
        kept = geo.filter_events(self.frame, region=region, gazetteer=world)
        return set(kept.event_group)


@pytest.fixture(scope="module", params=[IDLIB, LIBYA, SUDAN], ids=lambda case: case.path.stem)
def read(request: pytest.FixtureRequest, world: Gazetteer) -> Reading:
    case: Case = request.param
    if not case.path.exists():
        pytest.skip("../shared/reports/idlib.txt is not beside the repository")
    reports = geo.read_reports([case.path], published=case.published)
    (parsed,) = geo.parse(reports, gazetteer=world)
    return Reading(case, parsed, geo.events([parsed], gazetteer=world))


def ids(event: Event) -> set[int | None]:
    return {location.place.geonameid for location in event.locations}


def links(reading: Reading, event: Event) -> list[dict]:
    (row, *_) = reading.rows([event]).itertuples()
    return json.loads(row.places)


# Place names


def test_province_is_the_division_and_not_the_city(read: Reading) -> None:
    name = read.name_in(read.case.province_phrase, read.case.province)
    assert name.place is not None
    assert name.place.geonameid == read.case.province_id


def test_village_is_near_the_town(read: Reading) -> None:
    (name,) = read.names(read.case.town)
    assert name.location is not None
    assert name.location.place.geonameid == read.case.town_id
    assert name.location.relation == "near"
    assert name.location.where_prec == 2


def test_direction_means_a_part_of_the_country(read: Reading) -> None:
    case = read.case
    name = read.name_in(f"{case.direction} {case.country_name}", case.country_name)
    assert name.location is not None
    assert name.location.place.geonameid == case.country_id
    assert name.location.where_prec == 5
    assert name.location.relation == case.direction
    assert name.location.geometry is not None


def test_capital_stands_for_its_government(read: Reading) -> None:
    name = read.name_in(read.case.backing_phrase, read.case.capital)
    assert name.place is not None
    assert name.place.geonameid == read.case.capital_id
    assert (name.toponym.usage, name.toponym.kind) == ("associative", "metonym")


def test_capital_is_linked_as_actor_with_its_place(read: Reading) -> None:
    told = read.told_by(read.case.backing_phrase)
    found = [link for event in told for link in links(read, event)]
    capital = [link for link in found if link["text"] == read.case.capital]
    assert {link["role"] for link in capital} == {"actor"}
    assert {link["place_id"] for link in capital} == {f"geonames:{read.case.capital_id}"}
    assert all(link["latitude"] is not None for link in capital)


def test_nothing_happens_in_the_capital(read: Reading) -> None:
    assert all(read.case.capital_id not in ids(event) for event in read.parsed.events)


def test_formal_name_is_the_country(read: Reading) -> None:
    found = read.names(read.case.formal_name)
    assert found
    assert {name.place.geonameid for name in found if name.place} == {read.case.formal_id}


def test_adjectives_are_associative(read: Reading) -> None:
    for adjective in read.case.adjectives:
        found = read.names(adjective)
        assert found, adjective
        assert {name.toponym.usage for name in found} == {"associative"}, adjective


def test_cut_off_sentence_gives_no_place(read: Reading) -> None:
    start, end = read.span(read.case.false_place)
    inside = [n for n in read.parsed.toponyms if n.toponym.start < end and start < n.toponym.end]
    assert inside == []


# Events


def test_deal(read: Reading) -> None:
    deals = [e for e in read.told_by(read.case.deal_phrase) if e.event_type == "AGREE"]
    assert len(deals) == 1
    (deal,) = deals
    assert deal.date is not None
    assert (deal.date.first, deal.date.last) == (read.case.deal_day, read.case.deal_day)
    assert deal.factuality == "reported"
    actors = {actor.country_code for actor in (*deal.source_actors, *deal.target_actors)}
    assert actors >= read.case.parties


def test_deal_is_put_in_the_country_by_inference(read: Reading) -> None:
    (deal,) = [e for e in read.told_by(read.case.deal_phrase) if e.event_type == "AGREE"]
    (delivery,) = read.told_by(read.case.delivery_phrase)
    assert ids(deal) == {read.case.country_id}
    assert [location.where_prec for location in deal.locations] == [6]
    assert deal.location_step != "grammar"
    assert deal.confidence < delivery.confidence


def test_visit_of_the_diplomat(read: Reading) -> None:
    (visit,) = read.told_by(read.case.visit_phrase)
    assert visit.date is not None
    assert (visit.date.first, visit.date.last) == (read.case.visit_day, read.case.visit_day)
    assert {location.place.country_code for location in visit.locations} == {read.case.country}


def test_deaths_of_the_war(read: Reading) -> None:
    (deaths,) = read.told_by(read.case.deaths_phrase)
    assert [(c.low, c.high) for c in deaths.counts if c.what == "killed"] == [
        (read.case.deaths, None)
    ]
    assert ids(deaths) == {read.case.country_id}
    assert deaths.date is None or deaths.date.first != deaths.date.last


def test_crackdown(read: Reading) -> None:
    crackdowns = read.told_by(read.case.crackdown_phrase)
    assert all(ids(event) == {read.case.country_id} for event in crackdowns)
    days = {(event.date.first, event.date.last) for event in crackdowns if event.date}
    assert days == {read.case.crackdown_month}


def test_planned_attack_in_the_province(read: Reading) -> None:
    plans = read.told_by(read.case.plan_phrase)
    assert {event.factuality for event in plans} == {"planned"}
    for event in plans:
        assert ids(event) == {read.case.province_id}
        assert event.claimed_by is not None
        assert read.case.claimant in event.claimed_by.text


def test_chlorine_near_the_town(read: Reading) -> None:
    (delivery,) = read.told_by(read.case.delivery_phrase)
    assert delivery.factuality == "reported"
    assert ids(delivery) == {read.case.town_id}
    assert [location.where_prec for location in delivery.locations] == [2]
    assert delivery.claimed_by is not None
    assert read.case.claimant in delivery.claimed_by.text


# Filters


def test_province_keeps_just_its_events(read: Reading, world: Gazetteer) -> None:
    kept = geo.filter_events(read.frame, region=read.case.province, gazetteer=world)
    places = {f"geonames:{read.case.province_id}", f"geonames:{read.case.town_id}"}
    assert set(kept.place_id) == places
    told = read.told_by(read.case.plan_phrase) + read.told_by(read.case.delivery_phrase)
    assert set(kept.event_group) >= {event.event_id for event in told}


def test_country_and_wider_region_keep_all_of_the_country(read: Reading, world: Gazetteer) -> None:
    case = read.case
    phrases = (
        case.plan_phrase,
        case.delivery_phrase,
        case.visit_phrase,
        case.deaths_phrase,
        case.crackdown_phrase,
        case.deal_phrase,
    )
    expected = {event.event_id for phrase in phrases for event in read.told_by(phrase)}
    in_country = read.groups_in(case.country_name, world)
    assert in_country >= expected
    assert in_country >= read.groups_in(case.province, world)
    assert read.groups_in(case.wider_region, world) >= in_country


def test_other_country_keeps_none(read: Reading, world: Gazetteer) -> None:
    assert read.groups_in(read.case.region_without_events, world) == set()
