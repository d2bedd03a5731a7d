"""Who is so ill or hurt that a hospital has to do with them."""

from collections.abc import Set

from geo.counts import count_words as words
from geo.language.arguments import direct_objects, direct_subjects, related
from geo.language.text import Analysis, Token
from geo.triggers.lexicon import lexicon


def patients(analysis: Analysis, token: Token) -> list[int]:
    """Who is in a hospital, or so ill or hurt: "two others are in hospital", "are under treatment",
    "are in a critical condition"."""
    tokens, preposition = analysis.tokens, analysis.tokens[token.head]
    verb = tokens[preposition.head]
    if token.dep != "pobj" or verb.lemma not in {"be", "remain"}:
        return []
    grave = any(tokens[c].lemma in words.GRAVE for c in analysis.children[token.index])
    if not (
        (preposition.lemma == "in" and token.lemma == "hospital")
        or (preposition.lemma == "under" and token.lemma == "treatment")
        or (preposition.lemma == "in" and token.lemma in words.CONDITIONS and grave)
    ):
        return []
    before = tokens[max(verb.index - 1, 0)]
    # "Plague has killed five and 19 are ill", where the reader has the 19 killed
    number = before.pos == "NUM" and before.dep != "pobj"  # not of "a man of 70 is in ..."
    return [before.index] if number else direct_subjects(analysis, verb.index)


def is_of_the_ill(analysis: Analysis, token: Token) -> bool:
    """Whether a sentence about patients names their disease."""
    illnesses = lexicon().classes["disease"]
    sentence = analysis.sentences[token.sentence]
    return any(is_one_of(t, illnesses) for t in analysis.tokens_of(sentence))


def is_one_of(token: Token, names: Set[str]) -> bool:
    """Whether a noun is one of some, which the reader may take for a plural: "measles"."""
    return token.lemma in names or token.text.lower() in names


def is_of_illness(analysis: Analysis, index: int) -> bool:
    """Whether cases are of a disease that is named with them or just before; "in some cases"."""
    illnesses = lexicon().classes["disease"]
    sentence = analysis.tokens[index].sentence
    joined = (c for c in analysis.children[index] if analysis.tokens[c].dep == "conj")
    # "Eight cases and five deaths" are of one illness, "in some cases" are of none
    with_deaths = any(words.NOUNS.get(analysis.tokens[c].lemma) == "killed" for c in joined)
    if analysis.tokens[index].dep == "pobj" and not with_deaths:
        near = [*analysis.children[index]]
        near += [o for c in near for o in analysis.children[c]]
        return any(is_one_of(analysis.tokens[c], illnesses) for c in near)
    # "Cholera has spread to Bakerganj. Officials reported 900 cases."
    told = analysis.sentences[max(sentence - 1, 0) : sentence + 1]
    return any(is_one_of(token, illnesses) for part in told for token in analysis.tokens_of(part))


def treated_for(analysis: Analysis, verb: Token) -> str | None:
    """What befell those who are treated "for burns" or "for cholera", or "people with burns"; None
    for anything else."""
    fors: list[Token] = []
    holders = [verb, *(analysis.tokens[o] for o in direct_objects(analysis, verb.index))]
    fors += [
        analysis.tokens[o]
        for holder in holders
        for relation in ("for", "with")
        for o in related(analysis, holder, relation)
    ]
    # "40 cholera patients"
    below = [analysis.tokens[c] for o in holders[1:] for c in analysis.children[o.index]]
    fors += [word for word in below if word.dep == "compound"]
    if any(is_one_of(t, words.INJURIES) for t in fors):
        return "wounded"
    ill = any(is_one_of(t, lexicon().classes["disease"]) for t in fors)
    return "infected" if ill else None


def is_of_hurt(analysis: Analysis, number: int) -> bool:
    """Whether it counts some of the hurt or dead, who are only taken somewhere: "six of the wounded
    were flown to Nairobi"."""
    tokens = analysis.tokens
    return any(
        words.STATES.get(tokens[of].text.lower()) in {"killed", "wounded"}
        for of in related(analysis, tokens[number], "of")
    )


def is_carried_hurt(analysis: Analysis, verb: Token) -> bool:
    """Whether those whom a verb moves are hurt: "flew twelve casualties out", "nine of the wounded
    were moved", "was airlifted to Kano with burns", "five who needed surgery were flown"."""
    tokens = analysis.tokens
    if is_left_with_hurts(analysis, verb):
        return True
    moved = direct_objects(analysis, verb.index)
    if any(tokens[o].lemma == "casualty" or is_of_hurt(analysis, o) for o in moved):
        return True
    if verb.lemma == "refer" or (
        any(tokens[o].pos == "NUM" for o in moved) and _tells_of_hurt(analysis, verb.sentence)
    ):
        return True  # "The wounded were bandaged at the school. Eight were sent on"
    below = {tokens[i].lemma for o in moved for i in analysis.subtree(o)}
    return is_for_care(analysis, verb) and words.ILL.isdisjoint(below)


