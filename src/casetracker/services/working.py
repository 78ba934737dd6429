"""The working date of an incident as it is told: which date, of what kind, and, where we derived it, out of whose words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.i18n import _, language
from casetracker.services import codec

Json = dict[str, Any]


def told(incident: Mapping[str, Any]) -> Json | None:
    """The working date in exchange form; "between" are the stated dates that a derived one was made of."""
    found = codec.working_of(incident["dates"])
    if found is None:
        return None
    return {"date": found.date.edtf, "zone": found.date.zone, "kind": found.kind, "derived": found.derived,
            "between": _ends(incident, found.kind) if found.derived else []}


def _ends(incident: Mapping[str, Any], kind: str) -> list[Json]:
    made: dict[tuple[str, str, str], list[str]] = {}
    for each in ("capture", "discovery") if kind == "act" else (kind,):
        rows = [row for row in incident["dates"] if row["kind"] == each and row["stance"] != "contradicts"]
        adopted = [row for row in rows if row["adopted"]]
        for row in adopted or rows:
            made.setdefault((each, row["date"], row["zone"]), []).extend([row["source"]] if row["source"] else [])
    return [{"kind": each, "date": date, "zone": zone, "sources": list(dict.fromkeys(sources))}
            for (each, date, zone), sources in made.items()]


def ends_in_words(working: Mapping[str, Any]) -> str:
    """"Capture: 6 October 2024 (S-000005); discovery: 7 October 2024 (S-000005)"; empty where nothing was derived."""
    return "; ".join(_("{kind}: {date} ({source})").format(
        kind=v.DATE_KIND.label(end["kind"]), date=parse_edtf(end["date"], end["zone"]).describe(language()),
        source=", ".join(end["sources"]) or _("not attributed")) for end in working["between"])
