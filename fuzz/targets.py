"""What is fuzzed: functions that read text, bytes or pages of strangers, and input for each.

A target may refuse its input in the ways that it promises; anything else it raises is a crash. Some
state a property as well, such as that a box read back is the box that was written.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

import extractors
from pipeline.errors import InputUnopenableError
from pipeline.geometry import clipped
from pipeline.identifiers import bin as bin_numbers
from pipeline.identifiers import iin, mrz
from pipeline.identifiers.errors import InvalidIdentifierError
from pipeline.intake import archive, package_toml
from pipeline.intake.kinds import describe, kind_of
from pipeline.intake.names import distinct, natural_key, shown
from pipeline.model import Page, Source, Word
from pipeline.report.result import Reading, Result
from pipeline.settings import Settings
from pipeline.text import dates, homoglyphs, language, money, normalise, transliterate, words
from pipeline.text.names import compare_names, parse_name


@dataclass(frozen=True, slots=True)
class Target:
    """A named check: `check` is given what `examples` makes; `refusals` are its own exceptions."""

    name: str
    examples: "st.SearchStrategy[Any]"
    check: Callable[[Any], None]
    refusals: tuple[type[Exception], ...] = ()


class BrokenPromiseError(Exception):
    """A target gave back what it should never give."""


def demand(holds: object) -> None:
    """Raise `BrokenPromiseError` where something does not hold."""
    if not holds:
        raise BrokenPromiseError


DAYS = [
    "12 мая 2026 г.",
    "2026 жылғы 12 мамыр",
    "12.05.2026",
    "с 1 по 31",
    "от",
    "№",
    "May 12th, 2026",
    "31.02.",
    "бастап",
    "дейін",
    "II",
    "00.00.0000",
    "двадцать первого",
    "жиырма бірінші",
    "99",
    "-",
    "/",
    ".",
]
SUMS = [
    "14 400,00",
    "€",
    "EUR",
    "тенге",
    "теңге",
    "1.234.567,89",
    "USD 5",
    "тыс.",
    "млн",
    "-3",
    "10e9",
    "٣",
    "'000",
    "пятьсот",
    "бес жүз",
    "$",
    ".",
    ",",
    "1,2,3",
    "00",
]
NAMES = [
    "Жұмабекова",
    "Айгерім",
    "Серікқызы",
    "оглы",
    "ул",
    "uly",
    "Q",
    "Н.А.",
    "Müller",
    "фон",
    "IVANOV",
    "ІВАНОВ",
    "ова",
    "ой",
    "ь",
    "ъ",
    "'",
    "-",
    ".",
    "É",
    "ұлы",
    "Әл-Фараби",
]
ZONE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
LABELS = [
    "ФИО",
    "ИИН",
    "Дата выдачи",
    "Берілген күні",
    "Тегі, аты",
    "№",
    "ДИПЛОМ",
    "Договор",
    "072/у",
    "Overall",
    "IELTS",
    "B2",
    "ҚАЗТЕСТ",
    "Тыңдалым",
    "24",
    "010",
    "май 2026",
    "12.05.2026",
    "990115100007",
    "14 400,00",
    "КАЗАХСТАН",
    "қолы",
    "М.О.",
    "<<<",
    "P<KAZ",
]


def _mixed(pieces: list[str]) -> "st.SearchStrategy[str]":
    """Text of pieces that mean something here, and of anything else."""
    part = st.one_of(st.sampled_from(pieces), st.text(max_size=12), st.integers().map(str))
    glue = st.sampled_from([" ", "", "\n", ", ", "\u00a0"])
    return st.tuples(st.lists(part, max_size=12), glue).map(lambda made: made[1].join(made[0]))


@st.composite
def pages(draw: Any) -> tuple[Page, ...]:
    """Pages of words anywhere on them, as a bad reading of a bad scan would give them."""
    text = st.one_of(st.sampled_from(LABELS), st.text(min_size=1, max_size=12))
    share = st.one_of(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.floats(0, 1))
    made = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        found = []
        for line in range(draw(st.integers(0, 25))):
            left, top = draw(share), draw(share)
            box = clipped(left, top, left + draw(share) / 3, top + draw(share) / 10)
            found.append(Word(draw(text), box, draw(st.floats(0, 1)), line // 2, True, "tesseract"))
        made.append(Page("scan.pdf", number, 595.0, 842.0, 0, Source.OCR, tuple(found)))
    return tuple(made)


def _dates(text: str) -> None:
    for found in dates.find_dates(text):
        demand(isinstance(found.value, date))
    dates.parse_date(text)
    period = dates.find_period(text)
    demand(period is None or all(isinstance(day, date) for day in period))
    month = dates.find_month(text)
    demand(month is None or 1 <= month[1] <= 12)


def _money(text: str) -> None:
    for found in money.find_amounts(text):
        demand(found.money.amount.is_finite())


def _names(text: tuple[str, str]) -> None:
    first, second = map(parse_name, text)
    compare_names(first, second)
    compare_names(first, first)


def _zones(lines: list[str]) -> None:
    shaped = mrz.normalise(lines)
    if mrz.detect_format(shaped) is not None:
        mrz.parse(mrz.repair(shaped).lines)
    mrz.parse(lines)


def _numbers(text: str) -> None:
    for kind in (iin, bin_numbers):
        kind.compact(text)
        if kind.is_valid(text):
            demand(len(kind.compact(text)) == 12)
    iin.birth_date(text)
    iin.sex(text)


def _wording(text: str) -> None:
    normalise.fold(normalise.clean(text))
    homoglyphs.repair_text(text)
    homoglyphs.digits(text)
    language.language_of(text)
    transliterate.canonical_latin(text)
    demand(words.count_words(text) >= 0)


def _file_names(names: list[str]) -> None:
    demand(sorted(names, key=natural_key) is not None)
    told = distinct(map(shown, names))
    demand(len(set(told)) == len(names))
    demand(not any(character in "".join(told) for character in "\n\r\t\u202e\x00"))


def _heads(head: bytes) -> None:
    if kind_of(head) is None:
        describe(head)


def _declarations(content: bytes) -> None:
    declared, problems = package_toml.parse(content)
    demand(declared.iin is None or len(declared.iin) == 12)
    demand(len(problems) < 70_000)


def _archives(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path, workspace = Path(place) / "x.zip", Path(place) / "workspace"
        path.write_bytes(content)
        workspace.mkdir()
        members, _ = archive.unpack(path, workspace, Settings())
        demand(all(member.path.parent == workspace for member in members))
        demand(sorted(Path(place).iterdir()) == [workspace, path])


def _tables(read: tuple[Page, ...]) -> None:
    for found in extractors.document_types():
        extractors.extract(found.id, read)


def _results(content: bytes) -> None:
    for kind in (Result, Reading):
        try:
            kind.model_validate_json(content)
        except ValidationError:
            continue


@st.composite
def archives(draw: Any) -> bytes:
    """A zip, whole or with some bytes of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", draw(st.sampled_from([0, 8, 12, 14]))) as made:
        for number in range(draw(st.integers(0, 3))):
            name = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
            made.writestr(zipfile.ZipInfo(f"{name}{number}"), draw(st.binary(max_size=60)))
    made_of: bytes = draw(changed(out.getvalue()))
    return made_of