def is_left_with_hurts(analysis: Analysis, verb: Token) -> bool:
    """ "left three guards with broken ribs", wherever the reader hangs the "with"."""
    tokens = analysis.tokens
    holders = [verb, *(tokens[o] for o in direct_objects(analysis, verb.index))]
    with_them = [tokens[o] for holder in holders for o in related(analysis, holder, "with")]
    return any(t.lemma in words.INJURIES | words.LIMBS for t in with_them)


def hurt_in_body(analysis: Analysis, verb: Token) -> list[int]:
    """Who is hurt by what a verb says of their body: "suffered burns", "was hit in the neck", "was
    grazed by a pellet", "lost an eye", "had two ribs broken"."""
    tokens, i = analysis.tokens, verb.index
    if any(words.DOING.get(tokens[c].lemma) == "killed" for c in analysis.children[i]):
        return []  # "was hit in the neck and died"
    if verb.lemma in words.SUFFERING:
        # "Sustained injuries"; a team suffers an injury, and no number of them
        hurt = any(tokens[o].lemma in words.HURTS for o in direct_objects(analysis, i))
        return direct_subjects(analysis, i) if hurt else []
    if verb.lemma in {"shoot", "stab"}:
        where = {tokens[o].lemma for o in related(analysis, verb, "in")}
        limbs = words.BODY.intersection(where)
        return direct_objects(analysis, i) if limbs and limbs <= words.EXTREMITIES else []
    if verb.lemma in words.STRIKING:
        parts = (tokens[o].lemma for o in related(analysis, verb, "in"))
        what = {tokens[s].lemma for s in direct_subjects(analysis, i)}
        hit = any(part in words.BODY for part in parts) or what & words.SHARDS
        return direct_objects(analysis, i) if hit else []
    own = direct_objects(analysis, i)
    if verb.lemma == "lose":
        lost = any(tokens[b].lemma in words.LOST for o in own for b in analysis.subtree(o))
        return direct_subjects(analysis, i) if lost else []
    broken = verb.lemma in words.BREAKING and any(tokens[o].lemma in words.BODY for o in own)
    having = tokens[tokens[verb.head].head] if verb.dep == "acl" else tokens[verb.head]
    if broken and having.lemma == "have" and having.index != i:
        return direct_subjects(analysis, having.index)  # "had his ribs broken"
    # "Broke his jaw", "a guard's nose was broken"
    of = [c for o in own for c in analysis.children[o] if tokens[c].dep == "poss"]
    return of if broken else []


def is_to_hospital(analysis: Analysis, verb: int, lemma: str) -> bool:
    """Whether people are brought to a hospital: "four were taken to hospital in Coimbra"."""
    if lemma not in words.BRINGING:
        return False
    to = [c for c in analysis.children[verb] if analysis.tokens[c].lemma == "to"]
    reached = (analysis.tokens[o].lemma for c in to for o in analysis.children[c])
    return any(lemma in words.HOSPITALS for lemma in reached)


def is_for_care(analysis: Analysis, verb: Token) -> bool:
    """Whether people are only brought where they are cared for: "was injured and was flown to
    Juba", "evacuated five injured miners", "flown abroad for surgery"."""
    tokens = analysis.tokens
    moved = [tokens[o] for o in direct_objects(analysis, verb.index)]
    needing = [
        tokens[c] for o in moved for c in analysis.children[o.index] if _is_needing(tokens[c])
    ]
    goals = [o for each in (verb, *needing) for o in related(analysis, each, "for")]
    goals += [o for each in needing for o in direct_objects(analysis, each.index)]
    if any(tokens[o].lemma in words.CARE for o in goals):
        return True
    joined = [verb.head] if verb.dep == "conj" else []
    joined += [c for c in analysis.children[verb.index] if tokens[c].dep == "conj"]
    if any(words.DONE_TO.get(tokens[i].lemma) in {"infected", "wounded"} for i in joined):
        return True
    said = (tokens[c] for o in moved for c in analysis.children[o.index])
    return any(
        t.dep in {"amod", "acl"}
        and (words.STATES.get(t.text.lower()) == "wounded" or t.lemma in words.ILL)
        for t in said
    )


def _is_needing(token: Token) -> bool:
    return token.lemma in {"need", "require", "wait"} and token.dep in {"acl", "relcl"}


def _tells_of_hurt(analysis: Analysis, sentence: int) -> bool:
    """Whether a sentence or the one before in its paragraph tells of somebody hurt."""
    here = analysis.sentences[sentence]
    told = analysis.sentences[max(sentence - 1, 0) : sentence + 1]
    return any(
        words.STATES.get(word.text.lower()) == "wounded" or word.lemma in words.INJURIES
        for part in told
        if part.paragraph == here.paragraph
        for word in analysis.tokens_of(part)
    )
