"""Plain text and Markdown, as people save it and as OCR services deliver it.

Tables are lines with tabs or pipes, stray HTML markup stands inside cells, pages end in form feeds or in a bare page
number with the running title beside it, and a paragraph is one long line or several wrapped ones.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ...normalize.column import read_column
from ...normalize.heading import read_heading
from ...normalize.label import read_label
from ...normalize.number import read_number
from ...normalize.page_control import is_common_word, is_page_control
from ...normalize.text import clean, ends_sentence, fold, join_lines, stops_short, without_markup
from ..document import Aside, Block, Document, Item, Note, Place, Table
from .aligned import aligned_table
from .delimited import delimited_end, delimited_items
from .drawn import drawn_table
from .encoding import decode
from .measure_stacks import laid_measure_stacks
from .named_lines import laid_measures
from .run_in import RunIn, run_in_tables, unstacked
from .spaced import in_columns, is_spaced, parts_of, side_by_side, spaced_table
from .stacked import laid_statements
from .text_line import FULLY_BOLD, Line, table_of
from .undrawn import undrawn_list

MAX_LINE = 2_000_000
MAX_WRAP = 140
MIN_CUT = 20
HEAD_LINES = 12
MIN_HEAD_PART = 3
MAX_TRIES = 5
MIN_CONTROLS = 2
_ANSWERS = ("Ja", "Nej")
MAX_HEAD = 40
MAX_HEADS = 12
_RECORD_HEADS = frozenset({"goal", "assignment", "indicator", "status", "forecast", "responsible", "comment", "area"})
_PIPE_RULE = re.compile(r"^[\s|:+-]*-[\s|:+-]*$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–-]|o|[a-zåäö]\))\s+(?=\S)|^\s*[•▪]\s*(?=\S)")
_BARE_NUMBER = re.compile(r"^\s*(?:sid(?:a|an)?\.?\s*)?(\d{1,3})\s*(?:(?:\(|av|/|of)\s*\d{1,4}\s*\)?)?\s*$", re.I)
_QUOTE = re.compile(r"^\s*>\s+")
_GAP = re.compile(r"\t|\s{3,}")
_NUMBERED_TITLE = re.compile(
    r"^\s*(?P<title>[^\W\d](?:(?![.…]{3}).){2,100}?)(?:\t+|\s{2,})(?:sid(?:a|an)?\.?\s*)?"
    r"\d{1,3}\s?(?:\(\d{1,4}\)|av \d{1,4})\s*$",
    re.I,
)
_COUNTING = re.compile(r"^\s*(?P<title>[^\W\d#|][^\t|]{8,100}?)\s+(?:sid(?:a|an)?\.?\s*)?(?P<number>\d{1,3})\s*$", re.I)
_HEAD_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEAD = re.compile(r"^\s*((?:\d{1,2}[.)]\s+)?\*\*[^*]{12,300}[.!?]\*\*)\s+([^*\s].{10,})$")
_GLUED = re.compile(r"^([^*]*[\wåäö.])(\*\*[^*\s][^*]*\*\*)\s*$")
_TABLE_TAG = re.compile(r"^\s*(?:<div\b[^>]*>\s*)?<table\b", re.I)
MAX_HTML_LINES = 5_000
_RULE = re.compile(r"^\s*([=_~*-])\1{2,}\s*$")
MAX_UNDERLINED = 100
MIN_HEADS = 3
MAX_ROW_HEADING = 60
_LEADERED = re.compile(r"(?:\.\s?){5,}|…{2,}")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+")
_BLOCK_MARKUP = re.compile(r"^\s*</?(?:p|div|ul|ol|li|br|table|tr|td|th|tbody|thead)\b[^>]*>\s*$", re.I)


def read_text(data: bytes, name: str, media_type: str = "text/plain") -> Document:
    """Read a text file into a document; every place is a line.

    Raises:
        Unsupported: the bytes are no text.
    """
    text, notes = decode(data, name)
    printed = text.split("\n")
    numbered = [Line(i, line[:MAX_LINE]) for i, line in enumerate(printed, start=1)]
    whole = unstacked(laid_statements(laid_measure_stacks(laid_measures(numbered))))
    lines = without_furniture(whole)
    found = list(run_in_tables(lines))
    items = tuple(_whole_sentences(_items_around(lines, found)))
    notes = [*notes, *_cut_lines(printed), *(note for table in found for note in table.notes)]
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, media_type, items, (), tuple(notes), tuple(_margins(whole, lines)))


def _margins(whole: Sequence[Line], kept: Sequence[Line]) -> Iterator[Aside]:
    """Give the running titles that were blanked out: they may say whose report it is."""
    for line, left in zip(whole, kept, strict=True):
        if left.blank and any(letter.isalpha() for letter in line.text):
            yield Aside("margin", clean(line.text), Place(line=line.number))


def _cut_lines(lines: Sequence[str]) -> Iterator[Note]:
    """Say which lines are too long to be read whole: nobody prints such a paragraph."""
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            message = f"line {number} holds {len(line)} letters; what stands after the first {MAX_LINE} was left out"
            yield Note("text_cut", message, "error", Place(line=number))


def _items_around(lines: Sequence[Line], tables: Sequence[RunIn]) -> Iterator[Item]:
    """Give the items in order, with the tables whose columns were lost in their places."""
    width = _wrap_width(lines)
    at = 0
    for found in tables:
        yield from _items(lines[at : found.start], width)
        if found.table:
            yield found.table
        at = found.end
    yield from _items(lines[at:], width)


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Blank out page numbers and the running titles beside them, and what steers a browser.

    A bare number alone on its line is a page number when such numbers rise through the file; a short line next to one
    is a running title when it stands next to another one too, or repeats what the head of the file says. Title and
    number may also share a line: "Delårsrapport 2021    3 (12)".
    """
    lines = _underlined(lines)
    numbers = _page_numbers(lines)
    titles = _running_titles(lines, numbers)
    drop = set(numbers) | titles | _numbered_titles(lines) | _counting_titles(lines) | _controls(lines)
    return [line._replace(text="") if i in drop else _without_form_feed(line) for i, line in enumerate(lines)]


