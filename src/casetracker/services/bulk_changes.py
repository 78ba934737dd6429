"""Changing a selection of incidents at once: their tags, their lead investigator, their handling and assessment.

It is one change, undone as one, with an entry in the journal for each incident. What would happen is told first, by a pass
that writes nothing: how many change, and which stay as they are, and why.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from casetracker.domain.shapes import INCIDENT
from casetracker.errors import Conflict, InvalidRecord, UserError
from casetracker.i18n import N_, _, ngettext
from casetracker.services import status
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.undo_stacks import WHOLE
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.states import State

if TYPE_CHECKING:
    from casetracker.store.writer import Change, Put

Progress = Callable[[int, int], bool]

GONE, WITHDRAWN, NO_REASON, ALREADY = "gone", "withdrawn", "no_reason", "already"
WHY = {WITHDRAWN: N_("withdrawn"), NO_REASON: N_("without the reason that the move needs"),
       ALREADY: N_("as wanted already"), GONE: N_("not in the store")}
"""Why an incident stays as it is."""
_SHOWN = 5
_SLICE = 2_000


@dataclass(frozen=True)
class Wanted:
    """What is to become of the incidents. None and empty leave a thing as it is; an empty lead takes it away."""

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    lead: str | None = None
    assessment: str | None = None
    handling: str | None = None
    reason: str = ""

    @property
    def moves(self) -> dict[str, str]:
        named = (("assessment", self.assessment), ("handling", self.handling))
        return {axis: code for axis, code in named if code}


@dataclass(frozen=True)
class Skipped:
    """Incidents that stay as they are for one reason: how many, and the first of them."""

    why: str
    count: int
    first: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What will happen: the pks of the incidents that change, in their order, and those that do not."""

    pks: array[int]
    skipped: tuple[Skipped, ...]

    @property
    def skipped_count(self) -> int:
        return sum(each.count for each in self.skipped)

    def count_of(self, why: str) -> int:
        return sum(each.count for each in self.skipped if each.why == why)


@dataclass(frozen=True)
class Done:
    """What was done; the change is empty where nothing was to change."""

    changes: ChangeSet
    preview: Preview


def preview(store: CaseStore, pks: Iterable[int], wanted: Wanted, progress: Progress | None = None) -> Preview:
    """What `change` would do; InvalidRecord or a UserError where it would refuse. Cancelled, it raises a UserError."""
    wanted = _validated(wanted)
    with store.database.snapshot() as connection:
        return _plan(connection, pks, wanted, progress)


def change(store: CaseStore, pks: Iterable[int], wanted: Wanted, progress: Progress | None = None,
           shown: Preview | None = None) -> Done:
    """Change the incidents as wanted. `shown` is what somebody was told would happen: if anything else would, it is
    refused with a Conflict. `progress(done, total)` returning False cancels, and nothing is written."""
    wanted = _validated(wanted)
    with changing(store) as writing:
        plan = _plan(writing.connection, pks, wanted)
        if shown is not None and plan != shown:
            raise Conflict(_("Meanwhile some of these incidents were changed; nothing was written."),
                           _("Look again at what will happen."))
        if plan.pks:
            writing.what = _told(len(plan.pks), wanted)
            writing.extra[WHOLE] = writing.what
            _write(writing, plan.pks, wanted, progress)
    return Done(change_set(writing), plan)


def tags(store: CaseStore, pks: Iterable[int] | None = None) -> list[str]:
    """The tags that stand in the store, or in some of its incidents, those of the most incidents first."""
    meant = "i.withdrawn_at IS NULL" if pks is None else "i.pk IN (SELECT value FROM json_each(?))"
    with store.database.snapshot() as connection:
        return [tag for (tag,) in connection.execute(
            f"SELECT t.value FROM incident AS i, json_each(i.tags) AS t WHERE {meant} AND i.tags <> '[]'"
            " GROUP BY t.value ORDER BY count(*) DESC, t.value", () if pks is None else (json.dumps(list(pks)),))]


def leads(store: CaseStore) -> list[str]:
    """The lead investigators who are named in the store."""
    with store.database.snapshot() as connection:
        return [lead for (lead,) in connection.execute(
            "SELECT lead_investigator FROM incident WHERE lead_investigator IS NOT NULL AND withdrawn_at IS NULL"
            " GROUP BY lead_investigator ORDER BY count(*) DESC, lead_investigator")]


def _validated(wanted: Wanted) -> Wanted:
    """Texts as a form would take them; refuses what says nothing, or two things at once."""
    from casetracker.domain import drafts

    lead = None if wanted.lead is None else wanted.lead.strip()
    adding, removing = (tuple(drafts.validate("incident", {
        "title": "-", "lead_investigator": lead, "tags": [tag.strip() for tag in given]})["tags"])
        for given in (wanted.add_tags, wanted.remove_tags))
    both = sorted({*adding} & {*removing})
    if both:
        raise InvalidRecord({"tags": _("“{tag}” cannot be added and removed at once").format(tag=both[0])})
    for axis, code in wanted.moves.items():
        status.refuse_unknown(axis, code, status.AXES[axis])
    if not (adding or removing or wanted.moves) and lead is None:
        raise UserError(_("Nothing was named that is to change."), _("Name tags, a lead investigator or a status."))
    return Wanted(adding, removing, lead, wanted.assessment, wanted.handling,
                  drafts.given_text("reason", wanted.reason) or "")


