"""An invented case with everything that a dossier tells. The places, people and events do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.dossier.dossier_demo import picture

from casetracker.domain.clock import Clock
from casetracker.services import evidence, history, records, status
from casetracker.services.case_store import CaseStore

WITNESS = "Олена Петренко-Зразкова"
WITNESS_LATIN = "Olena Petrenko-Zrazkova"
PSEUDONYM = "Ash"


class Ticking:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self, start: datetime | None = None) -> None:
        self.now = start or datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_store(folder: Path, clock: Clock | None = None, actor: str = "Ana Lyst") -> CaseStore:
    return CaseStore.create(folder / "store", actor=actor, clock=clock or Ticking())


def incident(store: CaseStore, **fields: Any) -> str:
    return records.add(store, "incident", {"title": "Alleged killing near Pryklad", **fields}).reference


def source(store: CaseStore, name: str, **fields: Any) -> str:
    return records.add(store, "source", {"kind": "news_outlet", "name": name, **fields}).reference


def witness(store: CaseStore, of: str | None = None) -> str:
    """A protected person, as a witness of an incident."""
    reference = records.add(store, "party", {
        "name": WITNESS, "names": [WITNESS_LATIN], "protected": True, "pseudonym": PSEUDONYM,
        "protection_reason": "fears for the family", "identification": "identified", "note": "lives in Zrazkove"}).reference
    if of is not None:
        records.add(store, "participation", {"incident": of, "party": reference, "role": "witness"})
    return reference


def taken(store: CaseStore, folder: Path, of: str, name: str, data: bytes, **details: Any) -> str:
    """An evidence item from a file of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return evidence.take_in(store, of, file, details=details).reference


@dataclass(frozen=True)
class Sample:
    """The references of the full case."""

    store: CaseStore
    incident: str
    official: str
    outlet: str
    secret: str
    witness: str
    perpetrator: str
    shown: str
    unshown: str
    withheld: str
    proceeding: str


def full_case(folder: Path, clock: Clock | None = None, actor: str = "Ana Lyst") -> Sample:
    store = new_store(folder, clock, actor)
    official = source(store, "Office of the Example Prosecutor, statement", kind="prosecutor", origin="first_hand",
                      originator="Office of the Example Prosecutor", reliability="B", reliability_reason="on the record")
    outlet = source(store, "Example Courier", origin="derived", derivations=[{"source": official, "how": "quotes"}],
                    access_points=[{"url": "https://courier.example.invalid/1", "accessed_on": "2026-02-28"}])
    secret = source(store, "Confidant of the Example Courier", kind="other", sharing="not_onward")
    number = incident(
        store, narrative="What is told here is invented.\n\nThe place is Pryklad.", confidentiality="confidential",
        violation_types=["wilful_killing"], not_known=["Who gave the order."],
        dates=[{"kind": "capture", "date": "2026-02-01", "source": official},
               {"kind": "discovery", "date": "2026-02-03", "source": outlet, "basis": "inferred",
                "basis_note": "The year is ours."},
               {"kind": "official_report", "date": "2026-02", "source": official}],
        places=[{"name": "Pryklad", "names": ["Приклад"], "lat": 48.5, "lon": 37.25, "precision": "1km", "source": outlet}],
        figures=[{"outcome": "killed", "group": "civilian", "qualifier": "exact", "low": 4, "source": official},
                 {"outcome": "killed", "group": "civilian", "qualifier": "range", "low": 9, "high": 14, "source": outlet},
                 {"outcome": "killed", "group": "civilian", "qualifier": "exact", "low": 7777, "source": secret}],
        claims=[{"kind": "act", "value": "They were shot.", "source": official, "credibility": 3, "locator": "p. 2"},
                {"kind": "act", "value": "They were shot.", "source": outlet},
                {"kind": "context", "value": "It rained in confidence.", "source": secret}])
    person = witness(store, number)
    soldier = records.add(store, "party", {"name": "Ivan Vyhadanyi", "kind": "person"}).reference
    records.add(store, "participation", {"incident": number, "party": soldier, "role": "alleged_perpetrator",
                                         "source": outlet})
    files = folder / "files"
    shown = taken(store, files, number, "shown.jpg", picture(), title="The outskirts", showable=True, source=outlet)
    unshown = taken(store, files, number, "unshown.jpg", picture(700, 500), title="The faces", identifiable_persons=True)
    withheld = taken(store, files, number, "lead.txt", b"a lead", title="Title of the lead", sharing="lead_only")
    body = records.add(store, "body", {"kind": "police", "name": "Example Police"}).reference
    proceeding = records.add(store, "proceeding", {
        "title": "Example proceeding", "stage": "pre_trial", "incidents": [{"incident": number, "source": official}],
        "bodies": [{"body": body, "source": official}]}).reference
    wrong = status.move_stage(store, proceeding, "in_court", reason="read wrongly")
    history.undo(store, wrong.change_id)
    status.move(store, number, assessment="under_verification", reason="one root only")
    return Sample(store, number, official, outlet, secret, person, soldier, shown, unshown, withheld, proceeding)
