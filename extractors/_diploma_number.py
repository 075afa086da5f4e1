"""Series and number of a diploma, in every spelling: ЖБ-Б № 0123456, BD № 00012345678, ZhB.

Series of domain.md section 10.1; other countries and times print other letters or none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors._reading import missing
from extractors._running_text import RunningText, Span
from pipeline.model import Field, Page
from pipeline.text.homoglyphs import digits, repair, to_latin_capitals
from pipeline.text.normalise import fold

CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_SIGN = r"(?:№\.?|N[oо°º2]\.?|N\b\.?|Nr\.?|Ne|[МM][2оoеeгr]|Хо|Xo|#)"
"""The number sign as printed and as it is misread."""
_DIGITS = r"[\dOОoоIlЗ]{6,12}"
SIGNED = re.compile(
    rf"(?<![\w-])(?P<series>[{CAPITAL}][{CAPITAL}h0]{{0,5}}(?:\s?[-–—]\s?[{CAPITAL}6]{{1,3}})?)"
    rf"\s*{_SIGN}\s*(?P<number>{_DIGITS})(?!\w)"
)
KNOWN = (
    "ЖБ-Б ЖБ-II ЖБ ЖООК-М ЖООК-Д ЖООК ЖМББ ТКБ ТКПБ ОТБ КОБ АОБ ZhB-B ZhB ZHOOK-M ZhOOK-M BD BQ MD"
    " MBA DBA PhD CMD ВСГ ВСБ ВСВ ДВС АВС БВС ЭВ ЖВ ШВ ФВ УВ ТВ РВ ПВ МВ КВ ИВ ЗВ НВ ЦВ"
)
_SERIES = "|".join(re.escape(name) for name in sorted(KNOWN.split(), key=lambda s: -len(s)))
BARE = re.compile(rf"(?<![\w-])(?P<series>{_SERIES})\s*[:.]?\s*(?P<number>\d{{6,12}})(?!\w)")
SERIES_SAID = re.compile(
    rf"(?:сери[яи]|сериясы|series)\W{{0,3}}(?P<series>[{CAPITAL}\d][{CAPITAL}\dh-]{{0,6}})"
    rf"\W{{0,3}}(?:{_SIGN}|нөмірі|номер|number)?\W{{0,3}}(?P<number>{_DIGITS})(?!\w)",
    re.IGNORECASE,
)
NUMBER_ONLY = re.compile(
    rf"(?:diploma|degree|certificate|диплом\w*|serial)\s*(?:{_SIGN}|number|номер|нөмірі)"
    r"\W{0,3}(?P<number>[A-Z0-9][A-Z0-9/-]{3,18}\d)(?!\w)",
    re.IGNORECASE,
)
DOUBTFUL = "BO"
OWN_DESIGN = 11
"""Digits of a number since 2021, whose series are Latin (domain.md section 10.1)."""
_NO_SERIES = "диплом diploma протокол хаттама приказ приложение косымша no nr дата жсн иин рк кр м"
NO_SERIES = frozenset(_NO_SERIES.split())


@dataclass(frozen=True, slots=True)
class DiplomaNumber:
    """Series, where one is printed, and number at one place of the text."""

    series: str | None
    number: str
    series_span: Span
    number_span: Span


def series_and_number(pages: Sequence[Page]) -> tuple[Field[str], Field[str]]:
    """Series and number as the first place prints them; surer where another place repeats them.

    The words of the pages stand in the order of their columns.
    """
    running = RunningText(pages)
    places = list(numbers_in(running))
    if not places:
        return missing(pages), missing(pages)
    first = places[0]
    repeated = sum(place.number == first.number for place in places) > 1
    number = first.number_span.field(first.number)
    if repeated:
        number = first.number_span.field(first.number, 0.5 + 0.5 * number.confidence)
    with_series = next((p for p in places if p.number == first.number and p.series), None)
    if with_series is None or with_series.series is None:
        return missing(pages), number
    return with_series.series_span.field(with_series.series), number


def settled_series(series: Field[str], degree: str | None) -> Field[str]:
    """A series whose second letter was read as an O, settled by the degree, else not read."""
    if series.value != DOUBTFUL:
        return series
    meant = {"bachelor": "BD", "specialist": "BQ"}.get(degree or "")
    if meant is None:
        return replace(series, value=None, confidence=0.0, evidence=())
    return replace(series, value=meant, confidence=0.8 * series.confidence)


def numbers_in(running: RunningText) -> Iterator[DiplomaNumber]:
    """All diploma numbers of the text; forms with a series before those without."""
    for pattern in (SIGNED, BARE, SERIES_SAID, NUMBER_ONLY):
        for match, _ in running.matches(pattern):
            printed = match.groupdict().get("series")
            if printed is not None and fold(printed) in NO_SERIES:
                continue
            number = match["number"]
            span = running.span(*match.span("number"))
            series_span = running.span(*match.span("series")) if printed else span
            yield DiplomaNumber(
                series_of(printed, number) if printed else None,
                digits(number) if pattern is not NUMBER_ONLY else number,
                series_span,
                span,
            )


def series_of(printed: str, number: str = "") -> str:
    """A series in one alphabet, with a plain hyphen: «ЖБ–6» is «ЖБ-Б», «ВD» is «BD»."""
    if len(number) == OWN_DESIGN:
        latin = to_latin_capitals(printed)
        return {"B0": DOUBTFUL, "PHD": "PhD"}.get(latin, latin)
    joined = re.sub(r"\s?[-–—]\s?", "-", printed.strip())
    repaired = repair(joined.replace("6", "Б"))
    cyrillic = any("\u0400" <= letter <= "\u052f" for letter in repair(joined.split("-")[0]))
    known = {name.upper(): name for name in KNOWN.split()}
    if cyrillic and "-" in repaired:
        head, _, tail = repaired.rpartition("-")
        return f"{head}-{tail.translate(str.maketrans('BMD', 'ВМД'))}"
    return known.get(repaired.upper(), repaired)
