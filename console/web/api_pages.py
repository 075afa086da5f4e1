"""The page that describes the REST interface; the usual ones load from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from console.web.api import PREFIX
from console.web.desk import page, session_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Operation:
    """A request that can be made, with what is sent and what may come back."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, str], ...]
    """Name, place, what it may be."""
    body: str | None
    answers: tuple[tuple[str, str, str], ...]
    """Status, meaning, media types."""


@router.get("/api")
def show_api(request: Request) -> Response:
    description = request.app.state.api.openapi()
    schemas = description.get("components", {}).get("schemas", {})
    shown = ("Submitted", "PackageState", "Decision", "Wrong")
    return page(
        request,
        session_of(request),
        "api.html",
        operations=tuple(operations(description)),
        schemas=[
            (name, json.dumps(schemas[name], ensure_ascii=False, indent=2))
            for name in shown
            if name in schemas
        ],
        prefix=PREFIX,
        base=str(request.base_url).rstrip("/"),
    )


def operations(description: Mapping[str, Any]) -> Iterator[Operation]:
    """The requests of an OpenAPI description, in its order."""
    for path, methods in description["paths"].items():
        for method, found in methods.items():
            yield Operation(
                method.upper(),
                PREFIX + path,
                found.get("description") or found.get("summary", ""),
                tuple(
                    (part["name"], part["in"], _kind(part.get("schema", {})))
                    for part in found.get("parameters", ())
                ),
                ", ".join(found["requestBody"]["content"]) if "requestBody" in found else None,
                tuple(
                    (status, said.get("description", ""), ", ".join(said.get("content", ())))
                    for status, said in found["responses"].items()
                ),
            )


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("type", ""))
