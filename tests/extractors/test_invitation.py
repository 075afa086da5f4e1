"""Invitations in five languages: who, what, when, at what cost, and on which conditions."""

from datetime import date
from decimal import Decimal

import pytest

from extractors._records import CostItem
from extractors.invitation import extract
from pipeline.model import Money, Page
from tests.paper import Row, column, paper

HEAD = ("Nordheim Institute of Physics", "12 Harbour Street, 4021 Nordheim", "3 March 2026")
ENGLISH = (
    "Invitation letter",
    "Dear Dr. Wells,",
    "We hereby invite Ms. Aruzhan Serikova, born on 5 May 1994, passport No. N12345678, for an",
    "internship in the field of Applied Geophysics. The stay will be supervised by Prof. Karl",
    "Nilsen. The internship will last from 1 February 2027 to 31 July 2027.",
    "The total cost is EUR 4,900.00: training fee – EUR 4,500.00; library – EUR 400.00.",
)
CLOSING = ("Yours sincerely,", "Dr. Eva Lind", "Head of International Relations")
UNCONDITIONAL = "This offer is unconditional."


def letter(*body: str, head: tuple[str, ...] = HEAD, closing: tuple[str, ...] = CLOSING) -> Page:
    rows: list[Row] = [
        *column(*head, top=0.05),
        *column(*body, top=0.2),
        *column(*closing, top=0.7),
    ]
    return paper(*rows)


def test_reads_an_english_letter() -> None:
    read = extract([letter(*ENGLISH, UNCONDITIONAL)])
    assert read.applicant_name.value == "Aruzhan Serikova"
    assert read.birth_date.value == date(1994, 5, 5)
    assert read.passport_number.value == "N12345678"
    assert read.host_organisation.value == "Nordheim Institute of Physics"
    assert read.specialty.value == "Applied Geophysics"
    assert (read.period_start.value, read.period_end.value) == (
        date(2027, 2, 1),
        date(2027, 7, 31),
    )
    assert read.total_cost.value == Money(Decimal("4900.00"), "EUR")
    assert read.cost_items.value == (
        CostItem("training fee", Decimal("4500.00"), "EUR"),
        CostItem("library", Decimal("400.00"), "EUR"),
    )
    assert read.cost_breakdown.value is True
    assert read.unconditional.value is True
    assert read.conditions.value == ()
    assert read.letter_date.value == date(2026, 3, 3)
    assert read.signatory_name.value == "Dr. Eva Lind"
    assert read.signatory_position.value == "Head of International Relations"


@pytest.mark.parametrize(
    ("lines", "name", "specialty", "start", "end"),
    [
        (
            (
                "Приглашение",
                "Институт физики Нордхейма приглашает г-жу Серикову Аружан Ерлановну",
                "на стажировку в области прикладной геофизики. Стажировка пройдет с 1 февраля 2027",
                "года по 31 июля 2027 года под руководством проф. Карла Нильсена.",
            ),
            "Серикову Аружан Ерлановну",
            "прикладной геофизики",
            *(date(2027, 2, 1), date(2027, 7, 31)),
        ),
        (
            (
                "Письмо-приглашение",
                "Настоящим подтверждаем, что Серикова Аружан Ерлановна (паспорт № N12345678)",
                "принимается на стажировку по специальности «геофизика».",
                "Срок стажировки: 6 месяцев с 01.02.2027.",
            ),
            "Серикова Аружан Ерлановна",
            "геофизика",
            *(date(2027, 2, 1), None),
        ),
        (
            (
                "Шақыру хаты",
                "Серікова Аружан Ерланқызы (туған күні: 05.05.1994) «геофизика» мамандығы бойынша",
                "тағылымдамаға шақырылады.",
                "Тағылымдама мерзімі: 01.02.2027 – 31.07.2027.",
            ),
            "Серікова Аружан Ерланқызы",
            "геофизика",
            *(date(2027, 2, 1), date(2027, 7, 31)),
        ),
        (
            (
                "Einladung",
                "Wir laden Frau Aruzhan Serikova, geboren am 5. Mai 1994, zu einem Praktikum",
                "im Bereich Geophysik ein. Das Praktikum dauert vom 1. Februar 2027 bis zum",
                "31. Juli 2027. Die Betreuung übernimmt Prof. Karl Nilsen.",
            ),
            "Aruzhan Serikova",
            "Geophysik",
            *(date(2027, 2, 1), date(2027, 7, 31)),
        ),
        (
            (
                "Lettre d'invitation",
                "Nous avons le plaisir d'inviter Mme Aruzhan Serikova, née le 5 mai 1994, pour un",
                "stage dans le domaine de la géophysique. Le stage aura lieu du 1er février 2027",
                "au 31 juillet 2027. Le stage sera encadré par Prof. Karl Nilsen.",
            ),
            "Aruzhan Serikova",
            "la géophysique",
            *(date(2027, 2, 1), date(2027, 7, 31)),
        ),
    ],
)
def test_reads_other_languages(
    lines: tuple[str, ...], name: str, specialty: str, start: date, end: date | None
) -> None:
    read = extract([letter(*lines)])
    assert read.applicant_name.value == name
    assert read.specialty.value == specialty
    assert (read.period_start.value, read.period_end.value) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "unconditional", "about"),
    [
        ("The offer takes effect upon payment of the tuition fee.", True, "financial"),
        ("Приглашение действует при условии оплаты обучения.", True, "financial"),
        ("Шақыру ақысы төленген жағдайда күшіне енеді.", True, "financial"),
        ("Der Platz wird vorbehaltlich der Zahlung der Gebühr gehalten.", True, "financial"),
        ("La place est réservée sous réserve du paiement des frais.", True, "financial"),
        ("This offer is subject to an IELTS score of 6.0.", False, "academic"),
        ("Прием возможен только при условии сдачи экзамена.", False, "academic"),
        ("Қабылдау тіл сертификаты ұсынылған жағдайда жүзеге асады.", False, "academic"),
        ("Die Zulassung gilt unter der Bedingung eines Sprachnachweises.", False, "academic"),
        ("L'admission est subordonnée à un entretien.", False, "academic"),
        ("The stay is subject to the visa being issued.", None, "other"),
        ("Приглашение действует при наличии страховки.", None, "other"),
    ],
)
def test_tells_what_a_condition_is_about(
    sentence: str, unconditional: bool | None, about: str
) -> None:
    read = extract([letter("Letter", sentence)])
    assert [condition.object for condition in read.conditions.value or ()] == [about]
    assert read.unconditional.value is unconditional


