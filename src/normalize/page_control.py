"""Lines of a saved or copied web page that steer a browser and say nothing of the page's matter."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .tables import rows
from .text import fold

MAX_CONTROL = 80
_COOKIES = re.compile(r"\b(?:cookies?|kakor(?:na)?|\w+(?:kakor|cookies))\b", re.I)
_PICTURE = re.compile(r"\S+_(?=\S*[^\W\d_]{4})\S*_\S{4,}|\S+\.(?:jpe?g|png|gif|svg|webp)", re.I)
_TRAIL = re.compile(
    r"(?:du är här:?\s*)?(?:start(?:sida(?:n)?)?|hem|förstasida(?:n)?)\s*[/>»›|→]\s*\S.*|du är här:.*", re.I
)
_FILE = re.compile(
    r".{3,}\((?:pdf|word|excel|docx?|xlsx?|pptx?)(?:-(?:fil|dokument))?(?:,? \d+(?:[.,]\d+)? ?[kmg]b)?"
    r"(?:, öppnas i (?:ett )?nytt fönster)?\)",
    re.I,
)
_CONSENT = re.compile(r"\b(?:webbplatsen?|webbsidan?|godkänn\w*|acceptera\w*|samtyck\w*|webbläsare\w*)\b", re.I)


@lru_cache(maxsize=4096)
def is_page_control(text: str) -> bool:
    """Say whether a line is a link, button or notice of the page itself.

    Example:
        >>> is_page_control("Gå till innehåll"), is_page_control("Innehåll")
        (True, False)
        >>> is_page_control("Bild_torget_2021_webb.jpg"), is_page_control("KS_2021_0044")
        (True, False)
        >>> is_page_control("Vi använder kakor på webbplatsen. Godkänner du det?"), is_page_control("Vi bakar kakor.")
        (True, False)
        >>> is_page_control("Start / Kommun och politik / Så gick det"), is_page_control("Årsredovisning (pdf, 4,1 MB)")
        (True, True)
    """
    if _PICTURE.fullmatch(text) or _TRAIL.fullmatch(text) or _FILE.fullmatch(text):
        return True
    if len(text) <= MAX_CONTROL:
        folded = fold(text)
        if folded in _phrases("exact") or folded.startswith(_phrases("start")):
            return True
    if len(text) > 5 * MAX_CONTROL or not ("akor" in text or "ookie" in text):
        return False
    return bool(_COOKIES.search(text) and _CONSENT.search(text))


def is_common_word(text: str) -> bool:
    """Say whether a control is a word that reports may use for other things: "Sök", "Nästa", "Meny"."""
    return " " not in text.strip() and fold(text) in _phrases("exact")


@cache
def _phrases(match: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in rows("page_controls") if row["match"] == match)
