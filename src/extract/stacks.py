"""Frames that belong together: rows between rules, shaded rows and header bands are one table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from statistics import median

from .centred import stand_centred
from .document import Box
from .draft import has_figures, words_in
from .grid import Edge, Frame
from .gutters import is_tabular, parts_of
from .layout import Run, lines_of
from .page import Fill, Word

APART = 3.5
INDENT = 20.0
LARGER = 1.15

_BODY = 2
"""Level lines of a table over a shorter one, from which on that divides rows and no heads."""

_STRIPE = 4
"""Column borders from which on a shaded band is a row of a table."""

_NEAR = 6.0
"""How far from a shaded row its neighbours' lines are looked for, in type sizes."""


def stacked(frames: list[Frame], words: list[Word], fills: list[Fill]) -> list[Frame]:
    """Join frames that stand on each other and share their sides: rows between rules, shaded rows, header bands."""
    stacks: list[Frame] = []
    for frame in frames:
        above = [at for at in range(len(stacks) - 1, -1, -1) if not _hidden(stacks[at], stacks[at + 1 :])]
        under = next((at for at in above if _continues(stacks[at], frame, words, fills)), None)
        if under is None:
            stacks.append(frame)
        else:
            stacks[under] = _together(stacks[under], frame)
    return _with_inner_rules(stacks)


def _with_inner_rules(stacks: list[Frame]) -> list[Frame]:
    """Give tables the rules under the heads of their groups, which begin right of the row labels."""
    kept = [stack for stack in stacks if not any(_rules_heads(stack, other) for other in stacks)]
    for rule in stacks:
        table = next((other for other in kept if _rules_heads(rule, other)), None)
        if table is not None:
            under_heads = sum(edge.at < rule.box[1] for edge in _distinct(table.level)) < _BODY
            left = table.box[0] if under_heads or not _begins_at_border(rule, table) else rule.box[0]
            edges = [Edge(edge.at, left, table.box[2], edge.drawn) for edge in rule.level]
            kept[kept.index(table)] = _together(table, Frame(edges, [], table.box, rule.hints))
    return [_with_sides_of_spans(table) for table in kept]


def _with_sides_of_spans(table: Frame) -> Frame:
    """Give a table the sides of cells that go on beside a shorter line, between the long ones above and below."""
    left, _, right, end = table.box
    long = [edge.at for edge in table.level if edge.low < left + 4 and edge.high > right - INDENT]
    sides: list[Edge] = []
    for edge in table.level:
        above = max((at for at in long if at < edge.at - APART), default=edge.at)
        if above == edge.at or any(abs(edge.at - at) < APART for at in long):
            continue
        below = min((at for at in long if at > edge.at + APART), default=end)
        inner = [side for side in (edge.low, edge.high) if left + INDENT < side < right - INDENT]
        places = (place for place in inner if any(abs(place - hint) < APART for hint in table.hints))
        sides += [side for place in places if (side := Edge(place, above, below, False)) not in sides]
    return Frame(table.level, table.upright + sides, table.box, table.hints)


def _distinct(level: list[Edge]) -> list[Edge]:
    """Give one border of each height."""
    return [edge for at, edge in enumerate(level) if all(abs(edge.at - other.at) > APART for other in level[:at])]


def _begins_at_border(rule: Frame, table: Frame) -> bool:
    """Say whether a rule begins where a table's second column or a later one does: a cell left of it goes on below."""
    return any(abs(rule.box[0] - hint) < APART for hint in table.hints)


def _rules_heads(rule: Frame, table: Frame) -> bool:
    """Say whether a frame is nothing but a rule within a table without drawn sides, off its left side."""
    if rule.upright or rule.box[3] - rule.box[1] > 1 or any(edge.drawn for edge in table.upright):
        return False
    x0, top, x1, bottom = table.box
    return x0 + INDENT < rule.box[0] and rule.box[2] < x1 + 4 and top + 6 < rule.box[1] < bottom - 6


