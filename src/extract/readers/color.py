"""What a person would call a colour: RGB, CSS and Word colours become one of a few names, or none.

Reports paint statuses in many greens and yellows, from lime to moss and from amber to lemon; the names fold them to
those a legend speaks of. A pale tint (a zebra row, a header band) is decoration and has no name, and neither have hues
no status uses (purple, pink, brown, turquoise).
"""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

_CSS = re.compile(r"#(?P<hex>[0-9a-f]{3,8})\b|(?P<model>rgb|hsl)a?\((?P<parts>[^)]*)\)|(?P<word>[a-z]+)", re.IGNORECASE)
_URL = re.compile(r"url\([^)]*\)", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?|\.\d+)(%?)")

_WORDS = {
    # CSS names and Word's highlight names that pages and documents use for statuses.
    "black": "000000", "white": "ffffff", "gray": "808080", "grey": "808080", "silver": "c0c0c0",
    "darkgray": "a9a9a9", "darkgrey": "a9a9a9", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "dimgray": "696969",
    "red": "ff0000", "darkred": "8b0000", "maroon": "800000", "crimson": "dc143c", "firebrick": "b22222",
    "tomato": "ff6347", "salmon": "fa8072", "indianred": "cd5c5c", "orangered": "ff4500", "orange": "ffa500",
    "darkorange": "ff8c00", "coral": "ff7f50", "yellow": "ffff00", "gold": "ffd700", "goldenrod": "daa520",
    "darkyellow": "808000", "khaki": "f0e68c", "green": "008000", "lime": "00ff00", "limegreen": "32cd32",
    "darkgreen": "006400", "forestgreen": "228b22", "seagreen": "2e8b57", "mediumseagreen": "3cb371",
    "lightgreen": "90ee90", "palegreen": "98fb98", "springgreen": "00ff7f", "yellowgreen": "9acd32",
    "greenyellow": "adff2f", "chartreuse": "7fff00", "lawngreen": "7cfc00", "olive": "808000", "olivedrab": "6b8e23",
    "teal": "008080", "blue": "0000ff", "navy": "000080", "darkblue": "00008b", "royalblue": "4169e1",
    "steelblue": "4682b4", "dodgerblue": "1e90ff", "lightblue": "add8e6", "skyblue": "87ceeb", "aqua": "00ffff",
    "cyan": "00ffff", "darkcyan": "008b8b", "purple": "800080", "violet": "ee82ee", "pink": "ffc0cb",
    "magenta": "ff00ff", "darkmagenta": "8b008b",
}  # fmt: skip

# Hue from which (degrees), name, chroma below which a light tint is decoration, value below which it is brown or olive.
# Amber (FFC000, the "orange" of Word's palette) is what traffic lights call yellow; lime (99CC00) is what they call
# green. Pale blue and pale yellow are how reports shade header bands, so these need more chroma to mean anything.
_HUES: tuple[tuple[float, str | None, float, float], ...] = (
    (0, "red", 0.18, 0.0),
    (15, "orange", 0.25, 0.6),
    (41, "yellow", 0.25, 0.6),
    (66, "green", 0.115, 0.0),
    (168, None, 0.0, 0.0),
    (190, "blue", 0.25, 0.0),
    (256, None, 0.0, 0.0),
    (335, "red", 0.18, 0.0),
)


@lru_cache(maxsize=4096)
def color_name(r: float, g: float, b: float) -> str | None:
    """Name a colour given as RGB, each 0-255; None for a pale tint and for hues no status uses.

    A washed-out traffic light keeps its name (Excel's "good" C6EFCE, "neutral" FFEB9C, "bad" FFC7CE).

    Example:
        >>> color_name(153, 204, 0), color_name(255, 192, 0), color_name(242, 242, 242)
        ('green', 'yellow', None)
    """
    hue, saturation, value = colorsys.rgb_to_hsv(_share(r), _share(g), _share(b))
    if value <= 0.25:
        return "black"
    chroma = saturation * value
    if saturation < 0.115 or chroma < 0.08:
        return _neutral(value, chroma)
    _, name, pale, brown = next(band for band in reversed(_HUES) if hue * 360 >= band[0])
    if value < brown or (chroma < pale and value > 0.7):
        return None
    return name


def css_rgb(value: str) -> tuple[float, float, float] | None:
    """Read a CSS colour: hex, rgb(), hsl() or a name; None when it holds none or is transparent.

    Example:
        >>> css_rgb("#9c0"), css_rgb("rgb(153 204 0 / 50%)"), css_rgb("transparent")
        ((153.0, 204.0, 0.0), (204.0, 229.5, 127.5), None)
    """
    for found in _CSS.finditer(_URL.sub(" ", value)):
        rgb = _hex(found["hex"]) if found["hex"] else _model(found) if found["model"] else _word(found["word"])
        if rgb is not None:
            return rgb
    return None


def css_color(value: str) -> str | None:
    """Name a CSS colour; None for a pale tint, for none at all and for what is not understood.

    Example:
        >>> css_color("#28a745"), css_color("url(x.png) no-repeat red"), css_color("inherit")
        ('green', 'red', None)
    """
    rgb = css_rgb(value)
    return color_name(*rgb) if rgb else None


def word_color(value: str | None) -> str | None:
    """Name a colour as Word writes it: six hex digits, a highlight's name, or "auto" (which is none).

    Example:
        >>> word_color("92D050"), word_color("darkRed"), word_color("auto")
        ('green', 'red', None)
    """
    if not value or value in ("auto", "none"):
        return None
    return css_color(f"#{value}" if _HEX.fullmatch(value) else value)


def _share(part: float) -> float:
    return min(max(part / 255, 0.0), 1.0)


def _neutral(value: float, chroma: float) -> str | None:
    if value - chroma >= 0.98:
        return "white"
    return "grey" if value < 0.88 else None


def _hex(digits: str) -> tuple[float, float, float] | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    r, g, b, *alpha = (float(int(digits[at : at + 2], 16)) for at in range(0, len(digits), 2))
    return _over_white(r, g, b, alpha[0] / 255 if alpha else 1.0)


def _word(word: str) -> tuple[float, float, float] | None:
    digits = _WORDS.get(word.lower())
    return _hex(digits) if digits else None


def _model(found: re.Match[str]) -> tuple[float, float, float] | None:
    numbers = [(float(number), bool(percent)) for number, percent in _NUMBER.findall(found["parts"])]
    if len(numbers) < 3:
        return None
    alpha = (numbers[3][0] / 100 if numbers[3][1] else numbers[3][0]) if len(numbers) > 3 else 1.0
    if found["model"].lower() == "hsl":
        hue, saturation, lightness = (number for number, _ in numbers[:3])
        r, g, b = (255 * part for part in colorsys.hls_to_rgb(hue / 360 % 1, lightness / 100, saturation / 100))
    else:
        r, g, b = (number * 2.55 if percent else number for number, percent in numbers[:3])
    return _over_white(r, g, b, alpha)


def _over_white(r: float, g: float, b: float, alpha: float) -> tuple[float, float, float] | None:
    """Lay a half-transparent colour on white paper; one that cannot be seen is none."""
    if alpha < 0.05:
        return None
    r, g, b = (255 - (255 - part) * min(alpha, 1.0) for part in (r, g, b))
    return r, g, b
