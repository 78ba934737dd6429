"""What a dossier keeps from its readers, and why: told to whoever makes it, before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import SHAPES
from casetracker.dossier.audience import Audience, profile_of
from casetracker.i18n import _, ngettext
from casetracker.services import protected, show
from casetracker.services.case_store import CaseStore
from casetracker.services.protected import ProtectedName

Json = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """One record that is kept back, wholly or in part; `why` is a sentence that names records by reference."""

    reference: str
    why: str


def told(store: CaseStore, references: Sequence[str], audience: str = "prosecutor",
         recipient: str | None = None) -> list[Held]:
    """What the dossier of these incidents would keep back from these readers; nothing for our own."""
    profile = profile_of(store, audience, recipient)
    if profile.reveals:
        return []
    with store.database.snapshot():
        pages = [show.incident_page(store, reference) for reference in dict.fromkeys(references)]
        kin = {name.reference for name in names(store, pages, ()) if name.kin}
        found = [each for page in pages for each in _held(store, page, profile, kin)]
    return list(dict.fromkeys(found))


def names(store: CaseStore, pages: Iterable[Json], texts: Iterable[str]) -> list[ProtectedName]:
    """The names that must not be printed for outside of these incidents: of everybody protected, and of the victims whose
    families have not heard."""
    parties = {reference for page in pages for reference in page["parties"]}
    return [*protected.names(store), *protected.uninformed(store, parties, texts)]


def items(store: CaseStore, page: Json, audience: Audience) -> list[str]:
    """The evidence items of a page, those that its claims merely name too, that these readers may not have."""
    known: dict[str, Json] = {item["reference"]: item for item in page["evidence"]}
    for reference in _items_named(page):
        if reference not in known:
            known[reference] = show.record(store, reference, kind="evidence")
    sources = page["sources"]
    return [reference for reference, item in known.items() if audience.holds_back(item) or (
        item["source"] and audience.holds_back(sources.get(item["source"]) or show.record(store, item["source"])))]


def _items_named(page: Json) -> Iterator[str]:
    for kind, records in (("incident", [page["incident"]]), ("participation", page["participations"])):
        for record in records:
            for part, field in SHAPES[kind].references():
                if field.target == "evidence":
                    rows = [record] if part is None else record[part.name]
                    yield from (row[field.name] for row in rows if row[field.name])


def _held(store: CaseStore, page: Json, audience: Audience, kin: set[str]) -> Iterator[Held]:
    for source in page["sources"].values():
        if audience.holds_back(source):
            yield Held(source["reference"], _("Source {reference} is held back: {condition}.").format(
                reference=source["reference"], condition=v.SHARING.label(source["sharing"])))
    for reference in items(store, page, audience):
        item = show.record(store, reference)
        whose = item if audience.holds_back(item) else page["sources"].get(item["source"]) or show.record(
            store, item["source"])
        yield Held(reference, _("Evidence item {reference} is held back: {condition}.").format(
            reference=reference, condition=_condition(whose)))
    for reference in sorted(kin & page["parties"].keys()):
        yield Held(reference, _("The name of {reference} is held back: the family is not recorded as informed.").format(
            reference=reference))
    accounts = len(page["accounts"])
    if accounts:
        yield Held(page["incident"]["reference"], ngettext(
            "What was told in {n} account on {reference} is held back.",
            "What was told in {n} accounts on {reference} is held back.", accounts).format(
                n=accounts, reference=page["incident"]["reference"]))


def _condition(record: Json) -> str:
    """The condition; where it is the source's, whose."""
    told = v.SHARING.label(record["sharing"])
    return f"{record['reference']}, {told}" if record["reference"].startswith("S-") else told