def _hidden(stack: Frame, later: list[Frame]) -> bool:
    """Say whether another frame of the same width stands under a frame, so that nothing below can go on with it."""
    return any(
        other.box[1] > stack.box[3] - 2
        and abs(other.box[0] - stack.box[0]) < 4
        and abs(other.box[2] - stack.box[2]) < 4
        for other in later
    )


def _together(upper: Frame, lower: Frame) -> Frame:
    box = (
        min(upper.box[0], lower.box[0]),
        upper.box[1],
        max(upper.box[2], lower.box[2]),
        max(upper.box[3], lower.box[3]),
    )
    return Frame(upper.level + lower.level, upper.upright + lower.upright, box, upper.hints + lower.hints)


def _continues(upper: Frame, lower: Frame, words: list[Word], fills: list[Fill]) -> bool:
    """Say whether a lower frame goes on where the upper ends: same sides, and a row's worth of text between."""
    if not _begins_alike(upper, lower) or not _ends_alike(upper, lower):
        return False
    if _other_columns(upper, lower) or _heads_rows(upper, lower, words):
        return False
    top, bottom = upper.box[3], lower.box[1]
    if bottom - top > APART and _walled(upper) and not _has_sides(lower):
        return False
    if bottom - top > APART and _opens_anew(upper, lower, fills) and not _begins_with_figures(lower, words):
        return False
    if bottom - top > APART and _is_parted_by_bar(upper, lower, words):
        return False
    if bottom - top < 2.5:
        return True
    if _walled(upper) and _walled(lower):
        return False
    between = [word for word in words if top - 1 <= (word.top + word.bottom) / 2 <= bottom + 1]
    inside = words_in(between, (upper.box[0] - 3, top, upper.box[2] + 3, bottom))
    if _is_bar(upper, words) and len(lines := lines_of(inside)) > 1 and not any(map(is_tabular, lines)):
        return False
    if not inside:
        return bottom - top < (20 if _has_sides(upper) or not _walled(lower) else APART)
    outside = any(word.x1 < upper.box[0] - 3 or word.x0 > upper.box[2] + 3 for word in between)
    grouped = _same_columns(upper, lower)
    return not (outside and not (grouped and _is_labelled(inside, upper))) and _fills_band(
        inside, top, bottom, partial(_text_size, words, upper, lower), grouped=grouped
    )


def _other_columns(upper: Frame, lower: Frame) -> bool:
    """Say whether both frames are drawn in columns, and none of them is the same: two tables under each other."""
    inner = [_columns(frame) for frame in (upper, lower)]
    return all(len(places) > 1 for places in inner) and not any(
        abs(one - other) < APART for one in inner[0] for other in inner[1]
    )


def _columns(frame: Frame) -> set[float]:
    """Give where a frame's lines and shades say that columns end, its sides apart."""
    places = {*frame.hints, *(edge.at for edge in frame.upright)}
    return {place for place in places if frame.box[0] + INDENT < place < frame.box[2] - INDENT}


def _same_columns(upper: Frame, lower: Frame) -> bool:
    """Say whether the rules of both frames are drawn in the same pieces, cell by cell: one table's columns."""
    places = [{round(hint / APART) for hint in frame.hints} for frame in (upper, lower)]
    return len(places[0]) > 1 and places[0] == places[1]


def _begins_alike(upper: Frame, lower: Frame) -> bool:
    """Say whether a frame begins left where the one above does, or is a rule from its border: a cell goes on beside."""
    return abs(upper.box[0] - lower.box[0]) < 4 or (_is_rule_of(lower, upper) and _begins_at_border(lower, upper))


def _ends_alike(upper: Frame, lower: Frame) -> bool:
    """Say whether a frame ends right where the one above does, or is a rule to its border: a cell goes on beside."""
    return abs(upper.box[2] - lower.box[2]) < 4 or (
        _is_rule_of(lower, upper) and any(abs(lower.box[2] - hint) < APART for hint in upper.hints)
    )


