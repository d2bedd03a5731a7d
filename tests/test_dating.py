from datetime import date

import pytest

from geo.dates import find_dates
from geo.dating.dating import Timeline
from geo.headings.headings import read_headings

MONDAY = date(2018, 8, 27)


@pytest.fixture
def timed(analyse):
    """The timeline of a text, and what gives the index of a word of it."""

    def read(text: str, published: date | None = MONDAY):
        analysis = analyse(text)
        told = frozenset(t.index for t in analysis.tokens if t.text in {"attack", "protests"})
        mentions = find_dates(text, published, analysis)
        timeline = Timeline(analysis, read_headings(analysis), mentions, published, told)
        return timeline, lambda word: next(t.index for t in analysis.tokens if t.text == word)

    return read


@pytest.fixture
def dated(timed):
    def found(
        text: str, *words: str, published: date | None = MONDAY, factuality: str = "reported"
    ):
        timeline, index = timed(text, published)
        return [timeline.date([index(word)], "ASSAULT", factuality) for word in words]

    return found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A strike, due to start on Wednesday, was postponed to September 1.", "strike"),
        ("Teachers delayed their march until Saturday.", "march"),
        ("A protest that was set for Friday was put off until Saturday.", "protest"),
    ],
)
def test_what_is_put_off_is_of_the_day_to_which_it_is(dated, text: str, word: str) -> None:
    (day,) = dated(text, word, factuality="planned")
    assert (day.first, day.last) == (date(2018, 9, 1),) * 2


def test_the_date_of_the_clause(dated) -> None:
    (day,) = dated("Rebels shelled Homs on Sunday.", "shelled")
    assert (day.first, day.last, day.time_precision) == (date(2018, 8, 26),) * 2 + (1,)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police held on Sunday a man wanted for killing two guards.", "killing"),
        ("A man wanted for murder was shot on Sunday.", "murder"),
        ("They sought him on Sunday. He is wanted for a string of robberies.", "robberies"),
        ("A woman sought in connection with a kidnapping was held on Sunday.", "kidnapping"),
    ],
)
def test_what_somebody_is_wanted_for_was_before_the_days_of_the_story(
    dated, text: str, word: str
) -> None:
    assert dated(text, word) == [None]


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Police held a man wanted for killing two guards on Sunday.", "killing", 26),
        ("Police held a man on Sunday for killing two guards.", "killing", 26),
        ("Two were shot on Sunday. A man is wanted for the killing.", "killing", 26),
        ("The men wanted it for raiding a bank on Sunday.", "raiding", 26),
    ],
)
def test_what_is_told_of_him_otherwise_has_a_day(dated, text: str, word: str, day: int) -> None:
    (found,) = dated(text, word)
    assert found.first == date(2018, 8, day)


def test_another_word_of_the_event_may_say_its_day(timed) -> None:
    timeline, index = timed("Floods which struck Takhar on Friday have killed 21 people.")
    killed, struck = index("killed"), index("struck")
    assert timeline.date([killed], "ASSAULT", "reported", toll=True) is None
    day = timeline.date([killed, struck], "ASSAULT", "reported", toll=True)
    assert day is not None
    assert day.first == date(2018, 8, 24)


def test_the_time_of_what_a_sentence_is_for_is_not_its_own(dated) -> None:
    sentenced, attack = dated(
        "A court sentenced two men over the 2012 attack.", "sentenced", "attack"
    )
    assert (sentenced.first, attack.first) == (MONDAY, date(2012, 1, 1))
    (arrested,) = dated("Thirty were arrested in Sunday's protests.", "arrested")
    assert arrested.first == date(2018, 8, 26)


def test_the_following_evening_is_of_the_next_day(dated) -> None:
    _, second = dated(
        "A boat sank on Thursday. The following evening a ferry capsized.", "sank", "capsized"
    )
    assert second.first == date(2018, 8, 24)


def test_each_clause_has_its_own_date(dated) -> None:
    first, second = dated(
        "Rebels shelled Homs on Friday, and the army bombed Idlib on Saturday.", "shelled", "bombed"
    )
    assert (first.first, second.first) == (date(2018, 8, 24), date(2018, 8, 25))


