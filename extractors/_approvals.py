"""Blocks in which two organisations approve a programme: who, for whom, on which day, signed?

A block begins at «УТВЕРЖДАЮ», «КЕЛІСІЛДІ» or «AGREED», without such a heading at the position of
the one who signs; blocks stand side by side or under each other (domain.md section 15).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractors._approval_words import (
    ABROAD,
    HEADINGS,
    IN_BRACKETS,
    NOISE,
    PARTS,
    PARTY,
    RECEIVING,
    SENDING,
)
from extractors._form_rows import FormRows, Piece
from extractors._organisations import LEGAL, QUOTED, is_unit, names_organisation
from extractors._people import names_in
from extractors._positions import names_position
from extractors._programme_labels import TITLES
from extractors._reading import missing
from extractors._records import Approval
from extractors._wording import WORD, Wording
from pipeline.geometry import around, same_row, shared_height
from pipeline.marks.places import Seen, line_height, marks_near
from pipeline.model import Box, Evidence, Field, MarkKind, Page, PageMark, Source, Word
from pipeline.text.alike import organisation_likeness
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold

Side = Literal["sending", "receiving"]
GAP = 7.0
"""Lines of one block are no further apart than so many letter heights; people sign in between."""
ALIKE = 0.8
SAME_LEFT = 0.02
IN_SEAL = "in seal"
"""What a mark is called that may be a pen under a seal, or the seal's own ink."""
DOUBT = 0.5
UNMARKED = 0.85
"""Most that is sure where a signature or seal was not seen: it may lie outside of its block."""


@dataclass(frozen=True)
class _Block:
    page: Page
    pieces: tuple[Piece, ...]
    room: float = 0.0
    """How far to the right nothing of another block stands: there a seal may be set."""

    @property
    def box(self) -> Box:
        return around(piece.box for piece in self.pieces)

    @property
    def text(self) -> str:
        return "\n".join(_text(piece) for piece in self.pieces)


def approvals(rows: FormRows, host: str | None, sending: str | None) -> Field[tuple[Approval, ...]]:
    """All approval blocks of a programme, each with the side that it speaks for."""
    read = _read(
        [block for page in rows.pages for block in _below_headings(page, _pieces_of(rows, page))],
        host,
        sending,
    )
    if len(read) < 2 or any(made.name is None for _, made in read):
        # «For the host institution» over each block says as much as «AGREED»; without either the
        # positions at the end do.
        others = [_below_sides] if read else [_below_sides, _below_positions]
        for below in others:
            for page in reversed(rows.pages):
                found = _read(below(page, _pieces_of(rows, page)), host, sending)
                complete = below is _below_positions or len(found) == 2
                if complete and _told(found) > _told(read):
                    read = found
    if not read:
        return missing(rows.pages)
    sides = _sides([made for _, made in read], [block for block, _ in read], host, sending)
    value = tuple(replace(made, side=side) for (_, made), side in zip(read, sides, strict=True))
    evidence = tuple(
        Evidence(block.page.file, block.page.number, block.box, block.text) for block, _ in read
    )
    sure = min(
        (word.confidence for block, made in read for word in _resting_on(block, made)),
        default=DOUBT,
    )
    if not all(made.signed and made.stamped for made in value):
        sure = min(sure, UNMARKED)
    if len(value) == 2 and value[0].side == value[1].side:
        sure *= 0.5
    return Field(value, " | ".join(block.text for block, _ in read), sure, evidence)


def _resting_on(block: _Block, made: Approval) -> Iterator[Word]:
    """Words of the block that say who approves and when; a seal and a pen leave scraps of letters
    among them, which say nothing."""
    said = " ".join(part for part in (made.name, made.organisation) if part)
    parts = set(fold(said).split())
    for piece in block.pieces:
        dated = find_dates(_text(piece)) if made.date is not None else ()
        at = 0
        for word in piece.words:
            end = at + len(word.text)
            in_date = any(found.start < end and found.end > at for found in dated)
            if in_date or not parts.isdisjoint(fold(word.text).split()):
                yield word
            at = end + 1


def _read(
    blocks: Sequence[_Block], host: str | None, sending: str | None
) -> list[tuple[_Block, Approval]]:
    """What the blocks say, without those that name nobody."""
    blocks = [replace(block, room=_room(block, blocks)) for block in blocks]
    read = [(block, _approval(block, host, sending)) for block in blocks]
    return [(block, made) for block, made in read if made.organisation or made.name]


def _told(read: Sequence[tuple[_Block, Approval]]) -> tuple[int, int]:
    """How much blocks say: names, then all parts of an approval."""
    named = sum(made.name is not None for _, made in read)
    parts = sum((made.date is not None) + bool(made.signed) for _, made in read)
    return named, parts


