from collections.abc import Callable

import pytest

from geo.counts.counts import find_counts
from geo.language.text import Analysis

Analyse = Callable[[str], Analysis]


def counts(analyse: Analyse, text: str) -> list[tuple[str, int, int | None, str]]:
    analysis = analyse(text)
    return [(c.what, c.low, c.high, analysis.tokens[c.token].text) for c in find_counts(analysis)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It killed at least 12 people.", [("killed", 12, None, "killed")]),
        (
            "At least 12 people were killed and 30 wounded.",
            [("killed", 12, None, "killed"), ("wounded", 30, 30, "wounded")],
        ),
        (
            "The blast killed 12 people and wounded 30.",
            [("killed", 12, 12, "killed"), ("wounded", 30, 30, "wounded")],
        ),
        ("Half of the 40 detainees were released.", [("released", 20, 20, "released")]),
        ("Police released half of the 41 detainees.", [("released", 20, 21, "released")]),
        ("Police released nearly half of the 40 detainees.", []),
        ("Police released half of them.", []),
        ("Neither of the two was hurt.", [("wounded", 0, 0, "hurt")]),
        ("Neither man was hurt.", [("wounded", 0, 0, "hurt")]),
        # A number that the reader hangs on the name of a place
        ("In Sylhet 49 drowned.", [("killed", 49, 49, "drowned")]),
        ("In May 2015 drowned men were found.", []),
        ("Flight 370 vanished on Monday.", []),
        (
            "Clashes left at least 20 people dead and more than 3,000 displaced.",
            [("killed", 20, None, "dead"), ("displaced", 3000, None, "displaced")],
        ),
        # Of a bare number its own state is said right behind it.
        (
            "Two dead and a dozen injured in a bus crash near Kano.",
            [("killed", 2, 2, "dead"), ("wounded", 12, 12, "injured")],
        ),
        (
            "One dead and a dozen wounded in a grenade attack in Goma.",
            [("killed", 1, 1, "dead"), ("wounded", 12, 12, "wounded")],
        ),
        # Others on another day
        ("One person died on Monday and three more on Tuesday.", [("killed", 4, 4, "died")]),
        ("Six people died on Sunday, two in Kano and four in Zaria.", [("killed", 6, 6, "died")]),
        ("The number of deaths rose to five.", [("killed", 5, 5, "number")]),
        # Parts are no more people than the whole.
        (
            "It killed 34 people: 15 in Khan Younis, 11 in Gaza City and eight in Jabalia.",
            [("killed", 34, 34, "killed")],
        ),
        (
            "It killed 40 people, 30 of them in Sindh and 10 in Punjab.",
            [("killed", 40, 40, "killed")],
        ),
        (
            "Kingpin Ismael Zambada was arrested in Texas on Friday.",
            [("detained", 1, 1, "arrested")],
        ),
        # The day of a month counts nobody.
        ("12 Nov, Garissa: a trader was shot dead.", [("killed", 1, 1, "shot")]),
        ("The 7 November blast in Bannu killed four.", [("killed", 4, 4, "killed")]),
        ("Both officials were rearrested.", [("detained", 2, 2, "rearrested")]),
        ("A man was hit by a bus and died.", [("killed", 1, 1, "died")]),
        (
            "49 drown and 140 are missing.",
            [("killed", 49, 49, "drown"), ("missing", 140, 140, "missing")],
        ),
        ("Boat sinks off Libya: 30 perish", [("killed", 30, 30, "perish")]),
        ("Four miners were taken to hospital in Kitwe.", [("wounded", 4, 4, "taken")]),
        ("Four tents were taken to a hospital in Kitwe.", []),
        ("The bodies of five men were dumped on a road.", [("killed", 5, 5, "dumped")]),
        ("Medics treated 14 wounded in Nyala.", [("wounded", 14, 14, "wounded")]),
        (
            "A hospital reported 22 deaths and 16 injuries.",
            [("killed", 22, 22, "deaths"), ("wounded", 16, 16, "injuries")],
        ),
        (
            "Zamfara: nine bandits killed and three motorcycles seized.",
            [("killed", 9, 9, "killed")],
        ),
        (
            "Some 4,000 people have been killed since 2020, and over a million displaced.",
            [("killed", 4000, 4000, "killed"), ("displaced", 1_000_000, None, "displaced")],
        ),
        (
            "More than 4,000 people killed since January, and over a million displaced.",
            [("killed", 4000, None, "killed"), ("displaced", 1_000_000, None, "displaced")],
        ),
        (
            "Nine bandits were killed and three of their motorcycles seized.",
            [("killed", 9, 9, "killed")],
        ),
        ("The deaths of five soldiers shocked Kiev.", [("killed", 5, 5, "deaths")]),
        ("The death toll rose to 45.", [("killed", 45, 45, "toll")]),
        ("Officials put the death toll at 60.", [("killed", 60, 60, "toll")]),
        ("Between 12 and 15 soldiers died.", [("killed", 12, 15, "died")]),
        ("Dozens were arrested.", [("detained", 24, 99, "arrested")]),
        (
            "Hundreds of thousands of people were displaced.",
            [("displaced", 200_000, 999_999, "displaced")],
        ),
        ("More than 300 people were injured.", [("wounded", 300, None, "injured")]),
        ("Up to 20 villagers were abducted.", [("abducted", 0, 20, "abducted")]),
        (
            "Gunmen killed ten people, leaving five missing.",
            [("killed", 10, 10, "killed"), ("missing", 5, 5, "missing")],
        ),
        ("Rebels hacked 18 villagers to death.", [("killed", 18, 18, "hacked")]),
        ("Some 30 bodies had been recovered.", [("killed", 30, 30, "recovered")]),
        ("Divers recovered 30 boxes.", []),
        ("The raid forced about 6,000 people to flee.", [("displaced", 6000, 6000, "flee")]),
        ("Some eight people drowned.", [("killed", 8, 8, "drowned")]),
        ("A woman and two children were killed.", [("killed", 3, 3, "killed")]),
        (
            "Two soldiers and an unknown number of civilians were killed.",
            [("killed", 2, None, "killed")],
        ),
        ("No one was hurt.", [("wounded", 0, 0, "hurt")]),
        ("Police arrested a suspected bomb maker.", [("detained", 1, 1, "arrested")]),
        ("Troops killed a notorious arms dealer.", [("killed", 1, 1, "killed")]),
        ("Police arrested journalist Ivan Petrov.", [("detained", 1, 1, "arrested")]),
        ("President Ebrahim Raisi and eight others died.", [("killed", 9, 9, "died")]),
        ("Nine inmates and a guard were killed in a riot.", [("killed", 10, 10, "killed")]),
        ("The blast killed a tiger.", []),
        (
            "More than 50 people, among them a pastor and his four children, were killed.",
            [("killed", 50, None, "killed")],
        ),
        ("Divers recovered the bodies of six people.", [("killed", 6, 6, "recovered")]),
        ("The bodies of six people were found in Cilacap.", [("killed", 6, 6, "found")]),
        ("An accident at a quarry claimed three lives.", [("killed", 3, 3, "claimed")]),
        ("The flood claimed the lives of five miners.", [("killed", 5, 5, "claimed")]),
        ("The group claimed three attacks.", []),
        ("Floods forced 900 people out of their homes.", [("displaced", 900, 900, "forced")]),
        ("Rebels drove 40 people from the village.", [("displaced", 40, 40, "drove")]),
        ("Rebels drove 40 trucks to the village.", []),
        ("Some 1,200 people were told to leave.", [("displaced", 1200, 1200, "told")]),
        ("Six of the wounded were flown to Nairobi.", []),
        ("The shelling wounded a 16-year-old in Kherson.", [("wounded", 1, 1, "wounded")]),
        ("The shelling wounded an old bridge.", []),
        ("A bomb injured another in Quetta.", [("wounded", 1, 1, "injured")]),
        ("We counted 14 bodies in the village.", [("killed", 14, 14, "counted")]),
        ("Pirates seized a dhow with 11 crew off Eyl.", [("abducted", 11, 11, "seized")]),
        ("Police seized a house with nine men.", []),
        ("They fled clashes in which 26 were reported killed.", [("killed", 26, 26, "killed")]),
        ("The 600 residents were ordered out on Monday.", [("displaced", 600, 600, "ordered")]),
        (
            "Cholera has spread to Lae. Officials reported 900 cases.",
            [("infected", 900, 900, "cases")],
        ),
        ("The court heard 900 cases.", []),
        ("Police bundled forty students into vans.", [("detained", 40, 40, "bundled")]),
        ("Gunmen seized eight farmers.", [("abducted", 8, 8, "seized")]),
        ("Police seized eight men.", [("detained", 8, 8, "seized")]),
        ("Police seized eight rifles.", []),
        ("Police picked up nine men over the riot.", [("detained", 9, 9, "picked")]),
        ("Its driver was let go.", [("released", 1, 1, "let")]),
        ("Ten men walked free from prison.", [("released", 10, 10, "walked")]),
        ("Some 1,200 people poured across the border.", [("displaced", 1200, 1200, "poured")]),
        ("The crew of six was let down.", []),
        ("A night watchman suffered burns.", [("wounded", 1, 1, "suffered")]),
        ("The team suffered a defeat.", []),
        ("Five guards lost their lives.", [("killed", 5, 5, "lost")]),
        ("Nine villagers succumbed to cholera.", [("killed", 9, 9, "succumbed")]),
        ("She was freed on bail.", [("released", 1, 1, "freed")]),
        ("Her phone was seized.", []),
        ("Police captured a 17-year-old gang member.", [("detained", 1, 1, "captured")]),
        ("Troops captured two villages.", []),
        ("Its manager was taken into custody.", [("detained", 1, 1, "taken")]),
        ("The rebels took 60 soldiers prisoner.", [("detained", 60, 60, "took")]),
        ("At least 40 men were rounded up.", [("detained", 40, None, "rounded")]),
        ("Two students were nabbed.", [("detained", 2, 2, "nabbed")]),
        ("Eight were recaptured by Sunday.", [("detained", 8, 8, "recaptured")]),
        (
            "One man is dead and two others are in hospital.",
            [("killed", 1, 1, "dead"), ("wounded", 2, 2, "hospital")],
        ),
        ("A 30-year-old man was shot dead.", [("killed", 1, 1, "shot")]),
        ("The attack left at least 15 people dead.", [("killed", 15, None, "dead")]),
        ("Five people are missing.", [("missing", 5, 5, "missing")]),
        ("Thousands of people demonstrated.", [("protesters", 2000, 9999, "demonstrated")]),
        ("Doctors reported 300 cases of cholera.", [("infected", 300, 300, "cases")]),
        ("A guard was stabbed to death.", [("killed", 1, 1, "stabbed")]),
        ("Robbers beat a 60-year-old passer-by to death.", [("killed", 1, 1, "beat")]),
        ("A court sentenced five men to death.", []),
        ("Bandits killed a village elder.", [("killed", 1, 1, "killed")]),
        (
            "One man was shot and at least 31 people, seven of them pupils, were hurt on Monday.",
            [("wounded", 31, None, "hurt")],
        ),
        ("If nobody is arrested by Monday, nurses will march.", []),
        ("Nobody was arrested.", [("detained", 0, 0, "arrested")]),
        ("The attacker fled.", []),
        ("Two men fled the scene.", []),
        ("Two men fled the town.", [("displaced", 2, 2, "fled")]),
        ("Police detained two dozen protesters.", [("detained", 24, 24, "detained")]),
        ("A bomber killed himself and five others.", [("killed", 6, 6, "killed")]),
        ("Rebels killed a mayor, his wife and three aides.", [("killed", 5, 5, "killed")]),
        ("A mayor, a lawyer from Goma, was killed.", [("killed", 1, 1, "killed")]),
        ("Ten people fled the town.", [("displaced", 10, 10, "fled")]),
        ("The flood drowned nine children.", [("killed", 9, 9, "drowned")]),
        ("Three women were hanged.", [("killed", 3, 3, "hanged")]),
        ("The blast left dozens injured.", [("wounded", 24, 99, "injured")]),
        ("The blast left 24 injured.", [("wounded", 24, 24, "injured")]),
        ("The fire killed 30 cattle.", []),
        ("A blast killed between 12 and 15 people.", [("killed", 12, 15, "killed")]),
        ("Shells killed three men in Sumy and five in Izium.", [("killed", 8, 8, "killed")]),
        ("Police held 20 in Paris.", []),
        ("Rebels gunned down 26 herders.", [("killed", 26, 26, "gunned")]),
        ("Nine farmers were burned alive by rebels.", [("killed", 9, 9, "burned")]),
        ("Police shot dead a Kurd in Van.", [("killed", 1, 1, "shot")]),
        ("Rebels killed an elderly couple.", [("killed", 2, 2, "killed")]),
        ("It killed two men in Sumy, one in Izium and four in Kyiv.", [("killed", 7, 7, "killed")]),
        ("It killed two men in Sumy, and five in April.", [("killed", 2, 2, "killed")]),
        ("Clashes killed soldiers.", []),
        ("He was killed.", [("killed", 1, 1, "killed")]),
    ],
)
def test_counts_hang_on_their_words(
    analyse: Analyse, text: str, expected: list[tuple[str, int, int | None, str]]
) -> None:
    assert counts(analyse, text) == expected


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("More than 400,000 people have been killed in the war.", True),
        ("The war has killed more than 400,000 people.", True),
        ("Some 400,000 people have been killed since 2011.", True),
        ("Over the past decade 2,000 journalists were killed.", True),
        ("Since the start of the uprising 900 people have been killed.", True),
        ("It has killed thousands of people since it began with protests.", True),
        ("The blast brought the toll of the month to 30.", True),
        ("It took the death toll to 300 since the war began.", True),
        ("It brought the number of dead this month to 85.", True),
        ("The number of dead in this month's floods rose to 85.", False),
        ("Fire has killed 90 people since Kenya's first invasion of Jubaland.", True),
        ("Some 4,000 people have been killed since the generals took power.", True),
        ("Some 700 soldiers have died since the front moved east in 2022.", True),
        ("Some 900 villagers have been killed in the fighting so far.", True),
        ("Fifty people have been killed so far in the war.", True),
        ("A conflict broke out in May. It has killed thousands of people.", True),
        ("A bomb exploded in May. It killed nine people.", False),
        ("A nurse was killed in the third such raid this year.", False),
        ("Six people were killed in the deadliest attack since 2014.", False),
        ("Since 2014 some 600 people have been killed in the worst attacks for decades.", True),
        ("The death toll rose to 30.", False),
        ("Nine people died, raising hopes that the war would end.", False),
        ("Twelve people were killed on Sunday.", False),
        ("Twelve people have been killed since Sunday.", False),
        ("Twelve people were killed in an attack.", False),
    ],
)
def test_a_wars_total_is_told_from_a_days_toll(analyse: Analyse, text: str, total: bool) -> None:
    (count,) = find_counts(analyse(text))
    assert count.is_total is total


