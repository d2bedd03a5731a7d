"""Whether a text says that a thing happened, will, might, or did not.

After FactBank (Saurí and Pustejovsky 2009): the words that govern an event word decide, nearest
first, each within the scope that the grammar gives it.
"""

from collections.abc import Iterator

from geo.language.grammar import auxiliaries, children, hangs_on, is_inverted, is_month
from geo.language.text import Analysis, Token
from geo.language.words import BESIDE, PLANNING, SAYING
from geo.records import Factuality
from geo.stance.alarms import tested_negative
from geo.stance.called_off import called_off, calls_off, put_off_to
from geo.stance.disputed import (
    DISPUTING,
    HOLDING,
    NOT,
    REPORTS,
    branding,
    disputes,
    is_doubted,
    negation,
)
from geo.stance.supposed import (
    asked_by,
    fell_through,
    if_of,
    is_perceived,
    not_until,
    on_condition,
    supposed,
    suspected_of,
    wished_by,
)
from geo.triggers.phases import ceased_by
from geo.triggers.pointing import DEFINITE
from geo.triggers.remembrance import remembered

_PLANNED_MODIFIERS = frozenset(
    "planned upcoming future possible potential imminent scheduled expected proposed looming "
    "impending threatened".split()
)
_PLOTS = frozenset(
    "attempt bid body commission committee conspiracy framework mechanism plan plot scheme".split()
)
"""Nouns of which the reader may take the aim for a relative clause: "a plot to murder him"."""
_REFUSING = frozenset(
    "deny refute dismiss prevent avoid avert foil thwart refuse fail stop disprove rule "
    "cancellation postponement ban prohibit forbid outlaw".split()
)
_PARTS = frozenset(
    "complicity connection hand involvement knowledge part responsibility role".split()
)
"""What one may have in an event that was: "denied involvement in the attack"."""
_PRESUPPOSING = frozenset(
    "acknowledge avenge claim commemorate condemn decry denounce deplore explain grieve "
    "investigate mention mourn probe protest recall regret remember".split()
)
"""Verbs whose object has been, whether they are done or not: "refused to condemn the attack"
(factives, Kiparsky and Kiparsky 1970)."""
_INQUIRIES = frozenset({"inquest", "inquiry", "enquiry", "investigation"})
_DISCUSSING = frozenset("address debate discuss examine raise review".split())
_TOPICS: dict[str, frozenset[str]] = {
    "about": frozenset(),
    "over": frozenset(),
    "on": frozenset(
        "brief briefing conference consult consultation debate detail discussion document evidence "
        "file hearing information inquiry meet meeting negotiation report session speak speech "
        "statement summit talk vote".split()
    ),
    "to": frozenset("reaction react reply respond response".split()),
    "for": frozenset(
        "apologise apologize apology blame compensate compensation punish punishment "
        "responsibility responsible retaliate retaliation revenge trial try".split()
    ),
    "of": frozenset(
        "aftermath anniversary cause footage perpetrator place scene site survivor suspect victim "
        "wake".split()
    ),
}
"""What a preposition hangs on that opens what is spoken of or what an event left; empty: any."""
_AROUND = frozenset("about at during for from in over".split())
"""Prepositions of what goes on around; "to" and "on" open what is agreed to."""
_DEFYING = frozenset({"breach", "defiance", "spite", "violation"})
"""Nouns of "in spite of", which say no less than "despite" that what they are of is so."""
_NOBODY = frozenset({"nobody", "none"})
_DONE_IN_DOING = frozenset(
    "call celebrate commemorate condemn demand demonstrate denounce honour honor mark mourn "
    "protest remember".split()
)
"""What a purpose clause of these names is done in the act itself: who "marched to demand
elections" has demanded them."""
_EXPECTED = frozenset("due expected likely ready scheduled set".split())
_FORETELLING = frozenset("add announce confirm declare pledge promise reveal say tell vow".split())
"""Verbs whose "would" is a plan seen from the past: "said it would withdraw"."""
_FEARED = frozenset(
    "afraid alert danger fear likelihood possibility risk threat warn warning".split()
)
_OF_FEAR = frozenset({"of", "about"})
"""What is feared may come: "warned of floods", "the risk of a landslide"."""
_PERHAPS = frozenset({"may", "might", "could", "would", "can", "should"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_SCOPING = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "nsubjpass", "attr", "compound"}
)


