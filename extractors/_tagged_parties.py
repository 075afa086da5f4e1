"""Parties that a sentence names and tags: «X University (the Host Organisation)».

Agreements introduce those who take part so, whatever the form (domain.md section 15).
"""

import re
from collections.abc import Mapping

from extractors._organisation_cells import organisation_in
from extractors._people import names_in
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.model import Field

_TAGS: Mapping[str, str] = {
    "intern": "intern|trainee|participant|стаж[её]р|тағылымгер|тағылымдамадан өтуші",
    "host": "host|receiving|принимающ|қабылдаушы",
    "sending": "sending|home|employer|направляющ|отправляющ|работодатель|жіберуші|жұмыс беруші",
}
_BEFORE = (
    r"(?:hereinafter\s|hereafter\s|referred to as\s|далее\s?[–—:-]?\s?|бұдан әрі\s?[–—:-]?\s?)*"
)
LONGEST = 90
NAME = re.compile(
    r"((?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\"][\w'’»«\".-]*|of|and|for|the|de|на|по|и|имени)\s?){1,14}$"
)
LEAD = re.compile(r"^(?:(?:of|and|for|the|at|in|на|по|и)\s)+")
SUPERVISED = (
    *("under the supervision of", "under the guidance of", "supervised by", "supervisor is"),
    *("под руководством", "руководитель стажировки", "жетекшілігімен"),
)


def tagged(running: RunningText, party: str) -> Field[str]:
    """Whom a bracket behind the name calls the intern, the host or the sending organisation."""
    tag = re.compile(rf"\s?\({_BEFORE}(?:the\s)?[\"“«]?(?:{_TAGS[party]})", re.I)
    for match, _ in running.matches(tag):
        start = max(0, match.start() - LONGEST)
        before = running.text[start : match.start()]
        if party == "intern":
            names = names_in(before)
            if names and len(before) - names[-1].end <= 3:
                span = running.span(start + names[-1].start, start + names[-1].end)
                return span.field(names[-1].text, 0.95 * span.confidence)
            continue
        told = NAME.search(before)
        name = organisation_in(LEAD.sub("", told.group())) if told else None
        if told and name:
            span = running.span(start + told.start(), match.start())
            return span.field(name, 0.95 * span.confidence)
    return missing(running.pages)


def supervised_by(running: RunningText) -> Field[str]:
    """The name behind «under the supervision of», with its title."""
    for hit in Wording(running.text).find(SUPERVISED):
        for name in names_in(running.text, hit.end, hit.end + 60)[:1]:
            if name.titled_start - hit.end <= 4:
                span = running.span(name.titled_start, name.end)
                return span.field(name.titled, 0.95 * span.confidence)
    return missing(running.pages)
