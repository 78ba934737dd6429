"""Claims in words: what a matter is called, and what a claim says, exactly as far as its source goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.claims import Matter
from casetracker.domain.dates import parse_edtf
from casetracker.domain.shapes import INCIDENT
from casetracker.i18n import _, language

Row = Mapping[str, Any]


def matter_label(matter: Matter) -> str:
    """What a matter is called: "Date of capture", "Killed, prisoners of war", "Description of the act"."""
    match matter.list:
        case "dates":
            return _("Date of {kind}").format(kind=_small(v.DATE_KIND.label(matter.kind)))
        case "places":
            return _("Place")
        case "figures":
            return outcome({"outcome": matter.kind, "group": matter.group})
        case "harmed_objects":
            return ", ".join(part for part in (v.HARMED_OBJECT.label(matter.kind), matter.group) if part)
        case "claims":
            return v.CLAIM_KIND.label(matter.kind)
    return _(INCIDENT.field(matter.list).label)


def said(name: str, row: Row) -> str:
    """What a row of one of the lists of claims says, without who says it."""
    match name:
        case "dates":
            return parse_edtf(row["date"], row.get("zone") or "unknown").describe(language())
        case "places":
            return f"{row['name']} ({_small(v.PLACE_PRECISION.label(row.get('precision')))})"
        case "figures":
            return number(row)
        case "harmed_objects":
            return ", ".join(part for part in (v.DAMAGE.label(row.get("damage")), row.get("protected_status")) if part)
        case "conflicts":
            return ", ".join(part for part in (v.CONFLICT_CLASS.label(row["classification"]), row.get("parties")) if part)
    return str(row["value"])


def outcome(figure: Row) -> str:
    """What a casualty figure counts: "Killed, prisoners of war"."""
    return f"{v.OUTCOME.label(figure['outcome'])}, {_small(v.GROUP.label(figure['group']))}"


def number(figure: Row) -> str:
    """The number of a casualty figure as its source gives it."""
    low, high = figure["low"], figure["high"]
    if low is None or figure["qualifier"] == "not_stated":
        return _("number not stated")
    told = str(low) if high in (None, low) else _("{low} to {high}").format(low=low, high=high)
    match figure["qualifier"]:
        case "at_least":
            return _("at least {number}").format(number=told)
        case "about":
            return _("about {number}").format(number=told)
    return told


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
