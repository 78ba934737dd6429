"""The closed lists: stable codes in the data, labels at the edge.

A code, once shipped, is never removed or given another meaning. Labels are English source text for the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casetracker.i18n import N_, _


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One closed (or, if `open`, extensible) list: code → label, in the order a person expects to read it."""

    name: str
    labels: Mapping[str, str]
    open: bool = False

    def __contains__(self, code: object) -> bool:
        return code in self.labels

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def label(self, code: str | None) -> str:
        """The label of a code in the reader's language; a term of the user's own shows as it was typed."""
        if code is None or code == "":
            return ""
        return _(self.labels[code]) if code in self.labels else code


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
CONFIDENTIALITY = Vocabulary("confidentiality", {
    "public": N_("Public"),
    "restricted": N_("Restricted"),
    "confidential": N_("Confidential"),
    "strictly_confidential": N_("Strictly confidential"),
})
DATE_KIND = Vocabulary("date kind", {
    "capture": N_("Capture"),
    "act": N_("Act"),
    "discovery": N_("Discovery"),
    "official_report": N_("Official report"),
    "first_publication": N_("First publication"),
})
ZONE = Vocabulary("zone", {
    "kyiv": N_("Kyiv time"),
    "moscow": N_("Moscow time"),
    "utc": N_("UTC"),
    "unknown": N_("Zone not known"),
})
BASIS = Vocabulary("basis", {
    "stated": N_("Stated by the source"),
    "observed": N_("Observed in an item"),
    "inferred": N_("Inferred by us"),
})
STANCE = Vocabulary("stance", {
    "supports": N_("Supports"),
    "contradicts": N_("Contradicts"),
})
PLACE_PRECISION = Vocabulary("place precision", {
    "10m": N_("± 10 m"),
    "100m": N_("± 100 m"),
    "1km": N_("± 1 km"),
    "settlement": N_("Settlement"),
    "district": N_("District"),
    "region": N_("Region"),
})
OUTCOME = Vocabulary("outcome", {
    "killed": N_("Killed"),
    "wounded": N_("Wounded"),
    "captured": N_("Captured"),
    "detained": N_("Detained"),
    "tortured": N_("Tortured"),
    "missing": N_("Missing"),
    "displaced": N_("Displaced"),
})
GROUP = Vocabulary("group", {
    "prisoner_of_war": N_("Prisoners of war"),
    "hors_de_combat": N_("Persons hors de combat"),
    "combatant": N_("Combatants"),
    "civilian": N_("Civilians"),
    "medic": N_("Medical personnel"),
    "child": N_("Children"),
    "humanitarian": N_("Humanitarian personnel"),
    "journalist": N_("Journalists"),
    "not_stated": N_("Group not stated"),
}, open=True)
QUALIFIER = Vocabulary("qualifier", {
    "exact": N_("Exactly"),
    "at_least": N_("At least"),
    "about": N_("About"),
    "range": N_("Between"),
    "not_stated": N_("Number not stated"),
})
HARMED_OBJECT = Vocabulary("harmed object", {
    "dwelling": N_("Dwelling"),
    "hospital": N_("Hospital or medical unit"),
    "school": N_("School"),
    "religious": N_("Place of worship"),
    "cultural": N_("Cultural property"),
    "infrastructure": N_("Civilian infrastructure"),
    "vehicle": N_("Vehicle"),
    "crop": N_("Crops or livestock"),
    "other": N_("Other object"),
}, open=True)
DAMAGE = Vocabulary("damage", {
    "destroyed": N_("Destroyed"),
    "damaged": N_("Damaged"),
    "looted": N_("Looted"),
    "not_stated": N_("Damage not stated"),
})
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
CREDIBILITY = Vocabulary("credibility", {
    "1": N_("1 – confirmed by independent sources"),
    "2": N_("2 – probably true"),
    "3": N_("3 – possibly true"),
    "4": N_("4 – doubtful"),
    "5": N_("5 – improbable"),
    "6": N_("6 – cannot be judged"),
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
SHARING = Vocabulary("sharing condition", {
    "free": N_("Free to share"),
    "named_recipients": N_("Named recipients only"),
    "lead_only": N_("As a lead only"),
    "not_onward": N_("Not to be passed on"),
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
JURISDICTION = Vocabulary("jurisdiction", {
    "ua": N_("Ukraine"),
    "icc": N_("International Criminal Court"),
    "other": N_("Other jurisdiction"),
})
CLAIM_KIND = Vocabulary("claim kind", {
    "act": N_("Description of the act"),
    "capture": N_("Capture"),
    "interrogation": N_("Interrogation"),
    "victim_status": N_("Status of the victims"),
    "unit": N_("Unit alleged to be responsible"),
    "means": N_("Means and methods"),
    "discovery": N_("Discovery"),
    "proceeding": N_("Proceeding"),
    "context": N_("Context"),
    "other": N_("Other matter"),
})
AUDIENCE = Vocabulary("audience", {
    "internal": N_("Internal"),
    "prosecutor": N_("Prosecutor"),
})

VIOLATION = Vocabulary("violation type", {
    "wilful_killing": N_("Wilful killing — art. 8(2)(a)(i)"),
    "torture": N_("Torture or inhuman treatment — art. 8(2)(a)(ii)"),
    "great_suffering": N_("Wilfully causing great suffering — art. 8(2)(a)(iii)"),
    "property_destruction": N_("Extensive destruction and appropriation of property — art. 8(2)(a)(iv)"),
    "compelled_service": N_("Compelling service in hostile forces — art. 8(2)(a)(v)"),
    "denied_fair_trial": N_("Denying a fair trial — art. 8(2)(a)(vi)"),
    "unlawful_deportation": N_("Unlawful deportation, transfer or confinement — art. 8(2)(a)(vii)"),
    "hostages": N_("Taking of hostages — art. 8(2)(a)(viii)"),
    "attack_civilians": N_("Attacking civilians — art. 8(2)(b)(i)"),
    "attack_civilian_objects": N_("Attacking civilian objects — art. 8(2)(b)(ii)"),
    "attack_humanitarian": N_("Attacking humanitarian or peacekeeping personnel — art. 8(2)(b)(iii)"),
    "excessive_harm": N_("Excessive incidental harm — art. 8(2)(b)(iv)"),
    "attack_undefended": N_("Attacking undefended places — art. 8(2)(b)(v)"),
    "hors_de_combat": N_("Killing or wounding a person hors de combat — art. 8(2)(b)(vi)"),
    "misuse_of_emblems": N_("Improper use of flag, uniform or emblem — art. 8(2)(b)(vii)"),
    "population_transfer": N_("Transfer or deportation of population — art. 8(2)(b)(viii)"),
    "protected_buildings": N_("Attacking buildings of religion, education, hospitals — art. 8(2)(b)(ix)"),
    "mutilation": N_("Mutilation or experiments — art. 8(2)(b)(x)"),
    "treachery": N_("Killing or wounding treacherously — art. 8(2)(b)(xi)"),
    "no_quarter": N_("Declaring that no quarter will be given — art. 8(2)(b)(xii)"),
    "enemy_property": N_("Destroying or seizing enemy property — art. 8(2)(b)(xiii)"),
    "abolishing_rights": N_("Abolishing rights of the hostile party's nationals — art. 8(2)(b)(xiv)"),
    "compelled_operations": N_("Compelling participation in operations of war — art. 8(2)(b)(xv)"),
    "pillage": N_("Pillage — art. 8(2)(b)(xvi)"),
    "poison": N_("Poison or poisoned weapons — art. 8(2)(b)(xvii)"),
    "gases": N_("Asphyxiating or poisonous gases — art. 8(2)(b)(xviii)"),
    "expanding_bullets": N_("Expanding bullets — art. 8(2)(b)(xix)"),
    "prohibited_weapons": N_("Prohibited weapons and methods — art. 8(2)(b)(xx)"),
    "outrages": N_("Outrages upon personal dignity — art. 8(2)(b)(xxi)"),
    "sexual_violence": N_("Sexual violence — art. 8(2)(b)(xxii)"),
    "human_shields": N_("Human shields — art. 8(2)(b)(xxiii)"),
    "attack_medical": N_("Attacking medical units or the emblem — art. 8(2)(b)(xxiv)"),
    "starvation": N_("Starvation of civilians — art. 8(2)(b)(xxv)"),
    "child_soldiers": N_("Conscripting or enlisting children — art. 8(2)(b)(xxvi)"),
    "biological_weapons": N_("Biological weapons — art. 8(2)(b)(xxvii)"),
    "undetectable_fragments": N_("Weapons of undetectable fragments — art. 8(2)(b)(xxviii)"),
    "blinding_lasers": N_("Blinding laser weapons — art. 8(2)(b)(xxix)"),
    "genocide": N_("Genocide — art. 6"),
    "crimes_against_humanity": N_("Crimes against humanity — art. 7"),
    "prisoner_of_war": N_("Ill-treatment of a prisoner of war — Third Geneva Convention arts 13, 130"),
}, open=True)
