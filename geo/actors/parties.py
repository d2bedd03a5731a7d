"""Who of an event's participants is somebody: a person, a people, a body or a country.

What is hit, taken or handed out ("a truck", "the granaries", "600 blankets"), what it is done with
("three missiles") and the town that it is done to take part in an event, but are none of its
actors, as in ACLED's and CAMEO's tables. Whose a thing is still tells who is meant, where its words
have a role: "a police post", "the deputy governor's convoy".
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.actors.roles import role_of_head
from geo.language.grammar import children, head_token
from geo.language.nouns import noun_classes, persons
from geo.language.text import Analysis, Token
from geo.records import Actor, Event, ResolvedToponym, Span
from geo.triggers.lexicon import lexicon

_BODIES = frozenset(
    "agency alliance assembly association authority band bank battalion bloc board branch brigade "
    "bureau cabinet caucus cell centre chamber chapter charity church circle clan club coalition "
    "collective column command commission committee community company confederation congregation "
    "congress consortium contingent convoy cooperative corporation council country court crew "
    "crowd delegation department detachment diaspora diocese directorate division electorate "
    "embassy enterprise establishment executive faction faculty family federation firm force forum "
    "foundation front government group guild household institute institution jury kingdom "
    "leadership league lobby majority management media militia ministry minority mission mob "
    "monarchy movement nation network newspaper office opposition organisation organization outfit "
    "panel parish parliament party patrol people personnel population posse presidency press "
    "prosecution public regime regiment regulator reinforcement republic rest search_party "
    "secretariat sect section senate side society squad squadron staff state subsidiary syndicate "
    "team tribe tribunal troop troupe union unit university utility wing workforce youth".split()
)
"""Nouns of those who act or suffer as one."""
_PERSONS = frozenset(
    "ally chair deputy fireman head host hardliner liberal moderate native passer power radical "
    "regular second subprefect superior survivor vice diver".split()
)
"""Persons of nouns that foremost mean something else or are rare."""
_STRICKEN = frozenset(
    "accused arrested bereaved convicted dead deceased detained disabled displaced evacuated hurt "
    "homeless infected injured killed missing old poor rescued sick uprooted wounded young".split()
)
"""Those whom only a word of state tells: "four of the injured"."""
_MANNED = frozenset(
    "barracks base checkpoint checkpost garrison headquarters outpost post roadblock station "
    "stronghold".split()
)
"""Where those are who are attacked: "a checkpoint"."""
_ON_THE_GROUND = frozenset(
    "ACCIDENT AID ASSAULT COERCE CRIME DISASTER HEALTH MOBILIZE PROTEST RETREAT".split()
)
"""Types of what is done to a capital as a place, and not to its government."""
_HELD = frozenset({"WEAPON", "VEHICLE"})
_ARMS = frozenset("artillery bomb drone fire jet mortar raid rocket shellfire strike".split())
_FIGHTING = frozenset({"UNIT", "WARRIOR", "CROOK", "LEADER", "WORKER", "ANYONE"})
_SHARES = frozenset(
    "bulk couple dozen handful hundred lot majority million number pair part remainder rest score "
    "thousand total".split()
)
"""Nouns that count what stands behind their "of"."""
_NAMED = frozenset({"PERSON", "NORP", "ORG"})
_MEASURED = frozenset({"force", "head", "state"})
_PEOPLES = frozenset({"demonym", "modifier"})
_COUNTRY = "PCL"
_SEAT = "PPLC"
"""GeoNames' codes: those of countries begin with PCL; a capital stands for its government."""


def with_parties_only(
    event: Event, analysis: Analysis, toponyms: Mapping[Span, ResolvedToponym]
) -> Event:
    """The event without participants that are no actors; `toponyms` by their span. What things it
    was done to stays in its evidence, as `done_to`."""
    is_told = event.event_type not in _ON_THE_GROUND
    sources = _parties(analysis, event.source_actors, toponyms, does=True)
    targets = _parties(analysis, event.target_actors, toponyms, is_told=is_told)
    if (sources, targets) == (event.source_actors, event.target_actors):
        return event
    kept = {actor.span for actor in targets}
    told = {
        "actor1": [actor.span for actor in sources],
        "actor2": [actor.span for actor in targets],
        "done_to": [a.span for a in event.target_actors if a.span not in kept],
    }
    evidence = {**event.evidence, **told}
    return replace(
        event,
        source_actors=sources,
        target_actors=targets,
        evidence={name: spans for name, spans in evidence.items() if spans},
    )


