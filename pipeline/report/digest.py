"""The morning's digest by e-mail: counts alone, in three languages, no name and no package.

A message passes through machines of others and stays in mailboxes; so it says how much there is to
do and where, and nothing about whom.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from pipeline.model import LANGUAGES, Language, Phrase
from pipeline.report.index import OUTCOMES, moment
from pipeline.report.messages import say
from pipeline.settings import Settings
from pipeline.store.overview import Morning

_TONGUES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def make_digest(morning: Morning, settings: Settings) -> EmailMessage:
    """The message; its subject in the language of the settings, its text in all three."""
    counts = morning.figures.outcomes
    message = EmailMessage()
    message["Subject"] = say(
        Phrase(
            "batch.digest.subject",
            {
                "packages": len(morning.packages),
                "questions": counts.get("indeterminate", 0),
                "failures": counts.get("failed", 0),
            },
        ),
        settings.language,
    )
    message["From"] = settings.digest_from
    message["To"] = ", ".join(addressees(settings))
    message["Date"] = formatdate(morning.run.ended_at, usegmt=True)
    message["Message-ID"] = make_msgid(domain="tekseru.invalid")
    # No reply of a machine to a machine.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(_text(morning, settings, tongue) for tongue in LANGUAGES))
    return message


def send_digest(message: EmailMessage, settings: Settings) -> None:
    """Hand the message to the mail server of the settings.

    Raises OSError (smtplib's errors among them) when it does not take it.
    """
    with smtplib.SMTP(
        settings.smtp_host, settings.smtp_port, timeout=settings.smtp_seconds
    ) as server:
        if settings.smtp_tls:
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        server.send_message(message)


def addressees(settings: Settings) -> list[str]:
    """Addresses that get the digest."""
    return [address.strip() for address in settings.digest_to.split(",") if address.strip()]


def _text(morning: Morning, settings: Settings, language: Language) -> str:
    lines = [
        _TONGUES[language],
        say(
            Phrase("batch.digest.hello", {"moment": moment(morning.run.ended_at or 0.0)}), language
        ),
        "",
    ]
    lines += [
        _line(say(Phrase(f"batch.outcome.{name}"), language), number, language)
        for name in OUTCOMES
        if (number := morning.figures.outcomes.get(name, 0))
    ]
    changed = sum(case.change is not None for case in morning.packages)
    for key, number in (
        ("batch.verified", morning.run.verified),
        ("batch.unchanged", morning.run.unchanged),
        ("batch.digest.changed", changed),
    ):
        lines.append(_line(say(Phrase(key), language), number, language))
    lines.append("")
    if settings.digest_link:
        address = {"address": settings.digest_link}
        lines.append(say(Phrase("batch.digest.link", address), language))
    lines.append(say(Phrase("batch.digest.private"), language))
    return "\n".join(lines)


def _line(label: str, number: int, language: Language) -> str:
    return say(Phrase("batch.digest.line", {"label": label, "number": number}), language)
