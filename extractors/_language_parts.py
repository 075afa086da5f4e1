"""Holder, dates, number, module and level of a language certificate."""

import re
from dataclasses import replace
from datetime import date

from extractors import _values as values
from extractors._dated import date_after, date_before
from extractors._holders import lone_name, name_after, name_before, one_name, whole_name
from extractors._labelled import LabelledForm
from extractors._language_labels import BEFORE_BIRTH, DATES_SAID, NAMED_AFTER
from extractors._language_tests import (
    CEFR,
    MODULES,
    NUMBERS,
    cefr_level,
    labelled_number,
    trf_number,
)
from extractors._reading import Passage, first_found, found, missing, search, with_confidence
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.model import Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold

LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІасеорухікмт", "ABEKMHOPCTYXIaceopyxikmt")
ACADEMIC = re.compile(r"academic|академический")
ACADEMIC_SAID = re.compile(r"academic(?! (?:reading|writing|modules?|stud|work|research|year))")
"""The module in a sentence, not the notes that every form prints on modules."""
GENERAL = re.compile(r"general training")
LOWEST = 0.7
"""A date without a label below this height is the day of issue."""
MODULE_WORDS = 4
YOUNGEST = 10
"""Nobody sits such a test at a younger age: an earlier date is another one."""


def in_latin(page: Page) -> Page:
    """The page with its Cyrillic look-alikes in Latin letters: such papers print no Cyrillic."""
    words = [replace(word, text=_latin(word.text)) for word in page.words]
    return replace(page, words=tuple(words))


def _latin(text: str) -> str:
    latin = text.translate(LOOK_ALIKES)
    return text if any("\u0400" <= letter <= "\u052f" for letter in latin) else latin


def holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    """The name as printed; family and given name in rows of their own come as «FAMILY GIVEN»."""
    given = form.read("given", one_name, directions="right below")
    if given.value is not None:
        family = first_found(
            form.read("family", one_name, directions="right below"),
            form.read("name", one_name, directions="right below"),
        )
        if family.value is not None:
            return Field(
                f"{family.value} {given.value}",
                f"{family.raw} {given.raw}",
                min(family.confidence, given.confidence),
                (*family.evidence, *given.evidence),
            )
        # Half a name is none, and a name from elsewhere is another's.
        return missing(form.pages)
    return first_found(
        form.read("name", whole_name, rows=2),
        form.read("family", whole_name),
        name_after(text, NAMED_AFTER, wording=wording),
        lone_name(form),
        name_before(text, BEFORE_BIRTH, within=6, wording=wording),
    )


def language_dates(
    form: LabelledForm, text: RunningText, wording: Wording
) -> dict[str, Field[date]]:
    """The four days of a certificate; a day without a label is told by its place."""
    read = {
        name: form.read(name, first_day, directions="right below")
        for name in ("birth_date", "test_date", "issue_date", "expiry_date")
    }
    for name, (behind, before) in DATES_SAID.items():
        if read[name].value is None:
            said = first_found(
                date_after(text, wording, behind, within=3),
                date_before(text, wording, before, within=3),
            )
            read[name] = with_confidence(said, 0.95 * said.confidence)
    tested, born = read["test_date"].value, read["birth_date"].value
    if tested and born and born.year > tested.year - YOUNGEST:
        read["birth_date"] = missing(form.pages)
    taken: set[date | None] = {field.value for field in read.values()}
    if read["test_date"].value is None:
        read["test_date"] = _labelled_date(form, upper=True)
        taken.add(read["test_date"].value)
    if read["issue_date"].value is None:
        lower = _labelled_date(form, upper=False)
        read["issue_date"] = lower if lower.value not in taken else missing(form.pages)
    if read["issue_date"].value is None:
        read["issue_date"] = _date_at_the_foot(text, taken)
    return read


def first_day(text: str) -> date | None:
    """The first date, where the text begins with it."""
    dates = find_dates(text)
    return dates[0].value if dates and dates[0].start <= 3 else None


