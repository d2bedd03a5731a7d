"""The words that tell of events: entries of `data/ontology.csv`, and where their conditions hold.

An entry is a word or phrase by lemma, or several that `|` parts, with the type of event that they
tell of, how often they really do, and a condition on the words around them. Condition clauses are
parted by spaces and all must hold; a clause is `relation:word|word`, `!` before it negates it. The
relations:

- `obj`, `subj`: object and subject of a verb, seen through passives, relative clauses, participles,
  coordination and "dozens of people"
- `article`: the article of the subject, which a ship's name has and a person's or town's has not
- `mod`: what stands before a noun; `head`: what governs it, also through a preposition
- `xcomp`, `ccomp`, `acomp`, `advmod`, `conj`, `oprd`: what depends on the verb by that label
- `sent`: any other word of the sentence; `text`: any other of the report
- `prev`, `next`: the neighbour; `label`: the entity label of the word itself
- any other relation is a preposition: `with:official`

A word is a class of `data/ontology.toml`, else a lemma, an entity label, PROPN for any name or a
class of `data/nouns.csv` (ANYONE, VEHICLE); `any` asks only that there is one.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.language.arguments import objects_behind, related
from geo.language.nouns import known_form, noun_classes
from geo.language.text import Analysis, Token
from geo.language.verbs import inflections
from geo.triggers.phrases import same, words_before, words_behind, words_below

_NAME_LABELS = frozenset({"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "EVENT"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on the words around an entry's word."""

    relation: str
    words: frozenset[str]
    """Lemmas in lower case and entity labels in capitals; "any" for whatever there is."""
    negated: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon; probability 0 says that these words tell of no event."""

    words: tuple[str, ...]
    pos: str
    event_type: str
    sub_type: str | None
    probability: float
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by part of speech and the lemma of their head word, phrases first."""

    entries: Mapping[tuple[str, str], tuple[Entry, ...]]
    classes: Mapping[str, frozenset[str]]
    forms: Mapping[str, tuple[str, ...]]
    """Inflected verb to the lemmas that it may belong to: the reader's lemmas fail in capitals."""


@cache
def lexicon() -> Lexicon:
    """The lexicon that Dateline ships."""
    data = files("geo") / "data"
    tables = tomllib.loads((data / "ontology.toml").read_text(encoding="utf-8"))
    rows = csv.DictReader((data / "ontology.csv").read_text(encoding="utf-8").splitlines())
    return build(rows, tables)


def build(
    rows: Iterable[Mapping[str, str]], tables: Mapping[str, Mapping[str, list[str]]]
) -> Lexicon:
    """A lexicon from rows of `ontology.csv` and the tables of `ontology.toml`."""
    classes = {name: frozenset(words) for name, words in tables["classes"].items()}
    classes |= {name: frozenset(words) for name, words in tables["verbs"].items()}
    entries: dict[tuple[str, str], list[Entry]] = {}
    for row in rows:
        clauses = tuple(_clause(clause, classes) for clause in row["condition"].split())
        for phrase in row["words"].split("|"):
            words = tuple(phrase.split())
            entry = Entry(
                words,
                row["pos"],
                row["event_type"],
                row["sub_type"] or None,
                float(row["probability"]),
                clauses,
            )
            entries.setdefault((row["pos"], head_word(words, row["pos"])), []).append(entry)
    verbs = {lemma for pos, lemma in entries if pos == "VERB"} | classes["light"]
    forms: dict[str, set[str]] = {}
    for verb in verbs:
        for form in (*inflections(verb), *tables["irregular"].get(verb, ())):
            forms.setdefault(form, set()).add(verb)
    return Lexicon(
        # Stable: rows of the same words keep the order of the file.
        {key: tuple(sorted(found, key=lambda e: -len(e.words))) for key, found in entries.items()},
        classes,
        {form: tuple(sorted(lemmas)) for form, lemmas in forms.items()},
    )


def _clause(text: str, classes: Mapping[str, frozenset[str]]) -> Clause:
    relation, _, values = text.lstrip("!").partition(":")
    words: set[str] = set()
    for value in values.split("|"):
        words |= classes.get(value, {value})
    return Clause(relation, frozenset(words), text.startswith("!"))


def head_word(words: tuple[str, ...], pos: str) -> str:
    """The word of a phrase that the sentence's grammar hangs it on."""
    return words[0] if pos == "VERB" or "of" in words else words[-1]


