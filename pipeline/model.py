"""The vocabulary of Tekseru: what every part of the program speaks about.

All types are frozen; all coordinates are fractions of the upright page (`Box`); all confidences
are probabilities in 0..1 that a careful person reading the same page reads the same value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")
Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


class Outcome(StrEnum):
    """What a rule, or the whole package, comes to."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why a finding is indeterminate."""

    MISSING_DOCUMENT = "missing_document"
    UNREADABLE = "unreadable"
    LOW_CONFIDENCE = "low_confidence"
    AMBIGUOUS = "ambiguous"
    CONFLICTING = "conflicting"
    NEEDS_HUMAN = "needs_human"


class Weight(StrEnum):
    """Whether a finding decides the package or only advises the reviewer."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"


class Source(StrEnum):
    """Where the words of a page come from."""

    TEXT = "text"
    OCR = "ocr"


class ProblemKind(StrEnum):
    """Why a file, or a page of it, could not be worked with."""

    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    BROKEN_FILE = "broken_file"
    ENCRYPTED_FILE = "encrypted_file"
    FILE_TOO_LARGE = "file_too_large"
    TOO_MANY_FILES = "too_many_files"
    TOO_MANY_PAGES = "too_many_pages"
    PAGE_TOO_LARGE = "page_too_large"
    NOT_A_REGULAR_FILE = "not_a_regular_file"
    UNSAFE_NAME = "unsafe_name"
    BAD_PACKAGE_TOML = "bad_package_toml"
    NO_FILES = "no_files"
    PAGE_UNREADABLE = "page_unreadable"
    TIME_OUT = "time_out"
    DUPLICATE_FILE = "duplicate_file"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the upright page in fractions of its width and height, origin top-left."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0.0 <= self.left <= self.right <= 1.0 and 0.0 <= self.top <= self.bottom <= 1.0):
            raise ValueError("a box must be ordered and lie inside 0..1")

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the box as (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters between white space, with its place.

    `line` numbers the text lines of the page in reading order; words of one line share it.
    `engine` names what read the word: `text-layer`, `tesseract`, ...
    """

    text: str
    box: Box
    confidence: float
    line: int
    from_ocr: bool
    engine: str

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a word needs text")


@dataclass(frozen=True, slots=True)
class MachineReadableZone:
    """A machine-readable zone (ICAO 9303) found on a page.

    `raw` holds the lines as read, `lines` the same after repair by position; `valid` says whether
    every check digit, date and code of `lines` holds.
    """

    format: str
    lines: tuple[str, ...]
    raw: tuple[str, ...]
    valid: bool
    box: Box
    confidence: float


class MarkKind(StrEnum):
    """What can stand on a page beside its text."""

    SIGNATURE = "signature"
    STAMP = "stamp"
    QR = "qr"
    BARCODE = "barcode"
    EDS = "eds"


@dataclass(frozen=True, slots=True)
class PageMark:
    """One mark found on a page.

    `text` is the content of a code or what could be read on a seal's ring; `detail` names the
    colour and shape of a seal, the ink of a signature, the symbology of a code. `present` is False
    for a trace that is named but proves nothing (a printed facsimile), None for one that cannot be
    told from a mark.
    """

    kind: MarkKind
    box: Box
    confidence: float
    text: str = ""
    detail: str = ""
    present: bool | None = True


