"""What is claimed about an incident, on what basis, and how far to believe it."""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.i18n import N_

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
BASIS = Vocabulary("basis", {
    "stated": N_("Stated by the source"),
    "observed": N_("Observed in an item"),
    "inferred": N_("Inferred by us"),
})
STANCE = Vocabulary("stance", {
    "supports": N_("Supports"),
    "contradicts": N_("Contradicts"),
})
CREDIBILITY = Vocabulary("credibility", {
    "1": N_("1 – confirmed by independent sources"),
    "2": N_("2 – probably true"),
    "3": N_("3 – possibly true"),
    "4": N_("4 – doubtful"),
    "5": N_("5 – improbable"),
    "6": N_("6 – cannot be judged"),
})
