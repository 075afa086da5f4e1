"""The portal's side: tokens, submit, state, result, report; and what is refused."""

import io
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from console.web.receiving import NotAcceptedError, file_name, package_name
from pipeline.report.result import Result
from pipeline.store import people
from pipeline.store.people import PEOPLE, Role
from tests.console.web.office import Office, office, post, submit

API = "/api/v1/packages"
TOKEN = "a token of thirty-two characters"


def portal(place: Office) -> TestClient:
    """A program with a token."""
    people.add(place.engine, "portal", people.secret_of(TOKEN), Role.PORTAL, "en", by="test")
    browser = place.visitor()
    browser.headers["Authorization"] = f"Bearer {TOKEN}"
    return browser


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in files.items():
            file.writestr(name.replace("_", "."), text)
    return stream.getvalue()


def test_a_submitted_package_lies_in_the_inbox_and_a_run_is_asked_for(tmp_path: Path) -> None:
    place = office(tmp_path)
    program = portal(place)
    answer = program.put(f"{API}/Б-0001", content=zipped(паспорт_pdf="%PDF-1.7"))
    assert (answer.status_code, answer.json()) == (202, {"name": "Б-0001", "state": "received"})
    assert [path.name for path in place.settings.inbox.iterdir()] == ["Б-0001.zip"]
    assert place.asked == [1]
    assert program.get(f"{API}/Б-0001").json()["state"] == "received"


def test_a_package_submitted_again_replaces_the_first(tmp_path: Path) -> None:
    place = office(tmp_path)
    program = portal(place)
    (place.settings.inbox / "A-1").mkdir(parents=True)
    (place.settings.inbox / "A-1" / "old.pdf").write_text("old")
    assert program.put(f"{API}/A-1", content=zipped(new_pdf="new")).status_code == 202
    assert [path.name for path in place.settings.inbox.iterdir()] == ["A-1.zip"]


def test_state_result_and_report_of_a_verified_package(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place, "A-7", inbox=str(place.settings.inbox.resolve()))
    program = portal(place)
    state = program.get(f"{API}/A-7").json()
    assert (state["state"], state["outcome"], state["decision"]) == ("verified", "failed", None)
    reviewer = place.at_work("aru", Role.REVIEWER)
    post(reviewer, f"/packages/{number}/decision", decision="return", reason="diploma missing")
    decision = program.get(f"{API}/A-7").json()["decision"]
    assert decision["outcome"] == "returned"
    assert "diploma missing" not in program.get(f"{API}/A-7").text
    result = program.get(f"{API}/A-7/result").json()
    assert Result.model_validate(result).package.id == "A-7"
    html = program.get(f"{API}/A-7/report", params={"language": "kk"})
    assert '<html lang="kk">' in html.text
    assert "sha256-" in html.headers["content-security-policy"]
    xlsx = program.get(f"{API}/A-7/report", params={"format": "xlsx"})
    assert xlsx.content.startswith(b"PK")


def test_only_a_programs_own_token_opens_the_interface(tmp_path: Path) -> None:
    place = office(tmp_path, tries=3)
    program = portal(place)
    for path in ("A-1", "A-1/result", "A-1/report"):
        assert place.visitor().get(f"{API}/{path}").status_code == 401
    for role in PEOPLE:
        person = place.at_work(f"p-{role}", role)
        assert person.get(f"{API}/A-1").status_code == 401
    wrong = place.visitor()
    wrong.headers["Authorization"] = "Bearer guessed"
    assert [wrong.get(f"{API}/A-1").status_code for _ in range(4)] == [401, 401, 401, 429]
    assert program.get(f"{API}/A-1").status_code == 404
    number = next(one.id for one in people.everybody(place.engine) if one.name == "portal")
    people.change(place.engine, number, by="test", active=False)
    assert program.get(f"{API}/A-1").status_code == 401


def test_a_token_is_no_password_and_opens_no_page(tmp_path: Path) -> None:
    place = office(tmp_path)
    program = portal(place)
    assert program.get("/queue").status_code == 303
    token = program.get("/log-in").text.split('name="token" value="')[1].split('"')[0]
    for password in (TOKEN, people.secret_of(TOKEN)):
        form = {"token": token, "name": "portal", "password": password}
        assert program.post("/log-in", data=form).status_code in (401, 403)


def test_an_administrator_makes_a_token_that_is_shown_once(tmp_path: Path) -> None:
    place = office(tmp_path)
    browser = place.at_work("root", Role.ADMINISTRATOR)
    page = post(browser, "/programs", name="Portal").text
    token = page.split('class="token">')[1].split("<")[0]
    assert token not in browser.get("/people").text
    program = place.visitor()
    program.headers["Authorization"] = f"Bearer {token}"
    assert program.get(f"{API}/A-1").status_code == 404
    # Whatever form is sent, a program becomes no person.
    number = next(one.id for one in people.everybody(place.engine) if one.name == "portal")
    post(browser, f"/people/{number}", role="lead", active="yes")
    assert people.program_of(place.engine, token) is not None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"x" * 2_000_000])
def test_what_is_no_package_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    place = office(tmp_path)
    answer = portal(place).put(f"{API}/A-1", content=content)
    assert answer.status_code == (413 if len(content) > 1_000_000 else 422)
    assert list(place.settings.inbox.iterdir()) == []
    assert place.asked == []


@pytest.mark.parametrize(
    "name", ["..", ".hidden", "a/b", "..%2f..%2fetc", "a\\b", "x" * 200, "C:", " ", "a\nb", "a."]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(NotAcceptedError):
        package_name(name)


def test_a_file_keeps_the_last_part_of_its_name_only() -> None:
    assert file_name("C:\\fake\\паспорт.pdf") == "паспорт.pdf"
    assert file_name("../../etc/passwd") == "passwd"
    for name in ("", "..", "a/..", ".bashrc", "a\x00b", "я" * 150):
        with pytest.raises(NotAcceptedError):
            file_name(name)


def test_the_page_of_the_interface_names_every_request(tmp_path: Path) -> None:
    browser = office(tmp_path).visitor()
    page = browser.get("/api").text
    described = browser.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for method in methods:
            assert f">{method.upper()}</span> <code>/api/v1{path}</code>" in page
    assert described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
