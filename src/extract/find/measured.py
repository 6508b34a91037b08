"""Goals that head their indicators: under a heading of goals, each a clause right above a table of what measures it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalize.label import read_label
from ...normalize.late import late_pattern
from ...normalize.text import ends_sentence
from ..document import Block
from ..structure import Structure
from .indicators import is_indicator_table
from .topic import LONGEST_TITLE, SHORTEST_TITLE, topic_of

MIN_GOALS = 2
REACH = 4
MAX_HEADING = 60
_CLAUSE = late_pattern(
    r"\b(?:är|har|ska|skall|får|kan|ges|blir|når|mår|lever|växer|trivs|känner|erbjud(?:er|s)|öka[rs]?|minska[rs]?"
    r"|bidrar|skapar|främjar|stödjer|utvecklas?)\b",
    re.I,
)


def measured_goals(structure: Structure) -> frozenset[int]:
    """Give the positions of such goals' titles; one alone may be any heading over key figures."""
    titles = [i - 1 for i in range(1, len(structure.items)) if _is_measured(structure, i)]
    runs: list[list[int]] = []
    for title in titles:
        if runs and title - runs[-1][-1] <= 2 * REACH:
            runs[-1].append(title)
        else:
            runs.append([title])
    return frozenset(i for run in runs if len(run) >= MIN_GOALS and _under_goals(structure, run) for i in run)


def _is_measured(structure: Structure, index: int) -> bool:
    """Say whether a table of indicators stands there, right below a clause."""
    grid = None if isinstance(structure.items[index], Block) else structure.grid_at(index)
    above = structure.items[index - 1]
    if grid is None or not isinstance(above, Block) or index - 1 in structure.skipped or not is_indicator_table(grid):
        return False
    text = above.text
    if not SHORTEST_TITLE <= len(text) <= LONGEST_TITLE or text.endswith(":") or above.list_item:
        return False
    return bool(_CLAUSE.search(text)) and not ends_sentence(text) and read_label(text) is None


def _under_goals(structure: Structure, run: Sequence[int]) -> bool:
    """Say whether a short heading right before the first of them speaks of goals."""
    near = structure.items[max(0, run[0] - REACH) : run[0]]
    headings = [item.text for item in near if isinstance(item, Block) and len(item.text) <= MAX_HEADING]
    topics = [topic_of(text) for text in headings if not ends_sentence(text)]
    return any(topic is not None and topic[0] == "goal" for topic in topics)
