"""Certificates of language tests, written by hand, each in the manner of its own paper."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.foreign_language_certificate import Fields, extract
from tests.paper import Row, column, paper

IELTS: list[Row] = [
    (0.05, 0.05, "IELTS Test Report Form"),
    (0.08, 0.75, "ACADEMIC"),
    (0.11, 0.05, "Admission should be based on the Academic Reading and Writing Modules."),
    (0.15, 0.05, "Centre Number"),
    (0.15, 0.25, "KZ015"),
    (0.15, 0.40, "Date"),
    (0.15, 0.48, "25/JUN/2024"),
    (0.15, 0.65, "Candidate Number"),
    (0.15, 0.87, "019332"),
    (0.20, 0.05, "Family Name"),
    (0.20, 0.25, "SEITKALI"),
    (0.23, 0.05, "First Name(s)"),
    (0.23, 0.25, "DANA"),
    (0.26, 0.05, "Candidate ID"),
    (0.26, 0.25, "N12345678"),
    (0.29, 0.05, "Date of Birth"),
    (0.29, 0.25, "04/01/1995"),
    (0.40, 0.05, "Listening"),
    (0.40, 0.17, "7.0"),
    (0.40, 0.25, "Reading"),
    (0.40, 0.35, "7.5"),
    (0.40, 0.43, "Writing"),
    (0.40, 0.53, "6.5"),
    (0.40, 0.60, "Speaking"),
    (0.40, 0.72, "7.5"),
    (0.45, 0.05, "Overall Band Score"),
    (0.45, 0.30, "7.0"),
    (0.45, 0.50, "CEFR Level"),
    (0.45, 0.65, "C1"),
    (0.80, 0.50, "Date"),
    (0.80, 0.58, "03/JUL/2024"),
    (0.85, 0.30, "Test Report Form Number"),
    (0.85, 0.60, "24KZ019332SEID015A"),
]


def read(*lines: str) -> Fields:
    return extract([paper(*column(*lines))])


def test_an_ielts_form() -> None:
    fields = extract([paper(*IELTS)])
    assert fields.test.value == "ielts"
    assert fields.module.value == "academic"
    assert fields.holder_name.value == "SEITKALI DANA"
    assert fields.birth_date.value == date(1995, 1, 4)
    assert fields.id_number.value == "N12345678"
    assert fields.test_date.value == date(2024, 6, 25)
    assert fields.issue_date.value == date(2024, 7, 3)
    assert fields.expiry_date.value is None
    assert fields.certificate_number.value == "24KZ019332SEID015A"
    assert fields.overall.value == Decimal("7.0")
    assert fields.sections.value == {
        "listening": Decimal("7.0"),
        "reading": Decimal("7.5"),
        "writing": Decimal("6.5"),
        "speaking": Decimal("7.5"),
    }
    assert fields.cefr.value == "C1"


def test_a_damaged_number_of_a_form_is_repaired_by_position() -> None:
    rows = [(t, x, s.replace("24KZ019332SEID015A", "24KZO19332SEIDO15A")) for t, x, s in IELTS]  # type: ignore[misc]
    assert extract([paper(*rows)]).certificate_number.value == "24KZ019332SEID015A"


def test_the_note_on_modules_tells_no_module() -> None:
    rows = [row for row in IELTS if row[2] != "ACADEMIC"]
    assert extract([paper(*rows)]).module.value is None


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        ("24KZ019332SEID015A", "certificate_number"),
        ("SEITKALI", "holder_name"),
        ("25/JUN/2024", "test_date"),
        ("04/01/1995", "birth_date"),
        ("N12345678", "id_number"),
        ("C1", "cefr"),
    ],
)
def test_what_is_not_printed_is_none(gone: str, name: str) -> None:
    field = getattr(extract([paper(*(row for row in IELTS if row[2] != gone))]), name)
    assert field.value is None


def test_scores_that_are_not_printed_are_none() -> None:
    rows = [row for row in IELTS if row[2] not in ("7.0", "7.5", "6.5")]
    fields = extract([paper(*rows)])
    assert fields.sections.value is None
    assert fields.overall.value is None


def test_toefl_of_the_old_scale_is_not_taken_from_the_best_scores() -> None:
    rows = [
        *column(
            "TOEFL iBT Test Taker Score Report",
            "Name: Seitkali, Dana",
            "Test Date: 30 January 2025",
            "Registration Number: 2468823266866376",
        ),
        (0.30, 0.10, "Test Date Scores"),
        (0.30, 0.60, "MyBest Scores"),
    ]
    for number, (name, score, best) in enumerate(
        (("Reading", 24, 26), ("Listening", 26, 26), ("Speaking", 20, 22), ("Writing", 25, 25))
    ):
        top = 0.33 + 0.03 * number
        rows += [(top, 0.1, name), (top, 0.4, str(score)), (top, 0.7, str(best))]
    rows += [(0.46, 0.1, "Total Score"), (0.46, 0.4, "95"), (0.46, 0.7, "99")]
    fields = extract([paper(*rows)])
    assert fields.test.value == "toefl_ibt"
    assert fields.overall.value == Decimal(95)
    assert fields.sections.value == {
        "reading": Decimal(24),
        "listening": Decimal(26),
        "speaking": Decimal(20),
        "writing": Decimal(25),
    }
    assert fields.holder_name.value == "Seitkali, Dana"
    assert fields.certificate_number.value == "2468823266866376"


def test_toefl_points_are_no_bands_without_their_point() -> None:
    rows = column("TOEFL iBT Test Taker Score Report", "Test Date: 7 January 2026")
    scores = (("Reading", 25), ("Listening", 30), ("Speaking", 25), ("Writing", 25))
    for number, (name, score) in enumerate((*scores, ("Total Score", 105))):
        rows += [(0.3 + 0.03 * number, 0.1, name), (0.3 + 0.03 * number, 0.4, str(score))]
    fields = extract([paper(*rows)])
    assert fields.overall.value == 105
    assert fields.sections.value == {name.lower(): Decimal(score) for name, score in scores}


def test_toefl_of_the_new_scale_is_not_the_comparable_score() -> None:
    fields = read(
        "TOEFL iBT Score Report",
        "Name: Seitkali, Dana",
        "Test Date: January 23, 2026",
        "Overall (1–6) 5.0",
        "Comparable score (0–120), for reference only: 100",
        "Reading 5.0",
        "Listening 5.5",
        "Writing 4.0",
        "Speaking 5.0",
    )
    assert fields.overall.value == Decimal("5.0")
    assert fields.sections.value is not None
    assert max(fields.sections.value.values()) == Decimal("5.5")


def test_toefl_itp_is_another_test() -> None:
    fields = read(
        "TOEFL ITP Assessment Series",
        "Name Seitkali Dana",
        "Listening Comprehension (31–68) 57",
        "Structure and Written Expression (31–68) 59",
        "Reading Comprehension (31–68) 53",
        "Total Score (310–677) 563",
    )
    assert fields.test.value == "toefl_itp"
    assert fields.overall.value == Decimal(563)
    assert fields.sections.value == {
        "listening": Decimal(57),
        "structure": Decimal(59),
        "reading": Decimal(53),
    }


def test_columns_of_full_and_least_points_are_no_scores() -> None:
    rows: list[Row] = [
        *column("Goethe-Zertifikat C1", "Name Seitkali", "Vorname Dana"),
        (0.30, 0.30, "Erreichte Punkte"),
        (0.30, 0.52, "Mindestpunkte"),
        (0.30, 0.72, "Höchstpunkte"),
    ]
    for number, (name, score) in enumerate(
        (("Lesen", 90), ("Hören", 71), ("Schreiben", 88), ("Sprechen", 77))
    ):
        top = 0.33 + 0.03 * number
        rows += [(top, 0.1, name), (top, 0.35, str(score)), (top, 0.57, "60"), (top, 0.75, "100")]
    fields = extract([paper(*rows)])
    assert fields.module.value == "Goethe-Zertifikat C1"
    assert fields.holder_name.value == "Seitkali Dana"
    assert fields.cefr.value == "C1"
    assert fields.sections.value == {
        "reading": Decimal(90),
        "listening": Decimal(71),
        "writing": Decimal(88),
        "speaking": Decimal(77),
    }


def test_hsk_with_the_full_score_in_front() -> None:
    rows: list[Row] = [
        *column("HSK 5 Examination Score Report", "Name: SEITKALI DANA", "No.: H90032321468"),
        (0.30, 0.40, "Full Score"),
        (0.30, 0.70, "Your Score"),
    ]
    for number, (name, full, got) in enumerate(
        (("Listening", 100, 92), ("Reading", 100, 73), ("Writing", 100, 90), ("Total", 300, 255))
    ):
        top = 0.33 + 0.03 * number
        rows += [(top, 0.1, name), (top, 0.42, str(full)), (top, 0.72, str(got))]
    fields = extract([paper(*rows)])
    assert fields.module.value == "HSK 5"
    assert fields.overall.value == Decimal(255)
    assert fields.certificate_number.value == "H90032321468"
    assert fields.sections.value == {
        "listening": Decimal(92),
        "reading": Decimal(73),
        "writing": Decimal(90),
    }


def test_a_french_diploma() -> None:
    fields = read(
        "DIPLÔME D'ÉTUDES EN LANGUE FRANÇAISE",
        "DELF B2",
        "Vu le procès-verbal de l'examen passé le 11/02/2025, le diplôme est délivré à",
        "SEITKALI DANA",
        "Né(e) le 04/01/1995 à Almaty. Code candidat n° 900323-314688",
        "Compréhension de l'oral 19 / 25",
        "Compréhension des écrits 21.5 / 25",
        "Production écrite 14 / 25",
        "Production orale 18.5 / 25",
        "Note totale (seuil de réussite : 50/100) 73 / 100",
        "Fait le 22/02/2025",
    )
    assert fields.test.value == "delf"
    assert fields.module.value == "DELF B2"
    assert fields.cefr.value == "B2"
    assert fields.overall.value == Decimal(73)
    assert fields.holder_name.value == "SEITKALI DANA"
    assert fields.birth_date.value == date(1995, 1, 4)
    assert fields.test_date.value == date(2025, 2, 11)
    assert fields.issue_date.value == date(2025, 2, 22)
    assert fields.certificate_number.value == "900323-314688"


@pytest.mark.parametrize(
    ("line", "test"),
    [
        ("Duolingo English Test", "duolingo"),
        ("PTE Academic Score Report", "pte"),
        ("Cambridge English C1 Advanced", "cambridge"),
        ("TestDaF-Institut", "testdaf"),
        ("DSH-2 Deutsche Sprachprüfung für den Hochschulzugang", "dsh"),
        ("DALF C1", "dalf"),
        ("Test de connaissance du français", "tcf"),
        ("DELE C1 Diploma de Español", "dele"),
        ("Japanese-Language Proficiency Test N2", "jlpt"),
        ("TOPIK II Score Report", "topik"),
        ("telc Deutsch B2", "other"),
        ("Certificate of attendance", None),
    ],
)
def test_tests_by_their_names(line: str, test: str | None) -> None:
    assert read(line).test.value == test


def test_a_result_in_sentences() -> None:
    fields = read(
        "IELTS",
        "This is to certify that Dana Seitkali, born 4 January 1995, passport N12345678,",
        "took the IELTS Academic test on 15 March 2025 at centre KZ015 with these results:",
        "Listening 7.0, Reading 7.5, Writing 6.5, Speaking 7.5; overall band score 7.0.",
        "TRF Number 25KZ019332SEID015A",
    )
    assert fields.holder_name.value == "Dana Seitkali"
    assert fields.module.value == "academic"
    assert fields.birth_date.value == date(1995, 1, 4)
    assert fields.id_number.value == "N12345678"
    assert fields.test_date.value == date(2025, 3, 15)
    assert fields.overall.value == Decimal("7.0")


def test_an_overall_score_under_another_name_is_the_one_that_the_skills_give() -> None:
    rows: list[Row] = [*column("IELTS results", "Dana Seitkali", "sat on 16 April 2025")]
    for number, (name, score) in enumerate(
        (("listening", 6.5), ("reading", 6.0), ("writing", 6.5), ("speaking", 6.0), ("all", 6.5))
    ):
        top = 0.3 + 0.03 * number
        rows += [(top, 0.1, f"Your {name} band"), (top, 0.7, str(score))]
    fields = extract([paper(*rows)])
    assert fields.overall.value == Decimal("6.5")
    assert fields.overall.confidence < 0.9
    assert fields.test_date.value == date(2025, 4, 16)


def test_a_day_of_birth_is_not_the_day_of_the_test_below_it() -> None:
    fields = read(
        "JAPANESE-LANGUAGE PROFICIENCY TEST",
        "Date of Birth (unreadable)",
        "Test Date July 7, 2024",
    )
    assert fields.test_date.value == date(2024, 7, 7)
    assert fields.birth_date.value is None
