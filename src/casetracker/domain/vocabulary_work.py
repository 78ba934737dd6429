"""The investigator's own work on a case: how incidents are related, what is alleged in law, what is still to be done."""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.i18n import N_

RELATION = Vocabulary("incident relation", {
    "part_of": N_("Is part of"),
    "precedes": N_("Precedes"),
    "follows": N_("Follows"),
    "same_unit": N_("Same unit alleged"),
    "same_method": N_("Same method"),
    "same": N_("Is the same incident as"),
    "not_the_same": N_("Is not the same incident as"),
})
CONFLICT_CLASS = Vocabulary("classification of the conflict", {
    "international": N_("International armed conflict"),
    "occupation": N_("Occupation"),
    "non_international": N_("Non-international armed conflict"),
    "none": N_("No armed conflict"),
    "undetermined": N_("Not determined"),
})
LIABILITY = Vocabulary("mode of liability", {
    "not_determined": N_("Not determined"),
    "direct": N_("Direct perpetration"),
    "co_perpetration": N_("Co-perpetration"),
    "indirect": N_("Perpetration through another person"),
    "ordering": N_("Ordering"),
    "soliciting": N_("Soliciting or inducing"),
    "aiding": N_("Aiding or abetting"),
    "common_purpose": N_("Contributing to a group's common purpose"),
    "attempt": N_("Attempt"),
    "command": N_("Command or superior responsibility"),
})
ELEMENT_ASSESSMENT = Vocabulary("assessment of an element", {
    "none": N_("None"),
    "weak": N_("Weak"),
    "moderate": N_("Moderate"),
    "strong": N_("Strong"),
    "contested": N_("Contested"),
})
SIDE = Vocabulary("side", {
    "for": N_("For"),
    "against": N_("Against"),
})
INQUIRY_AIM = Vocabulary("aim of an inquiry", {
    "open": N_("Open question"),
    "incriminating": N_("Search for incriminating material"),
    "exonerating": N_("Search for exonerating material"),
})
INQUIRY_STATE = Vocabulary("state of an inquiry", {
    "open": N_("Open"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
})
STEP = Vocabulary("procedural step", {
    "request": N_("Request"),
    "reply": N_("Reply"),
    "refusal": N_("Refusal"),
    "complaint": N_("Complaint"),
    "victim_status": N_("Victim status"),
    "other": N_("Other step"),
})
HANDED_OVER = Vocabulary("what was handed over", {
    "dossier": N_("Dossier"),
    "package": N_("Package"),
    "evidence": N_("Evidence item"),
    "other": N_("Other material"),
})
CONSENT_USE = Vocabulary("use consented to", {
    "investigation": N_("Own investigation"),
    "hand_over": N_("Hand-over to a body"),
    "court": N_("Use in court"),
    "publication": N_("Publication"),
    "research": N_("Research"),
    "contact": N_("Being contacted again"),
}, open=True)
EMBEDDED_MEDIA = Vocabulary("embedded media", {
    "not_checked": N_("Not checked"),
    "none": N_("The page has none"),
    "kept": N_("Kept as files of this item"),
    "not_kept": N_("There are some, not kept"),
})
