"""A deadline has passed only where it surely has."""

from __future__ import annotations

from datetime import date

import pytest

from casetracker.domain.deadlines import passed


@pytest.mark.parametrize(("due", "is_past"), [
    (None, False), ("2025-03-01", True), ("2025-03-19", True), ("2025-03-20", False), ("2025-03-21", False),
    ("2025-03", False), ("2025-02", True), ("2025", False), ("2024", True), ("2025-03-01?", False), ("2025-03-01/..", False),
])
def test_a_deadline_passes(due: str | None, is_past: bool) -> None:
    assert passed(due, date(2025, 3, 20)) is is_past
