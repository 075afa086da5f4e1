"""What is kept and for how long: `tekseru erase`, `tekseru retention`, `tekseru key`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import BadArgumentsError, TekseruError
from pipeline.model import LANGUAGES, Language, Phrase
from pipeline.report.messages import say
from pipeline.sealing import PLAIN, Seal, new_key, seal_of
from pipeline.settings import Settings, settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

SHELL = "command line"
"""Who the audit log names for what is done here."""
NOT_DONE = 6

keys = typer.Typer(help="Keys that encrypt what is kept.", no_args_is_help=True)
Lang = Annotated[str | None, typer.Option("--lang", help="kk, ru or en.")]


class NotKeptError(TekseruError):
    """Nothing is kept under the name."""

    exit_code = 3


class StillInUseError(TekseruError):
    """Another program works on it."""


def erase(
    package: Annotated[str, typer.Argument(help="Name of a package, or its path.")],
    inbox: Annotated[
        str | None, typer.Option("--inbox", help="Its inbox, where several have one of this name.")
    ] = None,
    out: Annotated[
        list[Path] | None, typer.Option("--out", help="One more folder of reports.")
    ] = None,
    reason: Annotated[str, typer.Option(help="request or mistake: stands in the audit log.")] = (
        "request"
    ),
    submitted: Annotated[
        bool, typer.Option("--submitted", help="Remove it from the inbox as well.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    lang: Lang = None,
) -> None:
    """Erase all that is kept of a package; only a line of the audit log says that it was there."""
    from flows import erasing
    from flows.inbox import package_id
    from pipeline.store.database import open_database
    from pipeline.store.erasing import REASONS, InUseError

    chosen, language = settings(), _language(lang)
    if reason not in REASONS:
        raise BadArgumentsError(f"There is no reason {reason}.", f"Use {', '.join(REASONS)}.")
    lying = Path(package) if Path(package).exists() else None
    name = package_id(lying.absolute()) if lying else package
    engine = open_database(chosen)
    try:
        inboxes = _inboxes(engine, name, lying, inbox, language)
    except NotKeptError:
        # It may have been erased while another program held the database.
        erasing.wipe(engine)
        raise
    if not yes and sys.stdin.isatty():
        question = say(Phrase("erase.confirm", {"package": name}), language)
        typer.confirm(question, abort=True, err=True)
    places = [lying] if lying else _places(inboxes, name)
    hashes = {found for place in places for found in erasing.hashes_of(place, chosen)}
    try:
        for place in inboxes:
            done = erasing.erase(
                chosen,
                engine,
                place,
                name,
                by=SHELL,
                reason=reason,
                out=out or (),
                hashes=hashes,
            )
    except InUseError:
        raise StillInUseError(
            say(Phrase("erase.in_use", {"package": name}), language),
            say(Phrase("erase.in_use.cure"), language),
        ) from None
    kept = done.kept
    values = {
        "package": name,
        "results": kept.results,
        "originals": kept.originals,
        "pictures": kept.pictures,
        "readings": kept.readings,
        "reports": done.reports,
    }
    typer.echo(say(Phrase("erase.done", values), language))
    for lies in places:
        _submitted(lies, language, remove=submitted)
    if not erasing.wipe(engine):
        typer.echo(say(Phrase("erase.not_wiped"), language), err=True)
        raise typer.Exit(NOT_DONE)


def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Erase now, not in the night.")] = False,
    lang: Lang = None,
) -> None:
    """Say which packages are due to be erased by age (TEKSERU_RETENTION_DAYS)."""
    from flows import erasing
    from pipeline.store.database import open_database

    chosen, language = settings(), _language(lang)
    if not chosen.retention_days:
        typer.echo(say(Phrase("retention.off"), language))
        return
    if not apply:
        due = erasing.aged(chosen, open_database(chosen))
        values = {"days": chosen.retention_days, "packages": len(due)}
        typer.echo(say(Phrase("retention.due", values), language))
        for name in due:
            typer.echo(name)
        return
    done = erasing.retain(chosen)
    if done.clock_jumped:
        typer.echo(say(Phrase("retention.clock"), language), err=True)
        raise typer.Exit(NOT_DONE)
    values = {"packages": len(done.erased), "in_use": len(done.in_use)}
    typer.echo(say(Phrase("retention.done", values), language))


@keys.command("new")
def new(
    file: Annotated[Path, typer.Argument(help="The key file; an old one gets a new first key.")],
    lang: Lang = None,
) -> None:
    """Write a new key in front of those of a key file, which is made where there is none."""
    _put_first(file)
    typer.echo(say(Phrase("key.new", {"file": str(file)}), _language(lang)))


@keys.command("apply")
def apply_keys(
    plain: Annotated[
        bool, typer.Option("--plain", help="Take the encryption away instead.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Encrypt all that is kept with the first key; what lies there in clear as well."""
    chosen, language = settings(), _language(lang)
    _reseal(chosen, language, PLAIN if plain else None)


