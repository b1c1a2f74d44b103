"""Turns a Word file into PDF by LibreOffice where the machine has it, one file at a time."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from io import BytesIO
from pathlib import Path
from typing import ClassVar
from zipfile import ZIP_DEFLATED, ZipFile

from bot.core.errors import Refusal

PROGRAM = "soffice"
SECONDS = 120.0
FONT = "Times New Roman"
FONT_QUESTION = ("fc-match", "--format=%{family}", f"{FONT}:charset=4d9 493 49b 4a3 4e9 4b1 4af 4bb")


class NoPdf(Refusal):
    """This machine has no LibreOffice."""

    key: ClassVar[str] = "papers.refusal.no_pdf"


class PdfFailed(Refusal):
    """LibreOffice made nothing, or not in time."""

    key: ClassVar[str] = "papers.refusal.pdf_failed"


def pdf_available(program: str = PROGRAM) -> bool:
    return shutil.which(program) is not None


def own_folder() -> Path:
    """Where LibreOffice keeps its profile for this user of the machine, apart from a person's own."""
    folder = Path(tempfile.gettempdir()) / f"tirek-office-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def to_pdf(
    docx: bytes, program: str = PROGRAM, seconds: float = SECONDS, folder: Path | None = None
) -> bytes:
    """The same pages as PDF."""
    if not pdf_available(program):
        raise NoPdf
    kept = folder or own_folder()
    with _alone(kept / "lock"), tempfile.TemporaryDirectory(dir=kept) as work:
        source = Path(work) / "paper.docx"
        source.write_bytes(with_font(docx, serif()))
        _convert(program, source, kept / "profile", seconds)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise PdfFailed
        return made.read_bytes()


def serif() -> str:
    """The font of this machine that is Times New Roman or nearest to it and has all Kazakh letters."""
    try:
        found = subprocess.run(FONT_QUESTION, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return FONT
    return found.stdout.split(",")[0].strip() or FONT


def with_font(docx: bytes, font: str) -> bytes:
    """The document in another font: else a letter that the first lacks stands out in its word."""
    if font == FONT:
        return docx
    out = BytesIO()
    with ZipFile(BytesIO(docx)) as given, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        for part in given.infolist():
            content = given.read(part)
            if part.filename.startswith("word/") and part.filename.endswith(".xml"):
                content = content.replace(FONT.encode(), escape(font).encode())
            changed.writestr(part, content)
    return out.getvalue()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two LibreOffices on one profile spoil it; other processes of the program wait here too."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _convert(program: str, source: Path, profile: Path, seconds: float) -> None:
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    silent = subprocess.DEVNULL
    running = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as too_long:
        raise PdfFailed from too_long
    finally:
        if running.poll() is None:
            # soffice is a script that starts the office: both must go
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
