"""Articles made of what was read: checked, dated, and with an id."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from kg.errors import SourceError
from kg.model import Article

LARGEST_TEXT = 250_000  # characters of one article, some 40,000 words: reading takes a minute or two
LONGEST_ID = 400
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WRITTEN_DATES = tuple(f"{day} {form}".strip() for day in ("", "%A", "%a") for form in (
    "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"))
DATE_VALID = "an ISO 8601 date: 2026-02-04, or 2026-02-04T15:00:00Z"


def article(text: str, *, file: str, where: str | None = None, id: str | None = None, title: str | None = None,
            published: str | None = None, publisher: str | None = None, url: str | None = None,
            modified: str | None = None) -> Article:
    """Make an article of what was read.

    Parameters
    ----------
    text : str
        Kept as it is.
    file : str
        The path or stream.
    where : str, optional
        The place in the file, for messages.
    id : str, optional
        Without one the article gets a hash of its text and its URL or the file's name, so that neither the folder nor
        the line where it stands changes its id.
    published, modified : str, optional
        An ISO 8601 date, or a date in words: when it came out, and when it was last changed.

    Raises
    ------
    SourceError
        When there is no text, too much, half a character, an id that is not printable, or a date that is none.

    Examples
    --------
    >>> article("Officers leave.", file="story.txt", published="Wed, 4 Feb 2026 10:00:00 GMT").published
    '2026-02-04T10:00:00+00:00'
    """
    where = where or file
    if not text.strip():
        raise SourceError("there is no text", where=where, valid="an article's text")
    if len(text) > LARGEST_TEXT:
        raise SourceError(f"the text has {len(text):,} characters", where=where, valid=f"at most {LARGEST_TEXT:,}")
    for name, value in {"text": text, "title": title, "publisher": publisher, "url": url, "id": id}.items():
        _check_characters(name, value, where)
    if id is not None and (not id.strip() or len(id) > LONGEST_ID or not id.isprintable()):
        raise SourceError("the id cannot be used", where=where, valid=f"1 to {LONGEST_ID} printable characters")
    return Article(id=id or _made_id(url or PurePath(file).name, text), text=text, title=title or None,
                   published=iso_date(published, where), publisher=publisher or None, url=url or None, source=file,
                   modified=iso_date(modified, where))


def _made_id(origin: str, text: str) -> str:
    return sha256(f"{origin}\0{text}".encode()).hexdigest()[:16]


def _check_characters(name: str, value: str | None, where: str) -> None:
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"half a surrogate pair in the {name} at character {error.start}", where=where,
                          valid="Unicode text") from error


def iso_date(value: str | None, where: str) -> str | None:
    """Give a date in ISO 8601, as written where it is that already.

    Dates in figures alone, such as 02/04/2026, are refused: countries read them differently.

    Raises
    ------
    SourceError
        When it is no date.

    Examples
    --------
    >>> iso_date("2026-02-04", "a.json"), iso_date("Feb. 4, 2026", "a.json"), iso_date("", "a.json")
    ('2026-02-04', '2026-02-04', None)
    """
    value = (value or "").strip()
    if not value:
        return None
    try:
        if ISO_DAY.match(value):
            datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    moment = _in_words(value) if any(c.isalpha() for c in value) else None
    if moment is None:
        raise SourceError(f"{value[:60]!r} is no date", where=where, valid=DATE_VALID)
    return moment.isoformat().removesuffix("T00:00:00")


def _in_words(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value)
    except ValueError:
        pass
    words = " ".join(value.replace(".", " ").replace(",", " ").split()).replace("Sept ", "Sep ")
    for form in WRITTEN_DATES:
        try:
            return datetime.strptime(words, form)
        except ValueError:
            continue
    return None
