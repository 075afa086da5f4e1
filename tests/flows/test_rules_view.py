"""What the report is told of the rules."""

from datetime import date

from extractors import document_types
from flows.verification import rules_view
from pipeline.model import LANGUAGES, Declaration, Package
from pipeline.report.groups import subjects
from validators.ruleset import load


def test_every_type_that_a_rule_can_miss_has_its_name_in_all_languages() -> None:
    """An inscription is demanded of a translation only, and is named where it is missing."""
    package = Package("p", Declaration(), date(2026, 6, 1), (), ())
    titles = subjects(package, rules_view(load(2026)))
    for known in document_types():
        for language in LANGUAGES:
            assert titles[known.id][language] not in ("", known.id)
