"""One page's items in reading order: tables where they stand, paragraphs between them, symbols with their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..normalize.label import announces_record
from .badges import without_badges
from .cells import finished
from .document import Aside, Block, Box, Icon, Item, Place
from .draft import Boxed, Draft
from .icons import glyph_icon
from .layout import Run, block_of, box_of, by_symbols, lines_of, paragraphs_of, run_of
from .leaders import without_leaders
from .margin_notes import without_margin
from .open_tables import open_tables
from .page import PageModel, Word, charts_of, turn
from .panels import sides_of, without_panels
from .sideways_heads import with_upright_heads
from .tables import ruled_tables
from .zones import zones_of

_LARGEST_BULLET: Final = 6.0
_BULLET: Final = 0.42
"""How high the bullet of a list is at most, of the size of its print."""


def items_of(model: PageModel) -> list[Item]:
    """Give the blocks and tables of one page in reading order."""
    if not any(word.icon is None for word in model.words):
        return []
    symbols = {font for font in {word[10] for word in model.words} if _symbol_font(font)}
    model.words = [
        word if len(word[0]) > 2 or (word[0].isascii() and word[10] not in symbols) else _with_icon(word)
        for word in model.words
    ]
    model.words = without_leaders(model.words)
    model.words += [_icon_word(icon, model.words) for icon in model.icons if icon.box]
    drafts, boxes, words = ruled_tables(model)
    panels, words = without_panels(
        words, model.fills, [each.box for each in drafts] + [each.box for each in boxes], model.width
    )
    boxes += panels
    words = with_upright_heads(words)
    model.asides += [("sideways", word) for word in words if word.turn]
    taken = [draft.box for draft in drafts] + [each.box for each in boxes if each not in panels]
    items: list[Item] = []
    charts = charts_of(model)
    words, sides = without_margin(words, model)
    for side in sides_of(words, model):
        own = [draft for draft in drafts if _stands_in(draft.box, side.box)]
        own_boxes = [each for each in boxes if _stands_in(each.box, side.box)]
        for zone in zones_of(side.words, taken, sides, model.height):
            mine = [draft for draft in own if _stands_in(draft.box, zone.box)]
            cards = [each for each in own_boxes if _stands_in(each.box, zone.box)]
            items += _flow(zone.lines, mine, cards, charts, model, opens_page=not items)
    return items


def asides_of(model: PageModel) -> list[Aside]:
    """Give the lines of a page that are no part of its text, kind by kind."""
    asides: list[Aside] = []
    for kind, quarter in dict.fromkeys((kind, word.turn) for kind, word in model.asides):
        words = {
            word._replace(x0=x0, top=top, x1=x1, bottom=bottom): word
            for of_kind, word in model.asides
            if (of_kind, word.turn) == (kind, quarter)
            for x0, top, x1, bottom in (turn(word[1:5], quarter, model.width, model.height),)
        }
        for line in lines_of(words):
            box = model.place(box_of([run_of([words[word] for word in line.words])]))
            asides.append(Aside(kind, line.text, Place(model.number, box)))
    return asides


def _lies_in(line: Run, chart: Box) -> bool:
    """Say whether a line is written into a chart: its legend makes no table."""
    return chart[0] < line.x0 and line.x1 < chart[2] and chart[1] < line.middle < chart[3]


def _stands_in(box: Box, zone: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return zone[0] <= x < zone[2] and zone[1] <= y < zone[3]


def _flow(
    lines: list[Run],
    drafts: list[Draft],
    cards: list[Boxed],
    charts: list[Box],
    model: PageModel,
    *,
    opens_page: bool = False,
) -> list[Item]:
    """Give what stands in one part of a page: its tables, those without lines found here, its boxes and paragraphs.

    What is written in a chart stays text: its legend and its figures are no table.
    """
    rest, badges = without_badges(lines, model.fills)
    drawn = [line for line in rest if any(_lies_in(line, chart) for chart in charts)]
    opened, rest, axis = open_tables(
        [line for line in rest if line not in drawn] if drawn else rest, opens_page=opens_page
    )
    rest = sorted([*rest, *drawn], key=lambda line: line.middle) if drawn else rest
    model.asides += [("chart", word) for word in axis]
    return _in_order([*drafts, *opened], cards, rest, badges, model)


def _in_order(
    drafts: list[Draft], cards: list[Boxed], lines: list[Run], badges: list[Run], model: PageModel
) -> list[Item]:
    """Give tables, boxes and paragraphs from top to bottom; a table or box ends the paragraph above it."""
    ordered: list[tuple[float, list[Item]]] = [(draft.box[1], [finished(draft, model)]) for draft in drafts]
    tops = [draft.box[1] for draft in drafts]
    row = 0.0
    for card in sorted(cards, key=lambda each: (round(each.box[1] / 12), each.box[0])):
        row = card.box[1] if card.box[1] > row + 12 else row
        ordered.append((row, _flow(lines_of(card.words), [], [], [], model)))
        tops.append(row)
    start = 0
    for top in sorted([*tops, model.height + 1]):
        part = [line for line in lines[start:] if line.middle < top]
        ordered += [(box_of(group)[1], [block_of(group, model)]) for group in paragraphs_of(by_symbols(part))]
        start += len(part)
    ordered.sort(key=lambda each: each[0])
    for badge in badges:
        _beside(badge, ordered, model)
    return [item for _, group in ordered for item in group]


def _beside(badge: Run, ordered: list[tuple[float, list[Item]]], model: PageModel) -> None:
    """Put a badge behind the paragraph that it stands beside, or behind the title that this announces."""
    block = block_of([badge], model)
    at = max((i for i, (top, _) in enumerate(ordered) if top < badge.bottom), default=None)
    if at is not None and at + 1 < len(ordered) and _announces(ordered[at][1][-1]):
        at += 1
    if at is None:
        ordered.insert(0, (badge.top, [block]))
    else:
        ordered[at][1].append(block)


def _announces(item: Item) -> bool:
    return isinstance(item, Block) and announces_record(item.text)


def _with_icon(word: Word) -> Word:
    """Give a word that is a typed symbol its icon."""
    if word.icon:
        return word
    icon = glyph_icon(word.text, word.font, word.color, (word.x0, word.top, word.x1, word.bottom))
    return word._replace(icon=icon) if icon else word


def _symbol_font(font: str) -> bool:
    return "dings" in font or "ingbats" in font


def _icon_word(icon: Icon, words: Sequence[Word]) -> Word:
    """Put a symbol among the words; a black dot far smaller than the print right of it is the bullet of a list."""
    x0, top, x1, bottom = icon.box or (0, 0, 0, 0)
    if icon.shape in ("circle", "square") and icon.color in (None, "black") and bottom - top < _LARGEST_BULLET:
        beside = (
            word for word in words if word.top < top and bottom < word.bottom and 0 < word.x0 - x1 < 2 * word.size
        )
        first = min(beside, key=lambda word: word.x0, default=None)
        if first is not None and bottom - top < _BULLET * first.size:
            return first._replace(text="•", x0=x0, x1=x1, bold=False)
    return Word("", x0, top, x1, bottom, bottom - top, icon=icon)
