"""What is missing in evidence items: who had them, and what was kept with a page of the web."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from casetracker.domain import capture
from casetracker.domain.findings import Finding
from casetracker.i18n import _
from casetracker.services.findings.look import Look, shared

_CUSTODY = "EXISTS (SELECT 1 FROM custody AS c WHERE c.evidence_pk = e.pk AND c.withdrawn_at IS NULL)"
# Wider than `capture.is_web`, which decides.
_WEB = "(e.kind IN ('web_page', 'social_media_post') OR e.url IS NOT NULL)"
# What the checklist of captures asks of an item, its files and its custody entries.
_ITEM = ("kind", "url", "captured_at", "embedded_media", "capture_confirmed_by")
_FILE = ("role", "sha256")
_ENTRY = ("reference", "act", "hash_seen", "from_whom", "to_whom")


def custody(look: Look) -> Iterator[Finding]:
    for (reference,) in look.rows(f"SELECT e.reference FROM evidence AS e WHERE e.pk {look.keys('evidence')}"
                                  f" AND e.withdrawn_at IS NULL AND NOT {_CUSTODY} ORDER BY e.pk"):
        yield shared("evidence_without_custody", reference, "", _("{exhibit} has no custody entry.").format(
            exhibit=reference))


def captures(look: Look) -> Iterator[Finding]:
    """Items of the web of which a line of the checklist of captures is not met."""
    files, entries = _parts(look, "evidence_file", "parent_pk", _FILE), _parts(look, "custody", "evidence_pk", _ENTRY)
    for pk, reference, *row in look.rows(f"SELECT e.pk, e.reference, {_columns('e', _ITEM)} FROM evidence AS e"
                                         f" WHERE {_web(look)} ORDER BY e.pk"):
        item = {**dict(zip(_ITEM, row, strict=True)), "files": files.get(pk, [])}
        missing = capture.missing(capture.checklist(item, entries.get(pk, []))) if capture.is_web(item) else ()
        if missing:
            told = _("{exhibit}: not met of the capture's checklist: {what}.").format(
                exhibit=reference, what="; ".join(line.label for line in missing))
            yield shared("capture_incomplete", reference, "url", told, [line.code for line in missing])


def _parts(look: Look, table: str, owner: str, names: tuple[str, ...]) -> dict[int, list[dict[str, Any]]]:
    """By item: its files, or its custody entries, in their order."""
    shown, order = ("1", "position") if table == "evidence_file" else ("p.withdrawn_at IS NULL", "ref_order")
    made: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pk, *row in look.rows(f"SELECT e.pk, {_columns('p', names)} FROM evidence AS e JOIN {table} AS p"
                              f" ON p.{owner} = e.pk WHERE {_web(look)} AND {shown} ORDER BY e.pk, p.{order}"):
        made[pk].append(dict(zip(names, row, strict=True)))
    return made


def _columns(alias: str, names: tuple[str, ...]) -> str:
    return ", ".join(f'{alias}."{name}"' for name in names)


def _web(look: Look) -> str:
    return f"e.pk {look.keys('evidence')} AND e.withdrawn_at IS NULL AND {_WEB}"
