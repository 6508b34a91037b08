"""Word files, read straight from their XML: paragraphs, tables and symbols in reading order.

What Word prints is not always what stands in the text: numbers of lists and headings are computed, check boxes and
drawn symbols are objects, tracked deletions and placeholders are there but not printed. Running heads, footnotes and
the table of contents are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ... import errors
from ...normalize.text import clean
from ..document import Aside, Document, Icon, Place
from . import detect, flow
from .color import word_color
from .nodes import BREAK, CHECKED, UNCHECKED, Grid, GridCell, Inline, Node, Paragraph, Run
from .ooxml import Element, Package
from .tab_set import TAB, with_tab_tables
from .typed_symbols import raised, symbol_font_parts
from .word_drawing import Drawings
from .word_numbering import Mark, Numbering
from .word_styles import Look, Style, Styles, W, look, number_reference, outline_level, value

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_GROUPS = {f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "bdo", "dir")}
_MAX_COLUMNS = 200


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word file into a neutral document.

    Raises:
        Damaged: it is no sound Word file.
        Encrypted: it needs a password.
        TooLarge: it unpacks to more than is read.
    """
    package = Package.opened(data, name)
    path = next((target for kind, target in package.relations("").values() if kind == "officeDocument"), None)
    root = package.xml(path or "word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise errors.Damaged(f"{name} is a damaged Word file: it has no text part")
    reader = _Reader.of(package, path or "word/document.xml")
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        name, digest, detect.DOCX, flow.items(with_tab_tables(reader.nodes(body))), asides=tuple(_margins(reader))
    )


def _margins(reader: _Reader) -> Iterator[Aside]:
    """Give the lines of the running heads and footers; the three kinds of page often repeat them."""
    parts = [path for kind, path in reader.relations.values() if kind in ("header", "footer")]
    roots = [root for path in sorted(parts) if (root := reader.package.xml(path)) is not None]
    lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for root in roots for line in root.iter(f"{W}p"))
    yield from (Aside("margin", line, Place()) for line in dict.fromkeys(map(clean, lines)) if line)


@dataclass(slots=True)
class _Field:
    """A field whose instruction is not printed, but its result is."""

    in_instruction: bool = True


@dataclass(slots=True)
class _Text:
    """The content of one paragraph as it is gathered, with the text boxes anchored in it."""

    content: list[Inline] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def silent(self) -> bool:
        """Say whether what comes now is a field's instruction."""
        return any(each.in_instruction for each in self.fields)

    def before(self) -> str:
        """Give the last text gathered."""
        last = self.content[-1] if self.content else None
        return last.text if isinstance(last, Run) else ""


