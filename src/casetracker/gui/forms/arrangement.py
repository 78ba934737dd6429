"""How the fields of each kind are grouped in its form; a field named nowhere here falls under "More"."""

from __future__ import annotations

from dataclasses import dataclass

from casetracker.domain.shapes import Field, Shape
from casetracker.i18n import N_

# Moved by their own dialogs, with a reason and a history, once the record is there.
MOVED_ELSEWHERE = {"incident": frozenset({"assessment", "handling"}), "proceeding": frozenset({"stage"})}


@dataclass(frozen=True, slots=True)
class Part:
    """One tab of a form: its title and its fields in reading order."""

    title: str
    fields: tuple[Field, ...]


_ARRANGEMENTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "incident": (
        (N_("What happened"), ("title", "narrative")),
        (N_("Dates and places"), ("dates", "places")),
        (N_("Casualties"), ("figures", "harmed_objects")),
        (N_("Other claims"), ("claims", "means_and_methods", "not_known")),
        (N_("Inquiry"), ("conflicts", "inquiries")),
        (N_("Alleged violations"), ("violation_types",)),
        (N_("Handling"), ("assessment", "handling", "confidentiality", "lead_investigator", "tags")),
    ),
    "source": (
        (N_("Source"), ("kind", "name", "author", "publisher", "published", "language", "note")),
        (N_("Trust and origin"), ("reliability", "reliability_reason", "original_held", "origin", "originator",
                                  "derivations")),
        (N_("Access points"), ("access_points",)),
        (N_("Protection and sharing"), ("protected", "pseudonym", "protection_reason", "sharing",
                                        "sharing_recipients")),
    ),
    "party": (
        (N_("Party"), ("kind", "name", "protected", "pseudonym", "protection_reason", "names", "rank", "unit",
                       "parent")),
        (N_("Identification and fate"), ("identification", "identification_method", "fate", "fate_date",
                                         "family_informed", "note")),
    ),
    "participation": (
        (N_("Participation"), ("incident", "party", "role", "status_at_time", "involvement", "source", "basis",
                               "locator", "credibility")),
        (N_("According to"), ("basis_note", "stance", "note", "adopted", "adopted_by", "adopted_reason",
                              "reviewed_by", "adopted_on", "evidence")),
    ),
    "evidence": (
        (N_("Item"), ("title", "kind", "description", "source", "language", "created", "published", "acquired",
                      "links", "note")),
        (N_("Collection"), ("collected_by", "collected_capacity", "collected_tool", "clock_checked",
                            "able_to_testify")),
        (N_("Verification"), ("verification", "verified_source", "verified_content", "verified_technical",
                              "verification_methods", "verified_by", "verification_reviewed_by", "verified_on",
                              "not_possible", "verification_note")),
        (N_("Web capture"), ("url", "captured_at", "tool_version", "embedded_media", "capture_confirmed_by",
                             "capture_confirmed_on")),
        (N_("Handling with care"), ("confidentiality", "sharing", "sharing_recipients", "consent", "graphic",
                                    "identifiable_persons", "showable")),
    ),
    "custody": (
        (N_("Custody entry"), ("evidence", "act", "date", "from_whom", "to_whom", "place", "reason", "hash_seen",
                               "by")),
    ),
    "body": (
        (N_("Investigating body"), ("kind", "name", "names", "country", "jurisdiction", "contact", "url", "note")),
    ),
    "proceeding": (
        (N_("Proceeding"), ("title", "jurisdiction", "register_number", "registered_on", "article", "stage",
                            "court_numbers", "next_action", "next_action_date", "note")),
        (N_("Incidents covered"), ("incidents",)),
        (N_("Bodies"), ("bodies",)),
        (N_("Persons"), ("persons",)),
        (N_("Steps"), ("steps", "merged_into", "severed_from")),
    ),
    "allegation": (
        (N_("Allegation"), ("incident", "provision", "version", "liability", "party", "note")),
        (N_("Elements"), ("elements", "element_evidence")),
    ),
    "relation": (
        (N_("Incident relation"), ("incident", "kind", "other", "reason", "decided_by", "source")),
    ),
    "account": (
        (N_("Account"), ("incident", "party", "date", "taken_by", "language", "recording", "summary", "read_back",
                         "confidentiality", "note")),
        (N_("Care for the person"), ("interpreter", "support_person", "first_account_only", "earlier_accounts",
                                     "do_not_contact", "referrals")),
    ),
    "consent": (
        (N_("Consent"), ("party", "recipient", "body", "use", "evidence", "explained_by", "language", "given_on",
                         "revoked_on", "revoked_reason", "note")),
    ),
    "handover": (
        (N_("Hand-over"), ("body", "what", "title", "given_on", "given_by", "receipt", "acknowledged_on", "sha256",
                           "note")),
        (N_("Handed over"), ("incidents", "items")),
    ),
    "dismissal": (
        (N_("Dismissed finding"), ("finding", "incident", "subject", "fingerprint", "reason")),
    ),
}


def parts_of(shape: Shape, *, new: bool) -> tuple[Part, ...]:
    """The tabs of the form of a kind: those of a new record also set what is moved by dialogs later."""
    left_out = frozenset() if new else MOVED_ELSEWHERE.get(shape.kind, frozenset())
    shown = {field.name: field for field in shape.fields if not field.readonly and field.name not in left_out}
    arranged = _ARRANGEMENTS.get(shape.kind, ())
    parts = [Part(title, tuple(shown[name] for name in names if name in shown)) for title, names in arranged]
    placed = {field.name for part in parts for field in part.fields}
    rest = tuple(field for name, field in shown.items() if name not in placed)
    if rest:
        parts.append(Part(N_("More") if parts else shape.label, rest))
    return tuple(part for part in parts if part.fields)
