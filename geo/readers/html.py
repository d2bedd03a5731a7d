"""The main text of a web page, and what the page says about itself."""

import html
import re
from typing import Any

from geo.errors import ReportError
from geo.readers.fields import Draft, draft_from
from geo.readers.headings import with_stated_day
from geo.readers.sources import site_of_title
from geo.readers.text import decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,400})</title>", re.I)
_HEAD_BYTES = 4096
_SHORTEST = 40
"""Fewer characters than this are a menu or a notice: trafilatura gives those where it finds no
text."""


def read_html(data: bytes) -> Draft:
    """A report of a saved web page: its main text by trafilatura, with title, date, url and site.

    Where the page states no day, that at the head of its text counts. Offsets of the report refer
    to that main text. Raises `ReportError` where there is none.
    """
    # Imported here: trafilatura takes half a second, and most runs read no page.
    import trafilatura

    declared = _CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, declared[1].decode("ascii") if declared else None)
    try:
        document: Any = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # The day stated by the page or none: a date guessed from its text is often another's.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        # A page is hostile input to a large parser; what it trips over costs this page only.
        raise ReportError(f"the page can't be parsed ({type(error).__name__})") from error
    if document is None or len((document.text or "").strip()) < _SHORTEST:
        raise ReportError("no main text was found in the page")
    fields = {
        "text": document.text,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "source": document.sitename or _site(page) or document.hostname,
    }
    return draft_from(with_stated_day(fields))


def _site(page: str) -> str | None:
    """The site that the title of a page names behind that of the report."""
    title = _TITLE.search(page)
    return site_of_title(html.unescape(title[1])) if title else None
