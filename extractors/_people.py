"""Names of people in running text: where they stand and without their titles.

A name is two to five capitalised words, initials among them («Кравченко О. П.», «Robert T.
Lindgren», «Мельниченко Ирина Романовна»); domain.md section 2.1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.text.normalise import clean, fold

TOKEN = re.compile(r"\S+")
INITIALS = re.compile(r"^(?:[^\W\d_a-zа-яё]\.-?){1,3}$")
OPENING = '(«"“„[<'
CLOSING = ',;:)»"”]>_'
_HONORIFICS = (
    "mr mrs ms miss mister madam sir herr herrn frau mme mlle madame monsieur m sayın sayin bay"
    " г г-н г-жа г-на г-жу г-ну г-же госпожа господин господина госпожу господину госпоже bayan"
    " мырза ханым гр гражданин гражданка гражданина señor señora sig signor signora"
)
_ACADEMIC = (
    "dr prof professor доктор профессор доцент д-р проф к.т.н к.м.н д.м.н д.т.н phd ph.d pd m.d"
    " dr.-ing assoc asst assistant associate univ.-prof priv.-doz doç doc dipl.-ing ing mag"
    " dr.med dr.rer.nat"
)
_PARTICLES = (
    "van von de der den del della da di du la le ter ten bin ibn al el zu zum ұлы қызы улы кызы"
    " оглы оғлы uly kyzy qyzy oglu"
)
_STEMS_OF_OTHER_WORDS = (
    "universit университет institut институт academ академи college колледж faculty fakult"
    " факульт depart департамент отдел бөлім office service centre center центр орталы"
    " hospital больниц аурухан клини clinic министер ministr республик republic kazakhstan"
    " казахстан қазақстан avenue campus internship стажиров praktik"
    " тағылымдама program програм бағдарлама letter письмо invitation приглаш шақыру"
    " уважаем құрмет director директор руководит басшы декан rector ректор president"
    " президент manager менеджер нотариус notary переводчик аудармашы лицензи реестр тізілім"
    " international халықаралық международн relations сәйкес статья passport паспорт"
    " training total итого барлығы sincerely regards kingdom korea national государственн"
    " ұлттық мемлекет technolog технолог polytech политех laborator лаборатор agreed approved"
    " америк құрама наименован расчет сумма плата стоимост оплата атауы есебі сомасы ақысы"
    " аударыл лауазым должност мерзім специальност тақырып продолжит"
    " утвержд согласов бекіт келіс supervisor специальн мамандығы country принимающ направля"
    " placement trainee applicant candidate штаттар registrar"
    " үміткер кандидат работник қызметкер заявк өтінім"
    " жіберуші қабылдаушы hereby настоящ перевод аударма einladung"
)
_OTHER_WORDS = (
    "срок сроки темы елі страна цель задачи position aim form hours шжқ кмк кмм ркм рмқк гкп кгп"
    " пхв ао ақ ooo ип gmbh llc jsc иин жсн iin бин бсн by осымен год "
    "the this we on your yours please may мен осы тоо жшс llp ltd gmbh ref tel тел box head best"
    " kind host state states study march period dear school street road square кем город"
    " қаласы qala"
    " дата күні date phone fax email place whom subject field united dean vice школа хат"
    " january february april june july august september october november december januar"
    " februar märz juni juli oktober dezember janvier février avril juillet août septembre"
    " octobre novembre décembre doctor telephone website www to from for with in of and you he"
    " she it as our der die das le la les sehr mit freundlichen grüßen hiermit"
)
HONORIFICS = frozenset(_HONORIFICS.split())
ACADEMIC = frozenset(_ACADEMIC.split())
PARTICLES = frozenset(_PARTICLES.split())
_OTHER_STEMS = tuple(fold(word) for word in _STEMS_OF_OTHER_WORDS.split())
_WHOLE_WORDS = frozenset(fold(word) for word in _OTHER_WORDS.split()) - {"la", "le", "der"}
MOST_PARTS = 5
Part = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at `start`..`end` of the text, as printed.

    `titled` is the name with its academic title, which begins at `titled_start`; `honoured` tells
    that «Mr.», «г-жа» or the like stands in front.
    """

    text: str
    start: int
    end: int
    titled: str
    titled_start: int
    honoured: bool


