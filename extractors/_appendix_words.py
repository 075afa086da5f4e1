"""Labels and phrases of appendices to diplomas and transcripts (domain.md section 10.2)."""

import re

LABELS = {
    "holder": (
        "Тегі, аты, әкесінің аты",
        "Тегі, аты, әкесінің аты (болған жағдайда)",
        "Тегі, аты",
        "Аты-жөні",
        "Фамилия, имя, отчество",
        "Фамилия",
        "имя, отчество",
        "Фамилия, имя, отчество (при наличии)",
        "Фамилия, имя",
        "Ф.И.О.",
        "ФИО",
        "Full name",
        "Student name",
        "Name of student",
        "Name of the student",
        "Surname, name",
        "Surname, first name",
        "Student",
        "Name",
        "Студент",
        "Білім алушы",
        "Обучающийся",
    ),
    "birth": ("Туған күні", "Дата рождения", "Date of birth"),
    "previous": (
        "Білімі туралы алдыңғы құжат",
        "Предыдущий документ об образовании",
        "Previous education",
    ),
    "institution": (
        "Жоғары оқу орны",
        "Жоғары оқу орнының атауы",
        "Оқу орны",
        "Оқу орнының атауы",
        "Білім беру ұйымы",
        "Білім беру ұйымының атауы",
        "Высшее учебное заведение",
        "Наименование высшего учебного заведения",
        "Учебное заведение",
        "Организация образования",
        "Наименование организации образования",
        "Institution",
        "Name of institution",
        "Higher education institution",
        "Вуз",
        "ЖОО",
    ),
    "years": (
        "Оқуға түскен жылы",
        "Оқуды аяқтаған жылы",
        "Год поступления",
        "Год окончания",
        "Year of admission",
        "Year of graduation",
    ),
    "form": ("Оқу нысаны", "Форма обучения", "Mode of study", "Form of study"),
    "programme": (
        "Білім беру бағдарламасы",
        "Образовательная программа",
        "Мамандығы",
        "Специальность",
        "Programme",
        "Program",
        "Specialty",
        "Speciality",
    ),
    "faculty": ("Факультет", "Факультеті", "Faculty"),
    "head": ("Ректор", "Rector", "Декан", "Dean", "Факультет деканы", "Декан факультета"),
}
HEAD_PAGES = 2
"""Holder and institution stand on the first pages."""
LOWEST_NAME = 0.22
"""A name without a label stands above this share of the page, headings of the table below."""
BEHIND_HOLDER = (
    "дата рождения",
    "туған күні",
    "за время обучения",
    "оқу барысында",
    "оқыған кезеңінде",
    "сдал*",
    "date of birth",
    "during the period",
    "has completed",
)
BORN = ("года рождения", "жылы туған", "туған", "рождения", "г р")
"""Words behind the day of birth, which stands behind the name."""
BEFORE_HOLDER = ("выдано", "выдана", "выдан", "берілді", "issued to", "student")
GPA: tuple[tuple[tuple[str, ...], int], ...] = (
    (
        (
            "gpa",
            "сра",
            "gра",
            "grade point average",
            "орташа үлгерім балы",
            "үлгерімнің орташа балы",
            "орташа балы",
            "орташа өлшемді балл",
            "орташа өлшенген балл",
            "балдың орташа мәні",
            "средний балл по диплому",
            "средний балл диплома",
            "общий средний балл",
            "орташа балл",
            "орташа баға",
            "средний балл успеваемости",
            "средний балл",
            "средневзвешенный балл",
            "cumulative average",
            "average grade",
            "overall average",
            "cgpa",
        ),
        5,
    ),
    (("средний балл", "орташа балл", "average", "overall average", "gpa"), 100),
)
"""A given name and a patronymic."""
MOST_GRADE = 5
MEAN = re.compile(
    r"\W{0,3}(?P<grade>\d{1,2}[.,]\d{1,2})(?:\s*\(?(?:/|из|of|out of|ден)\s*\d[\d.,]*\)?)?\W{0,2}"
)
"""A mean grade that fills its cell, perhaps with the highest grade behind it."""
GRADE = re.compile(r"[^\d]{0,45}?(?P<grade>\d{1,2}[.,]\d{1,2}|[1-5])(?![\d.,]*\d)")