def factuality_of(analysis: Analysis, index: int, *, harm: bool) -> tuple[Factuality, Token | None]:
    """What the text says of the event that a token tells of, and the word that says so.

    Of `harm`, an attack or calamity, what is only to be spoken of has been: "will discuss the
    attack"; other things may be to come ("the withdrawal").
    """
    before = index
    plan: Token | None = None
    hinge: Token | None = None
    for position, (current, joined) in enumerate(scope(analysis, index, harm=harm)):
        token = analysis.tokens[current]
        refuses = position > 0 and not joined and _refuses(analysis, token)
        ceased = harm and ceased_by(analysis, analysis.tokens[before]) == token
        refuses = refuses and not ceased  # "told them to stop shooting"
        if refuses and _is_undenied(analysis, token):
            return "reported", None
        if cue := if_of(analysis, current):
            return "conditional", cue
        if cue := negation(analysis, current) or (None if position else _nobody(analysis, index)):
            return "denied", cue
        if cue := put_off_to(analysis, current):
            return "planned", cue
        if cue := called_off(analysis, current) or fell_through(analysis, current):
            return "denied", cue
        if refuses:
            return "denied", token
        if not joined and (cue := tested_negative(analysis, current)):
            return "denied", cue
        if position and not joined and disputes(analysis, current):
            return "denied", token
        if position and not joined and is_doubted(analysis, token):
            return "conditional", token
        if plan is not None:
            if token.lemma in DISPUTING:
                return "denied", token  # "rejected calls for his resignation"
            continue
        suspected = None if harm else suspected_of(analysis, index, current)
        if cue := _condition(analysis, current) or supposed(analysis, current) or suspected:
            return "conditional", cue
        if token.lemma in _FEARED and analysis.tokens[before].lemma in _OF_FEAR:
            return "conditional", token
        if position and not joined and _plans(analysis, token):
            plan = token
        before = current
        plan = plan or _future(analysis, current)
        hinge = hinge or on_condition(analysis, current)
        if plan is not None and hinge is not None:
            return "conditional", hinge
    if plan is not None:
        return "planned", plan
    if asks := asked_by(analysis, index):
        return "conditional", asks
    return "reported", None


def _refuses(analysis: Analysis, token: Token) -> bool:
    return token.lemma in _REFUSING or calls_off(analysis, token)


def _is_undenied(analysis: Analysis, token: Token) -> bool:
    """Of what is "neither confirmed nor denied", or "not denied", nothing is said."""
    if token.lemma not in DISPUTING:
        return False
    either = token.dep == "conj" and any(
        word.lemma == "nor" for word in children(analysis, token.head, "cc")
    )
    return either or negation(analysis, token.index) is not None


def _plans(analysis: Analysis, token: Token) -> bool:
    """Whether a word is of planning; "set off" is done, "called off" ended, what is "called a
    crime" known, and "due to a fire" tells of a cause."""
    particles = any(True for _ in children(analysis, token.index, "prt"))
    names_it = token.lemma == "call" and (
        any(children(analysis, token.index, "oprd"))
        or any(word.lemma in REPORTS for word in children(analysis, token.index, "dobj"))
    )
    cause = token.lemma == "due" and any(
        any(True for _ in children(analysis, to.index, "pobj"))
        for to in children(analysis, token.index, "prep", "pcomp")
    )
    done = (token.lemma in {"call", "set"} and particles) or names_it or cause
    return token.lemma in PLANNING and not done


def scope(analysis: Analysis, index: int, *, harm: bool = False) -> Iterator[tuple[int, bool]]:
    """The event word, then what governs it, as far as a governor's mood reaches.

    Beside each stands whether the one before is only joined to it: in "plans to meet and has
    signed" the planning is not of the signing, but "will meet and sign" is one future.
    """
    yield index, False
    current = index
    while True:
        token = analysis.tokens[current]
        dep = token.dep
        if token.head == current:
            return
        if dep == "conj":
            if any(True for _ in children(analysis, current, "nsubj", "nsubjpass", "aux")):
                return  # a clause with a subject or tense of its own
            current = hangs_on(analysis, current)
            if analysis.tokens[current].pos == token.pos:
                yield current, True
            continue
        if current != index and _tells_report(analysis, token):
            current = token.head
            yield current, False
            continue
        if denies := _branding(analysis, token):
            yield denies.index, False  # "rejected as baseless the claim that soldiers shot four"
            return
        if _is_content(analysis, token):
            yield token.head, False  # "reports that soldiers shot four were false"
            return
        if dep == "prep" and token.text.lower() in BESIDE:
            return  # "planned to strike after the arrest": that one is as it is
        if dep == "pobj" and token.lemma in _DEFYING:
            return  # "will march in spite of a ban"
        if _is_done_in_doing(analysis, token):
            current = token.head
            yield current, False
            continue
        if _stands_apart(analysis, token) or (harm and _is_topic(analysis, token)):
            return
        if dep == "amod" and any(True for _ in children(analysis, current, "aux")):
            current = token.head  # "denied it had targeted civilians", which the reader misread
            continue
        if dep not in _SCOPING and not (dep == "nsubj" and token.pos == "NOUN"):
            return
        current = token.head
        governor = analysis.tokens[current]
        if dep == "ccomp" and governor.lemma in SAYING - {"deny", "warn"}:
            return  # "said that": the mood of the saying is not the mood of the event
        yield current, False


