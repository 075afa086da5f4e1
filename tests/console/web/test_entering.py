"""Log-in, sessions, tokens of forms, patience with wrong passwords, headers."""

from pathlib import Path

import pytest

from console.web.desk import SESSION
from pipeline.store import people
from pipeline.store.people import Role
from tests.console.web.office import PASSWORD, log_in, office, post, token_of


def test_without_a_session_every_page_leads_to_the_log_in(tmp_path: Path) -> None:
    browser = office(tmp_path).visitor()
    for path in ("/queue", "/audit", "/people", "/packages/1", "/packages/1/pages/1"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/log-in"), path


def test_a_right_password_enters_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    place = office(tmp_path)
    place.hire("Aru", Role.REVIEWER)
    browser = place.visitor()
    assert log_in(browser, "aru", "not her password").status_code == 401
    assert log_in(browser, "nobody", PASSWORD).status_code == 401
    assert browser.get("/queue").status_code == 303
    assert log_in(browser, " ARU ").status_code == 303
    assert browser.get("/queue").status_code == 200


def test_too_many_wrong_passwords_make_even_the_right_one_wait(tmp_path: Path) -> None:
    place = office(tmp_path, tries=3)
    place.hire("aru", Role.REVIEWER)
    browser = place.visitor()
    answers = [log_in(browser, "aru", "wrong password").status_code for _ in range(3)]
    assert answers == [401, 401, 401]
    assert log_in(browser, "aru").status_code == 429


def test_a_log_in_form_without_its_token_is_refused(tmp_path: Path) -> None:
    place = office(tmp_path)
    place.hire("aru", Role.REVIEWER)
    browser = place.visitor()
    browser.get("/log-in")
    form = {"token": "guessed", "name": "aru", "password": PASSWORD}
    assert browser.post("/log-in", data=form).status_code == 403


def test_a_token_set_before_the_log_in_never_becomes_the_session(tmp_path: Path) -> None:
    place = office(tmp_path)
    place.hire("aru", Role.REVIEWER)
    browser = place.visitor()
    browser.cookies.set(SESSION, "chosen by an attacker", domain="127.0.0.1")
    answer = log_in(browser, "aru")
    assert "chosen by an attacker" not in answer.headers["set-cookie"]
    stranger = place.visitor()
    stranger.cookies.set(SESSION, "chosen by an attacker", domain="127.0.0.1")
    assert stranger.get("/queue").status_code == 303


def test_the_cookie_is_hidden_from_scripts_and_other_sites(tmp_path: Path) -> None:
    place = office(tmp_path)
    place.hire("aru", Role.REVIEWER)
    cookie = log_in(place.visitor(), "aru").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_session_ends_by_log_out_and_when_its_person_is_shut_out(tmp_path: Path) -> None:
    place = office(tmp_path)
    browser = place.at_work("aru", Role.REVIEWER)
    assert post(browser, "/log-out").status_code == 303
    assert browser.get("/queue").status_code == 303
    log_in(browser, "aru")
    assert browser.get("/queue").status_code == 200
    number = next(who.id for who in people.everybody(place.engine))
    people.change(place.engine, number, by="test", active=False)
    assert browser.get("/queue").status_code == 303


def test_an_idle_session_ends(tmp_path: Path) -> None:
    browser = office(tmp_path, idle_minutes=0.000001).at_work("aru", Role.REVIEWER)
    assert browser.get("/queue").status_code == 303


def test_forms_from_other_sites_are_refused(tmp_path: Path) -> None:
    browser = office(tmp_path).at_work("aru", Role.REVIEWER)
    token = token_of(browser.get("/account").text)
    foreign = {"sec-fetch-site": "cross-site"}
    assert browser.post("/log-out", data={"token": token}, headers=foreign).status_code == 403
    assert browser.post("/log-out", data={"token": "guessed"}).status_code == 403
    assert browser.get("/queue").status_code == 200


def test_answers_allow_nothing_from_elsewhere(tmp_path: Path) -> None:
    browser = office(tmp_path).visitor()
    answer = browser.get("/log-in")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert browser.get("/log-in", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_choosing_a_language_leads_nowhere_else(tmp_path: Path, back: str) -> None:
    answer = office(tmp_path).visitor().post("/language", data={"language": "kk", "back": back})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(("code", "word"), [("kk", "Кіру"), ("ru", "Войти"), ("en", "Log in")])
def test_the_log_in_speaks_each_language(tmp_path: Path, code: str, word: str) -> None:
    browser = office(tmp_path).visitor()
    browser.post("/language", data={"language": code, "back": "/log-in"})
    page = browser.get("/log-in").text
    assert f'<html lang="{code}">' in page
    assert word in page


def test_a_changed_password_ends_all_sessions(tmp_path: Path) -> None:
    place = office(tmp_path)
    browser = place.at_work("aru", Role.REVIEWER)
    new = "another phrase, long too"
    assert "wrong" in post(browser, "/password", old="no", new=new).headers["location"]
    assert "short" in post(browser, "/password", old=PASSWORD, new="short").headers["location"]
    assert post(browser, "/password", old=PASSWORD, new=new).status_code == 303
    assert browser.get("/queue").status_code == 303
    assert log_in(browser, "aru", new).status_code == 303


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "nothing.css", "%2e%2e/options.py"])
def test_nothing_but_its_own_files_is_served(tmp_path: Path, name: str) -> None:
    assert office(tmp_path).visitor().get(f"/static/{name}").status_code == 404
