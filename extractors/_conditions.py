"""Whether an invitation is unconditional, and its conditions with what each is about.

Lexicon of domain.md section 6.2: a trigger makes a sentence a condition, the other words tell its
object. Words are matched as stems by spaCy's Matcher (`_prose`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from extractors._prose import subjects
from extractors._reading import missing
from extractors._records import Condition
from extractors._running_text import RunningText, Span
from pipeline.model import Field
from pipeline.text.language import language_of
from pipeline.text.money import find_amounts
from pipeline.text.normalise import clean

T = TypeVar("T")
Object = Literal["financial", "academic", "other"]
STEMS: Mapping[str, Sequence[str]] = {
    "unconditional": (
        *("unconditional", "without any condition", "without condition", "no further requirement"),
        *(
            "no conditions",
            "not subject to any",
            "free of any condition",
            "no additional condition",
        ),
        *("no other condition", "without further condition", "not conditional", "no prerequisites"),
        *("безусловн", "без условий", "без каких", "безоговорочн", "не содержит условий"),
        *("условия отсутствуют", "условий не", "дополнительные условия отсутствуют"),
        *("не связан", "не обусловлен", "никаких условий", "без дополнительных условий"),
        *("шартсыз", "сөзсіз", "ешқандай шарт", "қосымша талаптар қойылмайды", "шарттар жоқ"),
        *("қосымша шарт", "талаптар қойылмайды", "шарт қойылмайды", "еш шартсыз"),
        *("bedingungslos", "keine bedingung", "ohne bedingung", "an keine bedingung"),
        *("keine weiteren", "ohne vorbehalt", "vorbehaltlos", "uneingeschränkt"),
        *("inconditionnel", "sans condition", "sans aucune condition", "aucune condition"),
        *("sans réserve", "koşulsuz", "şartsız", "hiçbir koşul", "herhangi bir koşul"),
        *("incondicional", "sin condiciones", "incondizionat", "senza condizioni"),
    ),
    "accepted": (
        *(
            "place is reserved",
            "place of the intern is",
            "place is confirmed",
            "place has been reserved",
            "confirm our acceptance",
            "is accepted",
            "placement is granted",
            "place is granted",
            "placement is confirmed",
            "internship is granted",
        ),
        *("has been accepted", "have been accepted", "accepted as", "guarantee the place"),
        *("hereby accept", "confirm acceptance", "place is guaranteed", "place is secured"),
        *("confirm that we will host", "confirmed acceptance", "has approved the application"),
        *(
            "место закреплено",
            "место подтверждено",
            "место стажера",
            "место зарезервировано",
            "принимается на",
            "принят на",
        ),
        *("принята на", "подтверждаем прием", "место гарантировано", "подтверждаем свое согласие"),
        *(
            "орын бекітілді",
            "орны бекітілді",
            "орны расталды",
            "орын расталды",
            "орын сақталады",
            "қабылданды",
            "орын бекітіл",
            "қабылданады",
        ),
        *("platz ist reserviert", "zugelassen", "aufgenommen", "place est réservée", "est admis"),
        *(
            "place est confirmée",
            "place est garantie",
            "platz ist bestätigt",
            "platz ist gesichert",
        ),
        *("est accept", "est accueilli", "kabul edil"),
    ),
    "trigger": (
        *(
            "conditional",
            "subject to",
            "provided that",
            "provided you",
            "on condition",
            "conditions",
        ),
        *("on the condition", "pending", "upon receipt", "upon payment", "upon submission"),
        *("upon confirm", "upon present", "must still", "must submit", "must provide", "must pass"),
        *("contingent", "once you have", "once he", "once she", "as soon as you"),
        *("only once", "begin once", "start once", "not before the"),
        *(
            "required to submit",
            "required to provide",
            "must first",
            "must have",
            "must present",
            "must obtain",
        ),
        *("takes effect", "take effect", "only if", "only after", "is to submit", "shall submit"),
        *("shall provide", "need to submit", "needs to submit", "has to submit"),
        *("after receipt", "after receiving", "upon proof", "prior to the start", "has to provide"),
        *("при условии", "с условием", "условное", "условным", "условия", "при предоставлении"),
        *("после получения", "после предоставления", "после оплаты", "необходимо предоставить"),
        *("необходимо представить", "должен предоставить", "должна предоставить", "после сдачи"),
        *("обязан предоставить", "вступает в силу", "при наличии", "зависит от"),
        *("после подтверждения", "после прохождения", "только после", "должен представить"),
        *("должна представить", "обусловлен", "должен сдать", "до начала стажировки"),
        *("при успешн", "требуется", "обязан", "после одобрения", "по получении"),
        *("шартты", "жағдайда", "шартымен", "кейін күшіне", "күшіне енеді", "ұсынуы керек"),
        *("ұсынуы тиіс", "ұсынуға тиіс", "тапсыруы керек", "тапсыруы тиіс", "ұсынғаннан кейін"),
        *("төлегеннен кейін", "алғаннан кейін", "расталғаннан кейін", "растағаннан кейін"),
        *("байланысты", "қажет", "болған жағдайда", "төленгеннен кейін", "өткеннен кейін"),
        *("vorbehaltlich", "unter der bedingung", "unter der voraussetzung", "sofern", "vorbehalt"),
        *("bedingung", "nach vorlage", "nach eingang", "erst nach", "voraussetzung", "falls"),
        *("sous réserve", "à condition", "sous condition", "dès réception", "après réception"),
        *("conditionn", "doit fournir", "devra fournir", "prend effet", "subordonn"),
        *("koşuluyla", "şartıyla", "koşullu", "kaydıyla", "halinde", "ibraz", "sunması"),
    ),
    "financial": (
        *("payment", "pay", "fee", "fees", "deposit", "tuition", "funding", "scholarship", "cost"),
        *("financ", "guarantee letter", "bank", "sponsor", "grant", "invoice"),
        *("оплат", "финансир", "гарантийн", "стипенди", "взнос", "предоплат", "средств", "счет"),
        *("платеж", "расход", "төлем", "төле", "қаржы", "кепілдік", "шәкіртақы", "стипендия"),
        *("zahlung", "gebühr", "finanz", "stipendi", "kosten", "anzahlung", "bezahl"),
        *("paiement", "frais", "bourse", "financement", "versement", "ödeme", "ücret", "burs"),
        *("finansman", "mali destek"),
    ),
    "academic": (
        *("ielts", "toefl", "language", "english proficiency", "transcript"),
        *(
            "diploma",
            "degree certificate",
            "interview",
            "exam",
            "examination",
            "supervisor approval",
        ),
        *(
            "approval of the programme",
            "programme approval",
            "certificate of english",
            "test score",
        ),
        *("qualification", "score", "recommendation", "gpa", "research proposal", "testdaf"),
        *("язык", "сертификат", "транскрипт", "диплом", "собеседован", "экзамен", "академич"),
        *("тіл", "емтихан", "әңгімелес", "сұхбат", "академиялық", "куәлі", "балл", "баллы"),
        *("sprach", "zeugnis", "prüfung", "vorstellungsgespräch", "gespräch", "abschluss"),
        *("langue", "diplôme", "relevé", "entretien", "examen", "attestation", "niveau"),
        *(
            "dil belge",
            "dil yeter",
            "dil sert",
            "sınav",
            "mülakat",
            "transkript",
            "diploması",
            "notenspiegel",
        ),
    ),
    "other": (
        *("visa", "insurance", "security check", "health", "medical", "ethics", "vaccin"),
        *("background check", "residence permit", "work permit", "entry permit"),
        *(
            "виза",
            "визы",
            "визу",
            "визов",
            "страхов",
            "медосмотр",
            "медицинск",
            "проверк",
            "разрешени",
            "прививк",
        ),
        *("сақтандыру", "медициналық", "рұқсат", "тексеру", "виза"),
        *("visum", "versicherung", "gesundheit", "genehmigung", "assurance", "médical"),
        *("vize", "sigorta", "sağlık", "impfung"),
    ),
}
RUN_INTO = re.compile(r"[:\d)](?:\s[A-Z€$]{1,3})?\s+(?=[A-ZА-ЯӘІҚҒҮҰӨҢÜÖÄÉ]\w)")
MOST_ITEMS = 6
TABLE_OF_COSTS = 4
"""Amounts in a sentence from which it is a table under «Financial conditions», not a condition."""


def conditions(running: RunningText) -> tuple[Field[bool], Field[tuple[Condition, ...]]]:
    """(`unconditional`, `conditions`): None for the first where the text does not settle it.

    Only financial conditions leave an invitation unconditional; one whose object is unclear
    leaves it open (the rule excepts financial conditions only).
    """
    spans = subjects(running.text, STEMS)
    plain = [at for at in running.sentences if _in(at, spans.get("unconditional", ()))]
    found = _once(_conditions(running, spans))
    records = tuple(record for _, record in found)
    listed: Field[tuple[Condition, ...]] = missing(running.pages)
    if found:
        listed = _field(records, [at for at, _ in found])
    elif plain:
        listed = _field((), plain[:1])
    objects = {record.object for record in records}
    if "academic" in objects:
        return _field(False, [at for at, record in found if record.object == "academic"]), listed
    if "other" in objects:
        return missing(running.pages), listed
    if plain:
        return _field(True, plain[:1]), listed
    if objects == {"financial"}:
        return _field(True, [at for at, _ in found]), listed
    accepted = [
        at
        for at in running.sentences
        if _in(at, spans.get("accepted", ()))
        or (_in(at, spans.get("trigger", ())) and _is_table_of_costs(at))
    ]
    if accepted:
        settled = _field(True, accepted[:1])
        return replace(settled, confidence=settled.confidence * 0.88), _field((), accepted[:1])
    return missing(running.pages), listed


def _is_table_of_costs(at: Span) -> bool:
    """Whether what stands under «Financial conditions» is the price of the internship."""
    return len(find_amounts(at.text)) >= TABLE_OF_COSTS


def _own_clause(running: RunningText, at: Span, places: Sequence[tuple[int, int]]) -> Span:
    """The sentence without a heading or the rows of a table that run into it."""
    trigger = min((a for a, _ in places if at.start <= a < at.end), default=at.end)
    starts = [m.end() for m in RUN_INTO.finditer(running.text, at.start, trigger)]
    return running.span(starts[-1], at.end) if starts else at


def _conditions(
    running: RunningText, spans: Mapping[str, Sequence[tuple[int, int]]]
) -> list[tuple[Span, Condition]]:
    found: list[tuple[Span, Condition]] = []
    opened = 0
    for at in running.sentences:
        triggered = _in(at, spans.get("trigger", ()))
        plain = _in(at, spans.get("unconditional", ()))
        item = opened > 0
        opened = max(0, opened - 1)
        if at.text.rstrip().endswith(":") and triggered and not plain:
            opened = MOST_ITEMS
        if (not triggered and not item) or (plain and not _is_mixed(at, spans)):
            continue
        about = _object(at, spans)
        if about == "financial" and _is_table_of_costs(at):
            continue
        if about is not None:
            own = _own_clause(running, at, spans.get("trigger", ()))
            found.append((own, Condition(clean_sentence(own.text), about)))
    return found


def _once(found: Sequence[tuple[Span, Condition]]) -> list[tuple[Span, Condition]]:
    """A letter in two languages says each condition twice: the foreign wording is left out."""
    known = {record.object for at, record in found if language_of(at.text)[0]}
    return [
        (at, record)
        for at, record in found
        if record.object not in known or language_of(at.text)[0]
    ]


def _object(at: Span, spans: Mapping[str, Sequence[tuple[int, int]]]) -> Object | None:
    """What a condition is about: an academic object outweighs the others."""
    order: tuple[Object, ...] = ("academic", "financial", "other")
    return next((about for about in order if _in(at, spans.get(about, ()))), None)


def _is_mixed(at: Span, spans: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """«unconditional, subject to payment»: a trigger behind the word that denies conditions."""
    denied = [end for start, end in spans.get("unconditional", ()) if at.start <= start < at.end]
    later = [a for a, b in spans.get("trigger", ()) if at.start <= a < at.end]
    return bool(denied) and any(a > max(denied) for a in later) and _object(at, spans) is not None


def clean_sentence(text: str) -> str:
    """A sentence as printed, in one line, with its full stop."""
    return " ".join(text.split()).lstrip("•–-— ")


def _in(at: Span, places: Sequence[tuple[int, int]]) -> bool:
    return any(at.start <= start < at.end for start, _ in places)


def _field(value: T, proofs: Sequence[Span]) -> Field[T]:
    evidence = tuple(proof for at in proofs for proof in at.evidence)
    sure = min(at.confidence for at in proofs)
    return Field(value, clean(" ".join(at.text for at in proofs)), max(0.05, sure), evidence)
