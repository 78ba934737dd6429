"""The numbers of the sections, so that a reader can cite "section 4.2" in a letter.

Each part counts from one: the running head says which part a page belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.dossier.tree import Part, Section


def numbered(part: Part) -> Iterator[tuple[str, Section]]:
    """Each section with its number ("4", "4.2", "4.2.1")."""
    counts = [0, 0, 0]
    for section in part.sections:
        counts[section.level - 1] += 1
        counts[section.level :] = [0] * (3 - section.level)
        yield ".".join(str(count) for count in counts[: section.level]), section
