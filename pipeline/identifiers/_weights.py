"""The check digit that IIN and BIN share (domain.md section 3.1)."""

_FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def check_digit(first_11: str) -> int | None:
    """The twelfth digit, or None where both passes give 10 and no number is issued.

    The weight of the eleventh digit is 11: in the first pass a wrong eleventh digit goes unseen.
    """
    for weights in (_FIRST_PASS, _SECOND_PASS):
        rest = sum(w * int(d) for w, d in zip(weights, first_11, strict=True)) % 11
        if rest < 10:
            return rest
    return None
