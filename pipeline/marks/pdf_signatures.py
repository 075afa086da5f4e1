"""Electronic signatures inside PDF files: who, when, intact, and what changed after signing.

The file is only read. pyHanko knows the algorithms of the international standards; Kazakhstan's
GOST 34.310 and whatever else it does not know is answered by "not checked", never by "valid".
Trust is checked only against root certificates that the settings name; nothing is fetched.
"""

import asyncio
import logging
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.model import PdfSignature, SignatureState

_LOG = logging.getLogger(__name__)
KNOWN_ALGORITHMS = ("rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "ed25519", "ed448", "dsa")
MOST_SIGNATURES = 20
_NUMBER = re.compile(r"\b(?:IIN|BIN)?(\d{12})\b")


def signatures_of(path: Path, roots: Sequence[Path] = ()) -> tuple[PdfSignature, ...]:
    """Signatures of a PDF in the order in which they were made; none for a file without.

    `roots` are files with trusted root certificates (PEM or DER).
    """
    if b"/ByteRange" not in path.read_bytes():
        return ()
    # pyHanko runs an event loop of its own, which must not meet one that already runs here.
    with ThreadPoolExecutor(1, thread_name_prefix="signature") as thread:
        return thread.submit(_read, path, tuple(roots)).result()


def _read(path: Path, roots: tuple[Path, ...]) -> tuple[PdfSignature, ...]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        with path.open("rb") as stream:
            reader = PdfFileReader(stream, strict=False)
            found = reader.embedded_regular_signatures[:MOST_SIGNATURES]
            return tuple(_checked(signature, roots) for signature in found)
    except (PdfError, ValueError, KeyError, TypeError, IndexError):
        # Damaged beyond what pyHanko reads: pages may still be read, signatures are not.
        _LOG.warning("the signatures of a file could not be read")
        return ()


def _checked(signature: Any, roots: tuple[Path, ...]) -> PdfSignature:
    certificate = _certificate(signature)
    algorithm = _algorithm(signature, certificate)
    state = SignatureState.NOT_CHECKED
    changes: tuple[str, ...] = ()
    if algorithm in KNOWN_ALGORITHMS:
        state, changes = _state(signature, roots)
    subject = certificate.subject.native if certificate else {}
    return PdfSignature(
        state=state,
        signer=_text(subject.get("common_name") or signature.sig_object.get("/Name")),
        organisation=_text(subject.get("organization_name")),
        number=_twelve_digits(subject.get("serial_number")),
        organisation_number=_twelve_digits(subject.get("organizational_unit_name")),
        signed_at=_claimed_time(signature),
        valid_from=certificate.not_valid_before if certificate else None,
        valid_until=certificate.not_valid_after if certificate else None,
        algorithm=algorithm,
        changes=changes,
    )


def _certificate(signature: Any) -> Any | None:
    """The certificate that the signature names, taken as it lies there: nothing is proven yet."""
    wanted = signature.signer_info["sid"].native
    for choice in signature.signed_data["certificates"]:
        if choice.name == "certificate":
            certificate = choice.chosen
            if not isinstance(wanted, dict):  # named by the identifier of its key
                if certificate.key_identifier == wanted:
                    return certificate
            elif certificate.serial_number == wanted.get("serial_number"):
                return certificate
    return None


def _claimed_time(signature: Any) -> datetime | None:
    when = signature.self_reported_timestamp
    return when if isinstance(when, datetime) else None


def _algorithm(signature: Any, certificate: Any | None) -> str:
    """Name of the signature algorithm, a dotted number where it is not a known one."""
    algorithm = signature.signer_info["signature_algorithm"]
    named = str(algorithm["algorithm"].native)
    try:
        key = str(certificate.public_key.algorithm) if certificate else ""
        return key if "." in key else str(algorithm.signature_algo)
    except (ValueError, KeyError):
        return named


def _state(signature: Any, roots: tuple[Path, ...]) -> tuple[SignatureState, tuple[str, ...]]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.ades.report import AdESIndeterminate
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        signature.compute_integrity_info()
        intact, valid = validate_sig_integrity(
            signature.signer_info,
            signature.signer_cert,
            expected_content_type="data",
            actual_digest=signature.compute_digest(),
        )
    except SignatureValidationError as error:
        # The certificate beside the signature is not the one that was signed with.
        swapped = error.ades_subindication is AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND
        return (SignatureState.BROKEN if swapped else SignatureState.NOT_CHECKED), ()
    except (PdfError, ValueError, KeyError, NotImplementedError):
        return SignatureState.NOT_CHECKED, ()
    if not intact or not valid:
        return SignatureState.BROKEN, ()
    changes = tuple(_changes(signature))
    if "suspicious" in changes:
        return SignatureState.CHANGED, changes
    certificate = signature.signer_cert
    when = _claimed_time(signature) or datetime.now(UTC)
    if not certificate.not_valid_before <= _aware(when) <= certificate.not_valid_after:
        return SignatureState.EXPIRED, changes
    if not roots:
        return SignatureState.INTACT, changes
    trusted = _is_trusted(signature, roots, _aware(when))
    return (SignatureState.TRUSTED if trusted else SignatureState.UNTRUSTED), changes


def _changes(signature: Any) -> Iterator[str]:
    """What was added after signing; `suspicious` for anything a later signer may not do."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return
    result = signature.diff_result
    if (
        signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION
        or not isinstance(result, DiffResult)
        or not signature.summarise_integrity_info()["docmdp_ok"]
    ):
        yield "suspicious"
    elif result.modification_level >= ModificationLevel.FORM_FILLING:
        yield "form_filled"
    elif result.modification_level == ModificationLevel.LTA_UPDATES:
        yield "archived"


def _is_trusted(signature: Any, roots: tuple[Path, ...], when: datetime) -> bool:
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    load: Any = load_certs_from_pemder  # untyped, as the validator is
    anchors = list(load([str(path) for path in roots]))
    context = ValidationContext(
        trust_roots=anchors,
        other_certs=list(signature.other_embedded_certs),
        allow_fetching=False,
        moment=when,
        best_signature_time=when,
        revocation_mode="soft-fail",
    )
    validator: Any = CertificateValidator(
        signature.signer_cert, signature.other_embedded_certs, validation_context=context
    )
    try:
        asyncio.run(validator.async_validate_usage(set()))
    except (PathError, ValidationError, ValueError):
        return False
    return True


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(str(value).split()) or None if value is not None else None


def _twelve_digits(value: Any) -> str | None:
    """IIN or BIN as the national certificates print them: `IIN990115300007`, `BIN...`."""
    found = _NUMBER.search(_text(value) or "")
    return found[1] if found else None
