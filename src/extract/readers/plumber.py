"""The second engine: what pdfplumber reads of a page that pdfium cannot, as the same `PageModel`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Final

from ...errors import Damaged, Encrypted
from ..document import Icon
from ..page import Fill, PageModel, Rule, Word
from .color import color_name

_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi|fett", re.IGNORECASE)
_CID: Final = re.compile(r"\(cid:\d+\)")
_THIN: Final = 2.2


class PlumberFile:
    """A PDF file opened with pdfplumber; a context manager."""

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect

        try:
            self._file = pdfplumber.open(io.BytesIO(data), password=password or "")
            self._count = len(self._file.pages)
        except Exception as error:
            if (
                isinstance(error, PDFPasswordIncorrect)
                or isinstance(error.__cause__, PDFPasswordIncorrect)
                or any(isinstance(each, PDFPasswordIncorrect) for each in error.args)
            ):
                raise Encrypted(f"{name} is encrypted: it needs a password (--password)") from error
            raise Damaged(f"{name} is not a readable PDF file") from error
        if not self._count:
            raise Damaged(f"{name} holds no readable page")

    def __enter__(self) -> PlumberFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def attachments(self) -> list[str]:
        """Give no names: this engine does not look for attached files."""
        return []

    def page(self, number: int) -> PageModel:
        """Read one page (1-based).

        Raises:
            Damaged: pdfminer stumbles over the page.
        """
        try:
            page = self._file.pages[number - 1]
            model = PageModel(number, float(page.width), float(page.height))
            model.words = list(_words(page))
            _add_drawings(page, model)
            model.pictures = [(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images]
            letters = "".join(str(char["text"]) for char in page.chars)
            model.unreadable = len(_CID.findall(letters)) / max(len(page.chars), 1)
        except Exception as error:
            raise Damaged(f"page {number} cannot be read: {type(error).__name__}") from error
        finally:
            self._file.pages[number - 1].close()
        return model


def _words(page: Any) -> Iterator[Word]:
    found = page.extract_words(extra_attrs=["fontname", "size", "non_stroking_color"], use_text_flow=False)
    for word in found:
        font = str(word["fontname"])
        color = _rgb(word["non_stroking_color"])
        name = color_name(*color)
        box = (float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"]))
        turn = 0 if word.get("upright", True) else 90
        shown = None if name in ("black", "grey") else name
        yield Word(
            _CID.sub("\ufffd", word["text"]),
            *box,
            float(word["size"]),
            bool(_BOLD.search(font)),
            shown,
            turn,
            None,
            font,
        )


def _add_drawings(page: Any, model: PageModel) -> None:
    for line in page.lines:
        model.rules.append(Rule(line["x0"], line["top"], line["x1"], line["bottom"]))
    for rect in page.rects:
        box = (float(rect["x0"]), float(rect["top"]), float(rect["x1"]), float(rect["bottom"]))
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            model.rules.append(Rule(*box))
            continue
        if rect.get("fill"):
            rgb = _rgb(rect["non_stroking_color"])
            model.fills.append(Fill(*box, rgb))
            if width <= 22 and height <= 22 and 0.7 < width / height < 1.4:
                model.icons.append(Icon("square", color_name(*rgb), box))
        if rect.get("stroke"):
            x0, top, x1, bottom = box
            sides = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
            model.rules.extend(Rule(*side) for side in sides)
    for curve in page.curves:
        width, height = curve["x1"] - curve["x0"], curve["bottom"] - curve["top"]
        if 2.5 <= width <= 22 and 2.5 <= height <= 22 and curve.get("fill"):
            box = (float(curve["x0"]), float(curve["top"]), float(curve["x1"]), float(curve["bottom"]))
            model.icons.append(
                Icon(_curve_shape(_outline(curve), box), color_name(*_rgb(curve["non_stroking_color"])), box)
            )


def _outline(curve: dict[str, Any]) -> list[tuple[float, float]]:
    """Give the points of a path, with the middles of its Bezier curves."""
    points: list[tuple[float, float]] = []
    for command, *ends in curve.get("path") or ():
        if command == "c" and points:
            (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = points[-1], ends
            points.append(((x0 + 3 * (x1 + x2) + x3) / 8, (y0 + 3 * (y1 + y2) + y3) / 8))
        points += [(float(end[0]), float(end[1])) for end in ends[-1:]]
    return points or [(float(x), float(y)) for x, y in curve["pts"]]


def _curve_shape(points: list[tuple[float, float]], box: tuple[float, float, float, float]) -> Any:
    from ..icons import polygon_mask, shape_of

    return shape_of(polygon_mask([points]), (box[2] - box[0]) / (box[3] - box[1]))


def _rgb(color: Any) -> tuple[int, int, int]:
    """Give pdfminer's grey, RGB or CMYK colour as RGB, each 0-255."""
    if color is None:
        return (0, 0, 0)
    parts = [
        float(part) for part in (color if isinstance(color, (list, tuple)) else [color]) if not isinstance(part, str)
    ]
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return (0, 0, 0)
    red, green, blue = (max(0, min(255, round(255 * part))) for part in parts)
    return (red, green, blue)
