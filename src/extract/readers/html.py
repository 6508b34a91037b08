"""Web pages: what a person reads on them, in order, with tables and symbols; nothing is fetched and no script runs.

Municipal sites wrap a report in navigation, banners and forms, hide chapters in accordions and paint statuses with
classes. The frame is left out, closed accordions are opened, and a painted dot becomes an icon.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from ... import errors
from ...normalize.text import clean
from ..document import Document, Item, Note
from . import detect, flow
from .html_frame import Frame, main_content, opened_parts
from .html_icons import Pictures
from .html_style import StyleSheet
from .html_walk import Walker
from .nodes import Node, Paragraph, Run

MAX_BYTES = 80_000_000
_LARGEST_PICTURE: Final = 1_000_000
Element: TypeAlias = html.HtmlElement

_META_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_WINDOWS: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_SAVED_FROM: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")
_HEAD: Final = 2000
_START: Final = ("index", "default", "start", "startsida", "startsidan")
_TITLE_PARTS: Final = re.compile(r"\s+[|–—·»:-]+\s+")


def read_html(data: bytes, name: str, folder: Path | None = None) -> Document:
    """Read a web page into a neutral document; `folder` is where it was saved, with its pictures beside or below it.

    Raises:
        Damaged: it holds no page.
        TooLarge: it is larger than any page.
    """
    digest = hashlib.sha256(data).hexdigest()
    form = detect.media_type(data, name)
    saved = _saved_in(folder) if folder else None
    page = _archived(data, name) if form == detect.MHTML else _Page.of(data, name, saved)
    return Document(name, digest, form, flow.items(page.nodes()), notes=tuple(page.notes))


def read_html_folder(files: Sequence[Path], folder: Path, digest: str) -> Document:
    """Read the pages saved in a folder as one report, in the order a reader meets them; `digest` is their hash.

    The start page comes first, then the pages it links to in that order, each followed by those that only it links to,
    then the rest by name. Each place names its page.

    Raises:
        Empty: there is no page.
        Damaged: one of them is none.
        TooLarge: one of them is larger than any page.
    """
    if not files:
        raise errors.Empty(f"{folder.name} holds no web page")
    pages = {
        file.relative_to(folder).as_posix(): _Page.of(file.read_bytes(), file.name, _saved_in(folder, file.parent))
        for file in files
    }
    items: list[Item] = []
    notes: list[Note] = []
    for name in _reading_order(pages):
        items += flow.items(pages[name].nodes(opening=not items), f"{name}, ")
        notes += pages[name].notes
    return Document(folder.name, digest, detect.HTML, tuple(items), notes=tuple(notes))


def nodes_of(data: bytes, name: str) -> list[Node]:
    """Give the paragraphs and tables of a page that stands inside another document."""
    return _Page.of(data, name).nodes()


def _archived(data: bytes, name: str) -> _Page:
    """Read a web archive (MHTML): a page and its pictures as parts of one mail message."""
    from email import message_from_bytes, policy

    parts = [part for part in message_from_bytes(data, policy=policy.default).walk() if not part.is_multipart()]
    held = {part.get("Content-Location", ""): part.get_payload(decode=True) for part in parts}
    held |= {f"cid:{part.get('Content-ID', '').strip('<> ')}": part.get_payload(decode=True) for part in parts}
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    body = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(body, bytes):
        raise errors.Damaged(f"{name} is a web archive without a page")
    base = page.get("Content-Location", "")

    def saved(source: str) -> bytes | None:
        found = held.get(source) or held.get(urljoin(base, source))
        return found if isinstance(found, bytes) else None

    return _Page.of(body, name, saved)


@dataclass(slots=True)
class _Page:
    """A parsed page."""

    root: Element
    notes: list[Note]
    pictures: Pictures | None = None
    address: str = ""
    """Where it was published, as it says itself or as the browser noted that saved it."""

    @classmethod
    def of(cls, data: bytes, name: str, pictures: Pictures | None = None) -> _Page:
        if len(data) > MAX_BYTES:
            raise errors.TooLarge(f"{name} is a page of {len(data) // 1_000_000} MB, more than is read")
        text, notes = _decoded(data, name)
        text = _XML_DECLARATION.sub("", text.replace("\x00", ""))
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
        try:
            root = html.document_fromstring(text, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise errors.Damaged(f"{name} holds no web page") from error
        canonical = (link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical")
        noted = _SAVED_FROM.search(text[:_HEAD])
        return cls(root, notes, pictures, next(canonical, noted[1] if noted else ""))

    def nodes(self, *, opening: bool = True) -> list[Node]:
        """Give what the page says, without its frame; `opening` says that no page of the report came before."""
        body = self.root.find("body")
        content = main_content(body if body is not None else self.root)
        sheet = StyleSheet.of(style.text or "" for style in self.root.iter("style"))
        frame = Frame(sheet, opened_parts(self.root), len(content.text_content()))
        nodes = Walker(sheet, self.pictures, frame).nodes(content)
        names = self._publisher(nodes) if opening else ()
        return [*self._outer_heading(content), *names, *nodes]

    def _outer_heading(self, content: Element) -> Iterator[Paragraph]:
        """Give the page's heading where it stands outside its content."""
        outside = [] if any(True for _ in content.iter("h1")) else list(self.root.iter("h1"))
        for heading in outside[:1]:
            yield Paragraph((Run(clean(heading.text_content())),), level=1)

    def _publisher(self, nodes: Sequence[Node]) -> Iterator[Paragraph]:
        """Give what stands only in the window's title: often who publishes the page."""
        said = {_paragraph_text(node) for node in nodes[:40] if isinstance(node, Paragraph)}
        titles = [title.text or "" for title in self.root.iter("title")][:1]
        titles += [meta.get("content", "") for meta in self.root.iter("meta") if meta.get("property") == "og:site_name"]
        for part in dict.fromkeys(clean(part) for title in titles for part in _TITLE_PARTS.split(title)):
            if part and part not in said:
                yield Paragraph((Run(part),))


