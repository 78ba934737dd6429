"""Finding what is missing: for one incident at once, for one shared record, or for the store slice by slice.

The store is read in one snapshot, a slice of records at a time, so that memory is bounded however much is found, and
whoever waits hears how far it is and may stop it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator

from casetracker.domain.clock import to_text
from casetracker.domain.findings import KINDS, in_order
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.services.findings import dismissals
from casetracker.services.findings.dismissals import Judged, judged
from casetracker.services.findings.look import Look
from casetracker.services.findings.roots import offices_of_all
from casetracker.services.findings.rules import found, kinds
from casetracker.services.lookup import find
from casetracker.store.engine import Connection

Progress = Callable[[str, int, int], bool]

# Records in a slice: few enough that a slice takes a fraction of a second, enough that its queries are worth it.
_SLICE = {"incident": 1_000, "evidence": 5_000}
_OTHERS = 2_000


def day_of(store: CaseStore) -> str:
    """Today, by the store's clock: what was due before is overdue."""
    return to_text(store.clock())[:10]


def of(store: CaseStore, reference: str, today: str | None = None) -> list[Judged]:
    """What is missing in an incident, and in the shared records that it uses, or in one shared record; the gravest first.

    An incident that is withdrawn, merged or entered in error lacks nothing.
    """
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference)
        if kind not in kinds():
            raise UserError(_("Findings are asked of an incident, or of a record that incidents share."),
                            _("Name one of: {kinds}.").format(
                                kinds=", ".join(_(SHAPES[each].plural).lower() for each in kinds())))
        look = Look(connection, today or day_of(store), pk, pk, of_incident=kind == "incident")
        known = dismissals.of_the_store(connection)
        if kind == "incident":
            known |= dismissals.of_incidents(connection, pk, pk)
            asked = kinds() if pk in look.incidents else []
        else:
            asked = [kind]
        findings = in_order([finding for each in asked for finding in found(look, each)])
        return list(judged(findings, known))


def of_store(store: CaseStore, progress: Progress | None = None, today: str | None = None,
             codes: Collection[str] = ()) -> Generator[Judged]:
    """Everything that is missing (of these codes, or of all), as it is found; `progress(what, done, total)` returning
    False ends it with a UserError.

    Exhaust or close it: until then it holds its snapshot.
    """
    ask = progress or (lambda what, done, total: True)
    with store.database.snapshot() as connection:
        yield from _whole(connection, today or day_of(store), ask, codes)


def _whole(connection: Connection, today: str, ask: Progress,
           codes: Collection[str]) -> Generator[Judged]:
    ends = {kind: _last(connection, kind) for kind in kinds(codes)}
    total, before = sum(ends.values()), 0
    of_store_known = dismissals.of_the_store(connection)
    offices = offices_of_all(connection, lambda: _step(ask, "source", 0, total)) if "incident" in ends else None
    for kind, end in ends.items():
        size = _SLICE.get(kind, _OTHERS)
        for low in range(1, end + 1, size):
            _step(ask, kind, before + low - 1, total)
            high = min(low + size - 1, end)
            known = dismissals.of_incidents(connection, low, high) if kind == "incident" else of_store_known
            yield from judged(found(Look(connection, today, low, high, offices=offices), kind, codes), known)
        before += end
    _step(ask, "incident", total, total)


def _last(connection: Connection, kind: str) -> int:
    return int(connection.execute(f'SELECT coalesce(max(pk), 0) FROM "{kind}"').fetchone()[0])


def _step(ask: Progress, kind: str, done: int, total: int) -> None:
    if not ask(_(SHAPES[kind].plural), done, total):
        raise UserError(_("Looking for what is missing was cancelled; nothing was changed."))


def one(store: CaseStore, reference: str, code: str, subject: str = "") -> Judged:
    """The finding of that kind at a record; a subject is needed where there are several."""
    if code not in KINDS:
        raise UserError(_("There is no finding {code}.").format(code=repr(code)),
                        _("Known are: {codes}.").format(codes=", ".join(KINDS)))
    there = [each for each in of(store, reference) if each.finding.code == code]
    wanted = [each for each in there if _same(each.finding.subject, subject)] if subject else there
    if not wanted:
        raise UserError(_("{reference} has no such finding.").format(reference=reference.strip().upper()),
                        _("See what is missing: casetracker findings {reference}").format(reference=reference))
    if len(wanted) > 1:
        raise UserError(_("There are several findings of this kind."), _("Name the subject of one: {subjects}.").format(
            subjects=", ".join(each.finding.subject for each in wanted)))
    return wanted[0]


def _same(subject: str, given: str) -> bool:
    return subject.casefold() == given.strip().casefold()
