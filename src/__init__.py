"""Swedish municipal follow-up reports as clean, checked data.

Example:
    >>> from kommunrapport import frames, read_report
    >>> sorted(frames([]))[:3]
    ['assignments', 'budget', 'findings']

`read_report(path)` reads one file of any supported form into a `Report`, `stored_report(path)` reads back the JSON of
one, and `frames(reports)` lays many out as pandas tables. Nothing heavy is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import ReadError
    from .export.frames import frames
    from .export.stored import stored_report
    from .pipeline import Options, read_report
    from .schema import Report

    __version__: str

__all__ = ["Options", "ReadError", "Report", "__version__", "frames", "read_report", "stored_report"]

_HOMES = {
    "Options": "pipeline",
    "ReadError": "errors",
    "Report": "schema",
    "frames": "export.frames",
    "read_report": "pipeline",
    "stored_report": "export.stored",
}


if not TYPE_CHECKING:  # a type checker takes the names from the imports above and knows of no others

    def __getattr__(name: str) -> object:
        """Load a public name from its module when it is first asked for."""
        if name == "__version__":
            from importlib.metadata import version

            value: object = version("kommunrapport")
        elif name in _HOMES:
            value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List the public names, those not yet loaded too."""
    return sorted({*globals(), *__all__})
