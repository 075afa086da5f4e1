"""Whole applications: every paper of one invented applicant, right or with one violation.

The papers come in the files that applicants make of them (`ORGANISATIONS`): a file a document with
translations bound behind their originals, one large PDF, a zip archive, or cards and letters
photographed and the rest scanned.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from sample_docs import dossier as dossiers
from sample_docs.documents import invitation as invitations
from sample_docs.dossier import Dossier
from sample_docs.specimen import Specimen, document_module, make_specimen
from sample_docs.violations import Violation

ROLES: Mapping[str, str] = {
    "identity_card": "identity_card",
    "passport": "passport",
    "invitation": "invitation",
    "invitation_translation": "translation",
    "invitation_notary": "notarial_inscription",
    "employer_application": "employer_application",
    "diploma": "diploma",
    "diploma_appendix": "diploma_appendix",
    "foreign_language_certificate": "foreign_language_certificate",
    "state_language_certificate": "state_language_certificate",
    "medical_certificate": "medical_certificate",
    "employment_record": "employment_record",
    "pension_extract": "pension_extract",
    "internship_programme": "internship_programme",
    "programme_translation": "translation",
    "programme_notary": "notarial_inscription",
    "motivation_letter": "motivation_letter",
}
"""What an application holds, in the order of the announcement: role and document type."""
ORGANISATIONS = ("files", "one-pdf", "zip", "photos")
_BOUND = (
    ("invitation", "invitation_translation", "invitation_notary"),
    ("internship_programme", "programme_translation", "programme_notary"),
)
_PHOTOGRAPHED = frozenset({"identity_card", "passport", "motivation_letter"})
_ENGLISH_PROGRAMMES = ("english-letterhead", "english-weeks")


@dataclass(frozen=True, slots=True)
class Application:
    """Files of one package and what is true of it (see `Specimen.truth` for the documents)."""

    files: tuple[tuple[str, bytes], ...]
    truth: dict[str, Any]


def make_application(
    seed: int,
    *,
    violation: Violation | None = None,
    organisation: str = "files",
    level: str = "digital",
    layouts: Mapping[str, str] | None = None,
) -> Application:
    """The application of a seed, the same bytes for the same arguments.

    `level` is one of the specimen's; with `photos` cards and letter are photographs whatever it
    says. `layouts` fixes layouts by role. Raises ValueError for an unknown organisation.
    """
    if organisation not in ORGANISATIONS:
        raise ValueError(f"unknown organisation {organisation!r}; known: {ORGANISATIONS}")
    dossier = dossiers.invent(seed)
    specimens = _specimens(dossier, seed, violation, organisation, level, layouts or {})
    files, documents = _bound(specimens, one_file=organisation == "one-pdf")
    declared = _declared(dossier) | dict(violation.declared if violation else {})
    truth = {
        "declared": declared,
        "organisation": organisation,
        "violates": violation.rule if violation else None,
        "outcome": violation.outcome if violation else None,
        "also": list(violation.also) if violation else [],
        "documents": documents,
    }
    if organisation == "zip":
        files = [("documents.zip", _zipped(files))]
    return Application(tuple(files), truth)


def _specimens(
    dossier: Dossier,
    seed: int,
    violation: Violation | None,
    organisation: str,
    level: str,
    layouts: Mapping[str, str],
) -> dict[str, Specimen]:
    chosen = _layouts(dossier, seed, violation) | dict(layouts)
    options = _options(dossier, chosen, violation)
    wrong = dict(violation.faults) if violation else {}
    roles = [role for role in ROLES if role not in (violation.without if violation else ())]
    if chosen["internship_programme"] not in _ENGLISH_PROGRAMMES:
        roles = [
            role for role in roles if role not in ("programme_translation", "programme_notary")
        ]
    made = {}
    for role in roles:
        captured = "photo" if organisation == "photos" and role in _PHOTOGRAPHED else level
        made[role] = make_specimen(
            ROLES[role],
            seed=seed * 100 + list(ROLES).index(role),
            level=captured,
            layout=chosen.get(role),
            dossier=dossier,
            faults=wrong.get(role, ()),
            container="pdf" if captured in ("scan", "poor") else None,
            name=f"{list(ROLES).index(role) + 1:02d}_{role}",
            **options.get(role, {}),
        )
    for number, type_id in enumerate(violation.extra if violation else ()):
        made[f"extra_{number}"] = make_specimen(
            type_id, seed=seed, level=level, dossier=dossier, name=f"20_{type_id}"
        )
    return made


def _layouts(dossier: Dossier, seed: int, violation: Violation | None) -> dict[str, str]:
    """Layouts that must suit the host or the violation; the others follow from the seed."""
    rng = Random(f"application/{seed}")
    foreign = [
        layout
        for layout in invitations.suiting(dossier)
        if invitations.language_of(layout) not in ("rus", "kaz")
    ]
    programme = rng.choice(document_module("internship_programme").LAYOUTS[:-1])
    if violation and violation.rule in ("PRG-02", "PKG-07", "PRG-03", "PRG-01"):
        programme = rng.choice(_ENGLISH_PROGRAMMES)
    # New TOEFL bands, General Training and other languages leave FLC-01 or -02 to a person.
    layouts = {
        "invitation": rng.choice(foreign),
        "internship_programme": programme,
        "foreign_language_certificate": rng.choice(["toefl-ibt", "toefl-itp", "duolingo"]),
    }
    if violation and "front_only" in violation.faults.get("identity_card", ()):
        layouts["identity_card"] = "2024-pages"
    if violation and "mrz_check_digit" in violation.faults.get("identity_card", ()):
        layouts["identity_card"] = "2024-sheet"
    return layouts


def _options(
    dossier: Dossier, layouts: Mapping[str, str], violation: Violation | None
) -> dict[str, dict[str, Any]]:
    target = Random(f"target/{dossier.seed}").choice(["kaz", "rus"])
    options: dict[str, dict[str, Any]] = {
        "invitation_translation": {
            "source_type": "invitation",
            "target": target,
            "source_language": invitations.language_of(layouts["invitation"]),
        },
        "programme_translation": {
            "source_type": "internship_programme",
            "target": target,
            "source_language": "eng",
        },
        "invitation_notary": {"language": target},
        "programme_notary": {"language": target},
    }
    for role, changed in (violation.options if violation else {}).items():
        options[role] = options.get(role, {}) | dict(changed)
    return options


def _declared(dossier: Dossier) -> dict[str, Any]:
    return {
        "submitted_on": dossier.submitted_on.isoformat(),
        "year": 2026,
        "category": dossier.career.category,
        "iin": dossier.person.iin,
        "full_name": dossier.person.kk.full,
    }


def _bound(
    specimens: Mapping[str, Specimen], *, one_file: bool
) -> tuple[list[tuple[str, bytes]], list[dict[str, Any]]]:
    """Files with what belongs together bound into one, and the truth with places moved."""
    groups: list[tuple[str, ...]] = [tuple(specimens)] if one_file else []
    if not one_file:
        followers = {role for group in _BOUND for role in group[1:]}
        by_first = {group[0]: group for group in _BOUND}
        groups.extend(
            tuple(member for member in by_first.get(role, (role,)) if member in specimens)
            for role in specimens
            if role not in followers
        )
        groups += [(role,) for role in specimens if role in followers and _alone(role, specimens)]
    files: list[tuple[str, bytes]] = []
    documents = []
    for group in groups:
        parts = [(role, specimens[role]) for role in group]
        if len(parts) == 1 or not all(_is_pdf(specimen) for _, specimen in parts):
            for role, specimen in parts:
                files += specimen.files
                documents.append({"role": role, **specimen.truth})
            continue
        name = "all documents.pdf" if one_file else parts[0][1].files[0][0]
        content, moved = _joined(name, parts)
        files.append((name, content))
        documents += moved
    return files, documents


def _alone(role: str, specimens: Mapping[str, Specimen]) -> bool:
    return not any(role in group and group[0] in specimens for group in _BOUND)


def _is_pdf(specimen: Specimen) -> bool:
    return all(name.endswith(".pdf") for name, _ in specimen.files)


def _joined(name: str, parts: Sequence[tuple[str, Specimen]]) -> tuple[bytes, list[dict[str, Any]]]:
    import pikepdf

    buffer, documents, done = io.BytesIO(), [], 0
    with pikepdf.new() as whole:
        for role, specimen in parts:
            pages = []
            for _, content in specimen.files:
                with pikepdf.open(io.BytesIO(content)) as pdf:
                    whole.pages.extend(pdf.pages)
            for page in specimen.truth["pages"]:
                done += 1
                pages.append({**page, "file": name, "page": done})
            documents.append({"role": role, **specimen.truth, "files": [name], "pages": pages})
        whole.save(buffer, deterministic_id=True)
    return buffer.getvalue(), documents


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 16, 9, 0, 0)), content)
    return buffer.getvalue()
