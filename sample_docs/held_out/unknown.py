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
    "student-reference": _nothing,
    "ent-certificate": _nothing,
    "course-certificate": _nothing,
    "training-certificate-ru": _nothing,
    "driver-licence": _nothing,
    "address-reference": _nothing,
    "insurance-policy": _nothing,
    "academic-reference": _nothing,
    "hiv-test": _nothing,
    "olympiad-diploma": _nothing,
    "specialist-category": _nothing,
    "employer-reference-kaztest": _nothing,
    "pcr-result": _nothing,
    "student-card": _nothing,
    "admission-notice": _nothing,
    "consent-data": _nothing,
    "order-of-list": _nothing,
}
HELD_OUT: tuple[str, ...] = ()
