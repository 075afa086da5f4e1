"""Commands of the reviewers' desk: `tekseru console`, `tekseru user`, `tekseru audit`."""

import getpass
import secrets
import sys
from typing import Annotated

import typer

from console.wordless import server_logging
from pipeline.errors import BadArgumentsError
from pipeline.model import LANGUAGES, Language, Phrase
from pipeline.settings import settings

users = typer.Typer(help="People who may log in to the console.", no_args_is_help=True)
audits = typer.Typer(help="The audit log of the console.", no_args_is_help=True)
BROKEN = 6
SHELL = "command line"
"""Who the audit log names for what is done here."""
Lang = Annotated[str | None, typer.Option("--lang", help="kk, ru or en: language of messages.")]


def language_of(lang: str | None) -> Language:
    """The language asked for, else that of the settings."""
    return next((code for code in LANGUAGES if code == lang), settings().language)


def told(key: str, language: Language, **values: object) -> str:
    """A sentence of the catalogue."""
    from pipeline.report.messages import say

    return say(Phrase(key, values), language)


def refused(key: str, language: Language, **values: object) -> BadArgumentsError:
    """Arguments that cannot be used, with what to do about it."""
    return BadArgumentsError(told(key, language, **values), told(f"{key}.cure", language, **values))


def console(
    host: Annotated[str, typer.Option(help="Address to listen on; this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8765,
) -> None:
    """Serve the reviewers' pages."""
    import uvicorn

    from console.web.app import create_app
    from console.web.options import ConsoleOptions

    options = ConsoleOptions()
    if (options.certificate is None) != (options.key is None):
        raise refused("desk.certificate", settings().language)
    app = create_app(settings(), options, host)
    scheme = "https" if options.secure else "http"
    sys.stderr.write(f"{scheme}://{host}:{port}\n")
    # Addresses of requests go into no log: who saw what stands in the audit log.
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        log_config=server_logging(),
        server_header=False,
        proxy_headers=False,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
    )


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="Name to log in with.")],
    role: Annotated[
        str, typer.Option(help="reviewer, lead, auditor, administrator, or portal for a program.")
    ] = "reviewer",
    lang: Lang = None,
) -> None:
    """Add a person; the password is asked for, or read from standard input.

    A program (role portal) gets a token instead, which is printed once.
    """
    from console.web import passwords
    from pipeline.store import people
    from pipeline.store.database import open_database

    language = language_of(lang)
    if role not in tuple(people.Role):
        roles = ", ".join(people.Role)
        raise refused("desk.no_role", language, role=role, roles=roles)
    token = secrets.token_urlsafe(32) if role == people.Role.PORTAL else None
    try:
        secret = people.secret_of(token) if token else passwords.hashed(_password(language))
    except ValueError:
        raise refused("desk.short", language, least=passwords.SHORTEST) from None
    try:
        people.add(open_database(settings()), name, secret, people.Role(role), language, by=SHELL)
    except people.NameTakenError:
        raise refused("desk.taken", language) from None
    known_as = people.key_of(name)
    if token:
        sys.stderr.write(told("desk.token", language, name=known_as) + "\n")
        typer.echo(token)
    else:
        shown = told(f"console.role.{role}", language)
        sys.stderr.write(told("desk.added", language, name=known_as, role=shown) + "\n")


@audits.command("verify")
def verify_audit(lang: Lang = None) -> None:
    """Check the chain of the audit log; prints its length and its last digest."""
    from pipeline.store.audit import verify_chain
    from pipeline.store.database import open_database

    language = language_of(lang)
    chain = verify_chain(open_database(settings()))
    if chain.broken_at is not None:
        sys.stderr.write(told("desk.broken", language, line=chain.broken_at) + "\n")
        raise typer.Exit(BROKEN)
    sys.stderr.write(told("desk.whole", language) + "\n")
    typer.echo(f"{chain.lines} {chain.head}")


def _password(language: Language) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(told("desk.password", language))
    if first != getpass.getpass(told("desk.again", language)):
        raise refused("desk.differ", language)
    return first
