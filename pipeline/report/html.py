"""The report of one package: one self-contained HTML file in Kazakh, Russian and English.

It asks nothing of the network: style, script and page pictures stand inside, and a content
security policy allows nothing else. Text of papers and names of files are escaped.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.model import LANGUAGES, Language, Package, Phrase, Verdict
from pipeline.report import comparison, groups, messages, sections, timeline, traces
from pipeline.report.crops import Crops
from pipeline.report.groups import RulesetView, RuleView
from pipeline.report.messages import in_all_languages
from pipeline.report.wording import GRADES, in_words, is_known, said, same

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["RuleView", "RulesetView", "render_report"]

LANGUAGE_NAMES: Mapping[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Control signs, bytes that are no text, and signs that change the direction of text: with them a
file name can pass for another."""


SIGN_COLOURS = {
    "failed": "#a3161c",
    "indeterminate": "#9a6200",
    "passed": "#17653a",
    "advisory": "#264b8c",
    "not_applicable": "#51606e",
}
"""On paper, where signs take no colour from the style of the page."""


def render_report(
    package: Package,
    verdict: Verdict,
    ruleset: RulesetView,
    crops: Crops,
    *,
    language: Language,
    seconds: Mapping[str, float],
    inputs: Sequence[tuple[str, str]] = (),
    printed: bool = False,
) -> str:
    """The report as HTML, opened in `language`; `printed` for paper: that language alone, and
    windows as pictures of their own (`PrintedCrops`).

    `seconds` are running times by stage, `inputs` names and SHA-256 hashes of the files.
    """
    style, script = report_style(), asset("report.js")
    # All at once, several at a time; one by one where they are shown takes twice as long.
    crops.sheets()
    findings = groups.grouped(verdict, ruleset)
    return (
        environment()
        .get_template("report.html")
        .render(
            language=language,
            languages={} if printed else LANGUAGE_NAMES,
            only=language if printed else None,
            sign_colours=SIGN_COLOURS,
            timeline_style=asset("timeline.css"),
            style=style,
            script=script,
            policy=policy(style, script),
            package=package,
            verdict=verdict,
            ruleset=ruleset,
            groups=findings,
            counts={group.name: group.count for group in findings},
            requirements=groups.requirements(package, verdict, ruleset),
            others=groups.others(package, ruleset),
            subjects=groups.subjects(package, ruleset),
            comparison=comparison.compare(package),
            timeline=timeline.draw(package),
            documents=sections.documents(package, crops),
            pages=sections.pages(package, verdict, crops),
            files=traces.files(package.files, crops),
            unchecked=sections.unchecked(package, verdict, ruleset),
            crops=crops,
            seconds=seconds,
            inputs=inputs,
        )
    )


def report_style() -> str:
    """The style of a report, its pictures' too."""
    return asset("report.css") + asset("timeline.css")


def report_policy() -> str:
    """The content security policy that every report carries."""
    return policy(report_style(), asset("report.js"))


def policy(style: str, script: str) -> str:
    """The content security policy that allows this style and script, pictures inside, no more."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def visible(value: Any) -> Any:
    """Text without signs that hide or turn what stands beside them; other values as they are."""
    from markupsafe import Markup

    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return HIDING.sub("\N{REPLACEMENT CHARACTER}", value)


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@lru_cache
def asset(name: str) -> str:
    """A style or script that stands in the page."""
    return (files("pipeline.report") / "templates" / name).read_text(encoding="utf-8")


def prepare() -> None:
    """Load the templates of the report, its words and the forms of dates now."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)
    messages.prepare()


@lru_cache
def environment() -> "Environment":
    """Templates of pages in three languages; all text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        said=said,
        same=same,
        tell=_tell,
        in_words=in_words,
        is_known=is_known,
        to_do=groups.to_do,
        title_of=groups.title_of,
        names=groups.names,
        files_of=sections.files_of,
        place=traces.place,
        grade=sections.grade_of,
        grades=[name for _, name in GRADES],
        language_codes=LANGUAGES,
    )
    return made


def _tell(phrase: Phrase) -> Mapping[Language, str]:
    return in_all_languages(phrase)