def hits_somebody(
    analysis: Analysis, actors: Iterable[Actor], toponyms: Mapping[Span, ResolvedToponym]
) -> bool:
    """Whether any of those to whom it was done is an actor, and not a thing or a town."""
    return bool(_parties(analysis, actors, toponyms))


def _parties(
    analysis: Analysis,
    actors: Iterable[Actor],
    toponyms: Mapping[Span, ResolvedToponym],
    *,
    does: bool = False,
    is_told: bool = False,
) -> tuple[Actor, ...]:
    """Those who do it (`does`), or to whom it is done or told (`is_told`)."""
    found = (
        _party(analysis, actor, toponyms, does=does, towns=does or is_told) for actor in actors
    )
    return tuple(actor for actor in found if actor is not None)


def _party(
    analysis: Analysis,
    actor: Actor,
    toponyms: Mapping[Span, ResolvedToponym],
    *,
    does: bool,
    towns: bool,
) -> Actor | None:
    """The actor, or whose weapon it is: of "an Israeli missile" Israel's; None for a thing. Whose
    ship it was done to stays as it is: "a Chinese trawler"."""
    named = toponyms.get(actor.span)
    head = head_token(analysis, *actor.span)
    if head is None:
        return None
    if named is not None and head.pos == "PROPN":
        return actor if _stands_for_people(named, towns=towns) else None
    if head.lemma in _MANNED and not does:
        return actor
    if _is_act(head):
        return None
    if role_of_head(actor.text) is not None or is_party(analysis, head):
        return actor
    if not does and any(
        (name := analysis.name_at(owner.index, owner.index)) and name.label in _NAMED
        for owner in children(analysis, head.index, "poss")
    ):
        return actor  # "the Red Cross's lorry"
    if noun_classes(head.lemma) & _HELD or head.lemma in _ARMS:
        for owner in children(analysis, head.index, "amod", "compound", "nmod", "poss"):
            whose = toponyms.get((owner.start, owner.end))
            if whose is not None and whose.place is not None:
                if not does:
                    return actor
                country = whose.place.country_code
                return Actor(whose.toponym.text, (owner.start, owner.end), country)
    return None


def _is_act(head: Token) -> bool:
    """It tells of an event itself: "a military operation", "court proceedings"."""
    if head.pos != "NOUN" or head.lemma in lexicon().classes["people"] | _BODIES:
        return False
    entries = lexicon().entries.get(("NOUN", head.lemma), ())
    return any(entry.probability > 0 and len(entry.words) == 1 for entry in entries)


def _stands_for_people(name: ResolvedToponym, *, towns: bool) -> bool:
    """Whether a place name alone is a people, or a country; of `towns` the capital may be, which
    stands for its government."""
    if name.toponym.kind in _PEOPLES or name.place is None:
        return True
    code = name.place.feature_code
    return code.startswith(_COUNTRY) or (towns and code == _SEAT)


def is_party(analysis: Analysis, head: Token) -> bool:
    """Whether a noun, as the head of its phrase, is somebody."""
    lemma = head.lemma.lower()
    if lemma in _STRICKEN or head.text.lower() in _STRICKEN:
        return True
    if head.pos in {"ADJ", "NUM", "PRON"} or lemma in _SHARES:
        counted = _counted(analysis, head)
        if counted is not None and counted.pos != "PRON":
            return is_party(analysis, counted)
        return lemma != "part"
    name = analysis.name_at(head.index, head.index)
    if name is not None and name.label in _NAMED:
        return True
    if lemma.endswith("men"):
        lemma = f"{lemma[:-3]}man"  # the reader does not know the plural
    if lemma in lexicon().classes["people"] | _PERSONS | _BODIES or lemma in persons():
        return not (lemma in _MEASURED and _is_measure(analysis, head))
    classes = noun_classes(lemma)
    return bool(classes & _FIGHTING) if classes else head.pos == "PROPN"


def _counted(analysis: Analysis, head: Token) -> Token | None:
    """The noun behind the "of" of a share."""
    under = (p for p in children(analysis, head.index, "prep") if p.lemma == "of")
    return next((noun for p in under for noun in children(analysis, p.index, "pobj")), None)


def _is_measure(analysis: Analysis, head: Token) -> bool:
    """A word of somebody that here is of something: "400 head of cattle", "a state of emergency",
    "by force"."""
    if head.lemma == "force":
        return head.tag == "NN" and not analysis.children[head.index]
    counted = _counted(analysis, head)
    if counted is None:
        return False
    if head.lemma == "head":
        return any(True for _ in children(analysis, head.index, "nummod"))
    return counted.pos == "NOUN"
