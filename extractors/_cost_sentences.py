"""Total and items of a calculation that sentences tell (domain.md section 6.2).

«training fee – EUR 800 per month x 12 = EUR 9,600; supervision – ...».
"""

import re
from collections.abc import Iterator, Sequence

from extractors._cost_words import CHARGED, FREE, TOTAL_IN_TEXT, find_amounts
from extractors._reading import missing
from extractors._records import CostItem
from extractors._running_text import RunningText, Span
from extractors._wording import Wording
from pipeline.model import Field, Money
from pipeline.text.money import FoundAmount
from pipeline.text.normalise import clean

FEWEST = 2
INTRODUCED = re.compile(
    r"(?:compris\w+|includ\w+|consist\w*\s(?:of|in)|made\sup\sof|namely|as\sfollows"
    r"|включа\w+|состо\w+\sиз|а\sименно|складыва\w+\sиз)\s*:?\s+",
    re.I,
)
FACTOR = re.compile(r"\s*[,(]?\s*(?:\d+\s*)?[×xх*]?\s*$")
PAID_FOR = re.compile(
    r"\s(?:is\s)?(?:for|за|на|as)\s(?:the\s)?([^\d.;:()]{3,60}?)"
    r"(?=\s*(?:[,;.(]|\s(?:and|und|et|и)\s[^\d]{0,6}\d|$))"
)


def spoken_costs(running: RunningText) -> tuple[Field[Money], Field[tuple[CostItem, ...]] | None]:
    """Total and items from sentences: «training fee – EUR 800 per month x 12 = EUR 9,600; ...»."""
    total: Field[Money] = missing(running.pages)
    wording = Wording(running.text)
    amounts = find_amounts(running.text)
    for hit in wording.find(TOTAL_IN_TEXT):
        near = next((a for a in amounts if 0 <= a.start - hit.end <= 60), None)
        if near and "\n\n" not in running.text[hit.end : near.start]:
            span = running.span(near.start, near.end)
            total = span.field(near.money)
            break
    if total.value is None:
        free = wording.first(FREE)
        near = next((a for a in amounts if a.money.amount == 0), None)
        if free and near:
            total = running.span(near.start, near.end).field(near.money)
    if total.value is None:
        total = _charged(running, wording, amounts)
    items = list(_pieces(running, amounts)) or list(_amounts_first(running, amounts))
    if len(items) < 2:
        return total, None
    spans = [span for _, span in items]
    value = tuple(item for item, _ in items)
    evidence = tuple(proof for span in spans for proof in span.evidence)
    raw = "; ".join(span.text for span in spans)
    return total, Field(value, raw, min(span.confidence for span in spans), evidence)


def _charged(
    running: RunningText, wording: Wording, amounts: Sequence[FoundAmount]
) -> Field[Money]:
    """The largest amount of the text, where a word of charging stands before it."""
    if len(amounts) < 2:
        return missing(running.pages)
    most = max(amount.money.amount for amount in amounts)
    for hit in wording.find(CHARGED):
        near = next((a for a in amounts if 0 <= a.start - hit.end <= 60), None)
        if near and near.money.amount == most:
            span = running.span(near.start, near.end)
            others = {a.money.amount for a in amounts if a.money.amount != most}
            return span.field(near.money, span.confidence * (0.95 if len(others) > 1 else 0.8))
    return missing(running.pages)


def _pieces(
    running: RunningText, amounts: Sequence[FoundAmount]
) -> Iterator[tuple[CostItem, Span]]:
    """Pieces of a list in running text, parted by semicolons, each with its amount at the end."""
    text = running.text
    if text.count(";") < 1:
        return
    start = 0
    bounds = [m.end() for m in re.finditer(r";|\.\s+(?=[A-ZА-ЯӘІҚҒҮҰӨҢ])|\n|$", text)]
    for stop in bounds:
        inside = [a for a in amounts if start <= a.start and a.end <= stop]
        piece = text[start:stop]
        listed = piece.rstrip().endswith(";") or text[:start].rstrip().endswith(";")
        if inside and listed:
            # «costs 5 500 EUR in total, namely: fee – 4 400 EUR; ...»: a list begins at its colon.
            colons = [m.end() for m in re.finditer(r":\s", text[start:stop])]
            begin = next(
                (start + at for at in reversed(colons) if start + at <= inside[-1].start), start
            )
            begin = begin if re.search(r"\w", text[begin : inside[-1].start]) else start
            first = next(a for a in inside if a.start >= begin)
            head = text[begin : first.start].strip()
            label = _label(head)
            last = inside[-1]
            if label and len(label.split()) <= 12:
                item = CostItem(label, last.money.amount, last.money.currency)
                yield item, running.span(begin, last.end)
        start = stop


def _label(head: str) -> str:
    """What is paid for, without what introduces the list and without a factor behind it."""
    said = re.split(r"\s[–—-]\s*|[:=]\s*$", head, maxsplit=1)[0]
    introduced = [match.end() for match in INTRODUCED.finditer(said)]
    said = said[introduced[-1] :] if introduced else said
    return clean(FACTOR.sub("", said))


def _amounts_first(
    running: RunningText, amounts: Sequence[FoundAmount]
) -> Iterator[tuple[CostItem, Span]]:
    """«made up of 5,500 GBP for the training fee, 750 GBP for supervision and …»."""
    for sentence in running.sentences:
        inside = [a for a in amounts if sentence.start <= a.start and a.end <= sentence.end]
        told = []
        for amount in inside:
            match = PAID_FOR.match(running.text, amount.end, sentence.end)
            if match:
                item = CostItem(clean(match[1]), amount.money.amount, amount.money.currency)
                told.append((item, running.span(amount.start, match.end(1))))
        if len(told) >= FEWEST:
            yield from told
            return