def test_spans_are_the_words_of_the_text(analyse: Analyse) -> None:
    text = "It rained.\n\nAt least 12 people were killed. A woman and two children were wounded."
    spans = [text[slice(*count.span)] for count in find_counts(analyse(text))]
    assert spans == ["At least 12 people", "A woman and two children"]


@pytest.mark.parametrize(
    "text",
    [
        "The toll of Monday's bombing in Imphal rose from 22 to 28 dead.",
        "The death toll from the flood in Imphal climbed from 22 to 28.",
        "The death toll rose from twenty-two to twenty-eight on Tuesday.",
        "The toll in the bombing climbed to 28 from 22.",
        "The number of dead in the Kabul blast increased from 22 to 28.",
        "The number of people killed in the blast rose from 22 to 28, police said.",
    ],
)
def test_a_toll_is_what_it_rose_to(analyse: Analyse, text: str) -> None:
    counts = {(count.what, count.low, count.high) for count in find_counts(analyse(text))}
    assert counts == {("killed", 28, 28)}


@pytest.mark.parametrize(
    "text",
    [
        "An avalanche hit Kohistan on Monday, with 11 climbers feared dead.",
        "A boat sank off Mombasa on Monday and 11 people are feared dead.",
        "11 feared dead as boat capsizes in Lake Victoria",
    ],
)
def test_of_those_feared_dead_none_or_all_may_have_died(analyse: Analyse, text: str) -> None:
    (count,) = find_counts(analyse(text))
    assert (count.what, count.low, count.high) == ("killed", 0, 11)


