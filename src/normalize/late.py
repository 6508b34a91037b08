"""Patterns that few reports need, made at their first use: to compile all of them takes a tenth of a short run."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern until it is asked for anything, and hands all that it is asked on to it."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self._text, self._flags)
        self.__dict__.update(search=pattern.search, match=pattern.match, fullmatch=pattern.fullmatch, sub=pattern.sub)
        return getattr(pattern, name)


def late_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is compiled when it is first used.

    Example:
        >>> late_pattern(r"nämnd(?:en)?\\b", re.I).search("Nämnden beslutar")[0]
        'Nämnden'
    """
    return cast("re.Pattern[str]", _Late(text, flags))
