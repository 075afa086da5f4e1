"""Pages as HTML templates; lengths are those of the original paper."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **values: object) -> str:
    """The template of that name with values put in; a missing value is an error."""
    return _environment().get_template(template).render(**values)


def stands(template: str) -> bool:
    """Whether there is a template of that name."""
    return (Path(__file__).parent / template).is_file()
