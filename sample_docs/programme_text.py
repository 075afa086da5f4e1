"""What an internship programme says in one or two languages: facts, aims, plan, results.

Expected sections: domain.md section 15. Sentences stand in `stock/programmes.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from markupsafe import Markup

from sample_docs import amounts
from sample_docs.internship import Internship, last_day
from sample_docs.marking import Marker, filled
from sample_docs.stock import load


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a sentence or a list under it."""

    title: str
    text: Markup
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """The parts of a programme; `printed` holds the values of fields as they are printed."""

    title: str
    facts: tuple[tuple[str, Markup], ...]
    before: tuple[Section, ...]
    plan: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sum: str
    hours: str
    after: tuple[Section, ...]
    printed: dict[str, str]


class _Writer:
    """Labels stand in every language of the paper, values in the first one."""

    def __init__(self, languages: Sequence[str], rng: Random, days: str) -> None:
        self.stocks = [load("programmes")[language] for language in languages]
        self.rng, self.days, self.language = rng, days, languages[0]

    def say(self, key: str) -> str:
        """One wording, or the wordings of both languages with a stroke between."""
        turn = self.rng.randrange(6)
        said = []
        for stock in self.stocks:
            known = stock[key]
            said.append(known if isinstance(known, str) else known[turn % len(known)])
        return " / ".join(said)

    def day(self, when: date) -> str:
        return amounts.day(when, self.days)


def _facts(
    facts: Internship, writer: _Writer, mark: Marker, printed: dict[str, str]
) -> list[tuple[str, Markup]]:
    language = writer.language

    def put(field: str, text: str) -> Markup:
        printed[field] = text
        return mark(field, text)

    rows = [(writer.say("intern"), put("intern_name", facts.name(language).full))]
    post = facts.employment
    position = {"rus": post.position_ru[0], "kaz": post.position_kk}.get(language, post.position_en)
    rows.append((writer.say("post"), Markup("{}").format(position)))
    specialty = facts.specialty(language)
    if specialty:
        rows.append((writer.say("specialty"), put("specialty", specialty)))
    sending = put("sending_organisation", facts.employer(language))
    host = put("host_organisation", facts.host_name.in_language(language))
    rows += [(writer.say("sending"), sending), (writer.say("host"), host)]
    rows.append((writer.say("country"), Markup("{}").format(facts.country(language))))
    if facts.start and facts.end:
        period = filled(
            writer.stocks[0]["range"],
            start=put("period_start", writer.day(facts.start)),
            end=put("period_end", writer.day(facts.end)),
        )
        rows.append((writer.say("period"), period))
        if facts.period_form != "range":
            months = writer.stocks[0]["months"].format(months=facts.months)
            rows.append((writer.say("duration"), Markup("{}").format(months)))
    supervisor = put("supervisor", facts.supervisor.in_language(language))
    rows.append((writer.say("supervisor"), supervisor))
    return rows


def _rows(facts: Internship, writer: _Writer, by_weeks: bool) -> tuple[list[tuple[str, ...]], int]:
    """A line a month, or a line of two weeks each; the hours add up."""
    rng = writer.rng
    count = facts.months if facts.start else 6
    count = min(count * 2, 16) if by_weeks else count
    dated = rng.random() < 0.5
    rows: list[tuple[str, ...]] = []
    total = 0
    for number in range(count):
        if by_weeks:
            when = writer.stocks[0]["week"].format(first=number * 2 + 1, last=number * 2 + 2)
        elif dated and facts.start:
            month = facts.start.month - 1 + number
            first = date(facts.start.year + month // 12, month % 12 + 1, 1)
            when = f"{first:%d.%m.%Y} – {last_day(first, 1):%d.%m.%Y}"
        else:
            when = writer.stocks[0]["stage"].format(number=number + 1)
        hours = rng.choice([40, 60, 72, 80]) if by_weeks else rng.choice([120, 140, 160])
        topics = [stock["topics"] for stock in writer.stocks]
        # The first and the last topic belong to beginning and end.
        place = 11 if number == count - 1 else number % 11
        topic = " / ".join(known[place] for known in topics)
        form = rng.choice(writer.stocks[0]["forms"])
        rows.append((str(number + 1), when, topic, form, str(hours)))
        total += hours
    return rows, total


def write(
    facts: Internship,
    languages: Sequence[str],
    rng: Random,
    mark: Marker,
    *,
    days: str,
    by_weeks: bool = False,
) -> Programme:
    """The programme; `days` is a style of `amounts.day`, `by_weeks` plans in fortnights."""
    writer, printed = _Writer(languages, rng, days), dict[str, str]()
    rows, hours = _rows(facts, writer, by_weeks)
    stock = writer.stocks[0]
    values: dict[str, Any] = {
        "specialty": facts.specialty(languages[0]),
        "host": facts.host_name.in_language(languages[0]),
        "employer": facts.employer(languages[0]),
    }
    aim = filled(rng.choice(stock["aims"]), **values)
    tasks = tuple(rng.sample(stock["task_list"], rng.randint(3, 5)))
    return Programme(
        title=writer.say("titles"),
        facts=tuple(_facts(facts, writer, mark, printed)),
        before=(
            Section(writer.say("aim"), aim),
            Section(writer.say("tasks"), Markup(""), tasks),
        ),
        plan=writer.say("plan"),
        columns=tuple(
            " / ".join(column)
            for column in zip(*(s["columns"] for s in writer.stocks), strict=True)
        ),
        rows=tuple(rows),
        sum=writer.say("sum"),
        hours=str(hours),
        after=(
            Section(writer.say("results"), Markup(""), tuple(stock["result_list"])),
            Section(writer.say("report"), Markup("{}").format(stock["report_text"])),
        ),
        printed=printed,
    )
