"""Ready packages: folders as an applicant submits them, each with its truth beside it."""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sample_docs import dossier as dossiers
from sample_docs.applications import Application, make_application
from sample_docs.dossier import Dossier
from sample_docs.specimen import Specimen, make_specimen

FOLDER = Path(__file__).with_name("packages")
"""Where the ready packages lie."""
Outcome = tuple[str, str, str]
"""Rule, subject, outcome."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes into a package folder, and what is true about it.

    `spoiled` are files that cannot be read, as (name, content, kind of problem).
    """

    dossier: Dossier
    specimens: tuple[Specimen, ...]
    outcomes: tuple[Outcome, ...]
    spoiled: tuple[tuple[str, bytes, str], ...] = ()
    declared: dict[str, Any] = field(default_factory=dict)
    application: Application | None = None
    """A whole application, whose files and documents stand in place of `specimens`."""


def _declaration(dossier: Dossier) -> dict[str, Any]:
    return {
        "submitted_on": dossier.submitted_on.isoformat(),
        "year": 2026,
        "category": dossier.career.category,
        "iin": dossier.person.iin,
        "full_name": dossier.person.kk.full,
        "specialty": dossier.career.specialty_kk,
        "country": dossier.host.country_en,
    }


def _agreeing(outcome: str, *rules: str) -> list[Outcome]:
    """One outcome for several rules; the subject follows from the family of the rule."""
    subjects = {
        "PKG": "package",
        "IDC": "identity_card",
        "PAS": "passport",
        "LET": "motivation_letter",
    }
    return [(rule, subjects[rule[:3]], outcome) for rule in rules]


def _present(*types: str) -> list[Outcome]:
    return [("PKG-01", type_id, "passed") for type_id in types]


_CARD_RULES = ("IDC-01", "IDC-02", "IDC-03", "IDC-04")
_LETTER_RULES = ("LET-02", "LET-03", "LET-04", "LET-05")
_NOT_LISTED = ("translation", "notarial_inscription")
"""Types that PKG-01 does not ask for: INV-07 and PRG-02 do."""
_PERSON_RULES = ("PKG-02", "PKG-03", "PKG-04", "PKG-05")


def _valid() -> Parcel:
    """Card, passport and letter, all in order: a scanned PDF, a JPEG, a scanned PDF."""
    dossier = dossiers.invent(44)
    outcomes = [
        *_present("identity_card", "passport", "motivation_letter"),
        *_agreeing("passed", *_PERSON_RULES, *_CARD_RULES, "PAS-01", "PAS-02"),
        *_agreeing("passed", "LET-01", *_LETTER_RULES),
    ]
    return Parcel(
        dossier,
        (
            make_specimen(
                "identity_card",
                seed=1,
                level="scan",
                layout="2024-sheet",
                dossier=dossier,
                container="pdf",
                name="жеке куәлік",
            ),
            make_specimen(
                "passport",
                seed=1,
                level="scan",
                layout="cropped",
                dossier=dossier,
                container="jpg",
                name="passport",
            ),
            make_specimen(
                "motivation_letter",
                seed=4,
                level="scan",
                layout="classic",
                dossier=dossier,
                container="pdf",
                name="мотивациялық хат",
                language="kaz",
                words=432,
            ),
        ),
        tuple(outcomes),
    )


def _expired_and_long() -> Parcel:
    """A passport that ran out and a Russian letter of 530 words, from a tired scanner."""
    dossier = dossiers.invent(41)
    outcomes = [
        *_present("identity_card", "passport", "motivation_letter"),
        *_agreeing("passed", *_PERSON_RULES, *_CARD_RULES, "PAS-01", *_LETTER_RULES),
        *_agreeing("failed", "PAS-02", "LET-01"),
    ]
    return Parcel(
        dossier,
        (
            make_specimen(
                "identity_card",
                seed=2,
                level="scan",
                layout="2024-cropped",
                dossier=dossier,
                container="jpg",
                name="ud_lichnosti",
            ),
            make_specimen(
                "passport",
                seed=4,
                level="poor",
                layout="sheet",
                dossier=dossier,
                container="pdf",
                rotation=0,
                faults=["expired"],
                name="scan0007",
            ),
            make_specimen(
                "motivation_letter",
                seed=5,
                level="poor",
                layout="compact",
                dossier=dossier,
                container="pdf",
                rotation=0,
                name="мотивационное письмо",
                language="rus",
                words=530,
            ),
        ),
        tuple(outcomes),
    )


