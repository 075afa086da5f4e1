"""What a line says: prose, labels and values in Kazakh, Russian, English, or mixed."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from training import stock, values
from training.alphabet import written
from training.words import Split, word_list

LONGEST = 64
"""Characters; a longer line only repeats what shorter ones teach."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Text of a line and its language: kk, ru, en, or "mixed"."""

    text: str
    language: str


def compose(rng: Random, split: Split, language: str | None = None) -> Saying:
    """A line of text; in the unseen half all words come from stems that training never shows."""
    chosen = language or rng.choices(["kk", "ru", "en", "mixed"], weights=[38, 27, 23, 12])[0]
    for _ in range(20):
        text = written(_mixed(rng, split) if chosen == "mixed" else _plain(rng, chosen, split))
        if len(text) > LONGEST:
            text = text[: rng.randint(20, LONGEST)].rsplit(" ", 1)[0]
        if 1 < len(text) <= LONGEST:
            return Saying(text, chosen)
    return Saying("2026", chosen)


def _plain(rng: Random, language: str, split: Split) -> str:
    kinds: list[tuple[int, Callable[[], str]]] = [
        (38, lambda: _prose(rng, language, split)),
        (8, lambda: values.date(rng, language)),
        (6, lambda: values.amount(rng, language)),
        (8, lambda: values.code(rng, language)),
        (9, lambda: values.name(rng, language, split)),
        (4, lambda: values.address(rng, language, split)),
        (4, lambda: values.quoted(rng, language, split)),
        (8, lambda: _row(rng, language, split)),
    ]
    if split == "train":
        # Not in the unseen half: without a word around it nobody can tell ОСУ from осу or OCY.
        kinds.append((6, lambda: _scrambled(rng, language)))
        kinds.append((16, lambda: _label(rng, language)))
    weights = [weight for weight, _ in kinds]
    return rng.choices([make for _, make in kinds], weights=weights)[0]()


def _mixed(rng: Random, split: Split) -> str:
    """Two languages in one line, as bilingual forms have them."""
    if rng.random() < 0.06:
        return values.machine_readable(rng)
    first, second = rng.sample(["kk", "ru", "en"], k=2)
    if rng.random() < 0.5:
        first, second = "kk", rng.choice(["ru", "ru", "en"])
    sign = rng.choice([" / ", " / ", "/", " ", " – ", ": ", " ("])
    joined = _part(rng, first, split) + sign + _part(rng, second, split)
    return joined + (")" if "(" in sign else "")


def _part(rng: Random, language: str, split: Split) -> str:
    if split == "train" and rng.random() < 0.5:
        return rng.choice(stock.labels(language))
    words = [_word(rng, language, split) for _ in range(rng.randint(1, 3))]
    return _cased(rng, " ".join(words))


def _word(rng: Random, language: str, split: Split) -> str:
    if rng.random() < 0.3:
        return rng.choice(stock.words("frequent", language, split))
    return word_list(language, split).draw(rng)


def _cased(rng: Random, text: str) -> str:
    chance = rng.random()
    if chance < 0.22:
        return text.upper()
    if chance < 0.55:
        return text[:1].upper() + text[1:]
    return text.title() if chance < 0.6 else text


def _prose(rng: Random, language: str, split: Split) -> str:
    parts = []
    for _ in range(rng.randint(1, 7)):
        word = _word(rng, language, split)
        chance = rng.random()
        if chance < 0.1:
            word += ","
        elif chance < 0.13:
            word += rng.choice([".", ";", ":", "!", "?"])
        elif chance < 0.16:
            word = rng.choice(["«{}»", "({})", '"{}"', "“{}”", "„{}“", "[{}]"]).format(word)
        elif chance < 0.18:
            word += rng.choice([" –", " —", " -", " /", " &", " +", " ="])
        elif chance < 0.21:
            word += " " + values.digits(rng, rng.randint(1, 4))
        elif chance < 0.23 and language != "en":
            word = word_list("en", split).draw(rng) + rng.choice(["", "-" + word])
        parts.append(word)
    return _cased(rng, " ".join(parts)) + rng.choice(["", "", "", ".", ",", ":", ";", "-"])


def _scrambled(rng: Random, language: str) -> str:
    return " ".join(values.scrambled(rng, language) for _ in range(rng.randint(1, 3)))


def _label(rng: Random, language: str) -> str:
    label = rng.choice(stock.labels(language))
    chance = rng.random()
    if chance < 0.25:
        label = label.upper()
    elif chance < 0.35:
        label = label.capitalize()
    if rng.random() < 0.3:
        value = rng.choice([values.date, values.amount, values.code])(rng, language)
        label += rng.choice([": ", " ", ": "]) + value
    elif rng.random() < 0.2:
        label += rng.choice([":", " ____", ".", " №", ",", " *"]).replace(" ____", "")
    return label


def _row(rng: Random, language: str, split: Split) -> str:
    """A row of a table or a list."""
    cells = [
        f"{rng.randint(1, 40)}{rng.choice(['.', ')', ''])}",
        _cased(rng, _word(rng, language, split)),
        values.date(rng, language),
        values.amount(rng, language),
        values.code(rng, language),
        f"{rng.randint(1, 12):02}.{rng.randint(2019, 2026)}",
        "•",
    ]
    chosen = sorted(rng.sample(range(len(cells)), k=rng.randint(2, 3)))
    return rng.choice([" ", " ", " | "]).join(cells[i] for i in chosen)
