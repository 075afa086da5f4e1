"""Every route with every role."""

from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from console.web.app import create_app
from pipeline.store.people import PEOPLE, Role
from tests.console.web.office import office, post, submit

PORTAL = {"portal"}
READ, WORK = {"reviewer", "lead", "auditor"}, {"reviewer", "lead"}
EVERYBODY, ADMINISTER = {*READ, "administrator"}, {"administrator"}
MAY = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/log-in"): EVERYBODY,
    ("GET", "/account"): EVERYBODY,
    ("POST", "/password"): EVERYBODY,
    ("POST", "/language"): EVERYBODY,
    ("GET", "/static/{name}"): EVERYBODY,
    ("GET", "/favicon.ico"): EVERYBODY,
    ("GET", "/metrics"): EVERYBODY,
    ("GET", "/queue"): READ,
    ("POST", "/queue"): READ,
    ("GET", "/packages/{number}"): READ,
    ("GET", "/packages/{number}/pages/{sheet}"): READ,
    ("GET", "/packages/{number}/letter"): READ,
    ("POST", "/packages/{number}/corrections"): WORK,
    ("POST", "/packages/{number}/rulings"): WORK,
    ("POST", "/packages/{number}/decision"): WORK,
    ("POST", "/packages/{number}/assignee"): WORK,
    ("GET", "/audit"): {"lead", "auditor", "administrator"},
    ("GET", "/people"): ADMINISTER,
    ("POST", "/people"): ADMINISTER,
    ("POST", "/people/{number}"): ADMINISTER,
    ("POST", "/programs"): ADMINISTER,
    ("GET", "/packages/{number}/report.{kind}"): READ,
    ("GET", "/packages/{number}/backdrop"): READ,
    ("GET", "/upload"): WORK,
    ("POST", "/upload"): WORK,
    ("GET", "/upload/state"): WORK,
    ("GET", "/runs"): READ,
    ("POST", "/runs"): {"lead"},
    ("GET", "/statistics"): READ,
    ("GET", "/api"): EVERYBODY,
    ("POST", "/log-in"): EVERYBODY,
    ("POST", "/log-out"): EVERYBODY,
}
API = {
    ("PUT", "/packages/{name}"),
    ("GET", "/packages/{name}"),
    ("GET", "/packages/{name}/result"),
    ("GET", "/packages/{name}/report"),
}
"""Under /api/v1; for programs only."""
BY_ITS_OWN_TOKEN = ("POST", "/log-in")


def routes(place: Path) -> set[tuple[str, str]]:
    desk = office(place)
    app = create_app(desk.settings, desk.options)
    nested = [getattr(route, "original_router", app.router) for route in app.router.routes]
    known = [route for router in (*nested, app.router) for route in router.routes]
    paths = [route for route in known if isinstance(route, APIRoute)]
    return {(method, route.path) for route in paths for method in route.methods or ()}


@pytest.mark.parametrize("role", PEOPLE)
def test_who_may_what(tmp_path: Path, role: Role) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", role)
    for (method, path), allowed in MAY.items():
        if (method, path) == BY_ITS_OWN_TOKEN:
            continue
        names = {"number": number, "sheet": 1, "name": "console.css", "kind": "json"}
        address = path.format(**names)
        answer = browser.get(address) if method == "GET" else post(browser, address)
        refused = answer.status_code == 403
        assert refused is (role.value not in allowed), (method, path, answer.status_code)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize(("method", "path"), [key for key in MAY if key[0] == "POST"])
def test_no_form_works_without_its_token(tmp_path: Path, method: str, path: str) -> None:
    if path == "/language":
        return
    place = office(tmp_path)
    number = submit(place)
    role = Role.ADMINISTRATOR if path.startswith("/people") else Role.LEAD
    browser = place.at_work("aru", role)
    answer = browser.request(method, path.format(number=number), data={"token": ""})
    assert answer.status_code == 403


def test_the_table_names_every_route(tmp_path: Path) -> None:
    assert routes(tmp_path) == set(MAY)
