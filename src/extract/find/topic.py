"""Whether a heading, a caption or a sentence speaks of goals or of assignments, and how long a record's title is."""

from __future__ import annotations

import re
from typing import TypeAlias

from ...normalize.text import fold

Topic: TypeAlias = tuple[str, str | None]

LONGEST_TITLE = 420
SHORTEST_TITLE = 8
NORM = re.compile(r"\b(?:ska|skall|bör|minst|högst|(?:får|ges|fick|gavs|har) i uppdrag)\b", re.I)
"""What says that something is to be: a goal or an assignment, not what became of it."""
_TOPICS: tuple[tuple[str, str, str | None], ...] = (
    (r"\baktivitet", "assignment", "activity"),
    (r"\båtagande", "assignment", "commitment"),
    (r"\b(?:\w+-)?uppdrag", "assignment", "assignment"),
    (r"ägardirektiv|ägarmål", "goal", None),
    (r"\bdirektiv", "assignment", "assignment"),
    (r"^(?:planerade |genomförda |beslutade )?(?:åtgärder|insatser)\b(?! (?:för|mot) )", "assignment", "activity"),
    (r"nämnds?mål|bolagsmål|(?:nämndens|nämndernas|bolagets|bolagens) mål", "goal", "board"),
    (r"fullmäktigemål|fullmäktiges mål|\bkf-mål|övergripande mål", "goal", "council"),
    (r"\bmål(?:et|en|)\b|måluppf|målområde", "goal", None),
)
_JUDGED = re.compile(
    r"\b(?:(?P<assignment>uppdraget|åtagandet|aktiviteten|direktivet)"
    r"|(?:(?:\w+-)?mål|nämndmål|målvärd|resultatmål|verksamhetsmål|effektmål|inriktningsmål|delmål)et|målsättningen|indikatorn)\b",
    re.I,
)


def topic_of(text: str) -> Topic | None:
    """Tell from a heading, caption or sentence whether it is about goals or assignments.

    Example:
        >>> topic_of("Tabell 2. Uppföljning av uppdrag"), topic_of("Ekonomi")
        (('assignment', 'assignment'), None)
    """
    folded = fold(text)
    return next(((field, detail) for pattern, field, detail in _TOPICS if re.search(pattern, folded)), None)


def judged_by(sentence: str) -> str | None:
    """Tell which kind of record a sentence names as its one record: the goal, the assignment, or none.

    Example:
        >>> judged_by("Nämnden bedömer att målet har nåtts"), judged_by("Uppdraget utgår"), judged_by("Alla mål nås")
        ('goal', 'assignment', None)
    """
    match = _JUDGED.search(sentence)
    return None if match is None else "assignment" if match["assignment"] else "goal"
