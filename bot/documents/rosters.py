"""Roster files as people send them: .xlsx, .xls, .ods, .csv, and what is none of these."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bot.core.roster import Cell, Roster, Sheet, read_sheets
from bot.core.roster.errors import (
    MOST_MEGABYTES,
    MOST_ROWS,
    REFUSALS,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooBig,
    FormulasWithoutValues,
    MacroFile,
    NoPupilsFound,
    NotATable,
    RosterRefusal,
    TooManyRows,
)
from bot.core.school import SchoolYear
from bot.documents.roster_tables import BROKEN, MOST_COLUMNS, Tables, from_json

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 150
MOST_PARTS = 2_000
SECONDS = 20
PROJECT = Path(__file__).resolve().parents[2]
PASSWORD_AT_THE_BEGINNING = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS_OF_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\x7fELF",
    b"MZ",
)
WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
MACRO_PARTS = ("vbaproject.bin", "basic/script-lc.xml", "xl/macrosheets/")
ENCODINGS = ("utf-8-sig", "kz1048")
DELIMITERS = (";", "\t", ",", "|")

Confined = Callable[[bytes], Tables]


def read_roster(content: bytes, file_name: str, year: SchoolYear, confined: Confined | None = None) -> Roster:
    """The pupils of a file, or a refusal that says what to send; `confined` reads workbooks apart."""
    if not content.strip(b"\x00 \r\n\t"):
        raise EmptyFile
    if len(content) > MOST_BYTES:
        raise FileTooBig
    tables = tables_of(content, file_name, confined or read_confined)
    if not any(cell not in (None, "") for sheet in tables.sheets for row in sheet.rows for cell in row):
        raise FormulasWithoutValues if tables.formulas else EmptyFile
    roster = read_sheets(tables.sheets, year, Path(file_name).stem)
    if not roster.pupils:
        raise FormulasWithoutValues if tables.formulas else NoPupilsFound
    if tables.unsolved >= len(roster.pupils):
        raise FormulasWithoutValues
    return roster


def tables_of(content: bytes, file_name: str, confined: Confined) -> Tables:
    """The cells of a file, which is known by its first bytes and not by its name."""
    if content.startswith(MARKS_OF_OTHERS):
        raise NotATable
    if content.startswith(b"PK"):
        check_archive(content)
        return confined(content)
    if content.startswith(OLE):
        check_old_office(content)
        return confined(content)
    return Tables((Sheet("", csv_rows(content)),))


def check_archive(content: bytes) -> None:
    """Looks at the list of parts before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except BROKEN as error:
        raise DamagedFile from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or any(map(_is_bomb, parts))
    ):
        raise FileTooBig
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedFile
    if any(macro in name for name in names for macro in MACRO_PARTS):
        raise MacroFile
    if not any(name in WORKBOOK_PARTS for name in names) or "word/document.xml" in names:
        raise NotATable
    if "content.xml" in names:
        _check_open_document(archive)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 1 << 20 and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _check_open_document(archive: zipfile.ZipFile) -> None:
    """An .ods says its kind in a part of its own, and in another one whether it is locked."""
    names = archive.namelist()
    kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"spreadsheet" not in kind:
        raise NotATable
    if b"encryption-data" in manifest:
        raise EncryptedFile


def check_old_office(content: bytes) -> None:
    """The directory of an old Office file names its streams in UTF-16."""
    streams = {
        name: name.encode("utf-16-le") in content
        for name in (
            "EncryptedPackage",
            "WordDocument",
            "_VBA_PROJECT_CUR",
            "Workbook",
            "Book",
            "PowerPoint Document",
        )
    }
    if streams["EncryptedPackage"] or PASSWORD_AT_THE_BEGINNING.search(content):
        raise EncryptedFile
    if streams["_VBA_PROJECT_CUR"]:
        raise MacroFile
    if not (streams["Workbook"] or streams["Book"]):
        raise NotATable


def read_confined(content: bytes, seconds: float = SECONDS) -> Tables:
    """Reads a workbook in a process that may use little memory and little time."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "bot.documents.roster_tables"]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TooManyRows from error
    if done.returncode == 0:
        return from_json(done.stdout)
    raise _refusal(
        done.stdout.decode(errors="replace"), exhausted=done.returncode < 0 or b"MemoryError" in done.stderr
    )


def _refusal(name: str, exhausted: bool) -> RosterRefusal:
    """What the other process said; one that died without a word had asked for too much memory."""
    named = {kind.__name__: kind for kind in REFUSALS}
    return named.get(name, FileTooBig if exhausted else DamagedFile)()


def csv_rows(content: bytes) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a text table; what looks like a formula is text like any other."""
    text = decoded(content)
    if (
        "<html" in text[:2000].lower()
        or "<table" in text[:2000].lower()
        or text.lstrip().startswith(("<?xml", "{"))
    ):
        raise NotATable
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    try:
        rows = [tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in islice(reader, 4 * MOST_ROWS)]
    except csv.Error as error:
        raise DamagedFile from error
    if sum(map(any, rows)) > MOST_ROWS:
        raise TooManyRows
    return tuple(rows)


def decoded(content: bytes) -> str:
    """The text in the encoding that fits: UTF-8, UTF-16, else the Kazakh and Russian code page of Windows."""
    wide = _wide_encoding(content)
    if wide:
        return _checked(content.decode(wide, "replace"))
    for encoding in ENCODINGS:
        try:
            return _checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotATable


def _wide_encoding(content: bytes) -> str:
    """UTF-16 by its mark, else by its every second byte, which is 0 for Latin and 4 for Cyrillic letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding, high in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[0:400:2])):
        if 10 * (high.count(0) + high.count(4)) > 9 * len(high):
            return encoding
    return ""


def _checked(text: str) -> str:
    """Bytes that are no text have control characters, or hardly any letters."""
    head = text[:20_000]
    controls = sum(letter < " " and letter not in "\r\n\t\x0b\x0c" for letter in head)
    letters = sum(letter.isalnum() or letter.isspace() for letter in head)
    if controls * 200 > len(head) or letters * 2 < len(head):
        raise NotATable
    return text


def delimiter(text: str) -> str:
    """The sign that stands in most lines, equally often in each; quoted ones are left out of the count."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    return max(
        DELIMITERS,
        key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines)),
    )
