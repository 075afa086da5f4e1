"""Odd PDF files whole in themselves: structure, boxes, actions, locks."""

import io
from functools import partial
from pathlib import Path

from tests.hostile.case import Case, Kind, Make, odd, of, read, refused, slow
from tests.hostile.pdf_parts import FONT, USUAL, page, pdf, plain, simple, stream, text

WORD = "Invented"
_BROKEN = Kind.BROKEN_FILE


def cases() -> list[Case]:
    """All of them."""
    return [*_structure(), *_boxes(), *_actions(), *_locked()]


def _structure() -> list[Case]:
    tree = b"<< /Type /Pages /Kids [%s] /Count %s >>"
    return [
        read("plain.pdf", of(lambda: plain("plain")), WORD),
        refused("no-pages.pdf", of(lambda: simple(tree=tree % (b"", b"0"))), _BROKEN),
        odd(
            "tree-is-its-own-child.pdf",
            of(lambda: simple(tree=tree % (b"2 0 R", b"1"))),
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd(
            "tree-cycle.pdf",
            of(
                lambda: simple(tree=tree % (b"6 0 R 3 0 R", b"2"), others=[tree % (b"2 0 R", b"1")])
            ),
            None,
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd("count-5000.pdf", of(lambda: simple(tree=tree % (b"3 0 R", b"5000"))), None, _BROKEN),
        odd("count-negative.pdf", of(lambda: simple(tree=tree % (b"3 0 R", b"-7"))), None, _BROKEN),
        odd("kid-null.pdf", of(lambda: simple(tree=tree % (b"null 3 0 R", b"2"))), None, _BROKEN),
        odd(
            "kid-missing.pdf",
            of(lambda: simple(tree=tree % (b"99 0 R", b"1"))),
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd(
            "kid-is-text.pdf",
            of(lambda: simple(tree=tree % (b"(page)", b"1"))),
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        odd("pages-missing.pdf", of(lambda: pdf(b"<< /Type /Catalog >>")), _BROKEN),
        odd("root-missing.pdf", of(lambda: pdf(b"null", FONT)), _BROKEN),
        odd("root-is-a-number.pdf", of(lambda: pdf(b"42", FONT)), _BROKEN),
        read(
            "outline-cycle.pdf",
            of(
                lambda: simple(
                    b"/Outlines 6 0 R",
                    others=[
                        b"<< /First 7 0 R /Last 7 0 R /Count 1 >>",
                        b"<< /Title (a) /Next 7 0 R /First 6 0 R /Parent 7 0 R >>",
                    ],
                )
            ),
            WORD,
        ),
        read("deep-tree.pdf", of(_deep_tree), WORD),
        odd("nested-arrays.pdf", of(lambda: simple(b"/X " + b"[" * 200_000)), None, _BROKEN),
        odd(
            "nested-arrays-closed.pdf",
            of(lambda: simple(b"/X " + b"[" * 50_000 + b"]" * 50_000)),
            None,
            _BROKEN,
        ),
        read("no-contents.pdf", of(lambda: simple(page_object=page(b"")))),
        odd(
            "contents-is-its-page.pdf",
            of(lambda: simple(page_object=page(b"/Contents 3 0 R"))),
            None,
            _BROKEN,
            Kind.PAGE_UNREADABLE,
        ),
        read("metadata-odd.pdf", of(_odd_metadata), WORD),
        read("metadata-entities.pdf", of(_entities), WORD),
        read("fifty-revisions.pdf", of(_revisions), WORD),
        Case(
            "ten-thousand-pages.pdf",
            of(lambda: _many_pages(10_000)),
            True,
            (frozenset({Kind.TOO_MANY_PAGES}),),
            WORD,
        ),
        Case(
            "three-hundred-pages.pdf",
            of(lambda: _many_pages(300)),
            True,
            (frozenset(),),
            WORD,
            slow=True,
        ),
    ]


def _deep_tree() -> bytes:
    """Five hundred knots between the root of the tree and its one page."""
    depth = 500
    knots = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (7 + number if number < depth - 1 else 3)
        for number in range(depth)
    ]
    return simple(tree=b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>", others=knots)


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    pages = [page(b"/Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R") for _ in range(count)]
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        FONT,
        stream(text()),
        *pages,
    )


def _odd_metadata() -> bytes:
    long = b"A" * 1_000_000
    info = (
        b"<< /Title (%s) /Producer 42 /Creator [1 2] /CreationDate (D:99999999999999) "
        b"/ModDate (D:-1) /Author << >> >>" % long
    )
    return simple(others=[info], trailer=b"/Info 6 0 R")


def _entities() -> bytes:
    """A billion laughs in the metadata."""
    levels = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(12)
    )
    xml = f"<?xml version='1.0'?><!DOCTYPE x [{levels}]><x>&a11;</x>".encode()
    return simple(b"/Metadata 6 0 R", others=[stream(xml, b"/Type /Metadata /Subtype /XML")])


def _revisions() -> bytes:
    out = plain("revisions")
    for number in range(50):
        start = len(out)
        previous = int(out[out.rindex(b"startxref") + 10 :].split()[0])
        out += b"5 0 obj\n%s\nendobj\n" % stream(text(f"Invented revision number {number} of all"))
        table = len(out)
        out += (
            b"xref\n5 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (start, previous, table)
        )
    return out


def _boxes() -> list[Case]:
    def box(value: bytes, more: bytes = USUAL) -> Make:
        return of(partial(simple, page_object=page(more, value)))

    unread = Kind.PAGE_UNREADABLE
    return [
        read("box-reversed.pdf", box(b"[595 842 0 0]"), WORD),
        read("box-beside-origin.pdf", box(b"[-100 -100 495 742]"), WORD),
        slow(read("box-five-metres.pdf", box(b"[0 0 14400 14400]"), WORD)),
        read("box-20000-pixels.pdf", box(b"[0 0 4800 4800]"), WORD),
        slow(odd("box-a-billion.pdf", box(b"[0 0 1000000000 1000000000]"), None, unread, _BROKEN)),
        odd("box-line.pdf", box(b"[0 0 595 0]"), None, unread, _BROKEN),
        odd("box-thin.pdf", box(b"[0 0 595 0.0001]"), None, unread, _BROKEN),
        odd("box-empty.pdf", box(b"[]"), None, unread, _BROKEN),
        odd("box-of-words.pdf", box(b"[(a) (b) /c null]"), None, unread, _BROKEN),
        odd("box-huge-numbers.pdf", box(b"[0 0 9e99 1" + b"0" * 300 + b"]"), None, unread, _BROKEN),
        odd("no-box.pdf", box(b"null"), None, unread, _BROKEN),
        refused(
            "crop-outside.pdf",
            box(b"[0 0 595 842]", USUAL + b" /CropBox [2000 2000 3000 3000]"),
            unread,
        ),
        odd("unit-75000.pdf", box(b"[0 0 595 842]", USUAL + b" /UserUnit 75000"), None, unread),
        read("turned-90.pdf", box(b"[0 0 595 842]", USUAL + b" /Rotate 90")),
        read("turned-minus-90.pdf", box(b"[0 0 595 842]", USUAL + b" /Rotate -90")),
        read("turned-45.pdf", box(b"[0 0 595 842]", USUAL + b" /Rotate 45"), WORD),
        read("turned-a-billion.pdf", box(b"[0 0 595 842]", USUAL + b" /Rotate 3600000000"), WORD),
        odd("turned-by-a-word.pdf", box(b"[0 0 595 842]", USUAL + b" /Rotate (x)"), None, unread),
    ]


def _actions() -> list[Case]:
    def opening(action: bytes) -> Make:
        return of(partial(simple, b"/OpenAction << %s >>" % action))

    return [
        read("javascript.pdf", opening(b"/S /JavaScript /JS (while \\(true\\) {})"), WORD),
        read("launch.pdf", opening(b"/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>"), WORD),
        read("visit.pdf", opening(b"/S /URI /URI (http://192.0.2.1/)"), WORD),
        read("send-form.pdf", opening(b"/S /SubmitForm /F (http://192.0.2.1/)"), WORD),
        read(
            "go-elsewhere.pdf", opening(b"/S /GoToR /F (\\\\\\\\192.0.2.1\\\\x.pdf) /D [0]"), WORD
        ),
        read("external-content.pdf", of(_external_content)),
        read(
            "attachment.pdf",
            of(
                lambda: simple(
                    b"/Names << /EmbeddedFiles << /Names [(x.exe) 6 0 R] >> >>",
                    others=[
                        b"<< /Type /Filespec /F (../../x.exe) /EF << /F 7 0 R >> >>",
                        stream(b"MZ" + bytes(2000), b"/Type /EmbeddedFile"),
                    ],
                )
            ),
            WORD,
        ),
        read(
            "portfolio.pdf",
            of(lambda: simple(b"/Collection << /View /T >>")),
            WORD,
            Kind.UNKNOWN_FORMAT,
        ),
        refused(
            "only-acrobat.pdf",
            of(lambda: simple(b"/NeedsRendering true /AcroForm << /XFA (x) /Fields [] >>")),
            Kind.UNKNOWN_FORMAT,
        ),
        read("form.pdf", of(_form), WORD),
        odd("signature-of-rubbish.pdf", of(_rubbish_signature), None, _BROKEN),
        read("zip-behind.pdf", of(lambda: plain("zip behind") + _zip()), WORD),
    ]


def _external_content() -> bytes:
    """A page whose content lies in another file."""
    outside = stream(b"", b"/F (/etc/passwd) /FFilter [/ASCIIHexDecode]")
    return simple(content=outside)


def _form() -> bytes:
    widget = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (filled in) /Rect [60 600 300 620] "
        b"/P 3 0 R /F 4 >>"
    )
    return simple(
        b"/AcroForm << /Fields [6 0 R] /NeedAppearances true >>",
        page_object=page(USUAL + b" /Annots [6 0 R null 99 0 R]"),
        others=[widget],
    )


def _rubbish_signature() -> bytes:
    value = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
        b"/ByteRange [0 10 99999999 -5] /Contents <%s> >>" % (b"30820000ff" * 40)
    )
    field = b"<< /FT /Sig /T (s) /V 6 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>"
    return simple(b"/AcroForm << /SigFlags 3 /Fields [7 0 R] >>", others=[value, field])


