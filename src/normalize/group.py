"""Headings that sort a list by its verdict: "Genomförda uppdrag", "Mål som inte uppnåtts", "Pågående:".

What stands under such a heading has the verdict that the heading states; the heading is no area.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .column import read_column
from .status import read_status
from .text import clean

MAX_HEADING = 70
_NOUN = (
    r"(?P<noun>(?:\w+-)?\w*(?:uppdrag(?:en)?|direktiv(?:en)?|mål(?:en)?|aktivitet(?:er|erna)|åtagande(?:n|na)|"
    r"åtgärd(?:er|erna)|insats(?:er|erna)|löfte(?:n|na)))"
)
_COUNT = re.compile(r"\s*\(?\b\d{1,3}(?: st(?:ycken|\.)?)?\)?$|\s+(?:under )?(?:19|20)\d\d$")
_THESE = r"(?:(?:följande|resterande|övriga|återstående|kvarvarande|nedanstående|dessa|de andra)(?: \w+)? )"
_STATE_FIRST = re.compile(rf"^{_THESE}?(?P<state>[^\W\d][\w ]{{2,30}}?) {_NOUN}$", re.I)
_LINK = r"(?:(?: från [\w ]+?)?,? (?:som|vilka)(?: (?:är|har))?|\s*[:–-]|(?= på väg$))"
_STATE_LAST = re.compile(rf"^{_THESE}?{_NOUN}{_LINK}\s+(?P<state>[\w ]{{3,30}})$", re.I)
_SENTENCE = re.compile(rf"^{_THESE}(?!\w*(?:åtgärd|insats|aktivitet)){_NOUN} (?P<state>[\w ]{{3,50}})$", re.I)


class Group(NamedTuple):
    """What a heading says of the records under it: their field and detail, where a noun names them, and the verdict."""

    field: str | None
    detail: str | None
    state: str


@lru_cache(maxsize=4096)
def read_group(text: str) -> Group | None:
    """Read a heading that states the verdict of what stands under it.

    Example:
        >>> read_group("Genomförda uppdrag (4 st)"), read_group("Nämndens uppdrag")
        (Group(field='assignment', detail='assignment', state='Genomförda'), None)
        >>> read_group("Följande verksamhetsmål bedöms vara delvis uppnådda:").state
        'bedöms vara delvis uppnådda'
    """
    title = clean(text).replace("\n", " ").rstrip(": ")
    title = _COUNT.sub("", title).rstrip(": ")
    if not 3 < len(title) <= MAX_HEADING:
        return None
    match = _SENTENCE.match(title) or _STATE_FIRST.match(title) or _STATE_LAST.match(title)
    if match and read_status(match["state"]):
        column = read_column(match["noun"])
        if column.field not in ("goal", "assignment"):
            return Group(None, None, match["state"])
        return Group(column.field, column.detail, match["state"])
    return Group(None, None, title) if title.count(" ") < 3 and read_status(title) else None
