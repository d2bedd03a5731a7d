"""Words that only mention an event which the report does not tell of.

What somebody asks for, offers or is accused of is no event beside the asking, the offer or the
accusation; what an "if" opens has not been; and the noun of an act of speech, of cooperation or of
moving troops names it in passing unless its verb says that it came about: "a road opened under a
deal", "before the talks", "fuel for one patrol", but "announced a deal", "left after talks".
"""

from collections.abc import Mapping

from geo.language.grammar import (
    antecedent,
    children,
    head_token,
    is_passive,
    subjects,
    told_as_part_of,
)
from geo.language.text import Analysis, Token
from geo.layout.dateline import AGENCIES
from geo.records import Event, Trigger
from geo.triggers.denials import cue_of, is_only_denied, says_where_or_when
from geo.triggers.describing import is_circumstance, says_which_one
from geo.triggers.generality import is_habit, is_of_weeks, is_trend
from geo.triggers.naming import names_body
from geo.triggers.outcomes import DYING
from geo.triggers.phases import PHASES, REALISING, ceased_by, phase_of
from geo.triggers.pointing import DEFINITE, VIOLENT
from geo.triggers.timeless import is_timeless

_QUIET = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST RETREAT SANCTION SUPPORT "
    "THREATEN".split()
)
"""Types of whose nouns most name a state, a plan or a body of people: a truce, talks, a patrol."""
_VERBAL = frozenset({"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_UNDONE = frozenset({"ACCUSE", "AGREE", "AID", "COOPERATE", "SUPPORT"})
"""Types of acts which are none where they are not done."""
_LABEL = 2
"""How many words a label has at most."""
_HARM = frozenset({"harm", "hurt", "injure", "wound"})
"""Verbs of harm of which "the driver was not hurt" says that there was none."""
_BARRIERS = frozenset({"barricade", "picket", "roadblock"})
"""What a protest puts up or is kept by; nothing happens by that alone."""
_LAW = frozenset(
    "accuse acquit arraign book charge convict guilty indict innocent jail plead prosecute "
    "sentence sue suspicion try want wanted".split()
)
"""Words behind which a bare noun names an offence: "charged with arson", "guilty of murder"."""
_KILLINGS = frozenset({"homicide", "killing", "manslaughter", "murder"})
_OF_LAW = frozenset({"for", "of", "on", "to", "with"})
_PLEADING = frozenset({"admit", "deny"})
_HELD = frozenset({"for", "in", "into", "under"})
_REPORTERS = frozenset("cameraman correspondent journalist photographer reporter".split())
_OUTLETS = AGENCIES | frozenset("aljazeera bbc cbs cnn itv npr sky".split())
_IT = frozenset({"it", "that", "this", "what", "which"})
_WELCOMING = frozenset({"ACCUSE", "SUPPORT"})
"""Types of acts whose object has been: "welcomed the release of the hostages"."""
_OF_TIME = frozenset({"after", "amid", "during", "follow", "following"})
"""Prepositions behind which an act is told with what came of it: "left after a brief talk"."""
_BY = frozenset({"agent", "by"})
_BLAMING = frozenset({"accuse", "blame", "charge", "suspect"})
_BLAMED_FOR = frozenset({"for", "of", "with"})
_PUNISHING = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_ABILITY = frozenset({"can", "could"})
_TRYING = frozenset(
    "attempt bid conspiracy conspire effort endeavor endeavour plot seek struggle try".split()
)
_PUTTING_OFF = frozenset(
    "abandon adjourn call cancel defer delay halt pause postpone put scrap shelve suspend".split()
)
"""Verbs that say, some of them with "off", that their object is not to be, or not yet."""
_ASIDE = frozenset({"acl", "pcomp", "pobj", "relcl"})
"""How hangs what only says who somebody was, or what they aimed at."""
_IF = frozenset({"if", "unless"})
_BESIDE = frozenset({"appos", "ccomp", "dobj", "nsubj", "npadvmod", "oprd", "pobj"})
"""How a noun hangs on what is told; "a curfew was imposed" and "there is a curfew" tell of it."""


def only_mentioned(analysis: Analysis, event: Event, told: Mapping[int, Trigger]) -> bool:
    """Whether an event is only mentioned; `told` are the triggers of the report by their token."""
    token = head_token(analysis, event.trigger.start, event.trigger.end)
    if token is None:
        return False
    cue = cue_of(analysis, event)
    return (
        (cue is not None and _is_asked_for(token, cue, event, told))
        or (cue is not None and _is_supposed(token, cue, event))
        or _is_threat_or_attempt(analysis, token, event, told)
        or _is_to_cease(analysis, token, event)
        or is_habit(analysis, token.index)
        or is_timeless(analysis, token, event)
        or (cue is not None and _is_not_done(analysis, token, cue, event))
        or (cue is not None and _is_aside_of_cue(token, cue, event))
        or (cue is not None and is_only_denied(analysis, token, cue, event, told))
        or _is_blame(analysis, token, event, told)
        or _describes_somebody(analysis, token, event)
        or says_which_one(analysis, token, event)
        or is_circumstance(analysis, token, event)
        or _asks_question(analysis, token, event)
        or _is_sum(analysis, token, event, told)
        or _is_teller_there(analysis, token, event)
        or _is_alone(analysis, token)
        or (token.pos in {"NOUN", "PROPN"} and _is_mere_noun(analysis, token, cue, event, told))
    )


def _is_mere_noun(
    analysis: Analysis,
    token: Token,
    cue: Token | None,
    event: Event,
    told: Mapping[int, Trigger],
) -> bool:
    return (
        _is_named_in_passing(analysis, token, event, told)
        or names_body(analysis, token)
        or _says_no_more(analysis, token, event)
        or _is_named_by_law(analysis, token, event)
        or _is_state(analysis, token, event)
        or _says_what_it_was(analysis, token)
        or (cue is not None and _is_ruled_out(token, cue, event, told))
        or _is_put_off(analysis, token, event, told)
        or is_trend(analysis, token.index)
    )


def _is_asked_for(token: Token, cue: Token, event: Event, told: Mapping[int, Trigger]) -> bool:
    """What is asked for or offered, but not a protest that is called for a day, nor what is agreed
    or promised in a clause of its own or for a day."""
    aim = token.dep == "advcl" and cue.head == token.index  # "called on the army to withdraw"
    by = told.get(token.head if aim else cue.index)
    if by is None or event.factuality != "planned":
        return False
    if aim and by.event_type != "REQUEST":
        return False
    if by.event_type == "REQUEST":
        return event.event_type != "PROTEST" or not _is_dated(event)
    agreed = token.dep == "ccomp" or (token.pos == "VERB" and _is_dated(event))
    return by.event_type == "AGREE" and not agreed


def _is_threat_or_attempt(
    analysis: Analysis, token: Token, event: Event, told: Mapping[int, Trigger]
) -> bool:
    """What is threatened is told by the threat ("vowed to kill them") unless it says where or when,
    and what somebody was only about by what they did: "shelled a force that tried to advance"."""
    if token.pos != "VERB" or token.dep not in {"acl", "ccomp", "xcomp"}:
        return False
    governor = analysis.tokens[token.head]
    by = told.get(governor.index)
    if by is not None and by.event_type == "THREATEN" and token.index > governor.index:
        return not says_where_or_when(analysis, token, event)
    return governor.lemma in _TRYING and governor.dep in _ASIDE


def _is_to_cease(analysis: Analysis, token: Token, event: Event) -> bool:
    """What somebody is to stop, or stopped, has been told of: "told them to stop shooting"; but
    "stopped shelling Homs" tells where it was."""
    verb = ceased_by(analysis, token)
    if verb is None:
        return False
    return verb.tag == "VB" or not says_where_or_when(analysis, token, event)


def _is_dated(event: Event) -> bool:
    """The text says when it was or will be."""
    return event.date is not None and event.date.span is not None


def _is_supposed(token: Token, cue: Token, event: Event) -> bool:
    """What an "if" opens, short of harm, or only somebody who is able to do it does: "those who
    could be moved"."""
    if event.factuality != "conditional":
        return False
    if token.dep == "relcl":
        return cue.lemma in _ABILITY
    opened = token.dep == "advcl" and cue.head == token.index and cue.lemma in _IF
    return opened and event.event_type not in VIOLENT


def _is_not_done(analysis: Analysis, token: Token, cue: Token, event: Event) -> bool:
    """What was not done is an event only of such as are told of, denied or awaited: an attack, a
    withdrawal; "was not charged", "could not fly" and "not without mishap" tell of none."""
    if event.factuality != "denied":
        return False
    if token.dep == "pobj" and token.pos == "NOUN" and told_as_part_of(analysis, token) == token:
        return cue.lemma == "without" or event.event_type not in VIOLENT
    if token.dep == "pcomp" and cue.lemma == "without":
        return event.event_type not in VIOLENT  # "without warning", "without charging them"
    if token.pos != "VERB" or cue.head != token.index:
        return False
    unable = any(word.lemma in _ABILITY for word in children(analysis, token.index, "aux"))
    return unable or token.lemma in _HARM or event.event_type in _UNDONE


def _is_aside_of_cue(token: Token, cue: Token, event: Event) -> bool:
    """What only a gerund or infinitive says was not done ("a ban on selling petrol", "pledged not
    to fire"; but "denied shelling Homs"), or what is waited for: "until they are freed"."""
    if event.factuality == "denied":
        refrained = token.dep == "xcomp" and token.head != cue.index and not _is_dated(event)
        return token.dep == "pcomp" or refrained
    waits = token.dep == "pcomp" or (token.dep == "advcl" and cue.lemma in {"till", "until"})
    return event.factuality == "conditional" and waits and event.event_type not in VIOLENT


def _is_blame(analysis: Analysis, token: Token, event: Event, told: Mapping[int, Trigger]) -> bool:
    """What somebody is accused of or made to suffer for: "blamed the army for leaving the posts",
    "held two men for refusing to pay"; harm has been."""
    if token.dep != "pcomp" or event.event_type == "CRIME":
        return False
    if event.trigger.listed and event.event_type in VIOLENT | {"COERCE"}:
        return False
    of = analysis.tokens[token.head]
    by = told.get(of.head)
    if of.lemma in _BLAMED_FOR and analysis.tokens[of.head].lemma in _BLAMING:
        return event.trigger.listed or not says_where_or_when(analysis, token, event)
    suffers = of.lemma == "for" and by is not None and by.event_type in _PUNISHING
    return suffers and not says_where_or_when(analysis, token, event)


def _describes_somebody(analysis: Analysis, token: Token, event: Event) -> bool:
    """A participle that says of somebody what they are accused of, ask or do beside what is told:
    "a man accused of spying was freed", "a letter calling for talks", "donors meeting in Doha"."""
    if token.dep != "acl" or event.event_type not in _VERBAL:
        return False
    if token.tag == "VBG":
        return True
    behind = analysis.tokens[token.index + 1 : token.index + 2]
    by = any(word.lemma in {"by", "for", "of"} for word in behind)
    return token.tag == "VBN" and by and not any(children(analysis, token.index, "dobj"))


def _is_sum(analysis: Analysis, token: Token, event: Event, told: Mapping[int, Trigger]) -> bool:
    """What many events together cost, behind one that is told: "43 people were killed last month in
    all", but not "43 were killed this year in a bombing"."""
    if not event.counts or event.trigger.also or not is_of_weeks(analysis, token.index):
        return False
    befell = is_passive(analysis, token.index) or token.lemma in DYING
    if not befell or any(children(analysis, token.index, "agent")):
        return False
    if event.event_type not in VIOLENT and event.trigger.sub_type != "abduction":
        return False
    return any(
        other.event_type == event.event_type and analysis.tokens[index].sentence < token.sentence
        for index, other in told.items()
    )


def _asks_question(analysis: Analysis, token: Token, event: Event) -> bool:
    """Who asks a question asks for nothing: "asked the army where they were held"."""
    if event.event_type != "REQUEST" or token.lemma != "ask":
        return False
    asked = children(analysis, token.index, "ccomp")
    opens = (analysis.tokens[analysis.subtree(clause.index)[0]] for clause in asked)
    return any(word.tag in {"WDT", "WP", "WRB"} for word in opens)


def _is_named_in_passing(
    analysis: Analysis, token: Token, event: Event, told: Mapping[int, Trigger]
) -> bool:
    if event.event_type not in _QUIET and token.lemma not in _BARRIERS:
        return False
    token = told_as_part_of(analysis, token)
    governor = analysis.tokens[token.head]
    match token.dep:
        case "pobj":
            return governor.lemma not in _OF_TIME and governor.dep not in _BY
        case "dobj":
            by = told.get(governor.index)
            if by is not None:
                return by.event_type not in _WELCOMING or event.factuality != "reported"
            return governor.lemma not in REALISING
        case "nsubjpass":
            return not _is_dated(event) and governor.lemma not in REALISING
        case "nsubj":
            by = told.get(governor.index)
            befell = by is not None and by.event_type in VIOLENT  # "the patrol came under fire"
            return befell or governor.lemma not in PHASES
    return False


def _says_no_more(analysis: Analysis, token: Token, event: Event) -> bool:
    """A noun beside the act of its clause, with no day or number of its own: "told reporters after
    the cabinet meeting", "condemned the abduction"; but "the talks failed", "left after a talk"."""
    if event.event_type in VIOLENT | {"PROTEST"} or event.counts or _is_dated(event):
        return False
    token = told_as_part_of(analysis, token)
    if token.dep == "pobj" and analysis.tokens[token.head].lemma in _OF_TIME:
        return _is_definite(analysis, token)
    return token.dep in _BESIDE and phase_of(analysis, token) is None


def _is_definite(analysis: Analysis, noun: Token) -> bool:
    before = children(analysis, noun.index, "det", "poss")
    return any(word.lemma in DEFINITE or word.tag == "PRP$" for word in before)


def _is_named_by_law(analysis: Analysis, token: Token, event: Event) -> bool:
    """An offence that somebody is charged with; of "the murder of a judge" one has been."""
    if event.event_type not in {"ASSAULT", "CRIME"} or not _is_bare(analysis, token):
        return False
    governor = analysis.tokens[token.head]
    if token.dep == "dobj":
        return governor.lemma in _PLEADING
    above = analysis.tokens[governor.head]
    if above.lemma == "suspicion" and token.lemma in _KILLINGS:
        return False  # somebody has been killed, whoever did it
    return token.dep == "pobj" and governor.lemma in _OF_LAW and above.lemma in _LAW


def _is_bare(analysis: Analysis, noun: Token) -> bool:
    """It has no article, number or "of" that would say which one it is."""
    return not any(
        word.dep in {"det", "poss", "nummod"} or word.lemma == "of"
        for word in children(analysis, noun.index, "det", "poss", "nummod", "prep")
    )


def _is_state(analysis: Analysis, token: Token, event: Event) -> bool:
    """How somebody is kept: "under house arrest", "17 years in detention"."""
    held = token.dep == "pobj" and analysis.tokens[token.head].lemma in _HELD
    return held and event.trigger.sub_type == "arrest" and _is_bare(analysis, token)


def _says_what_it_was(analysis: Analysis, token: Token) -> bool:
    """It only says what another event was: "it was the third attack this year"."""
    verb = analysis.tokens[token.head]
    if token.dep != "attr" or verb.lemma != "be":
        return False
    return any(word.lemma in _IT for word in children(analysis, verb.index, "nsubj"))


def _is_ruled_out(token: Token, cue: Token, event: Event, told: Mapping[int, Trigger]) -> bool:
    """Of what is ruled out or turned down the ruling out is told."""
    by = told.get(cue.index)
    direct = token.dep in {"dobj", "nsubjpass"} and token.head == cue.index
    refused = by is not None and by.event_type == "REJECT" and cue.lemma not in _PLEADING
    return event.factuality == "denied" and direct and refused


def _is_put_off(
    analysis: Analysis, token: Token, event: Event, told: Mapping[int, Trigger]
) -> bool:
    """Of what is called off or put off that alone is told: "suspended a strike planned for Monday",
    "the summit, to be held in Doha, was postponed"."""
    verb = analysis.tokens[token.head]
    if event.factuality not in {"denied", "planned"} or token.dep not in {"dobj", "nsubjpass"}:
        return False
    return verb.index in told and verb.lemma in _PUTTING_OFF


def _is_teller_there(analysis: Analysis, token: Token, event: Event) -> bool:
    """Those who report it were there: "there was no sign of soldiers when our reporter visited"."""
    if event.trigger.sub_type != "visit":
        return False
    tellers = [antecedent(analysis, subject) for subject in subjects(analysis, token.index)]
    return any(w.lemma in _REPORTERS or w.text.lower() in _OUTLETS for w in tellers)


def _is_alone(analysis: Analysis, token: Token) -> bool:
    """It is the label of what follows: "Arrests.", "PERU / Threatened."."""
    words = [t for t in analysis.tokens_of(analysis.sentences[token.sentence]) if t.text.isalpha()]
    told = any(children(analysis, token.index, "dobj", "nsubj", "nsubjpass", "prep"))
    return len(words) <= _LABEL and not told
