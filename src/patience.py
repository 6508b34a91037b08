"""Time that a reader may ask for: a scan takes minutes where every other file of its length takes seconds.

Whoever sets a limit grants more of it through `on_request`; where nobody does, nothing is limited.
"""

from __future__ import annotations

from collections.abc import Callable

_granting: list[Callable[[float], None]] = []


def on_request(grant: Callable[[float], None]) -> None:
    """Have requests of this process go to `grant`, which is told the share of the usual limit that is asked for."""
    _granting[:] = [grant]


def ask(share: float) -> None:
    """Ask for more time, as a share of what one file usually gets."""
    for grant in _granting:
        grant(share)
