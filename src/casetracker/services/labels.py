"""What a record is called where other people may look over a shoulder: lists, titles, undo, file names.

A protected person or source shows by pseudonym only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.i18n import _

# Kinds without a title of their own, and the field that tells them apart.
_NAMED_BY_FIELD = {"consent": "recipient", "dismissal": "finding"}


def label_of(kind: str, values: Mapping[str, Any]) -> str:
    """The label of a record from its state or its (revealed) JSON."""
    reference = str(values["reference"])
    if kind in ("party", "source"):
        return _person(values) or reference
    if kind == "participation":
        return f"{reference} {v.ROLE.label(values['role'])}"
    if kind == "custody":
        return f"{reference} {v.CUSTODY_ACT.label(values['act'])}"
    if kind == "relation":
        return f"{reference} {v.RELATION.label(values['kind'])}"
    if kind == "allegation":
        return f"{reference} {_cited(values['provision'])}"
    if kind in _NAMED_BY_FIELD:
        return f"{reference} {values[_NAMED_BY_FIELD[kind]]}"
    if kind == "proceeding":
        return str(values["title"] or values["register_number"] or _("Proceeding, number not known"))
    return str(values.get("title") or values.get("name") or reference)


def _cited(provision: str) -> str:
    """The short citation of a provision; its code where this program does not know it."""
    from casetracker.domain import law

    texts = law.load()
    return texts.cited(provision) if provision in texts.provisions else provision


def _person(values: Mapping[str, Any]) -> str:
    if values["protected"]:
        return str(values["pseudonym"] or _("Protected"))
    if values.get("name"):
        return str(values["name"])
    if values.get("pseudonym"):
        return str(values["pseudonym"])
    return _("Unidentified {kind}").format(kind=v.PARTY_KIND.label(values.get("kind")).lower())