def test_a_day_earlier_counts_from_the_event_before(dated) -> None:
    _, earlier = dated(
        "Rebels shelled Homs on Sunday. A day earlier, troops attacked Idlib.",
        "shelled",
        "attacked",
    )
    assert earlier.first == date(2018, 8, 25)


def test_a_day_after_dates_what_came_before(dated) -> None:
    _, visit = dated(
        "They signed a deal on Sunday.\n\nThe comments came a day after a diplomat visited Homs.",
        "signed",
        "visited",
    )
    assert visit.first == date(2018, 8, 25)


def test_without_words_a_simple_tense_is_about_the_day_of_publication(dated) -> None:
    (day,) = dated("Rebels shelled Homs.", "shelled")
    assert (day.first, day.time_precision, day.span) == (MONDAY, 2, None)


def test_a_perfect_tense_tells_of_the_days_up_to_publication(dated) -> None:
    _, sealed = dated("A mine collapsed on Friday. Police have sealed it.", "collapsed", "sealed")
    assert (sealed.first, sealed.last) == (date(2018, 8, 24), MONDAY)
    assert (sealed.time_precision, sealed.span) == (2, None)


@pytest.mark.parametrize(
    ("text", "word", "first"),
    [
        ("A pit caved in on Friday. Police have arrested two men.", "arrested", "2018-08-24"),
        ("Gangs fought on Saturday.\n\nEight people have been arrested.", "arrested", "2018-08-25"),
        ("Rebels have killed farmers. A pit caved in on Friday.", "killed", None),
        ("Rebels took Homs in 2014. Rebels have killed farmers.", "killed", None),
    ],
)
def test_a_toll_in_the_perfect_goes_on_with_a_story_and_is_else_of_no_certain_time(
    timed, text: str, word: str, first: str | None
) -> None:
    timeline, index = timed(text)
    for before in ("caved", "fought", "took"):
        if f" {before} " in text and text.index(before) < text.index(word):
            timeline.date([index(before)], "ASSAULT", "reported")
    day = timeline.date([index(word)], "ASSAULT", "reported", toll=True)
    assert (day and (day.first, day.last)) == (first and (date.fromisoformat(first), MONDAY))


def test_what_is_denied_has_the_day_that_it_would_have_had(dated) -> None:
    text = "Gangs fought on Saturday. The army denied that it shelled Homs. It may attack again."
    _, shelled = dated(text, "fought", "shelled", factuality="denied")
    assert shelled is not None
    assert (shelled.first, shelled.time_precision) == (date(2018, 8, 25), 2)
    _, attack = dated(text, "fought", "attack", factuality="conditional")
    assert attack is None


def test_a_perfect_tense_gives_no_day_to_what_is_told_of_long_before(dated) -> None:
    text = "A mine collapsed on 10 August. Police have sealed it."
    sealed = dated(text, "collapsed", "sealed")[1]
    assert (sealed.first, sealed.last, sealed.time_precision) == (date(2018, 8, 10), MONDAY, 3)
    text = "A mine collapsed on 10 July. Police have sealed it."
    assert dated(text, "collapsed", "sealed")[1] is None


def test_a_perfect_tense_has_no_day_of_another_clause(dated) -> None:
    text = "The firm has sealed the mine; on Sunday, rebels shelled Homs."
    sealed, shelled = dated(text, "sealed", "shelled")
    assert sealed.time_precision == 2
    assert shelled.first == date(2018, 8, 26)
    (clashed,) = dated("Rebels have been fighting troops since Sunday.", "fighting")
    assert clashed.first == date(2018, 8, 26)


def test_since_is_not_the_day_of_an_event(dated) -> None:
    assert dated("Thousands have been killed since 2011.", "killed") == [None]


def test_nothing_is_guessed_without_a_day_of_publication(dated) -> None:
    assert dated("Rebels shelled Homs on Sunday.", "shelled", published=None) == [None]
    (day,) = dated("Rebels shelled Homs on 4 May 2014.", "shelled", published=None)
    assert day.first == date(2014, 5, 4)


