"""Numbers as Swedish reports print them: decimal comma, blanks between thousands, minus signs of every kind.

A table cell holds one number or none. Reports set thousands with blanks of several widths, write the minus as
hyphen, dash or minus sign with or without a blank, glue footnote marks to the figure and sometimes its own unit.
What could be read in two ways (`1.234`, two values run together) is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple, cast

from ..schema.codes import Unit
from .reading import Reading
from .tables import rows

Number = int | float

_BLANK = r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
_SPACE = r"\s"
_MINUS = "-‐‑‒–—−\u00ad"
_PLAIN = re.compile(rf"([-−–]?){_BLANK}?(\d{{1,3}}(?:{_BLANK}\d{{3}})+|\d+)(,\d+)?")
_SPACES = re.compile(rf"{_SPACE}+")
# A number that breaks over a line goes on in groups of three; equal groups may as well be two values in a stack.
_BROKEN_LINE = re.compile(rf"^(\s*[{_MINUS}+]?{_BLANK}?\d{{0,2}})\s*\n\s*(?=\d)")
_TWO_CELLS = re.compile(r"\d\s*(?:[\n\t]|\s{2})\s*\d")
_ONE_DASH = str.maketrans(dict.fromkeys(_MINUS, "-"))
_INTEGER = r"(?:\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+(?=,)|\d+)"
_FIGURE = re.compile(rf"(?P<sign>-|\+|)(?P<integer> ?{_INTEGER})(?P<decimals>(?:,|\.)\d+)?(?P<after>-?)")
_ZERO = re.compile(r"(?:\+/?-|-/\+|±) ?(0(?:,0+)?)")
_MARK = re.compile(r"[ ]?(\*+\)?|[¹²³⁰⁴⁵⁶⁷⁸⁹]+⁾?|[†‡§]+|(?<=\d) [a-z\d]\))$")
_APPROXIMATE = re.compile(
    r"(?:(?:ca\.?|c:a|circa|cirka|ung\.?|ungefär|omkring|runt|drygt|knappt|nästan|närmare|uppskattningsvis) |[~≈] ?)",
    re.I,
)
_FIGURE_SIGNS = re.compile(r"[-+±/ \dOolISB.,*¹²³⁰⁴⁵⁶⁷⁸⁹]*")
_LETTER_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[SB](?=\d)")
# A blank before the comma is damage; one after it may part two values, unless a sign shows that there is only one.
_BROKEN_COMMA = re.compile(r"(?<=\d) ,(?=\d)")
_SIGNED_BROKEN_COMMA = re.compile(r"(?<=^[-+] \d), (?=\d$)|(?<=^[-+]\d), (?=\d$)|(?<=^[-+]\d\d), (?=\d$)")
_HASHES = re.compile(r"#{2,}")
_UNIT_PER = re.compile(r"(?:%|[a-zåäö]{1,15}) ?(?:/|per) ?[\wåäöÅÄÖ .²³]{1,30}$", re.I)
_DATE_LIKE = re.compile(r"(?:19[89]|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WOMEN = r"kvinnor|kvinna|flickor|kv|k"
_MEN = r"män|man|pojkar|m"
_TOTAL = r"totalt|total|tot|samtliga|alla|t"
_LABELLED = re.compile(rf"\b({_WOMEN}|{_MEN}|{_TOTAL})\b[:. =]*(?=[-+\d(])", re.I)
_SPLIT = re.compile(r"(?P<total>[^()]*)\((?P<inside>[^()]*)\)(?P<after>[^()]*)")
_PAIR = re.compile(r";|/|\||,(?=\s)|\n|(?<=%),|\s(?=och\s)och\s")


def read_number(text: str) -> Reading[Number] | None:
    """Read the one number a table cell holds, or `None` where it holds none or could hold several.

    Example:
        >>> read_number("– 6 279").value, read_number("10,9 kr/kvm").value, read_number("-21,0**").flags
        (-6279, 10.9, ('**',))
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _read_marked(text)
    return _read_plain(text, plain)


