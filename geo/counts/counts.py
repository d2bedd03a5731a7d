"""How many people were killed, wounded, detained and so on, and the word each count hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.counts import count_words as words
from geo.counts.headcount import Headcount
from geo.counts.holders import bare_number, elliptic, holders, of_auxiliary
from geo.counts.patients import (
    hurt_in_body,
    is_carried_hurt,
    is_for_care,
    is_left_with_hurts,
    is_of_hurt,
    is_of_illness,
    is_of_the_ill,
    is_to_hospital,
    patients,
    treated_for,
)
from geo.counts.tolls import is_deadly, reached_by
from geo.counts.totals import is_total
from geo.counts.turnout import turnout
from geo.language.arguments import (
    direct_objects,
    direct_subjects,
    related,
    subjects,
)
from geo.language.nouns import noun_classes, persons
from geo.language.quantities import MOST_PEOPLE
from geo.language.text import Analysis, Token
from geo.records import Span
from geo.triggers.lexicon import Reading, entry_at, lexicon, reading


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people to whom something was done."""

    what: str
    """killed, wounded, detained, abducted, displaced, missing, infected, released, rescued or
    protesters."""
    low: int
    high: int | None
    """None: open upwards ("at least 12")."""
    span: Span
    """The words of the number and of those counted."""
    token: int
    """Index of the word it hangs on: the verb "killed", the noun "deaths", the adjective "dead"."""
    is_total: bool
    """Whether it is the total of a war or of years, not one event's."""
    is_more: bool = False
    """Whether they are others than those counted before: "a third", "two others"."""


_SAID_OF = frozenset({"amod", "appos", "acl", "acomp", "advcl", "relcl"})
"""How a word of state hangs on those that it is said of."""


def find_counts(analysis: Analysis) -> list[CountMention]:
    """The counts of people in a text, in order of the words that they hang on."""
    headcount = Headcount(analysis, words.NOUNS.keys())
    read = reading(analysis)
    found: dict[tuple[str, Span], CountMention] = {}
    for token in analysis.tokens:
        if (there := turnout(analysis, headcount, token)) is not None:
            span = (there.start, there.end)
            found["protesters", span] = CountMention(
                "protesters", there.low, there.high, span, token.index, is_total=False
            )
        counted = [(what, heads) for what, heads in _counted(analysis, token) if heads]
        for what, heads in counted or _by_type(read, token):
            if what == "displaced" and any(is_of_hurt(analysis, h) for h in heads):
                continue
            quantity = next((q for h in heads if (q := headcount.of(h)) is not None), None)
            if quantity is None or (quantity.high == 0 and _is_if(analysis, token.index)):
                continue
            if max(quantity.low, quantity.high or 0) > MOST_PEOPLE:
                continue  # a sum of what each may be
            span = (quantity.start, quantity.end)
            mention = CountMention(
                what,
                0 if _is_feared(analysis, token.index) else quantity.low,
                quantity.high,
                span,
                token.index,
                is_total(analysis, token.index),
                any(headcount.is_of_more(h) for h in heads),
            )
            # "shot dead" counts its man once
            found.setdefault((what, span), mention)
    harmed = {span for what, span in found if what in {"killed", "wounded"}}
    # "Killed three displaced people": who they were
    return [c for c in found.values() if c.what != "displaced" or c.span not in harmed]


def _counted(analysis: Analysis, token: Token) -> Iterator[tuple[str, list[int]]]:
    """What a word tells is done, and the heads of the words that may say to how many."""
    return _done(analysis, token) if token.pos == "VERB" else _stated(analysis, token)


