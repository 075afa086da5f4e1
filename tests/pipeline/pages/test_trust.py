"""Text layers that are language, and such as are not."""

import pytest

from pipeline.pages.trust import is_garbage

KAZAKH = (
    "Құрметті комиссия мүшелері! Мен, Сынақов Үлгі, халықаралық бағдарламалар орталығына өтініш "
    "беремін. Өзімнің тәжірибемді арттыру үшін ғылыми зертханада тағылымдамадан өтуді қалаймын. "
    "Һәм осы мақсатта шаң-тозаңсыз өндіріс әдістерін меңгергім келеді."
)
RUSSIAN = (
    "Настоящим подтверждаем, что работник занимает должность ведущего инженера и направляется на "
    "стажировку сроком на двенадцать месяцев с сохранением места работы и средней заработной платы."
)
ENGLISH = (
    "We are pleased to offer you a place as a visiting researcher at the department of hydrology. "
    "The internship lasts twelve months and is free of any conditions except financial ones."
)
POLISH = "Zaświadczenie o przyjęciu na staż: źródło środków, wysokość opłat i część praktyczna."
PENSION = "01.2026 ТОО «Сынақ» БИН 180240012345 010 21 250,00 өңделген обработан " * 6
MRZ = "P<KAZSYNAKOV<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<< N123456788KAZ9001017M3001012900101300000<<84"
BULLETS = "\uf0b7 бірінші тармақ \uf0b7 екінші тармақ \uf0b7 үшінші тармақ жазылған"
TYPED_WITH_LATIN_LETTERS = "Cтaжep пpoxoдит cтaжиpoвкy в yнивepcитeтe гopoдa " * 3


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(sign) + by) if sign.isalpha() else sign for sign in text)


@pytest.mark.parametrize(
    "text",
    [KAZAKH, RUSSIAN, ENGLISH, POLISH, PENSION, MRZ, BULLETS, TYPED_WITH_LATIN_LETTERS, "", "ЖСН"],
)
def test_language(text: str) -> None:
    assert not is_garbage(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "(cid:36)(cid:12)(cid:87) (cid:3)(cid:44)(cid:98) (cid:11)",
        KAZAKH.replace("ғ", "(cid:231)").replace("қ", "(cid:199)"),
        KAZAKH.replace("ы", "\ue012"),
        KAZAKH.replace("а", "\ufffd"),
        "\uf0a1\uf0b2\uf0c3 \uf0d4\uf0e5 \uf0f6\uf0a1",
        "\x01\x02\x03 \x04\x05\x06",
        RUSSIAN.encode("cp1251").decode("cp1252"),
        RUSSIAN.encode().decode("cp1251", "replace"),
        KAZAKH.replace("қ", "ќ").replace("ғ", "ѓ"),
        shifted(ENGLISH, 3),
        shifted(ENGLISH, -29),
        "ΔΘΛΞ ΠΣΦΨΩ αβγδ εζηθ ικλμ νξοπ",
        "бzдfж гwкlп рsтvх цqчjш лбhгд фrsтв нмkлg вgзjк дlпfж кwтsх",
        "кпр стшщ бвг здж клмн прст фхц чшщ тскпр стшщв бвгтр здждж клмнс прстк фхцтх чшщтс "
        "ктспр рстшщ вбвг джздж мклмн тпрст хфхц шчшщ",
    ],
)
def test_garbage(text: str) -> None:
    assert is_garbage(text.split())
