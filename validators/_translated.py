"""The demand for a notarised translation (INV-07, PRG-02)."""

from collections.abc import Iterator, Sequence

from pipeline.model import Document, Package, Phrase, Reason
from validators._reading_state import has_unread_pages, places, unrecognised
from validators._rule import Draft, failed, passed, unclear, unreadable
from validators._translations import translations_of


def has_notarised_translation(
    original: Document, package: Package, languages: Sequence[str]
) -> Iterator[Draft]:
    """A translation into one of the languages, with an inscription under it.

    What is missing while pages are unread may be among them.
    """
    pairs = translations_of(original, package)
    if not pairs:
        yield _missing("no_translation", package)
        return
    best = pairs[0]
    target = best.translation.fields.target_language if best.translation.fields else None
    shown = next(places(best.translation))
    if target is None or target.value is None:
        fields = (target,) if target else ()
        yield unreadable("target_language", *fields).about(original.type_id, shown)
    elif target.value not in languages:
        named = Phrase(f"language.{target.value}")
        yield failed("language", language=named).on(target)
    elif best.inscription is None:
        yield _missing("no_inscription", package).on(target)
    elif not best.sure:
        yield unclear(Reason.AMBIGUOUS, "perhaps").on(target)
    else:
        language = Phrase(f"language.{target.value}")
        below = next(places(best.inscription))
        yield passed(language=language).on(target).about(original.type_id, below)


def _missing(key: str, package: Package) -> Draft:
    if not has_unread_pages(package):
        return failed(key)
    shown = tuple(place for document in unrecognised(package) for place in places(document))
    draft = unclear(Reason.UNREADABLE, "perhaps_unread")
    return draft.about("translation", *shown)
