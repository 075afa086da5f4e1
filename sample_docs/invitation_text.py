"""The sentences of an invitation in one language, with the values as they are printed.

What an invitation has to say: domain.md section 6. Sentences stand in `stock/invitations.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from markupsafe import Markup

from sample_docs import amounts
from sample_docs.internship import CostItem, Internship
from sample_docs.marking import Marker, filled
from sample_docs.name_cases import kazakh_dative, russian_dative
from sample_docs.people import Name
from sample_docs.stock import load

Printed = dict[str, Any]
_TITLES = {"eng": ("Mr.", "Ms."), "deu": ("Herrn", "Frau"), "fra": ("M.", "Mme")}
_IN_BRACKETS = ("rus", "kaz", "tur")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a letter speaks: language, style of money and days (`amounts`), own wording if any.

    `running` puts the costs into a sentence; `inflected` lets the name stand in the dative.
    """

    language: str
    money: str
    days: str
    wording: str = ""
    running: bool = False
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the cost table: what, how it is calculated, how much."""

    label: Markup
    calculation: str
    amount: Markup


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of the letter in order; empty where it says nothing. `printed` are the values."""

    title: str
    salutation: str
    opening: Markup
    period: Markup
    supervisor: Markup
    status: str
    conditions: tuple[str, ...]
    cost: Markup
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    total_label: str
    total: Markup
    closing: str
    regards: str
    position: str
    printed: Printed
    labels: Mapping[str, str]


class _Writer:
    def __init__(self, facts: Internship, voice: Voice, rng: Random, mark: Marker) -> None:
        self.facts, self.voice, self.rng, self.mark = facts, voice, rng, mark
        stock = load("invitations")
        self.stock = stock["eng"] | stock.get(voice.language, {}) | stock.get(voice.wording, {})
        self.printed: Printed = {}

    def pick(self, key: str) -> str:
        return str(self.rng.choice(self.stock[key]))

    def put(self, field: str, text: str) -> Markup:
        self.printed[field] = text
        return self.mark(field, text)

    def day(self, field: str, when: Any) -> Markup:
        return self.put(field, amounts.day(when, self.voice.days))

    def money(self, amount: Any) -> str:
        return amounts.money(amount, self.facts.host.currency, self.voice.money)

    def name(self) -> str:
        name: Name = self.facts.name(self.voice.language)
        if self.voice.language in ("rus", "kaz"):
            if self.voice.inflected:
                cases = {
                    "rus": russian_dative(name, self.facts.person.sex),
                    "kaz": kazakh_dative(name),
                }
                return cases[self.voice.language]
            return name.full
        return self.rng.choice(
            [
                f"{name.given} {name.surname}",
                f"{name.given} {name.surname}",
                f"{name.given} {name.surname.upper()}",
                f"{name.surname} {name.given}",
            ]
        )

    def identity(self) -> Markup:
        parts = []
        if "birth" in self.facts.quotes:
            parts.append(
                filled(self.stock["birth"], birth=self.day("birth_date", self.facts.birth))
            )
        if "passport" in self.facts.quotes:
            number = self.put("passport_number", self.facts.passport)
            parts.append(filled(self.stock["passport"], passport=number))
        if not parts:
            return Markup("")
        if self.voice.language in _IN_BRACKETS:
            return Markup(" ({})").format(Markup(", ").join(parts))
        return Markup(", {},").format(Markup(", ").join(parts))

    def opening(self) -> Markup:
        facts, language = self.facts, self.voice.language
        specialty = facts.specialty("eng" if language in ("deu", "tur") else language)
        field = Markup("")
        if specialty:
            field = filled(self.pick("fields"), specialty=self.put("specialty", specialty))
        male = facts.person.sex == "M"
        name = self.put("applicant_name", self.name())
        sir = _TITLES.get(language, ("Sayın", "Sayın"))[not male]
        phrase = self.pick("inflected" if self.voice.inflected else "openings")
        return filled(
            phrase,
            host=self.put("host_organisation", facts.host_name.in_language(language)),
            country=self.put("host_country", facts.country(language)),
            sir=sir,
            name=name,
            name_dat=name,
            identity=self.identity(),
            field=field,
        )

    def period(self) -> Markup:
        start, end = self.facts.start, self.facts.end
        if start is None or end is None:
            return Markup("")
        form = self.facts.period_form
        key = {"range": "ranges", "range and months": "range_months", "months": "months"}[form]
        values: dict[str, Any] = {"start": self.day("period_start", start)}
        if form != "range":
            values["months"] = self.put("duration_months", str(self.facts.months))
        if form != "months":
            values["end"] = self.day("period_end", end)
        return filled(self.pick(key), **values)

    def conditions(self) -> tuple[str, ...]:
        chosen = []
        for about in self.facts.conditions:
            # The same condition in every language: its place in the list follows the letter.
            place = Random(f"{self.facts.reference}/{about}").randrange(2)
            known = self.stock[about]
            chosen.append(known[place % len(known)])
        return tuple(chosen)

    def _amount(self, item: CostItem) -> Any:
        return 0 * item.amount if self.facts.free else item.amount

    def rows(self) -> tuple[Row, ...]:
        rows = []
        for number, item in enumerate(self.facts.items):
            calculation = self.stock["once"]
            if item.rate is not None and not self.facts.free:
                rate = self.money(item.rate)
                calculation = self.stock["times"].format(rate=rate, months=self.facts.months)
            rows.append(
                Row(
                    self.mark(f"cost_items:{number}", item.label(self.voice.language)),
                    "" if self.facts.free else calculation,
                    Markup("{}").format(self.money(self._amount(item))),
                )
            )
        return tuple(rows)

    def running(self) -> str:
        parts = []
        for item in self.facts.items:
            label = item.label(self.voice.language)
            label = label[0].lower() + label[1:] if self.voice.language != "deu" else label
            if self.facts.free:
                parts.append(label)
            elif item.rate is not None:
                parts.append(
                    self.stock["per_month"].format(
                        label=label,
                        rate=self.money(item.rate),
                        months=self.facts.months,
                        amount=self.money(item.amount),
                    )
                )
            else:
                amount = self.money(item.amount)
                parts.append(self.stock["single"].format(label=label, amount=amount))
        return "; ".join(parts)

    def cost(self) -> tuple[Markup, Markup]:
        """The sentence about the cost and the total of the table."""
        facts = self.facts
        if not facts.priced:
            return Markup(""), Markup("")
        total = self.put("total_cost", self.money(facts.total))
        if not facts.broken_down:
            return filled(self.stock["cost_bare"], total=total), Markup("")
        if self.voice.running:
            key = "free_running" if facts.free else "cost_running"
            return filled(self.stock[key], total=total, items=self.running()), Markup("")
        if facts.free:
            return filled(self.stock["free"], total=total), Markup("{}").format(
                self.money(facts.total)
            )
        return Markup("{}").format(self.pick("cost_table")), total


