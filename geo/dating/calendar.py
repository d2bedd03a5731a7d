"""The days of a report, as features of when an event may have been that does not say it."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from geo.choosing import Floats
from geo.dates import DateMention
from geo.dating.newest import STORY_SPAN
from geo.dating.undated import FEATURES, SOURCES, STEPS, Days, Proposal, Undated
from geo.event_types import EVENT_TYPES
from geo.language.grammar import auxiliaries, governing_verb, is_passive, is_perfect, subjects
from geo.language.text import Analysis, Token
from geo.language.words import SAYING
from geo.records import EventDate
from geo.triggers.pointing import SPEECH

_NEVER = 20.0
"""Sentences, paragraphs or days since what never was."""
_BACK = 6
"""Days named before an event that may be its own."""
_AHEAD, _SOON = 2, 2
"""The same behind it, and in how many sentences."""
_LONG = 3
"""Precision of months and years: one named later is of something else."""
_RECENT = 40
"""Days named before that are looked at, and tellings of a day."""
_MONTH = 28
_NEAR = 8
"""Words around an event's own that may say when it was."""
_TENSES = ("past", "had", "perfect", "present", "participle", None)
_DEPENDENCIES = ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp")
_UNDER = frozenset({"acl", "advcl", "relcl"})
_EARLIER = frozenset("ago already before earlier formerly once previously until".split())
_LATER = frozenset("after afterward afterwards later since subsequently then thereafter".split())
_IN_ADDITION = frozenset("also another elsewhere meanwhile separate separately too".split())
_DEFINITE = frozenset("that the these this those".split())
_INDEFINITE = frozenset({"a", "an"})
_WAS = frozenset({"was", "were"})
_IS = frozenset({"are", "is"})
_VIOLENT = frozenset("ACCIDENT ASSAULT CRIME DISASTER".split())
_NAMING = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Named:
    """Days that a text names, none of them behind that of publication."""

    start: int
    days: Days
    sentence: int
    paragraph: int
    time_precision: int
    counted: bool
    """From publication: "on Monday"."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event that has been told."""

    token: Token
    event_type: str
    days: Days


