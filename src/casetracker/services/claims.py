"""Adding a claim to an incident, and adopting one of the values that are claimed: by whom, why, and reviewed by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from casetracker.domain import claims as matters
from casetracker.domain.rules import four_eyes
from casetracker.errors import InvalidRecord, UnknownReference, UserError
from casetracker.i18n import _
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.services.records import save_amended
from casetracker.store import states

if TYPE_CHECKING:
    from casetracker.store.writer import Change

Json = dict[str, Any]

# The field by which a claim says which list it belongs to, where it does not name one.
_TELLING = {"date": "dates", "value": "claims", "outcome": "figures", "classification": "conflicts", "name": "places",
            "damage": "harmed_objects", "description": "harmed_objects", "protected_status": "harmed_objects"}
_NOT_ADOPTED = {"adopted": False, "adopted_by": None, "adopted_reason": None, "reviewed_by": None, "adopted_on": None}


def add(store: CaseStore, incident: str, data: Mapping[str, Any]) -> ChangeSet:
    """Add one claim to an incident: a row of one of its lists, which "list" names or the claim's own fields tell."""
    name = list_of(data)
    row = {field: value for field, value in data.items() if field != "list"}

    def added(record: Json) -> Json:
        return {name: [*record[name], row]}

    return _amended(store, incident, added, _("Add a claim to incident {reference}: {fields}"))


def list_of(data: Mapping[str, Any]) -> str:
    """Which list of an incident a claim in exchange form belongs to; InvalidRecord where it does not say."""
    named = data.get("list")
    if named is None:
        told = list(dict.fromkeys(name for field, name in _TELLING.items() if field in data))
        if len(told) == 1:
            return told[0]
    elif named in matters.LISTS:
        return str(named)
    raise InvalidRecord({"list": _("must say which list the claim belongs to: {names}").format(
        names=", ".join(matters.LISTS))})


def adopt(store: CaseStore, incident: str, claim: str, *, reason: str, reviewed_by: str = "") -> ChangeSet:
    """Adopt the value of one claim as ours: the actor adopts it, and no other value of its matter stays adopted."""
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    if why is None:
        raise InvalidRecord({"reason": _("must say why this value is adopted")})
    marks = {"adopted": True, "adopted_by": store.actor, "adopted_reason": why,
             "reviewed_by": given_text("reviewed_by", reviewed_by), "adopted_on": store.clock().date().isoformat()}
    faults = dict(four_eyes("", marks))
    if faults:
        raise InvalidRecord(faults)

    def adopted(record: Json) -> Json:
        matter = matters.matter_of(record, claim.strip().lower())
        if matter is None:
            raise UnknownReference(_("{reference} has no claim {claim}.").format(
                reference=record["reference"], claim=repr(claim)), _("List its claims and take the id of one of them."))
        return {matter.list: [_marked(row, matter, claim.strip().lower(), marks) for row in record[matter.list]]}

    return _amended(store, incident, adopted, _("Adopt a value in incident {reference}: {fields}"))


def _marked(row: Json, matter: matters.Matter, claim: str, marks: Json) -> Json:
    """The row as it stands once its matter is settled on the claim."""
    if row["id"] != claim:
        return {**row, **_NOT_ADOPTED} if row["adopted"] and row in matter.rows else row
    if row["stance"] == "contradicts":
        raise UserError(_("This claim contradicts a value; what it denies cannot be adopted from it."),
                        _("Adopt a claim that states the value."))
    return {**row, **marks}


def _amended(store: CaseStore, incident: str, patch: Callable[[Json], Json], what: str) -> ChangeSet:
    """The incident with the lists that `patch` makes of it, checked like any other amendment, as one change."""
    with changing(store) as change:
        _amend(change, incident, patch, what)
    return change_set(change)


def _amend(change: Change, incident: str, patch: Callable[[Json], Json], what: str) -> None:
    from casetracker.domain import drafts

    _kind, pk = find(change.connection, incident, "incident")
    state = states.read_state(change.connection, "incident", pk)
    assert state is not None
    current = codec.to_json(change.connection, "incident", state)
    values = drafts.validate("incident", {**current, **patch(current)})
    after = codec.Resolver(change.connection, change.new_id).fill("incident", values, state)
    save_amended(change, "incident", state, after, what)