def _is_rule_of(rule: Frame, table: Frame) -> bool:
    """Say whether a frame is nothing but a rule whose pieces end where columns of a table above it do."""
    if rule.upright or rule.box[3] - rule.box[1] > 1 or len(rule.hints) < 2:
        return False
    return all(any(abs(place - hint) < 1 for hint in table.hints) for place in _columns(rule))


def _heads_rows(upper: Frame, rule: Frame, words: list[Word]) -> bool:
    """Say whether a rule drawn cell by cell is that under the header of a table of its own, below other print.

    Its columns are other than those above it, and the line over it is bold heads without figures.
    """
    if rule.upright or len(rule.hints) < 2 or rule.box[3] - rule.box[1] > 1 or _same_columns(upper, rule):
        return False
    x0, top, x1, _ = rule.box
    lines = lines_of(words_in(words, (x0 - 3, upper.box[3], x1 + 3, top)))
    if len(lines) < 2:
        return False
    *above, head = lines
    plain = any(not word.bold for line in above for word in line.words)
    return plain and len(parts_of(head)) > 2 and all(word.bold for word in head.words) and not has_figures(head)


def _is_labelled(words: list[Word], frame: Frame) -> bool:
    """Say whether words begin a row in the first of a frame's columns: what stands beside it is no part of the row."""
    first = min(place for place in frame.hints if place > frame.box[0] + INDENT)
    return any(any(map(str.isalpha, word.text)) for word in words if word.x0 < first)


def _is_bar(frame: Frame, words: list[Word]) -> bool:
    """Say whether a frame is one shaded band with one run of words: the bar of a heading."""
    if any(edge.drawn for edge in frame.level) or len({round(edge.at / 3) for edge in frame.level}) > 2:
        return False
    return sum(len(parts_of(line)) for line in lines_of(words_in(words, frame.box))) == 1


def _is_parted_by_bar(upper: Frame, lower: Frame, words: list[Word]) -> bool:
    """Say whether the bar of a heading is no part of a table: that under its rows, or over them in larger type."""
    if not _is_bar(upper, words):
        return _is_bar(lower, words)
    largest = max((word.size for word in words_in(words, lower.box) if word.icon is None), default=0.0)
    return min(word.size for word in words_in(words, upper.box)) > LARGER * largest > 0


def is_stripe(frame: Frame, words: list[Word]) -> bool:
    """Say whether a frame is but the shade of one row among rows without any, whose cells stand centred.

    Where those rows end tells only the white around their words, and that tells it of the shaded row as well.
    """
    down, across = frame.cuts()[1], frame.cuts()[0]
    if len(down) > 2 or len(across) < _STRIPE or any(edge.drawn for edge in (*frame.level, *frame.upright)):
        return False
    x0, top, x1, bottom = frame.box
    inside = words_in(words, frame.box)
    if not inside or all(word.bold for word in inside):
        return False
    near = _NEAR * max(word.size for word in inside)
    above, below = (x0, top - near, x1, top - 1), (x0, bottom + 1, x1, bottom + near)
    plain = [word for word in words if not word.bold]  # a header of several lines stands centred over any table
    return any(stand_centred(lines_of(words_in(plain, box))) for box in (above, below))


def is_bar_over_columns(frame: Frame, words: list[Word]) -> bool:
    """Say whether a frame is but the shaded heads over groups of columns, whose labels stand left of it.

    Nothing of the table is drawn then: the rows below tell how far it reaches.
    """
    if len(frame.cuts()[1]) > 2 or any(edge.drawn for edge in (*frame.level, *frame.upright)):
        return False
    inside = words_in(words, frame.box)
    if not inside or any(map(has_figures, lines_of(inside))):
        return False
    x0, _, x1, bottom = frame.box
    near = _NEAR * max(word.size for word in inside)
    below = lines_of(words_in(words, (0.0, bottom + 1, x1, bottom + near)))
    rows = [line for line in below if is_tabular(line) and line.x1 > x0]
    labelled = [line for line in rows if parts_of(line)[0].x1 < x0]
    return len(rows) > 1 and len(labelled) == len(rows)


