"""Place names in text: the recogniser's named entities and a scan against the gazetteer together.

A span is the name alone: no article, no possessive 's, and no type word in lower case
("Idlib" in "Idlib province", but "Walker County"). Adjectives and demonyms are names too
("Syrian", "Iraqis"), as are names within other names ("University of Aleppo"); their `usage`
(`geo.toponyms.usage`) tells them apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.text import Analysis, SpacyReader, TextReader, Token
from geo.language.words import (
    INSTITUTION_WORDS,
    LOCATIVE_PREPOSITIONS,
    PLACE_NOUNS,
    SITE_NOUNS,
    SITED_VERBS,
    TITLE_NOUNS,
    direction,
)
from geo.layout.dateline import agency, dateline_names
from geo.records import Span, Toponym
from geo.toponyms.name_lexicon import NameLexicon
from geo.toponyms.usage import describe_span, usage_of

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LONGEST_NAME = 6
"""Words in the longest name that the scan looks for."""

_PLACE_LABELS = {"GPE": 0.9, "LOC": 0.85, "FAC": 0.6, "NORP": 0.9}
_WELL_KNOWN = 0.55
"""Prominence from which a name is taken for a place with no help from its context."""
_FAMOUS = 0.75
_KNOWN = 0.2
_NUMERIC_LABELS = {"DATE", "TIME", "ORDINAL", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A span of tokens (both included) that may be a place name."""

    first: int
    last: int
    probability: float
    label: str | None
    """Label of the entity around it, None outside entities."""
    whole: bool
    """It is all of that entity, not a part."""


