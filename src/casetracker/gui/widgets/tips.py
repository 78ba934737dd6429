"""Text of a record as a tooltip: Qt would take what looks like markup for such, and open the pictures that it names."""

from __future__ import annotations

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget


def tip(text: str) -> str:
    """Shown as it was typed; most texts are handed on as they are."""
    if not Qt.mightBeRichText(text):
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{safe}</qt>"


def tell_when_cut(widget: QWidget, whole: str, besides: str = "") -> None:
    """What a widget has no room for can be read as its tooltip, before what the tooltip says besides."""
    cut = widget.width() < widget.sizeHint().width()
    widget.setToolTip(tip("\n".join(filter(None, (whole if cut else "", besides)))))
