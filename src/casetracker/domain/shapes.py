"""The shape of every record kind, said once: fields, their types, their lists of claims and parts.

Drafts, tables' columns, the JSON of `docs/formats.md`, the command line, the forms and the record page all follow these
descriptions, so a field added here (and in a migration) appears everywhere under one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casetracker.domain import vocabulary as v
from casetracker.domain.vocabulary import Vocabulary
from casetracker.i18n import N_

FieldType = Literal["text", "long", "code", "codes", "words", "flag", "int", "real", "when", "ref", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. `type` decides column, JSON form and widget:

    text, long: string · code: one of `vocabulary` · codes: list of them · words: list of strings · flag: true/false ·
    int, real: number within low…high · when: imprecise date as EDTF · ref: reference of a record of kind `target` ·
    list: rows of `fields` in table `table`. `readonly` fields are written by services only and ignored when given.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    default: str | bool | None = None
    vocabulary: Vocabulary | None = None
    low: float | None = None
    high: float | None = None
    target: str = ""
    table: str = ""
    fields: tuple[Field, ...] = ()
    readonly: bool = False
    help: str = ""

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Shape:
    """One record kind: its code, table, reference prefix, names on screen and fields."""

    kind: str
    prefix: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    yearly: bool = False

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def scalars(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.type != "list")

    @property
    def lists(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.type == "list")

    def references(self) -> Iterator[tuple[Field | None, Field]]:
        """Every ref field, with the list it stands in (None at the root)."""
        for field in self.fields:
            if field.type == "ref":
                yield None, field
            for inner in field.fields:
                if inner.type == "ref":
                    yield field, inner


def _code(name: str, label: str, vocabulary: Vocabulary, default: str | None = None, required: bool = False,
          help: str = "", readonly: bool = False) -> Field:
    return Field(name, label, "code", required=required, default=default, vocabulary=vocabulary, help=help,
                 readonly=readonly)


def _ref(name: str, label: str, target: str, required: bool = False, help: str = "") -> Field:
    return Field(name, label, "ref", required=required, target=target, help=help)


def _list(name: str, label: str, table: str, *fields: Field, readonly: bool = False, help: str = "") -> Field:
    return Field(name, label, "list", table=table, fields=fields, readonly=readonly, help=help)


# Shared by every claim: who says so, on what basis, how far to believe it, which value is adopted.
ATTRIBUTION: tuple[Field, ...] = (
    _ref("source", N_("Source"), "source", help=N_("Who says so. Empty: not attributed.")),
    _code("basis", N_("Basis"), v.BASIS, default="stated"),
    Field("basis_note", N_("Inferred from what, and why"), "long"),
    Field("locator", N_("Page or timecode")),
    Field("credibility", N_("Credibility"), "int", low=1, high=6, vocabulary=v.CREDIBILITY),
    _code("stance", N_("Supports or contradicts"), v.STANCE, default="supports"),
    Field("note", N_("Note"), "long"),
    Field("adopted", N_("Adopted"), "flag", default=False),
    Field("adopted_by", N_("Adopted by")),
    Field("adopted_reason", N_("Why adopted")),
    Field("reviewed_by", N_("Reviewed by")),
)

INCIDENT = Shape("incident", "INC", N_("Incident"), N_("Incidents"), yearly=True, fields=(
    Field("title", N_("Title"), required=True),
    Field("narrative", N_("Narrative"), "long"),
    _code("assessment", N_("Assessment"), v.ASSESSMENT, default="recorded"),
    _code("handling", N_("Handling"), v.HANDLING, default="open"),
    _code("confidentiality", N_("Confidentiality"), v.CONFIDENTIALITY, default="restricted"),
    Field("violation_types", N_("Alleged violations"), "codes", vocabulary=v.VIOLATION),
    Field("lead_investigator", N_("Lead investigator")),
    Field("means_and_methods", N_("Means and methods"), "long"),
    Field("tags", N_("Tags"), "words"),
    Field("not_known", N_("What is not known"), "words", help=N_("One matter a line.")),
    _list("dates", N_("Dates"), "incident_date",
          _code("kind", N_("Date of"), v.DATE_KIND, required=True),
          Field("date", N_("Date"), "when", required=True),
          Field("as_given", N_("As given by the source")),
          _code("zone", N_("Time zone"), v.ZONE, default="unknown"),
          *ATTRIBUTION),
    _list("places", N_("Places"), "place",
          Field("name", N_("Name as given"), required=True),
          Field("names", N_("Names in other scripts"), "words"),
          Field("settlement", N_("Settlement")),
          Field("admin", N_("District, region, country")),
          Field("lat", N_("Latitude"), "real", low=-90, high=90),
          Field("lon", N_("Longitude"), "real", low=-180, high=180),
          _code("precision", N_("Precision"), v.PLACE_PRECISION, default="settlement"),
          *ATTRIBUTION),
    _list("figures", N_("Casualty figures"), "casualty_figure",
          _code("outcome", N_("Outcome"), v.OUTCOME, required=True),
          _code("group", N_("Group"), v.GROUP, default="not_stated"),
          _code("qualifier", N_("Number is"), v.QUALIFIER, default="exact"),
          Field("low", N_("Number (or lowest)"), "int", low=0, high=100_000_000),
          Field("high", N_("Highest"), "int", low=0, high=100_000_000),
          *ATTRIBUTION),
    _list("harmed_objects", N_("Harmed objects"), "harmed_object",
          _code("kind", N_("Kind"), v.HARMED_OBJECT, required=True),
          Field("description", N_("Description")),
          Field("protected_status", N_("Protected status")),
          _code("damage", N_("Damage"), v.DAMAGE, default="not_stated"),
          *ATTRIBUTION),
    _list("claims", N_("Other claims"), "claim",
          _code("kind", N_("About"), v.CLAIM_KIND, required=True),
          Field("value", N_("What is claimed"), "long", required=True),
          *ATTRIBUTION),
    _list("history", N_("Status history"), "status_move",
          Field("axis", N_("Status")),
          Field("before", N_("From")),
          Field("after", N_("To")),
          Field("reason", N_("Reason"), "long"),
          Field("at", N_("When")),
          Field("by", N_("By")),
          readonly=True),
))

PARTY = Shape("party", "P", N_("Party"), N_("Parties"), fields=(
    _code("kind", N_("Kind"), v.PARTY_KIND, default="person"),
    Field("name", N_("Name")),
    Field("names", N_("Names in other scripts"), "words"),
    Field("protected", N_("Protected"), "flag", default=False,
          help=N_("The name shows on this page only; everywhere else the pseudonym.")),
    Field("pseudonym", N_("Pseudonym")),
    Field("protection_reason", N_("Reason for protection"), "long"),
    _code("identification", N_("Identification"), v.IDENTIFICATION, default="unidentified"),
    Field("identification_method", N_("Identified how")),
    _code("fate", N_("Fate"), v.FATE, default="not_known"),
    Field("fate_date", N_("Date of fate"), "when"),
    Field("family_informed", N_("Family informed"), "flag", default=False),
    Field("rank", N_("Rank")),
    Field("unit", N_("Unit as given")),
    _ref("parent", N_("Part of"), "party"),
    Field("note", N_("Note"), "long"),
))

PARTICIPATION = Shape("participation", "PA", N_("Participation"), N_("Participations"), fields=(
    _ref("incident", N_("Incident"), "incident", required=True),
    _ref("party", N_("Party"), "party", required=True),
    _code("role", N_("Role"), v.ROLE, required=True),
    _code("status_at_time", N_("Status at the time"), v.STATUS_AT_TIME, default="not_known"),
    Field("involvement", N_("Degree of involvement")),
    *ATTRIBUTION,
))

SOURCE = Shape("source", "S", N_("Source"), N_("Sources"), fields=(
    _code("kind", N_("Kind"), v.SOURCE_KIND, required=True),
    Field("name", N_("Name"), required=True),
    Field("author", N_("Author")),
    Field("publisher", N_("Publisher")),
    Field("published", N_("Published"), "when"),
    Field("language", N_("Language")),
    _code("reliability", N_("Reliability"), v.RELIABILITY),
    Field("reliability_reason", N_("Reason for the grade"), "long"),
    Field("protected", N_("Protected"), "flag", default=False,
          help=N_("The name shows on this page only; everywhere else the pseudonym.")),
    Field("pseudonym", N_("Pseudonym")),
    Field("protection_reason", N_("Reason for protection"), "long"),
    _code("sharing", N_("Sharing condition"), v.SHARING, default="free"),
    Field("sharing_recipients", N_("Named recipients")),
    Field("original_held", N_("Original held"), "flag", default=False),
    _code("origin", N_("Origin"), v.ORIGIN, default="unknown"),
    Field("originator", N_("Originator"),
          help=N_("The person or body that knows at first hand; one office is one root.")),
    _list("derivations", N_("Derives from"), "derivation",
          _ref("source", N_("Source"), "source", required=True),
          _code("how", N_("How"), v.DERIVATION, default="quotes"),
          Field("note", N_("Note"))),
    _list("access_points", N_("Access points"), "access_point",
          Field("url", N_("URL")),
          Field("accessed_on", N_("Accessed on"), "when"),
          Field("archive_url", N_("Archive URL")),
          Field("capture", N_("Capture"))),
    Field("note", N_("Note"), "long"),
))

EVIDENCE = Shape("evidence", "E", N_("Evidence item"), N_("Evidence"), fields=(
    _code("kind", N_("Kind"), v.EVIDENCE_KIND, default="other"),
    Field("title", N_("Title"), required=True),
    Field("description", N_("Description"), "long", help=N_("Readable without seeing the item.")),
    _ref("source", N_("Source"), "source"),
    Field("language", N_("Language")),
    Field("created", N_("Created"), "when"),
    Field("published", N_("Published"), "when"),
    Field("acquired", N_("Acquired"), "when"),
    Field("collected_by", N_("Collected by")),
    Field("collected_capacity", N_("In what capacity")),
    Field("collected_tool", N_("With what tool")),
    Field("clock_checked", N_("Clock checked against")),
    Field("able_to_testify", N_("Collector able to testify"), "flag", default=False),
    _code("verification", N_("Verification"), v.VERIFICATION, default="unverified"),
    Field("verification_note", N_("Verification note"), "long"),
    _code("confidentiality", N_("Confidentiality"), v.CONFIDENTIALITY, default="restricted"),
    _code("sharing", N_("Sharing condition"), v.SHARING, default="free"),
    Field("sharing_recipients", N_("Named recipients")),
    Field("consent", N_("Consent"), "long"),
    Field("graphic", N_("Graphic content"), "flag", default=False),
    Field("identifiable_persons", N_("Persons can be recognised"), "flag", default=False),
    Field("showable", N_("May be shown in a dossier"), "flag", default=False),
    _list("files", N_("Files"), "evidence_file",
          Field("sha256", N_("SHA-256")),
          Field("size", N_("Size"), "int", low=0),
          Field("media_type", N_("Media type")),
          Field("original_name", N_("Original name")),
          _code("role", N_("Role"), v.FILE_ROLE, default="evidentiary_copy"),
          Field("derived_from", N_("Derived from")),
          readonly=True),
    _list("links", N_("Bears on"), "evidence_link",
          _ref("incident", N_("Incident"), "incident", required=True),
          _code("bearing", N_("Direction"), v.BEARING, default="neutral"),
          _code("purpose", N_("Purpose"), v.PURPOSE, default="crime_base"),
          Field("locator", N_("Page or timecode")),
          Field("note", N_("Note"), "long")),
    Field("note", N_("Note"), "long"),
))

CUSTODY = Shape("custody", "C", N_("Custody entry"), N_("Custody entries"), fields=(
    _ref("evidence", N_("Evidence item"), "evidence", required=True),
    _code("act", N_("Act"), v.CUSTODY_ACT, required=True),
    Field("date", N_("When"), "when", required=True),
    Field("from_whom", N_("From")),
    Field("to_whom", N_("To")),
    Field("place", N_("Where")),
    Field("reason", N_("Why"), "long"),
    Field("hash_seen", N_("SHA-256 seen")),
    Field("by", N_("By")),
))

BODY = Shape("body", "B", N_("Investigating body"), N_("Investigating bodies"), fields=(
    _code("kind", N_("Kind"), v.BODY_KIND, required=True),
    Field("name", N_("Name"), required=True),
    Field("names", N_("Names in other languages"), "words"),
    Field("country", N_("Country")),
    Field("jurisdiction", N_("Jurisdiction")),
    Field("contact", N_("Contact"), "long"),
    Field("url", N_("URL")),
    Field("note", N_("Note"), "long"),
))

PROCEEDING = Shape("proceeding", "PR", N_("Proceeding"), N_("Proceedings"), fields=(
    Field("title", N_("Title")),
    _code("jurisdiction", N_("Jurisdiction"), v.JURISDICTION, default="ua"),
    Field("register_number", N_("Register number"), help=N_("ЄРДР in Ukraine. Empty: not known.")),
    Field("registered_on", N_("Registered on"), "when"),
    Field("court_numbers", N_("Court numbers"), "words"),
    Field("article", N_("Article cited")),
    _code("stage", N_("Stage"), v.STAGE, default="reported_to_body"),
    Field("next_action", N_("Next action")),
    Field("next_action_date", N_("Next action on"), "when"),
    _list("incidents", N_("Incidents covered"), "proceeding_incident",
          _ref("incident", N_("Incident"), "incident", required=True),
          _code("basis", N_("Basis"), v.COVERAGE_BASIS, default="we_believe"),
          _ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    _list("bodies", N_("Bodies"), "proceeding_body",
          _ref("body", N_("Investigating body"), "body", required=True),
          _code("role", N_("Role"), v.BODY_ROLE, default="investigates"),
          _ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    _list("persons", N_("Persons in the proceeding"), "proceeding_person",
          _ref("party", N_("Party"), "party", required=True),
          _code("status", N_("Procedural status"), v.PERSON_STATUS, required=True),
          Field("date", N_("Date"), "when"),
          _ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    _list("history", N_("Stage history"), "stage_move",
          Field("stage", N_("Stage")),
          Field("date", N_("Date of the fact"), "when"),
          Field("learned", N_("Learned on"), "when"),
          _ref("source", N_("Source"), "source"),
          Field("reason", N_("Reason or ground"), "long"),
          Field("at", N_("Recorded at")),
          Field("by", N_("Recorded by")),
          Field("superseded", N_("Superseded"), "flag", default=False),
          readonly=True),
    Field("note", N_("Note"), "long"),
))

SHAPES: dict[str, Shape] = {
    shape.kind: shape
    for shape in (INCIDENT, SOURCE, PARTY, PARTICIPATION, EVIDENCE, CUSTODY, BODY, PROCEEDING)
}
PREFIXES: dict[str, str] = {shape.prefix: shape.kind for shape in SHAPES.values()}

# Written by the store itself; shown in JSON, ignored when given.
STAMPS: tuple[str, ...] = (
    "id", "reference", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by",
    "withdrawn_reason",
)


def shape_of(kind: str) -> Shape:
    return SHAPES[kind]


def kind_of_reference(reference: str) -> str | None:
    """The record kind a reference's prefix names, or None where it names none."""
    return PREFIXES.get(reference.upper().partition("-")[0])
