"""What a table's header cell says its column holds.

Reports head the same column in dozens of ways ("Måluppfyllelse januari–augusti", "Status för genomförande per 31
augusti", "2020 Utfall Ack dec"). The words decide; year, period and unit inside the header are read along. Headers that
no row of `columns.csv` knows have the field `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from .date import find_years
from .tables import rows
from .text import by_ending, clean, fold, fold_ascii, near_word

Field = Literal[
    "number",
    "area",
    "goal",
    "assignment",
    "indicator",
    "segment",
    "unit",
    "comment",
    "responsible",
    "status",
    "forecast",
    "progress",
    "step",
    "matrix",
    "goal_number",
    "served",
    "trend",
    "target",
    "comparison",
    "outcome",
    "budget",
    "variance",
    "change",
    "change_pct",
    "strength",
    "improvement",
    "note",
    "code",
    "legend",
    "year",
    "empty",
    "unknown",
]
MONEY: frozenset[Field] = frozenset({"outcome", "budget", "forecast", "variance", "change", "change_pct", "year"})
_OUTLOOK = re.compile(r"prognos|progn\b|helårsbedömning")
_PERCENT = re.compile(r"%|\bprocent\b|\bproc\b")
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|sept|okt|nov|dec)[a-zåäö]*"
_FOLLOWING = "|".join(f"{year:02}/(?:20)?{year + 1:02}" for year in range(49))
_SCHOOL = rf"(?<![\d/-])(?:20|(?<=läsår )|(?<=läsåret )|(?<=lå ))(?:{_FOLLOWING})(?![\d/-])"
_TIME = re.compile(
    rf"{_SCHOOL}|"
    r"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b|\b(?:19|20)\d\d[01]\d\b|\bper\b|\bt[123]\b|\btertial \d\b|\bhelår(?:et)?\b"
    r"|\bhalvår(?:et)?\b|\bkvartal \d\b|\bkv\.? ?[1-4](?:-[1-4])?\b|\bq[1-4]\b"
    rf"|\b{_MONTH}\b\.?(?:\s*-\s*{_MONTH}\b\.?)?|\b\d{{1,2}}\b(?= {_MONTH})|\bår(?:et)?\b"
    r"|\b(?:vt|ht) ?-?\d\d\b|\b(?:vt|ht|(?:vår|höst)(?:en|termin(?:en)?)?)\b(?= 20\d\d\b)"
    r"|\b(?:läsår(?:et)?|lå)\b"
)
_SCHOOL_YEAR = re.compile(_SCHOOL)
_SHORT_TERM = re.compile(r"\b(?:vt|ht) ?-?(?P<year>[0-4]\d)\b")
_GOAL = r"(?:mål|målet|målen|målvärdet?|måltal(?:et)?|målnivån?)"
_MET = r"(?:(?:upp)?nå(?:r|s|tt|dd|dde|ddes|tts)|uppfyll(?:er|s|t|d|de|des|ts)|klar(?:ar|as|at|ad|ade|ades|ats))"
_DONE = r"(?:(?:genom|slut|ut)för[td]|(?:av)?klara[td]|färdigt|gjort|åtgärdat|slutredovisat)"
_ASKS = re.compile(
    rf"(?:(?:är|har|blev) )?(?:{_GOAL} (?:är |har )?{_MET}|{_MET} {_GOAL}(?<!mål)|{_DONE})\??"
    rf"|(?:{_MET}|{_MET} {_GOAL}|{_DONE}) ?\?"
)
"""A head that asks whether the row's goal was met or its work is done; without a mark "Nått" may head figures."""
_MONTH_CODE = re.compile(r"\b(?:utfall|bokslut|budget|prognos|ack)\w*\.? (?P<year>\d\d)(?:0[1-9]|1[0-2])$")
_LONG_MONTH_CODE = re.compile(r"(?<!\d)(?P<year>20[0-4]\d)(?:0[1-9]|1[0-2])(?!\d)")
_UNIT = re.compile(r"\(?\b(?:tkr|mnkr|mkr|kkr|ksek|msek|kr|tusental kronor|miljoner kronor|belopp i)\b\)?")
_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b|\b(?:19|20)\d\d[01]\d\b")
_YEAR_BEFORE = re.compile(r"\b(?:föregående|föreg\.?|fg\.?|f\.g\.|förra) (?:år|helår|bokslut|period)")
_SEGMENT_WORDS = frozenset(
    ("tot", "totalt", "total", "alla", "t", "k", "kv", "kvinnor", "m", "män", "flickor", "pojkar", "och")
)
_AREA_END = re.compile(r"(?:mål|fokus|insats|utvecklings|inriktnings)område$")
_CHOICE = re.compile(r"\s*\(?\bja\s?/\s?(?:delvis\s?/\s?)?nej\)?$")
_MARKS = re.compile(r"[()*:%?¹²³⁴]|\btot\b(?=\s*$)")
_OPEN_END = re.compile(r"(?:\s(?:för|under|i|inför|till|enligt|från))+$")
_NOTE_COLUMN = re.compile(r"^Not(?:er)?\.? (?=\d{4}|[A-ZÅÄÖ])")  # the head of a column of notes that stayed empty
MAX_WORDS = 6
_ENDINGS: tuple[tuple[str, Field, str | None], ...] = (
    ("delmål", "goal", "sub"),
    ("mål", "goal", None),
    ("målet", "goal", None),
    ("uppdrag", "assignment", "assignment"),
    ("uppdraget", "assignment", "assignment"),
    ("åtagande", "assignment", "commitment"),
    ("åtaganden", "assignment", "commitment"),
    ("aktivitet", "assignment", "activity"),
    ("aktiviteter", "assignment", "activity"),
    ("åtgärd", "assignment", "activity"),
    ("åtgärder", "assignment", "activity"),
    ("insatser", "assignment", "activity"),
    ("indikator", "indicator", None),
    ("indikatorer", "indicator", None),
    ("nyckeltal", "indicator", None),
    ("mått", "indicator", None),
)
# A header with two words is what its strongest word says: "Avvikelse budget/utfall" is a variance.
_STRENGTH: tuple[Field, ...] = ("variance", "change", "target", "forecast", "budget", "outcome")


