"""Sentences in Kazakh, Russian and English from gettext catalogues.

A message id is a stable key (`LET-01.failed`); its text has named places in the style of
`str.format`. All `.po` files of a language are one catalogue.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipeline.model import Language, Phrase

DATE_FORMS: Mapping[Language, str] = {"kk": "dd.MM.yyyy", "ru": "dd.MM.yyyy", "en": "d MMMM yyyy"}


@lru_cache
def load_catalogue(language: Language) -> Mapping[str, str]:
    """All messages of a language by key. ValueError when two files claim one key."""
    from babel.messages.pofile import read_po

    texts: dict[str, str] = {}
    folder = files("pipeline.report") / "locale" / language
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".po"):
            continue
        with entry.open("rb") as stream:
            for message in read_po(stream):
                if message.id and str(message.id) in texts:
                    raise ValueError(f"the key {message.id} stands twice in {language}")
                if message.id:
                    texts[str(message.id)] = str(message.string)
    return texts


def prepare() -> None:
    """Load the catalogues and the forms of dates of all languages now."""
    from babel.dates import format_date

    for language, form in DATE_FORMS.items():
        load_catalogue(language)
        format_date(date.min, form, locale=language)


def say(phrase: Phrase, language: Language) -> str:
    """The sentence in a language. KeyError names a key that the catalogue lacks."""
    template = load_catalogue(language)[phrase.key]
    return template.format(
        **{name: _shown(value, language) for name, value in phrase.values.items()}
    )


def in_all_languages(phrase: Phrase) -> dict[Language, str]:
    """The sentence in every language."""
    return {"kk": say(phrase, "kk"), "ru": say(phrase, "ru"), "en": say(phrase, "en")}


def _shown(value: Any, language: Language) -> Any:
    if isinstance(value, Phrase):
        return say(value, language)
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, date):
        from babel.dates import format_date

        return format_date(value, DATE_FORMS[language], locale=language)
    return value
