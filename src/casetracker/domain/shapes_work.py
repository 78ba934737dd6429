"""The shapes of the investigator's own work: relations between incidents, allegations in law, findings dismissed, searches
saved."""

from casetracker.domain import vocabulary as v
from casetracker.domain.shape_kit import Field, Shape, code, ref, rows
from casetracker.i18n import N_

RELATION = Shape("relation", "R", N_("Incident relation"), N_("Incident relations"), since=2, fields=(
    ref("incident", N_("Incident"), "incident", required=True),
    code("kind", N_("Relation"), v.RELATION, required=True),
    ref("other", N_("Other incident"), "incident", required=True),
    ref("source", N_("Source"), "source"),
    Field("reason", N_("Why"), "long"),
    Field("decided_by", N_("Decided by")),
))

# `element` is a code of the provision; a claim is named by the id of its row.
ALLEGATION = Shape("allegation", "A", N_("Allegation"), N_("Allegations"), since=2, fields=(
    ref("incident", N_("Incident"), "incident", required=True),
    Field("provision", N_("Provision"), required=True, help=N_("The code of a legal text that the program knows.")),
    Field("version", N_("Version of the text"), help=N_("Empty: the one proposed for the date of the act.")),
    code("liability", N_("Mode of liability"), v.LIABILITY, default="not_determined"),
    ref("party", N_("Alleged perpetrator"), "party"),
    rows("elements", N_("Elements"), "element_assessment",
         Field("element", N_("Element"), required=True),
         code("assessment", N_("Assessment"), v.ELEMENT_ASSESSMENT, default="none"),
         Field("note", N_("Note"), "long"),
         Field("assessed_by", N_("Assessed by"))),
    rows("element_evidence", N_("Evidence on the elements"), "element_evidence",
         Field("element", N_("Element"), required=True),
         code("side", N_("For or against"), v.SIDE, default="for"),
         ref("evidence", N_("Evidence item"), "evidence"),
         Field("claim", N_("Claim"), help=N_("The id of a claim of the incident.")),
         Field("locator", N_("Page or timecode")),
         Field("note", N_("Note"), "long")),
    Field("note", N_("Note"), "long"),
))

# A finding is computed; only that somebody set it aside, and why, is a record.
DISMISSAL = Shape("dismissal", "D", N_("Dismissed finding"), N_("Dismissed findings"), since=2, fields=(
    Field("finding", N_("Finding"), required=True),
    ref("incident", N_("Incident"), "incident", help=N_("Empty: a finding of the whole store.")),
    Field("subject", N_("What it is about"), required=True,
          help=N_("The reference, or the id of the row, that it is about.")),
    Field("fingerprint", N_("As it stood"), help=N_("What was found when it was dismissed; another finding shows again.")),
    Field("reason", N_("Reason"), "long", required=True),
))

# Hangs on no incident and tells nothing of one: it is a question, which is asked anew whenever it is looked at.
SAVED_SEARCH = Shape("saved_search", "Q", N_("Saved search"), N_("Saved searches"), since=4, fields=(
    Field("name", N_("Name"), required=True, help=N_("No two saved searches that are shown bear the same name.")),
    Field("query", N_("Search"), required=True, help=N_("As it is typed into the search box.")),
    Field("note", N_("Note"), "long"),
))
