"""Values are found beside their labels, and a neighbour's value is never taken."""

from extractors import _values as values
from extractors._reading import Form, search
from tests.paper import column, paper

LABELS = {
    "surname": ("Тегі / Фамилия", "Тегі", "Фамилия"),
    "birth_date": ("Туған күні", "Дата рождения"),
    "iin": ("ЖСН", "ИИН"),
}


def test_value_right_of_its_label() -> None:
    form = Form([paper(*column("Дата рождения: 15.01.1999"))], LABELS)
    field = form.read("birth_date", values.day)
    assert field.value is not None
    assert field.value.isoformat() == "1999-01-15"
    assert field.raw == "15.01.1999"


def test_value_below_its_bilingual_label() -> None:
    form = Form([paper(*column("ТЕГІ / ФАМИЛИЯ", "СЫНАҚОВ"))], LABELS)
    assert form.read("surname", values.cyrillic_name).value == "СЫНАҚОВ"


def test_value_above_its_label_as_text_layers_have_it() -> None:
    form = Form([paper(*column("990115300000", "ЖСН/ИИН:"))], {**LABELS, "iin": ("ЖСН/ИИН",)})
    assert form.read("iin", values.iin_number).value == "990115300000"


def test_label_with_a_misread_letter_is_found() -> None:
    form = Form([paper(*column("Дата рожпения 15.01.1999"))], LABELS)
    assert form.read("birth_date", values.day).value is not None


def test_label_without_value_does_not_take_the_next_labels_value() -> None:
    page = paper(*column("ТЕГІ / ФАМИЛИЯ", "ТУҒАН КҮНІ", "15.01.1999", "ЖСН", "СЫНАҚОВ"))
    field = Form([page], LABELS).read("surname", values.cyrillic_name)
    assert field.value is None
    assert [(ref.file, ref.page) for ref in field.searched] == [("paper.pdf", 1)]


def test_value_of_the_next_column_is_not_taken() -> None:
    page = paper(
        (0.1, 0.1, "ТЕГІ"),
        (0.1, 0.5, "ТУҒАН КҮНІ"),
        (0.13, 0.5, "15.01.1999"),
    )
    form = Form([page], {"surname": ("Тегі",), "birth_date": ("Туған күні",)})
    assert form.read("surname", values.day).value is None
    assert form.read("birth_date", values.day).value is not None


def test_evidence_frames_the_value_alone() -> None:
    page = paper((0.2, 0.1, "Дата рождения 15.01.1999"))
    field = Form([page], LABELS).read("birth_date", values.day)
    (proof,) = field.evidence
    assert proof.box is not None
    assert proof.box.left > 0.25
    assert abs(proof.box.top - 0.2) < 1e-6


def test_search_finds_a_number_without_label() -> None:
    field = search([paper(*column("номер 990115300000 выдан"))], values.valid_iin)
    assert field.value == "990115300000"


def test_search_gives_nothing_for_a_number_with_a_wrong_check_digit() -> None:
    assert search([paper(*column("990115300001"))], values.valid_iin).value is None
