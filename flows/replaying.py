"""What another rule set says of packages that were read before: nothing is recognised again.

Both rule sets judge the same restored package with the values that reviewers corrected, so that
what differs is owed to the rules alone. Words of reviewers on single findings are not asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from flows.rejudging import Corrected, restored
from flows.verification import PROGRAM
from pipeline.model import Finding, Outcome, Package, Phrase, Verdict
from pipeline.store.desk import case_of, work_on
from pipeline.store.readings import kept_numbers, kept_reading
from pipeline.store.results import whole_result
from validators.judge import judge
from validators.ruleset import Ruleset, load

_WORST_FIRST = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED, Outcome.NOT_APPLICABLE)
Place = tuple[str, str]
"""Rule and subject."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A rule that says something else of a subject; None where a rule set has no such finding.

    `message` is what the new rule set says, or the old one where the new one is silent.
    """

    rule: str
    subject: str
    before: Outcome | None
    after: Outcome | None
    message: Phrase


@dataclass(frozen=True, slots=True)
class Replayed:
    """A package under the rule set of its year and under the other one."""

    package: str
    before: Outcome
    after: Outcome
    flips: tuple[Flip, ...]

    @property
    def flipped(self) -> bool:
        """Whether the verdict as a whole becomes another one."""
        return self.before is not self.after


def replay(engine: Engine, ruleset: Ruleset, inbox: str | None = None) -> Iterator[Replayed]:
    """Every package whose newest reading was kept, of one inbox or of all, in order of names.

    BadArgumentsError when a package belongs to a year without rules.
    """
    for number in kept_numbers(engine, inbox):
        kept = kept_reading(engine, number)
        if kept is None:
            continue
        work = work_on(engine, case_of(engine, number))
        corrections = [Corrected(c.document, c.field, c.after) for c in work.corrections]
        year = whole_result(engine, number).package.year
        yield compared(restored(kept, corrections), load(year), ruleset)


def compared(package: Package, before: Ruleset, after: Ruleset) -> Replayed:
    """What two rule sets say of one package."""
    verdicts = judge(package, before, PROGRAM), judge(package, after, PROGRAM)
    return Replayed(package.id, verdicts[0].outcome, verdicts[1].outcome, tuple(_flips(*verdicts)))


def _flips(before: Verdict, after: Verdict) -> Iterator[Flip]:
    old, new = _decisive(before.findings), _decisive(after.findings)
    for rule, subject in dict.fromkeys((*old, *new)):
        was, becomes = old.get((rule, subject)), new.get((rule, subject))
        said = becomes or was
        before_it, after_it = _outcome(was), _outcome(becomes)
        if said is not None and before_it is not after_it:
            yield Flip(rule, subject, before_it, after_it, said.message)


def _outcome(finding: Finding | None) -> Outcome | None:
    return finding.outcome if finding else None


def _decisive(findings: Iterable[Finding]) -> Mapping[Place, Finding]:
    """The worst finding of every rule on every subject."""
    worst: dict[Place, Finding] = {}
    for finding in findings:
        place = finding.rule, finding.subject
        known = worst.get(place)
        if known is None or _rank(finding) < _rank(known):
            worst[place] = finding
    return worst


def _rank(finding: Finding) -> int:
    return _WORST_FIRST.index(finding.outcome)
