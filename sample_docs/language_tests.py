"""Results of foreign-language tests, in the scale of each test.

Scales, numbers and validity: domain.md sections 8.1 to 8.3; minimum scores: section 8.6.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

SKILLS = ("listening", "reading", "writing", "speaking")
BANDS_SINCE = date(2026, 1, 21)
"""From this day TOEFL iBT reports bands of 1 to 6."""


@dataclass(frozen=True, slots=True)
class Result:
    """Scores as printed; `note` is what a paper prints beside them, such as a comparable total."""

    sections: Mapping[str, str]
    overall: str | None
    cefr: str | None = None
    module: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A test: how it is scored, how its papers are numbered, how long they hold.

    `years` is None where the paper has no expiry; `listed` tells whether the rules name the test.
    Where the overall score follows from the sections, `step` is by how much a wrong one differs
    and `top` the highest score there is.
    """

    code: str
    score: Callable[[Random, bool], Result]
    number: Callable[[Random, date], str]
    years: int | None = 2
    step: float = 0
    top: float = 0
    listed: bool = True


def _digits(rng: Random, count: int) -> str:
    return str(rng.randrange(1, 10)) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(count))


def half_band(mean: float) -> float:
    """The nearest half; a quarter goes up (IELTS, domain.md section 8.1)."""
    return int(mean * 2 + 0.5) / 2


def _ielts(rng: Random, enough: bool) -> Result:
    while True:
        middle = rng.uniform(5.2, 7.8) if enough else rng.uniform(3.4, 4.5)
        bands = [min(9.0, max(2.0, half_band(rng.gauss(middle, 0.5)))) for _ in SKILLS]
        overall = half_band(sum(bands) / 4)
        if (overall >= 5.0) == enough:
            break
    steps = ((8.5, "C2"), (7.0, "C1"), (5.5, "B2"), (4.0, "B1"), (0, "A2"))
    cefr = next(level for least, level in steps if overall >= least)
    module = rng.choice(["academic", "academic", "general_training"])
    sections = {skill: f"{band:.1f}" for skill, band in zip(SKILLS, bands, strict=True)}
    return Result(sections, f"{overall:.1f}", cefr, module)


def _toefl(rng: Random, enough: bool) -> Result:
    while True:
        middle = rng.uniform(13, 27) if enough else rng.uniform(5, 8)
        points = [min(30, max(2, round(rng.gauss(middle, 3)))) for _ in SKILLS]
        if (sum(points) >= 35) == enough:
            break
    order = ("reading", "listening", "speaking", "writing")
    best = sum(min(30, point + rng.randrange(0, 3)) for point in points)
    sections = {skill: str(point) for skill, point in zip(order, points, strict=True)}
    return Result(sections, str(sum(points)), note=str(best))


_COMPARABLE = {
    "2.0": 22,
    "2.5": 36,
    "3.0": 50,
    "3.5": 64,
    "4.0": 80,
    "4.5": 90,
    "5.0": 100,
    "5.5": 110,
    "6.0": 118,
}
_BAND_CEFR = {"2": "A2", "3": "B1", "4": "B2", "5": "C1", "6": "C2"}


def _toefl_bands(rng: Random, enough: bool) -> Result:
    while True:
        middle = rng.uniform(3.2, 5.4) if enough else 2.1
        bands = [min(6.0, max(1.0, half_band(rng.gauss(middle, 0.5)))) for _ in SKILLS]
        overall = half_band(sum(bands) / 4)
        if overall >= 2.0 and (overall >= 3.0) == enough and (enough or overall == 2.0):
            break
    order = ("reading", "listening", "writing", "speaking")
    sections = {skill: f"{band:.1f}" for skill, band in zip(order, bands, strict=True)}
    total = f"{overall:.1f}"
    return Result(sections, total, _BAND_CEFR[total[0]], note=str(_COMPARABLE[total]))


def _toefl_itp(rng: Random, enough: bool) -> Result:
    names = ("listening", "structure", "reading")
    while True:
        middle = rng.uniform(46, 60) if enough else rng.uniform(34, 38)
        points = [min(67, max(31, round(rng.gauss(middle, 3)))) for _ in names]
        total = round(sum(points) * 10 / 3)
        if (total >= 417) == enough:
            break
    sections = {name: str(point) for name, point in zip(names, points, strict=True)}
    cefr = "C1" if total >= 627 else "B2" if total >= 543 else "B1" if total >= 460 else "A2"
    return Result(sections, str(total), cefr)


def _duolingo(rng: Random, enough: bool) -> Result:
    names = ("literacy", "comprehension", "conversation", "production")
    middle = rng.randrange(95, 135, 5) if enough else rng.randrange(50, 70, 5)
    points = [middle + 5 * rng.randrange(-2, 3) for _ in names]
    overall = int(sum(points) / 20 + 0.5) * 5
    cefr = "C1" if overall >= 130 else "B2" if overall >= 100 else "B1"
    sections = {name: str(point) for name, point in zip(names, points, strict=True)}
    return Result(sections, str(overall), cefr if overall >= 60 else "A2")


def _goethe(rng: Random, enough: bool) -> Result:
    names = ("reading", "listening", "writing", "speaking")
    level = "C1" if enough else "A2"
    sections = {name: str(rng.randrange(62, 97)) for name in names}
    return Result(sections, None, level, f"Goethe-Zertifikat {level}")


