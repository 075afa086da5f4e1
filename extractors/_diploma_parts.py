"""Parts of a diploma with a grammar of their own: specialty, country, registration number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors._columns import lines_of
from extractors._degrees import code_places
from extractors._diploma_words import (
    CAPTIONS,
    COUNTRIES,
    SPECIALTY_BEFORE,
    SPECIALTY_BEHIND,
)
from extractors._form_labels import Label
from extractors._labelled import LabelledForm, Run
from extractors._reading import Passage, found, missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.geometry import shared_height
from pipeline.model import Field, Page
from pipeline.text.language import language_of
from pipeline.text.normalise import clean, fold

LEAST_LIKENESS = 88.0
OPEN, CLOSE = '«“„"<‹', '»”“">›'
QUOTED = re.compile(rf"[{OPEN}]{{1,2}}(?P<said>[^{OPEN}{CLOSE}]{{3,160}})[{CLOSE}]{{1,2}}")
AFTER_CODE = re.compile(r"[\s:]*[–—-]?\s*")
SPECIALTY_END = re.compile(
    rf"[{CLOSE}.;(]|,\s|\s(?:решени\w+|присужд\w+|присво\w+|мамандығы|білім беру бағд\w+|форма"
    r"|бойынша|with|and has|by the|оқу нысаны|с присвоен\w+|квалификац\w+|по решению)(?!\w)|\n",
    re.IGNORECASE,
)
REGISTRATION = re.compile(
    r"(?:№|N[oо°º]?\.?|#)?\s*(?P<number>(?:[A-ZА-Я]{1,4}-?)?\d[\d/-]{0,11})\b"
)
FIGURES_IN_FRONT = re.compile(r"^(?P<code>\d{6,7})(?=[\s–—-])")
"""A code of an older classifier, without letters (domain.md section 10.1)."""
LONGEST = 160
LABELS_SAID = "commission|decision|registration|form of|диплом|diploma|форма обуч|оқу нысаны"
NEIGHBOUR = 1.0
"""A word of the same sentence stands within so many letter heights."""


def without_captions(page: Page) -> Page:
    """The page without the small print under lines to be filled in."""
    captions = [fold(caption) for caption in CAPTIONS]
    kept = []
    for line in page.lines:
        said = fold(" ".join(word.text for word in line))
        if not any(fuzz.ratio(said, caption) >= LEAST_LIKENESS for caption in captions):
            kept += list(line)
    return replace(page, words=tuple(kept))


def registration_number(text: str) -> str | None:
    """Digits, perhaps with letters before or a stroke between, at the start of the text."""
    match = REGISTRATION.match(text.strip(" :№.,"))
    return match["number"].strip("/-") if match else None


def country(pages: Sequence[Page]) -> Field[str]:
    """A country that stands on a line of its own, as printed."""
    known = [fold(name) for name in COUNTRIES]
    for page in pages:
        for words in lines_of(page):
            passage = Passage(page, words)
            said = fold(passage.text)
            likeness = [fuzz.ratio(said, name) for name in known]
            best = max(range(len(known)), key=lambda index: likeness[index])
            if likeness[best] >= LEAST_LIKENESS:
                name = COUNTRIES[best]
                name = name.upper() if passage.text.isupper() else name
                return found(name, passage, passage.confidence * likeness[best] / 100)
    return missing(pages)


def specialty(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    """Name of the programme or specialty without its code."""
    labelled = _labelled(form)
    if labelled.value is not None:
        return labelled
    for read in (_after_code(text), _beside_words(text, wording)):
        if read.value is not None:
            return read
    return missing(text.pages)


def programme_name(text: str) -> str | None:
    """A programme without code and quotes; a sentence or another label is none."""
    bare = clean(text)
    for first, last in code_places(bare)[:1]:
        bare = bare[:first] + bare[last:]
    bare = FIGURES_IN_FRONT.sub("", " ".join(bare.split())).strip(" –—-:" + OPEN + CLOSE)
    letters = re.sub(r"[\W\d_]", "", bare)
    if len(letters) < 3 or len(bare) > LONGEST or not bare[0].isupper():
        return None
    if re.search(rf"\d{{3,}}|[;:]|решени|присужд|шешім|комисси|{LABELS_SAID}", bare.casefold()):
        return None
    return bare


def code_in_front(specialty: Field[str]) -> Field[str]:
    """The code of figures alone that stood in front of the specialty."""
    match = FIGURES_IN_FRONT.match((specialty.raw or "").lstrip(OPEN))
    if match is None:
        return Field(None, None, 0.0, (), specialty.searched)
    return replace(specialty, value=match["code"])


def _labelled(form: LabelledForm) -> Field[str]:
    for label in form.labels:
        if label.name != "specialty":
            continue
        if label.words[0].text[0].islower() and not _is_caption(form, label):
            # Words of a sentence, not of a form.
            continue
        runs = form.beside(label)
        if runs:
            chosen = _one_language(runs)
        else:
            chosen = form.under(label, upward=_is_caption(form, label))[:1]
        if not chosen:
            continue
        passage = Passage(label.page, tuple(word for run in chosen for word in run.words))
        name = programme_name(passage.text)
        if name and not (passage.text[0] in OPEN and passage.text[-1] not in CLOSE):
            return found(name, passage, passage.confidence * min(1.0, label.likeness + 0.04))
    return missing(form.pages)


def _one_language(runs: Sequence[Run]) -> list[Run]:
    """The first row with the rows it wraps to; the next language begins with a capital."""
    chosen = [runs[0]]
    for run in runs[1:]:
        last = chosen[-1].text
        wraps = run.text[0].islower() or last.endswith(("-", ",")) or _ends_open(last)
        other = {language_of(r.text)[0] for r in (run, chosen[0])} - {None}
        if not wraps and (len(other) > 1 or run.text[0].isupper()):
            break
        chosen.append(run)
    return chosen


def _ends_open(text: str) -> bool:
    return fold(text.rsplit(maxsplit=1)[-1]) in (
        "жане",
        "и",
        "and",
        "мен",
        "бен",
        "в",
        "по",
        "of",
        "in",
    )


def _is_caption(form: LabelledForm, label: Label) -> bool:
    """Whether what the label names stands above it: nothing follows it in its line."""
    above, below = form.under(label, upward=True)[:1], form.under(label)[:1]
    if not above or label.height > 0.95 * above[0].box.height:
        return False
    nearer = not below or (
        label.box.top - above[0].box.bottom < below[0].box.top - label.box.bottom
    )
    return nearer and not _is_among_words(form, label)


def _is_among_words(form: LabelledForm, label: Label) -> bool:
    """Whether words of a sentence go on right before or behind the label."""
    near = NEIGHBOUR * label.height * label.page.height / label.page.width
    return any(
        run.page is label.page
        and shared_height(run.box, label.box) > 0
        and max(run.box.left - label.box.right, label.box.left - run.box.right) < near
        for run in form.runs
    )


def _after_code(text: RunningText) -> Field[str]:
    """«6B10101 – Жалпы медицина»: what follows the code up to the closing quote."""
    for first, last in code_places(text.text):
        gap = AFTER_CODE.match(text.text, last)
        start = gap.end() if gap else last
        end = _end(text.text, start)
        if text.text[max(0, first - 1) : first] in tuple(OPEN):
            closing = re.search(rf"[{CLOSE}]", text.text[start : start + LONGEST])
            end = start + closing.start() if closing else end
        name = programme_name(text.text[start:end])
        if name:
            span = text.span(start, end)
            return span.field(name)
    return missing(text.pages)


def _beside_words(text: RunningText, wording: Wording) -> Field[str]:
    places: list[tuple[int, int, int]] = []
    for hit in wording.find(SPECIALTY_BEHIND):
        quoted = list(QUOTED.finditer(text.text, max(0, hit.start - 180), hit.start))
        if quoted and hit.start - quoted[-1].end() <= 3:
            places.append((hit.start, *quoted[-1].span("said")))
    for hit in wording.find(SPECIALTY_BEFORE):
        start = hit.end
        quote = QUOTED.match(text.text, start + len(_space(text.text, start)))
        if quote:
            places.append((hit.start, *quote.span("said")))
            continue
        start += len(_space(text.text, start))
        places.append((hit.start, start, _end(text.text, start)))
    for _, start, end in sorted(places):
        name = programme_name(text.text[start:end])
        if name:
            span = text.span(start, end)
            return span.field(name, 0.97 * span.confidence)
    return missing(text.pages)


def _space(text: str, start: int) -> str:
    gap = re.compile(r"[\s:–—-]*(?:(?:of|in)\s)?").match(text, start)
    return gap.group() if gap else ""


def _end(text: str, start: int) -> int:
    stop = SPECIALTY_END.search(text, start + 1)
    while stop and stop.group() == "\n" and text[stop.end() : stop.end() + 1].islower():
        stop = SPECIALTY_END.search(text, stop.end())
    return stop.start() if stop else min(len(text), start + LONGEST)