def certificate_number(form: LabelledForm, text: RunningText, test: str) -> Field[str]:
    """The number by its own form where the test has one, else beside its label."""
    pages = form.pages
    if test == "ielts":
        return first_found(
            search(pages, trf_number, longest=2),
            form.read("number", labelled_number, rows=2),
        )
    pattern = NUMBERS.get(test)
    if pattern:
        for match, span in text.matches(pattern):
            if any(letter.isdigit() for letter in match.group()):
                return span.field(match.group())
    return form.read("number", labelled_number)


def module(text: RunningText, test: str, number: str | None) -> Field[str]:
    """As printed; that of IELTS by a line of its own, held to the last letter of the number."""
    if test == "ielts":
        return _ielts_module(text, number)
    pattern = MODULES.get(test)
    if pattern is None:
        return missing(text.pages)
    for match, span in text.matches(pattern):
        said = clean(match[1] if test == "jlpt" else match.group())
        if test == "hsk":
            said = f"HSK {match[1]}"
        said = re.sub(r"(?<=[A-Z])[lI]$", "1", said) if test != "topik" else _roman(said)
        return span.field(said, 0.97 * span.confidence)
    return missing(text.pages)


def cefr(form: LabelledForm, text: RunningText, test: str) -> Field[str]:
    """The level beside the words that name it, else the one that the name of the test holds."""
    for direction in ("right", "below", "above"):
        labelled = form.read("cefr", cefr_level, directions=direction)
        if labelled.value is not None:
            return labelled
    if test in ("goethe", "delf", "dalf", "dele", "cambridge"):
        for match, span in text.matches(MODULES[test]):
            code = CEFR.search(match.group())
            level = cefr_level(code.group()) if code else None
            if level:
                return span.field(level, 0.9 * span.confidence)
    return missing(text.pages)


def _ielts_module(text: RunningText, number: str | None) -> Field[str]:
    hinted = {"A": "academic", "G": "general_training"}.get((number or "-")[-1])
    for page in text.pages:
        for line in page.lines:
            said = fold(" ".join(word.text for word in line))
            if len(line) > MODULE_WORDS:
                continue
            for pattern, name in ((GENERAL, "general_training"), (ACADEMIC, "academic")):
                if pattern.search(said):
                    sure = min(word.confidence for word in line)
                    sure = 0.6 * sure if hinted not in (None, name) else sure
                    return found(name, Passage(page, line), sure)
    return _module_said(text, hinted)


def _module_said(text: RunningText, hinted: str | None) -> Field[str]:
    """The module in a sentence: the only one that is named, or the one that the number ends on."""
    said = {
        name: match
        for pattern, name in ((GENERAL, "general_training"), (ACADEMIC_SAID, "academic"))
        if (match := pattern.search(text.text.casefold()))
    }
    name = hinted if hinted in said else next(iter(said), None)
    if name is None or (hinted is None and len(said) > 1) or (hinted and name != hinted):
        return missing(text.pages)
    span = text.span(*said[name].span())
    return span.field(name, (0.95 if hinted else 0.8) * span.confidence)


def _labelled_date(form: LabelledForm, *, upper: bool) -> Field[date]:
    """Beside a label that says no more than «Date»: the upper one is the day of the test."""
    for label in form.labels:
        if label.name != "date":
            continue
        in_upper = label.box.top < 0.5
        if in_upper == upper:
            for run in (*form.beside(label), *form.under(label)):
                value = values.day(run.text)
                if value:
                    return found(value, Passage(label.page, run.words))
    return missing(form.pages)


def _date_at_the_foot(text: RunningText, taken: set[date | None]) -> Field[date]:
    for page in text.pages:
        running = RunningText([page])
        for dated in find_dates(running.text):
            span = running.span(dated.start, dated.end)
            box = span.evidence[0].box if span.evidence else None
            if dated.value not in taken and box and box.top > LOWEST:
                return span.field(dated.value, 0.85 * span.confidence)
    return missing(text.pages)


def _roman(text: str) -> str:
    head, _, tail = text.replace("TOPIK", "TOPIK ").partition(" ")
    ones = len(re.sub(r"\s", "", tail).replace("Ⅱ", "II"))
    return f"{head} {'I' * ones}"
