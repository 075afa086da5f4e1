"""Translations in further forms (domain.md section 7)."""

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere


def _invitation_ru(f: Facts) -> Truth:
    fields = {
        "source_type": "invitation",
        "source_language": "eng",
        "target_language": "rus",
        "applicant_name": f.ru.full,
        "translator_name": f.intern.translator.rus,
    }
    return Truth(fields)


def _programme_kk(f: Facts) -> Truth:
    fields = {
        "source_type": "internship_programme",
        "source_language": "eng",
        "target_language": "kaz",
        "applicant_name": f.kk.full,
        "translator_name": f.intern.translator.kaz,
    }
    return Truth(fields)


def _invitation_kk(f: Facts) -> Truth:
    fields = {
        "source_type": "invitation",
        "source_language": "eng",
        "target_language": "kaz",
        "applicant_name": f.kk.full,
        "translator_name": f.intern.translator.kaz,
    }
    return Truth(fields)


def _programme_ru(f: Facts) -> Truth:
    fields = {
        "source_type": "internship_programme",
        "source_language": "eng",
        "target_language": "rus",
        "applicant_name": f.ru.full,
        "translator_name": f.intern.translator.rus,
    }
    return Truth(fields)


def _official_ru(f: Facts) -> Truth:
    truth = _invitation_ru(elsewhere(f))
    return Truth({**truth.fields, "applicant_name": f"{f.ru.surname} {f.ru.given}"})


def _training_kk(f: Facts) -> Truth:
    return _programme_kk(elsewhere(f))


LAYOUTS = {
    "letter-russian": _invitation_ru,
    "plan-kazakh": _programme_kk,
    "letter-kazakh": _invitation_kk,
    "plan-russian": _programme_ru,
    "invitation-form-russian": _official_ru,
    "programme-kazakh-long": _training_kk,
}
HELD_OUT = (
    "invitation-form-russian",
    "programme-kazakh-long",
)
