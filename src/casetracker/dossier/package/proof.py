"""What proves a package: the journal, with the package's own entry at its end, and the signed head right behind it.

The entry holds the SHA-256 of the list of the contents, and the head covers the entry: so the signature is good for every
record and every file. All of it is written before the entry is saved, and put in its place after: there is no package
without its entry, and no head that the store does not bear out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import casetracker
from casetracker import assets
from casetracker.dossier.leaks import Guard
from casetracker.dossier.package import extract
from casetracker.dossier.package.bag import Bag, checker
from casetracker.dossier.package.contents import Contents
from casetracker.errors import Conflict
from casetracker.i18n import _
from casetracker.services import heads
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing
from casetracker.store import journal, signed_heads
from casetracker.store.signed_heads import SignedHead
from casetracker.store.writer import Change


def write(store: CaseStore, bag: Bag, told: Contents, incidents: list[str], read_at: int, guard: Guard | None,
          facts: Mapping[str, Any]) -> SignedHead:
    """End the bag, and enter it in the journal; `read_at` is the journal's end when the contents were read."""
    before = signed_heads.last(store.place.signed_heads) if store.about.signing else None
    kinds = {each.record["id"]: each.kind for each in told.records.values()}
    facts = {**facts, "sha256": contents_digest(bag)}
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(bag.writing("data/journal.jsonl"))
        with store.database.snapshot() as connection:
            heads.refuse_rewritten(connection, before)
            selection, head = extract.select(connection, kinds, guard), journal.head(connection)
            for line in extract.lines(connection, selection, journal.Head(0, 0, journal.GENESIS)):
                out.write(line)
        # All that grows with the store is behind us: nobody else can write from here to the end.
        with changing(store, extra={"sha256": facts["sha256"]}) as change:
            if extract.touched(change.connection, read_at, kinds):
                raise Conflict(_("What is to be packed was changed meanwhile; no package was made."), _("Make it again."))
            own = frozenset({_enter(change, told, incidents, facts)})
            for line in extract.lines(change.connection, extract.Selection(own, own), head):
                out.write(line)
            stack.close()
            signed = heads.made(store, journal.head(change.connection))
            _write_head(bag, signed)
            _end(store, bag, incidents, change.at[:10], str(facts["audience"]))
    # Saved, and signed: should the line not be kept now, the next closing signs again.
    with contextlib.suppress(OSError):
        heads.keep(store, signed)
    return signed


def contents_digest(bag: Bag) -> str:
    """The SHA-256 of the list of all that a package tells."""
    return str(checker().contents_digest({name: digest for name, digest in bag.digests.items() if name.startswith("data/")}))


def _enter(change: Change, told: Contents, incidents: list[str], facts: Mapping[str, Any]) -> int:
    return change.journal(
        what=_("Make package of {references}").format(references=", ".join(incidents)), entry_kind="package",
        kind="package", record_id=change.new_id(), reference=incidents[0], before=None,
        after={**facts, "incidents": [told.records[each].record["id"] for each in incidents], "references": incidents,
               "records": sorted(told.records), "producer": f"casetracker {casetracker.__version__}"})


def _write_head(bag: Bag, head: SignedHead) -> None:
    bag.add("data/head.json", head.content)
    if head.signature:
        bag.add("data/head.sig", head.signature)
        bag.add("data/public-key.pem", checker().public_key_pem(bytes.fromhex(head.key)).encode())


def _end(store: CaseStore, bag: Bag, incidents: list[str], day: str, audience: str) -> None:
    for name in ("README.txt", "verify.py"):
        bag.add(name, assets.path("package", name).read_bytes())
    owner = store.setting("owner")
    bag.finish({
        **({"Source-Organization": owner} if owner else {}),
        "External-Description": f"casetracker package of {', '.join(incidents)}; made for: {audience}",
        "External-Identifier": store.about.store_id, "Bagging-Date": day,
        "Bag-Software-Agent": f"casetracker {casetracker.__version__}"})
