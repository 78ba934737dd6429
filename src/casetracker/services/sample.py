"""The sample cases: two incidents near Selydove as their sources tell them, for looking around and for demonstrations.

They are loaded like anybody's records, step by step from `resources/samples/selydove.json`. Which steps were taken is
kept in the store, so that a second load changes nothing, whatever was amended or withdrawn meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from casetracker import assets
from casetracker.i18n import _
from casetracker.services import allegations, evidence, records, show, status
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing
from casetracker.store.engine import Connection

_SETTING = "sample_steps"
_FILE = ("samples", "selydove.json")
Step = Mapping[str, Any]


def load(store: CaseStore) -> list[str]:
    """Put what is missing of the sample into the store; returns the references of its incidents."""
    steps = json.loads(assets.read_text(*_FILE))["steps"]
    done = _taken(store)
    _add_records(store, [step for step in steps if "add" in step], done)
    for step in steps:
        if step["as"] not in done:
            done[step["as"]] = _take(store, step, done)
            _remember(store, done)
    return [done[step["as"]] for step in steps if step.get("add") == "incident"]


def _taken(store: CaseStore) -> dict[str, str]:
    """Name of the step → reference of its record, for every step that was taken."""
    kept: dict[str, str] = json.loads(store.setting(_SETTING) or "{}")
    return kept


def _remember(store: CaseStore, done: Mapping[str, str]) -> None:
    with store.database.writing() as connection:
        _keep(connection, done)


def _keep(connection: Connection, done: Mapping[str, str]) -> None:
    connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)"
                       " ON CONFLICT (key) DO UPDATE SET value = excluded.value", (_SETTING, json.dumps(done)))


def _add_records(store: CaseStore, steps: list[Step], done: dict[str, str]) -> None:
    """All records in one change, together with the note that they are there."""
    if all(step["as"] in done for step in steps):
        return
    with changing(store) as change:
        for step in steps:
            if step["as"] in done:
                continue  # of an older sample, whatever became of it since
            made = records.create(change, step["add"], _named(step["record"], done),
                                  what=_("Add {kind} {reference} of the sample"))
            done[step["as"]] = made["reference"]
        _keep(change.connection, done)


def _take(store: CaseStore, step: Step, done: Mapping[str, str]) -> str:
    step = _named(step, done)
    if "move" in step:
        if show.record(store, step["move"])["assessment"] == step["assessment"]:
            return str(step["move"])  # moved just before an interruption, which left no note of it
        changes = status.move(store, step["move"], assessment=step["assessment"], reason=step["reason"])
    elif "stage" in step:
        changes = status.move_stage(store, step["stage"], step["to"], learned=step["learned"], source=step["source"],
                                    reason=step["reason"])
    elif "support" in step:
        claim = _claim(show.record(store, step["incident"]), step)
        if claim is None:
            return str(step["support"])  # amended away meanwhile
        changes = allegations.put_evidence(store, step["support"], step["element"], "for", claim=claim,
                                           note=step.get("note"))
    else:
        changes = evidence.take_in(store, step["incident"], assets.path("samples", step["take_in"]),
                                   source=step.get("source"), details=step["record"])
    return changes.reference


def _claim(incident: Mapping[str, Any], step: Step) -> str | None:
    """The id of the incident's first claim that is as the step says."""
    return next((row["id"] for row in incident[step["list"]]
                 if all(row[name] == value for name, value in step["match"].items())), None)


def _named(value: Any, done: Mapping[str, str]) -> Any:
    """The value with every `@name` replaced by the reference that the record of that name got."""
    if isinstance(value, str):
        return done[value[1:]] if value.startswith("@") else value
    if isinstance(value, Mapping):
        return {name: _named(inner, done) for name, inner in value.items()}
    return [_named(inner, done) for inner in value] if isinstance(value, list) else value
