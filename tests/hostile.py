"""Files that a reader of reports must survive, each with what is to become of it."""

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAYLOADS = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "${7*7}",
    "`+alert(1)+`",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "%s%n {0} {0.__class__}",
    "=cmd|' /C calc'!A0",
    "\\u003cb\\u003e ' \" \\",
    "../../etc/passwd",
    "\u202e\u2066 reversed",
    "&lt;b&gt; &amp;",
)
"""Text that is markup, a template, a format string, a formula or a path to somebody."""

ATTACK = "A bomb exploded in Nairobi on Monday, killing 12 people, police said."
"""A sentence with one event, in a place that is in the gazetteer."""

NUMBERS = (
    "9,000,000,000",
    "10,000,000,000,000,000,000",
    "99999999999999999999999",
    "9" * 400,
    "9" * 5000,
    "٣" * 23,
    "nine billion billion billion",
)
"""More than there are people, than a whole number of a table holds, and than a float does."""

OF_NUMBERS = (
    "Gunmen killed {} people in Homs on Sunday.",
    "Gunmen killed at least {} soldiers, {} civilians and {} others in Homs on Sunday.",
    "The toll in Homs rose to {} dead on Sunday, {} dozen were arrested and {} fled.",
    "Between 12 and {} people died in a fire {} km north of Homs, {} miles from Hama, on Sunday.",
    "A bomb killed three in Homs {} days ago, {} months after the last, on May {}, in May {}.",
    "A flood drowned {} hectares of Homs in {}-{} and displaced {} families, on 12/{}/2024.",
)
"""Where an event may have a number: what is killed, how far, how long ago, which year."""

