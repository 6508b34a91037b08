"""Whether a heading, a caption or a sentence speaks of goals or of assignments, and how long a record's title is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from ...normalize.text import ends_sentence, fold

Topic: TypeAlias = tuple[str, str | None]

LONGEST_TITLE = 420
SHORTEST_TITLE = 8
NORM = re.compile(
    r"(?<!som de[tn] )\b(?:ska|skall|bör|(?:får|ges|fick|gavs|har) i uppdrag"
    r"|(?:minst|högst)(?= (?:\d|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|hälften|lika|samma|motsvara)))"
    r"\b",
    re.I,
)
"""What says that something is to be: a goal or an assignment, not what became of it."""
_TOPICS: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(pattern), field, detail)
    for pattern, field, detail in (
        (r"\baktivitet", "assignment", "activity"),
        (r"\båtagande|\w*löfte(?:n|na|t)?\b", "assignment", "commitment"),
        (r"\b(?:\w+-)?uppdrag", "assignment", "assignment"),
        (r"direktivets? mål|\bmål(?:en)? (?:i|enligt|från|ur) (?:\w+ )?\w*direktiv", "goal", None),
        (r"direktiv", "assignment", "assignment"),
        (
            r"^(?:planerade |genomförda |beslutade )?(?:(?:förbättrings|utvecklings)(?:åtgärder|insatser)"
            r"|(?:åtgärder|insatser)\b(?! (?:för|mot) ))",
            "assignment",
            "activity",
        ),
        (r"nämnds?mål|bolagsmål|(?:nämndens|nämndernas|bolagets|bolagens) mål", "goal", "board"),
        (r"fullmäktigemål|fullmäktiges mål|\bkf-mål|övergripande mål", "goal", "council"),
        (r"(?<!ända)(?<!före)(?<!moders)(?<!tviste)(?<!brott)mål(?:et|en|)\b|måluppf|målområde", "goal", None),
    )
)
_PRESENTS = re.compile(
    r"\b(?:har|hade|haft|antog|antagit|beslutat|beslutade|fastställt|fastställde|formulerat|gett|gav|fått|finns|redovisas"
    r"|följande|följer|framgår|nedan\w*|omfattar|innehåller|innehöll)\b",
    re.I,
)
_MANY_SIGNS = ("mål", "uppdrag", "löften", "åtaganden", "aktiviteter", "direktiv")
_POINTS_AWAY = re.compile(
    r"^(?:nedan\w*|följande|dessa|detta|(?:för )?mer information|läs (?:mer|vidare)|klicka|se (?:även|också|avsnitt)"
    r"|bedömning(?:en|arna) (?:av \w+ )?(?:visar|avser|anger|gäller|är|görs|bygger|utgår)"
    r"|här (?:är|finns|följer|redovisa\w*|presentera\w*|kan|hittar|ser|beskriv\w*))\b",
    re.I,
)
_SETTING = re.compile(
    r"\b(?:beslut(?:a[rdts]*|ade[sn]?)?|fastställ\w*|anta(?:r|git|gits|gna)|antog\w*|formulera\w*|sätt(?:er|s)|redovisa\w*"
    r"|presentera\w*|följ(?:er|s) upp|bry(?:ter|ts) ner?)\b",
    re.I,
)
_OF_GOALS = re.compile(r"\b(?:mål(?:en)?|\w+mål(?:en)?|måluppfyllelse\w*)\b", re.I)
_MANY = re.compile(r"(?:mål(?:en)?|uppdrag(?:en)?|löften|åtaganden|aktiviteter|direktiv(?:en)?)\b", re.I)
_JUDGED = re.compile(
    r"\b(?:(?P<assignment>uppdraget|åtagandet|aktiviteten|direktivet)"
    r"|(?:(?:\w+-)?mål|nämndmål|målvärd|resultatmål|verksamhetsmål|effektmål|inriktningsmål|delmål)et|målsättningen|måluppfyllelsen|indikatorn)\b",
    re.I,
)


@lru_cache(maxsize=8192)
def topic_of(text: str) -> Topic | None:
    """Tell from a heading, caption or sentence whether it is about goals or assignments.

    Example:
        >>> topic_of("Tabell 2. Uppföljning av uppdrag"), topic_of("Ekonomi")
        (('assignment', 'assignment'), None)
    """
    folded = fold(text)
    return next(((field, detail) for pattern, field, detail in _TOPICS if pattern.search(folded)), None)


def topic_under(title: str, below: str) -> Topic | None:
    """Tell what records stand under a heading; what an owner directs are goals or assignments, as the line below says.

    Example:
        >>> topic_under("Ägardirektiv", "Följande mål har beslutats."), topic_under("Ägardirektiv", "")
        (('goal', None), ('assignment', 'assignment'))
    """
    topic = topic_of(title)
    return presented_by(below) or topic if topic and "direktiv" in fold(title) else topic


def judged_by(sentence: str) -> str | None:
    """Tell which kind of record a sentence names as its one record: the goal, the assignment, or none.

    Example:
        >>> judged_by("Nämnden bedömer att målet har nåtts"), judged_by("Uppdraget utgår"), judged_by("Alla mål nås")
        ('goal', 'assignment', None)
    """
    match = _JUDGED.search(sentence)
    return None if match is None else "assignment" if match["assignment"] else "goal"


def presented_by(text: str) -> Topic | None:
    """Tell what records a paragraph presents that stand below it; None where it presents none.

    Example:
        >>> presented_by("Direktionen antog sex verksamhetsmål. De framgår nedan."), presented_by("Alla ska nå målen.")
        (('goal', None), None)
    """
    lowered = text.lower()
    if not any(sign in lowered for sign in _MANY_SIGNS):  # most paragraphs
        return None
    for sentence in re.split(r"(?<=[.:])\s+", text):
        presents = ends_sentence(sentence.replace(":", ".")) and _PRESENTS.search(sentence) and _MANY.search(sentence)
        if presents and not NORM.search(sentence) and (topic := topic_of(sentence)):
            return topic
    return None


def tells_of_goals(text: str) -> bool:
    """Say whether a sentence tells of goals instead of being one: who sets them, where they are shown, what "these" do.

    Example:
        >>> tells_of_goals("Nedan redovisas nämndens måluppfyllelse."), tells_of_goals("Fler elever ska nå målen.")
        (True, False)
    """
    return bool(_POINTS_AWAY.match(text) or (_SETTING.search(text) and _OF_GOALS.search(text)))
