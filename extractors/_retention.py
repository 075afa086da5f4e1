"""The clause that the job is kept while the employee is away: promised, denied, or not there.

Folded wording in Kazakh, Russian and English (domain.md section 12). Pay that is not kept says
nothing about the job.
"""

import re

from pipeline.text.normalise import fold

_PLACE = r"(?:мест\w{0,3}\sработ\w+|рабоч\w{1,3}\sмест\w*|должност\w*|трудов\w+\sдоговор\w*)"
_KEEP = r"(?:сохран\w+|зарезервир\w+|закрепл\w+)"
_ORNY = r"(?:жумыс\sорн\w*|лауазым\w*|кызмет\w*\sорн\w*)"
_JOB = r"(?:job|position|post|workplace|employment)"
_GAP = r"(?:\s\w+){0,8}?\s"
DENIED = (
    rf"не\s{_KEEP}(?:\s\w+){{0,5}}?\s{_PLACE}",
    rf"{_PLACE}{_GAP}не\s(?:\w+\s){{0,2}}?{_KEEP}",
    rf"без\sсохранени\w\s(?:за\s\w+\s)?{_PLACE}",
    rf"сохранени\w\s{_PLACE}{_GAP}(?:не\s\w+|невозможн\w*)",
    rf"{_ORNY}{_GAP}сакта(?:лмай|май|л?уы?\s(?:коздел\w+|кепилд\w+)\s?\w*мейд)\w*",
    rf"{_JOB}{_GAP}(?:not|cannot)\s(?:be\s)?(?:retained|kept|preserved|guaranteed)",
)
PROMISED = (
    rf"{_KEEP}(?:\s\w+){{0,6}}?\s{_PLACE}",
    rf"{_PLACE}{_GAP}{_KEEP}",
    rf"{_PLACE}{_GAP}(?:гарантир\w+|остается\sза\s\w+|предоставля\w+\sпосле)",
    rf"гарантир\w+{_GAP}{_PLACE}",
    rf"{_ORNY}{_GAP}сакта\w*",
    rf"{_ORNY}\sсакта\w*",
    rf"{_PLACE}\s{_KEEP}",
    rf"(?:retain\w*|keep\w*|kept|preserv\w+|guarante\w+){_GAP}{_JOB}",
    rf"{_JOB}{_GAP}(?:retained|kept|preserved|guaranteed|held\sopen)",
    r"на\s(?:прежн\w+|свое|ту\sже)\s(?:рабоч\w+\sмест\w+|должност\w+)",
)
HINTS = re.compile(r"сохран|сакта|retain|увольн|жумыстан\sшыг")
"""Words that make it doubtful that nothing is said of the job."""


def promised(text: str) -> tuple[bool | None, int, int] | None:
    """What a text says of the job, with the share of the folded text that says it.

    (True or False, start, end); (None, 0, 0) where words hint at it without a clause; None where
    nothing is said.
    """
    folded = fold(text)
    for said, patterns in ((False, DENIED), (True, PROMISED)):
        for pattern in patterns:
            match = re.search(rf"(?<!\w){pattern}", folded)
            if match:
                return said, *match.span()
    return (None, 0, 0) if HINTS.search(folded) else None
