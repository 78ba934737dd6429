"""The search index follows the rules of folding: when they change, it is made anew when the store opens."""

from __future__ import annotations

from pathlib import Path

from casetracker.services import checks, records, search
from casetracker.services.case_store import CaseStore


def test_an_index_of_other_rules_is_made_anew_on_opening(tmp_path: Path) -> None:
    with CaseStore.create(tmp_path / "store", actor="Ann Example") as store:
        reference = records.add(store, "incident", {"title": "Селидове, обстріл"}).reference
        writer = store.database.open_writer()
        writer.execute("UPDATE search_record SET words = 'old rules', keys = '', skeletons = ''")
        writer.execute("UPDATE setting SET value = '0' WHERE key = 'folding'")
        assert search.search(store, "Selydove") == []

    with CaseStore.open(tmp_path / "store", actor="Ann Example") as store:
        assert [hit.reference for hit in search.search(store, "Selydove")] == [reference]
        assert checks.verify(store).faults == []
