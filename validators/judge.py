"""Run the rules of a year over a package and weigh what they say."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import validators
from pipeline.errors import BadArgumentsError
from pipeline.model import (
    Document,
    Evidence,
    Finding,
    Outcome,
    Package,
    Phrase,
    Reason,
    Verdict,
    Weight,
)
from validators._rule import Draft, Rule, absent, registered, unclear
from validators.ruleset import Ruleset

GENERAL = "finding"
"""Messages that any rule can yield stand in the catalogue under this name."""


def judge(package: Package, ruleset: Ruleset, program: str) -> Verdict:
    """All findings of the year's rules, in the order of the rule set."""
    speaking = {
        type_id: _best_of(type_id, package, ruleset) for type_id in ruleset.required.one_suffices
    }
    findings = tuple(
        _weighed(rule_id, draft, ruleset)
        for rule_id in ruleset.rules
        for draft in _drafts(known_rule(rule_id), package, ruleset, speaking)
    )
    return Verdict(findings, ruleset.ruleset.version, program)


def known_rule(rule_id: str) -> Rule:
    """The code of a rule; BadArgumentsError when a rule set names one without code."""
    try:
        return _all_rules()[rule_id]
    except KeyError:
        raise BadArgumentsError(
            f"The rule set names {rule_id}, which this program does not know.",
            "Update the program or remove the rule.",
        ) from None


@cache
def _all_rules() -> Mapping[str, Rule]:
    for module in iter_modules(validators.__path__):
        import_module(f"validators.{module.name}")
    return registered()


def _drafts(
    rule: Rule, package: Package, ruleset: Ruleset, speaking: Mapping[str, Sequence[Document]]
) -> Iterator[Draft]:
    if rule.reads is None:
        yield from rule.check(**_arguments(rule, package, None, ruleset))
        return
    documents = speaking.get(rule.reads.id, package.of_type(rule.reads.id))
    if not documents:
        yield absent(rule.reads.id)
    for document in documents:
        yield from _drafts_on(rule, document, package, ruleset)


def _drafts_on(
    rule: Rule, document: Document, package: Package, ruleset: Ruleset
) -> Iterator[Draft]:
    if document.fields is None:
        shown = (Evidence(page.file, page.number, None) for page in document.pages)
        yield unclear(Reason.UNREADABLE, ".unread_document").about(document.type_id, *shown)
        return
    for draft in rule.check(document.fields, **_arguments(rule, package, document, ruleset)):
        yield draft if draft.subject else draft.about(document.type_id)


def _best_of(type_id: str, package: Package, ruleset: Ruleset) -> tuple[Document, ...]:
    """Of several papers of which one suffices, the one with least against it; else what is there.

    All rules on such a paper speak of the same one: a good result on one certificate and a good
    date on another are not added up.
    """
    documents = package.of_type(type_id)
    if len(documents) < 2:
        return documents
    rules = [
        rule for rule in map(known_rule, ruleset.rules) if rule.reads and rule.reads.id == type_id
    ]

    def against(document: Document) -> tuple[int, int]:
        findings = [
            _weighed(rule.id, draft, ruleset)
            for rule in rules
            for draft in _drafts_on(rule, document, package, ruleset)
        ]
        decisive = [found.outcome for found in findings if found.weight is Weight.BLOCKING]
        return decisive.count(Outcome.FAILED), decisive.count(Outcome.INDETERMINATE)

    return (min(documents, key=against),)


def _arguments(
    rule: Rule, package: Package, document: Document | None, ruleset: Ruleset
) -> dict[str, Any]:
    """What the check names as keywords, by name."""
    at_hand = {
        **ruleset.rules[rule.id].parameters,
        "package": package,
        "document": document,
        "submitted_on": package.submitted_on,
        "required": ruleset.required.types,
    }
    named = [
        name
        for name, parameter in inspect.signature(rule.check).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    return {name: at_hand[name] for name in named}


def _weighed(rule_id: str, draft: Draft, ruleset: Ruleset) -> Finding:
    """A finding from a draft; one that rests on an unsure value is left to a person."""
    owner = GENERAL if draft.key.startswith(".") else rule_id
    message = Phrase(f"{owner}.{draft.key.removeprefix('.')}", draft.values)
    outcome, reason = draft.outcome, draft.reason
    decided = outcome in (Outcome.PASSED, Outcome.FAILED)
    if decided and draft.confidence < ruleset.ruleset.least_confidence:
        outcome, reason = Outcome.INDETERMINATE, Reason.LOW_CONFIDENCE
        message = Phrase(f"{GENERAL}.low_confidence", {"statement": message})
    return Finding(
        rule_id,
        draft.subject or "package",
        outcome,
        ruleset.rules[rule_id].weight,
        message,
        reason,
        draft.expected,
        draft.actual,
        draft.evidence,
        draft.confidence,
    )
