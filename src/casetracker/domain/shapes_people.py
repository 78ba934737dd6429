"""The shapes of parties and of the parts they had in incidents."""

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