@st.composite
def changed(draw: Any, content: bytes) -> bytes:
    """Bytes with some of them replaced, and perhaps cut off."""
    mutable = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        if mutable:
            mutable[draw(st.integers(0, len(mutable) - 1))] = draw(st.integers(0, 255))
    return bytes(mutable[: draw(st.integers(0, len(mutable)))] if draw(st.booleans()) else mutable)


RESULT = {
    "schema": "tekseru-result/1",
    "package": {"id": "A", "year": 2026, "submitted_on": "2026-05-14", "category": "media"},
    "verdict": {"outcome": "failed", "ruleset": "2026.1", "program": "0.1.0"},
    "findings": [],
    "documents": [],
    "problems": [{"file": "a", "kind": "empty_file", "message": {"en": "", "ru": "", "kk": ""}}],
    "inputs": [{"file": "a", "sha256": "0"}],
    "seconds": {"total": 1.0},
}
_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@st.composite
def results(draw: Any) -> bytes:
    """A result with one part of it replaced by anything, or with bytes of it changed."""
    made = dict(RESULT)
    if draw(st.booleans()):
        made[draw(st.sampled_from(sorted(made)))] = draw(_json)
    content: bytes = draw(changed(json.dumps(made).encode()))
    return content


TARGETS = (
    Target("dates", _mixed(DAYS), _dates),
    Target("money", _mixed(SUMS), _money),
    Target("names", st.tuples(_mixed(NAMES), _mixed(NAMES)), _names),
    Target(
        "mrz",
        st.one_of(
            st.sampled_from([(2, 44), (3, 30), (2, 36)]).flatmap(
                lambda form: st.lists(
                    st.text(ZONE, min_size=form[1] - 1, max_size=form[1] + 1),
                    min_size=form[0],
                    max_size=form[0],
                )
            ),
            st.lists(st.text(max_size=50), max_size=4),
        ),
        _zones,
        (ValueError,),
    ),
    Target(
        "numbers",
        st.one_of(st.text("0123456789 -", max_size=16), st.text()),
        _numbers,
        (InvalidIdentifierError,),
    ),
    Target("wording", _mixed([*NAMES, *DAYS, *LABELS]), _wording),
    Target("tables", pages(), _tables),
    Target("results", results(), _results),
    Target("file_names", st.lists(st.text(), max_size=6), _file_names),
    Target(
        "heads",
        st.one_of(
            st.binary(max_size=300),
            st.sampled_from(
                [b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"II*\0", b"\0\0\0\x18ftyp"]
            ).flatmap(lambda start: st.binary(max_size=300).map(lambda rest: start + rest)),
        ),
        _heads,
    ),
    Target(
        "declarations",
        st.one_of(
            st.binary(max_size=200),
            st.text(max_size=200).map(str.encode),
            changed(b'submitted_on = 2026-05-14\nyear = 2026\niin = "990115100007"\n'),
        ),
        _declarations,
    ),
    Target("archives", archives(), _archives, (InputUnopenableError,)),
)
