"""What hangs on an incident that is merged into another comes to hang on that other one.

A record is led over, not doubled: two links of one item, or two accounts of one witness, would count what is there once
as two. So the name of the lost incident is replaced by that of the kept one, with these exceptions:

- a hand-over keeps the lost incident beside the kept one, for what was given bore its reference, and that stays true;
- a link that the kept incident has already, word for word, stays where it is;
- a relation between the two stays where it is, for no incident is related to itself;
- a dismissal of a finding on the lost incident as a whole stays with it: of the kept one nobody has dismissed anything;
- what is withdrawn stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casetracker.domain.shapes import SHAPES, Field
from casetracker.store import leads, states
from casetracker.store.states import IDENTITY, STAMPS, State

if TYPE_CHECKING:
    from casetracker.store.writer import Change

_BESIDE = frozenset({"handover_incident"})


def led_over(change: Change, lost: State, kept: State, rows: dict[str, str]) -> Iterator[tuple[str, State]]:
    """(kind, new state) of each record that names the lost incident and is to name the kept one; `rows` says under which
    id the claims of the lost one stand in the kept one."""
    for kind in SHAPES:
        if kind != "incident" and leads.direct(kind):
            for state in list(_naming(change, kind, lost["id"])):
                made = _led_over(change, kind, state, lost["id"], kept["id"], rows)
                if made != state and not _is_there(change, kind, made, kept["id"]):
                    yield kind, made


def _naming(change: Change, kind: str, incident: str) -> Iterator[State]:
    pk = states.pk_of(change.connection, "incident", incident)
    pks = [row[0] for row in change.connection.execute(leads.hanging_on(kind), (pk,))]
    yield from states.read_states(change.connection, kind, pks)


def _led_over(change: Change, kind: str, state: State, lost: str, kept: str, rows: dict[str, str]) -> State:
    if kind == "relation":
        return _relation(state, lost, kept)
    if kind == "dismissal" and state["subject"] not in rows:
        return state
    made = dict(state)
    for part, link in SHAPES[kind].references():
        if link.target == "incident":
            if part is None:
                made[link.name] = kept if made[link.name] == lost else made[link.name]
            else:
                made[part.name] = _links(change, part, link, made[part.name], lost, kept)
    return _rows_renamed(kind, made, rows)


def _relation(state: State, lost: str, kept: str) -> State:
    made = {**state, **{name: kept for name in ("incident", "other") if state[name] == lost}}
    return state if made["incident"] == made["other"] else made


def _links(change: Change, part: Field, link: Field, held: list[State], lost: str, kept: str) -> list[State]:
    made = []
    for row in held:
        led = {**row, link.name: kept}
        if row[link.name] != lost or any(_same(led, each) for each in held):
            made.append(row)
        elif part.table in _BESIDE:
            made += [row, {**led, "id": change.new_id()}]
        else:
            made.append(led)
    return made


def _same(one: State, other: State) -> bool:
    return {**one, "id": None} == {**other, "id": None}


def _rows_renamed(kind: str, state: State, rows: dict[str, str]) -> State:
    """Claims are named by the ids of their rows, which are other ones in the kept incident."""
    if kind == "allegation":
        evidence = [{**row, "claim": rows.get(row["claim"], row["claim"])} for row in state["element_evidence"]]
        return {**state, "element_evidence": evidence}
    if kind == "dismissal":
        return {**state, "subject": rows.get(state["subject"], state["subject"])}
    return state


def _is_there(change: Change, kind: str, made: State, kept: str) -> bool:
    """Whether the kept incident has a record that says the very same; for kinds that hang on one incident alone."""
    if any(part is not None and link.target == "incident" for part, link in SHAPES[kind].references()):
        return False
    return any(_content(kind, each) == _content(kind, made) for each in _naming(change, kind, kept)
               if each["id"] != made["id"])


def _content(kind: str, state: State) -> State:
    parts = {field.name: [{**row, "id": None} for row in state[field.name]] for field in SHAPES[kind].lists}
    return {name: value for name, value in {**state, **parts}.items() if name not in (*IDENTITY, *STAMPS)}