def _branding(analysis: Analysis, token: Token) -> Token | None:
    """What says that the report which holds a clause, or tells of a thing, is false: a verb before
    it, or itself, as what is said to be so."""
    opens = analysis.tokens[analysis.subtree(token.index)[0]]
    told = token.dep in {"acl", "ccomp", "prep"} or opens.text.lower() == "that"
    above = analysis.tokens[token.head]
    held = False
    while above.lemma in HOLDING and above.dep in {"acl", "relcl", "xcomp"}:
        above = analysis.tokens[above.head]  # "a video claiming that", "purporting to show"
        told = held = True
    if held and disputes(analysis, above.index):
        return above  # "a video claiming that it shelled Homs was described as false"
    return branding(analysis, above) if told else None


def _is_done_in_doing(analysis: Analysis, token: Token) -> bool:
    """It is the purpose of an act, and as sure as that act."""
    if token.lemma not in _DONE_IN_DOING or token.dep != "advcl":
        return False
    return any(child.lemma == "to" for child in children(analysis, token.index, "aux"))


def _stands_apart(analysis: Analysis, token: Token) -> bool:
    """What governs a word says nothing of whether it happened.

    A clause told before its verb is told whole ("jets bombed Sanaa; Riyadh denied it"), a past
    participle tells of its noun what has been ("will free the men arrested in March"), and the
    object of some words is taken for known, and so is what a definite noun behind a preposition
    names where the verb is negated.
    """
    governor = analysis.tokens[token.head]
    if token.dep == "ccomp" and token.index < governor.index:
        return True
    bare = not any(True for _ in children(analysis, token.index, "aux"))
    if token.dep == "acl" and token.tag == "VBN" and bare:
        of = analysis.tokens[governor.head]
        return governor.dep != "pobj" or analysis.tokens[of.head].lemma not in REPORTS
    if token.dep == "prep":
        known = governor.lemma in _PRESUPPOSING or governor.lemma in _INQUIRIES
        if known and token.lemma in {"against", "for", "into"}:
            return True
        if (governor.lemma, token.lemma) == ("want", "for"):
            return True  # "wanted for the bombing" that was
        negated = any(True for _ in children(analysis, governor.index, "neg"))
        return governor.lemma in _PARTS or (negated and _is_definite(analysis, token))
    if token.dep == "dobj" and remembered(analysis, token.index) == token.index:
        return True
    factive = _PRESUPPOSING if token.dep == "dobj" else {"recall", "regret", "remember"}
    return token.dep in {"ccomp", "dobj"} and governor.lemma in factive


def _is_topic(analysis: Analysis, token: Token) -> bool:
    """A known thing is what is spoken of, or left something: "discuss the attack", "respond to the
    raid", "visit the site of the bombing"."""
    governor = analysis.tokens[token.head]
    if not any(
        word.dep == "poss" or word.lemma in DEFINITE
        for word in children(analysis, token.index, "det", "poss")
    ):
        return False
    if token.dep in {"dobj", "nsubjpass"}:
        return governor.lemma in _DISCUSSING
    opens = _TOPICS.get(governor.text.lower()) if token.dep == "pobj" else None
    if opens is None:
        return False
    # "will hold a meeting on the attack", "the release of files on it": the reader may hang "on"
    # on the verb, or on another noun before it.
    head = analysis.tokens[governor.head]
    between = [t for t in analysis.tokens[head.index : governor.index] if t.pos == "NOUN"]
    above = (head, *between, *children(analysis, governor.head, "dobj"))
    return not opens or any(word.lemma in opens for word in above)


