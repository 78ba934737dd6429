"""Searches kept under a name: listed, counted, changed, and handed on as text.

They are records like any other, so that the journal tells of them and undo takes them back; they hang on no incident, and
nothing of them goes into a dossier or a package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casetracker.domain.folding import fold
from casetracker.domain.query_reading import read
from casetracker.domain.saved_searches import as_text as as_text
from casetracker.domain.saved_searches import from_text as from_text
from casetracker.domain.saved_searches import same, settled
from casetracker.errors import InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services import records
from casetracker.services.browse import IncidentFilter, incident_ids
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing

KIND = "saved_search"


@dataclass(frozen=True)
class SavedSearch:
    """One saved search."""

    reference: str
    name: str
    query: str
    note: str = ""


def listed(store: CaseStore) -> list[SavedSearch]:
    """All that are shown, by their names."""
    with store.database.snapshot() as connection:
        rows = connection.execute(
            "SELECT reference, name, query, coalesce(note, '') FROM saved_search WHERE withdrawn_at IS NULL")
        return sorted((SavedSearch(*row) for row in rows), key=lambda each: (fold(each.name), each.name, each.reference))


def named(store: CaseStore, which: str) -> SavedSearch:
    """The one of that name, or of that reference."""
    found = listed(store)
    for each in found:
        if same(each.name) == same(which) or each.reference == which.strip().upper():
            return each
    raise UserError(_("There is no saved search “{name}”.").format(name=which), _("List them to see their names."))


def count(store: CaseStore, query: str) -> int:
    """How many incidents a search finds now."""
    return len(incident_ids(store, IncidentFilter(query=query), "reference"))


def counted(store: CaseStore, searches: Iterable[SavedSearch]) -> Iterator[tuple[SavedSearch, int]]:
    """Each with its number, one after another; who has seen enough stops asking."""
    for each in searches:
        yield each, count(store, each.query)


def _checked(name: str, query: str) -> dict[str, str]:
    """The two as they are kept; InvalidRecord where there is nothing to look for."""
    if read(query).node is None:
        raise InvalidRecord({"query": _("there is nothing in it to look for")})
    return {"name": " ".join(name.split()), "query": settled(query)}


def add(store: CaseStore, name: str, query: str, note: str | None = None) -> ChangeSet:
    """Keep a search under a name that no other bears."""
    return records.add(store, KIND, {**_checked(name, query), "note": note})


def rename(store: CaseStore, which: str, name: str) -> ChangeSet:
    return records.amend(store, named(store, which).reference, {"name": " ".join(name.split())}, kind=KIND)


def change(store: CaseStore, which: str, query: str) -> ChangeSet:
    """Let the name stand for another search from now on."""
    found = named(store, which)
    return records.amend(store, found.reference, {"query": _checked(found.name, query)["query"]}, kind=KIND)


def remove(store: CaseStore, which: str, reason: str = "") -> ChangeSet:
    """Withdraw it, which can be undone."""
    return records.withdraw(store, named(store, which).reference, reason or _("No longer needed"))


def take_in(store: CaseStore, text: str) -> ChangeSet:
    """Keep every search of a text, all or none, in one change; one that is there already under its name is left as it is.

    UserError names the line of a fault: one that cannot be read, or a name that stands for another search here.
    """
    known = {same(each.name): each for each in listed(store)}
    new: list[dict[str, str]] = []
    for line in from_text(text):
        there = known.get(same(line.name))
        if there is None:
            try:
                new.append(_checked(line.name, line.query))
            except InvalidRecord as fault:
                raise UserError(_("Line {n}: {what}.").format(n=line.number, what="; ".join(fault.problems.values())),
                                _("Correct the line, or leave it out.")) from fault
        elif read(settled(there.query)).node != read(settled(line.query)).node:
            raise UserError(_("Line {n}: “{name}” stands for another search here.").format(n=line.number, name=line.name),
                            _("Give it another name in the text, or rename the one that is here."))
    return _added(store, new)


def _added(store: CaseStore, new: Sequence[dict[str, str]]) -> ChangeSet:
    if not new:
        return ChangeSet("", "")
    with changing(store) as change:
        for each in new:
            records.create(change, KIND, each, what=_("Add {kind} {reference}"))
    return change_set(change)
