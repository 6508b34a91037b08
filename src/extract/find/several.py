"""A file that holds several reports, such as a summons with its appendices: where the second one begins.

A report begins with a line that says what it is and whose, at the top of a page or as a heading of the first rank. The
chapters of one report do so, too: only another body's report counts, and its first page must look like one, or count
pages anew. What follows is left out, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...normalize.body import find_bodies, is_body
from ...normalize.date import find_years
from ...normalize.text import clean, fold
from ...schema import Finding
from ...schema.codes import ReportType
from ..document import Block, Document, Item, Table
from .header import COVER_LINE, kind_of
from .source import source_of

TOP = 5
"""Items at the top of a page among which a report's title stands."""
COVER = 16
"""Items on a page that is no more than a cover."""
NEAR = 6
"""Items after the title among which the body stands."""
_SIZE = 0.85
_APPENDIX = re.compile(r"^bilaga\b", re.I)
_COUNCIL = re.compile(r"fullmäktige", re.I)
_LABEL = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a report begins: the position of its title among the items, what kind it is, whose, and for which year."""

    index: int
    block: Block
    kind: ReportType
    body: str | None
    year: int | None


def first_report(document: Document) -> tuple[Document, list[Finding]]:
    """Cut a file after its first report; a finding names the pages of what is left out."""
    openings = list(_openings(document))
    first = openings[0] if openings else None
    others = [each for each in openings[1:] if first and _is_another(document, first, each)]
    if not others:
        return document, []
    return document.with_items(document.items[: _start(document, others[0])]), [_told(document, others)]


def _told(document: Document, others: Sequence[Opening]) -> Finding:
    named = []
    for other, after in zip(others, [*others[1:], None], strict=True):
        title = clean(other.block.text).replace("\n", " ")[:80]
        named.append(f"«{title}»{_whose(other)} on {_pages(document, other, after)}")
    source = source_of(document, others[0].block.place)
    message = f"the file goes on with other reports, which were left out: {'; '.join(named)}"
    return Finding(code="several_reports", origin="extraction", severity="warning", message=message, source=source)


def _whose(opening: Opening) -> str:
    body = opening.body
    return f" of {body}" if body and fold(body) not in fold(opening.block.text) else ""


def _pages(document: Document, other: Opening, after: Opening | None) -> str:
    place = other.block.place
    if place.page:
        last = (after.block.place.page or 1) - 1 if after else len(document.pages)
        return f"page {place.page}" if last <= place.page else f"pages {place.page}-{last}"
    if place.line:
        return f"line {place.line} and on"
    return place.ref or "what follows"


def _openings(document: Document) -> Iterator[Opening]:
    """Give the lines that say what report begins there."""
    seen: dict[str, int] = {}
    for item in document.items:
        if isinstance(item, Block):
            seen[fold(item.text)] = seen.get(fold(item.text), 0) + 1
    for index, block in _titles(document):
        text = clean(block.text).replace("\n", " ")
        kind = kind_of(text, strong=True)
        if kind is None or kind == "memo" or seen[fold(block.text)] > 2 or text.endswith((".", ":", "?")):
            continue
        body = _body_near(document.items, index)
        yield Opening(index, block, kind, body, next(iter(find_years(text)), None))


def _titles(document: Document) -> Iterator[tuple[int, Block]]:
    """Give the short lines at the top of pages, or the headings of the first rank where there are no pages."""
    page, rank = None, 0
    for i, item in enumerate(document.items):
        if item.place.page is None:
            if isinstance(item, Block) and (item.level == 1 or _after_appendix(document.items, i)):
                yield i, item
            continue
        page, rank = item.place.page, rank + 1 if item.place.page == page else 1
        if isinstance(item, Block) and rank <= TOP and 0 < len(item.text) <= COVER_LINE:
            yield i, item


def _after_appendix(items: Sequence[Item], index: int) -> bool:
    above = items[index - 1] if index else None
    return isinstance(above, Block) and len(above.text) < 20 and bool(_APPENDIX.match(above.text))


def _body_near(items: Sequence[Item], index: int) -> str | None:
    """Give the body that a title names, or that stands on a line of its own beside it."""
    title = items[index]
    if isinstance(title, Block) and (bodies := [b for b in find_bodies(title.text) if _reports(b, title.text)]):
        return bodies[-1]
    near = items[max(0, index - 2) : index + NEAR]
    lines = [clean(each.text) for each in near if isinstance(each, Block) and each.place.page == title.place.page]
    return next((line for line in lines if is_body(line.strip(" ,.")) and _reports(line, line)), None)


def _reports(body: str, text: str) -> bool:
    """Say whether a body may be whose report it is: the council is reported to, as is whoever "till" stands before."""
    return not _COUNCIL.search(body) and not re.search(rf"\btill {re.escape(body)}", text, re.I)


def _is_another(document: Document, first: Opening, other: Opening) -> bool:
    """Say whether a title begins another report than the first: of another body, on a page that begins one."""
    if other.body is None or first.body is None:
        return bool(other.body or first.body) and _counts_anew(document, other)
    if fold(other.body).removesuffix("s") == fold(first.body).removesuffix("s"):
        return False
    if other.block.place.page is None:
        return _same_rank(first.block, other.block)
    if other.block.place.page == first.block.place.page:
        return False
    return _counts_anew(document, other) or (_same_rank(first.block, other.block) and _is_cover(document, other))


def _same_rank(first: Block, other: Block) -> bool:
    """Say whether two titles are set alike."""
    if first.size and other.size:
        return other.size >= _SIZE * first.size
    return first.level == other.level


def _is_cover(document: Document, opening: Opening) -> bool:
    """Say whether a title stands on a page with little else."""
    on_page = [item for item in document.items if item.place.page == opening.block.place.page]
    return len(on_page) <= COVER and not any(isinstance(item, Table) for item in on_page)


def _counts_anew(document: Document, opening: Opening) -> bool:
    """Say whether the printed page numbers begin again where a title stands."""
    page = opening.block.place.page
    if page is None:
        return False
    printed = {each.number: int(m[0]) for each in document.pages if each.label and (m := _LABEL.search(each.label))}
    before = max((printed.get(p, 0) for p in (page - 1, page - 2)), default=0)
    here, after = printed.get(page), printed.get(page + 1)
    return before > 2 and ((here is not None and here <= 1) or (here is None and after is not None and after <= 2))


def _start(document: Document, opening: Opening) -> int:
    """Give the first item of a report: all that stands above its title on its page is its own, "Bilaga 2" too."""
    page, start = opening.block.place.page, opening.index
    while start and (
        (page is not None and document.items[start - 1].place.page == page) or _after_appendix(document.items, start)
    ):
        start -= 1
    return start
