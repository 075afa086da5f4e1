"""`python -m sample_docs`: write the ready packages, or specimens for measuring."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sample_docs.packages import FOLDER, RECIPES, write_package
from sample_docs.specimen import LEVELS, make_specimen

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


if __name__ == "__main__":
    app()
