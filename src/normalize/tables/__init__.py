"""Knowledge as data: CSV tables of phrases, headers, units, bodies and places.

Every table has canonical rows, variants and known noise, and says where a row was seen. What no table knows is
reported as unknown, never guessed.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read the table `name` (a CSV file in this folder, UTF-8, header row first) once per process.

    Example:
        >>> rows("municipalities")[0]["name"]
        'Upplands Väsby'
    """
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text("utf-8")
    header, *lines = csv.reader(text.splitlines())
    return tuple(dict(zip(header, line, strict=True)) for line in lines if line)
