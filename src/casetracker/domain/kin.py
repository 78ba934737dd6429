"""Whose family must hear it first: the name of a victim is printed for nobody outside before they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetracker.i18n import _

GRAVE_FATES = ("killed", "missing", "captured")


def family_not_informed(party: Mapping[str, Any]) -> bool:
    """Whether a person was killed, is missing or was captured, and the family is not recorded as informed."""
    return party["kind"] == "person" and party["fate"] in GRAVE_FATES and not party["family_informed"]


def name_withheld() -> str:
    """What stands in the place of such a name, within square brackets."""
    return _("name withheld: family not yet informed")
