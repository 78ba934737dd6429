"""Undo and redo: by change, by person and by face, as far back as one likes, and never over what others did."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests import factories as f
from tests.factories import Ticking, Web, copied, opened

from casetracker.errors import Conflict, InvalidRecord, UserError
from casetracker.services import checks, evidence, history, records, show, status
from casetracker.services.case_store import CaseStore

STAMPS = ("amended_at", "amended_by", "history", "derived", "withdrawn_at", "withdrawn_by")


def told(store: CaseStore, reference: str) -> dict[str, Any]:
    """A record without its stamps and histories, which undoing makes longer."""
    return {name: value for name, value in show.record(store, reference, reveal=True).items() if name not in STAMPS}


ACTS = [
    ("a title", "incident", lambda s, w: records.amend(s, w.incident, {"title": "New"})),
    ("a list emptied", "incident", lambda s, w: records.amend(s, w.incident, {"dates": [], "figures": [], "tags": []})),
    ("rows replaced", "incident", lambda s, w: records.amend(s, w.incident, {"claims": [{"kind": "act", "value": "x"}]})),
    ("an assessment", "incident", lambda s, w: status.move(s, w.incident, assessment="contested", reason="r")),
    ("both statuses", "incident", lambda s, w: status.move(
        s, w.incident, assessment="recorded", handling="closed", reason="r")),
    ("withdrawn", "incident", lambda s, w: records.withdraw(s, w.incident, "r")),
    ("a stage", "proceeding", lambda s, w: status.move_stage(s, w.proceeding, "final")),
    ("persons", "proceeding", lambda s, w: records.amend(s, w.proceeding, {"persons": []})),
    ("a protected name", "witness", lambda s, w: records.amend(s, w.witness, {"name": "Other Invented"})),
    ("protection itself", "party", lambda s, w: records.amend(s, w.party, {"protected": True, "pseudonym": "Oak"})),
    ("a source's chain", "source", lambda s, w: records.amend(s, w.source, {"origin": "unknown", "derivations": []})),
    ("a body", "body", lambda s, w: records.amend(s, w.body, {"name": "Other"})),
    ("an exhibit", "exhibit", lambda s, w: records.amend(s, w.exhibit, {"links": [], "title": "Other"})),
    ("a saved search", "saved_search", lambda s, w: records.amend(s, w.saved_search, {"query": "shelling"})),
    ("a saved search withdrawn", "saved_search", lambda s, w: records.withdraw(s, w.saved_search, "r")),
    ("a participation", "participation", lambda s, w: records.amend(s, w.participation, {"role": "victim"})),
]


@pytest.mark.parametrize(("what", "target", "act"), ACTS, ids=[what for what, _target, _act in ACTS])
def test_undo_and_redo_of_each_kind_of_change(woven: tuple[Path, Web], what: str, target: str, act: Any) -> None:
    folder, web = woven
    reference = getattr(web, target)
    with opened(folder) as store:
        before = told(store, reference)
        done = act(store, web)
        after = told(store, reference)
        assert history.undoable(store).undo == done.description
        for _twice in range(2):
            undone = history.undo(store)
            assert undone.reference == done.reference
            assert told(store, reference) == before
            assert history.undoable(store).redo == done.description
            history.redo(store)
            assert told(store, reference) == after
            assert history.undoable(store).redo is None
        assert checks.verify(store).faults == []


def test_undoing_a_new_record_hides_it_and_redo_shows_it(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    history.undo(store)
    assert show.record(store, case)["withdrawn_at"]
    history.redo(store)
    assert show.record(store, case)["withdrawn_at"] is None
    assert history.undoable(store).redo is None
    history.undo(store)
    assert show.record(store, case)["withdrawn_at"]


def test_many_steps_back_and_forth(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident(title="0")).reference
    for step in range(1, 6):
        records.amend(store, case, {"title": str(step)})
    for step in (4, 3, 2, 1, 0):
        history.undo(store)
        assert show.record(store, case)["title"] == str(step)
    for step in (1, 2, 3):
        history.redo(store)
        assert show.record(store, case)["title"] == str(step)
    records.amend(store, case, {"title": "fresh"})
    with pytest.raises(UserError, match="nothing to redo"):
        history.redo(store)
    for step in (3, 2, 1, 0):
        history.undo(store)
        assert show.record(store, case)["title"] == str(step)


def test_undo_survives_reopening_and_a_change_of_face_or_actor_does_not_borrow_it(folder: Path) -> None:
    clock = Ticking()
    with opened(folder, via="window", clock=clock) as store:
        case = records.add(store, "incident", f.incident(title="first")).reference
        mine = records.amend(store, case, {"title": "second"})
    with opened(folder, actor="O. Ther", via="window", clock=clock) as other:
        assert history.undoable(other) == history.UndoState(None, None)
        for change in (None, mine.change_id):
            with pytest.raises(UserError):
                history.undo(other, change)
    with opened(folder, via="cli", clock=clock) as shell:
        body = records.add(shell, "body", f.body())
    with opened(folder, via="window", clock=clock) as again:
        assert history.undoable(again).undo == mine.description
        with pytest.raises(UserError):
            history.undo(again, body.change_id)
        history.undo(again)
        assert show.record(again, case)["title"] == "first"


def test_the_command_line_undoes_its_actors_last_change_and_the_window_knows(folder: Path) -> None:
    clock = Ticking()
    with opened(folder, via="window", clock=clock) as window, opened(folder, via="cli", clock=clock) as shell:
        case = records.add(window, "incident", f.incident(title="first")).reference
        records.amend(window, case, {"title": "second"})
        history.undo(shell)
        assert show.record(window, case)["title"] == "first"
        assert history.undoable(window).undo == f"Log incident {case}"


def test_what_moved_on_is_not_undone(store: CaseStore, folder: Path) -> None:
    case = records.add(store, "incident", f.incident(title="mine")).reference
    mine = records.amend(store, case, {"title": "mine again"})
    with opened(folder, actor="O. Ther") as other:
        records.amend(other, case, {"narrative": "theirs"})
        with pytest.raises(Conflict, match=case):
            history.undo(store)
        history.undo(other)
    assert history.undo(store, mine.change_id).reference == case
    assert show.record(store, case)["title"] == "mine"


def test_undoing_an_undo_by_its_id_is_a_redo(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident(title="first")).reference
    records.amend(store, case, {"title": "second"})
    undone = history.undo(store)
    history.undo(store, undone.change_id)
    assert show.record(store, case)["title"] == "second"
    assert history.undoable(store).redo is None
    history.undo(store)
    assert show.record(store, case)["title"] == "first"


def test_the_same_change_is_not_undone_twice(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident(title="first")).reference
    done = records.amend(store, case, {"title": "second"})
    history.undo(store, done.change_id)
    with pytest.raises(Conflict):
        history.undo(store, done.change_id)


def test_no_undo_closes_a_circle_of_sources(store: CaseStore, folder: Path) -> None:
    one, two = (records.add(store, "source", f.source(name=name)).reference for name in ("One", "Two"))
    derived = {"origin": "derived", "derivations": [{"source": two}]}
    records.amend(store, one, derived)
    records.amend(store, one, {"origin": "unknown", "derivations": []})
    with opened(folder, actor="O. Ther") as other:
        records.amend(other, two, {"origin": "derived", "derivations": [{"source": one}]})
    with pytest.raises(InvalidRecord):
        history.undo(store)
    assert show.record(store, one)["derivations"] == []
    assert checks.verify(store).faults == []


def test_intake_and_custody_are_never_undone(store: CaseStore, tmp_path: Path) -> None:
    case = records.add(store, "incident", f.incident()).reference
    file = tmp_path / "file.txt"
    file.write_text("x")
    taken = evidence.take_in(store, case, file)
    with pytest.raises(UserError, match="never undone"):
        history.undo(store)
    entry = records.add(store, "custody", f.custody(taken.reference))
    further = evidence.add_file(store, taken.reference, file, "transcript")
    for change in (taken, entry, further):
        with pytest.raises(UserError, match="never undone"):
            history.undo(store, change.change_id)
    assert len(show.record(store, taken.reference)["files"]) == 2


def test_a_window_offers_what_can_be_undone_beneath_an_intake(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("x")
    with opened(folder, via="window") as store:
        case = records.add(store, "incident", f.incident()).reference
        evidence.take_in(store, case, file)
        assert history.undoable(store).undo == f"Log incident {case}"


def test_status_history_only_grows(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    seen: list[dict[str, Any]] = show.record(store, case)["history"]
    for act in (lambda: status.move(store, case, assessment="under_verification"),
                lambda: status.move(store, case, handling="on_hold", reason="r"), lambda: history.undo(store),
                lambda: history.undo(store), lambda: history.redo(store), lambda: history.undo(store)):
        act()
        lines = show.record(store, case)["history"]
        assert lines[:len(seen)] == seen
        assert len(lines) > len(seen)
        shown = show.record(store, case)
        for axis in ("assessment", "handling"):
            assert [line["after"] for line in lines if line["axis"] == axis][-1] == shown[axis]
        seen = lines


def test_a_stage_undone_stays_in_the_history_as_superseded(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        status.move_stage(store, web.proceeding, "in_court")
        history.undo(store)
        lines = show.record(store, web.proceeding)["history"]
        assert [(line["stage"], line["superseded"]) for line in lines] == [
            ("reported_to_body", False), ("pre_trial", False), ("in_court", True)]
        assert [stage["stage"] for stage in show.record(store, web.incident)["derived"]["stages"]] == ["pre_trial"]
        history.redo(store)
        assert [line["superseded"] for line in show.record(store, web.proceeding)["history"]] == [False, False, False]


def test_nothing_to_undo_is_said(folder: Path) -> None:
    with opened(folder, actor="N. Ewcomer") as store:
        for act in (history.undo, history.redo):
            with pytest.raises(UserError, match="There is nothing to"):
                act(store)


class Desk(RuleBasedStateMachine):
    """One person's changes against a plain model: lists of what to undo and redo, and the records as dicts."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.store = opened(copied(self.template, self.base / "store"))
        self.model: dict[str, dict[str, Any]] = {}
        self.done: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self.undone: list[tuple[str, dict[str, Any], dict[str, Any]]] = []

    def teardown(self) -> None:
        assert checks.verify(self.store).faults == []
        self.store.close()
        shutil.rmtree(self.base)

    def _did(self, reference: str, **changed: Any) -> None:
        before = self.model[reference]
        self.model[reference] = before | changed
        self.done.append((reference, before, self.model[reference]))
        self.undone.clear()

    @initialize()
    def begin(self) -> None:
        self.log("first")

    @rule(title=st.sampled_from("abc"))
    def log(self, title: str) -> None:
        reference = records.add(self.store, "incident", f.incident(title=title)).reference
        hidden = {"title": title, "assessment": "recorded", "tags": [], "withdrawn": True}
        self.model[reference] = hidden
        self._did(reference, withdrawn=False)

    @rule(data=st.data(), title=st.sampled_from("abcdef"), tags=st.lists(st.sampled_from("xyz"), unique=True))
    def amend(self, data: st.DataObject, title: str, tags: list[str]) -> None:
        reference = data.draw(st.sampled_from(sorted(self.model)))
        if records.amend(self.store, reference, {"title": title, "tags": tags}):
            self._did(reference, title=title, tags=tags)

    @rule(data=st.data(), to=st.sampled_from(["under_verification", "contested", "contradicted"]))
    def move(self, data: st.DataObject, to: str) -> None:
        reference = data.draw(st.sampled_from(sorted(self.model)))
        if self.model[reference]["assessment"] != to:
            status.move(self.store, reference, assessment=to, reason="r")
            self._did(reference, assessment=to)

    @rule(data=st.data())
    def hide_or_show(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(sorted(self.model)))
        hidden = self.model[reference]["withdrawn"]
        (records.restore if hidden else records.withdraw)(self.store, reference, "r")
        self._did(reference, withdrawn=not hidden)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        step = self.done.pop()
        history.undo(self.store)
        self.model[step[0]] = step[1]
        self.undone.append(step)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        step = self.undone.pop()
        history.redo(self.store)
        self.model[step[0]] = step[2]
        self.done.append(step)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = opened(self.base / "store", clock=self.store.clock)  # type: ignore[arg-type]

    @invariant()
    def agree(self) -> None:
        for reference, expected in self.model.items():
            shown = show.record(self.store, reference)
            assert {**{name: shown[name] for name in ("title", "assessment", "tags")},
                    "withdrawn": shown["withdrawn_at"] is not None} == expected
        offered = history.undoable(self.store)
        assert (offered.undo is None, offered.redo is None) == (not self.done, not self.undone)


def test_undo_and_redo_agree_with_a_plain_model(empty_template: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    class Here(Desk):
        template = empty_template

    run_state_machine_as_test(Here, settings=settings(
        max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)))
