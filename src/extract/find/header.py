"""The report's own head: what it is, whose it is, and for which time.

A cover or first page prints title, body, municipality, registration number, period and decision in short lines; what it
leaves out stands in captions, column headers and prose further on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, cast

from ...normalize.body import find_bodies, is_body
from ...normalize.column import read_column
from ...normalize.date import find_dates, find_years, month_words
from ...normalize.label import read_label
from ...normalize.late import late_pattern
from ...normalize.municipality import Place, find_municipality, read_municipality
from ...normalize.number import read_number
from ...normalize.period import PeriodReading, read_period
from ...normalize.reading import Reading
from ...normalize.status import sentences_of
from ...normalize.tables import rows
from ...normalize.text import clean, ends_sentence, fold
from ...schema import Municipality, Period, ReportInfo
from ...schema.codes import Entity, ReportType
from ..document import Block, Table
from ..structure import Structure
from .topic import topic_of

_OWNED = late_pattern(r"\b(?:av|för|till)\s(?P<body>[a-zåäö][\wåäöÅÄÖ ,-]{3,60}?(?:nämnden|styrelsen))s\s")
COVER_BLOCKS = 24
COVER_LINE = 160
BODY_LINE = 90
MARGINS = 12
COVER_TABLES = 8
MEMO_ITEMS = 80
SENTENCE = 9.0
SAID_TWICE = 2
INTRODUCTION = 30
ABOVE_MEMO = 4.0
_DNR = re.compile(
    r"\b(?:dnr|diarienummer|diarienr|ärende|ärendenr|ärendenummer|beteckning)\b\.?\s*:?\s*(?P<number>(?:[A-ZÅÄÖ]{2,6}[\s-](?=[A-ZÅÄÖ]))?[A-ZÅÄÖa-zåäö]{0,12}[\s.:/-]{0,2}\d[\w\s./:-]{1,30})",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:(?!\w+ (?:19|20)\d\d-)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}[ .:-]?\d{1,6}[/.-](?:19|20)\d\d"
    r"|[A-ZÅÄÖ]{2,6}(?:/(?:19|20)\d\d/\d{1,6}|/\d{1,6}/(?:19|20)\d\d)(?:/\d{1,4})?"
    r"|[A-ZÅÄÖ]{2,6}[ .:/-]?(?:19|20)\d\d[/.:-]\d{1,6}(?!\d*-\d))\b"
)
_DNR_FORM = re.compile(
    r"^(?:[A-ZÅÄÖ]{2,6}[\s-](?=[A-ZÅÄÖ]))?(?:[A-ZÅÄÖa-zåäö]{1,8}[\s.:/-]{0,2})?"
    r"(?:(?:19|20)\d\d[/:]\d{1,6}[/-]\d{1,4}(?![\d-])"
    r"|(?:19|20)?\d\d/[A-ZÅÄÖ]{2,6} ?\d{1,6}|\d\d[A-ZÅÄÖ]{2,5}\d{2,6}(?!\d)"
    r"|(?<=[A-ZÅÄÖ])\d\d-\d{2,6}|(?:19|20)\d\d[\s./:-]{1,3}\d{1,6}"
    r"|\d{1,6}[./:-](?:19|20)\d\d(?:-\d{1,3}(?![\d-]))?|\d{4}[.-]\d+(?:[.-]\d+)*|\d{2,6}/\d{2,6}"
    r"|(?<=[A-ZÅÄÖ][/ -])\d{5,7}(?!\d))(?:[\s-]{1,2}[A-ZÅÄÖ]{2,6})?"
)
_MEMO = (
    "förslag till beslut",
    "sammanfattning av ärendet",
    "ärende",
    "ärendet",
    "beslutet ska skickas till",
    "beslutet skickas till",
    "ekonomiska konsekvenser",
    "handläggare",
    "tjänsteskrivelse",
    "sammanträdesprotokoll",
    "protokollsutdrag",
    "yrkanden",
    "expedieras till",
    "beslut",
    "beredning",
    "beslutsunderlag",
    "ärendebeskrivning",
    "förvaltningens yttrande",
    "ekonomisk bedömning",
    "förslag till beslut i",
)
LARGE_PRINT = 14.0
_CHAPTERS = frozenset(
    {"måluppföljning", "ekonomisk uppföljning", "budgetuppföljning", "uppdragsuppföljning", "bokslut"}
)
_OFFICE = re.compile(
    r"^(?:kommun|region)fullmäktige|kontor(?:et)?$|förvaltning(?:en)?$|avdelning(?:en)?$|staben?$|enhet(?:en)?$", re.I
)
_NAMED_BODY = late_pattern(
    r"(?:(?:^|\s)organisation|^nämnd|^styrelse|^bolag)\s*:\s*(?P<body>[A-ZÅÄÖ][\wåäöÅÄÖ, -]{3,60}?)"
    r"(?=\s*(?:$|\n|\|)|\s+[A-ZÅÄÖ][a-zåäö]+:)",
    re.I,
)
_OWNER = late_pattern(r"^(?P<body>[A-ZÅÄÖ][\wåäöÅÄÖ ,-]{3,60}?(?:nämnden|styrelsen))s\s")
_TWO_NAMES = late_pattern(r"(?:[A-ZÅÄÖ][\w-]+ ){1,2}[A-ZÅÄÖ][\w-]+(?: \(\w+\))?")
_PER = re.compile(r"\bper(?: den)?$|\bt\.?o\.?m\.?(?: den)?$|\btill och med(?: den)?$", re.I)
_ADDRESSEE = re.compile(r"^Till (?P<body>[A-ZÅÄÖ][^,]{3,60})(?:$|, )")
_HANDLED = late_pattern(
    r"^\w*(?:rapport|uppföljning|redovisning|berättelse|bokslut)\w* (?:behandlas|antas|fastställs|godkänns"
    r"|behandlades|antogs|fastställdes|godkändes) av (?P<body>[\wåäöÅÄÖ -]{4,60}?)(?: den)?,? (?=\d)",
    re.I,
)
_NO_TITLE = re.compile(r"^§ ?\d|\b[\w-]{3,}\.(?:se|nu|com)\b")
"""One item of a protocol, and a letterhead's address."""
_PAGE_MARK = re.compile(
    r"[:,]?\s*(?:\d{1,3}\s?\(\d{1,3}\)|sid(?:a|an)?\.?\s*\d{1,3}\s?(?:\(\d{1,3}\)|av \d{1,3}))$", re.I
)
_MONTH = re.compile(month_words(), re.I)
_DIRECTION = re.compile(r"\b(?:förbunds)?direktion(?:en|ens)?\b", re.I)
_OF_MUNICIPALITY = re.compile(
    r"^(?:\w[\w -]{1,30} (?:kommun|stad)|Region \w[\w -]{2,30}|\w+regionen), "
    r"(?P<body>[a-zåäö][\wåäöÅÄÖ ,-]{3,60}?)(?:\. [A-ZÅÄÖ].*)?$"
)
"""A letterhead that goes on with the body in small letters: "Exempelby kommun, kommunstyrelsen. Avser 2023"."""
_DATE_END = re.compile(r",? (?:19|20)\d\d-\d\d-\d\d$")
_LETTERHEAD = re.compile(r"^\w[\w -]{1,30} (?:kommun|stad) ")
_POINT = late_pattern(r"^(?:\d{1,2}[.)]|[•·▪*–-]|att)\s+")
_DECISION_NAME = re.compile(
    r"\b(?:Beslutad|Beslutsdatum|Datum för beslut|Fastställd|Antagen|Godkänd|Sammanträdesdatum)\s?:\s*(?:den\s)?"
)
_AFTER_DECISION = re.compile(r"^[\s,.:;)]*(?:§+\s*\d{1,4}[\s.,]*)?(?:(?:dnr|diarienummer|diarienr)\b.*)?$", re.I)
_TABLE_HEADS = frozenset({"goal", "assignment", "indicator", "status", "outcome", "budget", "variance", "target"})
_RECORD_FIELDS = _TABLE_HEADS - {"outcome"} | {"forecast", "responsible", "comment"}
_PARTS = re.compile(r",\s|\s[–—|/·•-]\s|\s(?:i|för)\s(?=[A-ZÅÄÖ])")
_PLAN_YEARS = late_pattern(r"\b20\d\d\s?[–—/-]\s?(?:20)?\d\d\b(?![–—/-])")
"""The years of a budget or plan ("mål och budget 2023–2025") say when a report was due, not what it reports."""
_AIM_YEAR = late_pattern(
    r"\b(?:till|mot|senast|före|vid|agenda|vision|målbild|jämfört med|än|sedan|från)\s+(?:år(?:et)?\s+)?20\d\d\b", re.I
)
_AIMS = late_pattern(
    r"\b(?:ska|skall|bör|kommer att|planeras|väntas|beräknas|uppnå|målsättning\w*|målet (?:är|om))\b", re.I
)
_AIMED_AT = re.compile(r"(?<!\bunder )(?<!\bunder år )\b20\d\d\b", re.I)
_YEAR_WINDOW = range(1990, 2050)


