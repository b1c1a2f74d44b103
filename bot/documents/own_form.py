"""A school's own Word form: tried on invented data before it is taken in, or refused with the place named."""

import json
import subprocess
import sys
from io import BytesIO
from typing import ClassVar
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from bot.core.errors import Refusal
from bot.core.papers import Paper

MEGABYTE = 1024 * 1024
LIMIT = 2
UNPACKED_LIMIT = 30
SECONDS = 20
NEEDED = ("[Content_Types].xml", "word/document.xml")
ALIVE = ("vbaProject", "vbaData", "activeX/", "embeddings/")
LINKS = ("/hyperlink",)


class NotWord(Refusal):
    """Not a Word file of the present kind."""

    key: ClassVar[str] = "papers.template.not_docx"


class FormTooBig(Refusal):
    """More bytes, packed or unpacked, than a form ever has."""

    key: ClassVar[str] = "papers.template.too_big"


class FormHoldsMacros(Refusal):
    """A program or another file inside."""

    key: ClassVar[str] = "papers.template.macros"


class FormPointsOutside(Refusal):
    """A picture or a form that would be fetched from elsewhere."""

    key: ClassVar[str] = "papers.template.links"


class FormBroken(Refusal):
    """A mistake in the signs of the form, with its place."""

    key: ClassVar[str] = "papers.template.broken"


class FormNamesUnknown(Refusal):
    """A value that the paper does not have, with its place."""

    key: ClassVar[str] = "papers.template.unknown"


class FormUnsafe(Refusal):
    """An expression that reaches for more than the values, with its place."""

    key: ClassVar[str] = "papers.template.unsafe"


class FormTooSlow(Refusal):
    """Not filled in within the time or the memory."""

    key: ClassVar[str] = "papers.template.slow"


class FormSpoilt(Refusal):
    """What comes out is no Word file."""

    key: ClassVar[str] = "papers.template.spoilt"


FAULTS: dict[str, type[Refusal]] = {
    one.__name__: one for one in (FormBroken, FormNamesUnknown, FormUnsafe, FormSpoilt)
}


def check_template(paper: Paper, language: str, content: bytes, seconds: float = SECONDS) -> None:
    """Nothing where the form can be used, else the Refusal that says why not."""
    if len(content) > LIMIT * MEGABYTE:
        raise FormTooBig(limit=LIMIT)
    try:
        with ZipFile(BytesIO(content)) as form:
            _look_through(form)
    except (BadZipFile, ElementTree.ParseError, RuntimeError, NotImplementedError) as unreadable:
        raise NotWord from unreadable
    _try(paper, language, content, seconds)


def _look_through(form: ZipFile) -> None:
    parts = form.namelist()
    if not set(NEEDED).issubset(parts):
        raise NotWord
    if sum(part.file_size for part in form.infolist()) > UNPACKED_LIMIT * MEGABYTE:
        raise FormTooBig(limit=LIMIT)
    if any(sign in name for name in parts for sign in ALIVE) or b"macroEnabled" in form.read(NEEDED[0]):
        raise FormHoldsMacros
    for name in parts:
        if name.endswith((".xml", ".rels")):
            _look_at(form.read(name), name.endswith(".rels"))


def _look_at(part: bytes, of_links: bool) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise NotWord
    if of_links and any(_fetched(link) for link in ElementTree.fromstring(part)):
        raise FormPointsOutside


def _fetched(link: ElementTree.Element) -> bool:
    return link.get("TargetMode") == "External" and not str(link.get("Type")).endswith(LINKS)


def _try(paper: Paper, language: str, content: bytes, seconds: float) -> None:
    """In a process of its own, which is ended when it takes too long."""
    command = [sys.executable, "-m", "bot.documents.trial", paper, language, str(int(seconds))]
    try:
        tried = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as too_long:
        raise FormTooSlow(seconds=int(seconds)) from too_long
    if tried.returncode:
        raise FormTooSlow(seconds=int(seconds))
    fault = json.loads(tried.stdout)
    if fault is not None:
        raise FAULTS[fault["fault"]](place=fault["place"], reason=fault["reason"])