def test_the_day_before_counts_from_the_story_where_nothing_follows_it(dated) -> None:
    (arrest,) = dated(
        "The union on Sunday condemned the arrest of a reporter in Homs the day before.", "arrest"
    )
    assert arrest.first == date(2018, 8, 25)
    (attack,) = dated("The army on Sunday confirmed an attack near Homs two days before.", "attack")
    assert attack.first == date(2018, 8, 24)


@pytest.mark.parametrize(("day", "expected"), [("same", 20), ("next", 21), ("previous", 19)])
def test_the_same_day_is_the_last_that_was_named_with_an_event_or_without(
    dated, day: str, expected: int
) -> None:
    _, demonstrated = dated(
        "Rebels shelled Homs on Saturday. Workers cleared a road in Tyre last Monday. "
        f"The {day} day in Tripoli, hundreds demonstrated.",
        "shelled",
        "demonstrated",
    )
    assert demonstrated.first == date(2018, 8, expected)


def test_what_was_called_for_has_the_day_ahead_and_the_call_has_not(dated) -> None:
    called, rallies = dated(
        "Unions called for rallies in Nairobi on 7 September.", "called", "rallies"
    )
    assert rallies.first == date(2018, 9, 7)
    assert called.first == MONDAY


@pytest.mark.parametrize(
    "told",
    [
        "The rallies on Sunday marked one year since the storming of parliament",
        "Crowds held rallies on Sunday on the first anniversary of the storming of parliament",
        "Crowds held rallies on Sunday on the 1-year anniversary of the storming of parliament",
    ],
)
def test_an_anniversary_is_not_the_day_of_what_it_is_of(dated, told: str) -> None:
    rallies, storming, killed = dated(
        f"{told}, in which 60 people were killed.", "rallies", "storming", "killed"
    )
    assert rallies.first == date(2018, 8, 26)
    assert storming.first.year == killed.first.year == 2017


def test_an_anniversary_that_does_not_say_which_gives_no_day(dated) -> None:
    assert dated("Crowds marked the anniversary of the storming.", "storming") == [None]


def test_what_follows_a_day_after_something_is_not_its_day(dated) -> None:
    attacked, arrested = dated(
        "A day after gunmen attacked Gao, police arrested two men.", "attacked", "arrested"
    )
    assert (attacked.first, arrested.first) == (date(2018, 8, 26), MONDAY)


def test_days_beyond_the_calendar_are_no_days(dated) -> None:
    assert dated("Rebels shelled Homs 99999999999 years later.", "shelled") == [None]


def test_what_is_remembered_is_not_of_the_day_when_it_is(dated) -> None:
    gathered, massacre = dated(
        "Thousands gathered on Sunday to commemorate the massacre.", "gathered", "massacre"
    )
    assert (gathered.first, massacre) == (date(2018, 8, 26), None)
    assert dated("Veterans remembered the siege on Sunday.", "siege") == [None]
    (genocide,) = dated("Crowds on Sunday commemorated the genocide of 1994.", "genocide")
    assert genocide.first.year == 1994


@pytest.mark.parametrize(
    "text",
    [
        "Jets hit a parade marking the battle of Kursk in 1943.",
        "Jets hit a parade to mark the battle of Kursk in 1943.",
    ],
)
def test_the_year_of_what_is_remembered_is_of_nothing_else(dated, text: str) -> None:
    hit, battle = dated(text, "hit", "battle")
    assert (hit.first, battle.first.year) == (MONDAY, 1943)


def test_the_day_of_a_discussion_is_not_that_of_what_it_is_about(dated) -> None:
    (attack,) = dated("Ministers will discuss the attack on 3 September.", "attack")
    assert (attack.first, attack.time_precision) == (MONDAY, 2)


BACKGROUND = "Rebels shelled Homs on Sunday. Last year troops shot dead students in Tyre. "