@dataclass(frozen=True, slots=True)
class Column:
    """A header cell as read.

    `detail` is the goal level or assignment kind that the header names; `year` the latest year printed in it, `years`
    all of them; `percent` says that the header prints a percent sign or word; `date` that it is a calendar date.
    """

    field: Field
    label: str
    detail: str | None = None
    years: tuple[int, ...] = ()
    percent: bool = False
    dated: bool = False
    fuzzy: bool = False

    @property
    def year(self) -> int | None:
        """The latest year that the header prints: a change between two years belongs to the later one."""
        return max(self.years, default=None)

    def year_in(self, report_year: int | None) -> int | None:
        """Give the year that the column's figures refer to, in a report for a year.

        Example:
            >>> [read_column(text).year_in(2022) for text in ("Utfall", "Utfall fg år", "Bokslut 2020")]
            [2022, 2021, 2020]
        """
        if self.years or report_year is None:
            return self.year
        return report_year - 1 if _YEAR_BEFORE.search(fold(self.label)) else report_year


@lru_cache(maxsize=4096)
def read_column(text: str) -> Column:
    """Read one header cell.

    Example:
        >>> read_column("Måluppfyllelse prognos helår").field
        'forecast'
        >>> column = read_column("2019 Utfall Ack dec")
        >>> column.field, column.year
        ('outcome', 2019)
        >>> read_column("Avvikelse budget/utfall").field
        'variance'
    """
    label = _NOTE_COLUMN.sub("", clean(text).replace("\n", " "))
    folded = fold(label)
    years = _years_in(label)
    percent = bool(_PERCENT.search(folded))
    if not folded:
        return Column("empty", label)
    dated = bool(_DATE.search(folded))
    field, detail, fuzzy = _field_of(folded, percent)
    if folded.isascii() and (dotted := _with_dots(folded)) != folded:
        restored = _field_of(dotted, percent)
        field, detail, fuzzy = (*restored[:2], True) if restored[0] != "unknown" else (field, detail, fuzzy)
    return Column(field, label, detail, years, percent, dated, fuzzy)


