"""Status verdicts: what a report says about a goal, an assignment or an indicator, as one of the contract's codes.

A verdict stands in its own cell or line ("Delvis uppfyllt"), as a sentence ("Målet bedöms uppnås") or inside a comment.
What is printed and not understood is unknown, never a guess; what speaks of something else, of last year or of plans is
no verdict. A line is read by its clauses (`line`, `statement`, `clause`, `sentence`), a comment by the sentence that
speaks for the record (`comment`), a cell as an answer (`cell`); this is the front of them all.
"""

from __future__ import annotations

from .cell import divide_entry, read_status_cell
from .comment import LONGEST_LINE, paragraphs_of, plain_denial, sentences_of, stated_verdict
from .line import read_line
from .verdict import Stated, Verdict

__all__ = [
    "Stated",
    "Verdict",
    "divide_entry",
    "paragraphs_of",
    "plain_denial",
    "read_status",
    "read_status_cell",
    "sentences_of",
    "stated_verdict",
]


def read_status(text: str) -> Verdict | None:
    """Read the verdict of a phrase, a line or one sentence; None when it states none.

    Example:
        >>> read_status("Målet bedöms ha uppnåtts, trots att en indikator inte nås.").code
        'achieved'
        >>> read_status("Utredningen är genomförd.") is None
        True
    """
    reading = read_line(text) if len(text) <= LONGEST_LINE else None
    if reading is None or reading.verdict.basis == "number":
        return None  # a bare percentage is a verdict in a status column only
    return reading.verdict
