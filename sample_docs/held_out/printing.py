"""Finds held-out layouts by type and name, and prints them."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill, stands


def _module(type_id: str) -> Any:
    name = f"sample_docs.held_out.{type_id}"
    return import_module(name) if find_spec(name) else None


def layouts(type_id: str) -> tuple[str, ...]:
    """Names of all layouts of a type that stand here."""
    module = _module(type_id)
    return tuple(module.LAYOUTS) if module else ()


def unseen(type_id: str) -> tuple[str, ...]:
    """Those at which nobody has looked yet."""
    module = _module(type_id)
    return tuple(module.HELD_OUT) if module else ()


def seen(type_id: str) -> tuple[str, ...]:
    """Those that have become ordinary."""
    return tuple(name for name in layouts(type_id) if name not in unseen(type_id))


def _template(type_id: str, layout: str) -> str:
    """A file of its own, or the one that the older layouts of the type share."""
    own = f"held_out/{type_id}/{layout}.html"
    return own if stands(own) else f"held_out/{type_id}.html"


def draft(type_id: str, order: Order) -> Draft:
    """The layout of the order; KeyError for one that does not stand here."""
    facts = Facts(order)
    truth: Truth = _module(type_id).LAYOUTS[order.layout](facts)
    html = fill(
        _template(type_id, order.layout),
        layout=order.layout,
        f=facts,
        t=truth.fields,
        date=date.fromisoformat,
        **truth.values,
    )
    return Draft(html, dict(truth.fields), truth.marks, {"also": dict(truth.also)})
