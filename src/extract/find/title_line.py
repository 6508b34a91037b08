"""A record's title and its verdict on one line: at its end, in front, or as the sentence after it.

Lists print "Se över taxorna (genomfört)", "Pågår: Utreda en ny skola", "Inför e-arkiv. Klart. Avtalet är skrivet."; a
line may hold further fields, too.
"""

from __future__ import annotations

import re

from ...normalize.label import read_label
from ...normalize.status import divide_entry, read_status
from .topic import SHORTEST_TITLE

_TAIL = re.compile(
    r"^(?P<title>.{8,}?\S)\s*(?:[(\[](?P<inside>[^()\[\]]{2,40})[)\]]"
    r"|(?:\s[–—-]|\s*(?:\.\s?){3,}|\s*…+)\s*(?P<after>[^.…–—-]{2,40}))\.?$",
    re.S,
)
_TAIL_MARK = re.compile(r"[)\]]\.?$|\s[–—-]|\.\s?\.|…")
"""What a tail is never without: most lines are told by it, and to try the whole pattern takes long."""
_CODE_TAIL = re.compile(r"^(?P<title>.{8,}?\S)\s*[(\[](?P<code>[A-ZÅÄÖ]{1,3}|\d)[)\]]\.?$", re.S)
_COLON_TAIL = re.compile(r"^(?P<title>\S+ \S+ .*[^\s:]):\s+(?P<after>[^.:]{2,40})\.?$", re.S)
_LEADERED = re.compile(r"(?:(?:\.\s?){4,}|…{2,})\s*[^\W\d]")
_FIELD_INSIDE = re.compile(
    r"(?<=[.;!])\s+(?=(?:Status|Måluppfyllelse|Bedömning|Prognos|Kommentar|Ansvarig\w*|Uppföljning)\s*:)"
)
_SIDE_BY_SIDE = re.compile(r"^(?P<first>[^:]{3,30}: [^:]{2,50}?)\s+(?P<second>[A-ZÅÄÖ][^:]{4,30}: [^:]{2,60})$")


def ends_like_verdict(text: str, *, point: bool) -> bool:
    """Say whether a line has the shape of a title with something at its end, or after it where it is a point."""
    if _tail_of(text) or _CODE_TAIL.match(text):
        return True
    return point and bool(_COLON_TAIL.match(text) or verdict_inside(text))


def _tail_of(text: str) -> re.Match[str] | None:
    return _TAIL.match(text) if _TAIL_MARK.search(text) else None


def has_leaders(text: str) -> bool:
    """Say whether dots lead from a title to what stands at the line's end."""
    return bool(_LEADERED.search(text))


def code_at_end(text: str) -> tuple[str, str] | None:
    """Part a title from the letter or figure in brackets at its end.

    Example:
        >>> code_at_end("Bygga 60 lägenheter till 2025 [P]")
        ('Bygga 60 lägenheter till 2025', 'P')
    """
    match = _CODE_TAIL.match(text)
    return (match["title"], match["code"]) if match else None


def fields_inside(text: str) -> list[str]:
    """Part a line into its title and the labelled fields that follow it: "Mål 1: … Status: Uppfyllt."."""
    return _FIELD_INSIDE.split(text)


def judged_inside(text: str) -> bool:
    """Say whether a line holds a title and a labelled verdict on it: "Alla ska läsa. Prognos: nås inte."."""
    title, *fields = fields_inside(text)
    labels = [label for field in fields if (label := read_label(field)) and label.field in ("status", "forecast")]
    return len(title) >= SHORTEST_TITLE and any(read_status(divide_entry(label.rest)[0]) for label in labels)


def verdict_tail(text: str) -> tuple[str, str] | None:
    """Part a title from the status in parentheses or after a dash at its end.

    Example:
        >>> verdict_tail("• Se över taxorna (genomfört)")
        ('• Se över taxorna', 'genomfört')
        >>> verdict_tail("Förstärk ägarstyrningen (KS)") is None
        True
    """
    match = _tail_of(text) or _COLON_TAIL.match(text)
    tail = match["after"] or match.groupdict().get("inside") if match else None
    if match is None or not tail or read_status(tail.strip()) is None:
        return None
    return match["title"], tail.strip()


_LEADING_MARKS = re.compile(r"^[\W_]+")
_LED = re.compile(r"^(?P<state>[^\W\d][^:]{2,24}):\s+(?P<title>[A-ZÅÄÖ].{7,})$", re.S)


def verdict_head(text: str) -> tuple[str, str] | None:
    """Part a point into its title and the status in front of it.

    Example:
        >>> verdict_head("Pågår: Utreda en ny skola"), verdict_head("Skola: Utreda en ny skola")
        (('Utreda en ny skola', 'Pågår'), None)
    """
    match = _LED.match(text)
    return (match["title"], match["state"]) if match and read_status(match["state"]) else None


_SECOND = re.compile(r"(?:(?<=[.!?])\s+|\s[–—-]\s+)(?=\W{0,3}[A-ZÅÄÖ])")


_BRACKETED = re.compile(
    r"^(?P<title>.{8,}?\S)\s*[(\[](?P<verdict>[^()\[\]]{2,40})[)\]](?:[.:]|\s[–—-])?\s+(?P<told>[A-ZÅÄÖ].{7,})$", re.S
)


def verdict_inside(text: str) -> tuple[str, str, str] | None:
    """Part a point into its title, the verdict in brackets or as a sentence after it, and what is told of it.

    Example:
        >>> verdict_inside("Se över taxorna. Genomfört. Förslaget antogs i maj.")
        ('Se över taxorna.', 'Genomfört', 'Förslaget antogs i maj.')
        >>> verdict_inside("Se över taxorna (pågår). Förslaget är på remiss.")
        ('Se över taxorna', 'pågår', 'Förslaget är på remiss.')
        >>> verdict_inside("Se över taxorna. Förslaget antogs i maj.") is None
        True
    """
    bracketed = _BRACKETED.match(text)
    if bracketed and read_status(bracketed["verdict"]):
        return bracketed["title"], bracketed["verdict"], bracketed["told"]
    for gap in _SECOND.finditer(text):
        verdict, stop, told = text[gap.end() :].partition(". ")
        verdict = _LEADING_MARKS.sub("", verdict).strip(" .")
        if gap.start() >= SHORTEST_TITLE and 2 < len(verdict) <= 40 and read_status(verdict):
            return text[: gap.start()], verdict, told if stop else ""
    return None


def two_fields(text: str) -> tuple[str, str] | None:
    """Part a line that holds status and outlook side by side.

    Example:
        >>> two_fields("Status: Pågår Prognos för helåret: Uppnås")
        ('Status: Pågår', 'Prognos för helåret: Uppnås')
    """
    match = _SIDE_BY_SIDE.match(text)
    first, second = (read_label(match["first"]), read_label(match["second"])) if match else (None, None)
    if match is None or first is None or second is None or {first.field, second.field} != {"status", "forecast"}:
        return None
    return match["first"], match["second"]
