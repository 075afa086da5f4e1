"""The rule on pages and letters that other packages hold as well (PKG-11)."""

from collections.abc import Iterator
from typing import Any

from pipeline.model import Evidence, Package, Phrase, Reason
from validators._rule import Draft, failed, not_applicable, passed, rule, unclear


@rule("PKG-11")
def nothing_of_anothers(
    *, package: Package, page_same: float, letter_same: float, letter_similar: float
) -> Iterator[Draft]:
    """A page or a letter of another applicant lies here as well: by mistake, or a common text.

    What is only similar, or only looks the same, is for a person; a package checked alone is
    compared with none.
    """
    if package.repeats is None:
        yield not_applicable()
        return
    same = {(one.file, one.page) for one in package.repeats if one.kind == "page"}
    told = False
    for repeat in package.repeats:
        limit = letter_same if repeat.kind == "letter" else page_same
        share = Phrase("value.percent", {"number": round(100 * repeat.likeness)})
        values: dict[str, Any] = {"other": repeat.other, "share": share}
        if repeat.kind != "picture" and repeat.likeness >= limit:
            draft = failed(repeat.kind, **values)
        elif repeat.kind == "picture" and (repeat.file, repeat.page) not in same:
            draft = unclear(Reason.NEEDS_HUMAN, "picture", **values)
        elif repeat.kind == "letter" and repeat.likeness >= letter_similar:
            draft = unclear(Reason.AMBIGUOUS, "similar", **values)
        else:
            continue
        told = True
        yield draft.about("package", Evidence(repeat.file, repeat.page, None))
    if not told:
        yield passed()
