"""What reviewers do with a package: correct, rule, decide; and what is kept of it."""

import re
from pathlib import Path

from fastapi.testclient import TestClient

from pipeline.model import Outcome
from pipeline.store import audit, desk
from pipeline.store.people import Role
from pipeline.store.results import whole_result
from tests.console.web.office import Office, office, post, submit
from tests.paper import column, paper


def outcome_of(place: Office, number: int, rule: str) -> Outcome:
    work = desk.work_on(place.engine, desk.case_of(place.engine, number))
    result = work.amendment.result if work.amendment else whole_result(place.engine, number)
    return next(found.outcome for found in result.findings if found.rule == rule)


def correct(browser: TestClient, number: int, value: str, reason: str = "counted by hand") -> str:
    answer = post(
        browser,
        f"/packages/{number}/corrections",
        document="d1",
        field="word_count",
        value=value,
        reason=reason,
    )
    return str(answer.headers["location"])


def sign_of(page: str, rule: str) -> str:
    """The sign of the first finding of a rule on the page."""
    found = re.search(rf'id="finding-(\w+)"(?:(?!id="finding-).)*?>{rule}</span>', page, re.S)
    assert found is not None
    return found[1]


def test_a_corrected_value_is_judged_at_once(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    assert outcome_of(place, number, "LET-01") is Outcome.PASSED
    assert "note=corrected" in correct(browser, number, "501")
    assert outcome_of(place, number, "LET-01") is Outcome.FAILED
    correct(browser, number, "500")
    assert outcome_of(place, number, "LET-01") is Outcome.PASSED


def test_the_machines_own_result_stays_beside_the_correction(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    before = whole_result(place.engine, number)
    correct(place.at_work("aru", Role.REVIEWER), number, "501")
    assert whole_result(place.engine, number) == before


def test_a_correction_needs_a_reason_and_a_value_of_the_field(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    assert "no_reason" in correct(browser, number, "501", reason="  ")
    assert "no_value" in correct(browser, number, "many")
    assert outcome_of(place, number, "LET-01") is Outcome.PASSED
    assert desk.work_on(place.engine, desk.case_of(place.engine, number)).corrections == ()


def test_a_value_that_nobody_can_read_leaves_the_rule_open(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    correct(place.at_work("aru", Role.REVIEWER), number, "")
    assert outcome_of(place, number, "LET-01") is Outcome.INDETERMINATE


def test_the_audit_log_proves_values_without_holding_them(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    correct(place.at_work("aru", Role.REVIEWER), number, "987654")
    line = next(line for line in audit.lines_of(place.engine) if line.action == "corrected")
    assert (line.person, line.result) == ("aru", number)
    assert "987654" not in str(line.detail)
    assert "counted by hand" not in str(line.detail)


def test_an_overruled_finding_counts_as_the_person_says(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    sign = sign_of(browser.get(f"/packages/{number}").text, "LET-04")
    path = f"/packages/{number}/rulings"
    without = post(browser, path, finding=sign, outcome="passed", reason="")
    assert "no_reason" in without.headers["location"]
    post(browser, path, finding=sign, outcome="passed", reason="It is signed in pencil.")
    work = desk.work_on(place.engine, desk.case_of(place.engine, number))
    assert work.rulings[sign].outcome is Outcome.PASSED
    assert work.rulings[sign].machine is Outcome.INDETERMINATE
    assert "It is signed in pencil." in browser.get(f"/packages/{number}").text


def test_a_package_with_open_points_cannot_be_accepted(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    answer = post(browser, f"/packages/{number}/decision", decision="accept", reason="fine")
    assert "still_open" in answer.headers["location"]
    assert desk.work_on(place.engine, desk.case_of(place.engine, number)).decisions == ()


def test_a_refusal_needs_two_people(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    first, second = place.at_work("aru", Role.LEAD), place.at_work("dana", Role.REVIEWER)
    case = desk.case_of(place.engine, number)
    path, form = f"/packages/{number}/decision", {"decision": "refuse", "reason": "no diploma"}
    assert "note=proposed" in post(first, path, **form).headers["location"]
    assert "second_eyes" in post(first, path, **form).headers["location"]
    assert desk.work_on(place.engine, case).decisions == ()
    assert "note=decided" in post(second, path, **form).headers["location"]
    made = desk.work_on(place.engine, case).decisions
    assert [(d.reviewer, d.outcome) for d in made] == [("dana", Outcome.FAILED)]
    assert desk.work_on(place.engine, case).proposal is None


def test_one_person_may_refuse_where_the_office_says_so(tmp_path: Path) -> None:
    place = office(tmp_path, four_eyes=False)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    form = {"decision": "refuse", "reason": "no diploma"}
    answer = post(browser, f"/packages/{number}/decision", **form)
    assert "note=decided" in answer.headers["location"]


def test_a_decision_needs_a_reason(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    answer = post(browser, f"/packages/{number}/decision", decision="return", reason=" ")
    assert "no_reason" in answer.headers["location"]


def test_the_next_package_of_the_queue_opens_after_a_decision(tmp_path: Path) -> None:
    place = office(tmp_path)
    first, second = submit(place, "A-1"), submit(place, "A-2")
    browser = place.at_work("aru", Role.REVIEWER)
    form = {"decision": "return", "reason": "diploma missing", "next": "1"}
    answer = post(browser, f"/packages/{first}/decision", **form)
    assert answer.headers["location"].startswith(f"/packages/{second}?")


def test_the_letter_lists_what_to_mend_and_nothing_else(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    letter = browser.get(f"/packages/{number}/letter?language=ru").text
    assert '<html lang="ru">' in letter
    assert "Паспорт" in letter
    assert "501" not in letter
    correct(browser, number, "501")
    assert "501" in browser.get(f"/packages/{number}/letter?language=ru").text


def test_the_letter_of_a_refusal_asks_for_nothing(tmp_path: Path) -> None:
    place = office(tmp_path, four_eyes=False)
    number = submit(place)
    browser = place.at_work("aru", Role.LEAD)
    asked = browser.get(f"/packages/{number}/letter?language=en").text
    assert "Please submit this document." in asked
    post(browser, f"/packages/{number}/decision", decision="refuse", reason="too late, twice")
    letter = browser.get(f"/packages/{number}/letter?language=en").text
    assert "Notice of refusal" in letter
    assert "too late, twice" in letter
    assert "Please submit this document." not in letter


def test_the_letter_knows_only_decisions_on_these_files(tmp_path: Path) -> None:
    place = office(tmp_path, four_eyes=False)
    browser = place.at_work("aru", Role.LEAD)
    post(browser, f"/packages/{submit(place)}/decision", decision="refuse", reason="too late")
    number = submit(place, files="another")
    letter = browser.get(f"/packages/{number}/letter?language=en").text
    assert "Notice of refusal" not in letter
    assert "too late" not in letter


def test_script_in_names_and_values_stays_text(tmp_path: Path) -> None:
    place = office(tmp_path)
    evil = "<script>alert(1)</script>"
    page = paper(
        *column("Мотивационное письмо", left=0.35),
        *column(*[f"{evil} Прошу рассмотреть мою кандидатуру на стажировку"] * 12, top=0.2),
        file=f"{evil}.pdf",
    )
    number = submit(place, evil, page=page)
    browser = place.at_work("aru", Role.LEAD)
    correct(browser, number, "501", reason=evil)
    for path in (f"/packages/{number}", "/queue", f"/packages/{number}/letter", "/audit"):
        assert evil not in browser.get(path).text, path


def test_addresses_and_answers_to_nowhere_fail_politely(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    browser = place.at_work("aru", Role.REVIEWER)
    for path in ("/packages/999", f"/packages/{number}/pages/2", f"/packages/{number}/pages/0"):
        assert browser.get(path).status_code == 404, path
    assert browser.get("/packages/../../etc/passwd").status_code == 404


def test_opening_a_package_is_noted(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    place.at_work("aru", Role.AUDITOR).get(f"/packages/{number}")
    newest = audit.lines_of(place.engine)[0]
    assert (newest.person, newest.action, newest.result) == ("aru", "seen", number)


def test_a_reviewer_takes_a_package_and_only_a_lead_gives_it_to_another(tmp_path: Path) -> None:
    place = office(tmp_path)
    number = submit(place)
    other = place.hire("dana", Role.REVIEWER)
    path = f"/packages/{number}/assignee"
    assert post(place.at_work("aru", Role.REVIEWER), path, person=str(other)).status_code == 403
    assert post(place.at_work("lead", Role.LEAD), path, person=str(other)).status_code == 303
    assert desk.work_on(place.engine, desk.case_of(place.engine, number)).assignee == "dana"