_KIND_BEFORE = re.compile(r"^\w*(?:rapport|bokslut|redovisning|uppföljning|berättelse) (?=[A-ZÅÄÖ].*\bAB$)")
_TELLS_HOW = re.compile(
    r"\b(?:så|hur) (?:\w+ )?(?:gick|går|gått|lyckades|klarade|nådde|når|nåddes|uppfyll\w+|uppnå\w+)\b", re.I
)
"""What a web page is headed that follows up goals: "Så uppfyllde vi målen 2022"."""
_SAYS_PERIOD = re.compile(
    r"\b(?:uppgifterna|siffrorna|resultaten|sidan"
    r"|\w*(?:uppföljning|rapport|redovisning|berättelse|rapportering|sammanställning)en)\b[^.!?]{0,30}?"
    r" (?:avser|gäller|omfattar|täcker|visar (?:\w+ ){1,3}(?:för|efter|per|under)) (?:perioden |tiden )?"
    r"(?P<period>[^.,;()!?]{3,40})",
    re.I,
)


class Cover(NamedTuple):
    """The short lines of the first page or of the beginning of a text, and the paragraphs and cells after them.

    `margins` are the running heads and footers: they often say whose report it is where the cover does not.
    """

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    body: tuple[str, ...]
    cells: tuple[str, ...]
    margins: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The lines that could head a report: short, no sentences, no fields of a record, no rows of a decision."""
        return tuple(
            line
            for line in self.lines
            if len(line) <= COVER_LINE and "§" not in line and not line.endswith(".") and not _is_field(line)
        )


def find_head(structure: Structure) -> ReportInfo:
    """Read the head of a report; what is not printed stays None."""
    cover = _cover(structure)
    title = _title(cover)
    kind = _kind(title, cover, structure)
    year = _year(title, cover, structure)
    period = _period(title, cover, structure, year, kind)
    if kind == "unknown" and title and topic_of(title) and _TELLS_HOW.search(title):
        kind = "follow_up"
    elif kind == "unknown" and period:
        kind = _kind_of_period(period)
    year = year or (period.year if period else None)
    place = find_municipality([*cover.lines, *cover.margins, *cover.body, *cover.cells]) or _federation(cover)
    body = _deciding_body(structure) if kind == "memo" else _body(title, cover)
    if kind != "memo" and body and place and place.value.kind == "municipality" and _has_sections_of(structure, body):
        body = None
    if body and place and place.value.kind == "federation" and _DIRECTION.fullmatch(body):
        body = None  # the direktion is the federation itself
    municipality = (
        Municipality(name=place.value.name, code=place.value.code, county=place.value.county) if place else None
    )
    decided = _decision_date(cover)
    return ReportInfo(
        title=title,
        type=kind,
        entity=_entity(body, place.value.kind if place else None),
        municipality=municipality,
        body=body,
        year=year,
        period=_period_model(period, kind, year, decided),
        registration_number=_registration_number(cover),
        decision_date=decided,
    )


def _cover(structure: Structure) -> Cover:
    """Take the blocks before the first table, record or second page as the cover; contents may stand in front."""
    blocks: list[Block] = []
    body: list[str] = []
    cells: list[str] = []
    open_ = True
    for i, item in enumerate(structure.items):
        if isinstance(item, Table):
            lines = [Block(line, item.place) for line in _card_lines(item)] if open_ and i < COVER_TABLES else []
            open_ = bool(lines) and i < COVER_TABLES
            blocks += lines
            cells += [] if lines else [cell.text for cell in item.cells if cell.text]
            continue
        open_ = open_ and (i not in structure.skipped or not blocks) and len(blocks) < COVER_BLOCKS
        open_ = open_ and not (blocks and item.place.page != blocks[0].place.page) and not _is_record(item.text)
        if open_ and item.text and i not in structure.skipped:
            blocks.append(item)
        elif item.text:
            body.append(item.text)
    margins = dict.fromkeys(clean(aside.text) for aside in structure.document.asides if aside.kind == "margin")
    printed = tuple(block.text for block in blocks)
    return Cover(printed, tuple(blocks), tuple(body), tuple(cells), tuple(line for line in margins if line)[:MARGINS])


def _is_record(text: str) -> bool:
    """Say whether a line opens a goal or an assignment or is a field of one: the report has begun."""
    label = read_label(text)
    return label is not None and label.field in ("goal", "assignment", "status", "responsible")


def _is_field(text: str) -> bool:
    """Say whether a line is a label with its value: an outlook or a responsible body, never the report's head."""
    name, colon, value = text.partition(":")
    return bool(colon and value.strip()) and read_column(name).field in _RECORD_FIELDS


