"""How a rule is written: the decorator that registers it and the outcomes it can yield.

A rule yields drafts; who it is, how much it weighs and whether the values it rests on are sure
enough is added by `judge`, in one place for all rules.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import Any

from extractors import document_type
from pipeline.model import (
    DocumentType,
    Evidence,
    Field,
    Mark,
    Money,
    Month,
    Outcome,
    Phrase,
    Reason,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule says, before it is weighed. `key` is the message's name within the rule."""

    outcome: Outcome
    key: str
    values: dict[str, Any]
    reason: Reason | None = None
    subject: str | None = None
    expected: Phrase | None = None
    actual: Phrase | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0

    def on(self, *fields: Field[Any]) -> "Draft":
        """The same statement, resting on these values."""
        found = [field for field in fields if field.value is not None]
        proofs = tuple(proof for field in fields for proof in field.evidence)
        return replace(
            self,
            evidence=(*self.evidence, *dict.fromkeys(proofs)),
            confidence=min([self.confidence, *(field.confidence for field in found)]),
        )

    def agreeing(self, *papers: Sequence[Field[Any]]) -> "Draft":
        """The same statement, resting on values of several papers that say one and the same.

        Misreadings do not agree by chance: it is wrong only if every paper was misread.
        """
        doubt = prod(1 - min(field.confidence for field in fields) for fields in papers)
        shown = self.on(*(field for fields in papers for field in fields))
        return replace(shown, confidence=min(self.confidence, 1 - doubt))

    def seen(self, *marks: Mark) -> "Draft":
        """The same statement, resting on these marks as well."""
        told = [mark.confidence for mark in marks if mark.present is not None]
        proofs = tuple(proof for mark in marks for proof in mark.evidence)
        return replace(
            self,
            evidence=(*self.evidence, *dict.fromkeys(proofs)),
            confidence=min([self.confidence, *told]),
        )

    def about(self, subject: str, *evidence: Evidence) -> "Draft":
        """The same statement about another subject, shown at these places."""
        return replace(self, subject=subject, evidence=(*self.evidence, *evidence))

    def compared(self, expected: Phrase, actual: Phrase) -> "Draft":
        """The same statement with what was asked for and what was found."""
        return replace(self, expected=expected, actual=actual)


Check = Callable[..., Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the contract: its id, the type whose fields it reads (None: the package), code."""

    id: str
    reads: DocumentType | None
    check: Check


_registered: dict[str, Rule] = {}


def rule(rule_id: str, *, reads: DocumentType | None = None) -> Callable[[Check], Check]:
    """Register a check under its id.

    A check that reads a type gets the fields of one document first. What else it names as keyword
    it gets: parameters of the rule set, `package`, `document`, `submitted_on`, `required`.
    """

    def register(check: Check) -> Check:
        if rule_id in _registered:
            raise ValueError(f"two functions claim the rule {rule_id}")
        _registered[rule_id] = Rule(rule_id, reads, check)
        return check

    return register


def registered() -> dict[str, Rule]:
    """All rules with code, by id."""
    return dict(_registered)


def passed(key: str = "passed", **values: Any) -> Draft:
    """What was demanded is there."""
    return Draft(Outcome.PASSED, key, values)


def failed(key: str = "failed", **values: Any) -> Draft:
    """What was read contradicts the demand."""
    return Draft(Outcome.FAILED, key, values)


def unclear(reason: Reason, key: str | None = None, **values: Any) -> Draft:
    """The machine cannot tell; the reason says why. Without a key a general sentence is used."""
    return Draft(Outcome.INDETERMINATE, key or f".{reason}", values, reason)


def unreadable(field_name: str, *fields: Field[Any]) -> Draft:
    """A value that the rule needs was not found; shown are the pages that were searched."""
    pages = tuple(Evidence(ref.file, ref.page, None) for field in fields for ref in field.searched)
    draft = unclear(Reason.UNREADABLE, field=Phrase(f"field.{field_name}"))
    return replace(draft, evidence=pages)


def absent(type_id: str) -> Draft:
    """A document that the rule needs is not there; that it is missing is said by PKG-01."""
    return unclear(Reason.MISSING_DOCUMENT, type=titled(type_id)).about(type_id)


def not_applicable(key: str = "not_applicable", **values: Any) -> Draft:
    """The rule does not concern this package."""
    return Draft(Outcome.NOT_APPLICABLE, key, values)


def text(value: str) -> Phrase:
    """A value as printed, the same in every language."""
    return Phrase("value.text", {"text": value})


def titled(type_id: str) -> Phrase:
    """The title of a document type, in each language its own."""
    return Phrase("value.text", {"text": document_type(type_id).titles})


def named(kind: str, code: str, known: Collection[str]) -> Phrase:
    """The name of a code in each language; `other` for a code that has no name."""
    return Phrase(f"{kind}.{code if code in known else 'other'}")


def language(code: str) -> Phrase:
    """A language by its code."""
    return named("language", code, ("kaz", "rus", "eng"))


def day(value: date) -> Phrase:
    """A date, written as each language writes it."""
    return Phrase("value.date", {"date": value})


def month(value: Month) -> Phrase:
    """A month with its year, as each language writes it."""
    return Phrase("value.month", {"month": Phrase(f"month.{value.month}"), "year": value.year})


def money(value: Money) -> Phrase:
    """An amount with its currency, thousands set apart."""
    grouped = f"{value.amount:,}".replace(",", "\u00a0")
    return Phrase("value.money", {"amount": grouped, "currency": value.currency})


def listed(phrases: Sequence[Phrase]) -> Phrase:
    """Phrases one after another, with commas."""
    together = phrases[0]
    for following in phrases[1:]:
        together = Phrase("value.list", {"first": together, "second": following})
    return together
