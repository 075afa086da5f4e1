"""Rules on the motivation letter (LET)."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from extractors import motivation_letter
from pipeline.model import Document, Package, Phrase, Reason, Source
from validators._rule import Draft, day, failed, language, passed, rule, unclear, unreadable


@rule("LET-01", reads=motivation_letter.TYPE)
def not_too_long(
    letter: motivation_letter.Fields,
    *,
    document: Document,
    most_words: int,
    scan_error: float,
    grey_words: int,
) -> Iterator[Draft]:
    """Only the body counts. A count from a scan is good to a few words, and recognition splits
    words more often than it joins them: close to the limit a person counts."""
    words = letter.word_count.value
    if words is None:
        yield unreadable("word_count", letter.word_count)
        return
    scanned = any(page.source is Source.OCR for page in document.pages)
    doubt = math.ceil(scan_error * words) if scanned else 0
    if words > most_words + (max(doubt, grey_words) if scanned else 0):
        draft = failed(count=words, most=most_words)
    elif words > most_words - doubt:
        draft = unclear(Reason.AMBIGUOUS, "close", count=words, most=most_words)
    else:
        draft = passed(count=words, most=most_words)
    yield draft.on(letter.word_count).compared(
        Phrase("value.at_most_words", {"count": most_words}),
        Phrase("value.words", {"count": words}),
    )


@rule("LET-02", reads=motivation_letter.TYPE)
def in_kazakh_or_russian(
    letter: motivation_letter.Fields, *, languages: Sequence[str]
) -> Iterator[Draft]:
    """The language of the body."""
    code = letter.language.value
    if code is None:
        yield unreadable("language", letter.language)
        return
    named = language(code)
    draft = passed(language=named) if code in languages else failed(language=named)
    yield draft.on(letter.language).compared(Phrase("value.kazakh_or_russian"), named)


@rule("LET-03", reads=motivation_letter.TYPE)
def dated_at_the_end(letter: motivation_letter.Fields, *, package: Package) -> Iterator[Draft]:
    """The date stands after the body; one later than the submission is for a person."""
    if letter.dated_at_end.value is None:
        yield unreadable("dated_at_end", letter.dated_at_end)
        return
    when, declared = letter.date.value, package.declared.submitted_on
    if not letter.dated_at_end.value:
        key = "elsewhere" if when else "failed"
        yield failed(key).on(letter.dated_at_end)
    elif when is not None and declared is not None and when > declared:
        later = unclear(Reason.CONFLICTING, "later", date=when).on(letter.date)
        yield later.compared(_not_after(declared), day(when))
    elif when is not None:
        yield passed(date=when).on(letter.dated_at_end, letter.date)


@rule("LET-04", reads=motivation_letter.TYPE)
def signed_at_the_end(letter: motivation_letter.Fields, *, document: Document) -> Iterator[Draft]:
    """Signed after the body, by hand or electronically.

    Where no place was settled, a letter without any signature is unsigned, and of one with a
    signature somewhere a person sees whether it is at the end.
    """
    signed, marks = letter.signed_at_end, document.marks
    if signed.value:
        yield passed().on(signed)
    elif marks.eds.present:
        yield passed("electronic").seen(marks.eds)
    elif signed.value is False:
        yield failed().on(signed)
    elif marks.signature.present is False and marks.eds.present is False:
        yield failed().seen(marks.signature)
    else:
        yield unclear(Reason.NEEDS_HUMAN, "look").on(letter.dated_at_end).seen(marks.signature)


@rule("LET-05", reads=motivation_letter.TYPE)
def speaks_of_its_topics(
    letter: motivation_letter.Fields, *, topics: Sequence[str]
) -> Iterator[Draft]:
    """Words show that a topic is touched; that none of them stands there is no proof of silence.

    A letter has its own words for everything, so what lacks is for a person to read; one that
    shows no topic at all is about something else.
    """
    spoken = letter.topics.value
    if spoken is None:
        yield unreadable("topics", letter.topics)
        return
    lacking = [topic for topic in topics if topic not in spoken]
    if not lacking:
        yield passed().on(letter.topics)
    for topic in lacking:
        about = Phrase(f"topic.{topic}")
        if spoken:
            yield unclear(Reason.NEEDS_HUMAN, "unsaid", topic=about).on(letter.topics)
        else:
            yield failed(topic=about).on(letter.topics)


def _not_after(limit: date) -> Phrase:
    return Phrase("value.not_after", {"date": limit})
