"""What a closed list is: stable codes in the data, labels at the edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casetracker.i18n import _


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One closed (or, if `open`, extensible) list: code → label, in the order a person expects to read it."""

    name: str
    labels: Mapping[str, str]
    open: bool = False

    def __contains__(self, code: object) -> bool:
        return code in self.labels

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def label(self, code: str | None) -> str:
        """The label of a code in the reader's language; a term of the user's own shows as it was typed."""
        if code is None or code == "":
            return ""
        return _(self.labels[code]) if code in self.labels else code
