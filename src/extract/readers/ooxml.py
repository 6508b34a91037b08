"""An Office Open XML file as a package of parts: opened with limits, parsed without entities, network or huge trees."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from ... import errors

Element: TypeAlias = etree._Element

MAX_PART = 60_000_000
MAX_WHOLE = 500_000_000
MAX_PARTS = 200_000
MAX_RATIO = 250
"""A part that unpacks to more than this many times its size, and is not small, is a bomb."""
_SMALL = 20_000_000

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(slots=True)
class Package:
    """A zip container of parts, each read when it is asked for."""

    name: str
    archive: zipfile.ZipFile
    _sizes: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes, name: str) -> Package:
        """Open a package.

        Nothing is unpacked here, and never into files: a part that no word processor writes harms who reads it only.

        Raises:
            Damaged: the container is broken.
            TooLarge: it holds more parts than is looked at.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise errors.Damaged(f"{name} is a damaged Office file: its container cannot be opened") from error
        entries = archive.infolist()
        if len(entries) > MAX_PARTS:
            raise errors.TooLarge(f"{name} holds {len(entries)} parts, more than an Office file has")
        return cls(name, archive, {entry.filename.lower(): entry for entry in entries})

    def part(self, path: str) -> bytes | None:
        """Read a part by its path, whatever the case of its letters; None when there is none.

        Raises:
            Damaged: the part cannot be unpacked, or its path leads outside the package.
            Encrypted: it needs a password.
            TooLarge: it unpacks to more than is read.
        """
        entry = self._sizes.get(path.lstrip("/").lower())
        if entry is None:
            return None
        _refuse_suspicious(entry, self.name)
        try:
            return self.archive.read(entry)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise errors.Damaged(f"{self.name} is damaged: its part {path} cannot be unpacked") from error

    def refuse_bombs(self) -> None:
        """See that no part is one that no office program writes, before another program unpacks them all.

        Raises:
            Damaged: a part's path leads outside the package.
            Encrypted: a part needs a password.
            TooLarge: a part, or all of them, unpack to more than is read.
        """
        entries = list(self._sizes.values())
        for entry in entries:
            _refuse_suspicious(entry, self.name)
        whole = sum(entry.file_size for entry in entries)
        if whole > MAX_WHOLE:
            raise errors.TooLarge(f"{self.name} unpacks to {whole // 1_000_000} MB")

    def xml(self, path: str) -> Element | None:
        """Parse an XML part; None when there is none."""
        data = self.part(path)
        return parsed(data, f"{self.name}, {path}") if data else None

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Give the relations of a part: id -> (last word of its type, path of its target); outside targets left out."""
        folder, file = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(f"{{{_RELATIONS}}}Relationship") if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = unquote(relation.get("Target", ""))
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], full)
        return found


def parsed(data: bytes, what: str) -> Element:
    """Parse an XML part hardened: no entities, no document type, no network, no huge trees.

    Raises:
        Damaged: it is no well-formed XML or declares a document type.
    """
    for strict, transitional in _STRICT:
        if strict in data:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise errors.Damaged(f"{what} is no well-formed XML: {str(error).splitlines()[0]}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise errors.Damaged(f"{what} declares a document type, which Office files never do")
    return root


def _refuse_suspicious(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.filename.replace("\\", "/")
    if path.startswith("/") or ":" in path.split("/")[0] or ".." in path.split("/"):
        raise errors.Damaged(f"{name} is no sound Office file: a part's path leads outside it")
    if entry.flag_bits & 0x1:
        raise errors.Encrypted(f"{name} needs a password")
    bomb = entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    if entry.file_size > MAX_PART or bomb:
        raise errors.TooLarge(f"{name} holds a part that unpacks to {entry.file_size // 1_000_000} MB")