def read_amount(text: str) -> Reading[Number] | None:
    """Read the number of a cell of a money table, which may carry the one it is compared with in parentheses.

    Example:
        >>> read_amount("45 749 (45 507)").value, read_amount("(3 210)").value, read_amount("2 (varav 1 ny)") is None
        (45749, 3210, True)
    """
    reading = read_number(text)
    if reading or not text.endswith(")"):
        return reading
    amount, _, compared = text[:-1].partition("(")
    found = read_number(amount.strip()) if amount.strip() and read_number(compared) else None
    return replace(found, raw=text) if found else None


def _read_plain(text: str, figure: re.Match[str]) -> Reading[Number] | None:
    sign, integer, fraction = figure.groups()
    if _is_code(integer) or (fraction is None and len(integer) == 8 and _DATE_LIKE.fullmatch(integer)):
        return None
    return Reading(_value(sign, integer, fraction), text)


@lru_cache(maxsize=20_000)
def _read_marked(text: str) -> Reading[Number] | None:
    """Read a cell whose number carries more than sign and blanks."""
    if is_missing(text) or len(text) > 60:
        return None
    core = _BROKEN_LINE.sub(r"\1 ", text)
    if _TWO_CELLS.search(core):
        return None
    flags: tuple[str, ...]
    core, flags = _without_marks(_one_line(core))
    approximate = _APPROXIMATE.match(core)
    if approximate:
        core, flags = core[approximate.end() :].strip(), (*flags, "approx")
    if core.startswith("(") and core.endswith(")"):
        core, flags = core[1:-1].strip(), (*flags, "parentheses")
    core, more = _without_marks(_without_unit(core))
    reading = _read_figure(core) or _read_damaged(core)
    if reading is None:
        return None
    return Reading(reading.value, text, reading.confidence, (*flags, *more, *reading.flags))


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_ONE_DASH)).strip()