def heads_repeat(labels: Sequence[str], times: int) -> bool:
    """Say whether a list of column heads is the same few heads several times over.

    Example:
        >>> heads_repeat(["Utfall", "Budget", "Utfall", "Budget"], 2), heads_repeat(["Utfall", "Budget"], 2)
        (True, False)
    """
    size, rest = divmod(len(labels), times) if times > 1 else (0, 1)
    return size > 1 and not rest and list(labels[:size]) * times == list(labels)


def _field_of(folded: str, percent: bool) -> tuple[Field, str | None, bool]:
    for candidate in dict.fromkeys((folded, _bare(folded), _bare(folded.replace("/", " ")))):
        exact = _exact().get(candidate)
        if exact:
            return *exact, False
    if _is_segments(folded):
        return "segment", None, False
    bare = _bare(folded)
    if not bare:
        return ("year" if _TIME.search(folded) else "unknown"), None, False
    if _AREA_END.search(bare):
        return "area", None, False
    if _ASKS.fullmatch(" ".join(_TIME.sub(" ", folded).replace(" ?", "?").split())):
        return "status", None, False
    told = _by_start(bare)
    if told:
        return told
    money = _by_words(bare)
    if money:
        return ("change_pct" if money == "change" and percent else money), None, False
    return _by_ending(bare) or _by_part(bare) or _by_likeness(bare) or ("unknown", None, False)


def _years_in(label: str) -> tuple[int, ...]:
    """Read the years in a header; a school year is the one that it ends in.

    Example:
        >>> _years_in("Utfall 2020"), _years_in("Läsåret 2020/21"), _years_in("HT21"), _years_in("KS 2020/17")
        ((2020,), (2021,), (2021,), ())
    """
    if school := _SCHOOL_YEAR.findall(fold(label)):
        return tuple(2000 + int(printed[-2:]) for printed in school)
    if years := tuple(dict.fromkeys(find_years(label))):
        return years
    short = _SHORT_TERM.search(fold(label))
    return (2000 + int(short["year"]),) if short else _years_of_months(label)


def _years_of_months(label: str) -> tuple[int, ...]:
    """Read the year of a month printed in four or six digits: "Utfall 1608" is August 2016, as is "201608".

    Example:
        >>> _years_of_months("Utfall 1608"), _years_of_months("Budget 1620"), _years_of_months("Konto 1608")
        ((2016,), (), ())
        >>> _years_of_months("Utfall 202108"), _years_of_months("Utfall 200831")
        ((2021,), ())
    """
    long = _LONG_MONTH_CODE.search(label)
    if long:
        return (int(long["year"]),)
    match = _MONTH_CODE.search(fold(label))
    return (2000 + int(match["year"]),) if match else ()


def _with_dots(folded: str) -> str:
    """Give a header its lost å, ä and ö back, word by word: "mal nr" is "mål nr".

    Example:
        >>> _with_dots("mal nr"), _with_dots("forandr% 2019")
        ('mål nr', 'förändr% 2019')
    """
    return re.sub(r"[a-z]+", lambda word: _dotted_words().get(word[0], word[0]), folded)


@cache
def _dotted_words() -> dict[str, str]:
    phrases = [row["phrase"] for row in rows("columns")] + [ending for ending, _, _ in _ENDINGS]
    words = {word for phrase in phrases for word in re.findall(r"\w+", phrase) if not word.isascii()}
    return {fold_ascii(word): word for word in sorted(words)}


