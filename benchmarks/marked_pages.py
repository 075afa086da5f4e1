"""Invented pages with marks in known places, for measuring what is found of them.

The pages carry what is easily mistaken for ink beside the ink itself: logos, ruled forms, tables,
frames, large italic names. Marks stand as on real papers: beside a name, on a rule, over text,
half under a seal, and dates are filled in by hand. Drawing and degrading are those of the
specimens; the hands of more writers (`marked_hands`) are added so that what is measured is not one
way of drawing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np
from markupsafe import escape
from numpy.typing import NDArray

from benchmarks import marked_hands
from sample_docs import degrade, printing, seals
from sample_docs.drawing import BLACK_INK, BLUE_INK
from sample_docs.stock import load

Box = list[float]
INKS = (BLUE_INK, BLUE_INK, "#27408b", "#3a3f9d", BLACK_INK)
NAMES = ("А. Сейітов", "Г. Нұрланова", "Д. Ахметов", "J. Brown", "Е. Ким", "М. Әбілқасымова")
POSTS = ("Директор", "Бас директор", "Head of School", "Ректор", "Нотариус", "Дәрігер", "Декан")
BODIES = (
    "ЖАУАПКЕРШІЛІГІ ШЕКТЕУЛІ СЕРІКТЕСТІГІ «КӨКЖИЕК ТЕХНО»",
    "НОТАРИУС ГОРОДА АЛМАТЫ ЛИЦЕНЗИЯ № 12003456",
    "ГОРОДСКАЯ ПОЛИКЛИНИКА № 4 г. АСТАНА",
    "ТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ",
    "UNIVERSITY OF NORTHFIELD OFFICE OF THE REGISTRAR",
)
FONTS = ("FreeSerif", "PT Sans", "Noto Serif", "DejaVu Sans", "PT Serif", "Liberation Sans")


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page image (BGR, upright) and what stands on it.

    `marks` and `words` are boxes in fractions of the image; `words` are the printed ones.
    """

    image: NDArray[np.uint8]
    marks: dict[str, list[Box]]
    details: dict[str, list[str]]
    words: tuple[tuple[str, Box], ...]


def make(seed: int, level: str, *, plain: bool = False) -> MarkedPage:
    """The page of a seed at a level of `sample_docs.specimen.LEVELS`, the same at every level.

    `plain` pages bear no mark at all.
    """
    rng = Random(f"marked/{seed}")
    html, details = _page(rng, plain=plain)
    printed = printing.print_pages(html)
    delivered = degrade.deliver(
        printed,
        level=level,
        seed=f"marked/{seed}/{level}",
        container="jpg" if level in ("scan", "photo") else None,
        rotation=0,
        name="page",
    )
    image = _image(printed.pdf, delivered, level)
    quad = delivered.pages[0].get("quad")
    matrix = homography(quad) if quad else np.eye(3)
    marks: dict[str, list[Box]] = {"signature": [], "stamp": [], "qr": []}
    said: dict[str, list[str]] = {"signature": [], "stamp": [], "qr": []}
    for key, place in sorted(printed.places.items()):
        if key.startswith("mark:") and place["page"] == 1:
            kind = key.split(":")[1]
            marks[kind].append(moved(place["box"], matrix))
            said[kind].append(details[key])
    words = tuple((text, moved(box, matrix)) for text, box in printed_words(printed.pdf))
    return MarkedPage(image, marks, said, words)