@pytest.mark.parametrize("before", ["Rebels shelled Homs on Sunday", "Rebels have shelled Homs"])
@pytest.mark.parametrize(
    "long_ago", ["Last year", "In March", "In 2014", "Three years ago", "On 4 May", "On 4 May 2014"]
)
def test_after_a_sentence_of_long_ago_the_news_goes_on(dated, before: str, long_ago: str) -> None:
    *_, shot, arrested = dated(
        f"{before}. {long_ago} troops shot dead students in Tyre. Police arrested a man.",
        "shelled",
        "shot",
        "arrested",
    )
    assert shot.last < date(2018, 6, 1)
    assert arrested.first in {MONDAY, date(2018, 8, 26)}


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ("They looted the market.", "looted"),
        ("Troops had also burned houses.", "burned"),
        ("Police then arrested the mayor.", "arrested"),
        ("Two days later crowds burned a bank.", "burned"),
    ],
)
def test_what_goes_on_with_long_ago_is_of_it(dated, told: str, word: str) -> None:
    _, shot, later, arrested = dated(
        f"{BACKGROUND}{told} Police detained a man.", "shelled", "shot", word, "detained"
    )
    assert later.first.year == later.last.year == shot.first.year == 2017
    assert arrested.first == date(2018, 8, 26)


def test_what_long_ago_led_to_is_of_it(dated) -> None:
    (_, _, riots) = dated(
        "Crowds marched on Sunday. Last year troops shot students, which sparked riots.",
        "marched",
        "shot",
        "riots",
    )
    assert riots.first.year == 2017


def test_what_still_is_is_not_of_long_ago(dated) -> None:
    _, _, suing = dated(f"{BACKGROUND}They are still suing the army.", "shelled", "shot", "suing")
    assert suing.first == date(2018, 8, 27)


def test_a_report_of_long_ago_goes_on_there(dated) -> None:
    seized, looted = dated(
        "In May 2016 rebels seized Homs. They looted the market.", "seized", "looted"
    )
    assert (seized.first, looted.first) == (date(2016, 5, 1),) * 2
    day, later = dated(
        "On 4 May 2016 rebels seized Homs. Two days later they looted it.", "seized", "looted"
    )
    assert (day.first, later.first) == (date(2016, 5, 4), date(2016, 5, 6))


@pytest.mark.parametrize(
    ("text", "word", "precision"),
    [
        ("Two guards were killed in a raid, a mayor said on Sunday.", "killed", 2),
        ("A mayor said on Sunday that rebels had shelled Homs.", "shelled", 2),
        ("Police told reporters on Sunday they had arrested two men.", "arrested", 2),
        ("On Sunday, police said rebels had shelled Homs.", "shelled", 2),
        # The day of what was told.
        ("Two guards were killed in a raid on Sunday, a mayor said.", "killed", 1),
        ("Police said that on Sunday rebels shelled Homs.", "shelled", 1),
        ("A mayor said rebels shelled Homs on Sunday.", "shelled", 1),
    ],
)
def test_what_is_said_on_a_day_was_about_that_day(
    dated, text: str, word: str, precision: int
) -> None:
    (day,) = dated(text, word)
    assert (day.first, day.last, day.time_precision) == (date(2018, 8, 26),) * 2 + (precision,)


def test_a_day_of_its_own_goes_before_the_day_of_the_saying(dated) -> None:
    (day,) = dated("Police said on Sunday that rebels shelled Homs on Friday.", "shelled")
    assert (day.first, day.time_precision) == (date(2018, 8, 24), 1)


def test_what_is_planned_is_not_of_the_day_on_which_it_was_said(dated) -> None:
    text = "The army said on Sunday that it would shell Homs."
    assert dated(text, "shell", factuality="planned") == [None]
    (day,) = dated("The army said it would shell Homs on Friday.", "shell", factuality="planned")
    assert day.first == date(2018, 8, 31)


