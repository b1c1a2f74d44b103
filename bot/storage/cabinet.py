"""The cabinet: files that people sent, sealed, each under a keyed hash of what is in it."""

import asyncio
from pathlib import Path

import structlog
from cryptography.exceptions import InvalidTag

from bot.core.errors import FileLost
from bot.storage.file_folder import file_at, sealed_part, with_digest, write_file
from bot.storage.vault import Vault

log = structlog.get_logger()


class SealedCabinet:
    """Satisfies core.ports.FileCabinet; a file moved to another name does not open."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    async def keep(self, content: bytes) -> str:
        """Stores the content, once however often it comes; returns its place."""
        return await asyncio.to_thread(self._keep, content)

    async def fetch(self, place: str) -> bytes:
        """FileLost where the file is missing or damaged."""
        return await asyncio.to_thread(self._fetch, place)

    def _keep(self, content: bytes) -> str:
        place = self._vault.trace_of(content)
        try:
            self._open(place)
        except (OSError, InvalidTag):
            # New, or damaged: then it is mended by being sent again.
            sealed = self._vault.seal_bytes(content, f"file:{place}")
            write_file(file_at(self._folder, place), with_digest(sealed))
        return place

    def _fetch(self, place: str) -> bytes:
        try:
            return self._open(place)
        except (OSError, InvalidTag) as failure:
            log.error("file_lost", place=place, kind=type(failure).__name__)
            raise FileLost() from failure

    def _open(self, place: str) -> bytes:
        sealed = sealed_part(file_at(self._folder, place).read_bytes())
        if sealed is None:
            raise InvalidTag()
        return self._vault.open_bytes(sealed, f"file:{place}")
