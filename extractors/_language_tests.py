"""Foreign-language tests: how each is recognised, its module, number and scale (domain.md 8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.dates import find_dates
from pipeline.text.homoglyphs import digits, to_latin_capitals

TESTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "toefl_itp",
        ("toefl itp", "toefl pbt", "institutional testing program", "assessment series"),
    ),
    ("toefl_ibt", ("toefl ibt", "toefl", "internet based test")),
    ("duolingo", ("duolingo", "duolingo english test")),
    ("pte", ("pte academic", "pearson test of english", "pte", "pearson language tests")),
    (
        "ielts",
        ("ielts", "international english language testing system", "test report form"),
    ),
    ("testdaf", ("testdaf", "test deutsch als fremdsprache", "testdaf institut")),
    ("dsh", ("dsh", "deutsche sprachprüfung für den hochschulzugang", "deutsche sprachprüfung")),
    ("goethe", ("goethe zertifikat", "goethe institut", "goethe")),
    ("dalf", ("dalf", "diplôme approfondi de langue française")),
    ("delf", ("delf", "diplôme d études en langue française")),
    ("tcf", ("tcf", "test de connaissance du français", "test de connaissance")),
    ("dele", ("dele", "diploma de español", "diplomas de español como lengua extranjera")),
    ("hsk", ("hsk", "hanyu shuiping kaoshi", "chinese proficiency test")),
    ("jlpt", ("jlpt", "japanese language proficiency test")),
    ("topik", ("topik", "test of proficiency in korean")),
    (
        "cambridge",
        (
            "certificate in advanced english",
            "first certificate in english",
            "certificate of proficiency in english",
            "b2 first",
            "c1 advanced",
            "c2 proficiency",
            "b1 preliminary",
            "preliminary english test",
            "cambridge english",
            "cambridge assessment english",
            "linguaskill",
        ),
    ),
    (
        "other",
        (
            "telc",
            "österreichisches sprachdiplom",
            "ösd",
            "cils",
            "celi",
            "plida",
            "yki",
            "bergenstest",
            "tisus",
            "studieprøven",
            "cnavt",
            "certificaat nederlands",
            "trki",
            "torfl",
            "тест по русскому языку",
            "languagecert",
            "trinity college london",
            "toeic",
            "aptis",
            "oxford test of english",
            "itep",
            "siele",
            "celpe bras",
            "tömer",
            "tys",
            "certyfikat",
            "cce",
            "tef",
            "language proficiency certificate",
            "certificate of language proficiency",
        ),
    ),
)
"""Tests in the order in which their names are looked for: a TOEFL ITP is called TOEFL as well."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Range of section scores and of the overall score, and how the latter follows."""

    low: Decimal
    high: Decimal
    overall_low: Decimal
    overall_high: Decimal
    rule: str = "none"
    step: Decimal = Decimal(1)


def _scale(
    low: float, high: float, overall_low: float, overall_high: float, rule: str, step: str = "1"
) -> Scale:
    section_ends = Decimal(str(low)), Decimal(str(high))
    overall_ends = Decimal(str(overall_low)), Decimal(str(overall_high))
    return Scale(*section_ends, *overall_ends, rule, Decimal(step))


SCALES: Mapping[str, Scale] = {
    "ielts": _scale(0, 9, 0, 9, "half", "0.5"),
    "toefl_ibt": _scale(0, 30, 0, 120, "sum"),
    "toefl_bands": _scale(1, 6, 1, 6, "half", "0.5"),
    "toefl_itp": _scale(31, 68, 310, 677, "itp"),
    "duolingo": _scale(10, 160, 10, 160, "five"),
    "pte": _scale(10, 90, 10, 90, "none"),
    "cambridge": _scale(80, 230, 80, 230, "mean"),
    "goethe": _scale(0, 100, 0, 400, "none", "0.5"),
    "testdaf": _scale(2, 5, 8, 20, "none"),
    "dsh": _scale(0, 100, 0, 100, "none"),
    "delf": _scale(0, 25, 0, 100, "sum", "0.25"),
    "dalf": _scale(0, 50, 0, 100, "sum", "0.25"),
    "tcf": _scale(0, 699, 100, 699, "none"),
    "dele": _scale(0, 50, 0, 100, "none", "0.01"),
    "hsk": _scale(0, 100, 0, 300, "sum"),
    "jlpt": _scale(0, 60, 0, 180, "sum"),
    "topik": _scale(0, 100, 0, 300, "sum"),
    "other": _scale(0, 200, 0, 800, "none", "0.01"),
}
LEAST_SECTIONS: Mapping[str, int] = {"tcf": 2, "toefl_itp": 3, "hsk": 2, "topik": 2, "jlpt": 2}


