"""Bytes to text: archives hold UTF-8, UTF-16, Windows-1252, ISO-8859-1 and MacRoman, seldom labelled.

A wrong guess turns å, ä and ö into rubbish, so candidates are judged by how Swedish they read. Text that was decoded
wrongly upstream ("Ã¥") is repaired and that is noted.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from ... import errors
from ...normalize.late import late_pattern
from ..document import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850", "iso-8859-1")
_SWEDISH = "åäöÅÄÖ"
_TYPICAL = "åäöÅÄÖéÉüÜèàçæøÆØ–—”“’‘•·…§½´°²³×\u00a0"
_MOJIBAKE = late_pattern("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¥¤¶]|â€[\u0080-\u009f“”™˜œ¢¦]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000
MAX_CONTROL_SHARE = 0.001
PRINTED_CONTROL_SHARE = 1 / 3
"""What was sent to a terminal is full of control characters; binary data is hardly ever whole UTF-8."""


def decode(data: bytes, name: str) -> tuple[str, list[Note]]:
    """Decode a text file and say what had to be done to it.

    Returns the text in NFC with `\\n` as its only line ending, and a note where the text was repaired.

    Raises:
        Unsupported: the bytes are no text.
    """
    text, notes = _first_decoding(data, name)
    if _too_many_controls(text, PRINTED_CONTROL_SHARE if _is_utf8(data) else MAX_CONTROL_SHARE):
        raise errors.Unsupported(f"{name} is a binary file, not text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_garbled(text):
        text = repaired(text)
        notes.append(Note("encoding_repaired", "text was decoded wrongly before it reached us and was repaired"))
    return unicodedata.normalize("NFC", text), notes


def _first_decoding(data: bytes, name: str) -> tuple[str, list[Note]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), []
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), []
    if b"\x00" in data[:_SAMPLE]:
        raise errors.Unsupported(f"{name} is a binary file, not text")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _best_eight_bit(data)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half:
        return "utf-16-be"
    return None


def _best_eight_bit(data: bytes) -> tuple[str, list[Note]]:
    mixed = _mostly_utf8(data)
    if mixed is not None:
        note = Note("encoding_repaired", "the file mixes encodings; bytes that are not UTF-8 were read as Windows-1252")
        return mixed, [note]
    sample = data[:_SAMPLE]
    best = max(_EIGHT_BIT, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))
    return data.decode(best, "replace"), []


def _mostly_utf8(data: bytes) -> str | None:
    """Read a file that is UTF-8 but for some bytes; None when it is not UTF-8 at all."""
    text = data.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= letter <= "\udcff" for letter in text)
    wide = sum(letter in _TYPICAL for letter in text)
    if wide <= strays:
        return None
    return re.sub(
        "[\udc80-\udcff]+",
        lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        text,
    )


def _likeness(text: str) -> float:
    """Judge how Swedish the letters beyond ASCII are, as a mean between -1 and 1."""
    beyond = [letter for letter in text if ord(letter) > 127]
    if not beyond:
        return 0.0
    good = sum(2 if letter in _SWEDISH else 1 for letter in beyond if letter in _TYPICAL)
    bad = sum(letter not in _TYPICAL for letter in beyond)
    inside = len(re.findall(r"[a-zåäö][ÅÄÖ][a-zåäö]", text))
    return (good - 2 * bad - 2 * inside) / (2 * len(beyond))


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data[:_SAMPLE])
    except UnicodeDecodeError:
        return False
    return True


def _too_many_controls(text: str, share: float) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(2, share * len(sample))


def is_garbled(text: str) -> bool:
    """Say whether text holds what UTF-8 looks like when it is read as Windows-1252."""
    return ("Ã" in text or "â" in text) and _MOJIBAKE.search(text) is not None


def repaired(text: str) -> str:
    """Give text as it was before it was decoded wrongly."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        normalization="NFC",
    )
    return "\n".join(ftfy.fix_text(line, config) if _MOJIBAKE.search(line) else line for line in text.split("\n"))
