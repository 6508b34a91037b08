"""Web pages saved on disk: which files only belong to a page, and which pages of a folder are one report.

A browser saves a page as `page.html` with its pictures, styles and inner frames in a folder of the same name beside it;
none of those files is a report. A report of many pages comes as a folder of them, often with folders inside.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Final

_ENDINGS: Final = (".html", ".htm", ".xhtml")
_PARTS: Final = re.compile(r"(.+)[-_.](?:files|filer|fil)", re.IGNORECASE)
"""What browsers and word processors, English and Swedish, call the folder of what a saved page shows."""

_MOST_PAGES: Final = 2000


def is_page(path: PurePath) -> bool:
    """Say whether a file is called a web page."""
    return path.suffix.lower() in _ENDINGS


def page_of_part(path: PurePath, exists: Callable[[PurePath], bool]) -> PurePath | None:
    """Give the saved page that a file is only a part of, None for a file that stands for itself.

    Example:
        >>> str(page_of_part(PurePath("a/mal_files/s.png"), {PurePath("a/mal.html")}.__contains__))
        'a/mal.html'
        >>> page_of_part(PurePath("mina-filer/mal.pdf"), {PurePath("a.html")}.__contains__)
    """
    for folder in path.parents:
        named = _PARTS.fullmatch(folder.name)
        for ending in _ENDINGS if named else ():
            page = folder.with_name(f"{named[1]}{ending}") if named else folder
            if exists(page):
                return page
    return None


def pages_below(folder: Path) -> list[Path]:
    """Give the pages saved in a folder at any depth, without what belongs to one of them, in the order of their names.

    Links that lead out of the folder are not followed.
    """
    return sorted(_pages_below(folder))[:_MOST_PAGES]


def _pages_below(folder: Path) -> Iterator[Path]:
    own = folder.resolve()
    for root, _, names in os.walk(folder):
        for page in (Path(root) / name for name in names):
            if not is_page(page) or not page.is_file() or not page.resolve().is_relative_to(own):
                continue
            if page_of_part(page.relative_to(folder), lambda other: (folder / other).is_file()) is None:
                yield page


def content_hash(folder: Path) -> str:
    """Give the SHA-256 of the pages of a folder: their places in it and what they hold."""
    digest = hashlib.sha256()
    for page in pages_below(folder):
        name = page.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        content = page.read_bytes()
        digest.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return digest.hexdigest()
