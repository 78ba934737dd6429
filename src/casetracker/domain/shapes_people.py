"""The shapes of parties, of the parts they had in incidents, of what they told and what they agreed to."""

from casetracker.domain import vocabulary as v
from casetracker.domain.shape_kit import ATTRIBUTION, Field, Shape, code, ref
from casetracker.i18n import N_

PARTY = Shape("party", "P", N_("Party"), N_("Parties"), fields=(
    code("kind", N_("Kind"), v.PARTY_KIND, default="person"),
    Field("name", N_("Name")),
    Field("names", N_("Names in other scripts"), "words"),
    Field("protected", N_("Protected"), "flag", default=False,
          help=N_("The name shows on this page only; everywhere else the pseudonym.")),
    Field("pseudonym", N_("Pseudonym")),
    Field("protection_reason", N_("Reason for protection"), "long"),
    code("identification", N_("Identification"), v.IDENTIFICATION, default="unidentified"),
    Field("identification_method", N_("Identified how")),
    code("fate", N_("Fate"), v.FATE, default="not_known"),
    Field("fate_date", N_("Date of fate"), "when"),
    Field("family_informed", N_("Family informed"), "flag", default=False),
    Field("rank", N_("Rank")),
    Field("unit", N_("Unit as given")),
    ref("parent", N_("Part of"), "party"),
    Field("note", N_("Note"), "long"),
))

PARTICIPATION = Shape("participation", "PA", N_("Participation"), N_("Participations"), fields=(
    ref("incident", N_("Incident"), "incident", required=True),
    ref("party", N_("Party"), "party", required=True),
    code("role", N_("Role"), v.ROLE, required=True),
    code("status_at_time", N_("Status at the time"), v.STATUS_AT_TIME, default="not_known"),
    Field("involvement", N_("Degree of involvement")),
    *ATTRIBUTION,
))

CONSENT = Shape("consent", "CO", N_("Consent"), N_("Consents"), since=2, fields=(
    ref("party", N_("Person"), "party", required=True),
    Field("recipient", N_("Recipient"), required=True, help=N_("One recipient each; a further one is a further consent.")),
    ref("body", N_("Investigating body"), "body", help=N_("Where the recipient is one.")),
    code("use", N_("Use"), v.CONSENT_USE, required=True),
    ref("evidence", N_("Evidence item"), "evidence", help=N_("Empty: whatever comes from this person.")),
    Field("explained_by", N_("Explained by")),
    Field("language", N_("In which language")),
    Field("given_on", N_("Given on"), "when", required=True),
    Field("revoked_on", N_("Revoked on"), "when"),
    Field("revoked_reason", N_("Why revoked"), "long"),
    Field("note", N_("Note"), "long"),
))

ACCOUNT = Shape("account", "AC", N_("Account"), N_("Accounts"), since=2, fields=(
    ref("incident", N_("Incident"), "incident", required=True),
    ref("party", N_("Person"), "party", required=True),
    Field("date", N_("Date"), "when", required=True),
    Field("taken_by", N_("Taken by")),
    ref("interpreter", N_("Interpreter"), "party"),
    ref("support_person", N_("Support person"), "party"),
    Field("language", N_("Language")),
    ref("recording", N_("Recording"), "evidence"),
    Field("summary", N_("What was told"), "long"),
    Field("read_back", N_("Read back to the person"), "flag", default=False),
    Field("first_account_only", N_("First account only"), "flag", default=False,
          help=N_("Enough to know whom to hear; the full account is left to those who investigate.")),
    Field("earlier_accounts", N_("Earlier accounts elsewhere"), "long"),
    Field("do_not_contact", N_("Do not contact again"), "flag", default=False),
    Field("referrals", N_("Referrals offered"), "long"),
    code("confidentiality", N_("Confidentiality"), v.CONFIDENTIALITY, default="confidential"),
    Field("note", N_("Note"), "long"),
))