def _done(analysis: Analysis, token: Token) -> Iterator[tuple[str, list[int]]]:
    """The same of a verb."""
    i, children = token.index, analysis.children[token.index]
    known = (le for le in _lemmas(token) if le in words.DONE_TO or le in words.DOING)
    lemma = next(known, token.lemma)
    if (lemma, _particle(analysis, i)) in words.DEADLY:
        yield "killed", direct_objects(analysis, i)
    elif lemma in words.CLAIMING and (lives := _lives(analysis, i)):
        yield "killed", lives
    elif lemma in words.FETCHING and _is_alive(analysis, i):
        yield "rescued", people_among(analysis, direct_objects(analysis, i))
    elif lemma in words.HELD and words.HELD[lemma] & _around(analysis, i):
        yield "detained", direct_objects(analysis, i)
    elif lemma in words.TAKING:
        taken = direct_objects(analysis, i)
        whom = people_among(analysis, taken) or _aboard(analysis, i, taken)
        yield _taken(analysis, i), whom
    elif _is_driven_out(analysis, i, lemma):
        yield "displaced", direct_objects(analysis, i)
    elif lemma in words.MOVING and _has_child(analysis, i, "from", "to"):
        moved = direct_objects(analysis, i)
        yield "displaced", [o for o in moved if analysis.tokens[o].lemma in words.RESIDENTS]
    elif lemma in words.STOWING and _is_into_vehicle(analysis, token):
        yield _taken(analysis, i), people_among(analysis, direct_objects(analysis, i))
    elif lemma == "evacuate" and not direct_objects(analysis, i):
        # "1,200 villagers have evacuated"
        yield "displaced", people_among(analysis, direct_subjects(analysis, i))
    elif lemma == "evacuate" and _is_moved_for_care(analysis, token):
        return
    elif lemma in words.DONE_TO:
        whom = [*direct_objects(analysis, i), *_left(analysis, token), *_told(analysis, token)]
        # "Displaced 8,000", "nine injured", of which the reader makes a measure
        beside = [c for c in children if abs(c - i) == 1]
        whom += [c for c in beside if analysis.tokens[c].dep == "npadvmod"]
        if token.dep == "acomp":  # "three men were slain"
            whom += direct_subjects(analysis, token.head)
        yield words.DONE_TO[lemma], [*elliptic(analysis, token), *whom]
    elif lemma == "flee" and _is_getaway(analysis, i):
        return
    elif lemma in words.DOING:
        # "The wave drowned twelve people"
        own = direct_subjects(analysis, i) or _numbers_of(analysis, i)
        whom = own or bare_number(analysis, i)
        if lemma == "drown" and not people_among(analysis, whom):
            whom = direct_objects(analysis, i) or whom
        yield words.DOING[lemma], [*whom, *_told(analysis, token)]
    elif lemma == "lose" and any(analysis.tokens[c].lemma == "life" for c in children):
        yield "killed", direct_subjects(analysis, i)
    elif hurts := hurt_in_body(analysis, token):
        yield "wounded", hurts
    elif lemma == "lose":
        yield "killed", _fallen(analysis, i)
    elif is_to_hospital(analysis, i, lemma):
        yield "wounded", people_among(analysis, direct_objects(analysis, i))
    elif lemma in words.TREATING and (what := treated_for(analysis, token)):
        yield what, people_among(analysis, direct_objects(analysis, i))
    elif lemma == "leave" and is_left_with_hurts(analysis, token):
        yield "wounded", people_among(analysis, direct_objects(analysis, i))
    elif lemma == "operate":
        yield "wounded", people_among(analysis, list(related(analysis, token, "on")))
    elif lemma == "fall" and _has_child(analysis, i, *words.ILL):
        yield "infected", people_among(analysis, direct_subjects(analysis, i))
    elif lemma == "take" and _has_child(analysis, i, *words.ILL):
        yield "infected", people_among(analysis, direct_objects(analysis, i))
    elif lemma == "test" and _has_child(analysis, i, "positive"):
        yield "infected", direct_subjects(analysis, i)
    elif lemma == "miss" and token.tag == "VBG":
        # "Nine were found and 30 passengers are missing": the reader hangs them on "are"
        own = of_auxiliary(analysis, i)
        yield "missing", [*own, *direct_subjects(analysis, i), i, *holders(analysis, token)]
    elif _is_to_death(analysis, i):
        whom = people_among(analysis, direct_subjects(analysis, i))  # "burned to death"
        yield "killed", direct_objects(analysis, i) or whom
    elif lemma in words.DONE_TO_PEOPLE:
        whom = [*elliptic(analysis, token), *direct_objects(analysis, i)]
        yield words.DONE_TO_PEOPLE[lemma], people_among(analysis, whom)
    elif not {lemma, *_lemmas(token)}.isdisjoint(words.FINDING):
        yield "killed", _remains(analysis, i)