def _controls(lines: Sequence[Line]) -> set[int]:
    """Find what steers a browser: a word such as "Sök" among other such lines, and the answers to a page's question."""
    found = {i: text for i, line in enumerate(lines) if is_page_control(text := clean(line.text))}
    if len(set(found.values())) < MIN_CONTROLS:
        found = {i: text for i, text in found.items() if not is_common_word(text)}
    asked = [i + 1 for i, text in found.items() if text.endswith("?")]
    answers = {at for i in asked for at in (i, i + 1) if at < len(lines) and lines[at].text.strip() in _ANSWERS}
    return set(found) | answers


def _underlined(lines: Sequence[Line]) -> list[Line]:
    """Mark headings that are underlined with signs, as Markdown marks them, and drop the signs."""
    marked = list(lines)
    for i, line in enumerate(lines):
        rule = _RULE.match(line.text)
        if not rule:
            continue
        above = lines[i - 1] if i else None
        marked[i] = line._replace(text="")
        if above and _may_be_underlined(above):
            marked[i - 1] = above._replace(text=f"{'#' if rule[1] == '=' else '##'} {above.text.strip()}")
    return marked


def _may_be_underlined(line: Line) -> bool:
    """Say whether a line over a row of signs is a heading, and not the header of a table set with blanks."""
    text = line.text.strip()
    return 0 < len(line.text) <= MAX_UNDERLINED and text[:1].isalnum() and len(parts_of(text)) < MIN_HEADS


def _without_form_feed(line: Line) -> Line:
    return line._replace(text=line.text.replace("\f", " ")) if "\f" in line.text else line


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Find the longest plausible run of rising bare numbers, by line index.

    A file whose pages are named ("Sida 2 av 7", "3 (7)") has no others; the numbers of a table's rows are none either.
    """
    printed = [
        (i, match)
        for i, line in enumerate(lines)
        if len(line.text.strip()) < 24 and (match := _BARE_NUMBER.match(line.text))
    ]
    rows = _row_numbers(lines, [i for i, match in printed if match[0].strip() == match[1]])
    left = [(i, match) for i, match in printed if i not in rows]
    found, named = _rising(left), _rising([(i, match) for i, match in left if match[0].strip() != match[1]])
    return named if len(named) > 1 and 2 * len(named) >= len(found) else found


def _rising(printed: Sequence[tuple[int, re.Match[str]]]) -> list[int]:
    found: list[int] = []
    last = 0
    for i, match in printed:
        if last < int(match[1]) <= last + 40:
            found.append(i)
            last = int(match[1])
    return found


def _row_numbers(lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Find the numbers that count rows whose cells stand on lines of their own, below "Nr" and the other heads."""
    found: set[int] = set()
    expected, after = 0, -1
    for i in numbers:
        heads = [at for at in range(max(after, i - MAX_HEADS), i) if _heads_numbers(lines, at)]
        expected = max(expected, int(bool(heads)))
        if expected and int(lines[i].text) == expected:
            found.add(i)
            expected += 1
        after = i
    return found