def _testdaf(rng: Random, enough: bool) -> Result:
    names = ("reading", "listening", "writing", "speaking")
    levels = [rng.choice([4, 4, 5]) for _ in names] if enough else [rng.choice([3, 3, 4]), 3, 3, 3]
    return Result({name: str(n) for name, n in zip(names, levels, strict=True)}, None)


def _dalf(rng: Random, enough: bool) -> Result:
    names = ("listening", "reading", "writing", "speaking")
    points = [rng.randrange(24, 46) / 2 for _ in names]
    while sum(points) < 50:
        points = [point + 1 for point in points]
    level = "DALF C1" if enough else "DELF A2"
    sections = {name: f"{point:g}" for name, point in zip(names, points, strict=True)}
    return Result(sections, f"{sum(points):g}", level[-2:], level)


def _tcf(rng: Random, enough: bool) -> Result:
    middle = rng.randrange(520, 620) if enough else rng.randrange(230, 330)
    sections = {
        "listening": str(middle + rng.randrange(-15, 16)),
        "structure": str(middle + rng.randrange(-15, 16)),
        "reading": str(middle + rng.randrange(-15, 16)),
    }
    cefr = "C2" if middle >= 600 else "C1" if middle >= 500 else "B1" if middle >= 300 else "A2"
    return Result(sections, str(middle), cefr)


def _hsk(rng: Random, enough: bool) -> Result:
    level = 5 if enough else 3
    sections = {name: str(rng.randrange(64, 97)) for name in ("listening", "reading", "writing")}
    return Result(sections, str(sum(map(int, sections.values()))), None, f"HSK {level}")


def _topik(rng: Random, enough: bool) -> Result:
    low, high = (64, 78) if enough else (41, 48)
    names = ("listening", "writing", "reading")
    sections = {name: str(rng.randrange(low, high)) for name in names}
    total = sum(map(int, sections.values()))
    level = next(
        n for least, n in ((230, 6), (190, 5), (150, 4), (120, 3), (0, 2)) if total >= least
    )
    return Result(sections, str(total), None, "TOPIK II", note=str(level))


def _pte(rng: Random, enough: bool) -> Result:
    middle = rng.randrange(50, 80) if enough else rng.randrange(20, 30)
    sections = {skill: str(middle + rng.randrange(-6, 7)) for skill in SKILLS}
    return Result(sections, str(middle), "B2" if middle < 76 else "C1", "PTE Academic")


def _cambridge(rng: Random, enough: bool) -> Result:
    sections = {
        skill: str(rng.randrange(162, 179) if enough else rng.randrange(140, 158))
        for skill in ("reading", "use_of_english", "writing", "listening", "speaking")
    }
    overall = round(sum(map(int, sections.values())) / 5)
    cefr = "B2" if enough else "B1"
    return Result(sections, str(overall), cefr, "B2 First")


def _aptis(rng: Random, enough: bool) -> Result:
    sections = {skill: str(rng.randrange(34, 46) if enough else 18) for skill in SKILLS}
    return Result(sections, str(sum(map(int, sections.values()))), "B2" if enough else "A2")


def _trf(rng: Random, day: date) -> str:
    candidate = f"{rng.randrange(1, 99_999):06d}"
    centre = f"{rng.randrange(1, 60):03d}"
    return f"{day:%y}KZ{candidate}{_letters(rng, 4)}{centre}{rng.choice('AG')}"


def _code(rng: Random, _: date) -> str:
    return _letters(rng, 4) + _digits(rng, 4) + _letters(rng, 4)


TESTS = {
    "ielts": Test("ielts", _ielts, _trf, step=1, top=9),
    "toefl_ibt": Test("toefl_ibt", _toefl, lambda r, _: _digits(r, 16), step=10, top=120),
    "toefl_bands": Test("toefl_ibt", _toefl_bands, lambda r, _: _digits(r, 16), step=1, top=6),
    "toefl_itp": Test("toefl_itp", _toefl_itp, lambda r, _: _digits(r, 7), step=30, top=677),
    "duolingo": Test("duolingo", _duolingo, _code, step=15, top=160),
    "goethe": Test("goethe", _goethe, lambda r, _: f"{_digits(r, 4)}-{_digits(r, 7)}", None),
    "testdaf": Test("testdaf", _testdaf, lambda r, _: _digits(r, 8), None),
    "dalf": Test("dalf", _dalf, lambda r, _: f"{_digits(r, 6)}-{_digits(r, 6)}", None, 9, 100),
    "tcf": Test("tcf", _tcf, lambda r, _: f"{_digits(r, 6)}-{_digits(r, 5)}"),
    "hsk": Test("hsk", _hsk, lambda r, _: f"H{_digits(r, 11)}", step=18, top=300),
    "topik": Test("topik", _topik, lambda r, _: _digits(r, 12), step=18, top=300),
    "pte": Test("pte", _pte, lambda r, _: f"PTE{_digits(r, 9)}", listed=False),
    "cambridge": Test(
        "cambridge", _cambridge, lambda r, _: f"B{_digits(r, 9)}", None, listed=False
    ),
    "aptis": Test("other", _aptis, lambda r, _: f"APT-{_digits(r, 8)}", listed=False),
}


def wrong_overall(test: Test, overall: str) -> str:
    """Another overall score than the sections give, on the same scale."""
    number = float(overall)
    wrong = number + test.step if number + test.step <= test.top else number - test.step
    return f"{wrong:.1f}" if test.top < 10 else f"{wrong:g}"
