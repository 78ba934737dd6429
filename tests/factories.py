"""Records that are valid as they stand, for tests to change one thing of. Everybody in them is invented, and looks it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casetracker.services import evidence, records, status
from casetracker.services.case_store import CaseStore, Via

Json = dict[str, Any]

PROTECTED_NAME = "Zoryana Vyhadana"
PROTECTED_NAMES = ["Зоряна Вигадана", "زوريانا"]
PSEUDONYM = "Witness Osprey"


@dataclass
class Ticking:
    """A clock that moves on by a second whenever it is asked."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def attribution(source: str | None = None, **changed: Any) -> Json:
    """The attribution columns of a claim, every one filled."""
    return {"source": source, "basis": "inferred", "basis_note": "from the invented shadow", "locator": "p. 3",
            "credibility": 3, "stance": "supports", "note": "an invented note", "adopted": True,
            "adopted_by": "A. Nalyst", "adopted_reason": "nothing better", "reviewed_by": "R. Eviewer",
            "adopted_on": "2026-01"} | changed


def incident(**changed: Any) -> Json:
    return {"title": "Invented shelling of Prykladivka", "narrative": "A made-up narrative.\nSecond line."} | changed


def full_incident(source: str | None = None, **changed: Any) -> Json:
    """An incident with every field and every list filled."""
    by = attribution(source)
    return incident(
        confidentiality="confidential", violation_types=["pillage", "a term of our own"],
        lead_investigator="L. Ead", means_and_methods="an invented drone", tags=["one", "two"], not_known=["the hour"],
        dates=[{"kind": "capture", "date": "2024-10-06", "as_given": "on the sixth", "zone": "kyiv", **by},
               {"kind": "discovery", "date": "2024-10", "as_given": "in October", "zone": "unknown", **by}],
        places=[{"name": "Prykladivka", "names": ["Прикладівка"], "settlement": "Prykladivka", "admin": "Sample oblast",
                 "lat": 48.5, "lon": 37.25, "precision": "1km", **by}],
        figures=[{"outcome": "killed", "group": "civilian", "qualifier": "range", "low": 9, "high": 14, **by},
                 {"outcome": "wounded", "group": "not_stated", "qualifier": "not_stated", **by}],
        harmed_objects=[{"kind": "school", "description": "No. 0", "protected_status": "marked", "damage": "damaged", **by}],
        claims=[{"kind": "means", "value": "A drone was heard.", **by}],
        conflicts=[{"classification": "international", "parties": "Sampleland and Otherland", **by}],
        inquiries=[{"aim": "exonerating", "question": "Was anybody else there?", "hypothesis": "nobody",
                    "alternatives": "a patrol", "next_step": "ask again", "owner": "O. Wner", "due": "2026-04",
                    "state": "open", "outcome": "none yet"}],
    ) | changed


def source(**changed: Any) -> Json:
    return {"kind": "ngo", "name": "Invented Monitors"} | changed


def full_source(parent: str, **changed: Any) -> Json:
    return {"kind": "news_outlet", "name": "Sample Courier", "author": "A. Uthor", "publisher": "Sample Press",
            "published": "2024-10-24", "language": "uk", "reliability": "B", "reliability_reason": "checked",
            "protected": False, "pseudonym": "Source Blue", "protection_reason": "none", "sharing": "named_recipients",
            "sharing_recipients": "the invented prosecutor", "original_held": True, "origin": "derived",
            "originator": "Sample Office", "derivations": [{"source": parent, "how": "translates", "note": "whole"}],
            "access_points": [{"url": "https://example.org/a", "accessed_on": "2024-11-01",
                               "archive_url": "https://example.org/b", "capture": "full page"}],
            "note": "a note"} | changed


def party(**changed: Any) -> Json:
    return {"kind": "person", "name": "Sample Person", "identification": "provisional"} | changed


def full_party(parent: str, **changed: Any) -> Json:
    return party(names=["Зразкова Особа"], protected=False, pseudonym="Person Green", protection_reason="none",
                 identification_method="by voice", fate="missing", fate_date="2024-10~", family_informed=True,
                 rank="none", unit="1st Sample Unit", parent=parent, note="a note") | changed


def protected_party(**changed: Any) -> Json:
    return party(name=PROTECTED_NAME, names=PROTECTED_NAMES, protected=True, pseudonym=PSEUDONYM,
                 protection_reason="asked for it", rank="Sergeant Vyhadana", unit="the Vyhadana platoon",
                 identification_method="named by Zoryana herself", note="Zoryana lives at home") | changed