def test_more_people_than_there_are_are_no_count(analyse: Analyse) -> None:
    text = "They killed 5,000,000,000 men and 5,000,000,000 women. Nine billion people died."
    assert find_counts(analyse(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our correspondent reports three martyrs.", {("killed", 3, 3)}),
        ("Three men were slain near Pune.", {("killed", 3, 3)}),
        ("The patrol felled two militiamen.", {("killed", 2, 2)}),
        ("Loggers felled two trees.", set()),
        ("The army lost 12 soldiers to a mine.", {("killed", 12, 12)}),
        ("The club lost two men to injury.", set()),
        ("The army lost two towns.", set()),
        ("It killed nine rebels for the loss of a soldier.", {("killed", 9, 9), ("killed", 1, 1)}),
        ("It tells of the massacre of eight students.", {("killed", 8, 8)}),
        ("The report tells of two massacres.", set()),
        ("The rescue of 30 sailors took a day.", {("rescued", 30, 30)}),
        ("Firefighters pulled two sisters alive from the rubble.", {("rescued", 2, 2)}),
        ("Eleven others were brought up alive.", {("rescued", 11, 11)}),
        ("Nine farmers were burned alive.", {("killed", 9, 9)}),
        ("Six people were burned when a tank exploded.", {("wounded", 6, 6)}),
        ("The mob burned six houses.", set()),
        ("Volunteers shifted 7,800 people to schools.", {("displaced", 7800, 7800)}),
        ("Volunteers shifted 7,800 bags to schools.", set()),
        ("Some 900 villagers have evacuated since Sunday.", {("displaced", 900, 900)}),
        ("She was bundled into a car by gunmen.", {("abducted", 1, 1)}),
        ("The police pushed two men into a car.", {("detained", 2, 2)}),
        ("Hospitals recorded 43 cases of measles.", {("infected", 43, 43)}),
        ("They counted 87 cholera cases, three of them fatal.",
         {("infected", 87, 87), ("killed", 3, 3)}),
        ("They had 60 measles cases, four of which were fatal.",
         {("infected", 60, 60), ("killed", 4, 4)}),
        ("Ten fishermen are unaccounted for.", {("missing", 10, 10)}),
        ("Four men are feared drowned.", {("killed", 0, 4)}),
        ("Fourteen are feared to have been killed.", {("killed", 0, 14)}),
        ("Some 40 traders are thought to have been abducted.", {("abducted", 40, 40)}),
        ("The blast is feared to have killed four men.", {("killed", 0, 4)}),
        ("Police shot dead two men and wounded a third.", {("killed", 2, 2), ("wounded", 1, 1)}),
        ("A third of the patients died.", set()),
        ("Four dead, nine hurt, all of them recruits.", {("killed", 4, 4), ("wounded", 9, 9)}),
        ("Four killed, 17 hurt.", {("killed", 4, 4), ("wounded", 17, 17)}),
        ("3 soldiers killed, 5 wounded.", {("killed", 3, 3), ("wounded", 5, 5)}),
        ("Floods killed 12 people and displaced 8,000.", {("killed", 12, 12),
         ("displaced", 8000, 8000)}),
        ("Kutupalong: a fire, 350 people left homeless.", {("displaced", 350, 350)}),
    ],
)  # fmt: skip
def test_news_has_many_words_for_what_befell_people(
    analyse: Analyse, text: str, expected: set[tuple[str, int, int | None]]
) -> None:
    found = {(c.what, c.low, c.high) for c in find_counts(analyse(text))}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Gunmen kidnapped a priest and his driver in Owerri.", 2),
        ("Rebels seized a camp, killing at least 60 soldiers and guards, two officials said.", 60),
        (
            "Jihadists overran an army camp in the town of Djibo on Sunday, killing at least 60 "
            "soldiers and civilian auxiliaries, two security sources and a municipal official "
            "told SPA.",
            60,
        ),
        ("Rebels killed nine men, a priest and two nuns, an official said.", 12),
    ],
)
def test_those_who_are_joined_are_counted_and_those_who_tell_are_not(
    analyse: Analyse, text: str, low: int
) -> None:
    (count,) = find_counts(analyse(text))
    assert count.low == low


