"""Damaged PDF files, and such that cost a reader more than they are worth."""

from tests.hostile.case import Case, Kind, Make, odd, of, read, refused, slow
from tests.hostile.pdf_parts import FONT, body, packed, page, plain, simple, stream, text

WORD = "Invented"
_BROKEN = Kind.BROKEN_FILE


def cases() -> list[Case]:
    """All of them."""
    return [*_damaged(), *_greedy()]


def _damaged() -> list[Case]:
    def cut(share: float, note: str) -> Make:
        return of(lambda: (whole := plain(note))[: int(len(whole) * share)])

    def changed(note: str, old: bytes, new: bytes) -> Make:
        return of(lambda: plain(note).replace(old, new))

    return [
        refused("header-only.pdf", of(lambda: b"%PDF-1.7\n"), _BROKEN),
        refused("header-and-end.pdf", of(lambda: b"%PDF-1.7\n%%EOF\n"), _BROKEN),
        odd("cut-at-30.pdf", cut(0.3, "30"), None, _BROKEN),
        odd("cut-at-60.pdf", cut(0.6, "60"), None, _BROKEN),
        odd("cut-at-95.pdf", cut(0.95, "95"), None, _BROKEN),
        read("junk-before.pdf", of(lambda: b"\0junk\n" * 80 + plain("junk")), WORD),
        refused(
            "header-late.pdf", of(lambda: b"\0junk\n" * 400 + plain("late")), Kind.UNKNOWN_FORMAT
        ),
        refused("no-header.pdf", of(lambda: plain("none")[15:]), Kind.UNKNOWN_FORMAT),
        odd("table-offsets-wrong.pdf", changed("offsets", b" 00000 n", b" 00000 f"), None, _BROKEN),
        odd(
            "table-at-nowhere.pdf",
            changed("nowhere", b"startxref\n", b"startxref\n9999"),
            None,
            _BROKEN,
        ),
        odd(
            "table-negative.pdf",
            changed("negative", b"startxref\n", b"startxref\n-"),
            None,
            _BROKEN,
        ),
        odd(
            "no-table.pdf",
            of(
                lambda: body(
                    [
                        b"<< /Type /Catalog /Pages 2 0 R >>",
                        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        page(),
                        FONT,
                        stream(text()),
                    ]
                )
            ),
            None,
            _BROKEN,
        ),
        odd("table-loop.pdf", of(_table_loop), None, _BROKEN),
        odd("size-huge.pdf", changed("size", b"/Size 6", b"/Size 999999999"), None, _BROKEN),
        odd(
            "length-wrong.pdf", of(lambda: simple(content=stream(text(), length=7))), None, _BROKEN
        ),
        odd(
            "length-huge.pdf",
            of(lambda: simple(content=stream(text(), length=2**31))),
            None,
            _BROKEN,
        ),
        odd(
            "filter-unknown.pdf",
            of(lambda: simple(content=stream(text(), b"/Filter /Own"))),
            None,
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd(
            "flate-of-rubbish.pdf",
            of(lambda: simple(content=stream(b"x" * 500, b"/Filter /FlateDecode"))),
            None,
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd("object-streams-cycle.pdf", of(_object_streams), None, _BROKEN),
    ]


def _table_loop() -> bytes:
    whole = plain("loop")
    place = int(whole[whole.rindex(b"startxref") + 10 :].split()[0])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def _object_streams() -> bytes:
    """Two streams of objects, each in the other one."""
    inner = b"6 0 7 10 << >>      << >>      "
    entries = b"/Type /ObjStm /N 2 /First 9 /Extends %d 0 R"
    return simple(others=[stream(inner, entries % 7), stream(inner, entries % 6)])


def _greedy() -> list[Case]:
    return [
        refused(
            "bomb-content.pdf",
            of(lambda: simple(content=packed(bytes(300_000_000)))),
            Kind.FILE_TOO_LARGE,
        ),
        refused(
            "bomb-nested.pdf", of(lambda: simple(content=packed(text(), 5))), Kind.FILE_TOO_LARGE
        ),
        odd(
            "form-in-itself.pdf",
            of(lambda: _drawing(b"/X1 Do", b"/X1 Do")),
            None,
            Kind.PAGE_UNREADABLE,
        ),
        Case(
            "forms-doubling.pdf",
            of(_doubling),
            False,
            (frozenset({Kind.TIME_OUT}), frozenset({Kind.TIME_OUT, _BROKEN})),
            slow=True,
        ),
        read("deep-states.pdf", of(lambda: simple(content=packed(b"q " * 100_000 + text()))), WORD),
        slow(
            odd("many-paths.pdf", of(lambda: simple(content=packed(_paths(30_000) + text()))), None)
        ),
        Case(
            "million-paths.pdf",
            of(lambda: simple(content=packed(_paths(1_000_000)))),
            None,
            (frozenset(), frozenset({Kind.TIME_OUT})),
            slow=True,
        ),
        odd("fine-pattern.pdf", of(_fine_pattern), None, Kind.PAGE_UNREADABLE, Kind.TIME_OUT),
        read("white-on-white.pdf", of(lambda: simple(content=stream(text(before="1 g"))))),
        read("invisible.pdf", of(lambda: simple(content=stream(text(before="3 Tr"))))),
        slow(read("60000-letters.pdf", of(_many_letters))),
        odd(
            "inline-picture-open.pdf",
            of(lambda: simple(content=stream(b"BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"x" * 50))),
            None,
            Kind.PAGE_UNREADABLE,
        ),
        odd(
            "operators-wrong.pdf",
            of(lambda: simple(content=stream(b"BT Q Q Q ET 1 0 0 rg /No Do ((( Tj " + text()))),
            None,
            Kind.PAGE_UNREADABLE,
        ),
        odd("glyph-draws-itself.pdf", of(_type3), None, Kind.PAGE_UNREADABLE),
    ]


def _drawing(content: bytes, form: bytes) -> bytes:
    own = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /XObject << /X1 6 0 R >> >>"
    )
    return simple(
        page_object=page(b"/Resources << /XObject << /X1 6 0 R >> >> /Contents 5 0 R"),
        content=stream(content),
        others=[stream(form, own)],
    )


def _doubling() -> bytes:
    """Forms that each draw the next one twice, thirty deep: a billion drawings."""
    depth = 30
    own = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /XObject << /X1 %d 0 R >> >>"
    )
    forms = [stream(b"/X1 Do /X1 Do", own % (7 + number)) for number in range(depth)]
    forms.append(stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return simple(
        page_object=page(b"/Resources << /XObject << /X1 6 0 R >> >> /Contents 5 0 R"),
        content=stream(b"/X1 Do"),
        others=forms,
    )


def _paths(count: int) -> bytes:
    return b"".join(
        b"%d %d m %d %d l S\n" % (n % 595, n % 842, (n * 7) % 595, (n * 13) % 842)
        for n in range(count)
    )


def _fine_pattern() -> bytes:
    tile = stream(
        b"0 0 1 1 re f",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 0.001 0.001] "
        b"/XStep 0.001 /YStep 0.001 /Resources << >>",
    )
    return simple(
        page_object=page(b"/Resources << /Pattern << /P1 6 0 R >> >> /Contents 5 0 R"),
        content=stream(b"/Pattern cs /P1 scn 0 0 595 842 re f"),
        others=[tile],
    )


def _many_letters() -> bytes:
    lines = b" ".join(
        b"1 0 0 1 20 %d Tm (%s) Tj" % (20 + n % 800, b"letters " * 75) for n in range(100)
    )
    return simple(content=packed(b"BT /F1 6 Tf " + lines + b" ET"))


def _type3() -> bytes:
    glyph = stream(b"1000 0 d0 BT /F1 1 Tf (a) Tj ET")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] "
        b"/FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 7 0 R >> "
        b"/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] "
        b"/Resources << /Font << /F1 6 0 R >> >> >>"
    )
    return simple(
        page_object=page(b"/Resources << /Font << /F1 6 0 R >> >> /Contents 5 0 R"),
        content=stream(text("a" * 30)),
        others=[font, glyph],
    )
