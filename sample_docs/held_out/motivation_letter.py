"""Motivation letters set otherwise than those of the stock (domain.md section 16)."""

from sample_docs.calendar_words import written
from sample_docs.documents.motivation_letter import TOPICS, slots
from sample_docs.held_out.facts import Facts, Truth
from sample_docs.prose import count_words, sentences
from sample_docs.stock import load


def _letter(
    f: Facts, language: str, day: str, author: str, heads: tuple[str, ...] = (), opening: str = ""
) -> Truth:
    stock = load({"kaz": "letter_kk", "rus": "letter_ru"}[language])
    plan = ("opening", "background", *TOPICS, "closing")
    written_out = sentences(
        {key: stock[key] for key in plan}, slots(f.dossier, language, f.rng), f.rng
    )
    paragraphs = []
    for key, least in zip(plan, (1, 5, 6, 5, 5, 5, 1), strict=True):
        mine = [sentence.text for sentence in written_out if sentence.topic == key]
        paragraphs.append(" ".join(f.rng.sample(mine, min(least, len(mine)))))
    paragraphs = [f"{paragraphs[0]} {paragraphs[1]}", *paragraphs[2:-2], " ".join(paragraphs[-2:])]
    words = sum(map(count_words, [*paragraphs, *heads, opening]))
    fields = {
        "language": language,
        "word_count": words,
        "author_name": author,
        "date": f.day.isoformat(),
        "dated_at_end": True,
        "signed_at_end": True,
        "topics": list(TOPICS),
    }
    values = {"paragraphs": paragraphs, "heads": heads, "day": day, "opening": opening}
    return Truth(fields, values=values)


def _russian(f: Facts) -> Truth:
    return _letter(f, "rus", written(f.day, "rus")[1], f.ru.full)


def _kazakh(f: Facts) -> Truth:
    heads = ("1. Өзім туралы", "2. Оқу орны", "3. Стипендия", "4. Нәтижелер", "5. Қолдану")
    return _letter(f, "kaz", written(f.day, "kaz")[3], f.kk.short, heads)


def _greeting(f: Facts) -> Truth:
    return _letter(
        f, "rus", written(f.day, "rus")[2], f.ru.initials_last, opening="Уважаемые члены комиссии!"
    )


def _applicant(f: Facts) -> Truth:
    return _letter(f, "kaz", written(f.day, "kaz")[0], f.kk.full)


def _no_title(f: Facts) -> Truth:
    return _letter(f, "rus", written(f.day, "rus")[3], f.ru.initials_last)


def _letterhead(f: Facts) -> Truth:
    return _letter(f, "kaz", written(f.day, "kaz")[1], f.kk.short)


LAYOUTS = {
    "applicant-block": _russian,
    "headed-sections": _kazakh,
    "greeting-first": _greeting,
    "name-at-top": _applicant,
    "no-title": _no_title,
    "kazakh-letterhead": _letterhead,
}
HELD_OUT = (
    "no-title",
    "kazakh-letterhead",
)
