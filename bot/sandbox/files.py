"""The files that went through the chats: identifiers, kinds, and the paths they are fetched from."""

import hashlib
import io
import mimetypes
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.sandbox.refusals import NOT_FOUND, Refused, bad_request

MEGABYTE = 1024 * 1024
DOWNLOAD_BYTES = 20 * MEGABYTE
UPLOAD_BYTES = 50 * MEGABYTE
PHOTO_BYTES = 10 * MEGABYTE
LINK_LIVES = timedelta(hours=1)
THUMBNAIL = 90

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MIME = {
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".doc": "application/msword",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".pdf": "application/pdf",
}


# What a kind of file begins its identifier with, the folder that it is fetched from, and how it is written there.
_KINDS = {
    "document": ("BQACAgIAAxkBAAI", "documents", ""),
    "photo": ("AgACAgIAAxkBAAI", "photos", ".jpg"),
    "voice": ("AwACAgIAAxkBAAI", "voice", ".oga"),
    "audio": ("CQACAgIAAxkBAAI", "music", ".mp3"),
    "video": ("BAACAgIAAxkBAAI", "videos", ".mp4"),
    "video_note": ("DQACAgIAAxkBAAI", "video_notes", ".mp4"),
    "animation": ("CgACAgIAAxkBAAI", "animations", ".mp4"),
    "sticker": ("CAACAgIAAxkBAAI", "stickers", ".webp"),
}
# What the Bot API says of each beside its file; a sticker and a round video have no name.
_ABOUT: dict[str, dict[str, Any]] = {
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "audio": {"duration": 180},
    "video": {"duration": 5, "width": 640, "height": 480},
    "video_note": {"duration": 5, "length": 240},
    "animation": {"duration": 2, "width": 320, "height": 240},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
_NAMELESS = ("voice", "video_note", "sticker")


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes on their way in, with the name that the sender gave them."""

    name: str
    content: bytes
    mime: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps. `size` may claim more than the bytes that are there."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    size: int
    width: int = 0
    height: int = 0

    def as_json(self) -> dict[str, Any]:
        answer = {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}
        if self.kind == "photo":
            return answer | {"width": self.width, "height": self.height}
        answer |= _ABOUT.get(self.kind, {})
        return answer if self.kind in _NAMELESS else answer | {"file_name": self.name, "mime_type": self.mime}


def mime_of(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return _MIME.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class FileStore:
    """Keeps every file by its identifier; the same bytes share their unique identifier."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._links: dict[str, tuple[str, datetime]] = {}

    def keep_document(self, upload: Upload, size: int | None = None) -> StoredFile:
        mime = upload.mime or mime_of(upload.name)
        return self._keep(
            StoredFile("", "", "document", upload.name, mime, upload.content, _size(upload, size))
        )

    def keep_media(self, kind: str, upload: Upload) -> StoredFile:
        """A voice, a video, a sticker …, as apps have it ready to be sent."""
        mime = upload.mime or mime_of(upload.name)
        return self._keep(StoredFile("", "", kind, upload.name, mime, upload.content, len(upload.content)))

    def keep_photo(self, content: bytes) -> tuple[StoredFile, ...]:
        """A small and a full size, as Telegram makes them; raises Refused for what is no picture."""
        picture = _opened(content)
        small = picture.copy()
        small.thumbnail((THUMBNAIL, THUMBNAIL))
        out = io.BytesIO()
        small.convert("RGB").save(out, "JPEG")
        sizes = ((out.getvalue(), small), (content, picture))
        return tuple(self._keep_size(piece, *image.size) for piece, image in sizes)

    def _keep_size(self, content: bytes, width: int, height: int) -> StoredFile:
        return self._keep(StoredFile("", "", "photo", "", "image/jpeg", content, len(content), width, height))

    def _keep(self, file: StoredFile) -> StoredFile:
        number = len(self._files) + 1
        prefix, *_ = _KINDS[file.kind]
        digest = hashlib.blake2b(file.content, digest_size=8, person=file.kind.encode()[:16]).hexdigest()
        kept = replace(file, file_id=f"{prefix}{number:06d}{digest}", unique_id=f"AgAD{digest}")
        self._files[kept.file_id] = kept
        return kept

    def by_id(self, file_id: str) -> StoredFile:
        if not _is_identifier(file_id):
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        if file_id not in self._files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def link(self, file_id: str, now: datetime) -> dict[str, Any]:
        """What getFile answers; the path works for an hour."""
        if not file_id:
            raise bad_request("file_id not specified")
        if not _is_identifier(file_id):
            raise bad_request("invalid file_id")
        if file_id not in self._files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        file = self._files[file_id]
        if file.size > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        path = _path_of(file, list(self._files).index(file_id))
        self._links[path] = (file_id, now + LINK_LIVES)
        return {
            "file_id": file_id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
            "file_path": path,
        }

    def fetch(self, path: str, now: datetime) -> bytes:
        file_id, until = self._links.get(path, ("", now))
        if not file_id or now > until:
            raise Refused(404, NOT_FOUND)
        return self._files[file_id].content


def _is_identifier(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_-]+", text) is not None


def _size(upload: Upload, claimed: int | None) -> int:
    return len(upload.content) if claimed is None else claimed


def _path_of(file: StoredFile, number: int) -> str:
    _, folder, suffix = _KINDS[file.kind]
    return f"{folder}/file_{number}{suffix or PurePath(file.name).suffix}"


def _opened(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except (UnidentifiedImageError, OSError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    width, height = picture.size
    if width + height > 10000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return picture


def check_upload(upload: Upload, limit: int) -> None:
    if len(upload.content) > limit:
        raise Refused(413, "Request Entity Too Large")
    if not upload.content:
        raise bad_request("file must be non-empty")
