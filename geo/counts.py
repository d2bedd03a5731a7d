"""How many people were killed, wounded, detained and so on, and the word each count hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.arguments import bounded_number, direct_objects, direct_subjects, related, subjects
from geo.headcount import Headcount
from geo.lexicon import Reading, entry_at, lexicon, reading
from geo.nouns import noun_classes, persons
from geo.quantities import MOST_PEOPLE
from geo.records import Span
from geo.text import Analysis, Token
from geo.tolls import is_deadly, reached_by
from geo.totals import is_total


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


_DONE_TO: dict[str, str] = {
    **dict.fromkeys(
        "kill murder slay slaughter massacre execute assassinate behead decapitate lynch "
        "strangle martyr hang".split(),
        "killed",
    ),
    **dict.fromkeys("wound injure hurt maim scald hospitalise hospitalize".split(), "wounded"),
    **dict.fromkeys(
        "arrest detain jail imprison apprehend nab rearrest remand".split(), "detained"
    ),
    **dict.fromkeys("kidnap abduct".split(), "abducted"),
    **dict.fromkeys("displace evacuate uproot".split(), "displaced"),
    **dict.fromkeys("infect sicken".split(), "infected"),
    **dict.fromkeys("release free".split(), "released"),
    **dict.fromkeys(["rescue"], "rescued"),
}
"""Verbs whose object is counted."""
_DOING: dict[str, str] = {
    **dict.fromkeys("die perish drown succumb suffocate".split(), "killed"),
    **dict.fromkeys(["flee"], "displaced"),
    **dict.fromkeys("demonstrate march protest rally riot".split(), "protesters"),
    **dict.fromkeys(["vanish", "disappear"], "missing"),
}
"""Verbs whose subject is counted."""
_BY_SUB_TYPE: dict[str, str] = {
    "abduction": "abducted",
    "arrest": "detained",
    "displacement": "displaced",
    "evacuation": "displaced",
    "release": "released",
    "rescue": "rescued",
}
"""What befalls those whom a verb is done to that the ontology has of such a sub type."""
_GOING = frozenset({"displaced", "released"})
"""What the subject of a verb without an object may have come to: "1,200 poured across the border",
"ten walked free"."""
_SUFFERING = frozenset({"receive", "suffer", "sustain"})
_HURTS = frozenset({"bruise", "burn", "cut", "fracture", "injury", "wound"})
_DEADLY = frozenset({("shoot", "dead"), ("gun", "down"), ("burn", "alive"), ("bury", "alive")})
"""Verbs whose object is killed by what stands with them."""
_STATES: dict[str, str] = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "hurt": "wounded",
    "missing": "missing",
    "unaccounted": "missing",
    "homeless": "displaced",
    "displaced": "displaced",
    "infected": "infected",
}
"""Adjectives and nouns of state: "12 dead", "left thousands homeless", "30 are missing"."""
_NOUNS: dict[str, str] = {
    **dict.fromkeys("death fatality killing murder execution".split(), "killed"),
    **dict.fromkeys(["injury"], "wounded"),
    **dict.fromkeys("arrest detention".split(), "detained"),
    **dict.fromkeys("kidnapping abduction".split(), "abducted"),
    **dict.fromkeys(["infection"], "infected"),
}
"""Nouns that are counted, or whose "of" is: "five deaths", "the deaths of five soldiers"."""
_TAKING = frozenset({"capture", "recapture", "seize", "snatch"})
"""Verbs whose object is taken away, where it is people."""
_HELD = {
    "take": frozenset({"custody", "prisoner"}),
    "round": frozenset({"up"}),
}
"""Words with which a verb tells that people are held: "taken into custody", "rounded up"."""
_OFFICERS = frozenset("army authority force guard military officer police soldier troop".split())
_DRIVING = frozenset({"chase", "drive", "force", "push"})
_ORDERING = frozenset({"order", "tell"})
_LEAVING = frozenset({"evacuate", "leave"})
_HOMES = frozenset({"home", "house", "land", "village"})
_FINDING = frozenset("count discover dump exhume find leave pull recover retrieve".split())
_TELLING = frozenset({"believe", "confirm", "presume", "report"})
_SENTENCING = frozenset({"condemn", "sentence"})
"""Who is sentenced to death is alive."""
_BRINGING = frozenset("admit airlift bring evacuate fly rush shift take transfer transport".split())
_HOSPITALS = frozenset({"clinic", "hospital", "infirmary"})
_REMAINS = frozenset({"body", "corpse"})
"""Who is found as one of these is dead: "30 bodies were recovered"."""


def find_counts(analysis: Analysis) -> list[CountMention]:
    """The counts of people in a text, in order of the words that they hang on."""
    headcount = Headcount(analysis, _NOUNS.keys())
    read = reading(analysis)
    found: dict[tuple[str, Span], CountMention] = {}
    for token in analysis.tokens:
        for what, heads in list(_counted(analysis, token)) or _by_type(read, token):
            if what == "displaced" and any(_is_of_hurt(analysis, h) for h in heads):
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
            )
            # "shot dead" counts its man once
            found.setdefault((what, span), mention)
    return list(found.values())


def _counted(analysis: Analysis, token: Token) -> Iterator[tuple[str, list[int]]]:
    """What a word tells is done, and the heads of the words that may say to how many."""
    i, children = token.index, analysis.children[token.index]
    if token.pos == "VERB":
        lemma = next((le for le in _lemmas(token) if le in _DONE_TO or le in _DOING), token.lemma)
        if (lemma, _particle(analysis, i)) in _DEADLY:
            yield "killed", direct_objects(analysis, i)
        elif lemma in _HELD and _HELD[lemma] & _around(analysis, i):
            yield "detained", direct_objects(analysis, i)
        elif lemma in _TAKING:
            taken = direct_objects(analysis, i)
            whom = _people(analysis, taken) or _aboard(analysis, i, taken)
            yield _taken(analysis, i), whom
        elif _is_driven_out(analysis, i, lemma):
            yield "displaced", direct_objects(analysis, i)
        elif lemma in _DONE_TO:
            whom = [*direct_objects(analysis, i), *_left(analysis, token), *_told(analysis, token)]
            yield _DONE_TO[lemma], [*_elliptic(analysis, token), *whom]
        elif lemma == "flee" and _is_getaway(analysis, i):
            return
        elif lemma in _DOING:
            # "The wave drowned twelve people"
            drowned = direct_objects(analysis, i) if lemma == "drown" else []
            yield _DOING[lemma], drowned or direct_subjects(analysis, i)
        elif lemma == "lose" and any(analysis.tokens[c].lemma == "life" for c in children):
            yield "killed", direct_subjects(analysis, i)
        elif lemma == "claim":
            yield "killed", _lives(analysis, i)
        elif lemma in _SUFFERING and _has_hurts(analysis, i):
            yield "wounded", direct_subjects(analysis, i)
        elif _is_to_hospital(analysis, i, lemma):
            yield "wounded", _people(analysis, direct_objects(analysis, i))
        elif lemma == "test" and _has_child(analysis, i, "positive"):
            yield "infected", direct_subjects(analysis, i)
        elif lemma == "miss" and token.tag == "VBG":
            # "Nine were found and 30 passengers are missing": the reader hangs them on "are"
            own = [s for c in children for s in analysis.children[c]]
            own = [s for s in own if analysis.tokens[s].dep == "nsubj"]
            yield "missing", [*own, *direct_subjects(analysis, i), i, *_holders(analysis, token)]
        elif _is_to_death(analysis, i):
            yield "killed", direct_objects(analysis, i)
        elif not {lemma, *_lemmas(token)}.isdisjoint(_FINDING):
            yield "killed", _remains(analysis, i)
    elif token.lemma == "hospital" and (patients := _patients(analysis, token)):
        yield "wounded", patients
    elif token.pos in {"ADJ", "NOUN"} and token.text.lower() in _STATES:
        yield _STATES[token.text.lower()], _holders(analysis, token)
    elif token.lemma in _NOUNS:
        yield _NOUNS[token.lemma], [*_of(analysis, i), i]
    elif token.lemma == "fatal" and token.dep in {"amod", "appos", "acl", "acomp"}:
        yield "killed", [c for c in children if analysis.tokens[c].pos == "NUM"]
    elif token.lemma == "case" and _is_illness(analysis, i):
        yield "infected", [i]
    elif token.lemma == "toll" and is_deadly(analysis, i):
        yield "killed", reached_by(analysis, i)
    elif token.lemma == "number":
        words = {analysis.tokens[below].text.lower() for below in analysis.subtree(i)}
        states = {_STATES[word] for word in words if word in _STATES}
        if len(states) == 1:  # the number of dead and wounded is that of neither
            yield states.pop(), reached_by(analysis, i)


def _by_type(read: Reading, token: Token) -> Iterator[tuple[str, list[int]]]:
    """What the ontology's sub type of a verb says is done to people: "nine were picked up"."""
    entry = entry_at(read, token) if token.pos == "VERB" else None
    what = _BY_SUB_TYPE.get(entry.sub_type or "") if entry is not None else None
    if what is None:
        return
    analysis = read.analysis
    whom = _people(analysis, direct_objects(analysis, token.index))
    if not whom and what in _GOING:
        whom = _people(analysis, direct_subjects(analysis, token.index))
    # "Made off with 40 villagers"
    if whom := whom or _people(analysis, list(related(analysis, token, "with"))):
        yield what, whom


