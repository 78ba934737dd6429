"""The working date: what lists sort by, and whether we derived it."""

from __future__ import annotations

import pytest

from casetracker.domain import vocabulary
from casetracker.domain.dates import ZONES, parse_edtf, working_date

Stated = tuple[str, str, bool]


@pytest.mark.parametrize(("stated", "edtf", "kind", "derived"), [
    ([("act", "2024-10-06", False)], "2024-10-06", "act", False),
    ([("act", "2024-10-06", False), ("act", "2024-10-06", False)], "2024-10-06", "act", False),
    ([("act", "2024-10-05", False), ("act", "2024-10-06", True)], "2024-10-06", "act", False),
    ([("act", "2024-10-06", True), ("capture", "2024-10-05", False), ("discovery", "2024-10-07", True)],
     "2024-10-06", "act", False),
    ([("capture", "2024-10-06T13:00", False), ("discovery", "2024-10-07", False)],
     "2024-10-06T13:00/2024-10-07", "act", True),
    ([("capture", "2024-10-06", False), ("capture", "2024-10-05", False), ("discovery", "2024-10-07", False),
      ("discovery", "2024-10-08", False)], "2024-10-05/2024-10-08", "act", True),
    ([("capture", "2024-10-06", True), ("capture", "2024-10-05", False), ("discovery", "2024-10-07", False)],
     "2024-10-06/2024-10-07", "act", True),
    ([("act", "2024-10-05", False), ("act", "2024-10-06", False), ("capture", "2024-10-04", False),
      ("discovery", "2024-10-07", False)], "2024-10-04/2024-10-07", "act", True),
    ([("act", "2024-10-05", False), ("act", "2024-10-06", False), ("discovery", "2024-10-07", False)],
     "2024-10-05/2024-10-06", "act", True),
    ([("capture", "2024-10-08", False), ("discovery", "2024-10-07", False)], "2024-10-07", "discovery", False),
    ([("discovery", "2024-10-07", False), ("official_report", "2024-10-24", True)], "2024-10-07", "discovery", False),
    ([("official_report", "2024-10-24", False), ("first_publication", "2024-10-21", False)],
     "2024-10-24", "official_report", False),
    ([("first_publication", "2024-10", False)], "2024-10", "first_publication", False),
    ([("capture", "2024-10-18T14:38", False), ("official_report", "2024-10-21", False)],
     "2024-10-21", "official_report", False),
    ([("capture", "2024-10-18T14:38", False)], "2024-10-18T14:38", "capture", False),
    ([("act", "../2024-10-09", False), ("act", "2024-10-05/..", False), ("discovery", "2024-10-07", False)],
     "2024-10-07", "discovery", False),
])
def test_working_date(stated: list[Stated], edtf: str, kind: str, derived: bool) -> None:
    found = working_date([(each, parse_edtf(text, "kyiv"), adopted) for each, text, adopted in stated])
    assert found is not None
    assert (found.date.edtf, found.kind, found.derived) == (edtf, kind, derived)


def test_no_dates_no_working_date() -> None:
    assert working_date([]) is None


def test_two_dates_that_together_leave_everything_open_are_no_working_date() -> None:
    before, after = parse_edtf("../2024-10-09"), parse_edtf("2024-10-05/..")
    assert working_date([("act", before, False), ("act", after, False)]) is None


@pytest.mark.parametrize("kind", list(vocabulary.DATE_KIND))
def test_every_kind_of_date_can_place_an_incident(kind: str) -> None:
    assert working_date([(kind, parse_edtf("2024-10"), False)]) is not None


def test_the_zones_of_dates_are_those_of_the_closed_list() -> None:
    assert set(ZONES) == set(vocabulary.ZONE)
