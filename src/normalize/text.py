"""Swedish text as printed and as matched: cleaning that keeps the wording, and folding that only serves comparison.

Reports print soft hyphens, ligatures, several dashes and quotes, and blanks of many widths. `clean` mends what
typesetting did and keeps every letter; `fold` goes on to a form in which equal words are equal strings.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

_SHORT = 200
_LONG = 2000

_BLANKS = re.compile(r"[^\S\n]+")
_LINE_BLANKS = re.compile(r" *\n[ \n]*")
_SOFT = str.maketrans(
    {"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"}
)
_TYPESET = re.compile(f"[{''.join(map(chr, _SOFT))}]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_QUOTES = str.maketrans(dict.fromkeys("”“„‟»«", '"') | dict.fromkeys("’‘´`ʼ", "'"))
_EVEN = _DASHES | _QUOTES
_UNEVEN = re.compile(f"[{''.join(map(chr, _EVEN))}]")
_USUAL_LETTERS = str.maketrans("åäöéüè", "aaoeue")
_BROKEN = re.compile(r"[a-zåäöé][-\u2010\u00ad]$")
_COMPOUND = re.compile(r"(?:och|eller|samt|respektive|resp|till|men|inte|både)\b")
_TAG = re.compile(r"</?(?:p|br|ul|ol|li|b|i|em|strong|u|sup|sub|span|div|font)\b[^<>]{0,200}/?>", re.I)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=\S)(.{1,2000}?)(?<=\S)\1(?![\w*])", re.S)
_STOPS = (".", "!", "?", ":", "…")
_AFTER_STOP = "\"”')]"


def _remembered(form: Callable[[str], str]) -> Callable[[str], str]:
    """Remember the form of texts, which many rules ask for: of lines all, of paragraphs fewer."""
    of_line, of_paragraph = lru_cache(maxsize=16384)(form), lru_cache(maxsize=2048)(form)

    def remembered(text: str) -> str:
        length = len(text)
        return of_line(text) if length <= _SHORT else of_paragraph(text) if length <= _LONG else form(text)

    return remembered


def clean(text: str) -> str:
    """Give printed text in NFC, runs of whitespace folded to one blank, soft hyphens and ligatures resolved.

    A newline is a paragraph break and stays.

    Example:
        >>> clean("M\\u00e5l\\u00adupp\\u00adfyllelse  \\u00a0 2020")
        'Måluppfyllelse 2020'
    """
    return _clean(text)


@_remembered
def _clean(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_SOFT) if _TYPESET.search(text) else text)
    if "\n" not in text:
        return " ".join(text.split())
    return _LINE_BLANKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def fold(text: str) -> str:
    """Give the form of a text in which equal words are equal: lower case, one kind of dash and quote, no edge marks.

    Example:
        >>> fold(" Måluppfyllelse  prognos–helår: ")
        'måluppfyllelse prognos-helår'
    """
    return _fold(text)


def even(text: str) -> str:
    """Fold a text that is clean already, as all text of a document is: at a third of the cost for long paragraphs.

    Example:
        >>> even("Åtgärder – steg 1:")
        'åtgärder - steg 1'
    """
    text = text.translate(_EVEN) if _UNEVEN.search(text) else text  # to translate costs ten times the look
    return text.lower().replace("\n", " ").strip(" .:;,*_|")


@_remembered
def _fold(text: str) -> str:
    return even(clean(text))


def fold_ascii(text: str) -> str:
    """Fold a text further, without diacritics: what is left when å, ä and ö were lost.

    Example:
        >>> fold_ascii("Öka andelen årligen")
        'oka andelen arligen'
    """
    return without_diacritics(fold(text))


def without_diacritics(text: str) -> str:
    """Give a text of small letters without diacritics.

    Example:
        >>> without_diacritics("fåtölj på café")
        'fatolj pa cafe'
    """
    if not text.isascii():
        text = text.translate(_USUAL_LETTERS)
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def without_markup(text: str) -> str:
    """Give text without stray HTML tags and Markdown emphasis; `<br>`, `</p>`, `<li>` become paragraph breaks.

    Example:
        >>> without_markup("<p>Klart.</p> <p>**Mer** kommer &amp; följer.</p>")
        'Klart.\\nMer kommer & följer.'
    """
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if re.match(r"</?(p|br|ul|ol|li|div)\b", tag[0], re.I) else "", text)
    if "&" in text:
        text = html.unescape(text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return clean(text)


_ENDINGS = frozenset(
    ("en", "et", "er", "na", "ar", "or", "ens", "ets", "erna", "arna", "orna", "ns", "ts", *"adeghklmnrst")
)
_LONG_WORD = 8


def join_lines(above: str, below: str) -> str:
    """Join two printed lines of a sentence: a hyphen that divides a word goes, one that stands for a word stays.

    A narrow column may break its one word without a hyphen; what is left alone on the line below is its ending.

    Example:
        >>> join_lines("verksam-", "heten"), join_lines("barn-", "och ungdomsnämnden"), join_lines("av", "alla")
        ('verksamheten', 'barn- och ungdomsnämnden', 'av alla')
        >>> join_lines("Bibliotekschef", "en"), join_lines("Bibliotekschef", "en gång")
        ('Bibliotekschefen', 'Bibliotekschef en gång')
    """
    above, below = above.rstrip(), below.strip()
    if below in _ENDINGS and len(above) >= _LONG_WORD and above.isalpha():
        return above + below
    if not _BROKEN.search(above) or not below[:1].islower() or _COMPOUND.match(below):
        return f"{above} {below}".strip()
    return above[:-1] + below


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a finished sentence does.

    Example:
        >>> ends_sentence("Arbetet pågår."), ends_sentence("avseende externfinansierade")
        (True, False)
    """
    return text.rstrip().rstrip(_AFTER_STOP).endswith(_STOPS)


