"""Why an identifier is not valid; the texts never hold the number."""


class InvalidIdentifierError(ValueError):
    """Base of what `validate` raises."""


class InvalidLength(InvalidIdentifierError):  # noqa: N818 - named as in python-stdnum
    """The number has too many or too few characters."""


class InvalidFormat(InvalidIdentifierError):  # noqa: N818
    """The number holds characters that it cannot have."""


class InvalidComponent(InvalidIdentifierError):  # noqa: N818
    """A part of the number, such as its date, cannot be."""


class InvalidChecksum(InvalidIdentifierError):  # noqa: N818
    """The check digit does not follow from the other digits."""