class SpacyRecognizer:
    """`Recognizer` by spaCy's entities and the gazetteer; it was the first one."""

    def __init__(self, gazetteer: "Gazetteer", reader: TextReader | None = None) -> None:
        self._gazetteer = gazetteer
        self._reader = reader or SpacyReader()

    def recognize(self, texts: Iterable[str]) -> Iterator[tuple[Toponym, ...]]:
        """Yield the place names of each text, in order, none overlapping another."""
        for analysis in self._reader.read(texts):
            yield find_toponyms(analysis, self._gazetteer)

    def describe(self, text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        """The names that the caller gives, with their usage and kind."""
        (analysis,) = self._reader.read([text])
        return tuple(describe_span(analysis, span, self._gazetteer) for span in spans)


def find_toponyms(analysis: Analysis, gazetteer: "Gazetteer") -> tuple[Toponym, ...]:
    """The place names of a text, in order, none overlapping another."""
    lexicon = NameLexicon(gazetteer)
    found = [
        *_from_dateline(analysis, lexicon),
        *_from_entities(analysis, lexicon),
        *_from_scan(analysis, lexicon),
        *_from_type_words(analysis, lexicon),
    ]
    chosen = _best_apart(found)
    chosen = _best_apart([*chosen, *_repeated(analysis, chosen)])
    chosen = _outside_agency(analysis, chosen)
    return tuple(_toponym(analysis, item, lexicon) for item in chosen)


def _from_dateline(analysis: Analysis, lexicon: NameLexicon) -> Iterator[_Found]:
    """The known names of the dateline, such as GOMA and DR Congo."""
    for start, end in dateline_names(analysis.text, lambda name: lexicon.familiarity(name) > 0):
        tokens = analysis.tokens_in(start, end)
        yield _Found(tokens[0].index, tokens[-1].index, 0.95, "GPE", whole=True)


def _outside_agency(analysis: Analysis, chosen: list[_Found]) -> list[_Found]:
    """Without what stands behind the places of the dateline: "(Nile Wire)" is an agency."""
    start, end = agency(analysis.text)
    return [f for f in chosen if not start <= analysis.tokens[f.first].start < end]


def _from_entities(analysis: Analysis, lexicon: NameLexicon) -> Iterator[_Found]:
    """Entities that the recogniser takes for places, trimmed to the name."""
    for entity in analysis.names:
        if entity.label not in _PLACE_LABELS:
            continue
        span = _trim(analysis, entity.first, entity.last)
        if span is None:
            continue
        first, last = span
        name = _surface(analysis, first, last)
        familiarity = lexicon.familiarity(name)
        if entity.label in {"GPE", "LOC"}:
            first = _with_form_of_state(analysis, first, last, lexicon)
            last = _with_type_word(analysis, last)
        if entity.label == "NORP" and not lexicon.is_adjective(name):
            continue  # religions, parties and peoples without a land
        if not any(c.isupper() for c in name) or _is_cut_off(analysis.tokens[last]):
            continue
        probability = _PLACE_LABELS[entity.label] if familiarity else 0.6
        yield _Found(first, last, probability, entity.label, whole=True)


def _from_scan(analysis: Analysis, lexicon: NameLexicon) -> Iterator[_Found]:
    """Capitalised words that the gazetteer knows and whose context does not speak against it."""
    for sentence in analysis.sentences:
        tokens = analysis.tokens_of(sentence)
        shouting = sum(t.text[:1].isupper() for t in tokens) > 0.7 * max(len(tokens), 8)
        position = 0
        while position < len(tokens):
            found = None
            if _can_be_name(tokens[position]):
                found = _longest_name(analysis, tokens[position:], lexicon)
            if found is None:
                position += 1
                continue
            probability = _plausibility(analysis, found, lexicon, shouting)
            if probability > 0.5:
                yield _Found(found.first, found.last, probability, found.label, whole=found.whole)
            position = found.last - sentence.first + 1


def _longest_name(
    analysis: Analysis, tokens: tuple[Token, ...], lexicon: NameLexicon
) -> _Found | None:
    """The longest name of the gazetteer that starts at the first of these tokens."""
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        words = tokens[:length]
        if not all(_can_be_name(t) for t in (words[0], words[-1])):
            continue
        first, last = words[0].index, words[-1].index
        name = _surface(analysis, first, last)
        if len(name) < 2 or name.lower() in INSTITUTION_WORDS or not lexicon.familiarity(name):
            continue
        entity = analysis.name_at(first, last)
        whole = entity is not None and entity.first >= first - 1 and entity.last <= last + 1
        return _Found(first, last, 0.0, entity.label if entity else None, whole=whole)
    return None


def _can_be_name(token: Token) -> bool:
    """A capitalised word that the tagger takes for a name, or an adjective of one ("Syrian").

    Of words with an apostrophe ("Sana'a") the tagger knows little; contractions are two tokens.
    """
    tagged = token.tag in {"NNP", "NNPS", "JJ"} or "'" in token.text or "\u2019" in token.text
    return tagged and token.text[:1].isupper()


def _plausibility(analysis: Analysis, found: _Found, lexicon: NameLexicon, shouting: bool) -> float:
    """How likely a known name is meant as a place here, from 0 to 1."""
    name = _surface(analysis, found.first, found.last)
    familiarity = lexicon.familiarity(name)
    before = analysis.tokens[found.first - 1] if found.first else None
    if before is not None and before.lemma.rstrip(".") in TITLE_NOUNS and before.text[0].isupper():
        return 0.0
    in_person = found.label == "PERSON" and not found.whole
    if lexicon.is_adjective(name):
        return 0.0 if in_person else 0.85
    if in_person or found.label in _NUMERIC_LABELS:
        return 0.0
    if _chained(analysis, found, lexicon):
        return 0.85
    if familiarity > _KNOWN and _beside_place(analysis, found):
        return 0.8
    if found.whole and " " in name and familiarity > _FAMOUS:
        return 0.9  # "Federal Democratic Republic of Ethiopia"
    locative = before is not None and (
        before.text.lower() in LOCATIVE_PREPOSITIONS
        or before.lemma in SITED_VERBS
        or _of_place_word(analysis, before)
    )
    if found.label is not None and not found.whole:
        return 0.7 if familiarity > _KNOWN and _names_body(analysis, found) else 0.3
    if locative and not shouting and (familiarity > _KNOWN or " " in name):
        return 0.75
    needed = _FAMOUS if found.label == "PERSON" or shouting else _WELL_KNOWN
    return 0.7 if familiarity > needed else 0.3


def _names_body(analysis: Analysis, found: _Found) -> bool:
    """The name opens the name of a body ("Paris Police") or closes it ("Bank of Canada")."""
    tokens = analysis.tokens
    before, after = tokens[found.first - 1], tokens[min(found.last + 1, len(tokens) - 1)]
    if found.first and before.text.lower() == "of":
        return True
    opens = not found.first or not _inside_entity(analysis, before.index, found)
    return opens and (after.lemma in INSTITUTION_WORDS or after.tag == "POS")


def _from_type_words(analysis: Analysis, lexicon: NameLexicon) -> Iterator[_Found]:
    """Names, known or not, that a type word calls a place: "Adiyat village", "town of Tamthil"."""
    for token in analysis.tokens:
        if token.lemma not in PLACE_NOUNS or not token.text.islower():
            continue
        if span := _name_run(analysis, token.index - 1, -1):
            yield _typed(analysis, span)
        following = analysis.tokens[token.index + 1 : token.index + 3]
        if len(following) < 2 or following[0].text != "of":
            continue
        if span := _name_run(analysis, following[1].index, +1):
            yield _typed(analysis, span)


def _name_run(analysis: Analysis, index: int, step: int) -> tuple[int, int] | None:
    """The capitalised names that stand together from here on, as first and last token."""
    start = index
    tokens = analysis.tokens
    while 0 <= index < len(tokens) and tokens[index].sentence == tokens[start].sentence:
        word = tokens[index]
        joins = word.text in {"-", "/"} and index != start
        if not (joins or (word.text[:1].isupper() and word.tag in {"NNP", "NNPS"})):
            break
        index += step
    first, last = sorted((start, index - step))
    return (first, last) if abs(index - start) else None


def _typed(analysis: Analysis, span: tuple[int, int]) -> _Found:
    entity = analysis.name_at(*span)
    return _Found(*span, 0.7, entity.label if entity else None, whole=True)


def _chained(analysis: Analysis, found: _Found, lexicon: NameLexicon) -> bool:
    """The name stands before a comma and the name of a country or division ("Paris, Texas")."""
    after = found.last + 1
    if after + 1 >= len(analysis.tokens) or analysis.tokens[after].text != ",":
        return False
    following = analysis.tokens[after + 1 : after + 4]
    for length in range(len(following), 0, -1):
        name = _surface(analysis, following[0].index, following[length - 1].index)
        if name[:1].isupper() and lexicon.familiarity(name) > _WELL_KNOWN:
            return not lexicon.is_adjective(name)
    return False


def _of_place_word(analysis: Analysis, before: Token) -> bool:
    """It is the "of" in "the outskirts of" or "30 km north of"."""
    if before.text.lower() != "of" or not before.index:
        return False
    noun = analysis.tokens[before.index - 1]
    named = noun.lemma in PLACE_NOUNS or noun.text.lower() in SITE_NOUNS
    return named or direction(noun.text) is not None


def _beside_place(analysis: Analysis, found: _Found) -> bool:
    """A list joins the name to what the recogniser takes for a place ("Goma, Bukavu and Uvira")."""
    tokens = analysis.tokens
    for joint, neighbour in ((found.first - 1, found.first - 2), (found.last + 1, found.last + 2)):
        if not 0 <= neighbour < len(tokens) or tokens[joint].text not in {",", "and", "or"}:
            continue
        around = analysis.name_at(neighbour, neighbour)
        if around is not None and around.label in {"GPE", "LOC"}:
            return True
    return False


def _repeated(analysis: Analysis, chosen: list[_Found]) -> Iterator[_Found]:
    """Further mentions, outside persons' names, of what the recogniser called a place elsewhere."""
    trusted = {
        tuple(t.text for t in analysis.tokens[f.first : f.last + 1])
        for f in chosen
        if f.label in {"GPE", "LOC"} and f.probability >= 0.85
    }
    openings = {words[0] for words in trusted}
    lengths = sorted({len(words) for words in trusted}, reverse=True)
    for token in analysis.tokens:
        if token.text not in openings:
            continue
        for length in lengths:
            last = token.index + length - 1
            words = tuple(t.text for t in analysis.tokens[token.index : last + 1])
            if words not in trusted:
                continue
            entity = analysis.name_at(token.index, last)
            label = entity.label if entity else None
            whole = entity is not None and entity.first >= token.index - 1 and entity.last <= last
            if label != "PERSON" or whole:
                yield _Found(token.index, last, 0.75, label, whole=whole)
            break


def _best_apart(found: Iterable[_Found]) -> list[_Found]:
    """The likeliest spans that do not overlap, in order of the text; longer ones win ties."""
    taken: set[int] = set()
    chosen = []
    for item in sorted(found, key=lambda f: (-f.probability, f.first - f.last, f.first)):
        indices = set(range(item.first, item.last + 1))
        if not indices & taken:
            taken |= indices
            chosen.append(item)
    return sorted(chosen, key=lambda f: f.first)


def _trim(analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of a name without the article before it and what is no part of it behind."""
    tokens = analysis.tokens
    while first <= last and (
        tokens[first].text.lower() in {"the", "a", "an"} or not tokens[first].text[:1].isalnum()
    ):
        first += 1
    while first <= last and (
        tokens[last].tag == "POS" or not any(c.isalnum() for c in tokens[last].text)
    ):
        last -= 1
    if last > first and tokens[last].lemma in PLACE_NOUNS and tokens[last].text.islower():
        last -= 1
    return (first, last) if first <= last else None


def _with_form_of_state(analysis: Analysis, first: int, last: int, lexicon: NameLexicon) -> int:
    """The first token of the longest name that the gazetteer knows: "Republic of Turkey"."""
    start = first
    for index in range(first - 1, max(first - LONGEST_NAME, -1), -1):
        token = analysis.tokens[index]
        if token.sentence != analysis.tokens[first].sentence:
            break
        if token.text[:1].isupper() and token.text != "The":
            if lexicon.familiarity(_surface(analysis, index, last)):
                start = index
        elif token.text not in {"of", "the", "and"}:
            break
    return start


def _is_cut_off(last: Token) -> bool:
    """The name ends in what only opens one: "St." or "Mt." of a sentence that was cut."""
    return last.text.rstrip(".") in {"Mt", "Ft", "Pt"} or last.text == "St."


def _with_type_word(analysis: Analysis, last: int) -> int:
    """The last token, or the one behind it where that is a capitalised type word ("County")."""
    behind = analysis.tokens[last + 1] if last + 1 < len(analysis.tokens) else None
    if behind is None or behind.lemma not in PLACE_NOUNS or not behind.text[:1].isupper():
        return last
    return behind.index


def _surface(analysis: Analysis, first: int, last: int) -> str:
    return analysis.text[analysis.tokens[first].start : analysis.tokens[last].end]


def _inside_entity(analysis: Analysis, index: int, found: _Found) -> bool:
    entity = analysis.name_at(found.first, found.last)
    if entity is None or not entity.first <= index <= entity.last:
        return False
    return analysis.tokens[index].text.lower() != "the"


def _toponym(analysis: Analysis, found: _Found, lexicon: NameLexicon) -> Toponym:
    start, end = analysis.tokens[found.first].start, analysis.tokens[found.last].end
    usage, kind = usage_of(analysis, (start, end), lexicon)
    return Toponym(start, end, analysis.text[start:end], usage, kind, found.probability)
