"""Bytes to text, and the front matter at the head of a text file."""

import codecs
import re

from geo.errors import ReportError
from geo.readers.fields import Draft, draft_from, known_field
from geo.readers.headings import headline, with_stated_day

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 1 << 18
_WESTERN_SHARE = 0.03
_FENCE = re.compile(r"-{3,}[ \t]*")
_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}):(?:[ \t]+(.*)|[ \t]*)")
_MAX_HEAD_LINES = 40


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, as UTF-8, as declared, else as its bytes look.

    Raises `ReportError` for what is not text. NUL and other control characters are kept as long
    as they are few. Bytes that the encoding does not know become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:_SAMPLE]
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ReportError(f"is {name}, not text")
    if wide := _wide_encoding(sample):
        return data.decode(wide, errors="replace")
    if len(_CONTROL.findall(sample)) > len(sample) // 20 + 4:
        raise ReportError("is not text: it holds binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # What a page declares may be wrong, or the name of no encoding at all.
    if declared and declared.lower() not in ("utf-8", "utf8"):
        try:
            return data.decode(declared, errors="replace")
        except (LookupError, ValueError):
            pass
    return data.decode(_guess(sample), errors="replace")


def is_plain(head: bytes) -> bool:
    """Whether a file that begins so can be read line by line: no wide encoding, no known binary."""
    wide = any(head.startswith(mark) for mark, encoding in _BOMS if encoding != "utf-8-sig")
    magic = any(head.startswith(magic) for magic, _ in _MAGIC)
    return bool(head) and not wide and not magic and _wide_encoding(head) is None


def read_text(data: bytes) -> Draft:
    """A report of a text file, with or without front matter.

    Front matter is "key: value" lines between two lines of "---" at the head of the file, or, with
    no such lines, at least two known keys and nothing else up to a blank line. The text is all
    that follows it, untouched; where it begins with the day of publication or with a title, they
    are those of the report, unless the front matter gives others.
    """
    text = decode(data)
    fields, start = front_matter(text)
    body = text[start:]
    title = fields.get("title") or headline(body)
    return draft_from(with_stated_day({**fields, "title": title, "text": body}))


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The known fields at the head of a text, and the offset where its body starts (0: none)."""
    lines = text.split("\n", _MAX_HEAD_LINES)
    fenced = bool(_FENCE.fullmatch(lines[0].rstrip("\r")))
    fields: dict[str, str] = {}
    offset = len(lines[0]) + 1 if fenced else 0
    for line in lines[1:] if fenced else lines:
        offset += len(line) + 1
        bare = line.strip()
        if fenced and _FENCE.fullmatch(bare):
            return fields, min(offset, len(text))
        match = _KEY_LINE.fullmatch(bare)
        field = known_field(match[1]) if match else None
        if not fenced and not bare and len(fields) >= 2:
            return fields, min(offset, len(text))
        if not fenced and field in (None, "text"):
            break
        if match and field and field not in ("text", "spans", "triggers"):
            fields.setdefault(field, _unquoted(match[2] or ""))
    return {}, 0


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[: 2 * pairs : 2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: a file cut off, or joined of two."""
    text = sample.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) > 2 * damage


def _guess(sample: bytes) -> str:
    if _is_damaged_utf8(sample):
        return "utf-8"
    # A few accents in mostly plain letters are those of Western Europe: detectors need more than
    # that to go by, and take "São Paulo" for Romanian.
    if sum(byte > 127 for byte in sample) <= len(sample) * _WESTERN_SHARE:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