def _card_lines(table: Table) -> Iterator[str]:
    """Give the lines of a box on the cover: "Diarienummer: KS 2020/1" for each pair of label and value.

    A table of records or figures is no such box.
    """
    printed = [[cell.text for cell in row if cell and _PAGE_MARK.sub("", cell.text)] for row in table.grid()]
    grid = [[text.split("\n") for text in row] for row in printed]
    if any(len(texts) > 2 for texts in grid) and len(grid) > 2:
        return
    if any(cell.icons or (read_number(cell.text) is not None and not find_years(cell.text)) for cell in table.cells):
        return
    if grid and any(read_column(" ".join(lines)).field in _TABLE_HEADS for lines in grid[0]):
        return
    for texts in grid:
        if len(texts) == 2 and len(texts[0]) == len(texts[1]):
            yield from (f"{label.rstrip(':')}: {value}" for label, value in zip(*texts, strict=True))
        else:
            yield from (line for lines in texts for line in lines)


@cache
def _types() -> tuple[tuple[re.Pattern[str], ReportType, bool], ...]:
    table = sorted(rows("report_types"), key=lambda row: (row["strength"] != "strong", -len(row["phrase"])))
    return tuple(
        (
            re.compile(rf"(?<!\w){row['phrase']}(?:en|er|et)?(?!\w)"),
            cast(ReportType, row["type"]),
            row["strength"] == "strong",
        )
        for row in table
    )