@dataclass(frozen=True, slots=True)
class Reading:
    """An analysis as the lexicon looks at it."""

    analysis: Analysis
    lemmas: tuple[frozenset[str], ...]
    """For every sentence its lemmas, but for verbs that only as nouns tell of their class, and for
    nouns that mean something else by their modifier."""
    labels: Mapping[int, str]
    """Entity label of every token within a named entity."""
    unmarked: frozenset[int]
    """Sentences in capitals or title case, where part of speech says little."""


def reading(analysis: Analysis) -> Reading:
    """Prepare an analysis for look-ups."""
    nouns = lexicon().classes["noun_only"]
    lemmas = tuple(
        frozenset(
            lemma
            for t in analysis.tokens_of(s)
            if (t.pos != "VERB" or t.lemma not in nouns) and not _is_harmless(analysis, t)
            for lemma in _lemmas(analysis, t)
        )
        for s in analysis.sentences
    )
    labels = {
        i: n.label
        for n in analysis.names
        for i in range(n.first, n.last + 1)
        # The reader takes many a word that opens a sentence for a name ("Locusts ate the crop").
        if n.first < n.last
        or n.label not in _NAME_LABELS
        or not _is_plural(analysis, analysis.tokens[i])
    }
    unmarked = set()
    for sentence in analysis.sentences:
        words = [
            t.text for t in analysis.tokens_of(sentence) if len(t.text) > 3 and t.text[0].isalpha()
        ]
        if len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.8 * len(words):
            unmarked.add(sentence.index)
    return Reading(analysis, lemmas, labels, frozenset(unmarked))


def _is_harmless(analysis: Analysis, token: Token) -> bool:
    """A noun whose modifier takes its meaning from it: the attack of "a heart attack"."""
    if token.pos != "NOUN":
        return False
    before = {analysis.tokens[c].lemma for c in analysis.children[token.index] if c < token.index}
    return any(
        entry.probability == 0
        and len(entry.clauses) == 1
        and entry.clauses[0].relation == "mod"
        and not before.isdisjoint(entry.clauses[0].words)
        for entry in lexicon().entries.get(("NOUN", token.lemma), ())
    )


def entry_at(read: Reading, token: Token, *, conditions: bool = True) -> Entry | None:
    """The entry by which the word at a token tells of an event, None if none does."""
    if conditions:
        entry = listed_at(read, token)
        return entry if entry is not None and entry.probability > 0 else None
    return next((e for e in _entries_at(read, token) if e.probability > 0), None)


def listed_at(read: Reading, token: Token) -> Entry | None:
    """The entry that says what the word at a token tells of, be it nothing; None if none does.

    The longest phrase that is there goes first, then the order of the file; the first whose
    condition holds is taken.
    """
    entries = _entries_at(read, token)
    return next((e for e in entries if all(_holds(read, token, c, e) for c in e.clauses)), None)


def names_event(noun: str) -> bool:
    """Whether a noun may tell of an event, and means nobody."""
    entries = lexicon().entries.get(("NOUN", noun), ())
    told = any(entry.probability > 0 and entry.words == (noun,) for entry in entries)
    return told and "ANYONE" not in noun_classes(noun) and noun not in lexicon().classes["people"]


def types_at(read: Reading, token: Token) -> frozenset[str]:
    """The types of events that the word at a token may tell of, whatever stands around it."""
    return frozenset(e.event_type for e in _entries_at(read, token) if e.probability > 0)


def _entries_at(read: Reading, token: Token) -> Iterator[Entry]:
    """The entries whose words are there, whatever their conditions."""
    for pos, lemma in _readings_of(read, token):
        for entry in lexicon().entries.get((pos, lemma), ()):
            if len(entry.words) == 1 or phrase_at(read, token, entry) is not None:
                yield entry


