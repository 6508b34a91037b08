"""Older and other office files: LibreOffice makes Word or HTML of them, which the readers of those forms read.

LibreOffice runs as a program of its own in a folder that is thrown away, with macros off, links to elsewhere blocked
and a time limit. It writes numbers as Swedish does: a workbook says which digits to show, the reader's country how.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from ...errors import Damaged, Encrypted, ToolMissing
from ..document import Document
from . import detect
from .ooxml import Package

_TIME_LIMIT: Final = 180

_FORMS: Final = {
    # What a file is: how it is called, the ending LibreOffice knows it by, what is made of it, what reads it there.
    detect.DOC: ("an old Word (97-2003) file", ".doc", "docx", "libreoffice-writer"),
    detect.RTF: ("a rich text (RTF) file", ".rtf", "docx", "libreoffice-writer"),
    detect.ODT: ("an OpenDocument text", ".odt", "docx", "libreoffice-writer"),
    detect.XLSX: ("an Excel workbook", ".xlsx", "html", "libreoffice-calc"),
    detect.XLS: ("an old Excel workbook", ".xls", "html", "libreoffice-calc"),
    detect.ODS: ("an OpenDocument spreadsheet", ".ods", "html", "libreoffice-calc"),
}

FORMS: Final = frozenset(_FORMS)
"""The media types that are read by way of LibreOffice."""

_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>sv-SE</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>1</value></prop></item>
</oor:items>
"""


_CONTENTS: Final = re.compile(
    rb"<center>\s*<h1>[^<]*</h1>(?:\s*<a href=\"#table\d+\">[^<]*</a><br>)+\s*</center>", re.IGNORECASE
)
_SHEET: Final = re.compile(rb'<a name="table\d+"><h1>[^<]*<em>(.*?)</em></h1></a>', re.IGNORECASE)
"""What LibreOffice writes over the sheets of a workbook: a list of them, and "Sheet 1:" before each one's name."""


def read_office(data: bytes, name: str, form: str) -> Document:
    """Read an office file of a form that has no reader of its own.

    Raises:
        ToolMissing: LibreOffice is not installed.
        Encrypted: the file needs a password.
        Damaged: LibreOffice cannot read the file.
        TooLarge: it unpacks to more than is read.
    """
    if zipfile.is_zipfile(io.BytesIO(data)):
        Package.opened(data, name).refuse_bombs()
    what, ending, target, package = _FORMS[form]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ToolMissing(f"{name} is {what}: install {package} to read it, or save it as .docx or PDF")
    made = _converted(program, data, name, ending, target)
    document = _read(made, name, target)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), media_type=form)


def _read(made: bytes, name: str, target: str) -> Document:
    if target == "docx":
        from .docx import read_docx

        return read_docx(made, name)
    from .html import read_html

    return read_html(_SHEET.sub(rb"<h1>\1</h1>", _CONTENTS.sub(b"", made)), name)


def _converted(program: str, data: bytes, name: str, ending: str, target: str) -> bytes:
    """Have LibreOffice make another form of a file."""
    with tempfile.TemporaryDirectory(prefix="kommunrapport-") as folder:
        home = Path(folder)
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        source = home / f"report{ending}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--nolockcheck", "--convert-to", target]
        said = _run([*command, "--outdir", str(home / "made"), str(source)], name, home)
        made = home / "made" / f"report.{target}"
        if made.is_file() and made.stat().st_size:
            return made.read_bytes()
    if "password" in said.lower():
        raise Encrypted(f"{name} is behind a password; save it without one")
    raise Damaged(f"{name} cannot be read by LibreOffice")


def _run(command: list[str], name: str, home: Path) -> str:
    """Run LibreOffice, and end it with all it started when it takes too long."""
    environment = {**os.environ, "HOME": str(home), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=environment,
        )
    except OSError as error:
        raise ToolMissing(f"{name}: LibreOffice cannot be started") from error
    try:
        said, _ = program.communicate(timeout=_TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise Damaged(f"{name}: LibreOffice took more than {_TIME_LIMIT} seconds") from error
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    return said.decode("utf-8", "replace")
