"""Logging, amending, withdrawing and restoring a record of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from casetracker.domain import own_reasons
from casetracker.domain.ids import format_reference, parse_reference
from casetracker.domain.shapes import SHAPES, Shape
from casetracker.errors import Conflict, InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services import claim_ids, codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.cycles import refuse_cycle
from casetracker.services.lookup import find
from casetracker.services.sharing import refuse_against_condition
from casetracker.services.unique_names import refuse_taken
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.states import State

if TYPE_CHECKING:
    from casetracker.store.writer import Change

# Moved by `services.status`, with a reason and a history; `amend` only accepts the value that stands.
MOVED = {"incident": ("assessment", "handling"), "proceeding": ("stage",)}
_LAST_NUMBER = 10**9  # of a reference that somebody asks for: the next ones count on from it


def ignored(kind: str, data: Mapping[str, Any]) -> list[str]:
    """The names in `data` that `add` and `amend` leave alone: stamps, histories, what is derived."""
    from casetracker.domain import drafts

    return drafts.ignored(kind, data)


def add(store: CaseStore, kind: str, data: Mapping[str, Any]) -> ChangeSet:
    """Log a record from its exchange JSON; a given reference is kept if it is free."""
    if kind == "evidence":
        raise UserError(_("An evidence item is made by taking in its file."), _("Use “evidence add REF FILE”."))
    with changing(store) as change:
        create(change, kind, data, entry_kind="custody" if kind == "custody" else "add",
               what=_("Log {kind} {reference}") if kind == "incident" else _("Add {kind} {reference}"))
    return change_set(change)


def create(change: Change, kind: str, data: Mapping[str, Any], *, what: str, entry_kind: str = "add",
           lists: Mapping[str, list[State]] | None = None) -> State:
    """Put a new record into a change; `what` may name {kind} and {reference}. Returns its state."""
    from casetracker.domain import drafts

    shape = SHAPES[kind]
    values = drafts.validate(kind, data)
    order, reference = _reference(change, shape, data.get("reference"))
    state: State = {
        "id": change.new_id(), "reference": reference, "ref_order": order, **codec.blank(shape), **(lists or {}),
        "created_at": change.at, "created_by": change.who, "amended_at": change.at, "amended_by": change.who,
        "withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": None,
    }
    state = codec.Resolver(change.connection, change.new_id).fill(kind, values, state)
    claim_ids.refuse_unknown(change.connection, kind, {}, state)
    refuse_against_condition(change.connection, kind, None, state)
    first_history(change, kind, state)
    label = _(shape.label).lower()
    change.put(kind, state, what=what.format(kind=label, reference=reference), entry_kind=entry_kind)
    refuse_cycle(change.connection, kind, state["id"])
    refuse_taken(change.connection, kind, state["id"])
    return state


def _reference(change: Change, shape: Shape, given: Any) -> tuple[int, str]:
    """(order, reference) for a new record: the one asked for if it is free, else the next."""
    if given is not None:
        parsed = parse_reference(given) if isinstance(given, str) else None
        if parsed is None or parsed[0] != shape.kind:
            raise InvalidRecord({"reference": _("{given!r} is not a reference of this kind").format(given=given)})
        _kind, year, number = parsed
    else:
        year = change.now.year if shape.yearly else 0
        number = last_number(change.connection, shape.kind, year) + 1
    reference, order = format_reference(shape, year, number), year * 10**12 + number
    if not 0 < number <= _LAST_NUMBER:
        raise InvalidRecord({"reference": _("{reference} has the number zero, or one too high to count on from").format(
            reference=reference)})
    if change.connection.execute(f'SELECT 1 FROM "{shape.kind}" WHERE ref_order = ?', (order,)).fetchone():
        raise InvalidRecord({"reference": _("{reference} is taken").format(reference=reference)},
                            _("Leave the reference out to be given the next one."))
    return order, reference


def last_number(connection: Connection, kind: str, year: int) -> int:
    """The number of the last reference given to a kind, in a year where it counts by years (else 0)."""
    low, high = year * 10**12, (year + 1) * 10**12
    (last,) = connection.execute(
        f'SELECT max(ref_order) FROM "{kind}" WHERE ref_order > ? AND ref_order < ?', (low, high)).fetchone()
    return last - low if last else 0


def first_history(change: Change, kind: str, state: State) -> None:
    """The lines with which the histories of a new record begin."""
    if kind == "incident":
        state["history"] = [
            {"id": change.new_id(), "axis": axis, "before": None, "after": state[axis], "reason": own_reasons.AS_LOGGED,
             "at": change.at, "by": change.who} for axis in MOVED["incident"]]
    if kind == "proceeding":
        state["history"] = [
            {"id": change.new_id(), "stage": state["stage"], **codec.bounds("date", None),
             **codec.bounds("learned", None), "source": None, "reason": own_reasons.AS_LOGGED, "at": change.at,
             "by": change.who, "superseded": False}]


def amend(store: CaseStore, reference: str, patch: Mapping[str, Any], base: Mapping[str, Any] | None = None,
          kind: str | None = None) -> ChangeSet:
    """Change the fields that `patch` names: a list replaces the list (rows with a known id keep it), null clears.

    `base` is the record as it was when the person began; what somebody else changed since in the same fields raises
    Conflict.
    """
    from casetracker.domain import drafts

    with changing(store) as change:
        kind, pk = find(change.connection, reference, kind)
        if kind == "custody":
            raise UserError(_("A custody entry is never edited."), _("Correct it by a further entry."))
        state = _state(change.connection, kind, pk)
        current = codec.to_json(change.connection, kind, state, reveal=True)
        given = {name: value for name, value in patch.items() if name not in drafts.ignored(kind, patch)}
        _refuse_conflict(current, given, base)
        _refuse_moves(kind, current, given)
        values = drafts.validate(kind, {**current, **given})
        after = codec.Resolver(change.connection, change.new_id).fill(kind, values, state)
        claim_ids.refuse_unknown(change.connection, kind, state, after)
        refuse_against_condition(change.connection, kind, state, after)
        save_amended(change, kind, state, after, _("Amend {kind} {reference}: {fields}"))
        refuse_cycle(change.connection, kind, state["id"])
        refuse_taken(change.connection, kind, state["id"])
    return change_set(change)


def save_amended(change: Change, kind: str, before: State, after: State, what: str, entry_kind: str = "amend") -> None:
    """Put an amended state into a change, stamped; nothing is written if nothing but stamps differs."""
    if before == after:
        return
    shape = SHAPES[kind]
    changed = ", ".join(_(field.label).lower() for field in shape.fields if before[field.name] != after[field.name])
    after = {**after, "amended_at": change.at, "amended_by": change.who}
    change.put(kind, after, before=before, entry_kind=entry_kind,
               what=what.format(kind=_(shape.label).lower(), reference=after["reference"], fields=changed))


def _state(connection: Connection, kind: str, pk: int) -> State:
    state = states.read_state(connection, kind, pk)
    assert state is not None
    return state


def _refuse_conflict(current: Mapping[str, Any], given: Mapping[str, Any], base: Mapping[str, Any] | None) -> None:
    if base is None:
        return
    clash = [name for name in given if name in base and base[name] != current.get(name)]
    if clash:
        raise Conflict(_("Meanwhile {who} changed the same fields: {fields}.").format(
            who=current["amended_by"], fields=", ".join(clash)),
            _("Open the record again, look at the change, and enter yours anew."))


def _refuse_moves(kind: str, current: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    moved = {name: _("is moved with its history, not edited; use the status command")
             for name in MOVED.get(kind, ()) if name in given and given[name] != current[name]}
    if moved:
        raise InvalidRecord(moved)


def withdraw(store: CaseStore, reference: str, reason: str) -> ChangeSet:
    """Hide a record, with a reason; it stays in the store and in the journal."""
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    if why is None:
        raise InvalidRecord({"reason": _("must not be empty")}, _("Say why the record is withdrawn."))
    with changing(store) as change:
        kind, pk = find(change.connection, reference)
        state = _state(change.connection, kind, pk)
        if state["withdrawn_at"]:
            raise UserError(_("{reference} is withdrawn already.").format(reference=state["reference"]))
        stamps = {"withdrawn_at": change.at, "withdrawn_by": change.who, "withdrawn_reason": why}
        change.put(kind, {**state, **stamps}, before=state, entry_kind="withdraw",
                   what=_("Withdraw {kind} {reference}").format(kind=_(SHAPES[kind].label).lower(),
                                                               reference=state["reference"]))
    return change_set(change)


def restore(store: CaseStore, reference: str, reason: str = "") -> ChangeSet:
    """Show a withdrawn record again; the reason is kept in the journal."""
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    with changing(store) as change:
        kind, pk = find(change.connection, reference)
        state = _state(change.connection, kind, pk)
        if not state["withdrawn_at"]:
            raise UserError(_("{reference} is not withdrawn.").format(reference=state["reference"]))
        stamps = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": None}
        change.put(kind, {**state, **stamps}, before=state, entry_kind="restore", reason=why,
                   what=_("Restore {kind} {reference}").format(kind=_(SHAPES[kind].label).lower(),
                                                              reference=state["reference"]))
        refuse_taken(change.connection, kind, state["id"])
    return change_set(change)