def _broken() -> Parcel:
    """A cut-off PDF, an empty file and an encrypted PDF beside a good passport and letter."""
    dossier = dossiers.invent(58)
    card = make_specimen("identity_card", seed=3, layout="2024-pages", dossier=dossier)
    passport = make_specimen(
        "passport",
        seed=8,
        level="photo",
        layout="cropped",
        dossier=dossier,
        container="jpg",
        name="IMG_20260401_101112",
    )
    letter = make_specimen(
        "motivation_letter",
        seed=3,
        layout="plain-sans",
        dossier=dossier,
        name="motivation",
        language="kaz",
        words=401,
    )
    whole = card.files[0][1]
    outcomes = [
        *_present("passport", "motivation_letter"),
        *_agreeing("passed", "PKG-05", "PAS-01", "PAS-02", "LET-01", *_LETTER_RULES),
    ]
    return Parcel(
        dossier,
        (passport, letter),
        tuple(outcomes),
        spoiled=(
            ("udostoverenie.pdf", whole[: len(whole) * 2 // 5], "broken_file"),
            ("diplom.pdf", b"", "empty_file"),
            ("spravka.pdf", _encrypted(whole), "encrypted_file"),
        ),
    )


def _complete() -> Parcel:
    """Every paper asked for, born digital, and nothing to object to."""
    application = make_application(5)
    dossier = dossiers.invent(5)
    types = [str(document["type"]) for document in application.truth["documents"]]
    wanted = [name for name in dict.fromkeys(types) if name not in _NOT_LISTED]
    outcomes = [
        *_present(*wanted),
        *_agreeing("passed", *_PERSON_RULES, *_CARD_RULES, "PAS-01", "PAS-02"),
        *_agreeing("passed", "LET-01", *_LETTER_RULES),
    ]
    return Parcel(dossier, (), tuple(outcomes), application=application)


RECIPES: dict[str, Callable[[], Parcel]] = {
    "valid-documents": _valid,
    "expired-passport-long-letter": _expired_and_long,
    "broken-file": _broken,
    "complete-application": _complete,
}


def _encrypted(pdf: bytes) -> bytes:
    """The PDF behind a password nobody knows; an old cipher, for the same bytes every time."""
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        cipher = pikepdf.Encryption(owner="qulyp", user="qulyp", R=3, aes=False, metadata=False)
        document.save(buffer, encryption=cipher, static_id=True)
    return buffer.getvalue()


def truth_of(name: str) -> dict[str, Any]:
    """What is true about a ready package; KeyError for a name that has no recipe."""
    return _truth(name, RECIPES[name]())


def _truth(name: str, parcel: Parcel) -> dict[str, Any]:
    return {
        "package": name,
        "declared": _declaration(parcel.dossier) | parcel.declared,
        "documents": parcel.application.truth["documents"]
        if parcel.application
        else [specimen.truth for specimen in parcel.specimens],
        "problems": [{"file": file, "kind": kind} for file, _, kind in parcel.spoiled],
        "outcomes": [
            {"rule": rule, "subject": subject, "outcome": outcome}
            for rule, subject, outcome in parcel.outcomes
        ],
    }


def as_toml(declared: dict[str, Any]) -> str:
    """Keys and values as `package.toml`; a date stands unquoted."""
    lines = []
    for key, value in declared.items():
        bare = key == "submitted_on" or not isinstance(value, str)
        lines.append(f"{key} = {value if bare else json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def write_package(name: str, out_dir: Path) -> Path:
    """Write the package `name` as `out_dir/name`, its truth as `out_dir/name.truth.json`.

    Files of an earlier run that no longer belong to the package are removed. KeyError for a name
    that is not in `RECIPES`.
    """
    parcel = RECIPES[name]()
    folder = out_dir / name
    folder.mkdir(parents=True, exist_ok=True)
    truth = _truth(name, parcel)
    contents: dict[str, bytes] = {"package.toml": as_toml(truth["declared"]).encode()}
    contents |= dict(parcel.application.files if parcel.application else ())
    contents |= dict(_files(parcel.specimens))
    contents |= {file: content for file, content, _ in parcel.spoiled}
    for stale in folder.iterdir():
        if stale.name not in contents:
            stale.unlink()
    for file, content in contents.items():
        (folder / file).write_bytes(content)
    beside = out_dir / f"{name}.truth.json"
    beside.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def _files(specimens: Iterable[Specimen]) -> Iterable[tuple[str, bytes]]:
    for specimen in specimens:
        yield from specimen.files