class Calendar:
    """The days that a report names, and those of its events as they are told."""

    def __init__(
        self,
        analysis: Analysis,
        mentions: Sequence[DateMention],
        published: date,
        news: EventDate,
    ) -> None:
        """`news` is the day that the report brings news of."""
        self._analysis = analysis
        self._published = published
        self._news = news
        self._named = list(_named(analysis, mentions, published))
        self._starts = [named.start for named in self._named]
        self._naming: dict[Days, list[_Named]] = defaultdict(list)
        self._in_sentence: dict[int, set[Days]] = defaultdict(set)
        self._in_paragraph: dict[int, set[Days]] = defaultdict(set)
        for named in self._named:
            self._naming[named.days].append(named)
            self._in_sentence[named.sentence].add(named.days)
            self._in_paragraph[named.paragraph].add(named.days)
        self._newest = max((last for _, last in self._naming), default=None)
        self._oldest = min((first for first, _ in self._naming), default=None)
        self._nouns = _nouns(analysis, mentions)
        self._rarity = Counter(noun for nouns in self._nouns for noun in nouns)
        self._number = 0
        """Of the events told."""
        self._last: Token | None = None
        """The word of the last, with or without a day."""
        self._lead: _Told | None = None
        self._dated: _Told | None = None
        """The last that has one."""
        self._told: dict[Days, list[tuple[int, _Told]]] = defaultdict(list)
        self._of_type: dict[str, _Told] = {}
        self._of_word: dict[str, _Told] = {}

    def keep(self, trigger: int, event_type: str, found: EventDate | None) -> None:
        """Take note of an event that is told, and of its days."""
        self._number += 1
        self._last = self._analysis.tokens[trigger]
        if found is None:
            return
        told = _Told(self._last, event_type, (found.first, found.last))
        self._lead = self._lead or told
        self._dated = told
        self._told[told.days].append((self._number, told))
        self._of_type[event_type] = told
        self._of_word[told.token.lemma] = told

    def proposals(
        self,
        event: Undated,
        first: EventDate | None,
        now: EventDate | None,
        aside: EventDate | None,
    ) -> list[Proposal]:
        """Days when an event may have been, each once, by `geo.dating.undated.SOURCES`.

        `first` is what the steps say, `now` the day that the story is at, `aside` the time that it
        looks back to.
        """
        found: dict[Days | None, tuple[int, set[str]]] = {}
        for source, days, precision in self._proposed(event, first, now, aside):
            # The talks of next week do not date the attack that they are about.
            if source == "first" or days is None or days[0] <= self._published:
                found.setdefault(days, (precision, set()))[1].add(source)
        return [
            Proposal(days, precision, frozenset(sources))
            for days, (precision, sources) in found.items()
        ]

    def features(
        self, event: Undated, proposals: Sequence[Proposal], now: EventDate | None
    ) -> Floats:
        """(N, F) of N proposals."""
        token = self._analysis.tokens[event.trigger]
        of_event = self._of_event(event, token)
        rows = []
        for proposal in proposals:
            row = {source: float(source in proposal.sources) for source in SOURCES}
            days = proposal.days
            row |= self._of_days(event, token, days, now) if days else _UNKNOWN
            row |= of_event
            rows.append([row[feature] for feature in FEATURES])
        return np.array(rows, np.float64)

    def _proposed(
        self,
        event: Undated,
        first: EventDate | None,
        now: EventDate | None,
        aside: EventDate | None,
    ) -> Iterator[tuple[str, Days | None, int]]:
        token = self._analysis.tokens[event.trigger]
        published = self._published
        if first is None:
            yield "first", None, 2
        for source, day in (("first", first), ("news", self._news)):
            if day is not None:
                yield source, (day.first, day.last), day.time_precision
        eve = published - timedelta(days=1)
        yield "published", (published, published), 1
        yield "eve", (eve, eve), 1
        for source, day in (("now", now), ("aside", aside)):
            if day is not None:
                yield source, (day.first, day.last), day.time_precision
        since = (now or self._news).first
        if timedelta() <= published - since <= STORY_SPAN:
            yield "until_now", (since, published), 2
        if self._dated is not None:
            here = self._is_here(token, self._dated.token)
            yield "told_here" if here else "told", self._dated.days, 1
        for source, told in (
            ("same_type", self._of_type.get(event.event_type)),
            ("same_word", self._of_word.get(token.lemma)),
            ("lead", self._lead),
        ):
            if told is not None:
                yield source, told.days, 1
        before = bisect_left(self._starts, token.start)
        for named in reversed(self._named[max(0, before - _BACK) : before]):
            here = named.sentence == token.sentence
            yield "beside" if here else "named", named.days, named.time_precision
        for named in self._named[before : before + _AHEAD]:
            here = named.sentence == token.sentence
            if here:
                yield "beside", named.days, named.time_precision
            elif named.sentence <= token.sentence + _SOON and named.time_precision < _LONG:
                yield "next", named.days, named.time_precision
        yield "none", None, 2

    def _is_here(self, token: Token, other: Token) -> bool:
        """Whether two words stand in one paragraph."""
        sentences = self._analysis.sentences
        return sentences[token.sentence].paragraph == sentences[other.sentence].paragraph

    def _of_days(
        self, event: Undated, token: Token, days: Days, now: EventDate | None
    ) -> dict[str, float]:
        first, last = days
        told = self._dated.days if self._dated else None
        events = self._told.get(days, [])
        number, latest = events[-1] if events else (self._number + 1, None)
        quad = EVENT_TYPES[event.event_type].quad_code
        return {
            **self._of_naming(token, days),
            "age": math.log1p(max(0, (self._published - last).days)),
            "length": math.log1p((last - first).days),
            "since_now": _signed((last - now.last).days if now else 0),
            "since_told": _signed((last - told[1]).days if told else 0),
            "events": float(len(events)),
            "is_month": float((last - first).days + 1 >= _MONTH),
            "is_newest": float(last == self._newest),
            "is_oldest": float(first == self._oldest),
            "shared": self._shared(token, days),
            "word_then": float(any(t.token.lemma == token.lemma for _, t in events[-_RECENT:])),
            "type_then": _number(_TYPES, latest.event_type) if latest else -1.0,
            "violent_then": float(sum(t.event_type in _VIOLENT for _, t in events[-_RECENT:])),
            "told_since": float(self._number - number),
            "quad_then": float(
                latest is not None and EVENT_TYPES[latest.event_type].quad_code == quad
            ),
            "is_later": float(told is not None and first > told[1]),
        }

    def _of_naming(self, token: Token, days: Days) -> dict[str, float]:
        """How days are named before an event."""
        naming = self._naming.get(days, [])
        naming = naming[: bisect_left(naming, token.start, key=lambda named: named.start)]
        paragraph = self._analysis.sentences[token.sentence].paragraph
        here = [named for named in naming[-_RECENT:] if named.paragraph == paragraph]
        opening = [named for named in here if self._opens_paragraph(named.sentence)]
        back, far = (
            (token.sentence - naming[-1].sentence, paragraph - naming[-1].paragraph)
            if naming
            else (_NEVER, _NEVER)
        )
        return {
            "sentences_since": float(min(_NEVER, back)),
            "paragraphs_since": float(min(_NEVER, far)),
            "times_named": float(len(naming)),
            "counted": float(any(named.counted for named in naming[-_RECENT:])),
            "rank": self._rank(token, days) if naming else _NEVER,
            "named_here": float(len(here)),
            "named_first": float(bool(opening)),
        }

    def _rank(self, token: Token, days: Days) -> float:
        """How many other days have been named since some were."""
        before = bisect_left(self._starts, token.start)
        since = set[Days]()
        for named in reversed(self._named[max(0, before - _RECENT) : before]):
            if named.days == days:
                return float(len(since))
            since.add(named.days)
        return _NEVER

    def _opens_paragraph(self, sentence: int) -> bool:
        sentences = self._analysis.sentences
        return sentence == 0 or sentences[sentence - 1].paragraph != sentences[sentence].paragraph

    def _shared(self, token: Token, days: Days) -> float:
        """What nouns a sentence shares with one that tells of some days, at most, the rarer the
        more."""
        told = (t.token.sentence for _, t in self._told.get(days, [])[-_BACK:])
        named = (n.sentence for n in self._naming.get(days, [])[-_RECENT:] if n.start < token.start)
        own = self._nouns[token.sentence]
        return max(
            (
                sum(1 / self._rarity[noun] for noun in sorted(own & self._nouns[sentence]))
                for sentence in {*told, *named} - {token.sentence}
            ),
            default=0.0,
        )

    def _of_event(self, event: Undated, token: Token) -> dict[str, float]:
        analysis = self._analysis
        sentence = analysis.sentences[token.sentence]
        same_sentence = self._last is not None and self._last.sentence == token.sentence
        return {
            "step": float(STEPS.index(event.step)),
            "quad": float(EVENT_TYPES[event.event_type].quad_code or 0),
            "speech": float(event.event_type in SPEECH),
            "toll": float(event.toll),
            "violent": float(event.event_type in _VIOLENT),
            "denied": float(event.denied),
            **self._grammar(token),
            "opens_paragraph": float(self._opens_paragraph(token.sentence)),
            "paragraph": float(min(_NEVER, sentence.paragraph)),
            "sentence": float(min(_NEVER, token.sentence)),
            "share": token.start / max(1, len(analysis.text)),
            "days_named": float(len(self._naming)),
            "news_age": math.log1p((self._published - self._news.first).days),
            "told_before": float(min(_NEVER, self._number)),
            "same_sentence": float(same_sentence),
            "named_in_sentence": float(len(self._in_sentence.get(token.sentence, ()))),
            "named_in_paragraph": float(len(self._in_paragraph.get(sentence.paragraph, ()))),
        }

    def _grammar(self, token: Token) -> dict[str, float]:
        analysis = self._analysis
        verb = governing_verb(analysis, token.index)
        clause = token if verb is None else analysis.tokens[verb]
        around = analysis.tokens[max(0, token.index - _NEAR) : token.index + _NEAR + 1]
        near = {word.text.lower() for word in around if word.sentence == token.sentence}
        before = {analysis.tokens[c].text.lower() for c in analysis.children[token.index]}
        above = [analysis.tokens[i] for i in analysis.ancestors(token.index)]
        opening = analysis.text[analysis.sentences[token.sentence].start : token.start]
        opened = opening.count("“") + opening.count('"') - opening.count("”")
        acting = subjects(analysis, verb) if verb is not None else ()
        return {
            "tense": _number(_TENSES, _tense(analysis, verb)),
            "dependency": _number(_DEPENDENCIES, clause.dep),
            "noun": float(token.pos == "NOUN"),
            "passive": float(verb is not None and is_passive(analysis, verb)),
            "definite": float(bool(before & _DEFINITE)) - float(bool(before & _INDEFINITE)),
            "pronoun": float(any(word.pos == "PRON" for word in acting)),
            "quoted": float(opened % 2),
            "earlier": float(bool(near & _EARLIER)),
            "later": float(bool(near & _LATER)),
            "in_addition": float(bool(near & _IN_ADDITION)),
            "is_told": float(any(word.lemma in SAYING for word in above)),
            "depth": float(sum(word.dep in _UNDER for word in above)),
            "prefix": float(min(3 * _NEVER, opening.count(" "))),
        }


