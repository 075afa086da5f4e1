"""More papers that belong to no type (domain.md section 12)."""

from sample_docs.held_out.facts import Facts, Truth


def _nothing(f: Facts) -> Truth:
    return Truth({}, frozenset())


LAYOUTS = {
    "bank-statement": _nothing,
    "marriage-certificate": _nothing,
    "curriculum-vitae": _nothing,
    "air-ticket": _nothing,
    "power-of-attorney": _nothing,
    "salary-certificate": _nothing,
    "no-criminal-record": _nothing,
    "vaccination": _nothing,
    "visa-form": _nothing,
}
HELD_OUT = ("salary-certificate", "no-criminal-record", "vaccination", "visa-form")