def test_what_is_protested_against_is_not_of_the_day_of_the_protest(dated) -> None:
    text = "Traders marched on Sunday to protest against the bombing of a market."
    march, bombing = dated(text, "marched", "bombing")
    assert (march.first, march.time_precision) == (date(2018, 8, 26), 1)
    assert bombing.time_precision == 2
    (killing,) = dated("Traders protested on Sunday against a killing on Friday.", "killing")
    assert (killing.first, killing.time_precision) == (date(2018, 8, 24), 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Workers struck for the third day in a row on Sunday.", "2018-08-24", "2018-08-26"),
        ("On Sunday workers struck for a second consecutive day.", "2018-08-25", "2018-08-26"),
        # The days in a row of another clause are not its own.
        ("Traders sat there for the ninth day, while miners struck on Sunday.",
         "2018-08-26", "2018-08-26"),
    ],
)  # fmt: skip
def test_a_day_in_a_row_ends_days_of_the_same(dated, text: str, first: str, last: str) -> None:
    (day,) = dated(text, "struck")
    assert (day.first.isoformat(), day.last.isoformat()) == (first, last)


def test_a_clause_about_its_noun_says_when_that_was_and_leaves_the_story_where_it_is(dated) -> None:
    left, curfew, arrested = dated(
        "Troops left on Saturday. He lifted the curfew that he had imposed on 3 August. "
        "Police arrested two.",
        "left", "curfew", "arrested",
    )  # fmt: skip
    days = [day.first.day for day in (left, curfew, arrested)]
    assert days == [25, 3, 25]


def test_the_day_of_an_event_is_that_of_the_word_which_is_best_tied_to_one(timed) -> None:
    timeline, index = timed(
        "Students blocked roads on Sunday over the collapse of a roof that killed nine on 1 May."
    )
    day = timeline.date([index("collapse"), index("killed")], "ASSAULT", "reported", toll=True)
    assert day is not None
    assert day.first == date(2018, 5, 1)


def test_what_is_said_is_news_whatever_it_is_about(timed) -> None:
    timeline, index = timed(
        "Rebels shot nine men on 3 August. The army fled. Rights groups condemned it on Sunday. "
        "They called for calm."
    )
    days = [
        timeline.date([index(word)], event_type, "reported")
        for word, event_type in (("shot", "ASSAULT"), ("fled", "RETREAT"), ("called", "REQUEST"))
    ]
    assert [day and day.first.day for day in days] == [3, 3, 26]


def test_what_came_days_after_counts_from_the_day_that_was_told_of_it(dated) -> None:
    _, _, traded = dated(
        "A bomb attack hit Cotabato on Friday. Police spoke on Sunday. "
        "The attack came two days after rebels traded fire in Pikit.",
        "attack", "spoke", "traded",
    )  # fmt: skip
    assert traded.first == date(2018, 8, 22)


@pytest.mark.parametrize(
    "text",
    [
        "Troops reached Homs on Saturday, two days after masked men stormed a mosque.",
        "On Saturday troops reached Homs, two days after masked men stormed a mosque.",
    ],
)
def test_what_lies_days_before_something_counts_from_the_day_of_that(dated, text: str) -> None:
    reached, stormed = dated(text, "reached", "stormed")
    assert (reached.first, stormed.first) == (date(2018, 8, 25), date(2018, 8, 23))


def test_the_day_of_what_followed_is_not_that_of_what_it_followed(dated) -> None:
    (fighting,) = dated("On Sunday the army retook the town after weeks of fighting.", "fighting")
    assert fighting is None or fighting.span is None


def test_what_has_gone_on_since_a_day_of_the_last_month_goes_on(dated) -> None:
    (day,) = dated("Clinics have treated 56 people since the start of the month.", "treated")
    assert (day.first, day.last) == (date(2018, 8, 1), MONDAY)


def test_a_day_behind_a_participle_that_tells_of_nothing_is_the_events(analyse) -> None:
    text = "Fire broke out on a passenger ferry tied up at the main wharf in Lae early on Tuesday."
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == "broke")
    mentions = find_dates(text, MONDAY, analysis)
    timeline = Timeline(analysis, read_headings(analysis), mentions, MONDAY, frozenset({index}))
    day = timeline.date([index], "ASSAULT", "reported")
    assert (day.first, day.time_precision) == (date(2018, 8, 21), 1)


