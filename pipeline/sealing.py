"""Encryption of what is kept: AES-256-GCM (NIST SP 800-38D), each piece bound to its place.

A sealed piece is `TKS1`, eight bytes that name the key, a nonce of twelve random bytes, and the
ciphertext with its tag. The place goes in as associated data: a piece put in the place of another
does not open. The first key seals, the others only open what older keys sealed.
"""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import BadArgumentsError, TekseruError
from pipeline.settings import Settings

MAGIC = b"TKS1"
TEXT_MAGIC = "TKS1:"
KEY_BYTES = 32
_NAME_BYTES, _NONCE_BYTES = 8, 12
_HEAD = len(MAGIC) + _NAME_BYTES + _NONCE_BYTES
LOOSE = 0o027
"""Rights on a key file that nobody but its owner may have; its group may read it."""


class SealError(TekseruError):
    """A piece does not open: sealed with a key that is not here, changed, or not sealed at all."""


class Seal:
    """Closes and opens what is kept; without keys everything passes as it is."""

    def __init__(self, keys: Sequence[bytes] = ()) -> None:
        self._keys = {_name_of(key): key for key in keys}
        self._first = _name_of(keys[0]) if keys else None

    @property
    def closes(self) -> bool:
        """Whether there is a key."""
        return self._first is not None

    def close(self, content: bytes, place: str) -> bytes:
        """The content sealed for its place."""
        if self._first is None:
            return content
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._keys[self._first]).encrypt(nonce, content, place.encode())
        return MAGIC + self._first + nonce + sealed

    def open(self, content: bytes, place: str) -> bytes:
        """The content of a piece from its place.

        SealError where it does not open. With a key, what is not sealed does not either: whoever
        can write to the disk could put it there.
        """
        if not content.startswith(MAGIC):
            if self.closes:
                raise SealError(
                    "A piece of the store is not encrypted, though there is a key.",
                    "Encrypt what was kept before: tekseru key apply.",
                )
            return content
        key = self._keys.get(content[len(MAGIC) : len(MAGIC) + _NAME_BYTES])
        if key is None:
            raise SealError(
                "A piece of the store is encrypted with a key that is not here.",
                "Add that key to the file that TEKSERU_KEY_FILE names.",
            )
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            nonce, sealed = content[_HEAD - _NONCE_BYTES : _HEAD], content[_HEAD:]
            return AESGCM(key).decrypt(nonce, sealed, place.encode())
        except (InvalidTag, ValueError):
            raise SealError(
                "A piece of the store was changed or damaged.",
                "Bring it back from a backup, or verify the package again.",
            ) from None

    def close_text(self, text: str, place: str) -> str:
        """A text sealed for its place, as text."""
        if not self.closes or not text:
            return text
        sealed = self.close(text.encode("utf-8"), place)
        return TEXT_MAGIC + base64.b64encode(sealed).decode("ascii")

    def open_text(self, text: str, place: str) -> str:
        """The text of a sealed text; an empty one has nothing to hide. SealError as for `open`."""
        if not text:
            return text
        return self.open(unwrapped(text), place).decode("utf-8")

    def is_current(self, content: bytes) -> bool:
        """Whether a piece is as it would be kept now: under the first key, or plain without one."""
        if self._first is None:
            return not content.startswith(MAGIC)
        return content.startswith(MAGIC + self._first)


PLAIN = Seal()


def unwrapped(text: str) -> bytes:
    """The bytes of a text column: of a sealed one what was sealed, else the text itself."""
    if text.startswith(TEXT_MAGIC):
        try:
            return base64.b64decode(text.removeprefix(TEXT_MAGIC), validate=True)
        except binascii.Error:
            return text.encode("utf-8")
    return text.encode("utf-8")


def seal_of(settings: Settings) -> Seal:
    """The seal of these settings. BadArgumentsError where the keys cannot be used."""
    if settings.key_file is not None:
        lines = _lines_of(settings.key_file)
    else:
        lines = settings.key.get_secret_value().split(",")
    given = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if settings.key_file is not None and not given:
        raise _bad_keys("The key file holds no key.")
    return Seal([_key_of(line) for line in given])


def new_key() -> str:
    """A new key as a line of a key file."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _lines_of(path: Path) -> list[str]:
    try:
        if path.stat().st_mode & LOOSE:
            raise BadArgumentsError(
                "Others may read or change the key file.", f"Close it to them: chmod 600 {path}"
            )
        return path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        raise _bad_keys("The key file cannot be read.") from None


def _key_of(line: str) -> bytes:
    try:
        key = base64.b64decode(line, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise _bad_keys("A key is not 32 bytes in base64.")
    return key


def _bad_keys(cause: str) -> BadArgumentsError:
    return BadArgumentsError(cause, "Make a key file: tekseru key new FILE, then TEKSERU_KEY_FILE.")


def _name_of(key: bytes) -> bytes:
    return hashlib.sha256(b"tekseru key " + key).digest()[:_NAME_BYTES]
