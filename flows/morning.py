"""What reviewers find in the morning: index page, spreadsheet, and a digest in their mailbox."""

from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import Engine

from pipeline.model import LANGUAGES
from pipeline.report.digest import addressees, make_digest, send_digest
from pipeline.report.index import Demands, render_index
from pipeline.report.spreadsheet import make_spreadsheet
from pipeline.settings import Settings
from pipeline.store.overview import Morning, morning_of
from validators.ruleset import load, years

INDEX, SPREADSHEET = "index.html", "packages.xlsx"


def write_pages(engine: Engine, inbox: str, out: Path, settings: Settings) -> Path:
    """Write index and spreadsheet of an inbox beside its reports; returns the index."""
    morning = morning_of(engine, inbox)
    demanded = demands()
    out.mkdir(parents=True, exist_ok=True)
    _write(out / SPREADSHEET, make_spreadsheet(morning, demanded, language=settings.language))
    page = render_index(morning, demanded, language=settings.language)
    _write(out / INDEX, page.encode("utf-8"))
    return out / INDEX


def tell(engine: Engine, inbox: str, settings: Settings) -> EmailMessage | None:
    """Send the digest if anybody wants it; raises OSError when the mail server does not take it."""
    if not addressees(settings):
        return None
    message = make_digest(morning_of(engine, inbox), settings)
    send_digest(message, settings)
    return message


def counts(morning: Morning) -> dict[str, int]:
    """Packages by outcome; nothing else may be shown to everybody."""
    return dict(morning.figures.outcomes)


def demands() -> Demands:
    """What the rules of all years demand; the newest year's wording counts."""
    found = {}
    for year in years():
        for name, entry in load(year).rules.items():
            found[name] = {language: entry.demand(language) for language in LANGUAGES}
    return found


def _write(path: Path, content: bytes) -> None:
    """The whole file, or the old one."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