def _page(rng: Random, *, plain: bool) -> tuple[str, dict[str, str]]:
    language = rng.choice(["kk", "ru", "en"])
    stock = load(f"letter_{language}")
    sentences = [s for topic in stock.values() if isinstance(topic, list) for s in topic]
    text = [str(s) if isinstance(s, str) else str(next(iter(s.values()))) for s in sentences]
    details: dict[str, str] = {}
    parts = [_head(rng)]
    parts += [_paragraph(rng, text) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.4:
        parts.append(_table(rng))
    if rng.random() < 0.3:
        parts.append(_form(rng))
    for number in range(rng.randint(1, 3)):
        parts.append(_block(rng, number, details, plain=plain))
    if rng.random() < 0.3 and not plain:
        parts.append(_codes(rng, details))
    font, size = rng.choice(FONTS), rng.choice([9.5, 10.5, 11, 12])
    style = (
        f'body{{margin:0;font-family:"{font}","DejaVu Sans";font-size:{size}pt;line-height:1.3;'
        "color:#111}@page{size:A4;margin:16mm 18mm}p{margin:0 0 3mm;text-align:justify}"
        "td{border:0.3mm solid #222;padding:1mm 2mm;height:5mm}table{border-collapse:collapse;"
        "width:100%;margin:3mm 0}.block{position:relative;display:flex;align-items:flex-end;"
        "margin:11mm 0 6mm;min-height:15mm}.sealed{margin:26mm 0 24mm}"
        ".pen{position:relative;width:48mm;height:9mm;"
        "margin:0 5mm}.ruled{border-bottom:0.25mm solid #222}.abs{position:absolute}"
    )
    return f"<style>{style}</style>{''.join(parts)}", details


def _paragraph(rng: Random, text: Sequence[str]) -> str:
    chosen = " ".join(rng.sample(text, min(len(text), rng.randint(3, 6))))
    return f"<p>{escape(chosen)}</p>"


def _head(rng: Random) -> str:
    logo = ""
    if rng.random() < 0.5:
        logo = seals.logo(rng, "width:18mm;height:18mm;margin-right:6mm")
    lines = "<br>".join(str(escape(line)) for line in rng.sample(BODIES, 2))
    italic = rng.choice(NAMES) if rng.random() < 0.3 else ""
    fancy = f'<i style="font:italic 20pt Z003,FreeSerif;margin-left:9mm">{italic}</i>'
    return f'<div style="display:flex;margin-bottom:6mm">{logo}<div>{lines}</div>{fancy}</div>'


def _table(rng: Random) -> str:
    rows, columns = rng.randint(2, 5), rng.randint(2, 5)
    cells = [
        "".join(
            f"<td>{rng.choice([*POSTS, '', '', '12 500,00', '05.2026'])}</td>"
            for _ in range(columns)
        )
        for _ in range(rows)
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _form(rng: Random) -> str:
    line = '<div style="display:flex;margin:3mm 0">{}<div class="ruled" style="flex:1"></div></div>'
    return "".join(line.format(rng.choice(POSTS)) for _ in range(rng.randint(1, 3)))


def _block(rng: Random, number: int, details: dict[str, str], *, plain: bool) -> str:
    signed = not plain and rng.random() < 0.65
    sealed = not plain and rng.random() < 0.5
    pen = ""
    if signed:
        key, ink = f"mark:signature:{number}", rng.choice(INKS)
        details[key] = "black" if ink == BLACK_INK else "blue"
        width, height = rng.uniform(26, 44), rng.uniform(9, 16)
        left, top = rng.uniform(-3, 10), 9 - height + rng.uniform(-1, 4)
        pen = (
            f'<div id="{key}" class="abs" style="left:{left:.1f}mm;top:{top:.1f}mm;'
            f'width:{width:.1f}mm;height:{height:.1f}mm">{marked_hands.signature(rng, ink)}</div>'
        )
    seal = _seal(rng, number, details) if sealed else ""
    ruled = " ruled" if rng.random() < 0.5 else ""
    post, name = rng.choice(POSTS), rng.choice(NAMES)
    date = rng.choice(["", "«___» __________ 2026", "12.03.2026", "подпись / қолы"])
    if not plain and rng.random() < 0.2:
        ink, width = rng.choice(INKS), rng.uniform(16, 30)
        style = f"width:{width:.0f}mm;height:{width * rng.uniform(0.16, 0.24):.1f}mm"
        date = marked_hands.date(rng, ink, style)
    block = "block sealed" if sealed else "block"
    return (
        f'<div class="{block}"><div>{post}<br>{date}</div><div class="pen{ruled}">{pen}</div>'
        f"<div>{name}</div>{seal}</div>"
    )


def _seal(rng: Random, number: int, details: dict[str, str]) -> str:
    key = f"mark:stamp:{number}"
    shape = rng.choice(["round", "round", "round", "rectangular", "triangular"])
    colour = rng.choice([*seals.INKS, "#b02a30"])
    name = {"#26262c": "black", "#b02a30": "red"}.get(colour, "blue")
    details[key] = f"{name} {shape}"
    lines = rng.sample(BODIES, rng.randint(1, 2))
    fill = "width:100%;height:100%"
    if shape == "round":
        size = rng.uniform(32, 42)
        width, height = size, size
        lines = [*lines, *(["", "АЛМАТЫ"][: rng.randint(0, 2)])]
        drawn = seals.round_seal(rng, lines, colour=colour, style=fill)
    elif shape == "rectangular":
        width, height = 60.0, 30.0
        drawn = seals.rectangular_stamp(rng, [*lines, "№ 014"], colour=colour, style=fill)
    else:
        width, height = 44.0, 38.0
        lines = ["Для", "справок", "№ 4 поликлиника"]
        drawn = seals.triangular_stamp(rng, lines, colour=colour, style=fill)
    left = rng.uniform(0, 110)
    top = rng.uniform(-0.6, -0.15) * height
    return (
        f'<div id="{key}" class="abs" style="left:{left:.0f}mm;top:{top:.0f}mm;'
        f'width:{width:.0f}mm;height:{height:.0f}mm">{drawn}</div>'
    )


def _codes(rng: Random, details: dict[str, str]) -> str:
    import zxingcpp

    parts = []
    for number in range(rng.choice([1, 1, 3])):
        key, text = f"mark:qr:{number}", f"https://example.kz/d/{rng.randrange(10**12)}/{number}"
        details[key] = text
        drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_svg()
        drawn = drawn[drawn.index("<svg") :]
        parts.append(
            f'<div id="{key}" style="width:22mm;height:22mm;margin-right:4mm;display:inline-block">'
            f"{_sized(drawn)}</div>"
        )
    return f"<div>{''.join(parts)}</div>"


def _sized(drawn: str) -> str:
    """The drawing stretched to its place; the library gives a size in pixels only."""
    size = re.search(r'width="(\d+)" height="(\d+)"', drawn)
    if size is None:
        raise ValueError("a drawing without a size")
    view = f'<svg viewBox="0 0 {size[1]} {size[2]}" style="width:100%;height:100%"'
    return view + drawn[len("<svg") :].replace(size[0], "", 1)


def _image(pdf: bytes, delivered: Any, level: str) -> NDArray[np.uint8]:
    from sample_docs.scanning import page_image

    if level == "digital":
        return np.asarray(page_image(pdf, 0, 110)[:, :, ::-1], np.uint8).copy()
    name, content = delivered.files[0]
    if name.endswith(".pdf"):
        return np.asarray(page_image(content, 0, 200)[:, :, ::-1], np.uint8).copy()
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("the page image could not be decoded")
    return np.asarray(decoded, np.uint8)


def homography(quad: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """From fractions of the printed page to those of the picture of it."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(unit, np.array(quad, np.float32)))


def moved(box: Sequence[float], matrix: NDArray[np.float64]) -> Box:
    """Frame around a box that was moved with its page."""
    left, top, right, bottom = box
    corners = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float64)
    x, y = cv2.perspectiveTransform(corners, matrix)[0].T
    return [float(np.clip(v, 0, 1)) for v in (x.min(), y.min(), x.max(), y.max())]


def printed_words(pdf: bytes, number: int = 0) -> list[tuple[str, Box]]:
    """Words of a page (from 0) of a printed PDF, with boxes in fractions."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = document.pages[number]
        width, height = float(page.width), float(page.height)
        return [
            (
                word["text"],
                [
                    max(0.0, word["x0"] / width),
                    max(0.0, word["top"] / height),
                    min(1.0, word["x1"] / width),
                    min(1.0, word["bottom"] / height),
                ],
            )
            for word in page.extract_words()
        ]
