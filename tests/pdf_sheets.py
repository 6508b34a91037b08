"""A few lines that write small PDF files, so that tests can say what a page looks like in the test itself."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {
    "plain": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
    "serif": "Times-Roman",
    "serifbold": "Times-Bold",
    "dingbats": "ZapfDingbats",
    "mono": "Courier",
}
GREEN, YELLOW, RED, GREY = (0.2, 0.6, 0.2), (0.95, 0.72, 0.02), (0.8, 0.06, 0.18), (0.5, 0.5, 0.5)
BLACK, WHITE, BAND, TINT = (0, 0, 0), (1, 1, 1), (0.85, 0.9, 0.93), (0.95, 0.95, 0.95)
WIDTHS = {"plain": 0.5, "italic": 0.5, "bold": 0.53, "serif": 0.45, "serifbold": 0.48, "dingbats": 0.8, "mono": 0.6}


@dataclass
class Sheet:
    """One page: text and drawings at places counted from the top left corner, in points."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        font: str = "plain",
        color: tuple[float, float, float] = BLACK,
        right: bool = False,
        mode: int = 0,
        spacing: float = 0,
        matrix: str | None = None,
    ) -> Sheet:
        """Set a line with its baseline at y; `right` sets its end at x (figures only: their width is known)."""
        if right:
            x -= sum(0.278 if letter in " .,-" else 0.556 for letter in text.replace("−", "-")) * size
        raw = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        place = matrix or f"1 0 0 1 {x:.2f} {self.height - y:.2f}"
        red, green, blue = color
        self.parts.append(
            f"BT /{font} {size} Tf {red} {green} {blue} rg {mode} Tr {spacing} Tc {place} Tm "
            f"({raw.decode('latin-1')}) Tj ET"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Sheet:
        """Draw a line."""
        self.parts.append(f"0 0 0 RG {width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, color: tuple[float, float, float]) -> Sheet:
        """Fill a rectangle."""
        red, green, blue = color
        self.parts.append(f"{red} {green} {blue} rg {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def disc(self, x: float, y: float, radius: float, color: tuple[float, float, float]) -> Sheet:
        """Fill a circle of four curves."""
        red, green, blue = color
        k, r, y = 0.5523 * radius, radius, self.height - y
        self.parts.append(
            f"{red} {green} {blue} rg {x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c "
            f"{x - k} {y + r} {x - r} {y + k} {x - r} {y} c {x - r} {y - k} {x - k} {y - r} {x} {y - r} c "
            f"{x + k} {y - r} {x + r} {y - k} {x + r} {y} c f"
        )
        return self

    def polygon(self, points: list[tuple[float, float]], color: tuple[float, float, float]) -> Sheet:
        """Fill a polygon."""
        red, green, blue = color
        steps = " ".join(f"{x} {self.height - y} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        self.parts.append(f"{red} {green} {blue} rg {steps} h f")
        return self

    def paragraph(self, x: float, y: float, lines: list[str], *, pitch: float = 12, size: float = 10) -> float:
        """Set lines under each other; give the baseline after the last."""
        for text in lines:
            self.text(x, y, text, size=size)
            y += pitch
        return y


def pdf(*sheets: Sheet) -> bytes:
    """Write the pages as a PDF file."""
    fonts = "".join(
        f"/{key}<</Type/Font/Subtype/Type1/BaseFont/{name}{'' if key == 'dingbats' else '/Encoding/WinAnsiEncoding'}>>"
        for key, name in FONTS.items()
    )
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.parts)
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
            f"/Resources<</Font<<{fonts}>>>>/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