_TYPES = (*EVENT_TYPES, None)
_UNKNOWN = dict.fromkeys(FEATURES[len(SOURCES) :], 0.0) | {
    "age": -1.0,
    "length": -1.0,
    "sentences_since": _NEVER,
    "paragraphs_since": _NEVER,
    "rank": -1.0,
    "type_then": -1.0,
    "told_since": -1.0,
}
"""What stands for the features of days where nobody can know them."""


def _named(
    analysis: Analysis, mentions: Sequence[DateMention], published: date
) -> Iterator[_Named]:
    for mention in mentions:
        first, last = mention.first, mention.last
        tokens = analysis.tokens_in(mention.start, mention.end)
        if first is None or last is None or not tokens:
            continue
        if mention.bound == "until" or first > published:
            continue
        sentence = tokens[0].sentence
        yield _Named(
            mention.start,
            (first, min(last, published)),
            sentence,
            analysis.sentences[sentence].paragraph,
            mention.time_precision,
            mention.relative_to == "published",
        )


def _nouns(analysis: Analysis, mentions: Sequence[DateMention]) -> list[frozenset[str]]:
    """The nouns and names of each sentence, without those of days."""
    of_days = {t.index for m in mentions for t in analysis.tokens_in(m.start, m.end)}
    return [
        frozenset(
            word.lemma.lower()
            for word in analysis.tokens_of(sentence)
            if word.pos in _NAMING and word.index not in of_days
        )
        for sentence in analysis.sentences
    ]


def _tense(analysis: Analysis, verb: int | None) -> str | None:
    """How a verb tells of time."""
    if verb is None:
        return None
    below = {analysis.tokens[c].text.lower() for c in analysis.children[verb]}
    helping = below & {"had", *_WAS, *_IS}
    token = analysis.tokens[verb]
    if "had" in helping and auxiliaries(analysis, verb):
        return "had"
    if is_perfect(analysis, verb):
        return "perfect"
    if token.tag == "VBD" or helping & _WAS:
        return "past"
    return "present" if token.tag in {"VBP", "VBZ"} or helping & _IS else "participle"


def _signed(days: int) -> float:
    """The logarithm of a number of days, with its sign."""
    return math.copysign(math.log1p(abs(days)), days) if days else 0.0


def _number(values: Sequence[str | None], value: str | None) -> float:
    """Which of some values it is; -1 for none of them."""
    return float(values.index(value)) if value in values else -1.0
