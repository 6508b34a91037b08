"""The forms that an archive can be exported to; a module of its own, so that the command line loads no writer."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What an archive can be exported to."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    duckdb = "duckdb"
    xlsx = "xlsx"
