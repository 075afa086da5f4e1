"""Reading order from places alone; a character is 6 wide, a line 10 high, the pitch 14."""

from pipeline.pages.order import Rectangle, lines

Placed = list[tuple[str, Rectangle]]


def line(text: str, x: float, y: float) -> Placed:
    """Words of a line that begins at x, y."""
    words: Placed = []
    for word in text.split():
        words.append((word, (x, y, x + 6 * len(word), y + 10)))
        x += 6 * (len(word) + 1)
    return words


def block(texts: list[str], x: float, y: float) -> Placed:
    return [word for row, text in enumerate(texts) for word in line(text, x, y + 14 * row)]


def read(words: Placed) -> list[str]:
    """Text lines in reading order; the words are given in disorder."""
    shuffled = sorted(words, key=lambda word: (word[0][::-1], word[1]))
    texts, boxes = [word for word, _ in shuffled], [box for _, box in shuffled]
    return [" ".join(texts[index] for index in row) for row in lines(boxes, texts)]


LEFT = [
    "Осы шарт екі тараптың келісімі",
    "бойынша жасалды және тараптар оған",
    "қол қойған күннен бастап күшіне",
    "енеді сондай ақ бір жыл",
    "бойы қолданылады деп келісілді",
]
RIGHT = [
    "Настоящий договор составлен по",
    "соглашению двух сторон и вступает",
    "в силу со дня подписания",
    "обеими сторонами и действует",
    "в течение одного года",
]


def test_nothing() -> None:
    assert lines([], []) == []


def test_paragraph() -> None:
    assert read(block(LEFT, 50, 100)) == LEFT


def test_columns_of_running_text_are_read_one_by_one() -> None:
    title = line("Заголовок во всю ширину страницы над двумя колонками текста", 50, 70)
    tail = line("Подписи сторон стоят под колонками во всю ширину этой страницы", 50, 200)
    words = title + block(LEFT, 50, 100) + block(RIGHT, 320, 100) + tail
    assert read(words) == [
        "Заголовок во всю ширину страницы над двумя колонками текста",
        *LEFT,
        *RIGHT,
        "Подписи сторон стоят под колонками во всю ширину этой страницы",
    ]


def test_columns_shifted_against_each_other() -> None:
    words = block(LEFT, 50, 100) + block(RIGHT, 320, 107)
    assert read(words) == [*LEFT, *RIGHT]


def test_longer_column_goes_on() -> None:
    longer = [*LEFT, "тағы бір жол осы бағанда", "және соңғы жол да осында"]
    assert read(block(longer, 50, 100) + block(RIGHT, 320, 100)) == [*longer, *RIGHT]


def test_a_new_paragraph_below_columns_is_not_their_tail() -> None:
    after = line("Құрметті комиссия мүшелері", 50, 100 + 14 * 5 + 25)
    words = block(LEFT, 50, 100) + block(RIGHT, 320, 100) + after
    assert read(words) == [*LEFT, *RIGHT, "Құрметті комиссия мүшелері"]


def test_three_columns() -> None:
    words = block(LEFT, 50, 100) + block(RIGHT, 320, 100) + block(LEFT, 590, 100)
    assert read(words) == [*LEFT, *RIGHT, *LEFT]


def test_form_keeps_labels_and_values_together() -> None:
    labels = [
        "Тегі / Фамилия:",
        "Аты / Имя:",
        "Туған күні / Дата рождения:",
        "ЖСН / ИИН:",
        "Жынысы:",
    ]
    values = ["ҮЛГІЛІ", "СЫНАҚ", "01.02.1990", "900201300007", "ӘЙЕЛ"]
    words = block(labels, 50, 100) + block(values, 320, 100)
    assert read(words) == [f"{label} {value}" for label, value in zip(labels, values, strict=True)]


def test_table_keeps_its_rows() -> None:
    months = [f"0{month}.2026" for month in range(1, 8)]
    payers = ["ТОО Сынақ и партнёры"] * 7
    amounts = ["21 250,00"] * 7
    words = block(months, 50, 100) + block(payers, 150, 100) + block(amounts, 400, 100)
    assert read(words) == [f"{month} ТОО Сынақ и партнёры 21 250,00" for month in months]


def test_superscript_and_large_initial_stay_in_their_row() -> None:
    words = line("площадь 25 м", 50, 100)
    words.append(("2", (50 + 6 * 12, 98, 50 + 6 * 12 + 4, 104)))
    assert read(words) == ["площадь 25 м 2"]