def _room(block: _Block, blocks: Sequence[_Block]) -> float:
    beside = [
        other.box.left
        for other in blocks
        if other.page is block.page
        and other.box.left > block.box.right
        and shared_height(other.box, block.box) > 0
    ]
    if not beside and len(blocks) == 1:
        return 0.0
    return min(beside, default=1.0) - 0.03


def _pieces_of(rows: FormRows, page: Page) -> list[Piece]:
    pieces = [piece for piece in rows.pieces if piece.page is page]
    return sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left))


def _below_headings(page: Page, pieces: Sequence[Piece]) -> list[_Block]:
    """Blocks below headings."""
    return _blocks(page, pieces, [piece for piece in pieces if _is_heading(piece)])


def _below_positions(page: Page, pieces: Sequence[Piece]) -> list[_Block]:
    """Blocks below the positions in the last part of the page."""
    return _blocks(page, pieces, _signing_positions(pieces), headed=False)


def _below_sides(page: Page, pieces: Sequence[Piece]) -> list[_Block]:
    """Blocks below the last words of the page that name each side."""
    starts = []
    for words in (SENDING, RECEIVING):
        named = [
            piece for piece in pieces if _names_side(piece, words) and not _has_value(piece, pieces)
        ]
        if not named:
            return []
        starts.append(named[-1])
    return _blocks(page, [replace(piece, label=None) for piece in pieces], starts)


