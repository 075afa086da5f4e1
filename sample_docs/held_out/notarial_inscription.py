"""Notarial inscriptions in further forms (domain.md section 7)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, variant: str, language: str, translator: str | None) -> dict[str, Any]:
    notary = f.intern.notary
    return {
        "variant": variant,
        "notary_name": notary.name.in_language(language),
        "licence_number": notary.licence,
        "licence_date": notary.licensed.isoformat(),
        "translator_name": translator,
        "register_number": notary.register,
        "inscription_date": f.intern.translated.isoformat(),
        "fee": {"amount": f"{notary.fee}.00", "currency": "KZT"},
    }


_MARKS = frozenset({"signature", "stamp"})


def _digits(f: Facts) -> Truth:
    spelt = f.intern.translator
    fields = _fields(f, "translator_signature", "rus", spelt.rus_genitive)
    return Truth(fields, _MARKS, {"translator_name": [spelt.rus]})


def _kazakh(f: Facts) -> Truth:
    return Truth(_fields(f, "translation_correctness", "kaz", None), _MARKS)


LAYOUTS = {"date-in-digits": _digits, "kazakh-correctness": _kazakh}
HELD_OUT = tuple(LAYOUTS)