def follows(scale: Scale, sections: Mapping[str, Decimal]) -> Decimal | None:
    """The overall score that follows from the sections; None where no rule is known."""
    if not sections or scale.rule == "none":
        return None
    total = sum(sections.values(), Decimal(0))
    match scale.rule:
        case "sum":
            return total
        case "itp":
            return (total * 10 / 3).to_integral_value(rounding="ROUND_HALF_UP")
        case "half":
            mean = total / len(sections)
            return (mean * 2).to_integral_value(rounding="ROUND_HALF_UP") / 2
        case "five":
            mean = total / len(sections)
            return (mean / 5).to_integral_value(rounding="ROUND_HALF_UP") * 5
        case _:
            mean = total / len(sections)
            return mean.to_integral_value(rounding="ROUND_HALF_UP")


MODULES: Mapping[str, re.Pattern[str]] = {
    "hsk": re.compile(r"HSK\s?\(?(?:level\s?)?([1-9])(?!\d)\)?", re.IGNORECASE),
    "topik": re.compile(r"TOPIK\s?(?:II|I|Ⅱ|Ⅰ|ll|l|1{1,2})(?!\w)"),
    "dalf": re.compile(r"DALF\s?C[12l]"),
    "delf": re.compile(r"DELF\s?(?:Pro |scolaire |junior |prim |tout public )?[AB][12l]"),
    "dele": re.compile(r"DELE\s?(?:escolar )?[ABC][12]", re.IGNORECASE),
    "goethe": re.compile(r"Goethe\s?[-–]\s?Zertifikat\s?[ABC][12l]", re.IGNORECASE),
    "dsh": re.compile(r"DSH\s?[-–]?\s?[123](?!\d)"),
    "jlpt": re.compile(r"(?:Level\s?)?(N\s?[1-5])(?!\d)"),
    "cambridge": re.compile(
        r"(?:[ABC][12] (?:First|Advanced|Proficiency|Preliminary|Key)(?: for Schools)?"
        r"|(?:First )?Certificate (?:of Proficiency |in Advanced )?(?:in )?English"
        r"|Linguaskill)",
        re.IGNORECASE,
    ),
    "other": re.compile(r"(?:telc|ÖSD|CILS|CELI|PLIDA|TOEIC|Aptis|YKI)[^\n.,;]{0,24}"),
}
TRF = re.compile(r"(?<!\w)[\dOIQ]{2}[A-Z]{2}[\dOIQSB]{6}[A-Z]{3,4}[\dOIQSB]{3}[AG](?!\w)")
NUMBERS: Mapping[str, re.Pattern[str]] = {
    "hsk": re.compile(r"(?<!\w)H\d{9,14}(?!\d)"),
    "duolingo": re.compile(r"(?<!\w)(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{10,16}(?!\w)"),
}
"""Numbers whose own form tells them apart on the paper."""
LABELLED_NUMBER = re.compile(r"(?=(?:.*\d){3})[A-Z0-9][A-Z0-9./-]{3,22}")
IDENTITY = re.compile(r"(?=(?:.*\d){5})[A-Z]{0,3}\d[\dA-Z]{4,13}")
NUMBER_SIGN = re.compile(r"^(?:№|n[°ºo]\.?|nr\.?|-?nr\.?)[\s:]+", re.IGNORECASE)
CEFR = re.compile(r"(?<![\w-])([ABCВАС][12lI])(?![\w-])")


def trf_number(text: str) -> str | None:
    """The number of an IELTS test report form, repaired by position (domain.md section 8.1)."""
    match = TRF.search(to_latin_capitals(text))
    if not match:
        return None
    found = match.group()
    head, tail = found[:2], found[-4:]
    return (
        digits(head) + found[2:4] + digits(found[4:10]) + found[10:-4] + digits(tail[:3]) + tail[3]
    )


def labelled_number(text: str) -> str | None:
    """A number beside its label: capitals and digits, at least one digit."""
    bare = _bare(text)
    if not LABELLED_NUMBER.fullmatch(bare) or find_dates(text):
        return None
    return bare


def identity_number(text: str) -> str | None:
    """The number of a passport or another identity paper."""
    bare = _bare(text)
    return bare if IDENTITY.fullmatch(bare) else None


def _bare(text: str) -> str:
    """Capitals without spaces and without a number sign in front."""
    unsigned = NUMBER_SIGN.sub("", text.strip(" :;,.()#"))
    return re.sub(r"\s", "", to_latin_capitals(unsigned))


def cefr_level(text: str) -> str | None:
    """A1..C2, the only one of a short text."""
    codes = {to_latin_capitals(code[0]) + digits(code[1]) for code in CEFR.findall(text)}
    return codes.pop() if len(codes) == 1 and len(text) < 40 else None