def _zip() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x.txt"), "x")
    return out.getvalue()


def _locked() -> list[Case]:
    def locked(note: str, **choices: object) -> Make:
        def make(path: Path) -> None:
            import pikepdf

            with pikepdf.open(io.BytesIO(plain(note))) as unlocked:
                unlocked.save(path, encryption=pikepdf.Encryption(**choices))  # type: ignore[arg-type]

        return make

    return [
        refused("locked-aes.pdf", locked("aes", user="u", owner="o", R=6), Kind.ENCRYPTED_FILE),
        refused(
            "locked-rc4.pdf",
            locked("rc4", user="u", owner="o", R=3, aes=False, metadata=False),
            Kind.ENCRYPTED_FILE,
        ),
        refused(
            "locked-old.pdf",
            locked("old", user="u", owner="o", R=2, aes=False, metadata=False),
            Kind.ENCRYPTED_FILE,
        ),
        read("owner-locked.pdf", locked("owner", user="", owner="o", R=6), WORD),
        read(
            "owner-locked-old.pdf",
            locked("owner2", user="", owner="o", R=3, aes=False, metadata=False),
            WORD,
        ),
        odd(
            "lock-broken.pdf",
            of(
                lambda: simple(
                    others=[b"<< /Filter /Standard /V 5 /R 6 /O () /U () /P -1 >>"],
                    trailer=b"/Encrypt 6 0 R /ID [() ()]",
                )
            ),
            Kind.ENCRYPTED_FILE,
            _BROKEN,
        ),
        odd(
            "lock-unknown.pdf",
            of(lambda: simple(others=[b"<< /Filter /Own.Lock /V 9 >>"], trailer=b"/Encrypt 6 0 R")),
            Kind.ENCRYPTED_FILE,
            _BROKEN,
            None,
        ),
    ]