# --- what will happen ---

@dataclass
class _Skips:
    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[str]] = field(default_factory=dict)

    def add(self, why: str, reference: str) -> None:
        self.counts[why] = self.counts.get(why, 0) + 1
        named = self.first.setdefault(why, [])
        if len(named) < _SHOWN and reference:
            named.append(reference)

    def told(self) -> tuple[Skipped, ...]:
        return tuple(Skipped(why, self.counts[why], tuple(self.first[why])) for why in WHY if why in self.counts)


def _plan(connection: Connection, pks: Iterable[int], wanted: Wanted, progress: Progress | None = None) -> Preview:
    """In the order of their pks, which is that of their logging, whatever the order of the list."""
    meant, chosen, skips = sorted(set(pks)), array("q"), _Skips()
    for start in range(0, len(meant), _SLICE):
        asked = meant[start:start + _SLICE]
        found = _columns(connection, asked)
        for pk in asked:
            reference, why = _weighed(found.get(pk), wanted)
            if why:
                skips.add(why, reference)
            else:
                chosen.append(pk)
        _ask(progress, start + len(asked), len(meant))
    return Preview(chosen, skips.told())


def _columns(connection: Connection, pks: list[int]) -> dict[int, State]:
    names = ("reference", "withdrawn_at", "tags", "lead_investigator", "assessment", "handling")
    return {pk: dict(zip(names, row, strict=True)) for pk, *row in connection.execute(
        f"SELECT pk, {', '.join(names)} FROM incident WHERE pk IN (SELECT value FROM json_each(?))", (json.dumps(pks),))}


def _weighed(values: State | None, wanted: Wanted) -> tuple[str, str]:
    """(reference, why the incident stays as it is); with no reason if it changes."""
    if values is None:
        return "", GONE
    reference = str(values["reference"])
    if values["withdrawn_at"]:
        return reference, WITHDRAWN
    moves = _moves(values, wanted)
    if not wanted.reason and any(status.needs_reason(axis, *move) for axis, move in moves.items()):
        return reference, NO_REASON
    fields = _fields({**values, "tags": json.loads(values["tags"])}, wanted)
    return reference, "" if moves or fields else ALREADY


def _moves(values: Mapping[str, Any], wanted: Wanted) -> dict[str, tuple[str, str]]:
    return {axis: (values[axis], code) for axis, code in wanted.moves.items() if values[axis] != code}


def _fields(values: Mapping[str, Any], wanted: Wanted) -> State:
    """The tags and the lead investigator as they will stand, if they are others than now."""
    made = [tag for tag in values["tags"] if tag not in wanted.remove_tags]
    made += [tag for tag in wanted.add_tags if tag not in made]
    after = {"tags": made, **({} if wanted.lead is None else {"lead_investigator": wanted.lead or None})}
    return {name: value for name, value in after.items() if values[name] != value}


# --- doing it ---

def _write(change: Change, pks: array[int], wanted: Wanted, progress: Progress | None) -> None:
    _ask(progress, 0, len(pks))
    for start in range(0, len(pks), states.AT_ONCE):
        batch = pks[start:start + states.AT_ONCE]
        change.put_all("incident", list(_puts(change, batch, wanted)))
        _ask(progress, start + len(batch), len(pks))


def _puts(change: Change, pks: Iterable[int], wanted: Wanted) -> Iterator[Put]:
    from casetracker.store.writer import Put

    for state in states.read_states(change.connection, "incident", pks):
        moves, fields = _moves(state, wanted), _fields(state, wanted)
        after = status.moved(change, state, moves, wanted.reason or None) | fields
        yield Put(after, _words(state["reference"], fields, moves), "status" if moves else "amend", before=state)


def _words(reference: str, fields: State, moves: status.Moves) -> str:
    if moves and not fields:
        return _("Move incident {reference}: {moves}").format(reference=reference, moves=status.told(moves))
    changed = ", ".join([*(_label(name) for name in fields), *([status.told(moves)] if moves else [])])
    return _("Amend {kind} {reference}: {fields}").format(kind=_(INCIDENT.label).lower(), reference=reference,
                                                          fields=changed)


def _told(count: int, wanted: Wanted) -> str:
    """The whole in words. A tag or a name may be anybody's: neither stands in what everybody reads."""
    what = [_label("tags")] if wanted.add_tags or wanted.remove_tags else []
    what += [_label("lead_investigator")] if wanted.lead is not None else []
    what += [_("{axis} to {after}").format(axis=_label(axis), after=status.AXES[axis].label(code).lower())
             for axis, code in wanted.moves.items()]
    return ngettext("Change {n} incident: {what}", "Change {n} incidents: {what}", count).format(
        n=count, what=", ".join(what))


def _label(name: str) -> str:
    return _(INCIDENT.field(name).label).lower()


def _ask(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        raise UserError(_("Cancelled; nothing was written."))