def _readings_of(read: Reading, token: Token) -> Iterator[tuple[str, str]]:
    """Part of speech and lemma as the reader has them, then as the form alone tells them."""
    form = token.text.lower()
    opens = token.index == read.analysis.sentences[token.sentence].first
    unmarked = token.sentence in read.unmarked or (opens and token.index not in read.labels)
    forms = lexicon().forms.get(form, ())
    if is_gerund(read.analysis, token):
        yield "NOUN", form
    if _is_done_by_plural(read.analysis, token):
        yield from (("VERB", lemma) for lemma in forms)
    if token.pos in {"VERB", "NOUN"}:
        yield from (("VERB", compound) for compound in compounds(read.analysis, token))
    if whole := compound_noun(read.analysis, token):
        yield "NOUN", whole
        return
    if token.pos == "VERB":
        if ("VERB", token.lemma) in lexicon().entries:
            yield "VERB", token.lemma
        yield from (("VERB", lemma) for lemma in forms if lemma != token.lemma)
    elif token.pos == "NOUN" or (token.pos == "ADJ" and token.dep in _NOMINAL):
        yield "NOUN", token.lemma
    bare = token.pos == "PROPN" and unmarked and form not in _MONTHS
    clausal = any(
        read.analysis.tokens[c].dep == "nsubj" for c in read.analysis.children[token.index]
    )
    if bare or (token.pos == "NOUN" and (form.endswith("ed") or clausal)):
        yield from (("VERB", lemma) for lemma in forms)
    if bare:
        yield from (("NOUN", lemma) for lemma in _singulars(form))


def compounds(analysis: Analysis, token: Token) -> list[str]:
    """The lemmas that a word may have with what stands before its hyphen, where the reader takes
    it for three: "baton-charge" of "baton-charged"."""
    before = analysis.tokens[max(token.index - 2, 0)]
    if analysis.text[token.start - 1 : token.start] != "-" or before.end != token.start - 1:
        return []
    first = before.text.lower()
    lemmas = (token.lemma, *lexicon().forms.get(token.text.lower(), ()))
    return [f"{first}-{lemma}" for lemma in dict.fromkeys(lemmas)]


def compound_noun(analysis: Analysis, token: Token) -> str | None:
    """The noun with a hyphen that a word is the end of, if the lexicon has it: a "cease-fire" is no
    fire, which is all that its last word says."""
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    entries = lexicon().entries
    return next((c for c in compounds(analysis, token) if ("NOUN", c) in entries), None)


def _singulars(form: str) -> tuple[str, ...]:
    """What a noun may be the plural of, itself first: "clashes", "clashe", "clash"."""
    return tuple(dict.fromkeys((form, form.removesuffix("s"), form.removesuffix("es"))))


def _lemmas(analysis: Analysis, token: Token) -> tuple[str, ...]:
    """The lemmas that a word may have: the reader knows those of no name, but "Wildfires" opens its
    sentence, and Typhoon Yagi is a typhoon."""
    if whole := compound_noun(analysis, token):
        return (whole,)
    if _opens_as_name(analysis, token):
        return _singulars(token.text.lower())
    if names_storm(analysis, token):
        return token.lemma, token.text.lower()
    known = known_form(token.lemma, token.text.lower()) if token.pos == "NOUN" else token.lemma
    return tuple({token.lemma, known})


def names_storm(analysis: Analysis, token: Token) -> bool:
    """Whether a word says of what sort the storm is whose name stands behind it."""
    of_name = token.pos == "PROPN" and analysis.tokens[token.head].pos == "PROPN"
    storms = lexicon().classes["storm"]
    return of_name and token.dep in {"compound", "nmod"} and token.text.lower() in storms


def _opens_as_name(analysis: Analysis, token: Token) -> bool:
    """Whether a word may be a name only for the capital with which it opens its sentence."""
    return token.pos == "PROPN" and token.index == analysis.sentences[token.sentence].first


def _is_plural(analysis: Analysis, token: Token) -> bool:
    """Whether a word is a plural that names nobody, as what opens "Wildfires tore through Evia"."""
    if token.tag == "NNS":
        return True
    plural_of = _singulars(token.text.lower())[1:]
    return _opens_as_name(analysis, token) and any(
        ("NOUN", lemma) in lexicon().entries for lemma in plural_of
    )


def is_gerund(analysis: Analysis, token: Token) -> bool:
    """Whether a verb's form in -ing stands as a noun: "fighting erupted".

    The reader takes "Fighting flared in Goma" for a verb with a participle.
    """
    if token.tag != "VBG":
        return False
    children = [analysis.tokens[c] for c in analysis.children[token.index]]
    opens = token.index == analysis.sentences[token.sentence].first
    finite = any(c.dep == "acl" and c.index == token.index + 1 for c in children)
    return token.dep in _NOMINAL or (opens and finite)


