"""Why a file cannot be read, said in one line, with the exit code and the advice a person needs.

Parsers return a value or `None`; raising is only for "this file cannot be read".
"""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read; `cause` is one word for the manifest, the message one line for a person."""

    cause = "failed"
    exit_code = 1


class Missing(ReadError):
    """The file does not exist or may not be opened."""

    cause = "missing"


class Empty(ReadError):
    """The file holds nothing."""

    cause = "empty"


class Damaged(ReadError):
    """The file is broken beyond reading."""

    cause = "damaged"


class Encrypted(ReadError):
    """The file needs a password."""

    cause = "encrypted"


class TooLarge(ReadError):
    """The file is larger than what is read."""

    cause = "too_large"


class Unsupported(ReadError):
    """The content is none of the forms a report comes in."""

    cause = "unsupported"


class ToolMissing(ReadError):
    """A program that reading this file needs is not installed."""

    cause = "tool_missing"