def _stated(analysis: Analysis, token: Token) -> Iterator[tuple[str, list[int]]]:
    """The same of a noun or an adjective."""
    i, children = token.index, analysis.children[token.index]
    if ill := people_among(analysis, patients(analysis, token)):
        what = "infected" if is_of_the_ill(analysis, token) else "wounded"
        # "Six of the wounded are in a serious condition" are no others
        yield what, [] if any(is_of_hurt(analysis, i) for i in ill) else ill
    elif token.pos in {"ADJ", "NOUN"} and token.text.lower() in words.STATES:
        yield words.STATES[token.text.lower()], holders(analysis, token)
    elif token.lemma in words.NOUNS_OF:
        yield words.NOUNS_OF[token.lemma], people_among(analysis, _of(analysis, i))
    elif token.lemma in words.NOUNS:
        yield words.NOUNS[token.lemma], [*_of(analysis, i), i]
    elif token.lemma == "fatal" and token.dep in _SAID_OF:
        # "Three of them fatal", "four of which were fatal"
        own = [*children, *(analysis.children[token.head] if token.dep == "acomp" else ())]
        all_of_them = token.dep == "appos" and analysis.tokens[i - 1].lemma == "all"
        numbers = [c for c in own if analysis.tokens[c].pos == "NUM"]
        yield "killed", [token.head] if all_of_them else numbers  # "ten cases, all fatal"
    elif token.lemma == "case" and is_of_illness(analysis, i):
        yield "infected", [i]
    elif token.lemma == "toll" and is_deadly(analysis, i):
        yield "killed", reached_by(analysis, i)
    elif token.lemma == "number":
        said = [analysis.tokens[below] for below in analysis.subtree(i)]
        states = {words.STATES[t.text.lower()] for t in said if t.text.lower() in words.STATES}
        states |= {words.NOUNS[t.lemma] for t in said if t.lemma in words.NOUNS}
        if len(states) == 1:  # the number of dead and wounded is that of neither
            yield states.pop(), reached_by(analysis, i)


def _by_type(read: Reading, token: Token) -> Iterator[tuple[str, list[int]]]:
    """What the ontology's sub type of a verb says is done to people: "nine were picked up"."""
    entry = entry_at(read, token) if token.pos == "VERB" else None
    sub_type, analysis = entry.sub_type if entry is not None else None, read.analysis
    what = words.BY_SUB_TYPE.get(sub_type or "")
    if what is None or (sub_type == "evacuation" and _is_moved_for_care(analysis, token)):
        return
    if what == "abducted":
        what = _taken(analysis, token.index)
    whom = people_among(analysis, direct_objects(analysis, token.index))
    if not whom and what in words.GOING:
        whom = people_among(analysis, direct_subjects(analysis, token.index))
    # "Made off with 40 villagers"
    if whom := whom or people_among(analysis, list(related(analysis, token, "with"))):
        yield what, whom


def _is_moved_for_care(analysis: Analysis, verb: Token) -> bool:
    return is_for_care(analysis, verb) or is_carried_hurt(analysis, verb)


def _around(analysis: Analysis, verb: int) -> set[str]:
    """The words that hang on a verb, and what hangs on its prepositions."""
    tokens, children = analysis.tokens, analysis.children
    below = [*children[verb], *(o for c in children[verb] for o in children[c])]
    return {tokens[i].text.lower() for i in below}


