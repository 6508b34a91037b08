"""Small pictures in Word and HTML files that stand for a status: a coloured disc, a tick, a face, a completion bar.

Reports paste such symbols as bitmaps, often without any description; `icons` reads colour and outline from the
pixels. What is no symbol (a photo, a chart) is `None`.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace

from ..document import Icon, Shape
from .color import color_name

MAX_SIDE = 1200
"""Pictures with a longer side, in pixels, are no symbols and are not decoded."""

_SIDE = 96
_MAX_SHADES = 200
_FLAT_SHARE = 0.35
_NEUTRAL = ("grey", "black", "white", None)


def picture_icon(data: bytes, alt: str | None = None) -> Icon | None:
    """Classify a bitmap or a simple metafile by outline and dominant colour; None when it is no symbol."""
    if data[40:44] == b" EMF":
        return _metafile_icon(data, alt)
    return _bitmap_icon(data, alt)


def _bitmap_icon(data: bytes, alt: str | None) -> Icon | None:
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    from .. import icons

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if max(opened.size) > MAX_SIDE or min(opened.size) < 4:
                return None
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    image.thumbnail((_SIDE * 3, _SIDE))
    pixels = np.asarray(image)
    icon = icons.picture_icon(pixels, (0.0, 0.0, float(image.width), float(image.height)))
    painted = pixels[(pixels[..., 3] > 128) & (pixels[..., :3].min(axis=-1) < 240)] >> 4
    shades, counts = np.unique(painted, axis=0, return_counts=True)
    # Photos and charts have many shades; a drawn symbol has its colour, its mark and the blends between them.
    is_flat = counts.max(initial=0) > _FLAT_SHARE * counts.sum()
    if icon.shape == "image" or len(shades) > _MAX_SHADES or (icon.color in _NEUTRAL and not is_flat):
        return None
    return replace(icon, box=None, alt=alt)


_EMF_SHAPES: dict[int, Shape] = {42: "circle", 43: "square", 44: "square", 3: "unknown", 86: "unknown"}
_EMF_BRUSH = 39


def _metafile_icon(data: bytes, alt: str | None) -> Icon | None:
    """Read a metafile that draws one filled ellipse, box or polygon: the form Office saves drawn symbols in."""
    shape: Shape | None = None
    color: str | None = None
    drawn = 0
    for kind, record in _emf_records(data):
        if kind == _EMF_BRUSH and len(record) >= 20:
            color = color_name(record[16], record[17], record[18]) or color
        elif kind in _EMF_SHAPES:
            shape, drawn = _EMF_SHAPES[kind], drawn + 1
    if shape is None or drawn > 3 or color in ("white", None):
        return None
    return Icon(shape, color, alt=alt)


def _emf_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8:
            return
        yield kind, data[at : at + size]
        at += size