@dataclass(frozen=True)
class Page:
    """One upright page with its words in reading order.

    `width` and `height` are points (1/72 inch) of the upright page; `rotation` tells how many
    degrees the page was turned clockwise to stand upright; `quality` lists what hinders reading.
    `marks` are seals, signatures and codes; `looked_for_marks` tells an empty page from one where
    nobody looked, and `colours` how well ink could be told from print there.
    `picture` is the fingerprint of its picture (`pipeline.marks.reuse`), `layer_differs` the places
    where its text layer has other words than its picture shows.
    """

    file: str
    number: int
    width: float
    height: float
    rotation: int
    source: Source
    words: tuple[Word, ...]
    quality: tuple[str, ...] = ()
    mrz: MachineReadableZone | None = None
    marks: tuple[PageMark, ...] = ()
    looked_for_marks: bool = False
    colours: Literal["colour", "grey", "bilevel"] = "colour"
    picture: str = ""
    layer_differs: tuple[Box, ...] = ()

    @cached_property
    def lines(self) -> tuple[tuple[Word, ...], ...]:
        """Words grouped by text line, lines and words in reading order."""
        grouped: dict[int, list[Word]] = {}
        for word in self.words:
            grouped.setdefault(word.line, []).append(word)
        return tuple(tuple(grouped[number]) for number in sorted(grouped))

    @cached_property
    def text(self) -> str:
        """Text in reading order, lines kept."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @cached_property
    def confidence(self) -> float:
        """Mean word confidence weighted by word length; 0 for a page without words."""
        letters = sum(len(word.text) for word in self.words)
        if not letters:
            return 0.0
        return sum(word.confidence * len(word.text) for word in self.words) / letters


@dataclass(frozen=True, slots=True)
class PageRef:
    """Names a page: file inside the package and page number from 1."""

    file: str
    page: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place on a page that a statement rests on; without `box` the whole page is meant."""

    file: str
    page: int
    box: Box | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value read from a document; a missing one names the pages that were searched."""

    value: T | None
    raw: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    searched: tuple[PageRef, ...] = ()

    def __post_init__(self) -> None:
        if self.value is not None and not self.evidence:
            raise ValueError("a value needs evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError("confidence must lie in 0..1")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError("a month is a number from 1 to 12")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> "Month":
        """The month so many months later; earlier for a negative number."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, later: "Month") -> int:
        """Months from this one to a later one; negative when that is earlier."""
        return (later.year - self.year) * 12 + later.month - self.month


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in every language: a key of the message catalogue and the values it names.

    Values may be text, numbers, dates, or phrases themselves.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """Presence of a signature, stamp, code or electronic signature; None means not determined."""

    present: bool | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one document."""

    signature: Mark
    stamp: Mark
    qr: Mark
    eds: Mark


UNDETERMINED_MARK = Mark(None, 0.0)
UNDETERMINED_MARKS = Marks(
    UNDETERMINED_MARK, UNDETERMINED_MARK, UNDETERMINED_MARK, UNDETERMINED_MARK
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a file or page: kind, cause and cure (message), never an accusation."""

    file: str
    kind: ProblemKind
    message: Phrase
    page: int | None = None


class SignatureState(StrEnum):
    """What a check of an electronic signature comes to; only `trusted` proves who signed."""

    TRUSTED = "trusted"
    """Unchanged, and the certificate leads to a configured root."""
    INTACT = "intact"
    """Unchanged; no root certificates are configured, so who signed is not proven."""
    UNTRUSTED = "untrusted"
    """Unchanged, but the certificate leads to none of the configured roots."""
    EXPIRED = "expired"
    """Unchanged, but the certificate was not valid on the day of signing."""
    CHANGED = "changed"
    """The signed part holds; the document was changed after it was signed."""
    BROKEN = "broken"
    """The signature does not belong to these bytes."""
    NOT_CHECKED = "not_checked"
    """An algorithm, or a form, that this program cannot check (GOST of Kazakhstan)."""


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """An electronic signature inside a PDF, as its certificate and a check of the bytes say.

    `number` is the 12-digit IIN of the signer, `organisation_number` the BIN, where the
    certificate states them; `signed_at` is what the signer's own clock said. `changes` names what
    came after signing: `form_filled` (a further signature, too), `archived`, `suspicious`.
    """

    state: SignatureState
    signer: str | None
    organisation: str | None
    number: str | None
    organisation_number: str | None
    signed_at: datetime | None
    valid_from: datetime | None
    valid_until: datetime | None
    algorithm: str
    changes: tuple[str, ...] = ()

    @property
    def phrase(self) -> Phrase:
        """What the check came to, as a sentence."""
        return Phrase(f"signature.{self.state.value}", {"signer": self.signer or "–"})


