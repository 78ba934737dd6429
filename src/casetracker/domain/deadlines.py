"""Whether a day by which something was due has surely passed."""

from __future__ import annotations

from datetime import date

from casetracker.domain.dates import ImpreciseDate, parse_edtf


def passed(due: str | None, today: date) -> bool:
    """Only where every reading of the date lies before today: "March 2025" has not passed on the 20th of March. Both are
    days of the same calendar on the wall."""
    return due is not None and parse_edtf(due, "utc").surely_before(
        ImpreciseDate.at(today.year, today.month, today.day, zone="utc"))