@dataclass(slots=True)
class _Reader:
    """Walks the XML of one document; lists count on as it goes."""

    package: Package
    relations: dict[str, tuple[str, str]]
    styles: Styles
    numbering: Numbering
    drawings: Drawings
    carried: list[Inline] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, path: str) -> _Reader:
        relations = package.relations(path)
        parts = dict(relations.values())
        return cls(
            package,
            relations,
            Styles.read(package.xml(parts.get("styles", "word/styles.xml"))),
            Numbering.read(package.xml(parts.get("numbering", "word/numbering.xml"))),
            Drawings.of(package, relations),
        )

    def nodes(self, parent: Iterable[Element]) -> Iterator[Node]:
        """Give the paragraphs and tables of a body, cell, text box or wrapper."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraphs(child)
            elif child.tag == f"{W}tbl":
                yield self._grid(child)
            elif child.tag == f"{W}sdt":
                yield from self.nodes(_control_content(child))
            elif child.tag == f"{W}altChunk":
                yield from self._embedded(child)
            elif child.tag in _GROUPS:
                yield from self.nodes(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self.nodes(_alternative(child))

    def _embedded(self, chunk: Element) -> Iterator[Node]:
        """Read a page of HTML that an exporting system left for Word to convert."""
        from . import html

        _, path = self.relations.get(chunk.get(_R_ID, ""), ("", ""))
        data = self.package.part(path) if path else None
        if data and detect.media_type(data, path) == detect.HTML:
            yield from html.nodes_of(data, path)

    def _paragraphs(self, element: Element) -> Iterator[Node]:
        properties = element.find(f"{W}pPr")
        key = value(properties, "pStyle")
        style = self.styles.style(key)
        text = _Text(self.carried)
        self.carried = []
        self._gather(element, style.look, text)
        if _mark_deleted(properties):
            self.carried = text.content
            return
        mark = self._mark(properties, key, style)
        if not style.contents:
            yield _paragraph(text.content, properties, style, mark)
        for box in text.boxes:
            yield from self.nodes(box)

    def _mark(self, properties: Element | None, key: str | None, style: Style) -> Mark | None:
        reference = number_reference(properties, style.number)
        if reference is None or reference[0] == "0":
            return None
        number, depth = reference
        if value(properties.find(f"{W}numPr") if properties is not None else None, "ilvl") is None:
            tied = self.numbering.depth_of_style(number, key)
            depth = depth if tied is None else tied
        return self.numbering.next_mark(number, depth)

    def _gather(self, parent: Iterable[Element], base: Look, text: _Text) -> None:
        """Gather the runs of a paragraph, whatever wraps them; deleted and moved-away text is left out."""
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, base, text)
            elif child.tag in _GROUPS:
                self._gather(child, base, text)
            elif child.tag == f"{W}sdt":
                box = _check_box(child)
                if box is not None:
                    text.content.append(CHECKED if box else UNCHECKED)
                else:
                    self._gather(_control_content(child), base, text)
            elif child.tag == f"{_MC}AlternateContent":
                self._gather(_alternative(child), base, text)
            elif child.tag.endswith(("}oMath", "}oMathPara")):
                text.content.append(Run("".join(part.text or "" for part in child.iter(_MATH_TEXT))))

    def _run(self, run: Element, base: Look, text: _Text) -> None:
        properties = run.find(f"{W}rPr")
        if properties is None or not len(properties):
            self._run_parts(run, base, text)
            return
        named = value(properties, "rStyle")
        character = self.styles.own_look(named) if named else Look()
        self._run_parts(run, look(properties).over(character).over(base), text)

    def _run_parts(self, run: Element, seen: Look, text: _Text) -> None:
        for part in run:
            self._run_part(part, seen, text)

    def _run_part(self, part: Element, seen: Look, text: _Text) -> None:
        name = part.tag.rsplit("}", 1)[-1]
        if name == "fldChar":
            _field_mark(part, text)
        elif text.silent() or seen.hidden or seen.struck:
            return
        elif name in _PLAIN:
            self._say(_PLAIN[name] or part.text or "", seen, text)
        elif name in ("br", "cr"):
            if part.get(f"{W}type") not in ("page", "column"):
                text.content.append(BREAK)
        elif name == "sym":
            code = part.get(f"{W}char", "")
            sign = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,6}", code) else ""
            self._say(sign, replace(seen, font=part.get(f"{W}font")), text)
        elif name in ("drawing", "pict"):
            text.content.extend(self.drawings.icons(part))
            text.boxes.extend(_outermost(part, f"{W}txbxContent"))
        elif name == "AlternateContent":
            for inner in _alternative(part):
                self._run_part(inner, seen, text)

    def _say(self, said: str, seen: Look, text: _Text) -> None:
        if not said:
            return
        if seen.raised:
            said = raised(said, text.before())
        bold, color = bool(seen.bold), seen.color
        text.content.extend(
            part if isinstance(part, Icon) else Run(part, bold, seen.size, color)
            for part in symbol_font_parts(said, seen.font, color)
        )

    def _grid(self, table: Element) -> Grid:
        cells: list[GridCell] = []
        merging: dict[int, int] = {}
        for at, row in enumerate(_rows(table)):
            self._row(row, at, cells, merging)
        properties = table.find(f"{W}tblPr")
        return Grid(tuple(cells), title=value(properties, "tblCaption"))

    def _row(self, row: Element, at: int, cells: list[GridCell], merging: dict[int, int]) -> None:
        """Place the cells of a row; a vertically merged one lengthens the cell it belongs to."""
        properties = row.find(f"{W}trPr")
        header = _is_set(properties, "tblHeader")
        column = _whole(value(properties, "gridBefore"), 0)
        for cell in _row_cells(row):
            setting = cell.find(f"{W}tcPr")
            span = min(_whole(value(setting, "gridSpan"), 1), _MAX_COLUMNS)
            merge = setting.find(f"{W}vMerge") if setting is not None else None
            above = merging.pop(column, None)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above is not None:
                cells[above] = replace(cells[above], row_span=at - cells[above].row + 1)
                merging[column] = above
            elif value(setting, "hMerge") == "continue" and cells and cells[-1].row == at:
                cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + span)
            else:
                if merge is not None:
                    merging[column] = len(cells)
                content = flow.chosen(tuple(self.nodes(cell)))
                fill = _fill(setting) or _paragraph_fill(cell)
                cells.append(GridCell(at, column, content, 1, span, header, fill))
            column += span


_PLAIN = {"t": "", "tab": TAB, "ptab": TAB, "noBreakHyphen": "-"}


def _paragraph(content: Sequence[Inline], properties: Element | None, style: Style, mark: Mark | None) -> Paragraph:
    level = outline_level(properties) or style.level
    return Paragraph(
        tuple(content),
        level=level if level and level <= 9 else None,
        mark=mark.text if mark else None,
        list_item=mark is not None and not level,
    )


def _field_mark(mark: Element, text: _Text) -> None:
    """Follow a field from its instruction to its result; form fields keep their value in the mark itself."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        text.content.extend(_form_field(mark.find(f"{W}ffData")))
        text.fields.append(_Field())
    elif kind == "separate" and text.fields:
        text.fields[-1].in_instruction = False
    elif kind == "end" and text.fields:
        text.fields.pop()


