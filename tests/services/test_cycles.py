"""Chains that must end somewhere do: a record that would lead back to itself is refused, and nothing is written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories as f

from casetracker.errors import InvalidRecord
from casetracker.services import checks, history, records, show
from casetracker.services.case_store import CaseStore

CHAINS = [("party", "parent", f.party()), ("proceeding", "merged_into", {}), ("proceeding", "severed_from", {})]


def three(store: CaseStore, kind: str, field: str, data: f.Json) -> list[str]:
    """Three records, the second leading to the first and the third to the second."""
    made: list[str] = []
    for _number in range(3):
        made.append(records.add(store, kind, data | ({field: made[-1]} if made else {})).reference)
    return made


@pytest.mark.parametrize(("kind", "field", "data"), CHAINS)
@pytest.mark.parametrize("to", [0, 1, 2])
def test_no_record_leads_back_to_itself(kind: str, field: str, data: f.Json, to: int, store: CaseStore) -> None:
    made = three(store, kind, field, data)
    with pytest.raises(InvalidRecord) as caught:
        records.amend(store, made[0], {field: made[to]})
    assert list(caught.value.problems) == [field]
    assert show.record(store, made[0])[field] is None


def test_a_case_may_be_severed_and_merged_again(store: CaseStore) -> None:
    first, second, _third = three(store, "proceeding", "severed_from", {})
    assert records.amend(store, second, {"merged_into": first})


def test_undo_makes_no_circle_either(store: CaseStore) -> None:
    first = records.add(store, "party", f.party()).reference
    second = records.add(store, "party", f.party(parent=first)).reference
    cut = records.amend(store, second, {"parent": None})
    records.amend(store, first, {"parent": second})
    with pytest.raises(InvalidRecord):
        history.undo(store, cut.change_id)
    assert not checks.verify(store).faults


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_whatever_is_linked_every_chain_ends(store: CaseStore, links: list[tuple[int, int]]) -> None:
    units = [records.add(store, "party", f.party(kind="unit")).reference for _number in range(5)]
    above: dict[int, int] = {}
    for child, parent in links:
        reached, seen = parent, {child}
        while reached not in seen and reached in above:
            seen.add(reached)
            reached = above[reached]
        if reached in seen:
            with pytest.raises(InvalidRecord):
                records.amend(store, units[child], {"parent": units[parent]})
        else:
            records.amend(store, units[child], {"parent": units[parent]})
            above[child] = parent
