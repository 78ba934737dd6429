"""When something happened: the imprecise date, its texts in and out, and the working date of an incident."""

from __future__ import annotations

from casetracker.domain.dates_edtf import parse_edtf
from casetracker.domain.dates_moment import Moment
from casetracker.domain.dates_value import ImpreciseDate, encompassing, hull
from casetracker.domain.dates_working import WorkingDate, working_date
from casetracker.domain.dates_zones import ZONES

__all__ = ["ZONES", "ImpreciseDate", "Moment", "WorkingDate", "encompassing", "hull", "parse_edtf", "parse_typed",
           "working_date"]


def parse_typed(text: str, zone: str = "unknown") -> ImpreciseDate:
    """The date a person typed, English or Ukrainian; a zone named in the text wins over `zone`."""
    from casetracker.domain import dates_typed  # many patterns, needed only where somebody types

    return dates_typed.parse_typed(text, zone)
