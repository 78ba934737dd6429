"""Invented cases by number: incident n is the same whatever the size of the store. Towns are real, all else is not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.benchmarks import words

from casetracker.domain import vocabulary as v
from casetracker.services.bulk import Given, Load

Json = dict[str, Any]

BODIES = ["Office of Sample Prosecutions", "Зразкова прокуратура", "Bureau of Invented Inquiries", "Sample Tribunal",
          "Умовна служба", "Commission of Placeholders"]
SOURCES = 4_000
_EVIDENCE = 5  # on average
_TOWNS = (  # (name, region, latitude, longitude), rounded to about a kilometre
    ("Харків", "Харківська", 49.99, 36.23), ("Ізюм", "Харківська", 49.21, 37.25),
    ("Балаклія", "Харківська", 49.46, 36.86), ("Вовчанськ", "Харківська", 50.29, 36.94),
    ("Маріуполь", "Донецька", 47.10, 37.55), ("Бахмут", "Донецька", 48.59, 38.00),
    ("Селидове", "Донецька", 48.15, 37.30), ("Покровськ", "Донецька", 48.28, 37.18),
    ("Краматорськ", "Донецька", 48.74, 37.58), ("Слов'янськ", "Донецька", 48.85, 37.61),
    ("Лиман", "Донецька", 48.99, 37.81), ("Херсон", "Херсонська", 46.64, 32.61),
    ("Берислав", "Херсонська", 46.84, 33.43), ("Буча", "Київська", 50.55, 30.22),
    ("Ірпінь", "Київська", 50.52, 30.25), ("Чернігів", "Чернігівська", 51.50, 31.29),
    ("Суми", "Сумська", 50.91, 34.80), ("Оріхів", "Запорізька", 47.57, 35.78),
    ("Токмак", "Запорізька", 47.25, 35.71), ("Миколаїв", "Миколаївська", 46.97, 32.00),
    ("Очаків", "Миколаївська", 46.61, 31.54), ("Одеса", "Одеська", 46.48, 30.73),
    ("Дніпро", "Дніпропетровська", 48.46, 35.05), ("Нікополь", "Дніпропетровська", 47.57, 34.40),
    ("Лисичанськ", "Луганська", 48.91, 38.44), ("Попасна", "Луганська", 48.63, 38.38),
)
_FIRST = date(2022, 2, 24)


def store(load: Load, incidents: int) -> Iterator[Given]:
    """Everything of a store of so many incidents, in an order in which each record names only earlier ones."""
    for name in BODIES:
        yield "body", {"kind": "prosecutor", "name": name, "country": "Sampleland"}
    yield from _sources()
    for number in range(1, incidents + 1):
        yield from _case(load, number)


def _sources() -> Iterator[Given]:
    for number in range(1, SOURCES + 1):
        chance = random.Random(f"source {number}")
        source: Json = {"kind": chance.choice(list(v.SOURCE_KIND)), "name": f"Sample outlet {number}",
                        "reliability": chance.choice([None, *v.RELIABILITY])}
        if number > 10 and number % 3:
            quoted = _source(chance.randint(1, number // 2))
            source |= {"origin": "derived", "derivations": [{"source": quoted, "how": "quotes"}]}
        elif number % 2:
            source |= {"origin": "first_hand", "originator": f"Sample office {number % 900}"}
        yield "source", source


def _source(number: int) -> str:
    return f"S-{number:06d}"


def _any_source(chance: random.Random) -> str:
    return _source(min(SOURCES, int(chance.paretovariate(0.6))))


def _case(load: Load, number: int) -> Iterator[Given]:
    chance = random.Random(f"incident {number}")
    language = chance.choices(list(words.LANGUAGES), list(words.LANGUAGES.values()))[0]
    incident = load.next_reference("incident")
    day = _FIRST + timedelta(days=chance.randrange(1_700))
    yield "incident", _incident(chance, language, day)
    for role in chance.sample(("victim", "witness", "alleged_perpetrator"), 2):
        party = load.next_reference("party")
        yield "party", _party(chance, language)
        yield "participation", {"incident": incident, "party": party, "role": role, "source": _any_source(chance)}
    for _each in range(min(40, int(chance.expovariate(1 / (_EVIDENCE + 0.5))))):
        exhibit = load.next_reference("evidence")
        yield "evidence", _evidence(chance, language, incident, day)
        if chance.random() < 0.5:
            yield "custody", {"evidence": exhibit, "act": "received", "date": day.isoformat(), "to_whom": "the archive"}
    if chance.random() < 0.3:
        yield "proceeding", {"jurisdiction": "ua", "register_number": f"{chance.randint(1, 10**11):017d}",
                             "stage": chance.choice(["reported_to_body", "pre_trial", "pre_trial", "in_court", "judgment"]),
                             "incidents": [{"incident": incident}],
                             "bodies": [{"body": f"B-{chance.randint(1, len(BODIES)):06d}"}]}


def _incident(chance: random.Random, language: str, day: date) -> Json:
    town, region, lat, lon = chance.choice(_TOWNS)
    narrative = words.prose(chance, language, chance.randint(450, 1_050))
    if chance.random() < 0.2:
        narrative += " " + words.prose(chance, chance.choice(list(words.LANGUAGES)), 120)
    source = _any_source(chance)
    return {
        "title": f"{town}: {words.some(chance, language, chance.randint(4, 9))}", "narrative": narrative,
        "assessment": chance.choice(list(v.ASSESSMENT)),
        "handling": chance.choices(list(v.HANDLING)[:4], [80, 8, 7, 5])[0],
        "confidentiality": chance.choice(list(v.CONFIDENTIALITY)),
        "lead_investigator": f"Investigator {chance.randint(1, 40)}",
        "violation_types": chance.sample(list(v.VIOLATION), chance.randint(1, 2)), "tags": [f"tag{chance.randint(1, 60)}"],
        "dates": list(_dates(chance, day, source)),
        "places": [{"name": town, "admin": f"{region} область", "lat": round(lat + chance.gauss(0, 0.09), 5),
                    "lon": round(lon + chance.gauss(0, 0.09), 5), "precision": chance.choice(["100m", "1km", "settlement"]),
                    "source": source}] if chance.random() < 0.95 else [],
        "figures": list(_figures(chance, source)),
        "claims": [{"kind": "act", "value": words.some(chance, language, 8), "source": _any_source(chance)}
                   for _each in range(chance.randint(0, 2))],
    }


def _dates(chance: random.Random, day: date, source: str) -> Iterator[Json]:
    exact = chance.random()
    given = day.isoformat() if exact < 0.8 else day.isoformat()[:7] if exact < 0.95 else f"{day:%Y-%m}~"
    yield {"kind": "discovery" if chance.random() < 0.15 else "act", "date": given, "source": source}
    if chance.random() < 0.5:
        later = day + timedelta(days=int(chance.expovariate(1 / 30)))
        yield {"kind": "official_report", "date": later.isoformat(), "source": _any_source(chance)}


def _figures(chance: random.Random, source: str) -> Iterator[Json]:
    if chance.random() < 0.6:
        low = int(chance.paretovariate(1.1))
        yield {"outcome": "killed", "group": "civilian", "qualifier": "exact", "low": low, "source": source}
        if chance.random() < 0.2:
            yield {"outcome": "killed", "group": "civilian", "qualifier": "at_least", "low": low + chance.randint(0, 3),
                   "source": _any_source(chance)}


def _party(chance: random.Random, language: str) -> Json:
    protected = chance.random() < 0.1
    return {"kind": "person", "name": words.person(chance, language), "identification": "provisional",
            "protected": protected, "pseudonym": f"Person {chance.randint(1, 999_999)}" if protected else None,
            "protection_reason": "asked for it" if protected and chance.random() < 0.8 else None}


def _evidence(chance: random.Random, language: str, incident: str, day: date) -> Json:
    return {"kind": chance.choice(list(v.EVIDENCE_KIND)), "title": words.some(chance, language, 5),
            "source": _any_source(chance) if chance.random() < 0.8 else None, "acquired": day.isoformat(),
            "links": [{"incident": incident, "bearing": chance.choices(list(v.BEARING), [70, 3, 27])[0]}]}