@pytest.mark.parametrize(
    "sentence",
    [
        "Admission is granted without any conditions.",
        "Настоящее приглашение является безусловным.",
        "Бұл шақыру шартсыз болып табылады.",
        "Diese Einladung ist an keine Bedingungen geknüpft.",
        "Cette invitation est inconditionnelle.",
    ],
)
def test_knows_what_is_unconditional(sentence: str) -> None:
    read = extract([letter("Letter", sentence)])
    assert read.unconditional.value is True
    assert read.conditions.value == ()


def test_says_nothing_of_conditions_where_the_text_does_not() -> None:
    read = extract([letter("Letter", "We look forward to your visit.")])
    assert read.unconditional.value is None
    assert read.conditions.value is None


def test_reads_a_table_with_wrapped_labels() -> None:
    table: list[Row] = [
        (0.30, 0.1, "Item"),
        (0.30, 0.45, "Calculation"),
        (0.30, 0.75, "Amount"),
        (0.33, 0.1, "Training fee"),
        (0.33, 0.45, "900 EUR x 5"),
        (0.33, 0.75, "4,500 EUR"),
        (0.36, 0.1, "Use of laboratories"),
        (0.36, 0.75, "400 EUR"),
        (0.378, 0.1, "and equipment"),
        (0.41, 0.1, "Total"),
        (0.41, 0.75, "4,900 EUR"),
    ]
    read = extract([paper(*column(*HEAD, top=0.05), *table)])
    assert [item.label for item in read.cost_items.value or ()] == [
        "Training fee",
        "Use of laboratories and equipment",
    ]
    assert read.total_cost.value == Money(Decimal("4900.00"), "EUR")
    assert read.cost_breakdown.value is True


def test_a_bare_total_is_no_breakdown() -> None:
    read = extract([letter("The total cost of the internship is EUR 4,900.")])
    assert read.total_cost.value == Money(Decimal("4900.00"), "EUR")
    assert read.cost_breakdown.value is False
    assert read.cost_items.value == ()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (
            "Ms. Aruzhan Serikova, born on 5 May 1994, passport No. N12345678,",
            "you",
            "applicant_name",
        ),
        ("in the field of Applied Geophysics", "", "specialty"),
        ("from 1 February 2027 to 31 July 2027", "half a year", "period_start"),
        ("from 1 February 2027 to 31 July 2027", "half a year", "period_end"),
        ("born on 5 May 1994", "", "birth_date"),
    ],
)
def test_leaves_open_what_is_not_there(old: str, new: str, field: str) -> None:
    text = "\n".join(ENGLISH).replace(old, new)
    read = getattr(extract([letter(*text.split("\n"))]), field)
    assert read.value is None
    assert read.searched


