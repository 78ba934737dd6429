"""Who had a part in an incident, and who investigates it."""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.i18n import N_

PARTY_KIND = Vocabulary("party kind", {
    "person": N_("Person"),
    "group": N_("Group of persons"),
    "unit": N_("Armed unit"),
    "organisation": N_("Organisation"),
})
IDENTIFICATION = Vocabulary("identification", {
    "identified": N_("Identified"),
    "provisional": N_("Provisionally identified"),
    "unidentified": N_("Unidentified"),
})
FATE = Vocabulary("fate", {
    "alive": N_("Alive"),
    "killed": N_("Killed"),
    "wounded": N_("Wounded"),
    "captured": N_("Captured"),
    "missing": N_("Missing"),
    "exchanged": N_("Exchanged"),
    "not_known": N_("Not known"),
})
ROLE = Vocabulary("role", {
    "victim": N_("Victim"),
    "witness": N_("Witness"),
    "alleged_perpetrator": N_("Alleged perpetrator"),
    "alleged_superior": N_("Alleged superior"),
    "alleged_unit": N_("Unit alleged to be responsible"),
    "reporter": N_("Reporter"),
    "relative": N_("Relative"),
    "other": N_("Other role"),
})
STATUS_AT_TIME = Vocabulary("status at the time", {
    "prisoner_of_war": N_("Prisoner of war"),
    "hors_de_combat": N_("Hors de combat"),
    "combatant": N_("Combatant"),
    "civilian": N_("Civilian"),
    "medical": N_("Medical personnel"),
    "religious": N_("Religious personnel"),
    "not_known": N_("Not known"),
})
BODY_KIND = Vocabulary("body kind", {
    "prosecutor": N_("Prosecutor"),
    "police": N_("Police"),
    "security_service": N_("Security service"),
    "court": N_("Court"),
    "international": N_("International mechanism"),
    "commission": N_("Commission"),
    "other": N_("Other body"),
})
BODY_ROLE = Vocabulary("body role", {
    "investigates": N_("Investigates"),
    "procedural_guidance": N_("Procedural guidance"),
    "investigating_judge": N_("Investigating judge"),
    "court": N_("Court"),
})
COVERAGE_BASIS = Vocabulary("coverage basis", {
    "body_states": N_("The body says so"),
    "we_believe": N_("We believe so"),
})