def kind_of(text: str, *, strong: bool = False) -> ReportType | None:
    """Tell the kind of report that a title or line prints.

    Example:
        >>> kind_of("Tertialrapport 2 2021"), kind_of("Uppföljning av mål och uppdrag 2014"), kind_of("Sammanfattning")
        ('interim_report', 'follow_up', None)
    """
    folded = fold(text)
    hits = [
        (match.start(), kind)
        for pattern, kind, is_strong in _types()
        if (is_strong or not strong) and (match := pattern.search(folded))
    ]
    return hits[0][1] if hits else None


def _title(cover: Cover) -> str | None:
    """Choose the line that names the report: one with a report kind in it, large type or early position helping."""
    sizes = [block.size for block in cover.blocks if block.size]
    largest = max(sizes, default=0.0)
    best: tuple[float, str] | None = None
    for i, block in enumerate(cover.blocks):
        text = _PAGE_MARK.sub("", clean(block.text).replace("\n", " "))
        if len(text) > COVER_LINE or not re.search(r"[A-Za-zÅÄÖåäö]{3}", text) or _NO_TITLE.search(text):
            continue
        score = -0.4 * i + _title_score(text, block, largest)
        if i + 1 < len(cover.blocks) and fold(cover.blocks[i + 1].text) in _MEMO:
            score += ABOVE_MEMO
        if best is None or score > best[0] + 1e-9:
            best = score, _with_period(text, cover, i)
    first = clean(cover.blocks[0].text) if cover.blocks else ""
    if best and best[0] < 0 and is_body(first):
        return first  # a chapter of a report, under the name of its board
    return best[1] if best else None