def test_what_something_was_done_ahead_of_is_not_of_its_day(dated) -> None:
    text = "Thousands were evacuated ahead of the storm by Saturday night."
    evacuated, storm = dated(text, "evacuated", "storm")
    assert evacuated.first == date(2018, 8, 25)
    assert storm.span is None or storm.time_precision > 1


def test_whoever_calls_for_something_on_a_day_to_come_calls_now(dated) -> None:
    calls, strike = dated("The union calls for a strike on Friday.", "calls", "strike")
    assert (calls.first, strike.first) == (MONDAY, date(2018, 8, 31))


def test_the_day_of_a_burial_is_not_that_of_the_deaths(dated) -> None:
    killed, buried = dated(
        "Five soldiers killed in an ambush near Gao were buried on Saturday.", "killed", "buried"
    )
    assert (killed.span, buried.first) == (None, date(2018, 8, 25))


def test_what_lies_beside_a_day_is_not_the_day(dated) -> None:
    (day,) = dated(
        "He was gunned down in Cotabato on Friday, three months before the May polls.", "gunned"
    )
    assert (day.first, day.time_precision) == (date(2018, 8, 24), 1)


def test_since_a_day_when_something_was_is_that_day(dated) -> None:
    (hit,) = dated("Power has been off since Sunday, when a drone hit the plant.", "hit")
    assert (hit.first, hit.last) == (date(2018, 8, 26),) * 2
    worst, fell = dated(
        "It is the worst crash since October 2014, when a bus fell off a bridge.", "crash", "fell"
    )
    assert worst is None
    assert (fell.first, fell.last) == (date(2014, 10, 1), date(2014, 10, 31))


def test_what_has_gone_on_since_a_month_is_from_there_to_publication(dated) -> None:
    (killed,) = dated("Cholera has killed nine people since May.", "killed")
    assert (killed.first, killed.last) == (date(2018, 5, 1), MONDAY)
    assert dated("The war has killed 900 people since April 2017.", "killed") == [None]
    (attack,) = dated("It was the worst attack since May.", "attack")
    assert attack is None or attack.span is None


def test_a_day_behind_a_semicolon_is_of_what_it_stands_with(dated) -> None:
    turned, told = dated(
        "Relatives were turned away; on Saturday, guards shot two of them.", "turned", "shot"
    )
    assert turned.span is None
    assert told.first == date(2018, 8, 25)


def test_what_is_said_or_done_now_is_of_publication(timed) -> None:
    timeline, index = timed(
        "Rebels shelled Homs on Thursday. The office calls on them to stop. It is sending tents."
    )
    timeline.date([index("shelled")], "ASSAULT", "reported")
    assert timeline.date([index("calls")], "REQUEST", "reported").first == MONDAY
    assert timeline.date([index("sending")], "ASSAULT", "reported").first == MONDAY


def test_a_month_later_counts_from_the_whole_month(dated) -> None:
    _, retook = dated(
        "Troops landed in March 2018 and retook the port a month later.", "landed", "retook"
    )
    assert (retook.first, retook.last) == (date(2018, 4, 1), date(2018, 4, 30))


def test_months_after_another_event_do_not_move_the_day_before_them(dated) -> None:
    (sentenced,) = dated(
        "In May, eight months after a raid in Homs, a court sentenced two guards.", "sentenced"
    )
    assert (sentenced.first, sentenced.last) == (date(2018, 5, 1), date(2018, 5, 31))


def test_the_day_of_a_dateline_is_no_events_own(dated) -> None:
    (died,) = dated("Tampico (Mexico), Aug 27 (EFE).- Five people died in a fire.", "died")
    assert died.span is None


