"""What a file is, told by its content; its name is only compared with it.

Municipal sites save error pages as `.pdf`, case systems name Word files `.doc` whatever they hold, and OCR services
deliver Markdown in `.txt`.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePath

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
RTF = "application/rtf"
HTML = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
XML = "application/xml"
JSON = "application/json"
MHTML = "multipart/related"
TIFF, JPEG, PNG = "image/tiff", "image/jpeg", "image/png"
ZIP = "application/zip"
ENCRYPTED = "application/x-encrypted"
"""An Office file behind a password: an OLE container that holds nothing but an encrypted package."""
BINARY = "application/octet-stream"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"%!PS", "application/postscript"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (("EncryptedPackage", ENCRYPTED), ("WordDocument", DOC), ("Workbook", XLS))
_ZIP_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_ODF_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation|graphics)")

_HEAD = 8192
_SAMPLE = 200_000
_PROLOGUE = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:div|section|article|main|table|thead|tbody|tr|td|th|h[1-6]|p|ul|ol|li|dl|dt|dd|header|footer|nav|figure"
    r"|style|script|link|meta|title|form)\b[^<>]*>",
    re.IGNORECASE,
)
_JSON_START = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"[^"\n]{1,80}"\s*:|\})')
_XML_START = re.compile(r"<\?xml\b|<[a-z][\w.-]*:[a-z][\w.-]*[\s>/]", re.IGNORECASE)
_MIME_START = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^#{1,6} +\S"  # a heading
    r"|^ {0,3}\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:?)? *$"  # the rule under a table's header
    r"|^ *\|[^\n|]+\|[^\n]*\| *\n *\|[^\n|]+\|[^\n]*\| *$",  # two rows of a table
    re.MULTILINE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_ENDINGS: dict[str, tuple[str, ...]] = {
    "pdf": (PDF,),
    "docx": (DOCX,), "docm": (DOCX,), "dotx": (DOCX,), "dotm": (DOCX,),
    "doc": (DOC,), "dot": (DOC,), "rtf": (RTF,), "odt": (ODT,), "pptx": (PPTX,),
    "xlsx": (XLSX,), "xls": (XLS,), "ods": (ODS,),
    "html": (HTML,), "htm": (HTML,), "xhtml": (HTML,), "mht": (MHTML,), "mhtml": (MHTML,),
    "txt": (TEXT, MARKDOWN), "text": (TEXT, MARKDOWN), "md": (MARKDOWN, TEXT), "markdown": (MARKDOWN, TEXT),
    "tif": (TIFF,), "tiff": (TIFF,), "jpg": (JPEG,), "jpeg": (JPEG,), "png": (PNG,),
    "xml": (XML,), "json": (JSON,), "zip": (ZIP,),
}  # fmt: skip

_REFUSED = {
    PPTX: ("a PowerPoint presentation", "save it as PDF"),
    ZIP: ("a zip archive", "unpack it first"),
}


def media_type(data: bytes, name: str) -> str:
    """Give the media type of a file's content; `name` decides nothing that the content tells.

    Example:
        >>> media_type(b"%PDF-1.7 ...", "rapport.html"), media_type("Mål\\n".encode("utf-16"), "rapport")
        ('application/pdf', 'text/plain')
    """
    found = _by_signature(data)
    if found:
        return found
    text = _as_text(data)
    if text is None:
        return _by_puremagic(data, name)
    return _text_type(text)


def name_disagrees(found: str, name: str) -> bool:
    """Say whether a file's ending promises another form than its content has; an unknown ending promises nothing.

    Example:
        >>> name_disagrees("text/html", "protokoll.pdf"), name_disagrees("text/markdown", "ocr.txt")
        (True, False)
    """
    expected = _ENDINGS.get(PurePath(name).suffix.lower().lstrip("."))
    return expected is not None and found not in expected


def refusal(found: str, name: str) -> str:
    """Say in one line that a form is not read, and what to do where saving it as another helps.

    Example:
        >>> refusal("application/zip", "rapporter.zip")
        'rapporter.zip is a zip archive, which is not read; unpack it first'
    """
    if found in _REFUSED:
        what, advice = _REFUSED[found]
        return f"{name} is {what}, which is not read; {advice}"
    return f"{name} is of a form that no report comes in ({found})"


def _by_signature(data: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if data.startswith(_OLE):
        return _ole_type(data)
    # Mailers and scanners put bytes before the header; readers accept it within the first kilobyte.
    if b"%PDF-" in data[:1024]:
        return PDF
    # A PDF whose beginning was cut off is still one, if a damaged one.
    return PDF if not data.lstrip().startswith(b"<") and b"endobj" in data and b"startxref" in data else None


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        # The directory at the end is lost; the names still stand before each part.
        names = [folder for folder, _ in _ZIP_FOLDERS if folder.encode() in data]
    # An OpenDocument names its type, uncompressed, as its first part.
    stated = _ODF_TYPE.search(data[:256])
    if stated:
        return stated[0].decode("ascii")
    for folder, kind in _ZIP_FOLDERS:
        if any(name.startswith(folder) for name in names):
            return kind
    return ZIP


def _ole_type(data: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "application/x-ole-storage"


def _as_text(data: bytes) -> str | None:
    """Decode the beginning as far as telling its form needs; None for binary data."""
    head = data[:_SAMPLE]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif b"\x00" in head:
        wide = _wide_without_mark(head)
        if wide is None:
            return None
        text = head.decode(wide, "replace")
    else:
        text = head.decode("utf-8-sig", "replace")
    allowed = len(text) / (_UTF8_PER_CONTROL if _is_utf8(head) else _LETTERS_PER_CONTROL)
    return None if len(_CONTROL.findall(text)) > allowed else text


_LETTERS_PER_CONTROL = 100
_UTF8_PER_CONTROL = 3
"""Text that a terminal or a printer was sent is full of control characters; binary data is hardly ever whole UTF-8."""


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\x00" not in head


def _wide_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark: nearly every second byte of Swedish text is then zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.8 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _text_type(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    body = text[prologue.end() if prologue else 0 :]
    if _PAGE_START.match(body) or _is_fragment(body):
        return HTML
    if _XML_START.match(text.lstrip()):
        return XML
    if _JSON_START.match(text):
        return JSON
    if _MIME_START.match(text[:_HEAD]):
        return MHTML
    if re.search(r"<(?:!doctype\s+html|html)\b", body[:_HEAD], re.IGNORECASE):
        return HTML
    return MARKDOWN if _MARKDOWN.search(text) else TEXT


def _is_fragment(body: str) -> bool:
    """Recognise a page saved without its frame: it opens with block markup, and little text stands outside any.

    OCR text with a stray `<p>` in a table cell does not open with markup, or soon goes on without.
    """
    head = body[:_HEAD]
    if not _BLOCK_TAG.match(head):
        return False
    tags = _BLOCK_TAG.findall(head)
    bare = [line for line in head.splitlines() if line.strip() and "<" not in line]
    return len(tags) >= 4 and len(bare) <= len(tags)


def _by_puremagic(data: bytes, name: str) -> str:
    import puremagic

    try:
        found = str(puremagic.from_string(data[:_SAMPLE], mime=True, filename=name))
    except (puremagic.PureError, ValueError, UnicodeError):
        return BINARY
    # What its signature calls text was already seen to be none.
    return BINARY if not found or found.startswith("text/") else found