def names_in(text: str, start: int = 0, end: int | None = None) -> tuple[FoundName, ...]:
    """All names between two characters of the text, in reading order."""
    return tuple(_names(text, start, len(text) if end is None else end))


def _names(text: str, start: int, end: int) -> Iterator[FoundName]:
    run: list[Part] = []
    titles: list[int] = []
    honoured = False
    for token in TOKEN.finditer(text, start, end):
        raw = token.group()
        core = raw.lstrip(OPENING)
        at = token.start() + len(raw) - len(core)
        bare = core.rstrip(CLOSING)
        closed = bare != core
        parted = bool(run) and "\n" in text[run[-1][2] : at]
        if (raw != core or parted) and run:
            yield from _name(text, run, titles, honoured)
            run, titles, honoured = [], [], False
        kind = _kind(bare)
        if kind == "honorific" and INITIALS.match(bare) and (run or bare == "Г."):
            kind = "initial"  # «Әміре Г.», «Г. Әміре»
        ends = closed
        if kind == "word" and bare.endswith("."):
            bare, ends = bare.rstrip("."), True
        if kind in ("honorific", "title"):
            yield from _name(text, run, titles, honoured)
            titles = titles if kind == "title" and not run else []
            honoured = kind == "honorific" or (honoured and not run)
            run = []
            if kind == "title":
                titles.append(at)
            continue
        if kind in ("word", "initial") or (kind == "particle" and run):
            run.append((kind, at, at + len(bare)))
        else:
            ends = True
        if ends:
            yield from _name(text, run, titles, honoured)
            run, titles, honoured = [], [], False
    yield from _name(text, run, titles, honoured)


def _name(
    text: str, run: Sequence[Part], titles: Sequence[int], honoured: bool
) -> Iterator[FoundName]:
    parts = list(run)
    if len(parts) > 2 and text[parts[0][1] : parts[0][2]] == "M." and parts[2][0] == "word":
        # «M. Dupont Jean»: the French form of address.
        parts, honoured = parts[1:], True
    while parts and parts[-1][0] == "particle" and _is_lower_particle(text, parts[-1]):
        parts.pop()
    words = [part for part in parts if part[0] == "word"]
    single = len(parts) == 1 and (honoured or bool(titles)) and len(words) == 1
    if not words or not (2 <= len(parts) <= MOST_PARTS or single):
        return
    first, last = parts[0][1], parts[-1][2]
    titled_start = titles[0] if titles else first
    name = clean(text[first:last])
    if name:
        titled = clean(text[titled_start:last])
        yield FoundName(name, first, last, titled, titled_start, honoured)


def _is_lower_particle(text: str, part: Part) -> bool:
    return fold(text[part[1] : part[2]]) not in ("улы", "кызы", "оглы", "uly", "kyzy", "qyzy")


def _kind(bare: str) -> str:
    lowered = bare.casefold().rstrip(".")
    if lowered in HONORIFICS and (bare[:1].isupper() or lowered.startswith("г-") or "." in bare):
        # «M.» is a French honorific and an initial as well; an initial it is where a name goes on.
        return "initial" if INITIALS.match(bare) and lowered != "г" else "honorific"
    if lowered in HONORIFICS and len(lowered) > 3:
        return "honorific"
    if lowered in ACADEMIC:
        return "title"
    if INITIALS.match(bare):
        return "initial"
    if lowered in PARTICLES:
        return "particle"
    return "word" if _is_name_word(bare) else "other"


def _is_name_word(bare: str) -> bool:
    letters = bare.rstrip(".")
    if len(letters) < 2 or not letters[0].isupper():
        return False
    if not all(sign.isalpha() or sign in "-'’ʼ`" for sign in letters):
        return False
    folded = fold(letters)
    if folded in _WHOLE_WORDS:
        return False
    return not folded.startswith(_OTHER_STEMS)