def test_an_undated_letter_has_no_date_of_its_neighbours() -> None:
    read = extract([letter(*ENGLISH, head=HEAD[:2])])
    assert read.letter_date.value is None
    assert read.letter_date.searched


def test_without_letterhead_and_signature_there_is_no_host() -> None:
    lines = ("Invitation", "We invite Ms. Aruzhan Serikova to an internship.")
    read = extract([letter(*lines, head=(), closing=())])
    assert read.host_organisation.value is None
    assert read.total_cost.value is None


def test_a_form_with_misread_labels() -> None:
    page = paper(
        (0.05, 0.3, "Certificate of Invitation"),
        (0.10, 0.1, "Name of tralnee"),
        (0.10, 0.5, "Aruzhan Serikova"),
        (0.13, 0.1, "Fie1d of training"),
        (0.13, 0.5, "Applied Geophysics"),
        (0.16, 0.1, "Host institutlon"),
        (0.16, 0.5, "Nordheim Institute of Physics"),
        (0.19, 0.1, "Perlod"),
        (0.19, 0.5, "6 months from 1 February 2027"),
    )
    read = extract([page])
    assert read.applicant_name.value == "Aruzhan Serikova"
    assert read.specialty.value == "Applied Geophysics"
    assert read.host_organisation.value == "Nordheim Institute of Physics"
    assert read.period_start.value == date(2027, 2, 1)
    assert read.period_end.value is None
    assert read.duration_months.value == 6


def test_reads_an_offer_with_numbered_headings_and_a_letterhead_beside_it() -> None:
    page = paper(
        (0.05, 0.1, "Offer of a traineeship"),
        (0.10, 0.1, "The Nordheim University (Norway) hereby offers a stay"),
        (0.15, 0.1, "1. Trainee"),
        (0.168, 0.12, "Aruzhan Serikova"),
        (0.21, 0.1, "2. Subject of training"),
        (0.213, 0.8, "Tutor: Karl Nilsen"),
        (0.228, 0.12, "Museum Studies"),
        (0.27, 0.1, "3. Dates"),
        (0.288, 0.12, "Arrival 01-Feb-2027, departure 31-Jul-2027."),
        (0.33, 0.1, "4. Standing"),
        (0.348, 0.12, "The placement is granted without any conditions."),
    )
    read = extract([page])
    assert read.applicant_name.value == "Aruzhan Serikova"
    assert read.host_organisation.value == "Nordheim University"
    assert read.specialty.value == "Museum Studies"
    assert read.period_start.value == date(2027, 2, 1)
    assert read.period_end.value == date(2027, 7, 31)
    assert read.unconditional.value is True


def test_one_item_beside_a_total_leaves_open_whether_there_is_a_calculation() -> None:
    """The other rows of the table may not have been read."""
    table: list[Row] = [
        (0.45, 0.1, "Item"),
        (0.45, 0.7, "Amount"),
        (0.48, 0.1, "Training fee"),
        (0.48, 0.7, "7~00~EI"),
        (0.51, 0.1, "Administrative fee"),
        (0.51, 0.7, "400 EUR"),
        (0.54, 0.1, "Total"),
        (0.54, 0.7, "4,900 EUR"),
    ]
    rows: list[Row] = [*column(*HEAD, top=0.05), *column(*ENGLISH[:-1], top=0.2)]
    read = extract([paper(*rows, *table, *column(*CLOSING, top=0.7))])
    assert read.total_cost.value == Money(Decimal(4900), "EUR")
    assert read.cost_breakdown.value is None


@pytest.mark.parametrize(
    "host", ["Montclair Higher School of Agronomy", "Rheintal Maschinenbau GmbH"]
)
def test_the_first_words_of_the_hosts_name_are_no_applicant(host: str) -> None:
    read = extract(
        [
            letter(
                "Ms Gaukhar Sagyndyk",
                "City Multidisciplinary Hospital No. 3",
                "Kazakhstan, Almaty region, Taldykorgan",
                "Dear Ms Sagyndyk,",
                f"On behalf of {host} I am delighted to inform you that we are ready to",
                "host you for a placement of 8 months.",
                head=(host, "15 February 2026"),
            )
        ]
    )
    assert read.applicant_name.value == "Gaukhar Sagyndyk"


def test_a_table_of_prices_under_financial_conditions_is_no_condition() -> None:
    read = extract(
        [
            letter(
                *ENGLISH[:4],
                "Financial conditions",
                "Training fee EUR 1,200.00 per month EUR 14,400.00",
                "Study materials EUR 150.00",
                "Overall amount EUR 14,550.00",
            )
        ]
    )
    assert not read.conditions.value
