"""A goal or assignment while it is being put together from where it is printed: rows, headings, lists, overviews."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from ...normalize.body import trailing_responsible
from ...normalize.label import read_label
from ...normalize.text import clean, ends_sentence, join_lines, stops_short
from ..document import Icon, Place

_COMMENT = re.compile(
    r"^(?:kommentar(?:er)?|motivering(?:/kommentar)?)(?:\s*[:–.-]\s*|\s+(?=[A-ZÅÄÖ\d\"”•-])|\s*$|\n)", re.I
)
_QUOTES = "\"'”’"


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as printed: text, symbols, the colour of its cell, its place; `progress` is a share beside it."""

    text: str = ""
    icons: tuple[Icon, ...] = ()
    fill: str | None = None
    place: Place | None = None
    progress: int | None = None

    @property
    def printed(self) -> bool:
        """Whether anything is there."""
        return bool(self.text or self.icons or self.fill)


NO_MARK = Mark()


@dataclass
class Entry:
    """One record in the making.

    `field` is goal or assignment, `detail` the goal's level or the assignment's kind as far as a label or header says;
    `index` the position among the document's items, `group` names the list or table it was printed in, `band` is the
    line over the whole width of a table that it stands under: an area, or the goal that it serves; `goal_number` the
    number of the goal that a column refers to; `overviews` are the entries of overviews that it took in; `alone` says
    that it is all that its table holds.
    """

    field: str
    detail: str | None
    title: str
    place: Place
    index: int
    group: int
    number: str | None = None
    area: str | None = None
    status: Mark = NO_MARK
    forecast: Mark = NO_MARK
    comment: list[str] = dataclasses.field(default_factory=list)
    responsible: list[str] = dataclasses.field(default_factory=list)
    parent: Entry | None = None
    also: list[Place] = dataclasses.field(default_factory=list)
    overviews: list[Entry] = dataclasses.field(default_factory=list)
    band: str | None = None
    goal_number: str | None = None
    status_expected: bool = False
    tabular: bool = False
    alone: bool = False

    @property
    def heads(self) -> bool:
        """Whether what follows may be told of it: it stands outside tables, or is all that its table holds."""
        return self.alone or not self.tabular

    def add_comment(self, text: str, place: Place | None = None) -> None:
        """Take in a further paragraph; a sentence that a page break cut goes on where it stopped."""
        for paragraph in text.split("\n"):
            paragraph = paragraph.strip()
            if not paragraph:
                continue
            if self.comment and _goes_on(self.comment[-1], paragraph):
                self.comment[-1] = join_lines(self.comment[-1], paragraph)
            else:
                self.comment.append(paragraph)
        self._also(place)

    def add_title(self, text: str, place: Place | None = None) -> None:
        """Take in a further part of the title."""
        self.title = clean(join_lines(self.title, text))
        self._also(place)

    def _also(self, place: Place | None) -> None:
        if place and place.page != self.place.page and all(place.page != p.page for p in self.also):
            self.also.append(place)


def _goes_on(above: str, below: str) -> bool:
    return (below[:1].islower() and not ends_sentence(above)) or stops_short(above)


def comment_rest(text: str) -> str | None:
    """Give what follows the label "Kommentar" at the start of a text; None when no such label stands there.

    Example:
        >>> comment_rest("Kommentar Arbetet löper på."), comment_rest("Kommentar"), comment_rest("Kommentaren gäller")
        ('Arbetet löper på.', '', None)
    """
    match = _COMMENT.match(text)
    return text[match.end() :].strip() if match else None


# "Det första målet är att fler ska cykla": the goal is what follows
_AIM = re.compile(r"^(?:(?:Det|Vårt) \w+ mål(?:et)?|Målet|Ett mål) är att (?=\w+ .*\b(?:ska|skall)\b)", re.I)


_POINT = re.compile(r"^(?:[•·▪◦‣*–-]|[a-zåäö]\))\s+")
_LISTED_LABEL = re.compile(r"^\d{1,2}[.)]\s+(?=[^\W\d]\w{2,20} \d{1,3}(?:\.\d{1,3})*\s*:)")


def without_list_number(text: str) -> str:
    """Take the number of a list off a line whose label has a number of its own.

    Example:
        >>> without_list_number("2. Mål 4: God utbildning för alla"), without_list_number("2. God utbildning")
        ('Mål 4: God utbildning för alla', '2. God utbildning')
    """
    return _LISTED_LABEL.sub("", text)


def bare_title(text: str) -> tuple[str, str | None, list[str]]:
    """Take label, number and trailing responsible off a title: what is left, the number, and the responsible.

    Example:
        >>> bare_title("Nämndmål 1.1: Introduktionen ska vara enhetlig.")
        ('Introduktionen ska vara enhetlig.', '1.1', [])
        >>> bare_title("Delmål: 1.2 Kön ska kortas")
        ('Kön ska kortas', '1.2', [])
    """
    text = without_list_number(_POINT.sub("", clean(text).replace("\n", " ")))
    label = read_label(text)
    number = None
    if label and label.rest and label.field in ("goal", "assignment"):
        text, number = label.rest, label.number
    if number is None:
        text, number = split_number(text)
    text = _AIM.sub("", text)
    title, responsible = trailing_responsible(text)
    return title, number, responsible


_NUMBER = re.compile(
    r"^(?:nr\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z]\d{1,2}(?:\.\d{1,2})?)(?:[.):]\s+|\s+(?=[A-ZÅÄÖ]))(?P<rest>\S.{3,})$",
    re.S,
)


def split_number(text: str) -> tuple[str, str | None]:
    """Split a leading number off a title: "1.2 Alla ska …", "3. Alla ska …".

    Example:
        >>> split_number("1.2 Alla elever ska lyckas"), split_number("2020 års budget ska hålla")
        (('Alla elever ska lyckas', '1.2'), ('2020 års budget ska hålla', None))
    """
    match = _NUMBER.match(text)
    if not match or re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return text, None
    return match["rest"], match["number"]