def _decoded(data: bytes, name: str) -> tuple[str, list[Note]]:
    """Decode a page: valid UTF-8 and byte order marks are believed before what the page says of itself."""
    from .encoding import decode

    stated = _META_CHARSET.search(data[:4096])
    charset = stated[1].decode("ascii").lower() if stated else ""
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(_WINDOWS.get(charset, charset)), []
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, name)


def _paragraph_text(paragraph: Paragraph) -> str:
    return clean("".join(piece.text for piece in paragraph.content if isinstance(piece, Run)))


def _saved_in(folder: Path, base: Path | None = None) -> Pictures:
    """Read pictures saved with a page that lies in `base`; what lies outside the folder is not touched."""
    own, base = folder.resolve(), base or folder

    def saved(source: str) -> bytes | None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            return None
        file = (base / unquote(parts.path)).resolve()
        if not file.is_relative_to(own) or not file.is_file() or file.stat().st_size > _LARGEST_PICTURE:
            return None
        return file.read_bytes()

    return saved


def _reading_order(pages: Mapping[str, _Page]) -> list[str]:
    """Put the start page first, then what it and the following pages link to, then the rest by name."""
    linked = _Links.of(pages)
    ordered: dict[str, None] = {}
    for first in sorted(pages, key=_rank):
        waiting = [first]
        while waiting:
            name = waiting.pop(0)
            if name not in ordered:
                ordered[name] = None
                # What also waits behind this page has its place there: a text may refer to any chapter.
                waiting[:0] = [each for each in linked.by(name, pages[name]) if each not in waiting]
    return list(ordered)


def _rank(name: str) -> tuple[bool, int, list[tuple[int, str]]]:
    """Order pages that nothing else orders: start pages first, upper folders before lower ones, 2 before 10."""
    path = PurePosixPath(name)
    return path.stem.lower() not in _START, len(path.parts), _natural(name)


@dataclass(frozen=True, slots=True)
class _Links:
    """Finds the saved page that a link leads to: by its place in the folder, by where it was published, by its name."""

    names: Mapping[str, str]
    addresses: Mapping[str, str]
    endings: Mapping[str, str]

    @classmethod
    def of(cls, pages: Mapping[str, _Page]) -> _Links:
        last = {name: PurePosixPath(name).name.lower() for name in pages}
        often = Counter(last.values())
        addresses = {_bare_address(page.address): name for name, page in pages.items() if page.address}
        endings = {ending: name for name, ending in last.items() if often[ending] == 1}
        return cls({name.lower(): name for name in pages}, addresses, endings)

    def by(self, name: str, page: _Page) -> Iterator[str]:
        """Give the saved pages that a page links to, in order."""
        for link in page.root.iter("a"):
            found = self._of(name, page.address, link.get("href", ""))
            if found and found != name:
                yield found

    def _of(self, name: str, address: str, link: str) -> str | None:
        path = unquote(urlsplit(link).path)
        if not path:
            return None
        whole = self.addresses.get(_bare_address(urljoin(address, link)))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).lower()
        places = (beside, *(f"{beside}/{start}.html" for start in _START))
        return whole or next(filter(None, map(self.names.get, places)), None) or self.endings.get(_last(path))


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1].lower()


def _bare_address(address: str) -> str:
    """Give an address without what names the same page in other ways."""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{unquote(parts.path).rstrip('/')}".lower()


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(number or 0), word.lower()) for number, word in re.findall(r"(\d+)|(\D+)", name)]
