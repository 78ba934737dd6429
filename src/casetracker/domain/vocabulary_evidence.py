"""Sources and evidence: kinds, grades, roles of files, acts of custody."""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.i18n import N_

SOURCE_KIND = Vocabulary("source kind", {
    "victim": N_("Victim"),
    "witness": N_("Witness"),
    "relative": N_("Relative"),
    "medical": N_("Medical"),
    "official_statement": N_("Official statement"),
    "prosecutor": N_("Prosecutor"),
    "military_intelligence": N_("Military intelligence"),
    "intergovernmental": N_("Intergovernmental body"),
    "ngo": N_("Non-governmental organisation"),
    "research_institute": N_("Research institute"),
    "news_outlet": N_("News outlet"),
    "social_media": N_("Social-media account"),
    "messenger_channel": N_("Messenger channel"),
    "satellite_provider": N_("Satellite provider"),
    "intercept": N_("Intercept"),
    "court_record": N_("Court record"),
    "other": N_("Other"),
})
RELIABILITY = Vocabulary("reliability", {
    "A": N_("A – completely reliable"),
    "B": N_("B – usually reliable"),
    "C": N_("C – fairly reliable"),
    "D": N_("D – not usually reliable"),
    "E": N_("E – unreliable"),
    "F": N_("F – cannot be judged"),
})
ORIGIN = Vocabulary("origin", {
    "unknown": N_("Origin unknown"),
    "first_hand": N_("First-hand"),
    "derived": N_("Derives from another source"),
})
DERIVATION = Vocabulary("derivation", {
    "quotes": N_("Quotes"),
    "translates": N_("Translates"),
    "republishes": N_("Republishes"),
    "rewrites": N_("Rewrites"),
})
EVIDENCE_KIND = Vocabulary("evidence kind", {
    "photograph": N_("Photograph"),
    "video": N_("Video"),
    "audio": N_("Audio"),
    "testimony": N_("Testimony"),
    "document": N_("Document"),
    "medical_report": N_("Medical or forensic report"),
    "satellite_image": N_("Satellite image"),
    "social_media_post": N_("Social-media post"),
    "web_page": N_("Web page"),
    "intercept": N_("Intercept"),
    "physical_object": N_("Physical object"),
    "map": N_("Map"),
    "other": N_("Other"),
})
VERIFICATION = Vocabulary("verification", {
    "unverified": N_("Unverified"),
    "in_progress": N_("In progress"),
    "verified": N_("Verified"),
    "partly_verified": N_("Partly verified"),
    "not_verifiable": N_("Could not be verified"),
    "refuted": N_("Refuted"),
})
FILE_ROLE = Vocabulary("file role", {
    "evidentiary_copy": N_("Evidentiary copy"),
    "working_copy": N_("Working copy"),
    "page_source": N_("Page source"),
    "full_page_capture": N_("Full-page capture"),
    "embedded_media": N_("Embedded media"),
    "transcript": N_("Transcript"),
    "translation": N_("Translation"),
    "thumbnail": N_("Thumbnail"),
})
BEARING = Vocabulary("bearing", {
    "incriminating": N_("Incriminating"),
    "exonerating": N_("Exonerating"),
    "neutral": N_("Neutral"),
})
PURPOSE = Vocabulary("purpose", {
    "crime_base": N_("Crime base"),
    "linkage": N_("Linkage"),
    "context": N_("Context"),
    "lead_only": N_("Lead only"),
})
CUSTODY_ACT = Vocabulary("custody act", {
    "collected": N_("Collected"),
    "received": N_("Received"),
    "transferred": N_("Transferred"),
    "copied": N_("Copied"),
    "analysed": N_("Analysed"),
    "verified": N_("Verified"),
    "sealed": N_("Sealed"),
    "released": N_("Released"),
    "disposed": N_("Disposed of"),
})