_UNENDED = re.compile(r"\S\s(?:och|samt|eller|att|ett|en|enligt|mellan|genom|respektive|såväl)$")


def stops_short(text: str) -> bool:
    """Say whether a text stops at a word that neither sentence nor title ends with: its rest stands below.

    Example:
        >>> stops_short("Läckor söktes i hamnen och"), stops_short("En kommun att bo i")
        (True, False)
    """
    return _UNENDED.search(text) is not None


def by_ending(known: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Lay known expressions out by their last two letters, for `near_word`: a misreading has the same."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for expression in known:
        found[_ending(expression)].append(expression)
    return found


def near_word(text: str, known: Mapping[str, Sequence[str]]) -> str | None:
    """Give the known expression that a misread one must be; other endings are other words, not misreadings.

    Example:
        >>> near_word("målandikator", by_ending(["målindikator", "indikator"]))
        'målindikator'
        >>> near_word("finansiella mål", by_ending(["finansiellt mål"])) is None, near_word("mått", by_ending(["mål"]))
        (True, None)
    """
    if not 7 <= len(text) <= 60:
        return None
    words = text.split()
    close = (other for other in known.get(_ending(text), ()) if abs(len(other) - len(text)) <= 1)
    return next((other for other in close if _misread_all(words, other.split())), None)


def _ending(expression: str) -> str:
    return fold_ascii(expression)[-2:]


def _misread_all(words: list[str], others: list[str]) -> bool:
    return len(words) == len(others) and all(
        is_misreading(one, other) for one, other in zip(words, others, strict=True)
    )


def is_misreading(one: str, other: str) -> bool:
    """Say whether two words differ by no more than one misread letter, and not in the ending that inflects them."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one.isdigit() or other.isdigit():
        return False
    return one_letter_off(one, other) and _ending(one) == _ending(other)


def one_letter_off(word: str, other: str) -> bool:
    """Say whether two words differ by one letter misread, lost or added, or not at all.

    Example:
        >>> one_letter_off("mål", "mal"), one_letter_off("mål", "målen"), one_letter_off("målen", "måen")
        (True, False, True)
    """
    if len(word) == len(other):
        return sum(a != b for a, b in zip(word, other, strict=True)) <= 1
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