def _is_of_hurt(analysis: Analysis, number: int) -> bool:
    """Whether it counts some of the hurt or dead, who are only taken somewhere: "six of the wounded
    were flown to Nairobi"."""
    return any(
        _STATES.get(analysis.tokens[of].text.lower()) in {"killed", "wounded"}
        for of in _of(analysis, number)
    )


def _has_hurts(analysis: Analysis, verb: int) -> bool:
    """ "Sustained injuries", "suffered burns"; a team suffers an injury, and no number of them."""
    return any(analysis.tokens[o].lemma in _HURTS for o in direct_objects(analysis, verb))


def _around(analysis: Analysis, verb: int) -> set[str]:
    """The words that hang on a verb, and what hangs on its prepositions."""
    tokens, children = analysis.tokens, analysis.children
    below = [*children[verb], *(o for c in children[verb] for o in children[c])]
    return {tokens[i].text.lower() for i in below}


def _taken(analysis: Analysis, verb: int) -> str:
    """Whether those who are taken are held by the police or by others."""
    by = {analysis.tokens[s].lemma for s in subjects(analysis, verb)}
    held = analysis.tokens[verb].lemma in {"capture", "recapture"} or by & _OFFICERS
    return "detained" if held else "abducted"


def _people(analysis: Analysis, nouns: list[int]) -> list[int]:
    """Those of the words that are people, or a number of them: "eight were recaptured"."""
    tokens, people = analysis.tokens, lexicon().classes["people"]
    return [
        i
        for i in nouns
        if tokens[i].lemma in people or tokens[i].pos == "NUM" or tokens[i].lemma in persons()
    ]


