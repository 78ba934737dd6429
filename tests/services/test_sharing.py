"""A hand-over against a condition or a revoked consent is refused by name, until a note says who permitted it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import factories as f

from casetracker.errors import InvalidRecord
from casetracker.services import evidence, records, show
from casetracker.services.case_store import CaseStore
from casetracker.services.sharing import among

Json = dict[str, Any]
BODY: Json = {"kind": "prosecutor", "name": "Office of the Example Prosecutor", "names": ["Прокуратура Прикладу"]}


@pytest.mark.parametrize(("recipients", "is_among"), [
    ("Office of the Example Prosecutor", True), ("the OFFICE of the example prosecutor; others", True),
    ("лише Прокуратура Прикладу", True), ("Office of the Other Prosecutor", False), ("Example", False), ("", False),
    (None, False), ("Office of the Example Prosecutors", False),
])
def test_a_body_is_among_the_recipients_by_its_whole_name(recipients: str | None, is_among: bool) -> None:
    assert among(recipients, [BODY["name"], *BODY["names"], ""]) is is_among


class Case:
    """An incident, a body, and what may be handed over."""

    def __init__(self, store: CaseStore, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.incident = records.add(store, "incident", f.incident()).reference
        self.body = records.add(store, "body", BODY).reference
        self.person = records.add(store, "party", f.party()).reference

    def item(self, source: Json | None = None, **details: Any) -> str:
        file = self.folder / "item.txt"
        file.write_bytes(b"invented")
        named = records.add(self.store, "source", f.source(**source)).reference if source else None
        return evidence.take_in(self.store, self.incident, file, source=named, details=details).reference

    def hand_over(self, exhibit: str, **fields: Any) -> str:
        return records.add(self.store, "handover", f.handover(
            self.incident, self.body, items=[{"evidence": exhibit}], **fields)).reference

    def consent(self, **fields: Any) -> str:
        return records.add(self.store, "consent", f.consent(self.person, **fields)).reference


@pytest.fixture
def case(store: CaseStore, tmp_path: Path) -> Case:
    return Case(store, tmp_path)


CONDITIONS: list[tuple[str, Json, str]] = [
    ("free", {}, ""), ("lead only", {"sharing": "lead_only"}, "As a lead only"),
    ("not onward", {"sharing": "not_onward"}, "Not to be passed on"),
    ("others named", {"sharing": "named_recipients", "sharing_recipients": "the Sample Court"}, "not among them"),
    ("none named", {"sharing": "named_recipients"}, "not among them"),
    ("it is named", {"sharing": "named_recipients", "sharing_recipients": "Office of the Example Prosecutor"}, ""),
]


@pytest.mark.parametrize(("fields", "told"), [row[1:] for row in CONDITIONS], ids=[row[0] for row in CONDITIONS])
@pytest.mark.parametrize("whose", ["item", "source"])
def test_the_condition_of_an_item_or_its_source_is_held_against_the_body(whose: str, fields: Json, told: str,
                                                                         case: Case) -> None:
    exhibit = case.item(**fields) if whose == "item" else case.item(source=fields or {"sharing": "free"})
    if not told:
        assert case.hand_over(exhibit)
        return
    with pytest.raises(InvalidRecord, match=told) as caught:
        case.hand_over(exhibit)
    assert list(caught.value.problems) == ["items[0].evidence"]
    assert (exhibit if whose == "item" else "S-000001") in str(caught.value)
    with pytest.raises(InvalidRecord, match=told):
        case.hand_over(exhibit, note="  ")
    assert case.hand_over(exhibit, note="The giver permitted it on 1 April.")


CONSENTS: list[tuple[str, list[Json], bool]] = [
    ("none", [], True),
    ("standing", [{}], True),
    ("revoked before", [{"revoked_on": "2025-03-20"}], False),
    ("revoked in the same month", [{"revoked_on": "2025-04"}], False),
    ("revoked after", [{"revoked_on": "2025-05"}], True),
    ("revoked and given again", [{"revoked_on": "2025-03-20"}, {"given_on": "2025-03-25"}], True),
    ("revoked for publication", [{"revoked_on": "2025-03-20", "use": "publication"}], True),
    ("revoked for court only", [{"revoked_on": "2025-03-20", "use": "court"}, {"use": "hand_over"}], False),
    ("revoked for somebody else", [{"revoked_on": "2025-03-20", "body": None, "recipient": "Sample Paper"}], True),
    ("revoked by name", [{"revoked_on": "2025-03-20", "body": None, "recipient": BODY["name"]}], False),
]


@pytest.mark.parametrize(("given", "allowed"), [row[1:] for row in CONSENTS], ids=[row[0] for row in CONSENTS])
@pytest.mark.parametrize("by", ["item", "account"])
def test_a_revoked_consent_is_held_against_the_body(by: str, given: list[Json], allowed: bool, case: Case) -> None:
    exhibit = case.item()
    if by == "account":
        records.add(case.store, "account", f.account(case.incident, case.person, recording=exhibit))
    for fields in given:
        case.consent(**{"use": "hand_over", "body": case.body, "evidence": exhibit if by == "item" else None, **fields})
    if allowed:
        assert case.hand_over(exhibit)
    else:
        with pytest.raises(InvalidRecord, match="CO-000001 to give E-000001 to this recipient was revoked"):
            case.hand_over(exhibit)
        assert case.hand_over(exhibit, note="Handed over by order of the court.")


def test_a_consent_of_somebody_who_told_nothing_in_it_does_not_matter(case: Case) -> None:
    case.consent(use="hand_over", body=case.body, revoked_on="2025-03-20")
    assert case.hand_over(case.item())


def test_a_receipt_is_added_later_whatever_became_of_the_condition(case: Case) -> None:
    exhibit = case.item()
    handover = case.hand_over(exhibit)
    records.amend(case.store, exhibit, {"sharing": "not_onward"})
    assert records.amend(case.store, handover, {"acknowledged_on": "2025-05", "receipt": "No. 1"})
    with pytest.raises(InvalidRecord, match="Not to be passed on"):
        records.amend(case.store, handover, {"given_on": "2025-04-02"})
    assert show.record(case.store, handover)["given_on"] == "2025-04-01"
