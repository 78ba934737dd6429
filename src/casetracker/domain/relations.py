"""How two incidents are related, read from either side: what precedes one follows the other."""

from __future__ import annotations

from casetracker.domain import vocabulary as v
from casetracker.i18n import N_, _

SAME, APART = "same", "not_the_same"
DECIDED = (SAME, APART)
"""The relations by which a person decides whether two incidents are one event."""

_INVERSE = {"precedes": "follows", "follows": "precedes"}
_FROM_THE_OTHER_SIDE = {"part_of": N_("Has as a part")}


def told(kind: str, inverse: bool) -> str:
    """A relation in words, as the incident sees it that it is recorded of, or (`inverse`) the other one."""
    if inverse and kind in _FROM_THE_OTHER_SIDE:
        return _(_FROM_THE_OTHER_SIDE[kind])
    return v.RELATION.label(_INVERSE.get(kind, kind) if inverse else kind)
