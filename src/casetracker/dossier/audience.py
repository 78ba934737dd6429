"""Who reads a dossier, and what that reader may see. Decided here once; the sections only ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.services import show
from casetracker.services.case_store import CaseStore
from casetracker.services.sharing import among

# What was given under these conditions is not handed on; the dossier says that something is held back, and why.
_HELD_BACK = frozenset({"lead_only", "not_onward"})


@dataclass(frozen=True)
class Audience:
    """A profile of readers. `reveals`: names of protected persons, every picture, what may not be passed on.

    `body` is the one that the dossier is for, by all its names, where it was named: only then is there anything of what
    was given for named recipients.
    """

    code: str
    reveals: bool
    body: str = ""
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        told = v.AUDIENCE.label(self.code)
        return f"{told}: {self.body} {self.names[0]}" if self.body else told

    @property
    def banner(self) -> str:
        """What every page of the dossier shouts; nothing for readers outside."""
        return _("INTERNAL – NOT FOR RELEASE") if self.reveals else ""

    @property
    def untold(self) -> frozenset[str]:
        """Kinds of records of which these readers are told nothing."""
        return frozenset() if self.reveals else frozenset({"handover"})

    def holds_back(self, record: Mapping[str, Any]) -> bool:
        """Whether a source or an evidence item may not be shown because of the condition under which it was given."""
        sharing = record.get("sharing")
        return not self.reveals and (sharing in _HELD_BACK or (
            sharing == "named_recipients" and not among(record.get("sharing_recipients"), self.names)))

    def hides_picture(self, item: Mapping[str, Any]) -> str:
        """Why the pictures of an evidence item are not printed for these readers; empty where they may be."""
        if self.reveals or item["showable"]:
            return ""
        return _("the item is not marked as one that may be shown in a dossier")


def named(code: str, body: Mapping[str, Any] | None = None) -> Audience:
    """The profile of that code, perhaps for one investigating body (exchange JSON)."""
    if code not in v.AUDIENCE:
        raise InvalidRecord(
            {
                "audience": _("is {code!r}; it must be one of: {codes}").format(
                    code=code, codes=", ".join(v.AUDIENCE)
                )
            }
        )
    if body is None:
        return Audience(code, reveals=code == "internal")
    return Audience(code, code == "internal", str(body["reference"]), (body["name"], *body["names"]))


def profile_of(store: CaseStore, audience: str, recipient: str | None) -> Audience:
    """The readers, as asked for by code and by the reference of a body."""
    return named(audience, show.record(store, recipient, kind="body") if recipient else None)