def test_an_earlier_day_told_in_passing_does_not_move_the_story(dated) -> None:
    _, arrested, gathered = dated(
        "Rebels shelled Homs on Saturday. A man arrested on 6 August appeared in court. "
        "Protesters gathered.",
        "shelled",
        "arrested",
        "gathered",
    )
    assert arrested.first == date(2018, 8, 6)
    assert gathered.first == date(2018, 8, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 21 August a neighbour came to the door.", 21),
        ("Shops stayed shut on Friday.", 24),
        ("When a ferry came on Friday they were hungry.", 24),
        ("A ferry was crossing on Friday.", 24),
        ("By Friday the ferry had come.", 24),
        # That of what was said, of somebody in passing, of what was not, of what is
        ("A mayor said on Friday he was sorry.", 25),
        ("A man who came on Friday is ill.", 25),
        ("The ferry did not come on Friday.", 25),
        ("The school opens on Friday.", 25),
        ("A ferry was expected on Friday.", 25),
        ("A ferry had come on Friday.", 25),
    ],
)
def test_the_story_goes_on_to_a_day_of_which_no_event_is_told(dated, text: str, day: int) -> None:
    text += " Two men were shot at the gate. The week ended on Saturday."
    (shot,) = dated(text, "shot")
    assert (shot.first, shot.time_precision) == (date(2018, 8, day), 2)


def test_what_had_been_before_dates_what_its_people_did_then(dated) -> None:
    text = "Men had come in on Friday. They shot a cow. A house burned. The week ended on Saturday."
    shot, burned = dated(text, "shot", "burned")
    assert (shot.first, burned.first) == (date(2018, 8, 24), date(2018, 8, 25))


@pytest.mark.parametrize(
    ("text", "word", "first", "last"),
    [
        ("It closed in January. Two men fled that same week.", "fled", (1, 1), (1, 31)),
        ("It closed on 3 May. Two men fled in that month.", "fled", (5, 1), (5, 31)),
        ("It closed in March. Two men fled the same year.", "fled", (1, 1), (8, 27)),
    ],
)
def test_the_same_week_or_year_is_that_of_the_time_named_last(
    dated, text: str, word: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    (day,) = dated(text, word)
    assert (day.first, day.last) == (date(2018, *first), date(2018, *last))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Troops will leave Homs by the weekend.", (9, 2)),
        ("Troops will leave Homs before the weekend.", (8, 31)),
        ("Troops will leave Homs by the end of the month.", (8, 31)),
    ],
)
def test_what_is_due_by_a_time_lies_before_it(dated, text: str, last: tuple[int, int]) -> None:
    (day,) = dated(text, "leave", factuality="planned")
    assert (day.first, day.last) == (MONDAY, date(2018, *last))
    (past,) = dated("Troops left Homs before the weekend.", "left")
    assert past.span is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The tale of a day long ago goes on in the simple past of main clauses
        ("On 14 April soldiers entered Homs. Four men were shot there.", date(2018, 4, 14)),
        ("She slept when the river burst on 3 May. Two boys were shot there.", date(2018, 5, 3)),
        # and the news beside it does not
        ("Rebels fled. On 14 April soldiers entered Homs. Four men were shot there.", MONDAY),
    ],
)
def test_a_tale_of_a_day_long_ago_goes_on(dated, text: str, day: date) -> None:
    words = [word for word in ("fled", "burst", "entered") if word in text]
    *_, shot = dated(text, *sorted(words, key=text.index), "shot")
    assert shot.first == day


def test_the_day_up_to_which_something_went_on_is_that_of_what_was_then(dated) -> None:
    text = "Divers searched the lake until Friday, when the mayor called them back."
    (day,) = dated(text, "called")
    assert day.first == day.last == date(2018, 8, 24)


def test_that_month_behind_since_is_the_month_that_was_named(dated) -> None:
    text = "The union has been angry since July, when the floods of that month hit the camp."
    (day,) = dated(text, "floods")
    assert (day.first, day.last) == (date(2018, 7, 1), date(2018, 7, 31))


def test_the_third_day_of_a_feast_is_one_day_of_what_was_then(dated) -> None:
    (day,) = dated("On the third day of the fast, on Saturday, rebels shelled Homs.", "shelled")
    assert day.first == day.last == date(2018, 8, 25)


