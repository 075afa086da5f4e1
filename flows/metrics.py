"""Figures of the store as Prometheus reads them: counts and seconds, no name and no inbox.

Counters are sums over runs, which are never removed; what erasing can lessen is a gauge.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Engine

from pipeline.store.counts import Counts, counts_of

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[Mapping[str, str], float]
"""Labels and a value."""


def render(engine: Engine) -> str:
    """The page of metrics, of all inboxes and machines that share the store."""
    return "".join(_lines(counts_of(engine)))


def _lines(counts: Counts) -> Iterator[str]:
    outcomes: Counter[str] = Counter()
    for inbox in counts.inboxes:
        outcomes.update(inbox.packages)
    yield from _family(
        "packages",
        "gauge",
        "Packages by outcome of the newest result, or waiting or broken.",
        [({"outcome": name}, number) for name, number in outcomes.items()],
    )
    yield from _family(
        "packages_at_work",
        "gauge",
        "Packages that are being verified.",
        [({}, sum(inbox.at_work for inbox in counts.inboxes))],
    )
    yield from _family(
        "findings",
        "gauge",
        "Packages with a finding that is not in order, by rule and outcome.",
        [
            ({"rule": rule, "outcome": outcome}, number)
            for (rule, outcome), number in counts.findings.items()
        ],
    )
    yield from _family(
        "decisions",
        "gauge",
        "Decisions of people, by outcome.",
        [({"outcome": name}, number) for name, number in counts.decisions.items()],
    )
    yield from _runs(counts)
    yield from _readings(counts)
    yield from _histogram(counts)
    for name, about, value in (
        ("database_bytes", "Size of the database.", counts.database_bytes),
        ("originals", "Files kept under their content's hash.", counts.originals),
        ("originals_bytes", "Size of these files.", counts.originals_bytes),
    ):
        yield from _family(name, "gauge", about, [({}, value)])


def _runs(counts: Counts) -> Iterator[str]:
    runs = counts.runs
    for name, kind, about, field in (
        ("runs_total", "counter", "Runs that came to their end.", "ended"),
        ("runs_open", "gauge", "Runs without an end: at work, or broken off.", "open"),
        ("verified_total", "counter", "Packages verified by runs.", "verified"),
        ("unchanged_total", "counter", "Packages found unchanged by runs.", "unchanged"),
        ("broken_total", "counter", "Packages that runs could not work on.", "broken"),
        ("run_seconds_total", "counter", "Time of runs that ended.", "seconds"),
        ("last_run_timestamp_seconds", "gauge", "When the last run ended.", "newest"),
    ):
        samples = [({"kind": of}, float(getattr(found, field))) for of, found in runs.items()]
        yield from _family(name, kind, about, samples)


def _readings(counts: Counts) -> Iterator[str]:
    for name, about, field in (
        ("documents", "Documents of the newest results, by kind of capture.", "documents"),
        ("pages", "Pages of these documents.", "pages"),
        ("page_confidence_sum", "Sum of the confidences of these pages.", "confidence"),
    ):
        samples = [
            ({"capture": capture}, float(getattr(found, field)))
            for capture, found in counts.readings.items()
        ]
        yield from _family(name, "gauge", about, samples)


def _histogram(counts: Counts) -> Iterator[str]:
    name = "tekseru_package_seconds"
    yield f"# HELP {name} Time that a kept result took.\n# TYPE {name} histogram\n"
    for step, number in counts.seconds.items():
        yield f'{name}_bucket{{le="{step:g}"}} {number}\n'
    yield f'{name}_bucket{{le="+Inf"}} {counts.results}\n'
    yield f"{name}_sum {counts.seconds_sum:g}\n{name}_count {counts.results}\n"


def _family(name: str, kind: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP tekseru_{name} {about}\n# TYPE tekseru_{name} {kind}\n"
    for labels, value in sorted(samples, key=lambda sample: sorted(sample[0].items())):
        # Labels are words of the program: rules, outcomes, kinds; none needs to be escaped.
        told = ",".join(f'{label}="{word}"' for label, word in labels.items())
        yield (
            f"tekseru_{name}{{{told}}} {value:.15g}\n" if told else f"tekseru_{name} {value:.15g}\n"
        )
