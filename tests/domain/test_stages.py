"""The furthest public stage: computed for each jurisdiction from what was recorded and still holds."""

from __future__ import annotations

from typing import Any

import pytest

from casetracker.domain.stages import Furthest, furthest
from casetracker.domain.vocabulary import STAGE


def proceeding(*stages: str, jurisdiction: str = "ua", persons: tuple[str, ...] = (),
               superseded: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"jurisdiction": jurisdiction, "stage": stages[-1],
            "history": [{"stage": stage, "superseded": stage in superseded} for stage in stages],
            "persons": [{"status": status} for status in persons]}


@pytest.mark.parametrize(("proceedings", "expected"), [
    ([], ()),
    ([proceeding("pre_trial")], (Furthest("ua", "pre_trial"),)),
    ([proceeding("reported_to_body", "pre_trial", "in_court", "suspended")], (Furthest("ua", "in_court"),)),
    ([proceeding("suspended")], (Furthest("ua", "suspended"),)),
    ([proceeding("pre_trial", "in_court", "pre_trial", superseded=("in_court",))], (Furthest("ua", "pre_trial"),)),
    ([proceeding("pre_trial"), proceeding("judgment")], (Furthest("ua", "judgment"),)),
    ([proceeding("pre_trial", "special_pre_trial")], (Furthest("ua", "pre_trial", in_absentia=True),)),
    ([proceeding("in_court", persons=("in_absentia",))], (Furthest("ua", "in_court", in_absentia=True),)),
    ([proceeding("judgment", persons=("acquitted",))], (Furthest("ua", "judgment", acquittal=True),)),
    ([proceeding("pre_trial", "closed")], (Furthest("ua", "pre_trial", closed=True),)),
    ([proceeding("pre_trial", "closed"), proceeding("pre_trial")], (Furthest("ua", "pre_trial"),)),
    ([proceeding("warrant", jurisdiction="icc"), proceeding("pre_trial")],
     (Furthest("ua", "pre_trial"), Furthest("icc", "warrant"))),
])
def test_the_furthest_stage(proceedings: list[dict[str, Any]], expected: tuple[Furthest, ...]) -> None:
    assert furthest(proceedings) == expected


@pytest.mark.parametrize("stage", list(STAGE))
def test_every_stage_can_stand_alone(stage: str) -> None:
    (found,) = furthest([proceeding(stage)])
    assert found.stage == stage
    assert STAGE.label(stage).lower() in found.label()


def test_the_label_says_what_qualifies_the_stage() -> None:
    label = Furthest("ua", "final", in_absentia=True, acquittal=True, closed=True).label()
    assert "in absentia" in label
    assert "acquittal" in label
    assert "closed" in label
