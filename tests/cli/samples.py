"""Records of every kind, with every field filled: persons and places are invented, and look it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casetracker.domain.shapes import SHAPES

if TYPE_CHECKING:
    from tests.cli.running import Cli

ATTRIBUTION: dict[str, Any] = {
    "source": "S-000001", "basis": "inferred", "basis_note": "From the shadow", "locator": "p. 3", "credibility": 3,
    "stance": "supports", "note": "noted", "adopted": True, "adopted_by": "A. Nalyst", "adopted_reason": "clear",
    "reviewed_by": "R. Eviewer", "evidence": "E-000001", "adopted_on": "2026-01",
}

RECORDS: dict[str, dict[str, Any]] = {
    "source": {
        "kind": "ngo", "name": "Sample Monitors", "author": "A. Uthor", "publisher": "Sample Press",
        "published": "2024-10", "language": "uk", "reliability": "B", "reliability_reason": "checked before",
        "protected": False, "pseudonym": "Source Blue", "protection_reason": "none needed", "sharing": "named_recipients",
        "sharing_recipients": "the prosecutor", "original_held": True, "origin": "derived", "originator": "Sample Office",
        "derivations": [{"source": "S-000001", "how": "translates", "note": "whole"}],
        "access_points": [{"url": "https://example.org/a", "accessed_on": "2024-11-01",
                           "archive_url": "https://example.org/b", "capture": "full page"}],
        "note": "a note",
    },
    "party": {
        "kind": "person", "name": "Sample Person", "names": ["Зразкова Особа", "شخص"], "protected": False,
        "pseudonym": "Witness Blue", "protection_reason": "asked", "identification": "provisional",
        "identification_method": "by voice", "fate": "missing", "fate_date": "2024-10~", "family_informed": True,
        "rank": "none", "unit": "1st Sample Unit", "parent": "P-000001", "note": "a note",
    },
    "body": {
        "kind": "court", "name": "Sample Court", "names": ["Зразковий суд"], "country": "Sampleland",
        "jurisdiction": "all of it", "contact": "1 Sample Street\nSampletown", "url": "https://example.org",
        "note": "a note",
    },
    "incident": {
        "title": "Sample incident", "narrative": "First line.\nSecond line.", "assessment": "recorded",
        "handling": "open", "confidentiality": "confidential", "violation_types": ["pillage", "a term of my own"],
        "lead_investigator": "L. Ead", "means_and_methods": "a drone", "tags": ["one", "two"],
        "not_known": ["the hour"],
        "dates": [{"kind": "act", "date": "2024-10-07T13:05/2024-10-08", "as_given": "that night", "zone": "kyiv",
                   **ATTRIBUTION}],
        "places": [{"name": "Sampletown", "names": ["Зразкове"], "settlement": "Sampletown", "admin": "Sample Oblast",
                    "lat": 48.5, "lon": 37.25, "precision": "1km", **ATTRIBUTION}],
        "figures": [{"outcome": "killed", "group": "civilian", "qualifier": "range", "low": 9, "high": 14,
                     **ATTRIBUTION}],
        "harmed_objects": [{"kind": "school", "description": "No. 1", "protected_status": "marked",
                            "damage": "damaged", **ATTRIBUTION}],
        "claims": [{"kind": "means", "value": "A drone was heard.", **ATTRIBUTION}],
        "conflicts": [{"classification": "international", "parties": "Sampleland and Otherland", **ATTRIBUTION}],
        "inquiries": [{"aim": "exonerating", "question": "Who else was there?", "hypothesis": "nobody",
                       "alternatives": "a patrol", "next_step": "ask", "owner": "O. Wner", "due": "2026-04",
                       "state": "open", "outcome": "none yet"}],
    },
    "participation": {
        "incident": "INC-0000-000000", "party": "P-000001", "role": "witness", "status_at_time": "civilian",
        "involvement": "heard it", **ATTRIBUTION,
    },
    "proceeding": {
        "title": "Sample proceeding", "jurisdiction": "ua", "register_number": "42000000000000000",
        "registered_on": "2024-10-09", "court_numbers": ["1/24"], "article": "art. 438", "stage": "pre_trial",
        "next_action": "ask", "next_action_date": "2025-01",
        "incidents": [{"incident": "INC-0000-000000", "basis": "body_states", "source": "S-000001", "note": "n"}],
        "bodies": [{"body": "B-000001", "role": "court", "source": "S-000001", "note": "n"}],
        "persons": [{"party": "P-000001", "status": "wanted", "date": "2024-11", "source": "S-000001", "note": "n"}],
        "merged_into": "PR-000001", "severed_from": "PR-000001",
        "steps": [{"kind": "request", "what": "to join two files", "date": "2024-12", "by": "us", "to_whom": "the court",
                   "deadline": "2025-01-15", "answered_on": "2025-02", "source": "S-000001", "note": "n"}],
        "note": "a note",
    },
    "allegation": {
        "incident": "INC-0000-000000", "provision": "rs-8-2-a-i", "version": "rs-8-2-a-i:1998", "liability": "command",
        "party": "P-000001",
        "elements": [{"element": "rs-8-2-a-i/1", "assessment": "weak", "note": "n", "assessed_by": "A. Nalyst"}],
        "element_evidence": [{"element": "rs-8-2-a-i/1", "side": "against", "evidence": "E-000001", "claim": None,
                              "locator": "0:10", "note": "n"}],
        "note": "a note",
    },
    "relation": {
        "incident": "INC-0000-000000", "kind": "same_unit", "other": "INC-0000-000001", "source": "S-000001",
        "reason": "the same sign", "decided_by": "D. Ecider",
    },
    "account": {
        "incident": "INC-0000-000000", "party": "P-000001", "date": "2025-03", "taken_by": "T. Aker",
        "interpreter": "P-000001", "support_person": "P-000001", "language": "uk", "recording": "E-000001",
        "summary": "what was told", "read_back": True, "first_account_only": True, "earlier_accounts": "to a paper",
        "do_not_contact": True, "referrals": "a doctor", "confidentiality": "strictly_confidential", "note": "a note",
    },
    "consent": {
        "party": "P-000001", "recipient": "Sample Registry", "body": "B-000001", "use": "court", "evidence": "E-000001",
        "explained_by": "E. Xplainer", "language": "uk", "given_on": "2025-03-01", "revoked_on": "2025-05",
        "revoked_reason": "changed their mind", "note": "a note",
    },
    "handover": {
        "body": "B-000001", "what": "evidence", "title": "Sample hand-over", "sha256": "ab" * 32,
        "given_on": "2025-04-01", "given_by": "G. Iver", "receipt": "No. 1", "acknowledged_on": "2025-04-02",
        "incidents": [{"incident": "INC-0000-000000"}], "items": [{"evidence": "E-000001"}], "note": "a note",
    },
    "dismissal": {
        "finding": "no_source", "incident": "INC-0000-000000", "subject": "INC-0000-000000", "fingerprint": "ab" * 8,
        "reason": "known",
    },
    "custody": {
        "evidence": "E-000001", "act": "analysed", "date": "2024-10-08", "from_whom": "A", "to_whom": "B",
        "place": "the laboratory", "reason": "to see", "hash_seen": "ab" * 32, "by": "C",
    },
}
EVIDENCE: dict[str, Any] = {
    "kind": "video", "title": "Sample video", "description": "A field.", "source": "S-000001", "language": "uk",
    "created": "2024-10-07", "published": "2024-10-08", "acquired": "2024-10-09", "collected_by": "C. Ollector",
    "collected_capacity": "volunteer", "collected_tool": "a phone", "clock_checked": "radio", "able_to_testify": True,
    "verification": "in_progress", "verification_note": "sky seen", "confidentiality": "confidential",
    "sharing": "lead_only", "sharing_recipients": "nobody", "consent": "given", "graphic": True,
    "identifiable_persons": True, "showable": False,
    "links": [{"incident": "INC-0000-000000", "bearing": "exonerating", "purpose": "linkage", "locator": "0:01",
               "note": "n"}],
    "note": "a note", "verified_source": "verified", "verified_content": "refuted", "verified_technical": "in_progress",
    "verification_methods": ["looked twice"], "verified_by": "V. Erifier", "verification_reviewed_by": "R. Eviewer",
    "verified_on": "2024-11-02", "not_possible": "no camera was seen", "url": "https://example.org/film",
    "captured_at": "2024-10-08T10:00", "tool_version": "1.2.3", "embedded_media": "none",
    "capture_confirmed_by": "C. Onfirmer", "capture_confirmed_on": "2024-10-08",
}


def ground(cli: Cli) -> str:
    """What the full records name: a source, a party, a body, an incident, an evidence item. Returns the incident."""
    cli.add("source", kind="witness", name="Ground source")
    cli.add("party", name="Ground party")
    cli.add("body", kind="police", name="Ground body")
    cli.add("incident", title="Other ground incident", reference="INC-2025-000001")
    incident = cli.add("incident", title="Ground incident")
    cli.add("proceeding", title="Ground proceeding", incidents=[{"incident": incident}])
    file = cli.store.parent / "ground.txt"
    file.write_text("ground")
    assert cli("evidence", "add", incident, str(file)).line == "E-000001"
    return incident


def named(value: Any, incident: str) -> Any:
    """A record with the place-holder for an incident replaced."""
    if isinstance(value, dict):
        return {name: named(inner, incident) for name, inner in value.items()}
    if isinstance(value, list):
        return [named(inner, incident) for inner in value]
    if value == "INC-0000-000001":
        return "INC-2025-000001"
    return incident if value == "INC-0000-000000" else value


def all_fields(kind: str) -> set[str]:
    return {field.name for field in SHAPES[kind].fields if not field.readonly}