def _is_definite(analysis: Analysis, preposition: Token) -> bool:
    """What a preposition opens is known: "were not hurt in the attack" denies no attack."""
    return preposition.lemma in _AROUND and any(
        word.dep == "poss" or word.lemma in DEFINITE
        for noun in children(analysis, preposition.index, "pobj")
        for word in children(analysis, noun.index, "det", "poss")
    )


def _tells_report(analysis: Analysis, token: Token) -> bool:
    """The clause says what a report holds: "a report that accused it of sending troops"."""
    report = analysis.tokens[token.head]
    return token.dep == "relcl" and token.lemma in SAYING and report.lemma in REPORTS


def _is_content(analysis: Analysis, token: Token) -> bool:
    """The clause is what a report, of which something is said, holds."""
    report = analysis.tokens[token.head]
    opens = analysis.tokens[analysis.subtree(token.index)[0]]
    return (
        token.dep in {"acl", "ccomp", "relcl"}
        and report.pos == "NOUN"
        and report.lemma in REPORTS
        and (report.dep in {"nsubj", "nsubjpass"} or is_doubted(analysis, report))
        and opens.text.lower() == "that"
    )


def _nobody(analysis: Analysis, verb: int) -> Token | None:
    """What says that nobody does it: "neither side attacked", "none of them attacked"; but "no one
    died in the attack" denies no attack."""
    if analysis.tokens[verb].pos not in {"VERB", "AUX"}:
        return None
    for subject in children(analysis, verb, "nsubj", "nsubjpass"):
        if subject.lemma in _NOBODY:
            return subject
        for article in children(analysis, subject.index, "det", "neg", "preconj"):
            if article.lemma in NOT:
                return article
    return None


def _condition(analysis: Analysis, index: int) -> Token | None:
    for token in children(analysis, index, "aux", "mark", "advmod"):
        if token.text.lower() == "would" and _is_foretold(analysis, index):
            continue
        perhaps = token.dep == "aux" and token.lemma in _PERHAPS and not is_month(analysis, token)
        if token.lemma in _CONDITIONS or (perhaps and not is_perceived(analysis, index)):
            return token
    if waits := not_until(analysis, index):
        return waits
    token = analysis.tokens[index]
    if token.dep == "advcl" and any(
        t.lemma in _CONDITIONS for t in children(analysis, index, "mark")
    ):
        return token
    if is_inverted(analysis, index):
        return next(children(analysis, index, "aux", "auxpass"), token)
    return None


def _is_foretold(analysis: Analysis, index: int) -> bool:
    """The "would" of this verb is the "will" of what somebody said, on no condition."""
    token = analysis.tokens[index]
    says = analysis.tokens[token.head]
    if token.dep != "ccomp" or says.lemma not in _FORETELLING or says.tag not in {"VBD", "VBN"}:
        return False
    if any(child.lemma == "have" for child in children(analysis, index, "aux")):
        return False
    sentence = analysis.tokens_of(analysis.sentences[token.sentence])
    return not any(word.lemma in _CONDITIONS for word in sentence)


def _is_expected(analysis: Analysis, index: int) -> bool:
    """The subject of this "be" is only due or likely to do something."""
    if analysis.tokens[index].lemma != "be":
        return False
    for word in children(analysis, index, "acomp"):
        for verb in children(analysis, word.index, "xcomp"):
            if word.lemma in _EXPECTED and "have" not in auxiliaries(analysis, verb.index):
                return True
    return False


def _future(analysis: Analysis, index: int) -> Token | None:
    token = analysis.tokens[index]
    if _is_expected(analysis, index):
        return token
    if token.dep == "xcomp" and analysis.tokens[token.head].lemma == "be":
        # "are to meet"
        return next((t for t in children(analysis, index, "aux") if t.lemma == "to"), None)
    for child in children(analysis, index, "aux", "amod"):
        if child.text.lower() == "would" and _is_foretold(analysis, index):
            return child
        if child.lemma in {"will", "shall"} or child.text.lower() in {"'ll", "wo"}:
            return child
        if child.dep == "amod" and child.text.lower() in _PLANNED_MODIFIERS:
            return child
        purpose = token.dep in {"advcl", "acl"} and not _is_done_in_doing(analysis, token)
        plotted = token.dep == "relcl" and analysis.tokens[token.head].lemma in _PLOTS
        if child.dep == "aux" and child.text.lower() == "to" and (purpose or plotted):
            return child  # a purpose: "to pull off the attack"
    if token.lemma == "go" and "be" in auxiliaries(analysis, index):
        return token if any(True for _ in children(analysis, index, "xcomp")) else None
    return wished_by(analysis, index)
