"""Windows of whole sentences, as long as the encoder reads well."""

from collections.abc import Iterator

from geo.encoder.words import Words

LONGEST = 160
"""Word-pieces of the longest window."""


def windows(words: Words, full: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Bounds of the windows in words: whole sentences of together `full` pieces, or one sentence.

    A sentence of more than `LONGEST` pieces is cut between words. No window is empty.
    """
    start = end = 0
    for sentence_end in words.sentences[1:].tolist():
        if words.bounds[sentence_end] - words.bounds[start] > full:
            if end > start:
                yield start, end
                start = end
            while words.bounds[sentence_end] - words.bounds[start] > LONGEST:
                end = start + 1
                while words.bounds[end + 1] - words.bounds[start] <= LONGEST:
                    end += 1
                yield start, end
                start = end
        end = sentence_end
    if end > start:
        yield start, end
