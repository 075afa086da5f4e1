"""The report of one package: one self-contained HTML file in three languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import LANGUAGES, DocumentType, Language, Package, Phrase, Verdict
from pipeline.report.crops import Crops
from pipeline.report.messages import in_all_languages


@dataclass(frozen=True, slots=True)
class RuleView:
    """What the report tells of a rule: demand in each language, legal basis, weight."""

    demands: Mapping[Language, str]
    clause: str
    source: str
    certainty: str
    weight: str


@dataclass(frozen=True, slots=True)
class RulesetView:
    """The rules by id, and the document types that a package must have, in order."""

    rules: Mapping[str, RuleView]
    required: Sequence[DocumentType]


def render_report(
    package: Package,
    verdict: Verdict,
    ruleset: RulesetView,
    crops: Crops,
    *,
    language: Language,
    seconds: Mapping[str, float],
) -> str:
    """The report as HTML, opened in `language`."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("pipeline.report"), autoescape=True)
    return environment.get_template("report.html").render(
        package=package,
        verdict=verdict,
        ruleset=ruleset,
        language=language,
        languages=LANGUAGES,
        say=lambda key, **values: in_all_languages(Phrase(key, values)),
        tell=in_all_languages,
    )
