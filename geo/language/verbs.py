"""The forms of English verbs."""


def inflections(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb, itself included."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    double = (
        len(verb) > 2
        and verb[-1] in "bdgklmnprt"
        and verb[-2] in "aeiou"
        and verb[-3] not in "aeiou"
    )
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    plural = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    regular = (verb, plural, stem + "ed", stem + "ing")
    return (*regular, verb + verb[-1] + "ed", verb + verb[-1] + "ing") if double else regular
