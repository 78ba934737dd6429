"""The evidence files of a package: only those its readers may have, byte for byte, under names that every system takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from casetracker.dossier.leaks import Guard
from casetracker.dossier.package.bag import Bag
from casetracker.dossier.package.contents import Contents, Told
from casetracker.errors import EvidenceDamaged, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store import vault

Progress = Callable[[int, int], bool]
_LONGEST, _LONGEST_ENDING = 60, 10
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")


def write(store: CaseStore, bag: Bag, told: Contents, guard: Guard | None, progress: Progress | None) -> int:
    """The files of the items that these readers may have; returns how many."""
    given = [(each, number, file) for each in told.records.values() if not each.files_withheld
             for number, file in enumerate(each.files, 1)]
    done, total = 0, sum(file["size"] or 0 for _each, _number, file in given)
    for each, number, file in given:
        name = f"data/evidence/{each.reference}/{_name(each, number, file, guard)}"
        with vault.open_file(store.vault, file["sha256"]) as kept, bag.writing(name) as out:
            while block := kept.read(vault.CHUNK):
                out.write(block)
                done += len(block)
                if progress is not None and not progress(done, total):
                    raise UserError(_("Making the package was cancelled; nothing was kept."))
        if bag.digests[name] != file["sha256"]:
            raise EvidenceDamaged(_("The file {name}… of {reference} is not the one that was taken in; no package was made.")
                                  .format(name=file["sha256"][:12], reference=each.reference),
                                  _("Run “casetracker verify” and restore the file from a backup."))
    return len(given)


def _name(told: Told, number: int, file: dict[str, Any], guard: Guard | None) -> str:
    """The number keeps apart what would be called the same; a name that must not leave gives way to the reference."""
    original = file["original_name"] or ""
    stem, dot, ending = original.rpartition(".")
    if guard is not None and guard.found(original):
        stem = told.reference
    safe = _ascii(stem if dot else ending)[:_LONGEST] or "file"
    short = _ascii(ending)[:_LONGEST_ENDING] if dot else ""
    return f"{number:02d}_{safe}{f'.{short}' if short else ''}"


def _ascii(text: str) -> str:
    from anyascii import anyascii

    return _UNSAFE.sub("_", anyascii(text)).strip("_")
