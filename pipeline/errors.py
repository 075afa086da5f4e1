"""Failures of the machine, each with its exit code; what is wrong with a paper is a Finding."""

from typing import ClassVar


class TekseruError(Exception):
    """The program could not work. `cause` says why, `cure` what to do about it.

    Neither may hold personal data: both are printed and logged.
    """

    exit_code: ClassVar[int] = 6

    def __init__(self, cause: str, cure: str) -> None:
        super().__init__(f"{cause} {cure}")
        self.cause = cause
        self.cure = cure

    def __reduce__(self) -> tuple[object, ...]:
        """As children send it: by what it is made of, not by its text."""
        return type(self), (self.cause, self.cure)


class BadArgumentsError(TekseruError):
    """The command line, a setting or a rule set is wrong."""

    exit_code = 3


class InputUnopenableError(TekseruError):
    """Nothing of the given input could be opened."""

    exit_code = 4


class MissingToolError(TekseruError):
    """A tool or its data is not installed."""

    exit_code = 5
