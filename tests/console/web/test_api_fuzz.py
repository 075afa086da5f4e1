"""Schemathesis against the interface's own description: whatever is sent, nothing breaks."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from pipeline.store import people
from pipeline.store.people import Role
from tests.console.web.office import office, submit
from tests.console.web.test_api import TOKEN

EXAMPLES = 10
"""For each request and each kind of data."""
# No schema says what a zip file is, nor which names are those of packages: what it allows may be
# refused all the same, with 422 or 404.
EXCLUDED: list[Any] = [positive_data_acceptance]
RIGHT = {"Authorization": f"Bearer {TOKEN}"}


@schemathesis.serializer("application/zip")
def as_it_is(_context: Any, value: Any) -> bytes:
    """Bytes are sent as they are; what a schema of text makes is sent as text."""
    content = getattr(value, "data", value)
    return content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")


def a_package() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("a.pdf", "%PDF-1.7")
    return stream.getvalue()


def checked(operation: Any, mode: GenerationMode, seen: Counter[int]) -> Callable[[], None]:
    """A test of one request with data of a kind; statuses that came back are counted."""
    right = mode is GenerationMode.POSITIVE

    @settings(
        max_examples=EXAMPLES,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        known=st.booleans(),
        whole=st.booleans(),
    )
    def check(case: Any, known: bool, whole: bool) -> None:
        excluded = list(EXCLUDED)
        if right and (known or whole):
            # What was generated is no longer what is sent.
            excluded.append(negative_data_rejection)
            case.path_parameters["name"] = "A-1"
            if case.method == "PUT":
                case.body = a_package()
        response = case.call(headers=RIGHT)
        seen[response.status_code] += 1
        case.validate_response(response, headers=RIGHT, excluded_checks=excluded)

    return check


def test_nothing_that_is_sent_breaks_the_interface(tmp_path: Path) -> None:
    # Wrong tokens are tried as well; patience with them has tests of its own.
    place = office(tmp_path, tries=1_000_000)
    submit(place, "A-1", inbox=str(place.settings.inbox.resolve()))
    people.add(place.engine, "portal", people.secret_of(TOKEN), Role.PORTAL, "en", by="test")
    schema = schemathesis.openapi.from_asgi("/openapi.json", place.app().state.api)
    seen: Counter[int] = Counter()
    found: Any = schema.get_all_operations()
    for operation in found:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            checked(operation.ok(), mode, seen)()
    assert {200, 202, 404, 422} <= set(seen), seen
    assert max(seen) < 500