def _is_driven_out(analysis: Analysis, verb: int, lemma: str) -> bool:
    to_leave = lemma in _ORDERING and _is_to_leave(analysis, verb)
    return to_leave or (lemma in _DRIVING and _is_from_home(analysis, verb))


def _is_to_leave(analysis: Analysis, verb: int) -> bool:
    """ "were told to leave", "were ordered out"."""
    below = [analysis.tokens[c] for c in analysis.children[verb]]
    return any(
        (word.dep in {"xcomp", "ccomp"} and word.lemma in _LEAVING)
        or (word.dep in {"prt", "advmod"} and word.lemma == "out")
        for word in below
    )


def _is_from_home(analysis: Analysis, verb: int) -> bool:
    """ "forcing 900 people out of their homes", "drove them from their village"."""
    tokens = analysis.tokens
    away = (analysis.tokens[i] for i in analysis.subtree(verb) if i > verb)
    return any(
        t.lemma in _HOMES and t.dep == "pobj" and tokens[t.head].lemma in {"from", "of"}
        for t in away
    )


def _lives(analysis: Analysis, verb: int) -> list[int]:
    """Whose lives something claims: "claimed three lives", "claimed the lives of five miners"."""
    lives = [o for o in direct_objects(analysis, verb) if analysis.tokens[o].lemma == "life"]
    return [of for life in lives for of in (*_of(analysis, life), *_numbers_of(analysis, life))]


def _remains(analysis: Analysis, verb: int) -> list[int]:
    """The bodies that are found, or whose they are: "recovered the bodies of six people"."""
    found = [o for o in direct_objects(analysis, verb) if analysis.tokens[o].lemma in _REMAINS]
    return [word for body in found for word in (*_of(analysis, body), body)]


def _of(analysis: Analysis, noun: int) -> list[int]:
    """Whose or of what it is: the words behind its "of"."""
    of = [c for c in analysis.children[noun] if analysis.tokens[c].lemma == "of"]
    return [o for c in of for o in analysis.children[c]]


def _numbers_of(analysis: Analysis, noun: int) -> list[int]:
    return [c for c in analysis.children[noun] if analysis.tokens[c].dep == "nummod"]


def _patients(analysis: Analysis, hospital: Token) -> list[int]:
    """Who is in a hospital: "two others are in hospital"."""
    tokens = analysis.tokens
    preposition = tokens[hospital.head]
    verb = tokens[preposition.head]
    inside = (hospital.dep, preposition.lemma, verb.lemma) == ("pobj", "in", "be")
    return _people(analysis, direct_subjects(analysis, verb.index)) if inside else []


def _is_to_hospital(analysis: Analysis, verb: int, lemma: str) -> bool:
    """Whether people are brought to a hospital: "four were taken to hospital in Coimbra"."""
    if lemma not in _BRINGING:
        return False
    to = [c for c in analysis.children[verb] if analysis.tokens[c].lemma == "to"]
    return any(analysis.tokens[o].lemma in _HOSPITALS for c in to for o in analysis.children[c])


