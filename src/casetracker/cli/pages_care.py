"""Captures, accounts, consents and hand-overs as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casetracker.cli import output
from casetracker.domain import vocabulary as v
from casetracker.domain.capture import TITLE
from casetracker.domain.dates import parse_edtf
from casetracker.i18n import _, language

Record = Mapping[str, Any]


def capture(item: Record) -> None:
    """The checklist of a web page or post; nothing for any other record."""
    found = (item.get("derived") or {}).get("capture")
    if not found:
        return
    output.say()
    output.say(f"{_(TITLE)}: {found['label']}")
    for line in found["lines"]:
        state = _("recorded") if line["met"] else _("missing")
        told = f"{line['label']} ({line['paragraph']}): {state}"
        output.say(f"  - {told}. {line['note']}" if line["note"] else f"  - {told}", lines=False)


def sections(page: Record) -> Iterator[tuple[str, Iterable[str]]]:
    """What hangs on an incident of these kinds, one line each; what was told stands in the account itself."""
    parties, bodies = page["parties"], page["bodies"]
    yield _("Accounts"), (_account(each, str(parties[each["party"]]["label"])) for each in page["accounts"])
    yield _("Consents"), (_consent(each, str(parties[each["party"]]["label"])) for each in page["consents"])
    yield _("Hand-overs"), (_handover(each, str(bodies[each["body"]]["label"])) for each in page["handovers"])


def _account(account: Record, person: str) -> str:
    return ", ".join(part for part in (
        f"{account['reference']} {person}", _date(account["date"]),
        _("do not contact again") if account["do_not_contact"] else "",
        _("first account only") if account["first_account_only"] else "") if part)


def _consent(consent: Record, person: str) -> str:
    revoked = _("revoked {date}").format(date=_date(consent["revoked_on"])) if consent["revoked_on"] else ""
    agreed = f"{consent['reference']} {person}: {v.CONSENT_USE.label(consent['use'])}"
    return ", ".join(part for part in (agreed, str(consent["recipient"]), revoked) if part)


def _handover(handover: Record, body: str) -> str:
    return ", ".join((f"{handover['reference']} {handover['title']}", _("to {body}").format(body=body),
                      _date(handover["given_on"])))


def _date(edtf: str) -> str:
    return parse_edtf(edtf).describe(language())
