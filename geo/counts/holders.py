"""Whom a word of state or a bare participle is said of: "left 12 dead", "17 hurt"."""

from geo.language.arguments import bounded_number, direct_objects, direct_subjects
from geo.language.text import Analysis, Token

_ROUND = frozenset({"dozen", "hundred", "score", "thousand"})
"""Nouns that are numbers."""
_TELLING = frozenset({"ROOT", "advcl", "ccomp", "conj"})


def elliptic(analysis: Analysis, token: Token) -> list[int]:
    """The subject of a participle without its auxiliary: "12 were killed and 30 wounded"."""
    children = analysis.children[token.index]
    auxiliary = any(analysis.tokens[c].dep in {"aux", "auxpass"} for c in children)
    if token.tag not in {"VBN", "VBD"} or auxiliary:
        return []
    before = analysis.tokens[max(token.index - 1, 0)]
    above = analysis.tokens[before.head]
    if before.pos == "NUM" and before.dep == "dobj" and before.head == token.head:
        return [before.index]  # "treated 14 wounded"
    if before.pos == "NUM" and before.dep == "conj" and above.head == token.head:
        return [before.index]  # "left ten dead and 300 displaced"
    rounded = before.pos == "NUM" or before.lemma in _ROUND
    if rounded and before.dep == "conj" and (before.head, token.dep) == (token.head, "acl"):
        return [before.index]  # "one dead and a dozen wounded"
    if any(analysis.tokens[c].dep == "dobj" for c in children):
        return []
    if number := bounded_number(analysis, token.index):
        return number
    # Of "three soldiers killed, five wounded" the nearest of both
    subjects = [c for c in reversed(children) if analysis.tokens[c].dep == "nsubj"]
    return [*subjects, *(c for c in children if analysis.tokens[c].dep == "nummod")]


def holders(analysis: Analysis, token: Token) -> list[int]:
    """Whom a word of state is said of."""
    found = [token.index]
    # Of "four killed, 17 hurt" the nearest of both
    own = [c for c in analysis.children[token.index] if analysis.tokens[c].dep == "nsubj"]
    found += [*reversed(own), *of_auxiliary(analysis, token.index)]
    if own and token.dep == "advcl":
        return found  # of "five are dead and 400 goats missing" the goats
    head = analysis.tokens[token.head]
    if token.dep in {"amod", "acl"}:
        found.append(head.index)
    elif token.dep in {"acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "conj"}:
        if head.lemma == "leave" and not _has_object(analysis, head.index):
            # "350 families left homeless"
            left = analysis.children[head.index]
            found += [c for c in left if analysis.tokens[c].dep == "nsubj"]
        found += direct_objects(analysis, head.index)
        if head.lemma in {"fear", "be", "remain", "lie", "go", "feel"}:
            found += direct_subjects(analysis, head.index)
    return found


def bare_number(analysis: Analysis, verb: int) -> list[int]:
    """The number right before a verb that has no subject, where the reader hangs it on the name of
    a place: of "In Sylhet 49 drowned" the 49."""
    number, this = analysis.tokens[max(verb - 1, 0)], analysis.tokens[verb]
    noun = analysis.tokens[number.head]
    hung = (number.pos, number.dep, noun.pos) == ("NUM", "nummod", "PROPN")
    tells = this.dep in _TELLING and not _has_object(analysis, verb)
    is_where = noun.dep == "pobj" and noun.index == number.index - 1
    return [number.index] if hung and tells and is_where else []


def of_auxiliary(analysis: Analysis, index: int) -> list[int]:
    """Subjects that the reader hangs on the auxiliary: of "30 are missing" on "are"."""
    below = (s for c in analysis.children[index] for s in analysis.children[c])
    return [s for s in below if analysis.tokens[s].dep == "nsubj"]


def _has_object(analysis: Analysis, verb: int) -> bool:
    return any(analysis.tokens[c].dep == "dobj" for c in analysis.children[verb])
