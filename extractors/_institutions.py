"""Names of universities, institutes and colleges, as a line of their own or inside a sentence.

The head word («университет», «institute») tells a name; Kazakh names end with it, Russian and
English ones go on behind it («Университет прикладных наук», «University of …»).
"""

import re
from collections.abc import Iterator, Sequence

from extractors._reading import Passage, found, missing
from extractors._running_text import RunningText
from pipeline.geometry import around_words, shared_width
from pipeline.model import Field, Page, Word
from pipeline.text.normalise import clean, fold

_HEADS = (
    "университет институт академия академии академиясы колледж консерватори училищ hochschule"
    " universit universid universität institut college academy polytechnic politecnic conservator"
    " akademi uniwersytet политехникум école"
)
HEADS = tuple(sorted({fold(word) for word in _HEADS.split()}))
NO_HEADS = ("академиялы", "академическ", "университетск", "институцион", "institutional")
SCHOOLS = ("высшая школа", "жогары мектеби", "school of", "business school", "высшей школы")
_NO_NAMES = (
    "министерств министрлиг ministry ректор rector декан dean директор director проректор"
    " председател торага комисси комитет committee центр орталыг факультет faculty выпускник"
)
NO_INSTITUTION = tuple(_NO_NAMES.split())
KAZAKH_HEAD = re.compile(
    r"(?:университет|институт|академия|колледж|консерватория|училище)"
    r"(?:сы|і|ы|i)(?:н\w*|мен|ге|не)?$",
    re.IGNORECASE,
)
_STOP_BEFORE = (
    "в во из на от по что и году года год жылы жылгы жылдын ол она он организацией организация"
    " образования билим беру уйымы окончил окончила поступил поступила выданный выданного"
    " присвоил берилди берген осы оны by at from in the that has is was were awarded issued"
    " attended graduated completed диплом диплома вуз вуза вузом осымен настоящим настоящее"
    " удостоверение куалик выдано выдан выдана диплому"
)
STOP_BEFORE = frozenset(_STOP_BEFORE.split())
_STOP_BEHIND = (
    "в во на по от что признается признан нострифицирован присвоил присвоила присуждена года году"
    " год полное наименование выдан выдал выдала и"
)
_NEXT = "страна государство country мемлекет ели дата date куни диплом diploma"
NEXT_LABEL = frozenset(_NEXT.split())
"""Labels of the next line, which a name never goes on with."""
STOP_BEHIND = frozenset(_STOP_BEHIND.split())
_PARTICLES = "of and for the & at de der des für fur di del della da la du y e и им имени"
PARTICLES = frozenset(_PARTICLES.split())
TOKEN = re.compile(r"\S+")
HARD_STOP = re.compile(r"[;:()\d\[\]№/]")
QUOTES = "«»“”„\"'‘’"
LEADING_LABEL = re.compile(r"^[^:«“\"]{2,30}:\s*")
FORMS_BEHIND = frozenset(map(fold, ("КеАҚ", "АҚ", "ЖШС", "РМК", "МКҚК", "ШЖҚ", "ММ", "ҰАҚ")))
"""Legal forms that Kazakh names carry behind the quotation marks."""
LONGEST = 150


def has_head(text: str) -> bool:
    """Whether a head word of a place of study stands in the text."""
    folded = fold(text)
    return any(_is_head(word) for word in folded.split()) or any(
        words in folded for words in SCHOOLS
    )


def _is_head(word: str) -> bool:
    return word.startswith(HEADS) and not word.startswith(NO_HEADS)


def institution(text: str) -> str | None:
    """The name that a value beside a label is: with a head word, without authority or office."""
    bare = clean(text)
    if not has_head(bare) or is_office(bare) or len(bare) > LONGEST or len(bare.split()) < 2:
        return None
    return bare if bare[0].isupper() or bare[0] in QUOTES else None


def is_office(text: str) -> bool:
    """Whether the text names an authority or an office holder, not a place of study."""
    return any(word.startswith(NO_INSTITUTION) for word in fold(text).split())


def titled_institution(pages: Sequence[Page], *, below: float = 1.0) -> Field[str]:
    """The first line, with those it wraps to, that is nothing but the name of an institution.

    The words of the pages stand in the order of their columns.
    """
    for page in pages:
        lines = page.lines
        for number, line in enumerate(lines):
            text = " ".join(word.text for word in line)
            if not has_head(text) or is_office(text) or around_words(line).top > below:
                continue
            words = _with_wrapped(lines, number)
            said = " ".join(word.text for word in words)
            name = institution(LEADING_LABEL.sub("", said))
            if name and not re.search(r"\d|[.;:]\s", name):
                return found(name, Passage(page, tuple(words)))
    return missing(pages)