def _without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Take footnote marks off the end; `flags` keeps them as printed."""
    marks: list[str] = []
    while (mark := _MARK.search(text)) and not (mark[1].endswith(")") and "(" in text):
        marks.insert(0, mark[1].strip())
        text = text[: mark.start()].rstrip()
    return text, tuple(marks)


@cache
def _units() -> dict[str, str]:
    return {row["printed"]: row["unit"] for row in rows("units")}


def _without_unit(text: str) -> str:
    """Take the unit off a cell that carries its own; any other word after the number stays."""
    end = len(text)
    figure = _FIGURE_SIGNS.match(text)
    if figure and figure.end() < end:
        rest = text[figure.end() :]
        # A unit may begin with a letter that also stands for a misread digit ("liter"): go back to the last blank.
        head = text[: figure.end()]
        while head and head[-1] in "OolISB":
            head, rest = head[:-1], head[-1] + rest
        if any(sign.isdigit() for sign in head) and _is_unit(rest):
            return head.strip()
    return text


@lru_cache(maxsize=2_000)
def _is_unit(text: str) -> bool:
    word = text.strip().lower()
    return word in _units() or word.strip(".") in _units() or bool(_UNIT_PER.match(word))


def _is_code(integer: str) -> bool:
    """Say whether digits are a code ("0180"): no amount begins with a nought."""
    return len(integer) > 1 and integer[0] == "0"


def _value(sign: str, integer: str, fraction: str | None) -> Number:
    digits = "".join(filter(str.isdigit, integer))
    value: Number = float(f"{digits}.{fraction[1:]}") if fraction else int(digits)
    return -value if value and sign and sign not in "+" else value


def _read_figure(text: str) -> Reading[Number] | None:
    zero = _ZERO.fullmatch(text)
    if zero:
        return Reading(_value("", zero[1].split(",")[0], "," + zero[1].split(",")[1] if "," in zero[1] else None), text)
    figure = _FIGURE.fullmatch(text)
    if figure is None:
        return None
    sign, integer, fraction, after = figure["sign"], figure["integer"].strip(), figure["decimals"], figure["after"]
    if _is_code(integer) or (sign and after) or _is_ambiguous(integer, fraction):
        return None
    if fraction is None and _DATE_LIKE.fullmatch(integer):
        return None
    flags: tuple[str, ...] = ("decimal_point",) if fraction and fraction[0] == "." else ()
    flags += ("trailing_minus",) if after else ()
    return Reading(_value(sign or after, integer, fraction), text, 0.9 if flags or "." in integer else 1.0, flags)


def _is_ambiguous(integer: str, fraction: str | None) -> bool:
    """Say whether a full stop could be a decimal point as well as a mark between thousands ("1.234")."""
    if fraction is None or fraction[0] == ",":
        return False
    return "." in integer or " " in integer or (len(fraction) == 4 and len(integer) <= 3 and integer != "0")


def _read_damaged(text: str) -> Reading[Number] | None:
    """Read a number in which a scan took digits for letters, where only one reading is possible."""
    if not any(sign.isdigit() for sign in text):
        return None
    repaired = _SIGNED_BROKEN_COMMA.sub(",", _BROKEN_COMMA.sub(",", text.translate(_LETTER_DIGITS)))
    repaired = _BETWEEN_DIGITS.sub(lambda letter: "5" if letter[0] == "S" else "8", repaired)
    if repaired == text:
        return None
    reading = _read_figure(repaired)
    if reading is None or "decimal_point" in reading.flags:
        return None
    return Reading(reading.value, text, 0.85, (*reading.flags, "ocr_repaired"))


@cache
def _missing() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("missing_values"))


@lru_cache(maxsize=20_000)
def is_missing(text: str) -> bool:
    """Say whether a cell is blank or prints a sign or word for "no value".

    Example:
        >>> is_missing("–"), is_missing("#####"), is_missing("Mäts ej"), is_missing("0")
        (True, True, True, False)
    """
    core = _one_line(text).lower()
    if not core or core in _missing() or _HASHES.fullmatch(core):
        return True
    bare = core.strip(" *().:")
    return not bare or bare in _missing() or (bare[0] == "-" and _is_unit(bare[1:]))


@lru_cache(maxsize=16_384)
def decimals(text: str) -> int:
    """Count the printed decimals of a number: its tolerance is half of the last printed digit.

    Example:
        >>> decimals("0,015"), decimals("-3 495"), decimals("12,0 %")
        (3, 0, 1)
    """
    fraction = re.search(r"\d ?,(\d+)", text.translate(_LETTER_DIGITS)) or re.search(r"\d\.(\d{1,2})(?!\d)", text)
    return len(fraction[1]) if fraction else 0


class Split(NamedTuple):
    """The values of an indicator cell: the total and its split by gender, each `None` where not printed."""

    total: Reading[Number] | None
    women: Reading[Number] | None
    men: Reading[Number] | None


def read_split(text: str, women_first: bool = True) -> Split | None:
    """Read an indicator cell that may give women and men in parentheses after the total.

    Two numbers in parentheses are a split, one alone is a comparison value and only flagged.

    Example:
        >>> split = read_split("77 (72, 81)")
        >>> split.total.value, split.women.value, split.men.value
        (77, 72, 81)
    """
    single = read_number(text)
    if single is not None:
        return Split(single, None, None)
    return _read_labelled(text) or _read_parentheses(text, women_first)


def _read_parentheses(text: str, women_first: bool) -> Split | None:
    parts = _SPLIT.fullmatch(text.strip())
    if parts is None or not (is_missing(parts["after"]) or _is_unit(parts["after"])):
        return None
    total = read_number(parts["total"])
    if total is None and not is_missing(parts["total"]):
        return None
    labelled = _read_labelled(parts["inside"])
    if labelled:
        return Split(total, labelled.women, labelled.men)
    pair = _read_pair(parts["inside"], total)
    if pair is None:
        comparison = read_number(parts["inside"])
        if total is None or comparison is None:
            return None
        return Split(Reading(total.value, total.raw, total.confidence, (*total.flags, "comparison")), None, None)
    women, men = pair if women_first else pair[::-1]
    return Split(total, women, men)


def _read_pair(text: str, total: Reading[Number] | None) -> tuple[Reading[Number], Reading[Number]] | None:
    """Read the two values of a split; a comma without a blank parts them only where the total lies between."""
    parts = [part.strip() for part in _PAIR.split(text)]
    if len(parts) != 2:
        return _read_tight_pair(text, total)
    first, second = read_number(parts[0]), read_number(parts[1])
    return (first, second) if first and second else None


def _read_tight_pair(text: str, total: Reading[Number] | None) -> tuple[Reading[Number], Reading[Number]] | None:
    commas = text.count(",")
    if total is None or commas not in (1, 3):
        return None
    at = [spot.start() for spot in re.finditer(",", text)][commas // 2]
    first, second = read_number(text[:at].strip()), read_number(text[at + 1 :].strip())
    if first is None or second is None:
        return None
    low, high = sorted((first.value, second.value))
    return (first, second) if low <= total.value <= high else None


def _read_labelled(text: str) -> Split | None:
    """Read values that name their group: "Tot 77 K 72 M 81"."""
    labels = list(_LABELLED.finditer(text))
    if not labels:
        return None
    found: dict[str, Reading[Number] | None] = {"k": None, "m": None, "t": None}
    head = text[: labels[0].start()].strip(" ,;(\n")
    if head:
        found["t"] = read_number(head)
        if found["t"] is None:
            return None
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = read_number(text[label.end() : following.start() if following else len(text)].strip(" ,;()/\n"))
        if value is None:
            return None
        found[_group(label[1])] = value
    return Split(found["t"], found["k"], found["m"])


def _group(label: str) -> str:
    word = label.lower()
    if re.fullmatch(_WOMEN, word):
        return "k"
    return "m" if re.fullmatch(_MEN, word) else "t"


class Amount(NamedTuple):
    """An amount with its unit found in running text, at `start` to `end`."""

    value: Number
    unit: Unit
    raw: str
    start: int
    end: int
    flags: tuple[str, ...] = ()


@cache
def _amount_pattern() -> re.Pattern[str]:
    words = sorted((row["printed"] for row in rows("units") if row["unit"]), key=len, reverse=True)
    units = "|".join(re.escape(word).replace(r"\ ", rf"{_SPACE}?") for word in words)
    number = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?"
    return re.compile(
        rf"(?<![\w,./])(?P<sign>(?:\+/-|[{_MINUS}+±]){_SPACE}?)?(?<!\d[{_MINUS}])(?P<number>{number}){_SPACE}?"
        rf"(?P<unit>{units})(?![\w/-])",
        re.I,
    )


def _begins_with_bullet(match: re.Match[str]) -> bool:
    """Say whether a dash with a blank opens a line: a bullet or a minus, nobody can tell."""
    line_start = match.start() == 0 or match.string[match.start() - 1] == "\n"
    return line_start and bool(match["sign"]) and match["sign"][-1] in " \u00a0"


_BEFORE = re.compile(r"(\w+\.?|c:a|[~≈]) ?$")


def find_amounts(text: str) -> Iterator[Amount]:
    """Find amounts of money and percentages in running text.

    An amount per something ("10 kr/kvm") and the ends of a range ("2–3 mnkr") are left out.

    Example:
        >>> [(found.value, found.unit) for found in find_amounts("Underskottet är -67,2 mnkr av 605 045 Tkr.")]
        [(-67.2, 'mnkr'), (605045, 'tkr')]
    """
    for match in _amount_pattern().finditer(text):
        reading = read_number(_SPACES.sub(" ", (match["sign"] or "") + match["number"]))
        unit = _units().get(_SPACES.sub(" ", match["unit"]).lower())
        if reading is None or not unit or _begins_with_bullet(match):
            continue
        before = _BEFORE.search(text, max(0, match.start() - 12), match.start())
        approximate = bool(before and _APPROXIMATE.match(before[1] + " "))
        flags = ("approx",) if approximate else ()
        yield Amount(reading.value, cast(Unit, unit), match[0], match.start(), match.end(), flags)
