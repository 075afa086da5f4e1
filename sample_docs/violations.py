"""For every rule, applications that violate just that rule in print.

A violation says what changes against a right application: faults and options of documents, papers
left out or added, what the portal declared. Its expected finding follows from the rule's wording:
`failed` where print contradicts the demand, `indeterminate` where a person must decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LETTER = "motivation_letter"


@dataclass(frozen=True, slots=True)
class Violation:
    """One way to break a rule.

    `faults` and `options` go to the documents of a role (see `applications.ROLES`); `without` are
    roles left out, `extra` type ids added; `declared` overrides what the portal knows;
    `also` names rules that necessarily fall with this one; `paper` the role that shows it.
    """

    rule: str
    outcome: str = "failed"
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    subject: str | None = None
    twin: bool = False
    """Whether a second package, with the same letter, belongs to it."""


def _by_fault(rule: str, role: str, *faults: str, **more: Any) -> tuple[Violation, ...]:
    """One violation for each fault of one document."""
    return tuple(Violation(rule, faults={role: (fault,)}, **more) for fault in faults)


_TABLE: tuple[tuple[Violation, ...], ...] = (
    (Violation("PKG-01", without=("medical_certificate",), subject="medical_certificate"),),
    _by_fault("PKG-02", "state_language_certificate", "other_person", also=("PKG-03",)),
    _by_fault("PKG-03", "medical_certificate", "other_iin"),
    _by_fault("PKG-04", "medical_certificate", "other_birth_date"),
    (Violation("PKG-05", declared={"submitted_on": "2026-11-20"}),),
    _by_fault("PKG-06", "employer_application", "other_period"),
    (
        Violation(
            "PKG-07",
            faults={"internship_programme": ("other_host",)},
            options={"programme_translation": {"source_faults": ("other_host",)}},
        ),
    ),
    _by_fault("PKG-08", "employer_application", "other_specialty"),
    _by_fault("PKG-09", "employer_application", "other_employer"),
    (Violation("PKG-10", outcome="indeterminate", extra=("unknown",)),),
    (Violation("PKG-11", twin=True),),
    _by_fault("IDC-01", "identity_card", "front_only"),
    _by_fault("IDC-02", "identity_card", "iin_check_digit", also=("PKG-03", "IDC-03")),
    _by_fault("IDC-03", "identity_card", "mrz_check_digit"),
    _by_fault("IDC-04", "identity_card", "expired"),
    _by_fault("PAS-01", "passport", "mrz_check_digit"),
    _by_fault("PAS-02", "passport", "expired", also=("PAS-03",)),
    _by_fault("PAS-03", "passport", "short"),
    (
        Violation(
            "INV-01",
            faults={"invitation": ("other_person",)},
            options={"invitation_translation": {"source_faults": ("other_person",)}},
            also=("PKG-02",),
        ),
    ),
    (
        Violation(
            "INV-02",
            outcome="indeterminate",
            faults={"invitation": ("no_specialty",)},
            options={"invitation_translation": {"source_faults": ("no_specialty",)}},
            also=("PKG-08",),
        ),
    ),
    (
        Violation(
            "INV-03",
            faults={"invitation": ("too_long",)},
            options={"invitation_translation": {"source_faults": ("too_long",)}},
            also=("PKG-06", "PAS-03"),
        ),
    ),
    (
        Violation(
            "INV-04",
            faults={"invitation": ("no_breakdown",)},
            options={"invitation_translation": {"source_faults": ("no_breakdown",)}},
        ),
    ),
    (
        Violation(
            "INV-05",
            faults={"invitation": ("academic_condition",)},
            options={"invitation_translation": {"source_faults": ("academic_condition",)}},
        ),
    ),
    _by_fault("INV-06", "invitation", "unsigned"),
    (
        Violation(
            "INV-07",
            without=("invitation_translation", "invitation_notary"),
            also=("INV-08",),
        ),
    ),
    _by_fault("INV-08", "invitation_translation", "date_differs"),
    _by_fault("NOT-01", "invitation_notary", "no_licence", outcome="indeterminate"),
    _by_fault("NOT-02", "invitation_notary", "no_seal"),
    _by_fault("EMP-01", "employer_application", "no_position", outcome="indeterminate"),
    _by_fault("EMP-02", "employer_application", "no_retention"),
    _by_fault("EMP-03", "employer_application", "unsigned"),
    (
        Violation(
            "DIP-01",
            options={"diploma": {"degree": "college"}, "diploma_appendix": {"degree": "college"}},
        ),
    ),
    _by_fault("DIP-02", "diploma_appendix", "other_number"),
    (
        Violation(
            "DIP-03",
            options={"diploma": {"foreign": True}, "diploma_appendix": {"foreign": True}},
        ),
    ),
    _by_fault("FLC-01", "foreign_language_certificate", "unlisted_test", outcome="indeterminate"),
    _by_fault("FLC-02", "foreign_language_certificate", "below_minimum"),
    _by_fault("FLC-03", "foreign_language_certificate", "expired"),
    _by_fault("FLC-04", "foreign_language_certificate", "overall_mismatch"),
    _by_fault("KAZ-01", "state_language_certificate", "level_a2"),
    _by_fault("KAZ-02", "state_language_certificate", "block_below"),
    _by_fault("KAZ-03", "state_language_certificate", "expired"),
    _by_fault("MED-01", "medical_certificate", "form_082"),
    _by_fault("MED-02", "medical_certificate", "unfit"),
    _by_fault("MED-03", "medical_certificate", "after_submission"),
    _by_fault("MED-04", "medical_certificate", "unstamped"),
    _by_fault("WRK-01", "pension_extract", "few_months", also=("WRK-03",)),
    _by_fault("WRK-02", "pension_extract", "gap"),
    _by_fault("WRK-03", "employment_record", "uncovered"),
    _by_fault("PEN-01", "pension_extract", "page_missing"),
    _by_fault("PRG-01", "internship_programme", "receiving_blank"),
    (Violation("PRG-02", without=("programme_translation", "programme_notary")),),
    (
        Violation(
            "PRG-03",
            faults={"internship_programme": ("too_long",)},
            options={"programme_translation": {"source_faults": ("too_long",)}},
            also=("PKG-06",),
        ),
    ),
    (Violation("LET-01", options={LETTER: {"words": 537}}),),
    (Violation("LET-02", options={LETTER: {"language": "eng"}}),),
    _by_fault("LET-03", LETTER, "date_at_start"),
    _by_fault("LET-04", LETTER, "unsigned"),
    (
        Violation(
            "LET-05",
            outcome="indeterminate",
            options={LETTER: {"without": ("application",)}},
        ),
    ),
)

VIOLATIONS: Mapping[str, Violation] = {
    violation.rule: violation for group in _TABLE for violation in group[:1]
}
"""The first way of each rule, by rule id."""