@keys.command("rotate")
def rotate(lang: Lang = None) -> None:
    """Make a new first key in the key file, and encrypt all that is kept with it."""
    chosen, language = settings(), _language(lang)
    if chosen.key_file is None:
        raise BadArgumentsError(
            say(Phrase("key.no_file"), language), say(Phrase("key.no_file.cure"), language)
        )
    _put_first(chosen.key_file)
    _reseal(chosen, language, None)


def _reseal(chosen: Settings, language: Language, wanted: Seal | None) -> None:
    from pipeline.store.database import open_database
    from pipeline.store.erasing import wipe
    from pipeline.store.resealing import reseal

    old = seal_of(chosen)
    if not old.closes:
        raise BadArgumentsError(
            say(Phrase("key.no_key"), language), say(Phrase("key.no_file.cure"), language)
        )
    engine = open_database(chosen)
    done = reseal(engine, chosen.data_folder, old, wanted or old)
    values = {"changed": done.changed, "right": done.right}
    typer.echo(say(Phrase("key.applied", values), language))
    # What lay there in clear must not lie on in what the database left behind.
    if not wipe(engine):
        typer.echo(say(Phrase("erase.not_wiped"), language), err=True)
        raise typer.Exit(NOT_DONE)


def _put_first(file: Path) -> None:
    from pipeline import private

    before = file.read_bytes() if file.exists() else b""
    private.private_folder(file.absolute().parent)
    private.write_whole(file, new_key().encode("ascii") + b"\n" + before)


def _inboxes(
    engine: "Engine", name: str, lying: Path | None, inbox: str | None, language: Language
) -> tuple[str, ...]:
    """The inbox that is meant; of a package that was never in a batch, the folder it lies in."""
    from flows.inbox import inbox_name
    from pipeline.store.erasing import inboxes_of

    known = inboxes_of(engine, name)
    here = inbox or (str(lying.absolute().parent) if lying else None)
    if here is not None and (inbox or not known or inbox_name(here) in known):
        return (inbox_name(here),)
    if not known:
        raise NotKeptError(
            say(Phrase("erase.nothing", {"package": name}), language),
            say(Phrase("erase.nothing.cure"), language),
        )
    if len(known) > 1:
        raise BadArgumentsError(
            say(Phrase("erase.several", {"package": name}), language),
            say(Phrase("erase.several.cure", {"inboxes": ", ".join(known)}), language),
        )
    return known


def _places(inboxes: tuple[str, ...], name: str) -> list[Path]:
    """Where the package still lies, in folders of this machine."""
    from flows.inbox import package_id, packages_of

    return [
        package
        for inbox in inboxes
        if Path(inbox).is_dir()
        for package in packages_of(Path(inbox))
        if isinstance(package, Path) and package_id(package) == name
    ]


def _submitted(place: Path, language: Language, *, remove: bool) -> None:
    import shutil

    if not remove:
        typer.echo(say(Phrase("erase.lies", {"place": str(place)}), language), err=True)
    elif place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()


def _language(named: str | None) -> Language:
    if named is not None and named not in LANGUAGES:
        raise BadArgumentsError(f"There is no language {named}.", "Use kk, ru or en.")
    return named or settings().language
