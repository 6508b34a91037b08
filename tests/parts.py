"""A sample report as a list of headings, paragraphs and tables: to cut something out, and to print it in any form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path
from typing import Literal

from tests.pdf_sheets import Sheet, pdf
from tests.test_docx import p, package, tbl, tr

Row = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One piece of print. A table has rows and may have a title; a heading has a level, from 1."""

    kind: Literal["heading", "text", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[Row, ...] = ()


Parts = tuple[Part, ...]
Cut = Callable[[Parts], Parts]


# --- reading the samples ----------------------------------------------------------------------------------------------

HEAD = 4
_MARKED = re.compile(r"<(?P<tag>h[1-6]|p|table)>(?P<inner>.*?)</(?P=tag)>", re.DOTALL)
_CELL = re.compile(r"<t[hd]>(.*?)</t[hd]>")


def parts_of(file: Path) -> Parts:
    """Take a sample in plain text or HTML apart."""
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        return tuple(_marked(match["tag"], match["inner"]) for match in _MARKED.finditer(text))
    return tuple(_plain(block, first=i < HEAD) for i, block in enumerate(text.strip().split("\n\n")))


def _marked(tag: str, inner: str) -> Part:
    if tag == "table":
        title = re.search(r"<caption>(.*?)</caption>", inner)
        rows = tuple(tuple(map(unescape, _CELL.findall(row))) for row in inner.split("</tr>") if _CELL.search(row))
        return Part("table", title[1] if title else "", rows=rows)
    return Part("text", unescape(inner)) if tag == "p" else Part("heading", unescape(inner), int(tag[1]))


def _plain(block: str, *, first: bool) -> Part:
    if "\t" in block:
        return Part("table", rows=tuple(tuple(line.split("\t")) for line in block.split("\n")))
    if block.endswith(".") or (first and not block.startswith("Delårsrapport")):
        return Part("text", block)
    return Part("heading", block, 1 if first else 2)


# --- cutting something out --------------------------------------------------------------------------------------------


def _of(parts: Parts, title: str) -> tuple[int, int, int]:
    """Give where a heading stands, where what it is directly over ends, and where all that is deeper ends."""
    begin = next(i for i, part in enumerate(parts) if part.kind == "heading" and part.text == title)
    ends = [i for i, part in enumerate(parts) if part.kind == "heading" and i > begin]
    own = next(iter(ends), len(parts))
    return begin, own, next((i for i in ends if parts[i].level <= parts[begin].level), len(parts))


def section(title: str) -> Cut:
    """Cut a heading out with everything under it."""

    def cut(parts: Parts) -> Parts:
        begin, _, end = _of(parts, title)
        return parts[:begin] + parts[end:]

    return cut


def heading(title: str) -> Cut:
    """Cut a heading out and leave what is under it."""

    def cut(parts: Parts) -> Parts:
        begin, _, _ = _of(parts, title)
        return parts[:begin] + parts[begin + 1 :]

    return cut


def table(title: str, instead: str = "") -> Cut:
    """Cut the table under a heading out, and print a sentence instead where one is given."""

    def cut(parts: Parts) -> Parts:
        begin, own, _ = _of(parts, title)
        assert any(part.kind == "table" for part in parts[begin:own])
        there = (Part("text", instead),) if instead else ()
        kept = tuple(part for part in parts[begin:own] if part.kind != "table")
        return parts[:begin] + kept + there + parts[own:]

    return cut


def columns(title: str, *labels: str) -> Cut:
    """Cut columns out of the table under a heading."""

    def cut(parts: Parts) -> Parts:
        begin, own, _ = _of(parts, title)
        at = next(i for i in range(begin, own) if parts[i].kind == "table")
        header = parts[at].rows[0]
        assert set(labels) <= set(header)
        kept = [i for i, label in enumerate(header) if label not in labels]
        rows = tuple(tuple(row[i] for i in kept) for row in parts[at].rows)
        return (*parts[:at], replace(parts[at], rows=rows), *parts[at + 1 :])

    return cut


def words(pattern: str, instead: str = "") -> Cut:
    """Cut words out wherever they are printed; a paragraph that is left empty goes too."""

    def cut(parts: Parts) -> Parts:
        left = tuple(
            replace(
                part,
                text=re.sub(pattern, instead, part.text),
                rows=tuple(tuple(re.sub(pattern, instead, cell) for cell in row) for row in part.rows),
            )
            for part in parts
        )
        assert left != parts
        return tuple(part for part in left if part.text or part.rows)

    return cut


def each(*cuts: Cut) -> Cut:
    """Make several cuts."""

    def cut(parts: Parts) -> Parts:
        for one in cuts:
            parts = one(parts)
        return parts

    return cut


# --- printing ---------------------------------------------------------------------------------------------------------


def as_text(parts: Parts) -> bytes:
    rows = (["\n".join("\t".join(row) for row in part.rows)] if part.rows else [] for part in parts)
    blocks = ([part.text, *table] if part.text else table for part, table in zip(parts, rows, strict=True))
    return "\n\n".join(block for listed in blocks for block in listed).encode()


def as_html(parts: Parts) -> bytes:
    def block(part: Part) -> str:
        if part.kind == "table":
            rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
            return f"<table>{f'<caption>{escape(part.text)}</caption>' if part.text else ''}{rows}</table>"
        tag = f"h{part.level}" if part.level else "p"
        return f"<{tag}>{escape(part.text)}</{tag}>"

    return f"<html><body>{''.join(map(block, parts))}</body></html>".encode()


def as_docx(parts: Parts) -> bytes:
    def block(part: Part) -> str:
        if part.kind == "table":
            return (p(part.text) if part.text else "") + tbl(*(tr(*row) for row in part.rows)) + p("")
        outline = f'<w:outlineLvl w:val="{part.level - 1}"/>' if part.level else ""
        return p(part.text, properties=outline, run="<w:b/>" if part.level else "")

    return package("".join(map(block, parts)))


PAGE, TOP, LEFT, WIDE = 780, 60, 60, 86
_SIZES = {0: 10, 1: 18, 2: 14, 3: 12}


def as_pdf(parts: Parts) -> bytes:
    sheets, y = [Sheet()], float(TOP)
    for part in parts:
        lines = _wrapped(part.text)
        needed = 60 + 14 * (len(lines) + len(part.rows))
        if y + needed > PAGE:
            sheets.append(Sheet())
            y = TOP
        size = _SIZES[part.level]
        y += 2 * size if part.level else 0
        for line in lines:
            y += size + 4
            sheets[-1].text(LEFT, y, line, size=size, font="bold" if part.level else "plain")
        if part.rows:
            y = _drawn(sheets[-1], part.rows, y + 8)
        y += 8
    return pdf(*sheets)


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _drawn(sheet: Sheet, rows: Sequence[Row], top: float) -> float:
    """Draw a ruled table; give where it ends."""
    lengths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    scale = min(5.2, 475 / sum(length + 2 for length in lengths))
    edges = [LEFT + scale * sum(length + 2 for length in lengths[:i]) for i in range(len(lengths) + 1)]
    bottom = top + 14 * len(rows)
    for i in range(len(rows) + 1):
        sheet.line(edges[0], top + 14 * i, edges[-1], top + 14 * i)
    for edge in edges:
        sheet.line(edge, top, edge, bottom)
    for i, row in enumerate(rows):
        for x, cell in zip(edges[:-1], row, strict=True):
            sheet.text(x + 3, top + 14 * i + 10, cell.replace("−", "-"), size=min(9, scale * 1.8))
    return bottom


FORMS: dict[str, Callable[[Parts], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}
