"""What a page's parts are, for readers who cannot see it: headings, paragraphs, tables, pictures.

While pages are drawn, each element collects the marks under which its content stands on them; `finish` turns
the elements into the PDF's structure tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """One element of the structure, named as PDF names it (H1, P, Table, TR, TD, Figure…)."""

    kind: str
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page (from 0) and number of the mark on that page."""
    alternative: str = ""

    def add(self, kind: str, alternative: str = "") -> Element:
        child = Element(kind, alternative=alternative)
        self.children.append(child)
        return child
