"""Web pages: what a person reads on them, in order, with tables and symbols; nothing is fetched and no script runs.

Municipal sites wrap a report in navigation, banners and forms, hide chapters in accordions and paint statuses with
classes. The frame is left out, closed accordions are opened, and a painted dot becomes an icon.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
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
Element: TypeAlias = html.HtmlElement

_META_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_WINDOWS: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_TITLE_PARTS: Final = re.compile(r"\s+[|–—·»:-]+\s+")


def read_html(data: bytes, name: str) -> Document:
    """Read a web page into a neutral document.

    Raises:
        Damaged: it holds no page.
        TooLarge: it is larger than any page.
    """
    digest = hashlib.sha256(data).hexdigest()
    form = detect.media_type(data, name)
    page = _archived(data, name) if form == detect.MHTML else _Page.of(data, name)
    return Document(name, digest, form, flow.items(page.nodes()), notes=tuple(page.notes))


def read_html_folder(paths: Iterable[Path]) -> Document:
    """Read the pages of a saved folder as one document, in the order a reader meets them.

    The start page comes first, then the pages it links to in that order, then the rest by name.

    Raises:
        Empty: there is no page among the files.
    """
    files = [path for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")]
    if not files:
        raise errors.Empty("the folder holds no web page")
    pages = {path: _Page.of(path.read_bytes(), path.name, _beside(path)) for path in files}
    items: list[Item] = []
    notes: list[Note] = []
    digest = hashlib.sha256()
    for path in _reading_order(pages):
        items += flow.items(pages[path].nodes(), f"{path.name}, ")
        notes += pages[path].notes
        digest.update(path.read_bytes())
    return Document(files[0].parent.name, digest.hexdigest(), detect.HTML, tuple(items), notes=tuple(notes))


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
        return cls(root, notes, pictures)

    def nodes(self) -> list[Node]:
        """Give what the page says, without its frame."""
        body = self.root.find("body")
        content = main_content(body if body is not None else self.root)
        sheet = StyleSheet.of(style.text or "" for style in self.root.iter("style"))
        frame = Frame(sheet, opened_parts(self.root), len(content.text_content()))
        nodes = Walker(sheet, self.pictures, frame).nodes(content)
        return [*self._names(content, nodes), *nodes]

    def _names(self, content: Element, nodes: Sequence[Node]) -> Iterator[Paragraph]:
        """Give what stands only in the window's title: often who publishes the page."""
        said = {_paragraph_text(node) for node in nodes[:40] if isinstance(node, Paragraph)}
        outside = [] if any(True for _ in content.iter("h1")) else list(self.root.iter("h1"))
        for heading in outside[:1]:
            yield Paragraph((Run(clean(heading.text_content())),), level=1)
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


def _beside(path: Path) -> Pictures:
    """Read pictures saved beside a page; what lies outside its folder is not touched."""
    folder = path.parent.resolve()

    def saved(source: str) -> bytes | None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            return None
        file = (folder / unquote(parts.path)).resolve()
        if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > 1_000_000:
            return None
        return file.read_bytes()

    return saved


def _reading_order(pages: dict[Path, _Page]) -> list[Path]:
    """Put the start page first, then what it and the following pages link to, then the rest by name."""
    waiting = sorted(
        pages, key=lambda path: (path.stem.lower() not in ("index", "default", "start"), _natural(path.name))
    )
    by_name = {path.name.lower(): path for path in pages}
    ordered: list[Path] = []
    while waiting:
        stack = [waiting[0]]
        while stack:
            path = stack.pop(0)
            if path in ordered:
                continue
            ordered.append(path)
            links = (
                unquote(urlsplit(link.get("href", "")).path).rsplit("/", 1)[-1] for link in pages[path].root.iter("a")
            )
            stack += [by_name[link.lower()] for link in links if link.lower() in by_name]
        waiting = [path for path in waiting if path not in ordered]
    return ordered


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(number or 0), word.lower()) for number, word in re.findall(r"(\d+)|(\D+)", name)]
