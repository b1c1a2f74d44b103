"""Roster files as people send them: .xlsx, .xls, .ods, .csv in any usual encoding, and what is none of these."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bot.core.roster import Cell, Roster, Sheet, read_sheets
from bot.core.roster_errors import (
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
from bot.documents.roster_tables import MOST_COLUMNS, Tables, from_json

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 150
MOST_PARTS = 2_000
SECONDS = 20
PROJECT = Path(__file__).resolve().parents[2]
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
    """The pupils of a file, or a refusal that says what to send; `confined` reads workbooks out of harm's way."""
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
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFile from error
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
        _check_open_document(content)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 1 << 20 and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _check_open_document(content: bytes) -> None:
    """An .ods says its kind in a part of its own, and in another one whether it is locked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
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
    if streams["EncryptedPackage"]:
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
    raise _refusal(done.stdout.decode(errors="replace"), killed=done.returncode < 0)


def _refusal(name: str, killed: bool) -> RosterRefusal:
    """What the other process said; one that died without a word had asked for too much memory."""
    named = {kind.__name__: kind for kind in REFUSALS}
    return named.get(name, FileTooBig if killed else DamagedFile)()


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
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[1:200:2].count(0) > len(content[:200]) // 4:
        return _checked(
            content.decode("utf-16" if content[:1] in (b"\xff", b"\xfe") else "utf-16-le", "replace")
        )
    for encoding in ENCODINGS:
        try:
            return _checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotATable


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