@dataclass(frozen=True, slots=True)
class TamperingNote:
    """A trace that a reviewer should look at; it is never a failure and accuses nobody.

    `kind` is the key of its message (`note.<kind>`), `values` what the message names; a page or
    place is given where there is one.
    """

    kind: str
    file: str
    page: int | None = None
    box: Box | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def phrase(self) -> Phrase:
        """The note as a sentence."""
        return Phrase(f"note.{self.kind}", self.values)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says about itself: who made it and when, how often it was saved, who signed it.

    `revisions` counts saved states, 1 for a file written once, 0 where it cannot be told.
    """

    file: str
    sha256: str
    producer: str | None = None
    creator: str | None = None
    created: datetime | None = None
    modified: datetime | None = None
    revisions: int = 0
    signatures: tuple[PdfSignature, ...] = ()
    notes: tuple[TamperingNote, ...] = ()


NO_TYPE = "unknown"
"""Id of what is none of the types; papers with a title of their own compete under it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that tell a document type.

    `weight` is how much a hit speaks for the type (1.0: two such hits make it nearly certain);
    a negative weight speaks against it. `opens` marks titles that stand on a first page; one that
    is a `heading` counts only where it begins a short line in the head of a page.
    """

    text: str
    weight: float = 1.0
    opens: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What each paper of a type states in one wording or another, whatever its title is.

    `facts` are alternatives a fact, inflected words by their stems («рожден*»); a page that states
    at least `least` of them, the first among them, in no more than `most_words` words is likely of
    the type.
    """

    facts: tuple[tuple[str, ...], ...]
    least: int
    most_words: int = 2_000


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document that the programme knows, and how its pages are recognised.

    `shapes` are regular expressions over the lines of a page, with weights, for papers that print
    no words of their own; `mrz_format` names the machine-readable zone that such a document
    carries, if any; `most_pages` bounds how many pages one document of the type can have.
    `renders` names types that one of this type repeats in another script, bound behind them.
    `content` is asked where names tell no type; `proofs` are regular expressions of which one
    fits each paper of the type, so that a paper that only speaks of one is none.
    """

    id: str
    titles: Mapping[Language, str]
    anchors: tuple[Anchor, ...]
    shapes: tuple[tuple[str, float], ...] = ()
    mrz_format: str | None = None
    most_pages: int = 40
    renders: tuple[str, ...] = ()
    content: Content | None = None
    proofs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Pages that belong together, with what was read from them.

    `fields` is the dataclass of the type's extractor, None where the type is unknown or has no
    extractor. `type_score` is 0..1, `runner_up` the id of the next best type.
    """

    id: str
    type: DocumentType | None
    type_score: float
    runner_up: str | None
    language: str | None
    pages: tuple[Page, ...]
    fields: Any | None
    marks: Marks = UNDETERMINED_MARKS
    problem: Problem | None = None

    @property
    def type_id(self) -> str:
        return self.type.id if self.type else NO_TYPE


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the portal knows about a package (`package.toml`); every part is optional."""

    submitted_on: date | None = None
    year: int | None = None
    category: str | None = None
    iin: str | None = None
    full_name: str | None = None
    specialty: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A page, its picture, or the text of a letter, that another applicant's package holds too.

    `likeness` is the share of the words' sequences (of a picture: of the bits of its fingerprint)
    that both have, 0..1; `other` the id of the other package.
    """

    kind: Literal["page", "letter", "picture"]
    file: str
    page: int
    other: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Package:
    """Everything one applicant submitted, read; `today` is the day of the run.

    `repeats` is what other packages hold as well, None where it was compared with none.
    """

    id: str
    declared: Declaration
    today: date
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    repeats: tuple[Repeat, ...] | None = None
    files: tuple[FileFacts, ...] = ()

    @property
    def submitted_on(self) -> date:
        """Day of submission; without a declaration the day of the run."""
        return self.declared.submitted_on or self.today

    def of_type(self, type_id: str) -> tuple[Document, ...]:
        """Documents of one type in package order."""
        return tuple(document for document in self.documents if document.type_id == type_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one subject, with the places it rests on.

    `confidence` is that of the least certain value the finding rests on.
    """

    rule: str
    subject: str
    outcome: Outcome
    weight: Weight
    message: Phrase
    reason: Reason | None = None
    expected: Phrase | None = None
    actual: Phrase | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.INDETERMINATE) != (self.reason is not None):
            raise ValueError("a reason belongs to an indeterminate finding, and to no other")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of one package under one rule set."""

    findings: tuple[Finding, ...]
    ruleset: str
    program: str

    @property
    def outcome(self) -> Outcome:
        """Failed by any blocking failure, else indeterminate by any blocking doubt, else passed."""
        blocking = {f.outcome for f in self.findings if f.weight is Weight.BLOCKING}
        for outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
            if outcome in blocking:
                return outcome
        return Outcome.PASSED
