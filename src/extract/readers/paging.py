"""Which pages of a file a person asked for, and the note that tells what was left unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Note


def wanted(pages: Sequence[int] | None, count: int) -> list[int]:
    """Give the pages to read of a file with so many: those asked for that it has, or all.

    Example:
        >>> wanted((3, 9), 4), wanted(None, 3)
        ([3], [1, 2, 3])
    """
    return [number for number in (pages or range(1, count + 1)) if 1 <= number <= count]


def left_out(pages: Sequence[int] | None, count: int) -> Iterator[Note]:
    """Note that not all pages of a file were read: what stands on the others is not known."""
    read = len(set(wanted(pages, count)))
    if read < count:
        yield Note("pages_left_out", f"only {read} of {count} pages were asked for and read", "info")