def _with_period(title: str, cover: Cover, index: int) -> str:
    """Give a title that is but a kind of report with the line in large print below it that says for when."""
    block, below = cover.blocks[index], cover.blocks[index + 1] if index + 1 < len(cover.blocks) else None
    if below is None or " " in title or not kind_of(title, strong=True) or find_years(title):
        return title
    large = LARGE_PRINT <= (below.size or 0.0) <= (block.size or 0.0)
    return f"{title} {below.text}" if large and _is_period(below.text) else title


def _is_period(text: str) -> bool:
    """Say whether a line is a year or a period and nothing else: "januari–augusti 2020"."""
    period = read_period(text)
    rest = text.replace(period.label, "").replace(str(period.year), "") if period else text
    return not rest.strip(" ,") or bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _title_score(text: str, block: Block, largest: float) -> float:
    if (text.endswith(".") and len(text) > 50) or _is_fact(text):
        return -SENTENCE
    if _LETTERHEAD.sub("", _DATE_END.sub("", fold(text))) in _MEMO:
        return 0.0  # the kind of paper, or a heading in it; the matter has a title of its own
    score = 0.0
    if kind_of(text, strong=True) and fold(text) not in _CHAPTERS:
        score += 6
    elif kind_of(text):
        score += 3
    if block.level == 1 or (block.size and block.size >= 0.95 * largest and largest):
        score += 4
    elif block.level or block.bold:
        score += 2
    if find_years(text):
        score += 1
    if _names_nothing(text) or (not score and read_municipality(text)):
        score -= 6
    if len(text) > 90 or text.endswith("."):
        score -= 3
    return score


def _names_nothing(text: str) -> bool:
    """Say whether a line is a registration number, a body, or a date or period alone, and names no report."""
    return bool(_DNR.search(text) or is_body(text) or _NUMBER.search(text)) or read_column(text).field == "year"


def _is_fact(text: str) -> bool:
    """Say whether a line gives a number or a person under a name: "Antal anställda: 42", "Ordförande: Anna Ek"."""
    name, colon, value = text.partition(": ")
    return bool(colon and not kind_of(name)) and (read_number(value) is not None or bool(_TWO_NAMES.fullmatch(value)))


def _kind(title: str | None, cover: Cover, structure: Structure) -> ReportType:
    signs = _memo_signs(structure)
    if signs >= 3 and len(structure.items) <= MEMO_ITEMS:
        return "memo"
    if any(fold(line) in _MEMO and kind_of(line, strong=True) == "unknown" for line in cover.heads):
        return "unknown"  # the minutes of a meeting, whatever matter they are about
    strong = kind_of(title or "", strong=True)
    if strong:
        return strong
    if signs >= 3:
        return "memo"
    printed = next((kind for line in cover.heads if (kind := kind_of(line, strong=True))), None)
    if printed:
        return printed
    weak = kind_of(title or "")
    period = read_period(title) if title else None
    if weak is None and period:
        return _kind_of_period(period)
    return weak or "unknown"


def _kind_of_period(period: PeriodReading) -> ReportType:
    """A report that names no kind but a tertial is what its period makes it."""
    if not re.search(r"\bt[123]\b|tertial|kvartal|helår|delår", fold(period.label)):
        return "unknown"
    return "annual_report" if _is_whole_year(period) else "interim_report"


def _memo_signs(structure: Structure) -> int:
    titles = {fold(section.title) for section in structure.outline.sections}
    return sum(sign in titles for sign in _MEMO)


