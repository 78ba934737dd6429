"""Where an incident or a proceeding stands: three different things that are often mixed into one "status"."""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.i18n import N_

ASSESSMENT = Vocabulary("assessment", {
    "recorded": N_("Recorded"),
    "under_verification": N_("Under verification"),
    "partly_corroborated": N_("Partly corroborated"),
    "corroborated": N_("Corroborated"),
    "contested": N_("Contested"),
    "insufficient": N_("Insufficient"),
    "contradicted": N_("Contradicted"),
})
HANDLING = Vocabulary("handling", {
    "open": N_("Open"),
    "on_hold": N_("On hold"),
    "ready_to_hand_over": N_("Ready to hand over"),
    "closed": N_("Closed"),
    "merged": N_("Merged"),
    "entered_in_error": N_("Entered in error"),
})
STAGE = Vocabulary("stage", {
    "reported_to_body": N_("Reported to a body"),
    "pre_trial": N_("Pre-trial investigation"),
    "suspended": N_("Suspended"),
    "special_pre_trial": N_("Special pre-trial investigation (in absentia)"),
    "pre_trial_completed": N_("Pre-trial investigation completed"),
    "preliminary_examination": N_("Preliminary examination"),
    "investigation": N_("Investigation"),
    "warrant": N_("Warrant issued"),
    "surrendered": N_("Surrendered"),
    "confirmation": N_("Confirmation of charges"),
    "trial": N_("Trial"),
    "in_court": N_("In court"),
    "judgment": N_("Judgment"),
    "appeal": N_("Appeal"),
    "cassation": N_("Cassation"),
    "reparations": N_("Reparations"),
    "final": N_("Final"),
    "closed": N_("Closed"),
    "merged": N_("Merged into another proceeding"),
    "transferred": N_("Transferred"),
})
JURISDICTION = Vocabulary("jurisdiction", {
    "ua": N_("Ukraine"),
    "icc": N_("International Criminal Court"),
    "other": N_("Other jurisdiction"),
})
PERSON_STATUS = Vocabulary("procedural status", {
    "notified": N_("Notified of suspicion"),
    "wanted": N_("Wanted"),
    "detained": N_("Detained"),
    "exchanged": N_("Exchanged"),
    "in_absentia": N_("Proceedings in absentia"),
    "accused": N_("Accused"),
    "acquitted": N_("Acquitted"),
    "convicted": N_("Convicted"),
    "final": N_("Final"),
})
CONFIDENTIALITY = Vocabulary("confidentiality", {
    "public": N_("Public"),
    "restricted": N_("Restricted"),
    "confidential": N_("Confidential"),
    "strictly_confidential": N_("Strictly confidential"),
})
SHARING = Vocabulary("sharing condition", {
    "free": N_("Free to share"),
    "named_recipients": N_("Named recipients only"),
    "lead_only": N_("As a lead only"),
    "not_onward": N_("Not to be passed on"),
})
AUDIENCE = Vocabulary("audience", {
    "internal": N_("Internal"),
    "prosecutor": N_("Prosecutor"),
})
