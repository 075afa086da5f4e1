"""Whole applications: every paper asked for, every rule can be violated, places stay true."""

import io

import pikepdf
import pytest

from sample_docs.applications import ROLES, Application, make_application
from sample_docs.specimen import document_module
from sample_docs.violations import VIOLATIONS, Violation

RULES = (
    "PKG-01 PKG-02 PKG-03 PKG-04 PKG-05 PKG-06 PKG-07 PKG-08 PKG-09 PKG-10 PKG-11"
    " IDC-01 IDC-02 IDC-03 IDC-04 PAS-01 PAS-02 PAS-03"
    " INV-01 INV-02 INV-03 INV-04 INV-05 INV-06 INV-07 INV-08 NOT-01 NOT-02"
    " EMP-01 EMP-02 EMP-03 DIP-01 DIP-02 DIP-03 FLC-01 FLC-02 FLC-03 FLC-04"
    " KAZ-01 KAZ-02 KAZ-03 MED-01 MED-02 MED-03 MED-04 WRK-01 WRK-02 WRK-03 PEN-01"
    " PRG-01 PRG-02 PRG-03 LET-01 LET-02 LET-03 LET-04 LET-05"
)


def test_every_rule_of_the_contract_can_be_violated() -> None:
    assert set(VIOLATIONS) == set(RULES.split())


@pytest.mark.parametrize("violation", VIOLATIONS.values(), ids=lambda found: found.rule)
def test_a_violation_asks_for_what_documents_know(violation: Violation) -> None:
    for role, faults in violation.faults.items():
        assert set(faults) <= document_module(ROLES[role]).FAULTS
    for role, options in violation.options.items():
        assert set(options) <= document_module(ROLES[role]).OPTIONS
    assert set(violation.without) <= set(ROLES)
    changes = (violation.faults, violation.options, violation.without, violation.extra)
    assert any(changes) or violation.declared or violation.twin


@pytest.fixture(scope="module")
def bound() -> Application:
    return make_application(7, organisation="one-pdf")


def test_one_pdf_holds_every_paper_in_order(bound: Application) -> None:
    ((_, content),) = bound.files
    pages = [page["page"] for document in bound.truth["documents"] for page in document["pages"]]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pages == list(range(1, len(pdf.pages) + 1))
    needed = set(ROLES) - {"programme_translation", "programme_notary"}
    assert needed <= {document["role"] for document in bound.truth["documents"]}


def test_papers_of_one_applicant_agree(bound: Application) -> None:
    fields = {document["role"]: document["fields"] for document in bound.truth["documents"]}
    iin = bound.truth["declared"]["iin"]
    bearing = ("identity_card", "passport", "state_language_certificate", "pension_extract")
    assert {fields[role]["iin"] for role in bearing} == {iin}
    starts = {fields[role]["period_start"] for role in ("invitation", "internship_programme")}
    assert starts == {fields["employer_application"]["period_start"]}
    assert fields["diploma"]["number"] == fields["diploma_appendix"]["diploma_number"]


def test_without_a_paper_it_is_not_there() -> None:
    violation = VIOLATIONS["PKG-01"]
    made = make_application(7, violation=violation)
    roles = {document["role"] for document in made.truth["documents"]}
    assert "medical_certificate" not in roles
    assert made.truth["violates"] == "PKG-01"