def _is_done_by_plural(analysis: Analysis, token: Token) -> bool:
    """Whether a noun opens its sentence with a plural before it and "on" or "at" behind it: of
    "Rebels fire on ship" it is the verb, since what modifies a noun is seldom a plural."""
    sentence = analysis.sentences[token.sentence]
    if token.pos != "NOUN" or token.index != sentence.first + 1 or token.index == sentence.last:
        return False
    before, after = analysis.tokens[token.index - 1], analysis.tokens[token.index + 1]
    plural = before.text.lower().endswith("s") and before.text.isalpha()
    return plural and token.tag == "NN" and after.lemma in {"on", "at"}


_NOMINAL = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
_TIMES = frozenset({"DATE", "TIME"})
_AT_TIMES = frozenset({"at", "in", "on"})
_MONTHS = frozenset({"march", "may"})


def is_modifier(read: Reading, token: Token) -> bool:
    """Whether a noun stands before another ("attack helicopter") or within a name."""
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    form = token.text.lower()
    if token.sentence in read.unmarked and form in lexicon().forms and form != token.lemma:
        return False  # "Flood Kills Dozens"
    head = read.analysis.tokens[token.head]
    if token.dep in {"compound", "nmod", "amod"} and head.index != token.index:
        return head.lemma not in lexicon().classes["event_head"]
    return token.sentence not in read.unmarked and read.labels.get(token.index) in _NAME_LABELS


def phrase_at(read: Reading, token: Token, entry: Entry) -> tuple[int, ...] | None:
    """The other words of a phrase whose head a token is; None where they are not there."""
    words = entry.words
    tokens = read.analysis.tokens
    sentence = read.analysis.sentences[token.sentence]
    if entry.pos == "NOUN" and "of" not in words:
        return words_before(tokens[sentence.first : token.index], words[:-1])
    rest = words[1:]
    window = tokens[token.index + 1 : sentence.last + 1]
    found = words_behind(window, rest)
    if found is None:
        found = words_below(read.analysis, token.index, rest)
    return None if found is None or _ends_in_time(read, window, rest[-1]) else found


def _ends_in_time(read: Reading, window: tuple[Token, ...], word: str) -> bool:
    """Whether the preposition that ends a phrase opens a time: "were seized on 30 January"."""
    last = next((t for t in window if same(t, word)), None)
    if last is None or last.lemma not in _AT_TIMES:
        return False
    return any(read.labels.get(c) in _TIMES for c in read.analysis.children[last.index])


def _holds(read: Reading, token: Token, clause: Clause, entry: Entry) -> bool:
    if clause.relation == "sent":
        others = (read.lemmas[token.sentence] & clause.words) - {token.lemma}
        return bool(others) != clause.negated
    if clause.relation == "text":
        others = frozenset().union(*(words & clause.words for words in read.lemmas))
        return bool(others - {token.lemma}) != clause.negated
    found = related(read.analysis, token, clause.relation)
    if not found and clause.relation == "obj" and entry.pos == "VERB":
        found = objects_behind(read.analysis, token, entry.words[1:2])
    if "any" in clause.words:
        return bool(found) != clause.negated
    return any(_is_one_of(read, index, clause.words) for index in found) != clause.negated


def _is_one_of(read: Reading, index: int, words: frozenset[str]) -> bool:
    token = read.analysis.tokens[index]
    if whole := compound_noun(read.analysis, token):
        return whole in words
    if token.lemma in words or token.text.lower() in words:
        return True
    if token.pos == "VERB" and ("VERB", token.lemma) not in lexicon().entries:
        # The reader's lemma of "staged" is no verb.
        return not words.isdisjoint(lexicon().forms.get(token.text.lower(), ()))
    if token.pos == "PROPN" and index not in read.labels:
        # "Landslides blocked the road": a common noun that only its place makes a name
        opens = index == read.analysis.sentences[token.sentence].first
        if opens and not words.isdisjoint(_singulars(token.text.lower())):
            return True
    before = (read.analysis.tokens[child] for child in read.analysis.children[index])
    if any(names_storm(read.analysis, t) and t.text.lower() in words for t in before):
        return True
    if token.pos == "NUM" and read.labels.get(index) in {None, "CARDINAL"}:
        return "people" in words  # "killed 12": a bare number counts people
    if token.pos == "PROPN" and "PROPN" in words:
        return True
    if token.pos == "NOUN":
        known = known_form(token.lemma, token.text.lower())
        return not words.isdisjoint(noun_classes(known)) or read.labels.get(index) in words
    return read.labels.get(index) in words