def protected_source(**changed: Any) -> Json:
    return source(kind="witness", name=PROTECTED_NAME, author="Zoryana V.", publisher="Vyhadana Press",
                  originator=PROTECTED_NAME, protected=True, pseudonym="Source Osprey", protection_reason="asked",
                  reliability_reason="Zoryana is known", origin="first_hand",
                  access_points=[{"url": "https://example.org/zoryana.vyhadana", "capture": "by Zoryana"}],
                  note="Zoryana again") | changed


def body(**changed: Any) -> Json:
    return {"kind": "court", "name": "Sample Court"} | changed


def full_body(**changed: Any) -> Json:
    return body(names=["Зразковий суд"], country="Sampleland", jurisdiction="all of it", contact="1 Sample Street",
                url="https://example.org", note="a note") | changed


def proceeding(incident_ref: str, **changed: Any) -> Json:
    return {"title": "Invented proceeding", "incidents": [{"incident": incident_ref}]} | changed


def full_proceeding(incident_ref: str, body_ref: str, party_ref: str, source_ref: str, **changed: Any) -> Json:
    return proceeding(
        incident_ref, jurisdiction="ua", register_number="00000000000000000", registered_on="2024-10-24",
        court_numbers=["0/000/00"], article="438", next_action="ask again", next_action_date="2025-01",
        incidents=[{"incident": incident_ref, "basis": "body_states", "source": source_ref, "note": "n"}],
        bodies=[{"body": body_ref, "role": "court", "source": source_ref, "note": "n"}],
        persons=[{"party": party_ref, "status": "wanted", "date": "2024-11", "source": source_ref, "note": "n"}],
        steps=[{"kind": "request", "what": "asked to join two files", "date": "2024-12", "by": "us", "to_whom": "the court",
                "deadline": "2025-01-15", "answered_on": "2025-02", "source": source_ref, "note": "n"}],
        note="a note") | changed


def participation(incident_ref: str, party_ref: str, **changed: Any) -> Json:
    return {"incident": incident_ref, "party": party_ref, "role": "witness"} | changed


def evidence_details(**changed: Any) -> Json:
    """Every field of an evidence item that its file does not give."""
    return {"kind": "video", "title": "Invented recording", "description": "A drawn field.", "language": "uk",
            "created": "2024-10-07T12:00", "published": "2024-10-08", "acquired": "2024-11", "collected_by": "C. Ollector",
            "collected_capacity": "staff", "collected_tool": "a camera", "clock_checked": "radio", "able_to_testify": True,
            "verification": "partly_verified", "verification_note": "half", "confidentiality": "confidential",
            "sharing": "free", "sharing_recipients": "all", "consent": "given", "graphic": True,
            "identifiable_persons": True, "showable": False, "note": "a note", "verified_source": "verified",
            "verified_content": "in_progress", "verified_technical": "not_verifiable",
            "verification_methods": ["looked twice"], "verified_by": "V. Erifier", "verification_reviewed_by": "R. Eviewer",
            "verified_on": "2024-11-02", "not_possible": "no camera was seen", "url": "https://example.org/film",
            "captured_at": "2024-10-08T10:00", "tool_version": "1.2.3", "embedded_media": "none",
            "capture_confirmed_by": "C. Onfirmer", "capture_confirmed_on": "2024-10-08"} | changed


def custody(exhibit: str, **changed: Any) -> Json:
    return {"evidence": exhibit, "act": "transferred", "date": "2025-02-03", "from_whom": "A", "to_whom": "B",
            "place": "here", "reason": "because", "hash_seen": "0" * 64, "by": "C"} | changed


def allegation(incident_ref: str, **changed: Any) -> Json:
    return {"incident": incident_ref, "provision": "rs-8-2-a-i"} | changed


def full_allegation(incident_ref: str, party_ref: str, exhibit: str, **changed: Any) -> Json:
    element = "rs-8-2-a-i/1"
    return allegation(
        incident_ref, version="rs-8-2-a-i:1998", liability="command", party=party_ref, note="a note",
        elements=[{"element": element, "assessment": "weak", "note": "n", "assessed_by": "A. Nalyst"}],
        element_evidence=[{"element": element, "side": "against", "evidence": exhibit, "locator": "0:10", "note": "n"}],
    ) | changed


def relation(incident_ref: str, other: str, **changed: Any) -> Json:
    return {"incident": incident_ref, "kind": "not_the_same", "other": other, "reason": "another day"} | changed


def account(incident_ref: str, party_ref: str, **changed: Any) -> Json:
    return {"incident": incident_ref, "party": party_ref, "date": "2025-03"} | changed