def test_no_text_no_counts(analyse: Analyse) -> None:
    assert find_counts(analyse("")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all 640 households were displaced.", set()),
        ("Hundreds of families fled the town.", set()),
        ("Rebels drove 40 families from the village.", set()),
        ("Kutupalong: a fire, 350 families left homeless.", set()),
        ("Police arrested three gangs in Lima.", set()),
        ("The flood displaced a family of five.", {("displaced", 5, 5)}),
        ("Police arrested a group of 12 men.", {("detained", 12, 12)}),
        ("Some 900 people from 200 families fled Goma.", {("displaced", 900, 900)}),
        ("Gunmen killed two of the family.", {("killed", 2, 2)}),
        ("Gunmen abducted six members of two families.", {("abducted", 6, 6)}),
    ],
)
def test_families_and_groups_are_no_number_of_people(
    analyse: Analyse, text: str, expected: set[tuple[str, int, int | None]]
) -> None:
    assert {(c.what, c.low, c.high) for c in find_counts(analyse(text))} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A drone struck a camp, killing three displaced people.", {("killed", 3, 3)}),
        ("Three displaced people were killed and five wounded.",
         {("killed", 3, 3), ("wounded", 5, 5)}),
        ("A third colleague was injured and was flown to Juba.", {("wounded", 1, 1)}),
        ("Two were flown abroad for treatment.", set()),
        ("The army evacuated five injured miners.", {("wounded", 5, 5)}),
        ("The army evacuated 500 villagers.", {("displaced", 500, 500)}),
        ("Rebels killed 12 people and displaced 8,000.",
         {("killed", 12, 12), ("displaced", 8000, 8000)}),
        ("The attack killed 12 and left 900 displaced.",
         {("killed", 12, 12), ("displaced", 900, 900)}),
    ],
)  # fmt: skip
def test_the_killed_and_the_patients_are_not_displaced_by_it(
    analyse: Analyse, text: str, expected: set[tuple[str, int, int | None]]
) -> None:
    assert {(c.what, c.low, c.high) for c in find_counts(analyse(text))} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police detained migrants and 7,900 were deported.", {("displaced", 7900, 7900)}),
        ("The city evicted 400 people from a camp.", {("displaced", 400, 400)}),
        ("The city evicted 400 families from a camp.", set()),
        ("Algeria expelled 12 migrants to Niger.", {("displaced", 12, 12)}),
        ("Niger expelled three ambassadors.", set()),
        ("Some 1,200 people have had to leave their homes.", {("displaced", 1200, 1200)}),
        ("Nine hundred villagers had to be evacuated.", {("displaced", 900, 900)}),
        ("Two players had to leave the pitch.", set()),
        ("Six players had to leave home early for the match.", set()),
    ],
)
def test_who_is_deported_or_evicted_is_displaced(
    analyse: Analyse, text: str, expected: set[tuple[str, int, int | None]]
) -> None:
    assert {(c.what, c.low, c.high) for c in find_counts(analyse(text))} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A baker was hit in the shoulder.", [("wounded", 1, 1)]),
        ("Two joiners were grazed by pellets.", [("wounded", 2, 2)]),
        ("A joiner was hit in the neck and died.", [("killed", 1, 1)]),
        ("The bus was hit by stones.", []),
        ("A cook lost the sight of one eye.", [("wounded", 1, 1)]),
        ("Three bakers lost their heads.", []),
        ("A cook lost two teeth.", [("wounded", 1, 1)]),
        ("A cook was shot in both knees.", [("wounded", 1, 1)]),
        ("A cook was shot in the head.", []),
        ("A cook's nose was broken.", [("wounded", 1, 1)]),
        ("Thieves broke his jaw.", [("wounded", 1, 1)]),
        ("The clinic treated nine men for burns.", [("wounded", 9, 9)]),
        ("A herder had his ribs broken with a stick.", [("wounded", 1, 1)]),
        ("The clinic treated 31 people with bullet wounds.", [("wounded", 31, 31)]),
        ("Surgeons operated on nine men.", [("wounded", 9, 9)]),
        ("The clinic admitted 57 patients with burns.", [("wounded", 57, 57)]),
        ("A ward admitted 40 cholera patients.", [("infected", 40, 40)]),
        ("The club admitted 40 members.", []),
        ("08:05 | Korba: an old cook was struck by shrapnel.", [("wounded", 1, 1)]),
    ],
)
def test_who_is_hurt_in_the_body_is_wounded(
    analyse: Analyse, text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert [found[:3] for found in counts(analyse, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood cost 20 lives.", [("killed", 20, 20)]),
        ("The storm took hundreds of lives.", [("killed", 200, 999)]),
        ("The crash cost the club three points.", []),
        ("Six people burned to death in a crash.", [("killed", 6, 6)]),
        ("Two miners plunged to their deaths.", [("killed", 2, 2)]),
        ("The driver of the bus, who died at the scene, was 40.", [("killed", 1, 1)]),
        ("The wife of a nurse who died was 40.", [("killed", 1, 1)]),
        ("Nine people were burnt beyond recognition.", [("killed", 9, 9)]),
        ("A flood drowned nine people.", [("killed", 9, 9)]),
        ("Nine people have drowned, among them a cook.", [("killed", 9, 9)]),
    ],
)
def test_lives_that_are_lost_are_counted(
    analyse: Analyse, text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert [found[:3] for found in counts(analyse, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A cook and her twins were killed.", [("killed", 3, 3)]),
        ("The mayor and the head of the council were detained.", [("detained", 2, 2)]),
        ("Police arrested a councilor in Cebu.", [("detained", 1, 1)]),
        (
            "Six pupils and a guard perished and over 20 were injured in a fire.",
            [("killed", 7, 7), ("wounded", 20, None)],
        ),
        (
            "Nine pupils and a cook drowned and at least 20 were rescued.",
            [("killed", 10, 10), ("rescued", 20, None)],
        ),
        ("Raiders abducted eleven women and girls.", [("abducted", 11, 11)]),
        ("Raiders abducted eleven women and several girls.", [("abducted", 14, 20)]),
        ("A priest and nine of his flock were detained.", [("detained", 10, 10)]),
        ("A cook and two donkeys were killed.", [("killed", 1, 1)]),
        ("Police arrested two owners together with an engineer.", [("detained", 3, 3)]),
        ("Two drivers hired by a mill were detained on Tuesday.", [("detained", 2, 2)]),
        ("A nun, Sister Eva Lind, and a driver were kidnapped.", [("abducted", 2, 2)]),
        (
            "Eight joiners, among them a cook and her nephew, were rescued alive.",
            [("rescued", 8, 8)],
        ),
        (
            "Two cooks and a boy of 16, all of them locals, were killed.",
            [("killed", 3, 3)],
        ),
        (
            "Police arrested four boatmen; a fifth was arrested in Minna.",
            [("detained", 4, 4), ("detained", 1, 1)],
        ),
        (
            "Five herders are dead and more than 400 goats missing after the raid.",
            [("killed", 5, 5)],
        ),
        ("Three hundred head of cattle were driven out of their pens.", []),
    ],
)
def test_each_of_those_who_are_told_of_is_counted_once(
    analyse: Analyse, text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert [found[:3] for found in counts(analyse, text)] == expected
