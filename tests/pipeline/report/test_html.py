"""The report as a reader meets it: complete in three languages, sealed, nothing hidden."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from pipeline.model import LANGUAGES
from pipeline.report.crops import Crops
from pipeline.report.html import render_report
from pipeline.report.messages import say
from tests.pipeline.report import casefile

VOID = {"meta", "br", "img", "link", "input", "hr"}
TEMPLATE_KEY = re.compile(r'\b(?:t|said)\("([a-z_]+\.[A-Za-z_.]+)"')


class Reader(HTMLParser):
    """Collects elements, and the text that a reader of each language sees."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {code: [] for code in LANGUAGES}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "every element is closed in its place"

    def handle_data(self, data: str) -> None:
        if any(tag in ("style", "script", "title") for tag, _ in self.open):
            return
        spoken = [attrs.get("lang") for _, attrs in self.open if attrs.get("class") == "say"]
        for code in LANGUAGES:
            if not spoken or spoken[-1] == code:
                self.text[code].append(data)

    def seen(self, language: str) -> str:
        return " ".join("".join(self.text[language]).split())


def report(hostile: str = "шақыру.pdf") -> str:
    package = casefile.package(hostile=hostile)
    return render_report(
        package,
        casefile.verdict(hostile=hostile),
        casefile.ruleset(),
        Crops(casefile.images(package)),
        language="kk",
        seconds={"total": 9.4},
        inputs=[(hostile, "ab" * 32)],
    )


@pytest.fixture(scope="module")
def html() -> str:
    return report()


@pytest.fixture(scope="module")
def reader(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("kk", ("Топтама талаптарға сай емес", "Жеке куәлік", "Паспорттың мерзімі")),
        ("ru", ("Пакет не соответствует требованиям", "Удостоверение личности", "до дня подачи")),
        ("en", ("The package does not meet the requirements", "Identity card", "14 May 2026")),
    ],
)
def test_each_language_is_complete(
    reader: Reader, language: str, sentences: tuple[str, ...]
) -> None:
    for sentence in sentences:
        assert sentence in reader.seen(language)
        for other in set(LANGUAGES) - {language}:
            assert sentence not in reader.seen(other)


def test_opens_in_the_language_asked_for(html: str) -> None:
    assert html.lstrip().startswith('<!doctype html>\n<html lang="kk">')


def test_asks_nothing_of_the_network(html: str, reader: Reader) -> None:
    assert not re.search(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", html)
    for tag, attrs in reader.elements:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form")
        for name in ("src", "href", "action", "srcset"):
            value = attrs.get(name)
            assert value is None or value.startswith(("#", "data:image/")), (tag, name)


def test_policy_allows_this_style_and_script_and_no_other(html: str, reader: Reader) -> None:
    policy = next(
        attrs["content"] or ""
        for tag, attrs in reader.elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [attrs for _, attrs in reader.elements if "style" in attrs]


def test_hostile_file_name_stays_text() -> None:
    hostile = report(casefile.HOSTILE)
    reader = Reader()
    reader.feed(hostile)
    tags = [tag for tag, _ in reader.elements]
    assert "img" not in tags
    assert tags.count("script") == 1
    assert not [attrs for _, attrs in reader.elements if any(n.startswith("on") for n in attrs)]
    assert "<script>alert(2)</script>" in reader.seen("en"), "shown as what it is"
    assert "\u202e" not in hostile, "a sign that turns the text would disguise the name"


def test_text_of_papers_is_escaped(html: str) -> None:
    assert "Laboratory &lt;fee&gt;" in html


def test_name_that_is_no_text_is_shown_with_a_sign() -> None:
    report("scan\udcff\x07.pdf").encode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_tells_rule_demand_message_and_law(reader: Reader, language: str) -> None:
    seen = reader.seen(language)
    ruleset = casefile.ruleset()
    for finding in casefile.verdict().findings:
        view = ruleset.rules[finding.rule]
        for told in (
            finding.rule,
            view.demands[language],  # type: ignore[index]  # the languages of LANGUAGES
            str(view.clause),
            str(view.source),
            say(finding.message, language),  # type: ignore[arg-type]
        ):
            assert told in seen


def test_rule_ids_stand_on_the_cards_of_their_groups(html: str) -> None:
    groups = re.findall(
        r'<details class="group [^>]*id="group-(\w+)".*?</details>', html, re.DOTALL
    )
    cards = [
        re.findall(r'<span class="rule">([A-Z]+-\d+)</span>', part)
        for part in html.split('<details class="group ')[1:]
    ]
    assert dict(zip(groups, cards, strict=True)) == {
        "failures": ["PAS-02", "PKG-01"],
        "questions": ["PKG-04"],
        "advice": ["PKG-10"],
        "waiting": ["DIP-01"],
        "passed": ["IDC-01"],
        "not_applicable": ["DIP-03"],
    }


def test_outcome_is_told_in_words_and_by_shape_not_by_colour_alone(reader: Reader) -> None:
    shapes = {attrs.get("href") for tag, attrs in reader.elements if tag == "use"}
    assert {"#sign-failed", "#sign-indeterminate", "#sign-passed"} <= shapes
    assert "not met" in reader.seen("en")
    assert "to decide" in reader.seen("en")


def test_required_documents_have_a_state(html: str) -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", html.split('class="required"')[1], re.DOTALL)
    states = {
        title: state
        for row in rows
        for title in ("Passport", "Diploma of higher education", "Extract of pension contributions")
        for state in ("missing", "does not meet the requirements", "nothing to note")
        if f'lang="en">{title}<' in row and state in row
    }
    assert states == {
        "Passport": "does not meet the requirements",
        "Diploma of higher education": "missing",
        "Extract of pension contributions": "nothing to note",
    }


def test_says_what_was_not_checked(reader: Reader) -> None:
    told = reader.seen("en").split("What was not checked, and why")[1]
    for reason in (
        "“Diploma of higher education” is missing",
        "FLC-01 · Demand of FLC-01",
        "diplom.pdf",
        "скан_007.pdf, p. 1",
    ):
        assert reason in told


def test_a_field_that_was_not_found_names_the_pages_searched(reader: Reader) -> None:
    assert "searched: passport.jpg, p. 1" in reader.seen("en")


def test_hashes_and_versions_are_told(reader: Reader) -> None:
    for told in ("ab" * 32, "2026.1", "Tekseru 0.1.0"):
        assert told in reader.seen("en")


def test_pictures_are_stored_once_and_every_window_has_its_picture(reader: Reader) -> None:
    stored = [attrs["id"] for tag, attrs in reader.elements if tag == "image"]
    used = {
        (attrs.get("href") or "")[1:]
        for tag, attrs in reader.elements
        if tag == "use" and (attrs.get("href") or "").startswith("#sheet")
    }
    assert len(stored) == len(set(stored)) == 8
    assert used <= set(stored)


def test_links_inside_lead_somewhere(reader: Reader) -> None:
    names = {attrs.get("id") for _, attrs in reader.elements}
    for tag, attrs in reader.elements:
        href = attrs.get("href")
        if tag == "a" and href:
            assert href[1:] in names, href


def test_keys_of_the_templates_exist() -> None:
    from importlib.resources import files

    from pipeline.report.messages import load_catalogue

    keys = load_catalogue("en")
    for part in (files("pipeline.report") / "templates").iterdir():
        for key in TEMPLATE_KEY.findall(part.read_text(encoding="utf-8")):
            assert key in keys or any(known.startswith(key) for known in keys), key
