"""Commands of the reviewers' desk: `tekseru console`, `tekseru user`, `tekseru audit`."""

import getpass
import sys
from typing import Annotated

import typer

from pipeline.errors import BadArgumentsError
from pipeline.settings import settings

users = typer.Typer(help="People who may log in to the console.", no_args_is_help=True)
audits = typer.Typer(help="The audit log of the console.", no_args_is_help=True)
BROKEN = 6
SHELL = "command line"
"""Who the audit log names for what is done here."""


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
        raise BadArgumentsError(
            "A certificate needs its key.",
            "Set TEKSERU_CONSOLE_CERTIFICATE and TEKSERU_CONSOLE_KEY, or neither.",
        )
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
        server_header=False,
        proxy_headers=False,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
    )


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="Name to log in with.")],
    role: Annotated[str, typer.Option(help="reviewer, lead, auditor or administrator.")] = (
        "reviewer"
    ),
) -> None:
    """Add a person; the password is asked for, or read from standard input."""
    from console.web import passwords
    from pipeline.store import people
    from pipeline.store.database import open_database

    if role not in tuple(people.Role):
        raise BadArgumentsError(f"There is no role {role}.", f"Use {', '.join(people.Role)}.")
    try:
        hashed = passwords.hashed(_password())
    except ValueError:
        raise BadArgumentsError(
            "The password is too short.", f"Use {passwords.SHORTEST} characters at least."
        ) from None
    chosen = settings()
    try:
        people.add(
            open_database(chosen), name, hashed, people.Role(role), chosen.language, by=SHELL
        )
    except people.NameTakenError:
        raise BadArgumentsError("There is a person of this name.", "Choose another name.") from None


@audits.command("verify")
def verify_audit() -> None:
    """Check the chain of the audit log; prints its length and its last digest."""
    from pipeline.store.audit import verify_chain
    from pipeline.store.database import open_database

    chain = verify_chain(open_database(settings()))
    if chain.broken_at is not None:
        sys.stderr.write(f"The audit log is broken at line {chain.broken_at}.\n")
        raise typer.Exit(BROKEN)
    typer.echo(f"{chain.lines} {chain.head}")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise BadArgumentsError("The passwords differ.", "Type the same one twice.")
    return first
