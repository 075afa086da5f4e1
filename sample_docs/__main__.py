"""`python -m sample_docs`: write the ready packages, or specimens for measuring."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sample_docs.applications import ORGANISATIONS, make_application
from sample_docs.packages import FOLDER, RECIPES, as_toml, write_package
from sample_docs.specimen import LEVELS, make_specimen
from sample_docs.violations import VIOLATIONS

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)


@app.command()
def packages(
    out: Annotated[Path, typer.Option(help="Folder that receives the packages.")] = FOLDER,
) -> None:
    """Write the ready packages anew."""
    for name in RECIPES:
        print(write_package(name, out))


@app.command()
def documents(
    type_id: Annotated[str, typer.Option("--type", help="Document type, e.g. passport.")],
    out: Annotated[Path, typer.Option(help="Folder that receives files and truth.")],
    level: Annotated[str, typer.Option(help=f"One of: {', '.join(LEVELS)}.")] = "digital",
    count: Annotated[int, typer.Option(min=1)] = 10,
    seed: Annotated[int, typer.Option(help="Seed of the first; the next ones follow.")] = 0,
) -> None:
    """Write random specimens, each in a folder of its own with truth.json beside the files."""
    for number in range(seed, seed + count):
        folder = out / f"{type_id}-{level}-{number:05d}"
        folder.mkdir(parents=True, exist_ok=True)
        specimen = make_specimen(type_id, seed=number, level=level)
        for name, content in specimen.files:
            (folder / name).write_bytes(content)
        truth = json.dumps(specimen.truth, ensure_ascii=False, indent=1) + "\n"
        (folder / "truth.json").write_text(truth, encoding="utf-8")
        print(folder)


@app.command()
def application(
    out: Annotated[Path, typer.Option(help="Folder that receives the package and its truth.")],
    seed: Annotated[int, typer.Option(help="Seed of the applicant.")] = 0,
    violate: Annotated[
        str | None, typer.Option(help="Id of the rule to violate in print, e.g. LET-01.")
    ] = None,
    organisation: Annotated[
        str, typer.Option(help=f"One of: {', '.join(ORGANISATIONS)}.")
    ] = "files",
    level: Annotated[str, typer.Option(help=f"One of: {', '.join(LEVELS)}.")] = "digital",
) -> None:
    """Write a whole application, right or with one rule violated, its truth beside it."""
    if violate is not None and violate not in VIOLATIONS:
        raise typer.BadParameter(f"no rule {violate}; known: {', '.join(VIOLATIONS)}")
    violation = VIOLATIONS[violate] if violate else None
    made = make_application(seed, violation=violation, organisation=organisation, level=level)
    name = f"application-{seed:05d}" + (f"-{violate}" if violate else "")
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in made.files:
        (folder / file).write_bytes(content)
    (folder / "package.toml").write_text(as_toml(made.truth["declared"]), encoding="utf-8")
    truth = json.dumps(made.truth, ensure_ascii=False, indent=1) + "\n"
    (out / f"{name}.truth.json").write_text(truth, encoding="utf-8")
    print(folder)


if __name__ == "__main__":
    app()
