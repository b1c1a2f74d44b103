"""Seals what the file must not show: AES-GCM with the place as associated data, and a keyed trace for look-up."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, b"tirek", purpose).derive(secret.encode())


class Vault:
    """Seals and opens texts; a seal moved to another row or column does not open (cryptography's InvalidTag)."""

    def __init__(self, secret: str, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._cipher = AESGCM(_key(secret, b"seal"))
        self._trace_key = _key(secret, b"trace")
        self._file_key = _key(secret, b"file")
        self._random_bytes = random_bytes

    def seal(self, text: str, place: str) -> bytes | None:
        return self.seal_bytes(text.encode(), place) if text else None

    def open(self, sealed: bytes | None, place: str) -> str:
        return self.open_bytes(sealed, place).decode() if sealed else ""

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        nonce = self._random_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())

    def trace(self, text: str) -> str | None:
        """The keyed hash by which an equal text can be found; None for an empty one."""
        if not text:
            return None
        digest = hmac.new(self._trace_key, text.encode(), hashlib.sha256).digest()
        return base64.b32encode(digest[:20]).decode()

    def trace_of(self, content: bytes) -> str:
        """The keyed hash that names a file: whoever has the file elsewhere can not tell that it is here."""
        return hmac.new(self._file_key, content, hashlib.sha256).hexdigest()

    def token(self) -> str:
        """A random token for a link: 22 characters of A-Z, a-z, 0-9, - and _."""
        return base64.urlsafe_b64encode(self._random_bytes(16)).decode().rstrip("=")
