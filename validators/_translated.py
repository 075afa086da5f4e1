"""The demand for a notarised translation (INV-07, PRG-02)."""

from collections.abc import Iterator, Sequence

from pipeline.model import Document, Package, Reason
from pipeline.text.normalise import fold
from validators._reading_state import has_unread_pages, places, unrecognised
from validators._rule import Draft, failed, language, passed, unclear, unreadable
from validators._translations import translations_of

# Words of the notary in Russian, Kazakh and English, folded: a translator does not speak of one
# (domain.md section 7.1).
_ACT = ("нотариус", "свидетельствую", "куаландыр", "в реестре за", "notary")


def has_notarised_translation(
    original: Document, package: Package, languages: Sequence[str]
) -> Iterator[Draft]:
    """A translation into one of the languages, with an inscription under it.

    What is missing while pages are unread may be among them.
    """
    pairs = translations_of(original, package)
    if not pairs and _misfiled(original, package, languages):
        yield unclear(Reason.UNREADABLE, "perhaps_unread")
        return
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
        yield failed("language", language=language(target.value)).on(target)
    elif best.inscription is None and _speaks_of_a_notary(best.translation):
        yield unclear(Reason.UNREADABLE, "perhaps_unread").on(target)
    elif best.inscription is None:
        yield _missing("no_inscription", package).on(target)
    elif not best.sure:
        yield unclear(Reason.AMBIGUOUS, "perhaps").on(target)
    else:
        below = next(places(best.inscription))
        yield passed(language=language(target.value)).on(target).about(original.type_id, below)


def _misfiled(original: Document, package: Package, languages: Sequence[str]) -> bool:
    """Whether another paper of the original's type is in one of the languages: a translation looks
    like what it translates."""
    others = [known for known in package.of_type(original.type_id) if known != original]
    return any(known.language in languages for known in others)


def _speaks_of_a_notary(translation: Document) -> bool:
    """Whether words of a notarial act stand on the translation's own pages: an inscription that
    was not told apart from the translation above it."""
    printed = fold("\n".join(page.text for page in translation.pages))
    return any(words in printed for words in _ACT)


def _missing(key: str, package: Package) -> Draft:
    if not has_unread_pages(package):
        return failed(key)
    shown = tuple(place for document in unrecognised(package) for place in places(document))
    draft = unclear(Reason.UNREADABLE, "perhaps_unread")
    return draft.about("translation", *shown)