def _year(title: str | None, cover: Cover, structure: Structure) -> int | None:
    years = [year for year in find_years(title or "") if year in _YEAR_WINDOW]
    if years:
        return years[0]
    for line in cover.heads:
        period = read_period(line)
        if period and period.year:
            return period.year
    lines = (*_captions(structure), *cover.lines)
    counts = _years_in(lines) or _years_in((*cover.body, *cover.cells))
    likely = [year for year in counts if counts[year] == max(counts.values())]
    if len(likely) > 1:  # years that only prose mentions, and mentions alike, say nothing
        short = _years_in(line for line in lines if not (len(line) > COVER_LINE and ends_sentence(line)))
        likely = [year for year in likely if year in short]
    registered = _registration_number(cover) or ""
    return max(likely, key=lambda year: (str(year) in registered, year), default=None)


def _years_in(texts: Iterable[str]) -> Counter[int]:
    """Count in how many texts each year stands, but for those of plans and aims."""
    return Counter(year for text in texts for year in set(find_years(_without_aims(text))))


def _without_aims(text: str) -> str:
    """Take the years of plans and of what is aimed at out of a text: "mål och budget 2023–2025", "till 2030".

    In a sentence that says what shall be only "under 2021" speaks of the year itself.
    """
    text = _AIM_YEAR.sub(" ", _PLAN_YEARS.sub(" ", text))
    if "20" not in text or not _AIMED_AT.search(text) or not _AIMS.search(text):
        return text
    return " ".join(_AIMED_AT.sub(" ", said) if _AIMS.search(said) else said for said in sentences_of(text))


def _captions(structure: Structure) -> list[str]:
    """Give table headers and the short lines above tables: where periods and years are printed again and again."""
    texts: list[str] = []
    for grid in structure.grids:
        texts += [column.label for column in grid.columns if column.label]
        above = structure.items[grid.index - 1] if grid.index else None
        if isinstance(above, Block) and len(above.text) < 200:
            texts.append(above.text)
    return texts


def _period(
    title: str | None, cover: Cover, structure: Structure, year: int | None, kind: ReportType
) -> PeriodReading | None:
    printed = [
        period
        for text in (title or "", *cover.heads)
        if (period := read_period(text, year) if text else None)
        and year in (None, period.year)
        and not (kind == "interim_report" and _is_whole_year(period))
    ]
    if printed:  # months that are printed say more than "kvartal 3" or "tertial 2"
        return next((period for period in printed if _MONTH.search(period.label)), printed[0])
    if stated := _stated_period(cover, year, kind):
        return stated
    if kind in ("annual_report", "memo"):
        return None
    dated = _dated_period([title or "", *cover.lines], year)
    if dated:
        return dated
    found: Counter[tuple[date, date]] = Counter()
    first: dict[tuple[date, date], PeriodReading] = {}
    weighted = [(text, 3) for text in _captions(structure)] + [(text, 1) for text in cover.body[:400]]
    for text, weight in weighted:
        period = read_period(text, year) if len(text) < 1500 else None
        if period and (year is None or period.year == year) and _is_report_period(period, kind):
            key = (period.start, period.end)
            found[key] += weight
            first.setdefault(key, period)
    best = max(found, key=lambda key: (found[key], key[1]), default=None)
    if best is None or (kind != "interim_report" and found[best] < SAID_TWICE):
        return None  # a half-year that the text mentions in passing is not what the report is about
    return first[best]


def _stated_period(cover: Cover, year: int | None, kind: ReportType) -> PeriodReading | None:
    """Read the period that a sentence says the report is for: "Uppgifterna avser hela året"."""
    texts = (*cover.lines, *cover.body[:INTRODUCTION])
    said = (match["period"] for text in texts if len(text) < 1500 for match in _SAYS_PERIOD.finditer(text))
    periods = (read_period(words, year) for words in said)
    return next((p for p in periods if p and p.year == (year or p.year) and _is_report_period(p, kind)), None)