def full_account(incident_ref: str, party_ref: str, helper: str, exhibit: str, **changed: Any) -> Json:
    return account(
        incident_ref, party_ref, taken_by="T. Aker", interpreter=helper, support_person=helper, language="uk",
        recording=exhibit, summary="what was told", read_back=True, first_account_only=True, earlier_accounts="to a paper",
        do_not_contact=True, referrals="a doctor", confidentiality="strictly_confidential", note="a note") | changed


def consent(party_ref: str, **changed: Any) -> Json:
    return {"party": party_ref, "recipient": "Invented Registry", "use": "court", "given_on": "2025-03-01"} | changed


def full_consent(party_ref: str, body_ref: str, exhibit: str, **changed: Any) -> Json:
    return consent(party_ref, body=body_ref, evidence=exhibit, explained_by="E. Xplainer", language="uk",
                   revoked_on="2025-05", revoked_reason="changed their mind", note="a note") | changed


def handover(incident_ref: str, body_ref: str, **changed: Any) -> Json:
    return {"body": body_ref, "title": "Invented dossier", "given_on": "2025-04-01",
            "incidents": [{"incident": incident_ref}]} | changed


def full_handover(incident_ref: str, body_ref: str, exhibit: str, **changed: Any) -> Json:
    return handover(incident_ref, body_ref, what="evidence", sha256="0" * 64, given_by="G. Iver", receipt="No. 0",
                    acknowledged_on="2025-04-02", items=[{"evidence": exhibit}], note="a note") | changed


def dismissal(incident_ref: str, **changed: Any) -> Json:
    return {"finding": "no_source", "incident": incident_ref, "subject": incident_ref, "fingerprint": "0" * 16,
            "reason": "an invented reason"} | changed


def saved_search(**changed: Any) -> Json:
    return {"name": "Invented search", "query": "drone -video", "note": "a note"} | changed


@dataclass(frozen=True)
class Web:
    """The references of a store in which every kind and every list stands at least once, linked to one incident."""

    incident: str
    other: str
    root: str
    source: str
    hidden_source: str
    party: str
    witness: str
    body: str
    proceeding: str
    exhibit: str
    participation: str
    custody: str
    allegation: str
    relation: str
    account: str
    consent: str
    handover: str
    dismissal: str
    saved_search: str


def weave(store: CaseStore, folder: Path) -> Web:
    """Fill a store so that every table holds rows."""
    def made(kind: str, data: Json) -> str:
        return records.add(store, kind, data).reference

    root = made("source", source(origin="first_hand", originator="Sample Office"))
    derived = made("source", full_source(root))
    hidden = made("source", protected_source())
    case = made("incident", full_incident(derived))
    other = made("incident", incident(title="Another invented case", narrative=None))
    above = made("party", party(kind="unit", name="Sample Brigade"))
    person = made("party", full_party(above))
    witness = made("party", protected_party())
    court = made("body", full_body())
    file = made("proceeding", full_proceeding(case, court, person, root))
    part = made("participation", participation(case, witness, status_at_time="civilian", involvement="heard it",
                                               **attribution(hidden)))
    video = folder / "invented.mp4"
    video.write_bytes(b"not a film at all " * 50)
    exhibit = evidence.take_in(store, case, video, source=root, details=evidence_details(
        links=[{"incident": case, "bearing": "incriminating", "purpose": "linkage", "locator": "0:10", "note": "n"}],
    )).reference
    entry = made("custody", custody(exhibit))
    status.move(store, case, assessment="under_verification")
    status.move_stage(store, file, "pre_trial", date="2024-10-20", learned="2024-10-24", source=root, reason="told so")
    work = [
        made("allegation", full_allegation(case, person, exhibit)),
        made("relation", relation(case, other, decided_by="D. Ecider")),
        made("account", full_account(case, witness, person, exhibit)),
        made("consent", full_consent(witness, court, exhibit)),
        made("handover", full_handover(case, court, exhibit)),
        made("dismissal", dismissal(case)),
        made("saved_search", saved_search()),
    ]
    return Web(case, other, root, derived, hidden, person, witness, court, file, exhibit, part, entry, *work)


def opened(folder: Path, *, actor: str = "T. Ester", via: Via = "cli", clock: Ticking | None = None,
           key: bytes | None = None) -> CaseStore:
    return CaseStore.open(folder, actor=actor, via=via, clock=clock or Ticking(), key=key)


def copied(template: Path, folder: Path) -> Path:
    """A closed store's twin."""
    shutil.copytree(template, folder, copy_function=shutil.copy2)
    return folder


def fingerprint(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder with its time and bytes."""
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(folder.rglob("*")) if path.is_file()}
