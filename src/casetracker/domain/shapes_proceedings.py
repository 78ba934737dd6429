"""The shapes of investigating bodies and of their case files."""

from casetracker.domain import vocabulary as v
from casetracker.domain.shape_kit import Field, Shape, code, ref, rows
from casetracker.i18n import N_

BODY = Shape("body", "B", N_("Investigating body"), N_("Investigating bodies"), fields=(
    code("kind", N_("Kind"), v.BODY_KIND, required=True),
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
    code("jurisdiction", N_("Jurisdiction"), v.JURISDICTION, default="ua"),
    Field("register_number", N_("Register number"), help=N_("ЄРДР in Ukraine. Empty: not known.")),
    Field("registered_on", N_("Registered on"), "when"),
    Field("court_numbers", N_("Court numbers"), "words"),
    Field("article", N_("Article cited")),
    code("stage", N_("Stage"), v.STAGE, default="reported_to_body"),
    Field("next_action", N_("Next action")),
    Field("next_action_date", N_("Next action on"), "when"),
    rows("incidents", N_("Incidents covered"), "proceeding_incident",
          ref("incident", N_("Incident"), "incident", required=True),
          code("basis", N_("Basis"), v.COVERAGE_BASIS, default="we_believe"),
          ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    rows("bodies", N_("Bodies"), "proceeding_body",
          ref("body", N_("Investigating body"), "body", required=True),
          code("role", N_("Role"), v.BODY_ROLE, default="investigates"),
          ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    rows("persons", N_("Persons in the proceeding"), "proceeding_person",
          ref("party", N_("Party"), "party", required=True),
          code("status", N_("Procedural status"), v.PERSON_STATUS, required=True),
          Field("date", N_("Date"), "when"),
          ref("source", N_("Source"), "source"),
          Field("note", N_("Note"))),
    rows("history", N_("Stage history"), "stage_move",
          Field("stage", N_("Stage")),
          Field("date", N_("Date of the fact"), "when"),
          Field("learned", N_("Learned on"), "when"),
          ref("source", N_("Source"), "source"),
          Field("reason", N_("Reason or ground"), "long"),
          Field("at", N_("Recorded at")),
          Field("by", N_("Recorded by")),
          Field("superseded", N_("Superseded"), "flag", default=False),
          readonly=True),
    Field("note", N_("Note"), "long"),
))