def write(facts: Internship, voice: Voice, rng: Random, mark: Marker) -> Text:
    """The letter in a voice; places of its values are named by `mark`."""
    writer = _Writer(facts, voice, rng, mark)
    cost, total = writer.cost()
    tabled = facts.priced and facts.broken_down and not voice.running
    supervisor = Markup("")
    if rng.random() < 0.6:
        spelt = facts.supervisor.in_language(voice.language)
        supervisor = filled(writer.pick("supervisors"), supervisor=spelt)
    bound = set(facts.conditions) - {"financial"}
    status = "" if bound else writer.pick("declared" if facts.declared else "accepted")
    surname = facts.name(voice.language).surname
    sir = _TITLES.get(voice.language, ("", ""))[facts.person.sex == "F"]
    place = Random(facts.reference).randrange(4) % len(writer.stock["positions"])
    return Text(
        title=writer.pick("titles"),
        salutation=writer.pick("salutations").format(sir=sir, surname=surname),
        opening=writer.opening(),
        period=writer.period(),
        supervisor=supervisor,
        status=status,
        conditions=writer.conditions(),
        cost=cost,
        rows=writer.rows() if tabled else (),
        columns=tuple(writer.stock["columns"]),
        total_label=writer.stock["total"],
        total=total,
        closing=writer.pick("closings"),
        regards=writer.pick("regards"),
        position=writer.stock["positions"][place],
        printed=writer.printed,
        labels=writer.stock["labels"],
    )


def cost_items(facts: Internship, voice: Voice) -> list[dict[str, str]]:
    """The calculation as the letter prints it; none where it names no amounts."""
    if not (facts.priced and facts.broken_down) or (facts.free and voice.running):
        return []
    lower = voice.running and voice.language != "deu"
    listed = []
    for item in facts.items:
        label = item.label(voice.language)
        amount = amounts.truth(0 * item.amount if facts.free else item.amount, facts.host.currency)
        listed.append({"label": label[0].lower() + label[1:] if lower else label} | amount)
    return listed


def truth(facts: Internship, text: Text, voice: Voice) -> dict[str, Any]:
    """The fields of the result, for a letter printed with `text`."""
    printed = text.printed
    start, end = facts.start, facts.end
    return {
        "applicant_name": printed["applicant_name"],
        "birth_date": facts.birth.isoformat() if "birth_date" in printed else None,
        "passport_number": printed.get("passport_number"),
        "host_organisation": printed["host_organisation"],
        "host_country": printed.get("host_country"),
        "specialty": printed.get("specialty"),
        "period_start": start.isoformat() if start and "period_start" in printed else None,
        "period_end": end.isoformat() if end and "period_end" in printed else None,
        "duration_months": facts.months if "duration_months" in printed else None,
        "total_cost": amounts.truth(facts.total, facts.host.currency) if facts.priced else None,
        "cost_items": cost_items(facts, voice),
        "cost_breakdown": facts.priced and facts.broken_down,
        "unconditional": not set(facts.conditions) - {"financial"},
        "conditions": [
            {"text": sentence, "object": about}
            for sentence, about in zip(text.conditions, facts.conditions, strict=True)
        ],
        "letter_date": facts.letter_date.isoformat() if facts.letter_date else None,
    }
