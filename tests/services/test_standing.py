"""As of when an incident is told: every change of what a dossier shows moves it, also one that takes something away."""

from __future__ import annotations

from pathlib import Path

import pytest

from casetracker.services import checks, evidence, history, records, show, standing
from casetracker.services.case_store import CaseStore


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    made = CaseStore.create(tmp_path / "store", actor="Ann Example")
    reference = records.add(made, "incident", {"title": "One"}).reference
    (tmp_path / "note.txt").write_text("a note", encoding="utf-8")
    evidence.take_in(made, reference, tmp_path / "note.txt")
    return made


def _first(store: CaseStore) -> str:
    return str(store.database.reader().execute("SELECT reference FROM incident ORDER BY pk").fetchone()[0])


@pytest.mark.parametrize("patch", [{"links": []}, {"title": "Another title"}], ids=["unlinked", "amended"])
def test_taking_a_record_off_an_incident_moves_it_and_can_be_undone(store: CaseStore, patch: dict[str, object]) -> None:
    before = standing.stood_at(store, [_first(store)]).sequence

    records.amend(store, "E-000001", patch)

    assert standing.stood_at(store, [_first(store)]).sequence > before
    assert checks.verify(store).faults == []
    history.undo(store)
    assert [link["incident"] for link in show.record(store, "E-000001")["links"]] == [_first(store)]
    assert checks.verify(store).faults == []
    store.close()


def test_an_incident_tells_in_its_own_history_what_was_unlinked(store: CaseStore) -> None:
    records.amend(store, "E-000001", {"links": []})

    assert history.entries(store, _first(store))[0].what.startswith("E-000001 no longer hangs on incident")
    store.close()