def _dated_period(lines: Sequence[str], year: int | None) -> PeriodReading | None:
    """Read a period that only its last day names: "Delårsrapport 2021-08-31"."""
    for line in lines:
        if "§" in line or len(line) > COVER_LINE or not kind_of(line):
            continue
        for found in find_dates(line):
            last = (found.value + timedelta(days=1)).day == 1
            if last and found.value.month > 1 and year in (None, found.value.year):
                return PeriodReading(found.value.replace(month=1, day=1), found.value, found.raw, found.value.year)
    return None


def _is_report_period(period: PeriodReading, kind: ReportType) -> bool:
    if period.start.month != 1 or period.start.day != 1:
        return False
    return kind != "interim_report" or period.end.month < 12


def _is_whole_year(period: PeriodReading) -> bool:
    return (period.start.month, period.end.month) == (1, 12)


def _period_model(
    period: PeriodReading | None, kind: ReportType, year: int | None, decided: str | None
) -> Period | None:
    """Give the report's period; what follows up a year and was handled in the next one covers all of it."""
    if period:
        return Period(start=period.start.isoformat(), end=period.end.isoformat(), label=period.label)
    closed = kind == "follow_up" and year is not None and (decided or "").startswith(f"{year + 1}-")
    if year and (kind == "annual_report" or closed):
        return Period(start=f"{year}-01-01", end=f"{year}-12-31", label=None)
    return None


def _body(title: str | None, cover: Cover) -> str | None:
    """Give the board or company that stands on a line of its own, in front of the title, or on every page."""
    return (
        _body_on_line(cover.lines)
        or _body_beside(title, cover)
        or _addressed(cover.lines)
        or _body_on_line(cover.margins)
    )


def _body_on_line(lines: Iterable[str]) -> str | None:
    for line in lines:
        text = _KIND_BEFORE.sub("", clean(line).replace("\n", " ").strip(" ,."))
        parts = (text, *map(str.strip, _PARTS.split(text))) if len(text) <= BODY_LINE and "§" not in text else ()
        for part in parts:
            if part[:1].isupper() and is_body(part) and not _OFFICE.search(part):
                return part
        if (owned := _OF_MUNICIPALITY.match(text)) and is_body(owned["body"]) and not _OFFICE.search(owned["body"]):
            return owned["body"][0].upper() + owned["body"][1:]
    return None


def _body_beside(title: str | None, cover: Cover) -> str | None:
    named = next(
        (
            m["body"].strip()
            for line in (*cover.lines, *cover.body[:6])
            for m in _NAMED_BODY.finditer(line)
            if is_body(m["body"])
        ),
        None,
    )
    if named:
        return named
    last = find_bodies(title or "")
    if last and (title or "").endswith(last[-1]) and not _OFFICE.search(last[-1]):
        return last[-1]
    titled = (title or "", *(line for line in cover.heads if kind_of(line, strong=True)))
    owners = (_OWNER.match(line) for line in titled)
    if owned := next((owner["body"] for owner in owners if owner and is_body(owner["body"])), None):
        return owned
    named = _OWNED.search(title or "")
    return named["body"][0].upper() + named["body"][1:] if named and is_body(named["body"]) else None


def _federation(cover: Cover) -> Reading[Place] | None:
    """Name the federation whose cover says that a direktion decides: only a kommunalförbund has one (KL 9 kap.).

    Its name need not say what it is ("Räddningstjänsten Mellansjö"); it is the first line that is neither the title nor
    a body.
    """
    if not any(_DIRECTION.search(line) for line in cover.lines):
        return None
    names = (line for line in cover.heads if not re.search(r"\d|:", line) and not kind_of(line) and not is_body(line))
    name = next((line for line in names if line[:1].isupper() and not _DIRECTION.search(line)), None)
    return Reading(Place(name, None, None, "federation"), name, 0.8) if name else None


def _has_sections_of(structure: Structure, body: str) -> bool:
    """Say whether a municipality's report goes through its boards, this one and others, each under its own heading."""
    titles = [section.title for section in structure.outline.sections]
    boards = {fold(title) for title in titles if is_body(title) and not _OFFICE.search(title)}
    under = next((s for s in structure.outline.sections if fold(s.title) == fold(body)), None)
    return fold(body) in boards and len(boards) >= 2 and under is not None and under.index > 1


