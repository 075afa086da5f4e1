"""The morning's index page: all packages of an inbox, what changed overnight, and the figures.

One self-contained HTML file in three languages, beside the reports that it links to. It holds the
names of packages, and of people only what the names of packages hold.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pipeline.model import Language, Outcome, Weight
from pipeline.report import plots
from pipeline.report.html import LANGUAGE_NAMES, asset, environment, policy
from pipeline.report.plots import BarPlot, LinePlot
from pipeline.report.wording import Said, coded, is_known, said, same
from pipeline.store.overview import Case, Figures, Morning, Share

TIME_ZONE = ZoneInfo("Asia/Almaty")
MOST_RULES = 15
"""Rules in the plot of the most frequent findings."""
STEPS = (10, 30, 60, 120, 300)
"""Seconds that part the packages by their time."""
OUTCOMES: Mapping[str, plots.Style] = {
    "failed": "failed",
    "indeterminate": "indeterminate",
    "passed": "passed",
    "waiting": "advisory",
    "broken": "not_applicable",
}
Demands = Mapping[str, Said]
"""What each rule demands, in every language."""


def render_index(morning: Morning, demands: Demands, *, language: Language) -> str:
    """The page, opened in `language`."""
    style = asset("report.css") + asset("index.css")
    script = asset("index.js")
    return (
        environment()
        .get_template("index.html")
        .render(
            language=language,
            languages=LANGUAGE_NAMES,
            only=None,
            style=style,
            script=script,
            policy=policy(style, script),
            morning=morning,
            changed=[case for case in morning.packages if case.change],
            outcomes=[(name, morning.figures.outcomes.get(name, 0)) for name in OUTCOMES],
            signs=OUTCOMES,
            open_outcomes=(Outcome.FAILED, Outcome.INDETERMINATE),
            mentioned=[rule for rule, *_ in sorted(morning.figures.findings)],
            report_of=report_of,
            rules_of=rules_of,
            moment=moment,
            demand_of=lambda rule: demands.get(rule, same(rule)),
            outcome_plot=outcome_plot(morning.figures),
            finding_plot=finding_plot(morning.figures, demands),
            language_plot=share_plot(morning.figures.by_language, "batch.language."),
            capture_plot=share_plot(morning.figures.by_capture, "batch.capture."),
            time_plot=time_plot(morning.figures.seconds),
            drift_plot=drift_plot(morning.figures),
        )
    )


def report_of(case: Case) -> str:
    """The address of a package's report, from the folder of the index."""
    return quote(str(PurePosixPath(case.name) / "report.html"))


def rules_of(case: Case, outcome: Outcome) -> list[tuple[str, int, bool]]:
    """Rules that came to an outcome: how often, and whether they only advise; decisive ones first.

    The sentences stand in the report and in the spreadsheet: in three languages, those of a
    thousand packages would make the page too heavy to open.
    """
    found = Counter(
        (point.weight is Weight.ADVISORY, point.rule)
        for point in case.points
        if point.outcome is outcome
    )
    return [(rule, number, advisory) for (advisory, rule), number in sorted(found.items())]


def moment(seconds: float) -> Said:
    """A moment (seconds since 1970) by the clock of Kazakhstan."""
    local = datetime.fromtimestamp(seconds, TIME_ZONE)
    return said("batch.moment", date=local.date(), time=f"{local:%H:%M}")


def outcome_plot(figures: Figures) -> BarPlot:
    """Packages by outcome."""
    return plots.bars(
        [
            (said(f"batch.outcome.{name}"), [(number, style)], plots.count(number))
            for name, style in OUTCOMES.items()
            if (number := figures.outcomes.get(name, 0))
        ]
    )


def finding_plot(figures: Figures, demands: Demands) -> BarPlot:
    """The most frequent findings: packages that fail, and that wait for a person."""
    return plots.bars(
        [
            (
                same(rule),
                [(failed, "failed"), (asked, "indeterminate")],
                _short(demands.get(rule, same("")), f"{failed + asked} · "),
            )
            for rule, failed, asked in figures.findings[:MOST_RULES]
        ],
        longest=3 * max((f + a for _, f, a in figures.findings), default=1),
    )


def share_plot(shares: Mapping[str, Share], keys: str) -> BarPlot:
    """The share of documents of each kind about which a person is asked."""
    return plots.bars(
        [
            (
                said(keys + kind) if is_known(keys + kind) else coded(kind),
                [(found.questions / found.documents, "indeterminate")],
                plots.share(found.questions, found.documents),
            )
            for kind, found in shares.items()
        ],
        longest=1.0,
    )


def time_plot(seconds: Sequence[float]) -> BarPlot:
    """Packages by the time that each took."""
    edges = (0, *STEPS)
    rows: list[plots.BarRow] = []
    for number, least in enumerate(edges):
        most = edges[number + 1] if number + 1 < len(edges) else None
        found = sum(least <= took and (most is None or took < most) for took in seconds)
        label = (
            said("batch.seconds.between", least=least, most=most)
            if most is not None
            else said("batch.seconds.more", least=least)
        )
        rows.append((label, [(found, "advisory")], plots.count(found)))
    return plots.bars(rows)


def drift_plot(figures: Figures) -> LinePlot | None:
    """How surely pages were read, week by week; nothing before there is a reading."""
    return plots.weeks(figures.confidence) if figures.confidence else None


def _short(text: Said, before: str, most: int = 62) -> Said:
    """Text that fits behind a bar."""
    return {
        language: before + (said if len(said) <= most else said[: most - 1].rstrip() + "…")
        for language, said in text.items()
    }