def _has_sides(frame: Frame) -> bool:
    """Say whether upright lines are drawn in a frame at all."""
    return any(edge.drawn for edge in frame.upright)


def _walled(frame: Frame) -> bool:
    """Say whether upright lines close a frame on both sides: a row between two such frames would have them too."""
    sides = [edge.at for edge in frame.upright if edge.drawn]
    return bool(sides) and min(sides) < frame.box[0] + 3 and max(sides) > frame.box[2] - 3


def _opens_anew(upper: Frame, lower: Frame, fills: list[Fill]) -> bool:
    """Say whether a frame begins with the shade that the one above begins with and has nowhere else: a header."""
    first = {fill.rgb for fill in fills if fill_within(fill, lower.box) and fill.top < lower.box[1] + 3}
    above = [fill for fill in fills if fill_within(fill, upper.box) and fill.rgb in first]
    return bool(above) and all(fill.top < upper.box[1] + 3 for fill in above)


def _begins_with_figures(frame: Frame, words: list[Word]) -> bool:
    """Say whether a frame's first band holds a row with figures in plain print: a shaded row, not a header."""
    bottom = min((edge.at for edge in frame.level if edge.at > frame.box[1] + 4), default=frame.box[3])
    band = words_in(words, (frame.box[0], frame.box[1], frame.box[2], bottom))
    return any(map(has_figures, lines_of(band))) and not all(word.bold for word in band)


def fill_within(fill: Fill, box: Box) -> bool:
    """Say whether the middle of a filled area lies in a box."""
    x, y = (fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _text_size(words: list[Word], upper: Frame, lower: Frame) -> float:
    inside = {id(word): word for box in (upper.box, lower.box) for word in words_in(words, box)}
    sizes = [word.size for word in inside.values() if word.icon is None]
    return median(sizes) if sizes else 0.0


def _fills_band(
    between: list[Word], top: float, bottom: float, type_size: Callable[[], float], *, grouped: bool
) -> bool:
    """Say whether the text between two rules stands as a row does: near both, in the table's own type.

    Between rules with the same columns (`grouped`) a bold line over rows of figures names a group of them.
    """
    lettered = [word.size for word in between if word.icon is None] or [type_size()]
    slack = 1.25 * min(lettered) + 1
    above, below = min(word.top for word in between) - top, bottom - max(word.bottom for word in between)
    if above > slack or below > slack:
        return False
    size = type_size()
    if size and max(lettered) > 1.15 * size:
        return False
    lines = lines_of(between)
    opening = [line for before, line in pairwise(lines) if _opens_section(before, line)]
    return not opening or (grouped and all(_names_group(line, lines) for line in opening))


def _names_group(label: Run, lines: list[Run]) -> bool:
    """Say whether a line alone stands among a table's rows: as far from the rows on both sides as these are apart."""
    at = lines.index(label)
    if at + 1 == len(lines) or not has_figures(lines[at + 1]) or len(parts_of(label)) > 1:
        return False
    return label.top - lines[at - 1].bottom < 2 * label.size and lines[at + 1].top - label.bottom < 2 * label.size


def _opens_section(before: Run, line: Run) -> bool:
    """Say whether a line under a gap starts something new: a caption in bold or larger type, or a header's words."""
    if line.top - before.bottom < 0.65 * line.size:
        return False
    alone = len(parts_of(line)) == 1
    return (
        alone and all(word.bold for word in line.words if word.icon is None)
    ) or line.top - before.bottom > 2 * line.size
