"""Measurements as Markdown tables."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.accuracy import Tally
from benchmarks.calibration import Bin, expected_error
from benchmarks.rulebook import PackageTally, RuleTally
from benchmarks.speed import Race


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns of numbers are set to the right."""
    body = [[str(cell) for cell in row] for row in rows]
    numbers = [
        all(row[column][:1].isdigit() or row[column] == "-" for row in body)
        for column in range(len(head))
    ]
    rule = ["---:" if right and body else "---" for right in numbers]
    lines = [head, rule, *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def share(part: int, whole: int) -> str:
    """A share in percent with what it was counted from."""
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "-"


def accuracy(tallies: Mapping[tuple[str, str], Tally]) -> str:
    """A row a type and level, and the sums by level."""
    levels = list(dict.fromkeys(level for _, level in tallies))
    rows = [_accuracy_row(type_id, level, [tally]) for (type_id, level), tally in tallies.items()]
    rows += [
        _accuracy_row("all", level, [tally for key, tally in tallies.items() if key[1] == level])
        for level in levels
    ]
    head = ("type", "level", "documents", "type right", "starred right", "all right")
    return table((*head, "surely wrong", "invented"), rows)


def _accuracy_row(name: str, level: str, tallies: Sequence[Tally]) -> tuple[object, ...]:
    def total(part: str) -> int:
        return sum(getattr(tally, part) for tally in tallies)

    return (
        name,
        level,
        total("documents"),
        share(total("typed"), total("documents")),
        share(total("starred_right"), total("starred_total")),
        share(total("right"), total("total")),
        share(total("surely_wrong"), total("total")),
        total("invented"),
    )


def rules(tallies: Mapping[str, RuleTally]) -> str:
    """A row a rule, and the sums."""
    parts = ("violations", "proven", "left", "missed", "right", "open", "alarms")
    rows: list[tuple[object, ...]] = [
        (rule, *(getattr(tally, part) for part in parts)) for rule, tally in tallies.items()
    ]
    rows.append(("all", *(sum(getattr(t, part) for t in tallies.values()) for part in parts)))
    head = ("rule", "violated", "proven", "left to a person", "falsely passed")
    return table((*head, "findings where right", "of these left open", "false alarms"), rows)


def packages(whole: PackageTally) -> str:
    """One row: what became of right packages, and how many violating ones passed."""
    row = (
        whole.right,
        share(whole.passed, whole.right),
        share(whole.left, whole.right),
        share(whole.failed, whole.right),
        f"{whole.falsely_passed}/{whole.violating}",
    )
    head = ("right packages", "passed", "left to a person", "falsely failed")
    return table((*head, "violating packages that passed"), [row])


def calibration(bins: Sequence[Bin]) -> str:
    """A row a range of confidence, and the mean error below."""
    rows = [
        (
            f"{found.low:.2f} to {found.high:.2f}",
            found.values,
            f"{found.confidence:.3f}",
            f"{found.right:.3f}",
        )
        for found in bins
    ]
    head = ("confidence", "values", "mean confidence", "share right")
    return table(head, rows) + f"\nExpected calibration error: {expected_error(bins):.3f}\n"


def speed(races: Sequence[Race]) -> str:
    """A row a race: seconds for the same pages, everything included."""
    head = (
        "pages",
        "verify, cold",
        "verify, again",
        "verify, 1 worker",
        "2 x tesseract",
        "OCRmyPDF, 2 jobs",
        "cold / tesseract",
        "pages a second",
        "peak MB",
    )
    rows = [
        (
            race.pages,
            f"{race.cold.seconds:.1f} s",
            f"{race.warm.seconds:.1f} s",
            f"{race.one_worker.seconds:.1f} s",
            f"{race.tesseract:.1f} s",
            f"{race.ocrmypdf:.1f} s",
            f"{race.ratio:.2f}",
            f"{race.pages / race.cold.seconds:.2f}",
            f"{race.cold.peak:.0f}",
        )
        for race in races
    ]
    return table(head, rows)
