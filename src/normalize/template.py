"""Text that a report's template holds for whoever fills it in: "Skriv här", "Klicka eller tryck här", "[rubrik]"."""

from __future__ import annotations

import re

_TEMPLATE = re.compile(
    r"^(?:skriv(?: in)?|klicka(?: eller tryck)?|ange|välj|fyll i|infoga)\b.{0,60}\b(?:här|text|alternativ|objekt)\b"
    r"|^här (?:skriver|lägger|anger|fyller|beskriver) (?:ni|du|man|nämnden)\b|^\[[^\]]*\]$|^x{3,}$",
    re.I,
)
_FILLER = re.compile(r"\blorem ipsum\b", re.I)


def is_template_text(text: str) -> bool:
    """Say whether a line was meant to be written over.

    Example:
        >>> is_template_text("Här beskriver ni årets händelser"), is_template_text("Här beskrivs årets händelser")
        (True, False)
    """
    return bool(_TEMPLATE.match(text) or ("ipsum" in text.lower() and _FILLER.search(text)))