PROTEST = "Thousands of teachers protested in Mombasa on Sunday."


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, how many reports come out of it, and how many failures are listed."""

    name: str
    data: bytes
    reports: int
    failures: int


def write_hostile(folder: Path) -> list[Hostile]:
    """Write every hostile file into `folder`, and say what is to be expected of each."""
    made = [make() for make in _MAKERS]
    for hostile in made:
        (folder / hostile.name).write_bytes(hostile.data)
    return made


def _empty() -> Hostile:
    return Hostile("empty.txt", b"", reports=0, failures=1)


def _blank() -> Hostile:
    return Hostile("blank.txt", b" \n\t\n\r\n", reports=0, failures=1)


def _only_front_matter() -> Hostile:
    return Hostile("no_body.txt", b"---\ntitle: Nothing\ndate: 2024-01-01\n---\n", 0, 1)


def _two_megabytes() -> Hostile:
    # An attachment pasted in as base64 is what such files are in life; two megabytes of prose
    # would take minutes to read, by a rate that 1,000 reports show as well.
    line = base64.b64encode(hashlib.sha512(ATTACK.encode()).digest() * 21).decode()
    pasted = (line.replace("+", "").replace("/", "") + "\n\n") * (2_100_000 // len(line))
    return Hostile("long.txt", f"{ATTACK}\n\n{pasted}\n{PROTEST}".encode(), 1, 0)


def _latin_1() -> Hostile:
    text = "Une bombe a explosé à Bogotá. A bomb exploded in Bogotá on Monday, killing 12 people."
    return Hostile("latin1.txt", text.encode("latin-1"), 1, 0)


def _utf_16() -> Hostile:
    return Hostile("utf16.txt", f"São Paulo. {ATTACK}".encode("utf-16"), 1, 0)


def _broken_utf_8() -> Hostile:
    return Hostile("broken_utf8.txt", ATTACK.encode() + b" \xff\xfe\xc3( caf\xc3\xa9", 1, 0)


def _nul() -> Hostile:
    return Hostile("nul.txt", ATTACK.encode().replace(b" in ", b"\x00in\x00") + b"\x00", 1, 0)


def _right_to_left() -> Hostile:
    text = (
        "انفجرت قنبلة في حلب يوم الاثنين. A bomb exploded in Aleppo (حلب) on Monday.\n\n"
        "פיצוץ בחיפה. Protesters marched in Haifa (\u202bחיפה\u202c) on Sunday, police said.\n"
    )
    return Hostile("right_to_left.txt", text.encode(), 1, 0)


def _odd_characters() -> Hostile:
    text = "\ufeff" + ATTACK + " \u0301\u200d\U0001f3f4\u200b\ufdfa" + "e" + "\u0301" * 500
    return Hostile("odd_characters.txt", text.encode(), 1, 0)


def _markup_in_every_field() -> Hostile:
    lines = [
        json.dumps(
            {
                "text": f"{ATTACK} {payload} exploded in {payload} Nairobi {payload}, he said.",
                "report_id": f"{number} {payload}",
                "title": payload,
                "source": payload,
                "url": f"javascript:{payload}",
                "published": payload,
                "language": payload,
            }
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    return Hostile("markup.jsonl", "\n".join(lines).encode(), len(PAYLOADS), 0)


def _markup_in_front_matter() -> Hostile:
    head = "\n".join(f"{key}: {{{{ {key} }}}}<b>" for key in ("title", "date", "source", "url"))
    return Hostile("front_matter.txt", f"---\n{head}\n---\n{ATTACK}\n".encode(), 1, 0)


def _endless_front_matter() -> Hostile:
    return Hostile("open_front_matter.txt", f"---\ntitle: never closed\n\n{ATTACK}".encode(), 1, 0)


def _zip_called_text() -> Hostile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.txt", ATTACK)
    return Hostile("zip.txt", buffer.getvalue(), reports=0, failures=1)


def _binary() -> Hostile:
    return Hostile("noise.txt", bytes(range(256)) * 200, reports=0, failures=1)


def _broken_lines() -> Hostile:
    lines = [
        json.dumps({"text": ATTACK}),
        '{"text": "cut off',
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": null}',
        '{"text": 7}',
        '{"text": ""}',
        '{"text": "spans outside", "spans": [[5, 900]]}',
        "",
        '{"text": "\\ud800 lone surrogate. A bomb exploded in Nairobi."}',
        "[" * 5000,
        json.dumps({"text": ATTACK, "published": "the day before yesterday"}),
    ]
    return Hostile("broken_lines.jsonl", "\n".join(lines).encode(), reports=3, failures=8)


def _formulas() -> Hostile:
    buffer = io.StringIO()
    rows = csv.writer(buffer)
    rows.writerow(["report_id", "title", "published", "source", "url", "text"])
    for start in ("=", "+", "-", "@", "\t=", "\r="):
        formula = f'{start}HYPERLINK("http://example.org","Nairobi")'
        rows.writerow([formula, formula, "2024-05-06", formula, formula, f"{formula} {ATTACK}"])
    return Hostile("formulas.csv", buffer.getvalue().encode(), 6, 0)


def _ragged_table() -> Hostile:
    text = f'title,text\nshort\n,"{ATTACK}",one,too,many\n"open quote,{ATTACK}\n'
    return Hostile("ragged.csv", text.encode(), reports=1, failures=2)


def _long_line() -> Hostile:
    return Hostile("long_line.txt", (ATTACK + " " + "Paris" * 60_000).encode(), 1, 0)


def _many_names() -> Hostile:
    names = " and ".join(["Nairobi", "Springfield", "San José", "Tripoli"] * 250)
    return Hostile("many_names.txt", f"A bomb exploded in {names}.".encode(), 1, 0)


def _deep_page() -> Hostile:
    page = "<html><body>" + "<div>" * 3000 + f"<p>{ATTACK}</p>" + "</div>" * 3000
    return Hostile("deep.html", page.encode(), reports=-1, failures=-1)


def _page_without_a_report() -> Hostile:
    return Hostile("menu.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", 0, 1)


_MAKERS: tuple[Callable[[], Hostile], ...] = (
    _empty,
    _blank,
    _only_front_matter,
    _two_megabytes,
    _latin_1,
    _utf_16,
    _broken_utf_8,
    _nul,
    _right_to_left,
    _odd_characters,
    _markup_in_every_field,
    _markup_in_front_matter,
    _endless_front_matter,
    _zip_called_text,
    _binary,
    _broken_lines,
    _formulas,
    _ragged_table,
    _long_line,
    _many_names,
    _deep_page,
    _page_without_a_report,
)
