"""Moving a status: with its reason where one is due, and every move a line of history that nobody edits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain.vocabulary import ASSESSMENT, HANDLING, STAGE
from casetracker.errors import InvalidRecord, UnknownReference, UserError
from casetracker.services import checks, records, show, status
from casetracker.services.case_store import CaseStore

LINE = ["recorded", "under_verification", "partly_corroborated", "corroborated"]


@pytest.mark.parametrize("before", list(ASSESSMENT))
@pytest.mark.parametrize("after", list(ASSESSMENT))
def test_one_step_forward_needs_no_reason_and_all_else_does(before: str, after: str) -> None:
    step = before in LINE and after in LINE and LINE.index(after) - LINE.index(before) == 1
    assert status.needs_reason("assessment", before, after) is (before != after and not step)


def test_every_move_of_the_handling_needs_a_reason() -> None:
    for before in HANDLING:
        assert all(status.needs_reason("handling", before, after) is (before != after) for after in HANDLING)


def test_a_move_is_a_line_of_history(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    status.move(store, case, assessment="under_verification")
    status.move(store, case, assessment="contested", handling="on_hold", reason=" two sources differ ")
    lines = [(line["axis"], line["before"], line["after"], line["reason"]) for line in show.record(store, case)["history"]]
    assert lines[2:] == [("assessment", "recorded", "under_verification", None),
                         ("assessment", "under_verification", "contested", "two sources differ"),
                         ("handling", "open", "on_hold", "two sources differ")]
    assert {line["by"] for line in show.record(store, case)["history"]} == {"T. Ester"}
    assert checks.verify(store).faults == []


REFUSED: list[tuple[Callable[[CaseStore, Web], object], type[UserError], str]] = [
    (lambda s, w: status.move(s, w.incident), UserError, "No status"),
    (lambda s, w: status.move(s, w.incident, assessment="proven", reason="r"), InvalidRecord, "assessment"),
    (lambda s, w: status.move(s, w.incident, handling="gone", reason="r"), InvalidRecord, "handling"),
    (lambda s, w: status.move(s, w.incident, assessment="under_verification"), UserError, "already"),
    (lambda s, w: status.move(s, w.incident, assessment="corroborated", reason=" "), InvalidRecord, "reason"),
    (lambda s, w: status.move(s, w.incident, handling="closed"), InvalidRecord, "reason"),
    (lambda s, w: status.move(s, w.incident, handling="closed", reason="\udcff"), InvalidRecord, "reason"),
    (lambda s, w: status.move(s, w.source, handling="closed", reason="r"), UnknownReference, "incident"),
    (lambda s, w: status.move_stage(s, w.proceeding, "won"), InvalidRecord, "stage"),
    (lambda s, w: status.move_stage(s, w.proceeding, "closed"), InvalidRecord, "reason"),
    (lambda s, w: status.move_stage(s, w.proceeding, "final", date="soon"), InvalidRecord, "date"),
    (lambda s, w: status.move_stage(s, w.proceeding, "final", learned="2024-13"), InvalidRecord, "learned"),
    (lambda s, w: status.move_stage(s, w.proceeding, "final", source="S-000099"), UnknownReference, "S-000099"),
    (lambda s, w: status.move_stage(s, w.incident, "final"), UnknownReference, "proceeding"),
]


@pytest.mark.parametrize(("act", "error", "said"), REFUSED)
def test_a_move_that_does_not_hold_is_refused(woven: tuple[Path, Web], act: Callable[[CaseStore, Web], object],
                                             error: type[UserError], said: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        before = show.record(store, web.incident), show.record(store, web.proceeding)
        with pytest.raises(error, match=said):
            act(store, web)
        assert (show.record(store, web.incident), show.record(store, web.proceeding)) == before


def test_a_stage_may_repeat_and_go_back_and_keeps_its_dates_and_source(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for stage in ("in_court", "pre_trial", "pre_trial", "suspended"):
            status.move_stage(store, web.proceeding, stage, date="2025-01", learned="2025-02-03", source=web.root.lower())
        shown = show.record(store, web.proceeding)
        assert shown["stage"] == "suspended"
        assert [line["stage"] for line in shown["history"]][-4:] == ["in_court", "pre_trial", "pre_trial", "suspended"]
        line = shown["history"][-1]
        assert (line["date"], line["learned"], line["source"]) == ("2025-01", "2025-02-03", web.root)
        assert [each["stage"] for each in show.record(store, web.incident)["derived"]["stages"]] == ["in_court"]
        assert checks.verify(store).faults == []


@pytest.mark.parametrize("stage", list(STAGE))
def test_every_stage_can_be_moved_to(woven: tuple[Path, Web], stage: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        status.move_stage(store, web.proceeding, stage, reason="r")
        assert show.record(store, web.proceeding)["stage"] == stage
