"""A Frictionless data package: what the files beside it hold, column by column, for people and programs."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .tables import TABLES, field

_TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}
_KEYS = {"reports": ["report"], "goals": ["report", "id"], "assignments": ["report", "id"]}
_FORMS: dict[str, dict[str, Any]] = {
    "csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ","}},
    "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}


def write_datapackage(folder: Path, form: str) -> None:
    """Write `datapackage.json` beside the files of one form."""
    package = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "kommunrapport",
        "title": "Follow-up reports of Swedish municipalities as tidy tables",
        "created_with": f"kommunrapport {version('kommunrapport')}",
        "resources": [_resource(table, form) for table in TABLES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")


def _resource(table: str, form: str) -> dict[str, Any]:
    profile = {"profile": "tabular-data-resource"} if form == "csv" else {}
    return {"name": table, "path": f"{table}.{form}", **profile, **_FORMS[form], "schema": _schema(table)}


def _schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, name, kind) for name, kind in TABLES[table].items()],
        "missingValues": [""],
    }
    if table in _KEYS:
        schema["primaryKey"] = _KEYS[table]
    if table != "reports":
        # No link from records to their goal: the format takes one that is empty for one that is broken.
        link = {"fields": ["report"], "reference": {"resource": "reports", "fields": ["report"]}}
        schema["foreignKeys"] = [link]
    return schema


def _field(table: str, name: str, kind: str) -> dict[str, Any]:
    known = field(table, name)
    described = {"name": name, "type": _TYPES[kind], "description": known.description}
    return {**described, "unit": known.unit} if known.unit else described