def _by_ending(bare: str) -> tuple[Field, str | None, bool] | None:
    """Swedish compounds end in what they are: "kvalitetsmål", "utvecklingsuppdrag", "volymmått"."""
    words = bare.split()
    if len(words) > MAX_WORDS:
        return None
    for ending, field, detail in _ENDINGS:
        if words[0].endswith(ending) or words[-1].endswith(ending):
            return field, detail, False
    return None


def _by_part(bare: str) -> tuple[Field, str | None, bool] | None:
    """A header of two words joined by a slash or "och" is what the first known one says."""
    parts = [part.strip() for part in re.split(r"/| och | samt ", bare)]
    if len(parts) < 2:
        return None
    return next(((*_exact()[part], False) for part in parts if part in _exact()), None)


def _is_segments(folded: str) -> bool:
    """Say whether a header names women, men and total in any order: "Tot K/ M", "Kvinnor/män".

    Example:
        >>> _is_segments("tot m k/"), _is_segments("kvinnor/män"), _is_segments("totalt")
        (True, True, False)
    """
    words = re.findall(r"\w+", folded)
    return len(words) >= 2 and all(word in _SEGMENT_WORDS for word in words)


@lru_cache(maxsize=4096)
def _bare(folded: str) -> str:
    """Take years, periods, units and marks out of a header."""
    text = _UNIT.sub(" ", _TIME.sub(" ", _CHOICE.sub("", folded)))
    text = " ".join(_MARKS.sub(" ", text).split()).strip(" -/.,")
    return _OPEN_END.sub("", text)


@cache
def _exact() -> dict[str, tuple[Field, str | None]]:
    table: dict[str, tuple[Field, str | None]] = {}
    for row in rows("columns"):
        if row["match"] == "exact":
            table.setdefault(row["phrase"], (_field(row["field"]), row["detail"] or None))
    return table


def _field(name: str) -> Field:
    if name not in get_args(Field):
        raise ValueError(f"columns.csv names an unknown field: {name}")
    return cast(Field, name)


@cache
def _word_patterns() -> tuple[tuple[Field, re.Pattern[str]], ...]:
    words: dict[Field, list[str]] = {}
    for row in rows("columns"):
        if row["match"] == "word":
            lead = r"[\wåäö-]*" if row["phrase"].startswith("*") else ""
            phrase = lead + re.escape(row["phrase"].strip("*"))
            tail = r"[\wåäö]*" if row["phrase"].endswith("*") else r"(?![\wåäö])"
            words.setdefault(_field(row["field"]), []).append(phrase + tail)
    return tuple((field, re.compile(rf"(?<![\wåäö])(?:{'|'.join(words[field])})")) for field in _STRENGTH)


def _by_words(bare: str) -> Field | None:
    """Find the strongest money word; a longer text that merely mentions one is no header."""
    if len(bare) > 45 or bare.count(" ") > 5:
        return None
    if re.match(r"(?:status|måluppf|måloppf|bedömning)", bare) and not re.search(r"prognos|progn", bare):
        return None
    return next((field for field, pattern in _word_patterns() if pattern.search(bare)), None)


@cache
def _by_last_letters() -> Mapping[str, Sequence[str]]:
    return by_ending(_exact())


@cache
def _starts() -> tuple[tuple[str, Field, str | None], ...]:
    return tuple(
        (row["phrase"], _field(row["field"]), row["detail"] or None)
        for row in rows("columns")
        if row["match"] == "start"
    )


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrase for phrase, _, _ in _starts())


def _by_start(bare: str) -> tuple[Field, str | None, bool] | None:
    if len(bare) >= 80 or not bare.startswith(_openings()):
        return None
    for phrase, field, detail in _starts():
        if bare.startswith(phrase) and not (field == "status" and _OUTLOOK.search(bare)):
            return field, detail, False
    return None


def _by_likeness(bare: str) -> tuple[Field, str | None, bool] | None:
    """Recognise a header with a misread letter or two."""
    near = near_word(bare, _by_last_letters())
    return (*_exact()[near], True) if near else None
