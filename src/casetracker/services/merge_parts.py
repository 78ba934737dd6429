"""What an incident takes over from one that is merged into it: every claim, every word, and the stricter care.

Nothing that the one said is left out of the other. Where both hold the very same row it stands once; where both have
adopted a value for one matter, the kept incident's stays the adopted one and the other comes over as one more claim.
"""

from __future__ import annotations

from collections.abc import Callable

from casetracker.domain import vocabulary as v
from casetracker.domain.claims import LISTS, matters
from casetracker.domain.shapes import INCIDENT
from casetracker.i18n import _
from casetracker.services import codec
from casetracker.store.states import State


def taken_over(kept: State, lost: State, new_id: Callable[[], str]) -> tuple[State, dict[str, str]]:
    """The kept incident with all that the other says, and under which id each of the other's rows stands there now."""
    made, rows = dict(kept), {}
    for field in INCIDENT.lists:
        if not field.readonly:
            made[field.name], ids = _rows(kept[field.name], lost[field.name], new_id)
            rows.update(ids)
    _keep_adopted(kept, made)
    for field in INCIDENT.scalars:
        if field.type in ("words", "codes"):
            made[field.name] = list(dict.fromkeys([*kept[field.name], *lost[field.name]]))
    made["confidentiality"] = _stricter(kept["confidentiality"], lost["confidentiality"])
    made["lead_investigator"] = _joined("; ", kept["lead_investigator"], lost["lead_investigator"])
    made["means_and_methods"] = _joined("\n\n", kept["means_and_methods"], lost["means_and_methods"])
    made["narrative"] = _narrative(kept, lost)
    return {**made, **codec.working_columns(made["dates"])}, rows


def _rows(kept: list[State], lost: list[State], new_id: Callable[[], str]) -> tuple[list[State], dict[str, str]]:
    made, ids = list(kept), {}
    for row in lost:
        twin = next((each["id"] for each in made if _said(each) == _said(row)), None)
        ids[row["id"]] = twin or new_id()
        if twin is None:
            made.append({**row, "id": ids[row["id"]]})
    return made, ids


def _said(row: State) -> State:
    return {name: value for name, value in row.items() if name != "id"}


def _keep_adopted(kept: State, made: State) -> None:
    """Where the kept incident has adopted a value of a matter, the other's is adopted no more. Who had adopted it, and
    why, stays written; only the mark goes."""
    own = {row["id"] for name in LISTS for row in kept[name]}
    yielding = {row["id"] for matter in matters(made) if any(row["adopted"] and row["id"] in own for row in matter.rows)
                for row in matter.rows if row["id"] not in own}
    for name in LISTS:
        made[name] = [{**row, "adopted": False} if row["id"] in yielding else row for row in made[name]]


def _stricter(one: str, other: str) -> str:
    return max((one, other), key=list(v.CONFIDENTIALITY).index)


def _joined(between: str, kept: str | None, lost: str | None) -> str | None:
    if not lost or (kept and lost in kept):
        return kept
    return f"{kept}{between}{lost}" if kept else lost


def _narrative(kept: State, lost: State) -> str | None:
    """The other's narrative below the kept one's, under a line that says where it is from and what it was called."""
    same_title = lost["title"] == kept["title"]
    text = "" if lost["narrative"] == kept["narrative"] else lost["narrative"] or ""
    if same_title and not (text and kept["narrative"]):
        only: str | None = kept["narrative"] or lost["narrative"]
        return only
    heading = _("Merged from {reference}: {title}").format(reference=lost["reference"], title=lost["title"])
    return "\n\n".join(part for part in (kept["narrative"], f"{heading}\n{text}" if text else heading) if part)
