"""Look for words in everything that lies in a folder: files as they are, packed ones unpacked."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

DATABASE = b"SQLite format 3\x00"


def found_in(folder: Path, words: Iterable[str]) -> list[str]:
    """Where a word lies below a folder; in names of files, contents, and rows of databases."""
    needles = [
        word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    places = []
    for path in sorted(folder.rglob("*")):
        if any(needle in str(path.relative_to(folder)).encode() for needle in needles):
            places.append(f"name of {path}")
        if not path.is_file():
            continue
        for content in _contents(path):
            if any(needle in content for needle in needles):
                places.append(str(path))
                break
    return places


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    yield from _unpacked(content)
    if content.startswith(DATABASE):
        yield from _rows(path)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def _rows(path: Path) -> Iterator[bytes]:
    """All values of a database; what is deflated is inflated."""
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own name
                for value in row:
                    if isinstance(value, bytes):
                        try:
                            yield zlib.decompress(value)
                        except zlib.error:
                            yield value
                    else:
                        yield str(value).encode()
    database.close()