def _taken(analysis: Analysis, verb: int) -> str:
    """Whether those who are taken are held by the police or by others."""
    by = {analysis.tokens[s].lemma for s in subjects(analysis, verb)}
    held = analysis.tokens[verb].lemma in {"capture", "recapture"} or by & words.OFFICERS
    return "detained" if held else "abducted"


def people_among(analysis: Analysis, nouns: list[int]) -> list[int]:
    """Those of the words that are people, or a number of them: "eight were recaptured"."""
    tokens, people = analysis.tokens, lexicon().classes["people"]
    return [
        i
        for i in nouns
        if tokens[i].lemma in people or tokens[i].pos == "NUM" or tokens[i].lemma in persons()
    ]


def _is_driven_out(analysis: Analysis, verb: int, lemma: str) -> bool:
    to_leave = lemma in words.ORDERING and _is_to_leave(analysis, verb)
    return to_leave or (lemma in words.DRIVING and _is_from_home(analysis, verb))


def _is_to_leave(analysis: Analysis, verb: int) -> bool:
    """ "were told to leave", "were ordered out"."""
    below = [analysis.tokens[c] for c in analysis.children[verb]]
    return any(
        (word.dep in {"xcomp", "ccomp"} and word.lemma in words.LEAVING)
        or (word.dep in {"prt", "advmod"} and word.lemma == "out")
        for word in below
    )


def _is_from_home(analysis: Analysis, verb: int) -> bool:
    """ "forcing 900 people out of their homes", "drove them from their village"."""
    tokens = analysis.tokens
    away = (analysis.tokens[i] for i in analysis.subtree(verb) if i > verb)
    return any(
        t.lemma in words.HOMES and t.dep == "pobj" and tokens[t.head].lemma in {"from", "of"}
        for t in away
    )


def _lives(analysis: Analysis, verb: int) -> list[int]:
    """Whose lives something claims: "claimed three lives", "claimed the lives of five miners",
    "took hundreds of lives"."""
    own = direct_objects(analysis, verb)
    lives = [o for o in own if analysis.tokens[o].lemma == "life"]
    many = [o for o in own if any(analysis.tokens[c].lemma == "life" for c in _of(analysis, o))]
    return [
        of for life in lives for of in (*_of(analysis, life), *_numbers_of(analysis, life))
    ] + many


def _remains(analysis: Analysis, verb: int) -> list[int]:
    """The bodies that are found, or whose they are: "recovered the bodies of six people", "two
    bodies recovered"."""
    around = [*direct_objects(analysis, verb), *direct_subjects(analysis, verb)]
    found = [o for o in around if analysis.tokens[o].lemma in words.REMAINS]
    return [word for body in found for word in (*_of(analysis, body), body)]


def _of(analysis: Analysis, noun: int) -> list[int]:
    """Whose or of what it is: the words behind its "of"."""
    of = [c for c in analysis.children[noun] if analysis.tokens[c].lemma == "of"]
    return [o for c in of for o in analysis.children[c]]


def _numbers_of(analysis: Analysis, noun: int) -> list[int]:
    return [c for c in analysis.children[noun] if analysis.tokens[c].dep == "nummod"]


def _fallen(analysis: Analysis, verb: int) -> list[int]:
    """The fighters that a side lost; a club loses players "to injury"."""
    tokens = analysis.tokens
    to = [tokens[o].lemma for o in related(analysis, tokens[verb], "to")]
    if "injury" in to:
        return []
    lost = direct_objects(analysis, verb)
    return [o for o in lost if tokens[o].lemma in words.MEN or "WARRIOR" in _classes(tokens[o])]


def _classes(token: Token) -> frozenset[str]:
    return frozenset(noun_classes(token.lemma))


def _is_alive(analysis: Analysis, verb: int) -> bool:
    """ "pulled two girls alive", where "alive" may hang on them."""
    holders = (verb, *direct_objects(analysis, verb))
    return any(_has_child(analysis, holder, "alive") for holder in holders)


