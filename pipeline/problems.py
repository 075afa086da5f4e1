"""Problems with files and pages; their messages stand in report/locale/*/problems.po."""

from datetime import date

from pipeline.model import Phrase, Problem, ProblemKind
from pipeline.settings import Settings


def problem(
    file: str,
    kind: ProblemKind,
    detail: str = "",
    *,
    page: int | None = None,
    **values: str | int | date,
) -> Problem:
    """A problem whose message key is `problem.<kind>`, or `problem.<kind>.<detail>`."""
    key = f"problem.{kind.value}.{detail}" if detail else f"problem.{kind.value}"
    return Problem(file, kind, Phrase(key, values), page)


def megabytes(size: int) -> int:
    """A number of bytes as people write it: whole megabytes, at least one."""
    return max(1, round(size / 1_000_000))


def too_many_files(package: str, settings: Settings) -> Problem:
    """A package holds more files than are read; the first ones in natural order are."""
    return problem(package, ProblemKind.TOO_MANY_FILES, most=settings.most_files)