def _has_value(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether it is the label of a row of the form: «Sending organisation  Example LLP»."""
    beside = [
        other
        for other in pieces
        if other.label is None
        and same_row(other.box, piece.box)
        and other.box.left > piece.box.right
    ]
    return piece.label is not None and bool(piece.inline or beside)


def _names_side(piece: Piece, words: tuple[str, ...]) -> bool:
    folded = fold(_text(piece)).split()
    return len(folded) <= 7 and any(
        word.startswith(words) and other.startswith(PARTY)
        for word, other in zip(folded, [*folded[1:], *folded[:1]], strict=True)
    )


def _blocks(
    page: Page, pieces: Sequence[Piece], starts: Sequence[Piece], *, headed: bool = True
) -> list[_Block]:
    last = not headed
    starts = [piece for piece in pieces if any(piece.words == start.words for start in starts)]
    blocks = []
    for start in starts:
        # On a crooked page the heads of two blocks stand at different heights.
        beside = [other for other in starts if shared_height(other.box, start.box) > 0]
        below = [other.box.top for other in starts if other.box.top > start.box.bottom]
        inside = [start] if last or len(start.words) > 2 else []
        lowest = start.box.bottom
        for piece in pieces:
            if piece.box.top < start.box.top - 0.004 or piece in starts:
                continue
            if piece.box.top >= min(below, default=1.0) - 0.002 or _ends_block(piece):
                break
            if piece.box.top - lowest > GAP * piece.box.height:
                break
            if _nearest(piece, beside) is start:
                inside.append(piece)
            lowest = max(lowest, piece.box.bottom)
        if len(inside) > (1 if last else 0):
            blocks.append(_Block(page, tuple(inside if start in inside else [start, *inside])))
    return blocks


def _is_heading(piece: Piece) -> bool:
    words = fold(_text(piece)).split()
    return 1 <= len(words) <= 9 and words[0].startswith(HEADINGS)


def _signing_positions(pieces: Sequence[Piece]) -> list[Piece]:
    """The last row of the page in which positions stand, or two such rows under each other."""
    places = [
        piece
        for piece in pieces
        if piece.label is None and len(piece.words) <= 7 and names_position(_text(piece))
    ]
    rows: list[list[Piece]] = []
    for piece in places:
        if rows and same_row(rows[-1][0].box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    if rows and len(rows[-1]) == 1:
        # «Халықаралық байланыстар бөлімінің / директоры»: a position may end on the next line.
        rows[-1] += [
            piece
            for piece in pieces
            if piece.label is None
            and len(piece.words) <= 7
            and piece is not rows[-1][0]
            and same_row(piece.box, rows[-1][0].box)
        ]
    if rows and len(rows[-1]) >= 2:
        return rows[-1]
    return [piece for row in rows[-2:] for piece in row]


def _ends_block(piece: Piece) -> bool:
    text = _text(piece)
    labelled = piece.label is not None and fold(text.split(":")[0]) not in PARTS
    if labelled or len(piece.words) > 13:
        return True
    return Wording(text).first(TITLES) is not None


def _nearest(piece: Piece, heads: Sequence[Piece]) -> Piece:
    def gap(head: Piece) -> float:
        return min(
            abs(head.box.left - piece.box.left), abs(head.box.middle[0] - piece.box.middle[0])
        )

    return min(heads, key=gap)


def _approval(block: _Block, host: str | None, sending: str | None) -> Approval:
    organisation = _organisation(block, [known for known in (host, sending) if known])
    name: str | None = None
    day: date | None = None
    for number, piece in enumerate(block.pieces):
        text = IN_BRACKETS.sub(" ", _text(piece)).strip()
        if NOISE.match(text) or (number == 0 and _is_heading(piece) and len(text.split()) < 4):
            continue
        days = [found for found in find_dates(text) if not found.ambiguous]
        day = day or (days[0].value if days else None)
        if name is None and not names_organisation(text):
            people = [
                found
                for found in names_in(text)
                if fold(found.text) not in fold(organisation or "")
            ]
            name = people[0].titled if people else None
    return Approval(
        "sending",
        organisation,
        name,
        day,
        _signed(block),
        _marks_at(block, MarkKind.STAMP).present,
    )


def _organisation(block: _Block, known: Sequence[str]) -> str | None:
    """The organisation that the block names: a known one as printed, else a line of that kind."""
    columns = _columns(block)
    lines = [_text(piece) for column in columns for piece in column]
    texts = [" ".join(map(_text, column)) for column in columns]
    whole = " ".join(" ".join(_text(piece) for piece in block.pieces).split())
    for name in known:
        if any(fold(name) in fold(text) for text in (whole, *texts)):
            return name
    best: str | None = None
    for number, line in enumerate(lines):
        said = _without_position(line)
        if not said or not names_organisation(said) or is_unit(said):
            continue
        if said.count("«") > said.count("»") and number + 1 < len(lines):
            said = f"{said} {lines[number + 1]}"
        best = clean(said)
        break
    if best is None:
        return None
    near = max(known, key=lambda name: organisation_likeness(name, best), default=None)
    return near if near and organisation_likeness(near, best) >= 0.93 else best


def _columns(block: _Block) -> list[list[Piece]]:
    """The pieces of a block by their left edges: a name may wrap beside a pen and a date."""
    columns: list[list[Piece]] = []
    for piece in block.pieces:
        home = next((c for c in columns if abs(c[0].box.left - piece.box.left) < SAME_LEFT), None)
        if home is None:
            columns.append([piece])
        else:
            home.append(piece)
    return columns


def _without_position(line: str) -> str:
    """«Директор ТОО «Х»» without the position."""
    if not names_position(line):
        return line
    for match in WORD.finditer(line):
        if fold(match.group()) in LEGAL and match.start() > 0:
            return line[match.start() :]
    quoted = QUOTED.search(line)
    if quoted:
        return line[quoted.start() :]
    return line.split(",", 1)[1].strip() if "," in line else ""


def _sides(
    made: Sequence[Approval], blocks: Sequence[_Block], host: str | None, sending: str | None
) -> list[Side]:
    """Receiving or sending: by the organisation, else by words, else the side that is left."""
    scores = []
    for approval, block in zip(made, blocks, strict=True):
        score = 0.0
        own = approval.organisation or ""
        if host and own:
            score += organisation_likeness(own, host)
        if sending and own:
            score -= organisation_likeness(own, sending)
        words = fold(block.text).split()
        score += 0.2 * any(word.startswith(ABROAD) for word in words)
        score -= 0.2 * any(word in LEGAL for word in words)
        scores.append(score)
    if len(scores) == 2:
        first: Side = "receiving" if scores[0] > scores[1] else "sending"
        return [first, "sending" if first == "receiving" else "receiving"]
    return ["receiving" if score > 0.1 else "sending" for score in scores]


def _signed(block: _Block) -> bool | None:
    """Whether the block is signed; None where nobody can tell.

    On a page that was never a picture doubtful strokes between the lines of a block are a pen's:
    there is no dirt that looks like one. A seal may lie over a pen of its own colour, and on a
    black-and-white page a faint pen leaves nothing.
    """
    seen = _marks_at(block, MarkKind.SIGNATURE, MarkKind.EDS)
    if seen.present is None and block.page.source is Source.TEXT:
        return True if any(_is_stroke(mark) for mark in seen.marks) else None
    if seen.present is False and block.page.colours == "bilevel":
        return None
    sealed = seen.present is False and _marks_at(block, MarkKind.STAMP).present is not False
    return None if sealed else seen.present


def _is_stroke(mark: PageMark) -> bool:
    return mark.kind is MarkKind.SIGNATURE and mark.detail != IN_SEAL


def _marks_at(block: _Block, *kinds: MarkKind) -> Seen:
    """The marks of the kinds that stand at the block; a seal may be set beside it."""
    step = line_height(block.page)
    box = block.box
    place = Box(
        max(0.0, box.left - 0.03),
        box.top,
        min(1.0, max(box.right + 0.06, block.room if MarkKind.STAMP in kinds else 0.0)),
        min(1.0, box.bottom + 3 * step),
    )
    return marks_near(block.page, place, *kinds)


def _text(piece: Piece) -> str:
    return " ".join(word.text for word in piece.words)
