"""Unpack a zip that somebody else made, within bounds (field-notes.md section 10.3).

Members are written under names of our own, so that no name in the archive can reach outside the
workspace, clash with another or be too long for the disk. Sizes are counted while unpacking; what
the archive says about itself is only used to refuse early.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from pipeline.errors import InputUnopenableError, TekseruError
from pipeline.intake.names import distinct, is_document, natural_key, shown
from pipeline.intake.package_toml import NAME as PACKAGE_TOML
from pipeline.model import Problem, ProblemKind
from pipeline.problems import megabytes, problem, too_many_files
from pipeline.settings import Settings

MOST_DIRECTORY_BYTES = 16_000_000
"""Size of the list of members: 200 files need 20 kB."""
SUSPICIOUS_RATIO = 300
SUSPICIOUS_FROM = 20_000_000
"""A member larger than this that was packed to less than 1/300 is no scan and no document."""
_CHUNK = 1_048_576
_END_RECORD = b"PK\x05\x06"
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, struct.error, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file taken from an archive: its name there, as shown, and where it lies now."""

    name: str
    path: Path


class _TooLargeError(Exception):
    """A member grew beyond its own bound, or beyond what the package may still hold."""

    def __init__(self, *, of_package: bool) -> None:
        super().__init__()
        self.of_package = of_package


def unpack(
    path: Path, workspace: Path, settings: Settings
) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    """Members of a zip in natural order, unpacked into the existing folder `workspace`.

    A folder that holds everything else is left out of the names. What is no document is skipped,
    except `package.toml`. Raises `InputUnopenableError` when the archive is damaged as a whole.
    """
    try:
        _refuse_endless_directory(path)
        with zipfile.ZipFile(path) as archive:
            return _Unpacking(archive, workspace, settings).run(shown(path.name))
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError) as error:
        raise InputUnopenableError(
            "The zip archive is damaged.", "Pack the files again, or give the folder itself."
        ) from error


def _refuse_endless_directory(path: Path) -> None:
    """The list of members is read into memory whole, so its size is looked at first."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))  # end record with the longest comment
        tail = file.read()
    start = tail.rfind(_END_RECORD)
    (size,) = struct.unpack("<L", tail[start + 12 : start + 16]) if start >= 0 else (0,)
    if size > MOST_DIRECTORY_BYTES:
        raise InputUnopenableError(
            "The zip archive lists more files than a package can have.",
            "Pack only the documents of one applicant.",
        )


class _Unpacking:
    """One archive being unpacked; `left` bytes may still be written for the whole package."""

    def __init__(self, archive: zipfile.ZipFile, workspace: Path, settings: Settings) -> None:
        self.archive = archive
        self.workspace = workspace
        self.settings = settings
        self.left = settings.most_package_bytes

    def run(self, label: str) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
        chosen = _chosen(self.archive)
        most = self.settings.most_files + sum(name == PACKAGE_TOML for name, _ in chosen)
        members: list[Member] = []
        problems: list[Problem] = []
        for number, (name, info) in enumerate(chosen[:most]):
            target = self.workspace / f"{number:05d}"
            problem_found = _refused(name, info) or self._write(shown(name), info, target)
            if problem_found:
                problems.append(problem_found)
            else:
                members.append(Member(shown(name), target))
        if len(chosen) > most:
            problems.append(too_many_files(label, self.settings))
        return tuple(members), tuple(problems)

    def _write(self, label: str, info: zipfile.ZipInfo, target: Path) -> Problem | None:
        """Unpack one member to `target`, or leave nothing there and say why."""
        try:
            with target.open("xb") as file:
                for chunk in self._content(info):
                    _put(file, chunk)
        except _TooLargeError as error:
            found = self._too_large(label, of_package=error.of_package)
        except NotImplementedError:
            found = problem(label, ProblemKind.BROKEN_FILE, "compression")
        except RuntimeError:  # zipfile asks for a password
            found = problem(label, ProblemKind.ENCRYPTED_FILE, "archive")
        except _DAMAGED:
            found = problem(label, ProblemKind.BROKEN_FILE)
        else:
            return None
        target.unlink(missing_ok=True)
        return found

    def _content(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        left = self.settings.most_file_bytes
        if info.file_size > left:
            raise _TooLargeError(of_package=False)
        with self.archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                self.left -= len(chunk)
                if left < 0 or self.left < 0:
                    raise _TooLargeError(of_package=self.left < 0)
                yield chunk

    def _too_large(self, label: str, *, of_package: bool) -> Problem:
        if of_package:
            most = megabytes(self.settings.most_package_bytes)
            return problem(label, ProblemKind.FILE_TOO_LARGE, "package", most=most)
        most = megabytes(self.settings.most_file_bytes)
        return problem(label, ProblemKind.FILE_TOO_LARGE, most=most)


def _put(file: BinaryIO, chunk: bytes) -> None:
    """Write at once, so that a full disk is not taken for a damaged archive."""
    try:
        file.write(chunk)
        file.flush()
    except OSError as error:
        raise TekseruError(
            "The temporary folder cannot take the unpacked package.",
            "Make room on the disk, or set TMPDIR to a folder with more room.",
        ) from error


def _chosen(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Documents with their names in natural order, the declaration before them."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    names = distinct(_without_common_folder([_name(info) for info in infos]))
    chosen = [
        (name, info)
        for name, info in zip(names, infos, strict=True)
        if name == PACKAGE_TOML or is_document(name)
    ]
    return sorted(chosen, key=lambda member: (member[0] != PACKAGE_TOML, natural_key(member[0])))


def _refused(name: str, info: zipfile.ZipInfo) -> Problem | None:
    """The problem with a member that must not be unpacked at all."""
    label = shown(name)
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or ".." in windows.parts:
        return problem(label, ProblemKind.UNSAFE_NAME)
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return problem(label, ProblemKind.NOT_A_REGULAR_FILE)
    if info.flag_bits & _ENCRYPTED:
        return problem(label, ProblemKind.ENCRYPTED_FILE, "archive")
    packed = max(1, info.compress_size)
    if info.file_size > SUSPICIOUS_FROM and info.file_size > SUSPICIOUS_RATIO * packed:
        return problem(label, ProblemKind.FILE_TOO_LARGE, "ratio")
    return None


def _without_common_folder(names: Sequence[str]) -> list[str]:
    """Names without the one folder that most packers put around everything."""
    tops = {name.partition("/")[0] for name in names if not name.startswith("__MACOSX/")}
    if len(tops) != 1 or tops & {"", ".."} or not all("/" in name for name in names):
        return list(names)
    return [name.partition("/")[2] if name.partition("/")[0] in tops else name for name in names]


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member, decoded as its packer meant it, with plain slashes."""
    return (_unicode_path(info) or _decoded(info)).replace("\\", "/")


def _decoded(info: zipfile.ZipInfo) -> str:
    """Without the mark for UTF-8 the bytes are in the code page of the packer's machine.

    Windows in Kazakhstan packs in cp866, some packers in cp1251, others in unmarked UTF-8.
    """
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode("cp866"), raw.decode("cp1251", "replace")]
    return max(readings, key=_cyrillic_letters)


def _cyrillic_letters(name: str) -> int:
    return sum("А" <= letter <= "я" or letter in "Ёё" for letter in name)


def _unicode_path(info: zipfile.ZipInfo) -> str | None:
    """The name from the extra field 0x7075, which WinRAR and 7-Zip write beside the old one."""
    extra = info.extra
    while len(extra) >= 4:
        tag, size = struct.unpack("<HH", extra[:4])
        if tag == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return None