def _heads_numbers(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is "Nr" alone, with the heads of further columns on the lines below it."""
    if len(lines[at].text) > MAX_HEAD or read_column(lines[at].text).field != "number":
        return False
    below = [read_column(line.text) for line in lines[at + 1 : at + 3] if 0 < len(line.text) <= MAX_HEAD]
    return len(below) == 2 and all(head.field in _RECORD_HEADS and not head.fuzzy for head in below)


def _neighbours(lines: Sequence[Line], index: int) -> Iterator[int]:
    """Give the nearest printed lines above and below, at most two blanks away."""
    for step in (-1, 1):
        for distance in (1, 2, 3):
            i = index + step * distance
            if 0 <= i < len(lines) and not lines[i].blank:
                yield i
                break


def _running_titles(lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Find the lines beside page numbers that come back or repeat the file's head, and the lines beside these."""
    beside = {
        i for n in numbers for i in _neighbours(lines, n) if len(lines[i].text) < 140 and "\t" not in lines[i].text
    }
    head = _head_of(lines)
    first = next(iter(head), -1)
    beside = {i for i in beside if i != first and not ((label := read_label(lines[i].text)) and label.rest)}
    found = _coming_back(lines, beside, head) | _letterheads(lines, beside)
    above = {i - 1 for i in found if i and i - 1 != first and not lines[i - 1].blank}
    below = {i + 1 for i in found if i + 1 < len(lines) and not lines[i + 1].blank and _ends_head(lines, i + 1)}
    return found | _coming_back(lines, above, head) | _coming_back(lines, below, head)


def _letterheads(lines: Sequence[Line], beside: set[int]) -> set[int]:
    """Find the lines that repeat the first one of the file, whatever gaps are in it: it heads every page."""
    first = next((i for i, line in enumerate(lines) if not line.blank), -1)
    return {i for i in beside if i > first and clean(lines[i].text) == clean(lines[first].text)}


def _coming_back(lines: Sequence[Line], beside: set[int], head: dict[int, tuple[str, ...]]) -> set[int]:
    texts = {i: clean(lines[i].text) for i in sorted(beside)}
    times = Counter(texts.values())
    alike = {i for i, text in texts.items() if times[text] > 1 and not _is_row(lines, i)}
    return alike | {i for i, text in texts.items() if i not in alike and _repeats(text, i, head)}


def _is_row(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line holds parts set apart that may be a table's header, which rightly comes back on each page."""
    text = lines[index].text.strip()
    return bool(_GAP.search(text)) and not ("\t" in text and _ends_head(lines, index))


def _ends_head(lines: Sequence[Line], index: int) -> bool:
    return index + 1 >= len(lines) or lines[index + 1].blank


def _numbered_titles(lines: Sequence[Line]) -> set[int]:
    """Find the lines that are a running title with its page number and the number of pages."""
    found = [(i, clean(match["title"])) for i, line in enumerate(lines) if (match := _NUMBERED_TITLE.match(line.text))]
    head = _head_of(lines)
    titles = Counter(fold(title) for _, title in found)
    return {i for i, title in found if (i not in head and titles[fold(title)] > 1) or _repeats(title, i, head)}


def _counting_titles(lines: Sequence[Line]) -> set[int]:
    """Find the lines that stand alone and say what the file's head or its year says, with a number that rises."""
    head = _head_of(lines)
    found: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        match = _COUNTING.match(line.text)
        dated = match and (_HEAD_YEAR.search(match["title"]) or _repeats(match["title"], i, head))
        if match and dated and (not i or lines[i - 1].blank) and _ends_head(lines, i):
            found.setdefault(fold(match["title"]), []).append((i, int(match["number"])))
    rising = [alike for alike in found.values() if len(alike) > 2 and all(a[1] < b[1] for a, b in pairwise(alike))]
    return {i for alike in rising for i, _ in alike}


def _head_of(lines: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    """Give what the first lines of a file say, line by line and part by part; a table's header repeats rightly."""
    first = [i for i, line in enumerate(lines[: 4 * HEAD_LINES]) if not line.blank][:HEAD_LINES]
    first = [i for i in first if not _GAP.search(lines[i].text.strip())]
    return {i: _parts_of(clean(without_markup(lines[i].text.lstrip("# ")))) for i in first}


def _repeats(text: str, index: int, head: dict[int, tuple[str, ...]]) -> bool:
    """Say whether a line says nothing but what the head of the file said: "Exempelby kommun, Tekniska nämnden"."""
    left = fold(text)
    said = {part for i, parts in head.items() if i < index for part in parts if len(part) > MIN_HEAD_PART}
    for part in sorted(said, key=len, reverse=True):
        left = left.replace(part, " ")
    return not re.search(r"[^\W_]", left)


def _parts_of(text: str) -> tuple[str, ...]:
    return tuple(fold(part) for part in (text, *re.split(r"\t|\s{2,}|, | [–|-] ", text)) if part.strip())


def _items(lines: Sequence[Line], width: int | None) -> Iterator[Item]:
    i = 0
    while i < len(lines):
        line = lines[i]
        end = _html_end(lines, i)
        if end:
            yield from _html_tables(lines[i:end])
            i = end
            continue
        if line.blank or _BLOCK_MARKUP.match(line.text):
            i += 1
            continue
        if delimited := delimited_end(lines, i):
            yield from _delimited(lines[i:delimited], width)
            i = delimited
            continue
        table = drawn_table(lines, i)
        table = table or (_set_table(lines, i) if _form(line) == "text" and is_spaced(line.text) else None)
        if table:
            yield table[0]
            i = table[1]
            continue
        end = _run_end(lines, i)
        if line.text.lstrip().startswith("|"):
            yield from _pipe_tables(lines[i:end])
        elif "\t" in line.text.strip("\n"):
            yield _tab_table(lines[i:end])
        else:
            yield from _paragraphs(lines[i:end], width)
        i = end


def _set_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Read a table set with blanks: by where its figures stand, else by where the parts of its fullest lines do."""
    aligned = aligned_table(lines, start) or undrawn_list(lines, start)
    if aligned or _stands_above_table(lines, start):
        return aligned
    return spaced_table(lines, start)


def _stands_above_table(lines: Sequence[Line], start: int) -> bool:
    """Say whether a line and the heading right below it stand above another table's header: the foot of a page."""
    below = lines[start + 1 : start + 3]
    if len(below) < 2 or below[0].blank or is_spaced(below[0].text) or not is_spaced(below[1].text):
        return False
    return aligned_table(lines, start + 2) is not None


def _html_end(lines: Sequence[Line], start: int) -> int | None:
    """Find where a table written in HTML ends, as OCR services and Markdown hold them; None where none begins."""
    if not _TABLE_TAG.match(lines[start].text):
        return None
    last = min(len(lines), start + MAX_HTML_LINES)
    return next((i + 1 for i in range(start, last) if "</table>" in lines[i].text.lower()), None)


def _html_tables(lines: Sequence[Line]) -> Iterator[Item]:
    """Read tables written in HTML; every cell's place is the line the table begins on."""
    from .html import read_html

    markup = "<html><body>" + "\n".join(line.text for line in lines) + "</body></html>"
    place = Place(line=lines[0].number)
    for item in read_html(markup.encode(), "table.html").items:
        if isinstance(item, Table):
            yield replace(item, place=place, cells=tuple(replace(cell, place=place) for cell in item.cells))
        else:
            yield replace(item, place=place)


def _whole_sentences(items: Iterable[Item]) -> Iterator[Item]:
    """Join the halves of a sentence that a page break or blank line parted."""
    held: Item | None = None
    for item in items:
        if isinstance(held, Block) and isinstance(item, Block) and _is_cut(held, item):
            held = replace(held, text=join_lines(held.text, item.text))
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _is_cut(above: Block, below: Block) -> bool:
    if above.level or below.level or below.list_item or above.bold != below.bold or len(above.text) < MIN_CUT:
        return False
    if stops_short(above.text):
        return True
    return below.text[:1].islower() and not ends_sentence(above.text) and not above.text.endswith((",", ";"))


def _form(line: Line) -> str:
    if line.blank:
        return "blank"
    if line.text.lstrip().startswith("|"):
        return "pipe"
    return "tab" if "\t" in line.text else "text"


def _run_end(lines: Sequence[Line], start: int) -> int:
    """Find the end of the lines of one form; running text also ends where a table begins that has no rules."""
    form = _form(lines[start])
    end, tries = start + 1, 0
    while end < len(lines) and (_form(lines[end]) == form or (form == "tab" and _heads_rows(lines, end))):
        if form == "text" and tries < MAX_TRIES:
            spaced = is_spaced(lines[end].text)
            tries += spaced
            if (spaced and _set_table(lines, end)) or delimited_end(lines, end):
                break
        if drawn_table(lines, end):
            break
        end += 1
    return end


def _heads_rows(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line without tabs is a row of the table around it: a heading over the rows that follow."""
    text = lines[at].text.strip()
    if not text or len(text) > MAX_ROW_HEADING or text.endswith((".", ":")) or at + 1 >= len(lines):
        return False
    above, below = lines[at - 1].text.split("\t"), lines[at + 1].text.split("\t")
    return len(above) == len(below) > 1 and bool(below[0].strip()) and any(map(read_number, below[1:]))


def _pipe_cells(text: str) -> list[str]:
    inner = text.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _pipe_tables(lines: Sequence[Line]) -> Iterator[Table]:
    rows = [(line.number, _pipe_cells(line.text), bool(_PIPE_RULE.match(line.text))) for line in lines]
    rule = next((i for i, row in enumerate(rows) if row[2]), None)
    header_rows = rule or 0
    yield table_of([(number, cells) for number, cells, is_rule in rows if not is_rule], header_rows)


def _delimited(lines: Sequence[Line], width: int | None) -> Iterator[Item]:
    for part in delimited_items(lines):
        yield from (part,) if isinstance(part, Table) else _paragraphs([part], width)


def _tab_table(lines: Sequence[Line]) -> Table:
    width = max(line.text.count("\t") for line in lines) + 1
    rows = [(line.number, line.text.rstrip("\n").split("\t")) for line in lines]
    return table_of([(number, cells if len(cells) > 1 else cells + [""] * (width - 1)) for number, cells in rows])


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Tell at which column a hard-wrapped file breaks its lines; None when a paragraph is one line.

    In a wrapped file the first word of a line would not have fitted on the line above.
    """
    texts = [line.text.rstrip() if _form(line) == "text" and not is_spaced(line.text) else "" for line in lines]
    width = max((len(text) for text in texts), default=0)
    pairs = [(a, b) for a, b in pairwise(texts) if a and b and not _BULLET.match(b)]
    if not 40 <= width <= MAX_WRAP or len(pairs) < 3:
        return None
    return width if sum(_fills(a, b, width) for a, b in pairs) >= 0.6 * len(pairs) else None


def _fills(above: str, below: str, width: int) -> bool:
    """Say whether the first word of the line below would not have fitted on the line above."""
    return len(above.rstrip()) + 1 + len((below.split(maxsplit=1) or [""])[0]) > width


def _paragraphs(lines: Sequence[Line], width: int | None) -> Iterator[Block]:
    for apart, group in groupby(lines, key=lambda line: len(side_by_side(line)) > 1):
        if apart:
            yield from (_block([part]) for part in in_columns(list(group)))
        else:
            yield from _running_text([part for line in group for part in _glued_parts(line)], width)


def _running_text(lines: Sequence[Line], width: int | None) -> Iterator[Block]:
    lines = [line._replace(text=_QUOTE.sub("", line.text)) for line in lines]
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and _continues(lines[i - 1].text, lines[i].text, width):
            continue
        yield _block(lines[start:i])
        start = i


def _glued_parts(line: Line) -> tuple[Line, ...]:
    """Part a bold sentence from the text it leads, and headings that were glued: "Kostnader**Nämnden**"."""
    match = _LEAD.match(line.text)
    if match and not read_label(without_markup(match[1])):
        return line._replace(text=match[1]), line._replace(text=match[2])
    match = _GLUED.match(line.text) if "**" in line.text else None
    return (line._replace(text=match[1]), line._replace(text=match[2])) if match else (line,)


def _continues(above: str, below: str, width: int | None) -> bool:
    """Say whether a line goes on with the paragraph of the line above it."""
    if _HEADING.match(above) or _HEADING.match(below) or _BULLET.match(below) or FULLY_BOLD.match(below):
        return False
    if _LEADERED.search(above) or _LEADERED.search(below):
        return False
    if re.search(r"[a-zåäö]-\s*$", above) and below[:1].islower():
        return True
    if (below[:1].islower() and not ends_sentence(above)) or stops_short(above.rstrip()):
        return True
    return bool(width and _fills(above, below, width) and not read_label(below) and not read_heading(below).number)


def _join(texts: Sequence[str]) -> str:
    joined = texts[0].rstrip()
    for text in texts[1:]:
        joined = join_lines(joined, text)
    return joined


def _block(lines: Sequence[Line]) -> Block:
    raw = _join([line.text for line in lines])
    place = Place(line=lines[0].number)
    heading = _HEADING.match(raw)
    if heading:
        return Block(without_markup(heading[2]), place, level=len(heading[1]), bold=True)
    bullet = _BULLET.match(raw)
    if bullet:
        return Block(without_markup(raw), place, list_item=True)
    return Block(without_markup(raw), place, bold=bool(FULLY_BOLD.match(_NUMBERED.sub("", raw))))