def _form_field(form: Element | None) -> Iterator[Inline]:
    box = form.find(f"{W}checkBox") if form is not None else None
    if box is not None:
        checked = box.find(f"{W}checked")
        yield CHECKED if _is_set(box, "checked" if checked is not None else "default") else UNCHECKED
    choice = form.find(f"{W}ddList") if form is not None else None
    if choice is not None:
        entries = [entry.get(f"{W}val", "") for entry in choice.iter(f"{W}listEntry")]
        at = _whole(value(choice, "result") or value(choice, "default"), 0)
        yield Run(entries[at] if at < len(entries) else "")


def _check_box(control: Element) -> bool | None:
    """Say whether a content control is a ticked check box; None when it is no check box."""
    checked = control.find(f"{W}sdtPr/{_W14}checkbox/{_W14}checked")
    if checked is None:
        return None if control.find(f"{W}sdtPr/{_W14}checkbox") is None else False
    return checked.get(f"{_W14}val", "1") not in ("0", "false")


def _control_content(control: Element) -> Iterable[Element]:
    """Give what a content control shows; a placeholder or a table of contents is none of the report's text."""
    properties = control.find(f"{W}sdtPr")
    gallery = value(properties.find(f"{W}docPartObj") if properties is not None else None, "docPartGallery")
    if _is_set(properties, "showingPlcHdr") or gallery == "Table of Contents":
        return ()
    content = control.find(f"{W}sdtContent")
    return content if content is not None else ()


def _alternative(element: Element) -> Iterable[Element]:
    """Give the modern one of two forms of the same thing."""
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return choice if choice is not None and len(choice) else fallback if fallback is not None else ()


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """Find elements outside the fallback that repeats them; those nested in a found one belong to it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            for inner in _alternative(child):
                yield from _outermost(inner, tag)
        else:
            yield from _outermost(child, tag)


def _mark_deleted(properties: Element | None) -> bool:
    """Say whether a tracked change joins the paragraph with the next one."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _rows(table: Iterable[Element]) -> Iterator[Element]:
    """Give the rows of a table, also those wrapped in content controls; deleted and hidden ones are not printed."""
    for child in table:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            gone = properties is not None and properties.find(f"{W}del") is not None
            if not gone and not _is_set(properties, "hidden"):
                yield child
        elif child.tag == f"{W}sdt":
            yield from _rows(_control_content(child))
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _row_cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from _row_cells(content) if content is not None else ()
        elif child.tag in _GROUPS:
            yield from _row_cells(child)


def _fill(properties: Element | None) -> str | None:
    """Give the colour of a cell's shading; a pattern is read as the colour of its dots when these cover it."""
    shading = properties.find(f"{W}shd") if properties is not None else None
    if shading is None:
        return None
    return word_color(shading.get(f"{W}color" if shading.get(f"{W}val") == "solid" else f"{W}fill"))


def _paragraph_fill(cell: Element) -> str | None:
    """Give the colour that all paragraphs of a cell are shaded with."""
    fills = {_fill(paragraph.find(f"{W}pPr")) for paragraph in cell.iterchildren(f"{W}p")}
    return fills.pop() if len(fills) == 1 else None


def _is_set(properties: Element | None, name: str) -> bool:
    element = properties.find(f"{W}{name}") if properties is not None else None
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default