def _particle(analysis: Analysis, index: int) -> str | None:
    """The word behind or below a verb with which it tells of death: "shot dead", "gunned down"."""
    words = (analysis.tokens[c].text.lower() for c in analysis.children[index])
    return next((word for word in words if word in {"alive", "dead", "down"}), None)


def _left(analysis: Analysis, token: Token) -> list[int]:
    """Whom something left in that state: "left dozens injured"."""
    verb = analysis.tokens[token.head]
    is_state = token.tag == "VBN" and token.dep in {"xcomp", "oprd", "ccomp"}
    return direct_objects(analysis, verb.index) if is_state and verb.lemma == "leave" else []


def _told(analysis: Analysis, token: Token) -> list[int]:
    """Whom that befell by what is told: "26 were reported killed", wherever it is hung."""
    teller = analysis.tokens[max(token.index - 1, 0)]
    is_told = teller.lemma in _TELLING and teller.tag == "VBN" and token.tag == "VBN"
    return direct_objects(analysis, teller.index) if is_told else []


def _aboard(analysis: Analysis, verb: int, taken: list[int]) -> list[int]:
    """The people of a vehicle that is taken: "seized a dhow with 11 crew". The reader may hang
    them on the verb."""
    tokens = analysis.tokens
    vehicles = [i for i in taken if "VEHICLE" in noun_classes(tokens[i].lemma)]
    holders = [*vehicles, verb] if vehicles else []
    aboard = (person for i in holders for person in related(analysis, tokens[i], "with"))
    return _people(analysis, list(aboard))


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


def _has_child(analysis: Analysis, index: int, word: str) -> bool:
    return any(analysis.tokens[c].text.lower() == word for c in analysis.children[index])


def _is_to_death(analysis: Analysis, index: int) -> bool:
    """ "hacked to death", "beaten to death"; "death" may hang on whom it befell."""
    if analysis.tokens[index].lemma in _SENTENCING:
        return False
    objects = [c for c in analysis.children[index] if analysis.tokens[c].dep == "dobj"]
    return any(
        analysis.tokens[c].lemma == "to" and _has_child(analysis, c, "death")
        for each in (index, *objects)
        for c in analysis.children[each]
    )


def _elliptic(analysis: Analysis, token: Token) -> list[int]:
    """The subject of a participle without its auxiliary: "12 were killed and 30 wounded"."""
    children = analysis.children[token.index]
    auxiliary = any(analysis.tokens[c].dep in {"aux", "auxpass"} for c in children)
    if token.tag not in {"VBN", "VBD"} or auxiliary:
        return []
    before = analysis.tokens[max(token.index - 1, 0)]
    if before.pos == "NUM" and before.dep == "dobj" and before.head == token.head:
        return [before.index]  # "treated 14 wounded"
    if any(analysis.tokens[c].dep == "dobj" for c in children):
        return []
    if number := bounded_number(analysis, token.index):
        return number
    subjects = [c for c in children if analysis.tokens[c].dep == "nsubj"]
    return [*subjects, *(c for c in children if analysis.tokens[c].dep == "nummod")]


def _holders(analysis: Analysis, token: Token) -> list[int]:
    """Whom a word of state is said of."""
    found = [token.index]
    found += [c for c in analysis.children[token.index] if analysis.tokens[c].dep == "nsubj"]
    head = analysis.tokens[token.head]
    if token.dep in {"amod", "acl"}:
        found.append(head.index)
    elif token.dep in {"acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "conj"}:
        found += direct_objects(analysis, head.index)
        if head.lemma in {"fear", "be", "remain", "lie", "go", "feel"}:
            found += direct_subjects(analysis, head.index)
    return found


def _is_illness(analysis: Analysis, index: int) -> bool:
    """Whether cases are of a disease that is named with them or just before; "in some cases"."""
    illnesses = lexicon().classes["disease"]
    sentence = analysis.tokens[index].sentence
    if analysis.tokens[index].dep == "pobj":
        near = [*analysis.children[index]]
        near += [o for c in near for o in analysis.children[c]]
        return any(analysis.tokens[c].lemma in illnesses for c in near)
    # "Cholera has spread to Bakerganj. Officials reported 900 cases."
    told = analysis.sentences[max(sentence - 1, 0) : sentence + 1]
    return any(token.lemma in illnesses for part in told for token in analysis.tokens_of(part))


def _is_feared(analysis: Analysis, index: int) -> bool:
    """Whether nobody knows yet: of "11 feared dead" none or all may have died."""
    token = analysis.tokens[index]
    return token.dep == "oprd" and analysis.tokens[token.head].lemma == "fear"
