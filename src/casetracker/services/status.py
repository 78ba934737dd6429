"""Moving a status: our assessment and handling of an incident, and a proceeding's stage. Every move is history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.shapes import INCIDENT
from casetracker.domain.vocabulary import Vocabulary
from casetracker.errors import InvalidDate, InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.store import states
from casetracker.store.states import State

if TYPE_CHECKING:
    from casetracker.store.writer import Change

Moves = Mapping[str, tuple[str, str]]
"""(before, after) by axis."""
AXES: dict[str, Vocabulary] = {"assessment": v.ASSESSMENT, "handling": v.HANDLING}
# One step forward along this line needs no reason; any other move does.
_LINE = ("recorded", "under_verification", "partly_corroborated", "corroborated")


def needs_reason(axis: str, before: str, after: str) -> bool:
    """Whether a move must say why: all do, but one step forward in the assessment."""
    forward = before in _LINE and after in _LINE and _LINE.index(after) == _LINE.index(before) + 1
    return before != after and not (axis == "assessment" and forward)


def move(store: CaseStore, reference: str, *, assessment: str | None = None, handling: str | None = None,
         reason: str = "") -> ChangeSet:
    """Move an incident's assessment, handling or both; InvalidRecord if a code is unknown or a reason is missing."""
    from casetracker.domain.drafts import given_text

    wanted = {axis: code for axis, code in (("assessment", assessment), ("handling", handling)) if code}
    if not wanted:
        raise UserError(_("No status was named."), _("Name an assessment, a handling, or both."))
    for axis, code in wanted.items():
        refuse_unknown(axis, code, AXES[axis])
    why = given_text("reason", reason)
    with changing(store) as change:
        _kind, pk = find(change.connection, reference, "incident")
        state = states.read_state(change.connection, "incident", pk)
        assert state is not None
        moves = {axis: (state[axis], code) for axis, code in wanted.items() if state[axis] != code}
        if not moves:
            raise UserError(_("{reference} has that status already.").format(reference=state["reference"]))
        for axis, (before, after) in moves.items():
            if needs_reason(axis, before, after) and why is None:
                raise InvalidRecord({"reason": _("must be given for the move of {axis} from {before} to {after}").format(
                    axis=_axis(axis), before=AXES[axis].label(before), after=AXES[axis].label(after))})
        change.put("incident", moved(change, state, moves, why), before=state, entry_kind="status",
                   what=_("Move incident {reference}: {moves}").format(reference=state["reference"], moves=told(moves)))
    return change_set(change)


def _axis(axis: str) -> str:
    return _(INCIDENT.field(axis).label).lower()


def refuse_unknown(axis: str, code: str, vocabulary: Vocabulary) -> None:
    """InvalidRecord for a code that is not one of the list."""
    if code not in vocabulary:
        raise InvalidRecord({axis: _("is {code!r}; it must be one of: {codes}").format(
            code=code, codes=", ".join(vocabulary))})


def moved(change: Change, state: State, moves: Moves, why: str | None) -> State:
    """An incident's state once its statuses are moved, with a line of history for each."""
    lines = [{"id": change.new_id(), "axis": axis, "before": before, "after": after, "reason": why, "at": change.at,
              "by": change.who} for axis, (before, after) in moves.items()]
    return {**state, **{axis: code for axis, (_old, code) in moves.items()}, "history": [*state["history"], *lines],
            "amended_at": change.at, "amended_by": change.who}


def told(moves: Moves) -> str:
    """The moves in words: "handling from open to closed"."""
    return "; ".join(_("{axis} from {before} to {after}").format(
        axis=_axis(axis), before=AXES[axis].label(before).lower(), after=AXES[axis].label(after).lower())
        for axis, (before, after) in moves.items())


def move_stage(store: CaseStore, reference: str, stage: str, *, date: str | None = None, learned: str | None = None,
               source: str | None = None, reason: str = "") -> ChangeSet:
    """Record a proceeding's stage: the date of the fact and the date we learned of it as EDTF, and who says so.

    A stage may repeat or go back; a wrong line is corrected by a further one, never edited.
    """
    from casetracker.domain.drafts import given_text

    refuse_unknown("stage", stage, v.STAGE)
    why = given_text("reason", reason)
    if stage == "closed" and why is None:
        raise InvalidRecord({"reason": _("must give the ground on which the proceeding was closed")})
    dates = {"date": _edtf("date", date), "learned": _edtf("learned", learned)}
    with changing(store) as change:
        _kind, pk = find(change.connection, reference, "proceeding")
        state = states.read_state(change.connection, "proceeding", pk)
        assert state is not None
        line: State = {"id": change.new_id(), "stage": stage, "source": _source(change.connection, source),
                       "reason": why, "at": change.at, "by": change.who, "superseded": False,
                       **codec.bounds("date", dates["date"]), **codec.bounds("learned", dates["learned"])}
        after = {**state, "stage": stage, "history": [*_still_standing(state["history"], stage), line],
                 "amended_at": change.at, "amended_by": change.who}
        change.put("proceeding", after, before=state, entry_kind="status",
                   what=_("Move proceeding {reference} to {stage}").format(
                       reference=state["reference"], stage=v.STAGE.label(stage).lower()))
    return change_set(change)


def _still_standing(history: list[State], stage: str) -> list[State]:
    """The lines so far; the last one, if it named the same stage with nothing to rest on, is superseded by the new one."""
    if not history or history[-1]["stage"] != stage or any(history[-1][name] for name in ("source", "date", "learned")):
        return history
    return [*history[:-1], {**history[-1], "superseded": True}]


def _edtf(name: str, text: str | None) -> str | None:
    if not text:
        return None
    try:
        return parse_edtf(text).edtf
    except InvalidDate as error:
        raise InvalidRecord({name: str(error)}) from error


def _source(connection: object, reference: str | None) -> str | None:
    if not reference:
        return None
    _kind, pk = find(connection, reference, "source")
    return states.id_of(connection, "source", pk)
