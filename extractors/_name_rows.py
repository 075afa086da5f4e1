"""A holder's name in rows of its own: surname, given name and patronymic, each under its label.

Forms of the e-government portal print it so; the parts come as «Surname Given Patronymic»
(domain.md section 2.1).
"""

from collections.abc import Sequence

from extractors._holders import one_name
from extractors._labelled import LabelledForm
from extractors._reading import missing
from pipeline.model import Field, Page

LABELS = {
    "family": (
        *("Тегі", "Фамилия", "Фамилиясы", "Тегі / Фамилия", "Surname", "Family name"),
        *("Family name(s)", "Last name", "Тегі / Surname", "Фамилия / Surname"),
    ),
    "given": (
        *("Аты", "Имя", "Есімі", "Аты / Имя", "Given name", "Given names", "Given name(s)"),
        *("First name", "First name(s)", "Аты / Name", "Имя / Name", "Аты / Given name"),
    ),
    "both": ("Имя, отчество", "Имя и отчество", "Аты, әкесінің аты"),
    "father": (
        *("Әкесінің аты", "Отчество", "Әкесінің аты / Отчество", "Patronymic", "Middle name"),
        *("Әкесінің аты (болған жағдайда)", "Отчество (при наличии)", "Әкесінің аты / Patronymic"),
        *("Отчество (при его наличии)", "Отчество / Patronymic"),
    ),
    "whole": (
        *("Тегі, аты, әкесінің аты", "Тегі, аты, әкесінің аты (болған жағдайда)", "Аты-жөні"),
        *("Фамилия, имя, отчество", "Фамилия, имя, отчество (при наличии)", "Тегі, аты"),
        *("Фамилия, имя, отчество (при его наличии)", "Фамилия, имя", "Тегі аты-жөні", "Аты, тегі"),
        *(
            "Surname, name",
            "Surname, given name",
            "Full name",
            "Surname, first name",
            "Имя, фамилия",
        ),
        *("First name, surname", "Surname and name", "Given name and surname"),
    ),
    "other": (
        *("Туған күні", "Дата рождения", "Год рождения", "Date of birth", "ЖСН", "ИИН", "IIN"),
        *("Жынысы", "Пол", "Sex", "№", "Деңгейі", "Уровень", "Level", "Мекенжайы", "Адрес"),
        *("Name of the university", "Name of institution", "Name of the programme"),
    ),
}
MOST_FAMILY = 2
MOST_GIVEN = 3


def name_in_rows(pages: Sequence[Page]) -> Field[str]:
    """The name put together; missing where a label asks for the whole of it, or a part lacks."""
    form = LabelledForm(pages, LABELS)
    if not form.has("family") or form.has("whole"):
        return missing(pages)
    family = form.read("family", one_name, printed=True)
    given = form.read("given", one_name, printed=True)
    if given.value is None:
        given = form.read("both", one_name, printed=True)
    if family.value is None or given.value is None:
        return missing(pages)
    if len(family.value.split()) > MOST_FAMILY or len(given.value.split()) > MOST_GIVEN:
        # A label over two lines with the whole name beside it.
        return missing(pages)
    father = form.read("father", one_name, printed=True)
    parts = [part for part in (family, given, father) if part.value is not None]
    return Field(
        " ".join(str(part.value) for part in parts),
        " ".join(str(part.raw) for part in parts),
        min(part.confidence for part in parts),
        tuple(proof for part in parts for proof in part.evidence),
    )
