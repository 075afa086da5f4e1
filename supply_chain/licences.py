"""Licences of all locked packages, from what is installed: permissive ones pass, others are named.

Weak copyleft passes where it asks nothing of the program that uses it unchanged, each by name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from supply_chain.lock import Locked

PERMISSIVE = frozenset(
    (
        *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib"),
        *("Apache-2.0", "PSF-2.0", "CNRI-Python", "CC0-1.0", "Unlicense", "BSL-1.0"),
        *("Artistic-1.0-Perl", "HPND"),
        # File by file: what is changed in a file of theirs stays open, nothing else.
        "MPL-2.0",
    )
)
NAMED = {
    "axe-playwright-python": "MIT AND MPL-2.0",
    "pebble": "LGPL-3.0-or-later",
    "pyphen": "MPL-1.1",
    "pypdfium2": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0",
    "text-unidecode": "Artistic-1.0-Perl",
    "requests-oauthlib": "ISC",
}
"""Packages whose metadata name several licences, or none by its SPDX name: the one we use."""
ACCEPTED = {
    "pebble": "a library that is loaded unchanged and may be replaced (LGPL section 4)",
    "pyphen": "one of three licences to choose from; in specimens only",
}
"""Packages under a licence that is not permissive, with the reason why it is no obstacle."""
_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WRITTEN = {
    "mit license": "MIT",
    "mit licence": "MIT",
    "apache 2.0": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd": "BSD-3-Clause",
}
_WORD = re.compile(r"\(|\)|[A-Za-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Refused:
    """A package that may not be used, and why."""

    name: str
    licence: str
    why: str


def licence_of(name: str, said: PackageMetadata) -> str:
    """The licence of a package as an SPDX expression; empty where its metadata name none."""
    if name in NAMED:
        return NAMED[name]
    for expression in said.get_all("License-Expression") or []:
        return str(expression)
    # Some put the whole text there; its first line names it.
    whole = str([*(said.get_all("License") or []), ""][0]).strip()
    written: str = [*whole.splitlines(), ""][0]
    if written in PERMISSIVE or " AND " in written or " OR " in written:
        return written
    for classifier in said.get_all("Classifier") or []:
        known = _CLASSIFIERS.get(str(classifier).rpartition(" :: ")[2])
        if known:
            return known
    return _WRITTEN.get(written.lower(), written)


def refused(packages: Iterable[Locked]) -> tuple[Refused, ...]:
    """Packages whose licence is neither permissive nor accepted by name, and missing ones."""
    found = []
    for package in packages:
        try:
            licence = licence_of(package.name, metadata(package.name))
        except PackageNotFoundError:
            found.append(Refused(package.name, "", "is not installed, so nothing is known of it"))
            continue
        if package.name in ACCEPTED:
            continue
        if not licence:
            found.append(Refused(package.name, "", "names no licence"))
        elif not is_permissive(licence):
            found.append(Refused(package.name, licence, "is not permissive"))
    return tuple(found)


def is_permissive(expression: str) -> bool:
    """Whether an SPDX expression can be met with permissive licences alone."""
    words = _WORD.findall(expression)
    value, rest = _either(words)
    return value and not rest


def _either(words: list[str]) -> tuple[bool, list[str]]:
    value, words = _both(words)
    while words and words[0].upper() == "OR":
        other, words = _both(words[1:])
        value = value or other
    return value, words


def _both(words: list[str]) -> tuple[bool, list[str]]:
    value, words = _one(words)
    while words and words[0].upper() == "AND":
        other, words = _one(words[1:])
        value = value and other
    return value, words


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if not words:
        return False, []
    if words[0] == "(":
        value, rest = _either(words[1:])
        return (value, rest[1:]) if rest[:1] == [")"] else (False, rest)
    return words[0] in PERMISSIVE, words[1:]
