"""Whether a number is the total of a war or of years, and no one event's."""

import re

from geo.language.arguments import direct_subjects, governors
from geo.language.text import Analysis

_WAR = r"(?:war|conflict|insurgency|uprising|rebellion|genocide|intifada|revolution|invasion)"
_TOTAL = re.compile(
    r"\bsince (?:early |late |mid-?|last )?(?:\d{4}\b|year\b|(?:\d\d? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"|\bsince (?:the|[\w-]+(?:'s|')) (?:[\w-]+ ){0,3}"
    rf"(?:start|beginning|outbreak|crisis|coup|takeover|{_WAR})\b"
    # "since the army seized power in 2021", "since he took office"
    r"|\bsince [^,.;:]{0,60}\b(?:power|office|(?:19|20)\d\d)\b"
    rf"|\bin the (?:\w+ )?fighting so far\b|\bso far in the (?:\w+ )?(?:fighting|{_WAR})\b"
    r"|\b(?:over|in|during) the (?:past|last) (?:\w+ )?(?:years?|decades?|months)\b"
    rf"|\b(?:in|during|by|throughout) (?:the|a|its|their|\w+'s)? ?(?:[\w-]+ ){{0,3}}{_WAR}\b"
    r"|\bsince (?:it|they|\w+ \w+) (?:began|broke out|started|erupted)"
    rf"|\b(?:{_WAR}|fighting) (?:began|broke out|started|erupted)"
    r"|\btoll (?:of|for|this) (?:the )?(?:week|month|year|war|season)\b"
    # "the number of dead this month", but not in "this month's floods"
    r"|\b(?:number|toll) of [^,.;:]{0,60}?\bthis (?:month|quarter|season)\b(?!['\u2019])"
    r"|\bcumulative(?:ly)?\b|\bthis year\b|\b\w+ years of\b|\ba year\b|\bin total\b",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest"
    r"|deadliest|bloodiest|worst|biggest|largest) (?!quarter|half|week|month|year)[^,.;:]*?"
    r"\b(?:this year|since\b[^,.;:]*|in (?:the (?:past|last) )?(?:\w+ )?(?:years|decades|months))",
    re.IGNORECASE,
)
"""How an event stands among others: "the third such raid this year", "the worst attack since 2014".
The time is that of those others, and the toll is one event's."""
_WARS = frozenset("war conflict insurgency uprising rebellion genocide intifada epidemic".split())


def is_total(analysis: Analysis, index: int) -> bool:
    """Whether the clause speaks of a war, or of years, or since some time."""
    subjects = (direct_subjects(analysis, index), governors(analysis, index))
    if any(analysis.tokens[i].lemma in _WARS for each in subjects for i in each):
        return True
    if _is_of_war_before(analysis, index) or _is_of_war_above(analysis, index):
        return True
    if analysis.tokens[index].lemma in {"number", "toll"}:
        # "brought the toll to 90 since the war began", "the number of dead this month to 85"
        index = next((g for g in governors(analysis, index)), index)
    part = analysis.subtree(index)
    sentence = analysis.sentences[analysis.tokens[index].sentence]
    text = list(analysis.text[sentence.start : sentence.end])
    for child in analysis.children[index]:
        if analysis.tokens[child].dep == "advcl" and analysis.tokens[child].tag == "VBG":
            # "three died, bringing the toll to 90 since the war began"
            own = analysis.subtree(child)
            left, right = analysis.tokens[own[0]].start, analysis.tokens[own[-1]].end
            at = slice(left - sentence.start, right - sentence.start)
            text[at] = " " * (right - left)
    unranked = _RANKED.sub(lambda ranked: " " * len(ranked.group()), "".join(text))
    start, end = analysis.tokens[part[0]].start, analysis.tokens[part[-1]].end
    return bool(_TOTAL.search(unranked, start - sentence.start, end - sentence.start))


def _is_of_war_above(analysis: Analysis, index: int) -> bool:
    """Whether a war is what its relative clause tells of: "the civil wars, in which 200 died"."""
    token = analysis.tokens[index]
    return token.dep == "relcl" and analysis.tokens[token.head].lemma in _WARS


def _is_of_war_before(analysis: Analysis, index: int) -> bool:
    """Whether "it" did it, and the sentence before is about a war: "The war began in May. It has
    killed thousands." """
    tokens = analysis.tokens
    subjects = direct_subjects(analysis, index)
    if not subjects or any(tokens[s].lemma != "it" for s in subjects):
        return False
    before = tokens[index].sentence - 1
    return before >= 0 and any(
        token.lemma in _WARS and token.dep == "nsubj"
        for token in analysis.tokens_of(analysis.sentences[before])
    )
