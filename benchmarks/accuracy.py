"""Field accuracy on fresh specimens, and how often a value that seems sure is wrong."""

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from flows import verification
from pipeline.model import Document
from pipeline.report.result import plain
from pipeline.settings import Settings
from sample_docs.held_out import printing
from sample_docs.specimen import document_module, make_specimen

STARRED: Mapping[str, frozenset[str]] = {
    type_id: frozenset(names.split())
    for type_id, names in {
        "identity_card": "sides surname given_names birth_date iin number issue_date expiry_date",
        "passport": "number surname given_names birth_date iin issue_date expiry_date mrz",
        "invitation": "applicant_name host_organisation specialty period_start period_end"
        " total_cost cost_breakdown unconditional letter_date",
        "translation": "source_type target_language",
        "notarial_inscription": "variant notary_name licence_number register_number"
        " inscription_date",
        "employer_application": "employer_name date employee_name position specialty period_start"
        " period_end job_retention",
        "diploma": "series number holder_name degree specialty institution award_date",
        "diploma_appendix": "diploma_number holder_name",
        "recognition_certificate": "kind number holder_name institution issue_date",
        "foreign_language_certificate": "test holder_name test_date certificate_number overall"
        " sections",
        "state_language_certificate": "test holder_name iin level scores certificate_number"
        " issue_date",
        "medical_certificate": "form_number purpose organisation holder_name birth_date conclusion"
        " issue_date",
        "employment_record": "kind holder_name employer_name position start_date current",
        "pension_extract": "holder_name iin received_on period_start period_end rows",
        "internship_programme": "intern_name specialty host_organisation sending_organisation"
        " period_start period_end approvals",
        "motivation_letter": "language word_count date dated_at_end signed_at_end",
    }.items()
}
"""Fields that a reviewer cannot work without (contract of the result, section 2)."""
SURE = 0.9
UNORDERED = frozenset({"sides", "topics", "conditions", "approvals"})
"""Lists whose order says nothing."""
NOT_COMPARED = frozenset({"conclusion_text"})
"""Free text that has no single right cut."""


@dataclass
class Tally:
    """Right, wrong and missing values of one kind of document at one level of quality.

    `invented` counts values read where the paper has none. `graded` holds (confidence, right) of
    every value read, for the reliability table.
    """

    documents: int = 0
    typed: int = 0
    right: int = 0
    total: int = 0
    starred_right: int = 0
    starred_total: int = 0
    surely_wrong: int = 0
    invented: int = 0
    misses: list[str] = field(default_factory=list)
    graded: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, specimen: Mapping[str, Any], document: Document | None) -> None:
        """Compare what was read with the truth of one specimen."""
        type_id = specimen["type"]
        name_of = f"{type_id} seed {specimen['seed']} {specimen['layout']} {specimen['level']}"
        self.documents += 1
        if document is None or document.fields is None:
            names = [name for name, value in specimen["fields"].items() if value is not None]
            self.total += len(names)
            self.starred_total += sum(name in STARRED[type_id] for name in names)
            self.misses.append(f"{name_of}: not recognised")
            return
        self.typed += 1
        for name, wanted in specimen["fields"].items():
            read = getattr(document.fields, name, None)
            if read is None or name in NOT_COMPARED:
                continue
            got = plain(read.value)
            also = specimen["extra"].get("also", {}).get(name)
            same = agrees(name, got, wanted) or (also is not None and _is_one_of(name, got, also))
            starred = name in STARRED[type_id]
            self.total += 1
            self.right += same
            self.starred_total += starred
            self.starred_right += starred and same
            self.surely_wrong += not same and got is not None and read.confidence >= SURE
            self.invented += wanted is None and got is not None
            if got is not None:
                self.graded.append((read.confidence, same))
            if not same:
                star = "*" if starred else ""
                self.misses.append(
                    f"{name_of} {name}{star}: {wanted!r} read as {got!r} at {read.confidence:.2f}"
                )


def _is_one_of(name: str, got: Any, spellings: Any) -> bool:
    """Whether a value is another spelling that stands on the same paper."""
    listed = spellings if isinstance(spellings, list | tuple) else [spellings]
    return any(agrees(name, got, spelling) for spelling in listed)


def agrees(name: str, got: Any, wanted: Any) -> bool:
    """Whether a value read is the true one, after normalisation."""
    return bool(_normal(name, got) == _normal(name, wanted))


def _normal(name: str, value: Any) -> Any:
    """A value for comparison: case, quotes, dashes, spaces and trailing points do not count."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | str):
        return _plain_text(str(value))
    if isinstance(value, Mapping):
        return {str(key): _normal(str(key), part) for key, part in value.items()}
    parts = [_normal(name, part) for part in value]
    return sorted(parts, key=str) if name in UNORDERED else parts


def _plain_text(text: str) -> str:
    try:
        return f"{Decimal(text).normalize():f}" if not text.startswith("0") else text
    except InvalidOperation:
        pass
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"[«»„“”\"'‘’ʼ`]", "", text)
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return " ".join(text.split()).strip(" .,;:")


def measure(
    types: Sequence[str],
    levels: Sequence[str],
    *,
    count: int,
    seed: int,
    settings: Settings,
    held_out: bool | None = None,
) -> dict[tuple[str, str], Tally]:
    """Make `count` specimens a type and level, read them as files, compare.

    With `held_out` only layouts that nobody looked at while the extractors were written are made,
    with False every other one in turn.
    """
    tallies: dict[tuple[str, str], Tally] = {}
    for type_id in types:
        layouts = _layouts(type_id, held_out)
        if held_out and not layouts:
            continue
        for level in levels:
            tally = tallies.setdefault((type_id, level), Tally())
            for number in range(count):
                specimen = make_specimen(
                    type_id,
                    seed=seed + number,
                    level=level,
                    layout=layouts[(seed + number) % len(layouts)] if layouts else None,
                )
                documents = read_specimen(specimen.files, settings)
                best = next((d for d in documents if d.type_id == type_id), None)
                tally.add(specimen.truth, best)
    return tallies


def _layouts(type_id: str, held_out: bool | None) -> list[str]:
    """Layouts to choose from; empty means all that are drawn by seed."""
    if held_out is None:
        return []
    if held_out:
        return list(printing.unseen(type_id))
    return [*document_module(type_id).LAYOUTS, *printing.seen(type_id)]


def read_specimen(files: Iterable[tuple[str, bytes]], settings: Settings) -> tuple[Document, ...]:
    """Read a specimen's files as the product reads them."""
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as folder:
        paths = []
        for name, content in files:
            path = Path(folder) / name
            path.write_bytes(content)
            paths.append(path)
        return verification.read_documents(paths, settings)
