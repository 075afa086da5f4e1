"""Names for places on a page: an element with an id is found again in the printed PDF."""

from markupsafe import Markup, escape


class Marker:
    """Wraps values in elements named after fields; a name is given to its first place only."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def __call__(self, field: str, text: str, style: str = "") -> Markup:
        """The text as an element, named `field:<field>` unless that name is taken."""
        name = Markup("")
        if field not in self._used:
            self._used.add(field)
            name = Markup(' id="field:{}"').format(field)
        look = Markup(' style="{}"').format(style) if style else Markup("")
        return Markup("<span{}{}>{}</span>").format(name, look, escape(text))


def filled(phrase: str, **values: object) -> Markup:
    """The phrase with values put in; plain text is escaped, elements stay as they are."""
    return escape(phrase).format(**values)
