"""PDFs signed by invented people, with certificates made on the spot."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.pipeline import sheets

NOW = datetime.now(UTC)
IIN, BIN = "990115300007", "180340012345"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """A private key for a name, made once."""
    assert name
    return rsa.generate_private_key(65537, 2048)


def certificate(
    *, since: int = -30, until: int = 365, issuer: str = "root", name: str = "signer"
) -> x509.Certificate:
    """A certificate; `since` and `until` are days from now."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "СЕЙІТОВА АЙГЕРІМ"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, f"IIN{IIN}"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ТОО «Көкжиек»"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"BIN{BIN}"),
        ]
    )
    issued_by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issued_by)
        .public_key(key(name).public_key())
        .serial_number(7)
        .not_valid_before(NOW + timedelta(days=since))
        .not_valid_after(NOW + timedelta(days=until))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key(issuer), hashes.SHA256())
    )


def root(path: Path, name: str = "root") -> Path:
    """A root certificate as a PEM file."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key(name).public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=900))
        .not_valid_after(NOW + timedelta(days=900))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key(name), hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


def sheet(text: str = "The employer keeps the job") -> bytes:
    """An unsigned page."""
    stream = io.BytesIO()
    sheets.build(sheets.Sheet(sheets.text(text))).save(stream)
    return stream.getvalue()


def signed(pdf: bytes, made: x509.Certificate | None = None, field: str = "Signature1") -> bytes:
    """The PDF with an invisible signature added."""
    store: Any = SimpleCertificateStore
    signer = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(
            (made or certificate()).public_bytes(serialization.Encoding.DER)
        ),
        signing_key=keys.PrivateKeyInfo.load(
            key("signer").private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        cert_registry=store(),
    )
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer, output=out)
    return out.getvalue()


def changed_afterwards(pdf: bytes) -> bytes:
    """The signed file with other words on its page, saved as a further revision."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    content = page["/Contents"]
    content._data = content.data + b" q BT /F1 20 Tf 60 300 Td (5000 EUR) Tj ET Q"
    content._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def broken(pdf: bytes) -> bytes:
    """The signed file with a letter of the signed page replaced in place."""
    with pikepdf.open(io.BytesIO(sheet())) as unsigned:
        content = unsigned.pages[0].Contents.read_raw_bytes()
    assert content in pdf
    return pdf.replace(content, content[:-9] + b" " + content[-8:], 1)


def gost(pdf: bytes) -> bytes:
    """The signed file claiming an algorithm of Kazakhstan (object identifiers 1.2.398...)."""
    claimed = pdf
    for known in (b"2a864886f70d01010b", b"2a864886f70d010101"):
        for written in (known, known.upper()):
            claimed = claimed.replace(written, b"2a830e030a01010101")
    assert claimed != pdf
    return claimed