def _deciding_body(structure: Structure) -> str | None:
    """Give the body that a memo asks to decide: whom its proposal begins with, or whom it is addressed to."""
    blocks = [(i, item) for i, item in enumerate(structure.items) if isinstance(item, Block)]
    for i, block in blocks:
        heading = structure.heading_above(i)
        deciding = heading is not None and re.match(r"(?:förslag till )?beslut$", fold(heading.title))
        proposed = find_bodies(block.text) if deciding else []
        if proposed and heading and i != heading.index and _POINT.sub("", block.text).startswith(proposed[0]):
            return proposed[0]
    return _addressed(block.text for _, block in blocks)


def _addressed(lines: Iterable[str]) -> str | None:
    """Give the body that a line addresses: "Till Omsorgsnämnden", "Till Kulturnämnden, sammanträde 2023-11-21"."""
    named = (match["body"] for line in lines if (match := _ADDRESSEE.match(line)))
    return next((body for body in named if is_body(body) and not _OFFICE.search(body)), None)


def _entity(body: str | None, place: str | None) -> Entity:
    if body:
        return "company" if re.search(r"\b(?:AB|aktiebolag|bolaget)\b|bolag$", body) else "board"
    if place == "municipality":
        return "municipality"
    if place == "region":
        return "region"
    return "federation" if place == "federation" else "unknown"


def _registration_number(cover: Cover) -> str | None:
    for line in (*cover.lines, *cover.margins):
        match = _DNR.search(line)
        if match and (number := _DNR_FORM.match(match["number"].strip())):
            return clean(number[0]).strip(" .:-")
    heads = {match[0] for line in cover.margins for match in _NUMBER.finditer(line)}
    if len(heads) == 1:
        return clean(heads.pop())
    near = [*cover.lines, *cover.margins, *cover.body[:60], *cover.cells[:60]]
    found = Counter(match[0] for text in near if len(text) < 300 for match in _NUMBER.finditer(text))
    if found and (len(found) == 1 or found.most_common(2)[0][1] > found.most_common(2)[1][1]):
        return clean(found.most_common(1)[0][0])
    return None


def _decision_date(cover: Cover) -> str | None:
    """Give the date on a cover line with the deciding body or a paragraph number."""
    for line in cover.lines:
        if named := _named_decision(line):
            return named
        if len(line) > COVER_LINE:
            if handled := _handled(line):
                return handled
            continue
        dates = list(find_dates(line))
        if len(dates) != 1:
            continue
        before = clean(line[: dates[0].start]).strip(" ,:")
        if _PER.search(before):
            continue  # the last day of what is reported
        before = re.sub(
            r"(?:^|[\s,]+)(?:den|beslut(?:ad|at)?|antag(?:en|et) av|fastställ[dt] av|behandla[dt] av|sammanträde)$",
            "",
            before,
            flags=re.I,
        )
        before = before.removeprefix("Till ")
        if not _AFTER_DECISION.match(line[dates[0].end :]):
            continue
        decided = r"beslut|fastställ[dt]|antag(?:en|et)|godkän[dt]|behandla[dt] av|sammanträdesdatum"
        if "§" in line or is_body(before) or re.search(decided, line, re.I):
            return dates[0].value.isoformat()
    return None


def _named_decision(line: str) -> str | None:
    """Give the day behind its own name, also among other facts: "Period: januari–mars Beslutad: 2031-05-06"."""
    named = {match.end() for match in _DECISION_NAME.finditer(line)}
    return next((found.value.isoformat() for found in find_dates(line) if named and found.start in named), None)


def _handled(paragraph: str) -> str | None:
    """Give the day on which a sentence says that a body takes the report up: "Rapporten behandlas av … 2024-02-13."."""
    for sentence in sentences_of(paragraph):
        match = _HANDLED.match(sentence)
        dates = list(find_dates(sentence))
        if match and is_body(match["body"]) and len(dates) == 1:
            return dates[0].value.isoformat()
    return None
