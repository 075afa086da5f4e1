"""What a paper says of its fields: where each value stands and how it is printed."""

from datetime import date

from markupsafe import Markup, escape

_DAGY = {"қыркүйек": "тегі", "сәуір": "дегі", "шілде": "дегі"}
_KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"


def kazakh_of(day: date) -> str:
    """«2019 жылғы «15» маусымдағы», the form before a noun (domain.md section 2.3)."""
    month = _KK.split()[day.month - 1]
    return f"{day.year} жылғы «{day.day:02d}» {month}{_DAGY.get(month, 'дағы')}"


class Inscription:
    """Sets fields into running text; the first place of a field is the one that truth names.

    `printed` is how each field stands there; `also` holds other spellings further on, as the
    second language of a bilingual form prints them.
    """

    def __init__(self) -> None:
        self.printed: dict[str, str] = {}
        self.also: dict[str, list[str]] = {}

    def __call__(self, key: str, text: object) -> Markup:
        """The text as an element that can be found, or plain where the field stood before."""
        shown = str(text)
        if key not in self.printed:
            self.printed[key] = shown
            return Markup('<span id="field:{}">{}</span>').format(key, shown)
        if shown not in (self.printed[key], *self.also.get(key, ())):
            self.also.setdefault(key, []).append(shown)
        return escape(shown)

    def extra(self) -> dict[str, object]:
        """What truth tells of print: the first and the further forms."""
        return {
            "as_printed": dict(self.printed),
            "also": {k: list(v) for k, v in self.also.items()},
        }


def sentence(pattern: str, *listed: object, **parts: object) -> Markup:
    """The pattern with parts put in; what is no markup is escaped."""
    return Markup(pattern).format(*listed, **parts)  # noqa: S704 - patterns are of this project's stock