def _is_into_vehicle(analysis: Analysis, verb: Token) -> bool:
    into = (analysis.tokens[o] for o in related(analysis, verb, "into"))
    return any("VEHICLE" in _classes(t) for t in into)


def _particle(analysis: Analysis, index: int) -> str | None:
    """The word behind or below a verb with which it tells of death: "shot dead", "gunned down"."""
    below = (analysis.tokens[c].text.lower() for c in analysis.children[index])
    return next((word for word in below if word in {"alive", "dead", "down"}), None)


def _left(analysis: Analysis, token: Token) -> list[int]:
    """Whom something left in that state: "left dozens injured"."""
    verb = analysis.tokens[token.head]
    is_state = token.tag == "VBN" and token.dep in {"xcomp", "oprd", "ccomp"}
    return direct_objects(analysis, verb.index) if is_state and verb.lemma == "leave" else []


def _told(analysis: Analysis, token: Token) -> list[int]:
    """Whom that befell by what is told: "26 were reported killed", wherever it is hung."""
    teller = analysis.tokens[max(token.index - 1, 0)]
    is_told = teller.lemma in words.TELLING and teller.tag == "VBN" and token.tag == "VBN"
    return direct_objects(analysis, teller.index) if is_told else []


def _aboard(analysis: Analysis, verb: int, taken: list[int]) -> list[int]:
    """The people of a vehicle that is taken: "seized a dhow with 11 crew". The reader may hang
    them on the verb."""
    tokens = analysis.tokens
    vehicles = [i for i in taken if "VEHICLE" in noun_classes(tokens[i].lemma)]
    holders = [*vehicles, verb] if vehicles else []
    aboard = (person for i in holders for person in related(analysis, tokens[i], "with"))
    return people_among(analysis, list(aboard))


def _is_if(analysis: Analysis, index: int) -> bool:
    """Whether it is only supposed: of "if nobody is arrested" no number is known."""
    return any(
        analysis.tokens[c].dep == "mark" and analysis.tokens[c].lemma in {"if", "unless"}
        for c in analysis.children[index]
    )


def _is_getaway(analysis: Analysis, verb: int) -> bool:
    """Whether somebody flees from what they did, not from home: "the gunmen fled", "fled the
    scene"."""
    culprits = lexicon().classes["culprit"]
    tokens = analysis.tokens
    return any(tokens[s].lemma in culprits for s in subjects(analysis, verb)) or any(
        tokens[o].lemma == "scene" for o in direct_objects(analysis, verb)
    )


def _lemmas(token: Token) -> tuple[str, ...]:
    return (token.lemma, *lexicon().forms.get(token.text.lower(), ()))


def _has_child(analysis: Analysis, index: int, *any_of: str) -> bool:
    return any(analysis.tokens[c].text.lower() in any_of for c in analysis.children[index])


def _is_to_death(analysis: Analysis, index: int) -> bool:
    """ "hacked to death", "plunged to their deaths", "burnt beyond recognition"; "death" may hang
    on whom it befell."""
    if analysis.tokens[index].lemma in words.SENTENCING:
        return False
    objects = [c for c in analysis.children[index] if analysis.tokens[c].dep == "dobj"]
    return any(
        (analysis.tokens[c].lemma == "to" and _has_child(analysis, c, "death", "deaths"))
        or (analysis.tokens[c].lemma == "beyond" and _has_child(analysis, c, "recognition"))
        for each in (index, *objects)
        for c in analysis.children[each]
    )


def _is_feared(analysis: Analysis, index: int) -> bool:
    """Whether nobody knows yet: of "11 feared dead" or "feared to have died" perhaps none."""
    token = analysis.tokens[index]
    head, before = analysis.tokens[token.head], analysis.tokens[max(token.index - 1, 0)]
    drowned = token.tag == "VBN" and before.tag == "VBN" and before.lemma == "fear"
    told = token.dep == "oprd" or (token.dep == "xcomp" and head.tag == "VBN")
    return drowned or (told and head.lemma == "fear")