def institution_in(running: RunningText, start: int = 0, end: int | None = None) -> Field[str]:
    """The first institution named in running text."""
    for first, last in places_in(running.text, start, end):
        name = clean(running.text[first:last])
        if len(name.split()) >= 2 and not is_office(name):
            span = running.span(first, last)
            return span.field(name, 0.97 * span.confidence)
    return missing(running.pages)


def places_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Characters of all names of institutions in a text."""
    tokens = list(TOKEN.finditer(text, start, len(text) if end is None else end))
    for number, token in enumerate(tokens):
        bare = fold(token.group())
        if not bare.split() or not any(_is_head(word) for word in bare.split()):
            continue
        first = _first(tokens, number)
        last = number if _is_kazakh_head(token.group()) else _last(tokens, number)
        if last == number and last + 1 < len(tokens) and _is_form_behind(tokens, last):
            last += 1
        begin, finish = tokens[first].start(), tokens[last].end()
        raw = text[begin:finish]
        finish -= len(raw) - len(raw.rstrip(".,;:"))
        begin += len(raw) - len(raw.lstrip("(,;:."))
        yield begin, finish


def _is_form_behind(tokens: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a legal form follows a name in quotation marks: «… университеті» КеАҚ."""
    closed = tokens[number].group().endswith(("»", "”", '"'))
    return closed and fold(tokens[number + 1].group()) in FORMS_BEHIND


def _is_kazakh_head(word: str) -> bool:
    return KAZAKH_HEAD.search(word.strip(QUOTES + ".,;:()")) is not None


def _first(tokens: Sequence[re.Match[str]], number: int) -> int:
    first = number
    while first > 0:
        word = tokens[first - 1].group()
        opened = tokens[first].group().startswith(("(", "["))
        if opened or HARD_STOP.search(word.lstrip("([")) or word[-1] in ".,":
            break
        if _is_title(word) and not _is_title(tokens[number].group()):
            break
        if fold(word) in STOP_BEFORE and not _inside_name(word):
            break
        first -= 1
    while first < number and not _begins_name(tokens[first].group()):
        first += 1
    return first


def _is_title(word: str) -> bool:
    """A word of a line in capitals: «КУӘЛІК»; an abbreviation is shorter."""
    return len(word) > 5 and word.isupper()


def _inside_name(word: str) -> bool:
    return word in ("и", "of") or (fold(word) == "билим" and word[0].isupper())


def _begins_name(word: str) -> bool:
    bare = word.lstrip("(" + QUOTES)
    return bool(bare) and (bare[0].isupper() or word[0] in QUOTES)


def _last(tokens: Sequence[re.Match[str]], number: int) -> int:
    last = number
    latin = tokens[number].group().strip(QUOTES + "(,.").isascii()
    while last + 1 < len(tokens) and tokens[last].group()[-1] not in ".,;:)":
        word = tokens[last + 1].group()
        bare = fold(word)
        if HARD_STOP.search(word) and word[-1] not in ".,:;)":
            break
        if word[0] in "(№" or word[0].isdigit():
            break
        if bare in NEXT_LABEL:
            break
        named = word[:1].isupper() or word[0] in QUOTES
        if latin and not named and bare not in PARTICLES:
            break
        if not latin and bare in STOP_BEHIND and not _goes_on(tokens, last + 1):
            break
        last += 1
    while last > number and fold(tokens[last].group()) in PARTICLES:
        last -= 1
    return last


def _goes_on(tokens: Sequence[re.Match[str]], number: int) -> bool:
    """Whether «и» joins two parts of a name: no preposition, year or verb follows."""
    if fold(tokens[number].group()) != "и" or number + 1 >= len(tokens):
        return False
    following = tokens[number + 1].group()
    return fold(following) not in STOP_BEHIND and not following[0].isdigit()


def _with_wrapped(lines: Sequence[Sequence[Word]], number: int) -> list[Word]:
    """The line with the lines that it continues and that continue it."""
    words = list(lines[number])
    text = words[0].text
    if number and (text[0].islower() or (text.isupper() and len(words) == 1)):
        before = lines[number - 1]
        said = " ".join(word.text for word in before)
        if _adjoin(before, lines[number]) and not is_office(said) and not HARD_STOP.search(said):
            words = [*before, *words]
    if number + 1 < len(lines):
        behind = lines[number + 1]
        said = " ".join(word.text for word in words)
        opened = said.count("«") > said.count("»")
        hyphen = said[-1] == "-" or fold(said.split()[-1]) in PARTICLES
        lower = behind[0].text[0].islower() and not _is_kazakh_head(words[-1].text)
        if _adjoin(lines[number], behind) and (opened or hyphen or lower):
            words = [*words, *behind]
    return words


def _adjoin(upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    a, b = around_words(upper), around_words(lower)
    height = min(a.height, b.height)
    return -0.5 * height < b.top - a.bottom < 1.3 * height and shared_width(a, b) > 0
