"""What is missing in evidence items: who had them, and what was kept with a page of the web."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from casetracker.domain.findings import Finding
from casetracker.i18n import _
from casetracker.services.findings.look import Look, shared

_CUSTODY = "EXISTS (SELECT 1 FROM custody AS c WHERE c.evidence_pk = e.pk AND c.withdrawn_at IS NULL)"
_WEB = "(e.kind IN ('web_page', 'social_media_post') OR e.url IS NOT NULL)"


def custody(look: Look) -> Iterator[Finding]:
    for (reference,) in look.rows(f"SELECT e.reference FROM evidence AS e WHERE e.pk {look.keys('evidence')}"
                                  f" AND e.withdrawn_at IS NULL AND NOT {_CUSTODY} ORDER BY e.pk"):
        yield shared("evidence_without_custody", reference, "", _("{exhibit} has no custody entry.").format(
            exhibit=reference))


def captures(look: Look) -> Iterator[Finding]:
    """Items of the web of which something is missing that should have been kept."""
    keys = look.keys("evidence")
    files: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pk, role, sha256 in look.rows(
            f"SELECT f.parent_pk, f.role, f.sha256 FROM evidence AS e JOIN evidence_file AS f ON f.parent_pk = e.pk"
            f" WHERE e.pk {keys} AND e.withdrawn_at IS NULL AND {_WEB}"):
        files[pk].append({"role": role, "sha256": sha256})
    for pk, reference, kind, url, captured_at, embedded, confirmed, held in look.rows(
            f"SELECT e.pk, e.reference, e.kind, e.url, e.captured_at, e.embedded_media, e.capture_confirmed_by, {_CUSTODY}"
            f" FROM evidence AS e WHERE e.pk {keys} AND e.withdrawn_at IS NULL AND {_WEB} ORDER BY e.pk"):
        item = {"kind": kind, "url": url, "captured_at": captured_at, "embedded_media": embedded,
                "capture_confirmed_by": confirmed, "files": files[pk]}
        missing = _missing(item, bool(held))
        if missing:
            yield shared("capture_incomplete", reference, "url", _("{exhibit}: not kept or not noted: {what}.").format(
                exhibit=reference, what=", ".join(missing.values()).lower()), sorted(missing))


def _missing(item: dict[str, Any], held: bool) -> dict[str, str]:
    """Code → label of what the capture lacks."""
    roles = {file["role"] for file in item["files"]}
    lines = (("url", _("URL"), item["url"]), ("page_source", _("Page source"), "page_source" in roles),
             ("full_page_capture", _("Full-page capture"), "full_page_capture" in roles),
             ("captured_at", _("Captured at"), item["captured_at"]),
             ("embedded_media", _("Embedded media"), item["embedded_media"] in ("none", "kept")),
             ("hash", _("SHA-256"), any(file["sha256"] for file in item["files"])),
             ("custody", _("Custody entries"), held),
             ("confirmed", _("Confirmation that the capture shows the content"), item["capture_confirmed_by"]))
    return {code: label for code, label, met in lines if not met}
