"""Loads a collected data set of civilian-harm incidents through the services, as a person would log it: one date, one
place, one description each, and its number as a tag. Two incidents bear one number, and both are loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from casetracker.services import bulk
from casetracker.services.bulk import Given, Load
from casetracker.services.case_store import CaseStore

Json = dict[str, Any]
NEWEST = Path("bellingcat_civharm", "snapshot_2023-05-28_0a4ee9d7", "export_events.json")


def events(collected: Path) -> list[Json]:
    """The newest export, as it is."""
    found: list[Json] = json.loads((collected / NEWEST).read_text(encoding="utf-8"))
    return found


def incident(event: Json) -> Json:
    """One event as an incident in exchange form."""
    description, where = event["description"].strip(), event["location"].strip()
    month, day, year = map(int, event["date"].split("/"))
    return {
        "title": description[:120] or event["id"], "narrative": description, "tags": [event["id"]],
        "dates": [{"kind": "act", "date": f"{year:04d}-{month:02d}-{day:02d}", "as_given": event["date"]}],
        "places": [{"name": where or "not named", "lat": float(event["latitude"]), "lon": float(event["longitude"]),
                    "precision": "1km"}],
    }


def load(store: CaseStore, incidents: Iterable[Json]) -> list[str]:
    """Log them all as one change; returns their references in order."""
    references: list[str] = []

    def given(loading: Load) -> Iterator[Given]:
        for data in incidents:
            references.append(loading.next_reference("incident"))
            yield "incident", data

    bulk.load(store, given, "Load collected incidents")
    return references
