"""Notarial inscriptions in further forms (domain.md section 7)."""

from typing import Any

from sample_docs import dates_in_words
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


def _correct(f: Facts) -> Truth:
    said = dates_in_words.russian(f.intern.translated)
    values = {"words_ru": said[0].upper() + said[1:]}
    return Truth(_fields(f, "translation_correctness", "rus", None), _MARKS, values=values)


def _kazakh_signature(f: Facts) -> Truth:
    spelt = f.intern.translator
    fields = _fields(f, "translator_signature", "kaz", spelt.kaz)
    return Truth(fields, _MARKS, {"translator_name": [spelt.kaz_genitive]})


def _short(f: Facts) -> Truth:
    spelt = f.intern.translator
    fields = _fields(f, "translator_signature", "rus", spelt.rus)
    return Truth(fields | {"fee": None}, _MARKS, {"translator_name": [spelt.rus_genitive]})


def _full(f: Facts) -> Truth:
    spelt, said = f.intern.translator, dates_in_words.russian(f.intern.translated)
    fields = _fields(f, "translator_signature", "rus", spelt.rus_genitive)
    values = {"words": said[0].upper() + said[1:]}
    return Truth(fields, _MARKS, {"translator_name": [spelt.rus]}, values)


def _boxes(f: Facts) -> Truth:
    spelt = f.intern.translator
    fields = _fields(f, "translator_signature", "kaz", spelt.kaz_genitive)
    values = {"words": dates_in_words.kazakh(f.intern.translated)}
    return Truth(fields, _MARKS, {"translator_name": [spelt.kaz]}, values)


LAYOUTS = {
    "date-in-digits": _digits,
    "kazakh-correctness": _kazakh,
    "russian-correctness": _correct,
    "kazakh-signature": _kazakh_signature,
    "short-stamp": _short,
    "russian-full": _full,
    "kazakh-boxes": _boxes,
}
HELD_OUT = (
    "russian-full",
    "kazakh-boxes",
)