def test_a_day_before_a_semicolon_is_of_what_stands_before_it(dated) -> None:
    text = "A van fell into the river near Libon on Sunday night; four bodies have been found."
    fell, found = dated(text, "fell", "found")
    assert fell.first == fell.last == date(2018, 8, 26)
    assert found.last == MONDAY


def test_days_are_counted_from_what_the_text_told_of_or_names_a_day_of(dated) -> None:
    text = (
        "The attack on 14 August killed six. Elders met on Sunday. "
        "A day before the attack, the general had threatened the town."
    )
    _, day = dated(text, "attack", "threatened")
    assert day.first == day.last == date(2018, 8, 13)
    text = "The vote in Homs was on 14 August. On the eve of the poll, rebels shelled a school."
    (day,) = dated(text, "shelled")
    assert day.first == day.last == date(2018, 8, 13)


def test_the_eve_of_what_has_no_day_is_no_day_of_its_own(dated) -> None:
    (day,) = dated("Rebels shelled a school on the eve of the feast.", "shelled")
    assert day.span is None


@pytest.mark.parametrize(
    "told",
    [
        "The army retook it and hanged three men.",
        "The driver was hanged.",
        "Their chief was hanged.",
    ],
)
def test_a_time_that_opens_a_sentence_frames_what_takes_it_up(dated, told: str) -> None:
    text = f"Rebels shelled Homs on Sunday. In 2014 troops seized the town. {told}"
    *_, hanged = dated(text, "shelled", "seized", "hanged")
    assert (hanged.first.year, hanged.time_precision) == (2014, 3)


@pytest.mark.parametrize(
    "told",
    [
        "Police hanged a man.",
        "The army hanged three men.",
        "This time the driver was hanged.",
        "On Sunday the driver was hanged.",
    ],
)
def test_what_does_not_take_it_up_is_news(dated, told: str) -> None:
    text = f"Rebels shelled Homs on Sunday. In 2014 troops seized the town. {told}"
    *_, hanged = dated(text, "shelled", "seized", "hanged")
    assert hanged.first == date(2018, 8, 26)


def test_a_time_long_ago_frames_what_follows_though_no_event_is_told_of_it(dated) -> None:
    _, whipped = dated(
        "Rebels shelled Homs on Sunday. In 2014 the town was theirs. They whipped smokers.",
        "shelled",
        "whipped",
    )
    assert whipped.first.year == 2014
    _, shot = dated(
        "Rebels shelled Homs on Sunday. He took office in 2014. Police shot a man.",
        "shelled",
        "shot",
    )
    assert shot.first == date(2018, 8, 26)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("The army retook it the year after and hanged a man.", (2015, 1, 1), (2015, 12, 31)),
        ("The army retook it the year after.", (2015, 1, 1), (2015, 12, 31)),
        ("The army retook it four years later.", (2018, 1, 1), (2018, 8, 27)),
        ("The army retook it the next year.", (2015, 1, 1), (2015, 12, 31)),
        ("It had retook the port a decade earlier.", (2004, 1, 1), (2004, 12, 31)),
    ],
)
def test_years_are_counted_by_the_calendar_from_the_time_told_of(
    dated, told: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    *_, retook = dated(
        f"Rebels shelled Homs on Sunday. In 2014 troops seized the town. {told}",
        "shelled",
        "seized",
        "retook",
    )
    assert (retook.first, retook.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The siege lasted ten months. It ended with a deal.", ("siege", "ended")),
        ("The siege went on for two years.", ("siege",)),
        ("Troops came on Sunday. The siege dragged on for several weeks.", ("siege",)),
    ],
)
def test_what_lasted_for_weeks_has_no_day(dated, text: str, words: tuple[str, ...]) -> None:
    assert dated(text, *words) == [None] * len(words)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The siege lasted ten hours.", "siege"),
        ("The siege has lasted ten months.", "siege"),
        ("Troops came on Sunday. The siege lasted ten months. It ended with a deal.", "ended"),
        ("The siege lasted ten months. Police shot a man.", "shot"),
    ],
)
def test_what_did_not_last_so_long_has_one(dated, text: str, word: str) -> None:
    assert dated(text, word) != [None]
