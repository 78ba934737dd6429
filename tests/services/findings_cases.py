"""A case in which nothing is missing, and for each finding what brings it about and what only looks as if it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import factories as f

from casetracker.domain import law
from casetracker.services import evidence, records, show, status
from casetracker.services.case_store import CaseStore

Json = dict[str, Any]
TODAY = "2026-03-01"


@dataclass
class Sound:
    """A store with one incident of which nothing is missing."""

    store: CaseStore
    folder: Path

    def __post_init__(self) -> None:
        self.first = self.add("source", f.source(name="Sample Office", origin="first_hand", originator="Sample Office",
                                                 reliability="B"))
        self.second = self.add("source", f.source(name="Sample Witness", origin="first_hand", originator="Sample Witness",
                                                  reliability="C"))
        self.body = self.add("body", f.body())
        self.incident = self.add("incident", f.incident(
            dates=[{"kind": "act", "date": "2024-10-06", "source": self.first},
                   {"kind": "discovery", "date": "2024-10-07", "source": self.second}],
            places=[{"name": "Prykladivka", "source": self.first}],
            figures=[{"outcome": "killed", "qualifier": "exact", "low": 4, "source": self.second}],
            inquiries=[{"aim": "exonerating", "question": "Was anybody else there?"}]))
        photo = self.folder / "invented.jpg"
        photo.write_bytes(b"no picture at all")
        self.exhibit = evidence.take_in(self.store, self.incident, photo, details={
            "kind": "photograph", "title": "Invented picture"}).reference

    def add(self, kind: str, data: Json) -> str:
        return records.add(self.store, kind, data).reference

    def amend(self, reference: str, **patch: Any) -> object:
        return records.amend(self.store, reference, patch)

    def row(self, name: str, **row: Any) -> object:
        """One more row in a list of the incident."""
        held = show.record(self.store, self.incident)[name]
        return self.amend(self.incident, **{name: [*held, {"source": self.first, **row} if "question" not in row else row]})

    def only(self, name: str, *rows: Json) -> object:
        return self.amend(self.incident, **{name: list(rows)})

    def take_in(self, name: str, **details: Any) -> str:
        path = self.folder / name
        path.write_bytes(name.encode() * 9)
        return evidence.take_in(self.store, self.incident, path, details={"title": name, **details}).reference

    def move(self, assessment: str) -> object:
        return status.move(self.store, self.incident, assessment=assessment, reason="because")

    # What several cases begin with.

    def alleged(self, *evidence_rows: Json) -> str:
        """Wilful killing, with a claim for all of its elements but the first."""
        claim = show.record(self.store, self.incident)["dates"][0]["id"]
        rows = [{"element": f"rs-8-2-a-i/{number}", "claim": claim} for number in range(2, 6)]
        return self.add("allegation", f.allegation(self.incident, element_evidence=[*rows, *evidence_rows]))

    def supported(self, provision: str, alternative: str) -> str:
        """An allegation with a claim for each element, and for one only of those that are alternatives."""
        claim = show.record(self.store, self.incident)["dates"][0]["id"]
        codes = [each.code for each in law.provision(provision).elements if not each.one_of]
        assert codes
        assert alternative not in codes
        return self.add("allegation", f.allegation(self.incident, provision=provision, element_evidence=[
            {"element": code, "claim": claim} for code in (*codes, alternative)]))

    def proceeding(self, **changed: Any) -> str:
        return self.add("proceeding", f.proceeding(self.incident, **changed))

    def given(self, **item: Any) -> str:
        """A hand-over of the item to the body; what is said of the item is learned later."""
        handover = self.add("handover", f.handover(self.incident, self.body, items=[{"evidence": self.exhibit}]))
        self.amend(self.exhibit, **item)
        return handover

    def witness(self) -> str:
        """A witness not to be contacted again."""
        person = self.add("party", f.protected_party())
        self.add("participation", f.participation(self.incident, person, source=self.first))
        self.add("account", f.account(self.incident, person, do_not_contact=True, recording=self.exhibit))
        return person

    def web_page(self, *, confirmed: str | None = "C. Onfirmer", url: str | None = "https://example.org/page") -> str:
        exhibit = self.take_in("page.html", kind="web_page", url=url, captured_at="2024-10-08T10:00",
                               embedded_media="none", capture_confirmed_by=confirmed)
        for role in ("page_source", "full_page_capture"):
            path = self.folder / f"{role}.bin"
            path.write_bytes(role.encode())
            evidence.add_file(self.store, exhibit, path, role=role)
        return exhibit


Case = Callable[[Sound], object]


def _handed(at: Sound, **consent: Any) -> str:
    at.given()
    return at.add("consent", f.consent(at.witness(), **{
        "recipient": "Sample Court", "use": "hand_over", "evidence": at.exhibit, "revoked_on": "2025-06"} | consent))


def _unknown(allegation: str, at: Sound) -> None:
    with at.store.database.writing() as connection:
        connection.execute("UPDATE allegation SET provision = 'law-of-sampleland' WHERE reference = ?", (allegation,))


# code → (what it is, what is done to the sound case). Each provokes that finding and no other.
PROVOKED: list[tuple[str, str, Case]] = [
    ("sharing_at_risk", "an item not to be passed on, handed over", lambda at: at.given(sharing="not_onward")),
    ("sharing_at_risk", "a lead, handed over", lambda at: at.given(sharing="lead_only")),
    ("sharing_at_risk", "an item for others, handed over",
     lambda at: at.given(sharing="named_recipients", sharing_recipients="Another Court; Sample Courtyard")),
    ("sharing_at_risk", "the item's source is for others",
     lambda at: (at.amend(at.first, sharing="named_recipients"), at.given(source=at.first))),
    ("sharing_at_risk", "marked to be shown, and not to be passed on",
     lambda at: at.amend(at.exhibit, sharing="not_onward", showable=True)),
    ("consent_revoked", "for an item that was handed over", _handed),
    ("consent_revoked", "for one's own investigation, whoever has it",
     lambda at: _handed(at, use="investigation", recipient="us")),
    ("consent_revoked", "for what the person told", lambda at: _handed(at, evidence=None)),
    ("contact_planned", "in a line of inquiry, by pseudonym",
     lambda at: (at.witness(), at.row("inquiries", question="What was heard?", next_step="Ask witness osprey again"))),
    ("contact_planned", "in a proceeding, by reference",
     lambda at: at.proceeding(next_action=f"Have {at.witness()} heard by the judge")),
    ("protected_without_reason", "a party",
     lambda at: at.amend(at.witness(), protection_reason=None)),
    ("protected_without_reason", "a source",
     lambda at: at.amend(at.second, protected=True, pseudonym="Source Osprey")),
    ("next_action_overdue", "a proceeding",
     lambda at: at.proceeding(next_action="ask again", next_action_date="2026-02")),
    ("next_action_overdue", "a deadline unanswered",
     lambda at: at.proceeding(steps=[{"kind": "request", "what": "asked", "deadline": "2026-02-28"}])),
    ("next_action_overdue", "a line of inquiry",
     lambda at: at.row("inquiries", question="What was heard?", due="2026-02-28")),
    ("evidence_without_custody", "its one entry withdrawn",
     lambda at: records.withdraw(at.store, "C-000001", "entered twice")),
    ("no_source", "nobody is named for the act",
     lambda at: at.amend(at.incident, dates=[{"kind": "act", "date": "2024-10-06"}], figures=[])),
    ("no_source", "one claim without a source",
     lambda at: at.row("claims", kind="context", value="It was said.", source=None)),
    ("corroborated_single_root", "one root",
     lambda at: (at.only("dates", {"kind": "act", "date": "2024-10-06", "source": at.second}), at.move("corroborated"))),
    ("corroborated_single_root", "nobody, but seen in an item",
     lambda at: (at.amend(at.incident, figures=[], dates=[
         {"kind": "act", "date": "2024-10-06", "basis": "observed", "evidence": at.exhibit}]), at.move("corroborated"))),
    ("contradiction_unresolved", "one claim contradicts",
     lambda at: (at.row("claims", kind="unit", value="The 1st unit."),
                 at.row("claims", kind="unit", value="The 1st unit.", source=at.second, stance="contradicts"))),
    ("contradiction_unresolved", "two dates of the act that cannot be one",
     lambda at: at.row("dates", kind="act", date="2024-10-09", source=at.second)),
    ("figures_disagree", "four or five",
     lambda at: at.row("figures", outcome="killed", qualifier="exact", low=5)),
    ("figures_disagree", "four, and at least six",
     lambda at: at.row("figures", outcome="killed", qualifier="at_least", low=6)),
    ("figures_disagree", "four, and contradicted",
     lambda at: at.row("figures", outcome="killed", qualifier="not_stated", stance="contradicts")),
    ("single_root", "two outlets of one office",
     lambda at: at.amend(at.second, origin="derived", derivations=[{"source": at.first}])),
    ("single_root", "one office under two names", lambda at: (
        at.amend(at.body, names=["Зразковий суд"]), at.amend(at.first, originator="Sample Court"),
        at.amend(at.second, originator="Зразковий суд"))),
    ("single_root", "one source was withdrawn", lambda at: records.withdraw(at.store, at.second, "never said so")),
    ("single_root", "one date is only our inference from the second", lambda at: at.amend(at.incident, figures=[], dates=[
        {"kind": "act", "date": "2024-10-06", "source": at.first},
        {"kind": "discovery", "date": "2024-10-07", "source": at.second, "basis": "inferred", "basis_note": "so"}])),
    ("single_root", "one of unknown origin", lambda at: at.amend(at.second, origin="unknown", originator=None)),
    ("capture_incomplete", "nobody confirmed what it shows", lambda at: at.web_page(confirmed=None)),
    ("capture_incomplete", "a web page without its address", lambda at: at.web_page(url=None)),
    ("capture_incomplete", "a photograph from the web, of which no page was kept",
     lambda at: at.amend(at.exhibit, url="https://example.org/photo")),
    ("no_date", "none", lambda at: at.amend(at.incident, dates=[], claims=[
        {"kind": "act", "value": "It was done.", "source": at.first}])),
    ("date_discovery_only", "found, but when done?", lambda at: at.amend(
        at.incident, dates=[{"kind": "discovery", "date": "2024-10-07", "source": at.first}])),
    ("date_discovery_only", "told, but when done?", lambda at: at.amend(
        at.incident, dates=[{"kind": "first_publication", "date": "2024-10-07", "source": at.first}],
        claims=[{"kind": "act", "value": "It was done.", "source": at.first}])),
    ("place_without_precision", "a region", lambda at: at.only(
        "places", {"name": "Sample oblast", "precision": "region", "source": at.first})),
    ("place_without_precision", "no place", lambda at: at.only("places")),
    ("place_without_precision", "only a place that is contradicted", lambda at: at.only(
        "places", {"name": "Prykladivka", "stance": "contradicts", "source": at.first},
        {"name": "Sample oblast", "precision": "region", "source": at.first, "adopted": True})),
    ("element_without_evidence", "nothing for the first", lambda at: at.alleged()),
    ("element_without_evidence", "only against it", lambda at: at.alleged(
        {"element": "rs-8-2-a-i/1", "evidence": at.exhibit, "side": "against"})),
    ("element_without_evidence", "an item that was withdrawn", lambda at: (
        at.alleged({"element": "rs-8-2-a-i/1", "evidence": at.take_in("gone.jpg")}),
        records.withdraw(at.store, "E-000002", "not what it seemed"))),
    ("element_without_evidence", "an item of another incident", lambda at: (
        at.alleged({"element": "rs-8-2-a-i/1", "evidence": at.exhibit}), at.amend(
            at.exhibit, links=[{"incident": at.add("incident", f.incident())}]))),
    ("element_without_evidence", "a claim that is not recorded any more", lambda at: (
        at.row("claims", kind="act", value="It was done."),
        at.alleged({"element": "rs-8-2-a-i/1", "claim": show.record(at.store, at.incident)["claims"][0]["id"]}),
        at.only("claims"))),
    ("no_exonerating_search", "none", lambda at: at.only("inquiries")),
    ("no_exonerating_search", "one that was dropped", lambda at: at.only(
        "inquiries", {"aim": "exonerating", "question": "Was anybody there?", "state": "dropped"})),
    ("ungraded_source", "cited", lambda at: at.amend(at.first, reliability=None)),
]

# What only looks as if something were missing.
NOT_PROVOKED: list[tuple[str, str, Case]] = [
    ("sharing_at_risk", "the body is among the recipients",
     lambda at: at.given(sharing="named_recipients", sharing_recipients="Another Court; the sample court")),
    ("sharing_at_risk", "a hand-over that was withdrawn",
     lambda at: records.withdraw(at.store, at.given(sharing="not_onward"), "never sent")),
    *(("sharing_at_risk", f"a source ({sharing}) cited in an incident handed over: dossiers leave it out by themselves",
       lambda at, sharing=sharing: (at.amend(at.second, sharing=sharing),
                                    at.add("handover", f.handover(at.incident, at.body))))
      for sharing in ("lead_only", "named_recipients")),
    ("consent_revoked", "it stands", lambda at: _handed(at, revoked_on=None)),
    ("consent_revoked", "and given again", lambda at: (_handed(at), at.add("consent", f.consent(
        "P-000001", recipient="Sample Court", use="hand_over")))),
    ("consent_revoked", "for another body", lambda at: _handed(at, recipient="Another Court")),
    ("consent_revoked", "for publication", lambda at: _handed(at, use="publication")),
    ("contact_planned", "another word", lambda at: (
        at.witness(), at.row("inquiries", question="What was heard?", next_step="Ask witness Ospreyenko"))),
    ("contact_planned", "they may be contacted", lambda at: (
        at.amend("AC-000001", do_not_contact=False) if at.witness() else None,
        at.row("inquiries", question="What was heard?", next_step="Ask Witness Osprey"))),
    ("contact_planned", "the step is done", lambda at: (at.witness(), at.row(
        "inquiries", question="What was heard?", next_step="Ask Witness Osprey", state="done"))),
    ("protected_without_reason", "it has one", lambda at: at.witness()),
    ("next_action_overdue", "due today", lambda at: at.proceeding(next_action="ask", next_action_date="2026-03-01")),
    ("next_action_overdue", "some day this month", lambda at: at.proceeding(next_action="ask", next_action_date="2026-03")),
    ("next_action_overdue", "about last month, and so perhaps this one",
     lambda at: at.proceeding(next_action="ask", next_action_date="2026-02~")),
    ("next_action_overdue", "the proceeding is over",
     lambda at: at.proceeding(next_action="ask", next_action_date="2025", stage="final")),
    ("next_action_overdue", "answered", lambda at: at.proceeding(
        steps=[{"kind": "request", "what": "asked", "deadline": "2026-02", "answered_on": "2026-02"}])),
    ("next_action_overdue", "the deadline is today", lambda at: at.proceeding(
        steps=[{"kind": "request", "what": "asked", "deadline": "2026-03-01"}])),
    ("next_action_overdue", "the inquiry is done",
     lambda at: at.row("inquiries", question="What was heard?", due="2025", state="done")),
    ("no_source", "inferred by us", lambda at: at.row(
        "claims", kind="context", value="So it seems.", source=None, basis="inferred", basis_note="from the shadow")),
    ("no_source", "seen in an item", lambda at: at.row(
        "claims", kind="context", value="A field.", source=None, basis="observed", evidence=at.exhibit)),
    ("corroborated_single_root", "two roots", lambda at: at.move("corroborated")),
    ("contradiction_unresolved", "one is adopted", lambda at: (
        at.row("claims", kind="unit", value="The 1st unit.", adopted=True),
        at.row("claims", kind="unit", value="The 1st unit.", source=at.second, stance="contradicts"))),
    ("contradiction_unresolved", "two dates that may be one",
     lambda at: at.row("dates", kind="act", date="2024-10", source=at.second)),
    ("contradiction_unresolved", "of two matters", lambda at: (
        at.row("claims", kind="unit", value="The 1st unit."), at.row("claims", kind="means", value="A drone."))),
    ("contradiction_unresolved", "two classifications of the conflict: there may have been two", lambda at: (
        at.row("conflicts", classification="international"), at.row("conflicts", classification="non_international"))),
    ("figures_disagree", "four, and at least three",
     lambda at: at.row("figures", outcome="killed", qualifier="at_least", low=3)),
    ("figures_disagree", "four, and three to six",
     lambda at: at.row("figures", outcome="killed", qualifier="range", low=3, high=6)),
    ("figures_disagree", "four, and about five", lambda at: at.row("figures", outcome="killed", qualifier="about", low=5)),
    ("figures_disagree", "of others", lambda at: at.row("figures", outcome="wounded", qualifier="exact", low=5)),
    ("figures_disagree", "one is adopted",
     lambda at: at.row("figures", outcome="killed", qualifier="exact", low=5, adopted=True)),
    ("single_root", "two roots by way of outlets", lambda at: at.amend(
        at.second, origin="derived", derivations=[{"source": at.add("source", f.source(
            name="Sample Nurse", origin="first_hand", reliability="B"))}])),
    ("capture_incomplete", "all was kept", lambda at: at.web_page()),
    ("capture_incomplete", "a custody entry that was withdrawn", lambda at: (at.web_page(), records.withdraw(
        at.store, at.add("custody", f.custody("E-000002")), "another item was meant"))),
    ("capture_incomplete", "not of the web", lambda at: at.take_in("note.txt", kind="document")),
    ("date_discovery_only", "between capture and discovery", lambda at: at.only(
        "dates", {"kind": "capture", "date": "2024-10-06", "source": at.first},
        {"kind": "discovery", "date": "2024-10-07", "source": at.second})),
    ("place_without_precision", "a district with coordinates", lambda at: at.only(
        "places", {"name": "Sample district", "precision": "district", "lat": 48.5, "lon": 37.25, "source": at.first})),
    ("element_without_evidence", "each has something", lambda at: at.alleged(
        {"element": "rs-8-2-a-i/1", "evidence": at.exhibit})),
    ("element_without_evidence", "one of the alternatives has", lambda at: at.supported("ua-cc-438-1", "ua-cc-438-1/3")),
    ("element_without_evidence", "a provision of another edition of the program", lambda at: _unknown(at.alleged(), at)),
    ("element_without_evidence", "an allegation that was withdrawn", lambda at: records.withdraw(
        at.store, at.alleged(), "not alleged any more")),
    ("no_exonerating_search", "an item exonerates", lambda at: (at.only("inquiries"), at.amend(
        at.exhibit, links=[{"incident": at.incident, "bearing": "exonerating"}]))),
    ("ungraded_source", "withdrawn, and cited nowhere", lambda at: records.withdraw(
        at.store, at.add("source", f.source()), "entered twice")),
]
