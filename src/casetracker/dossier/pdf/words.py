"""The few words that the page itself says, in the language of the dossier and not of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casetracker import i18n


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages of one dossier say besides what is in the tree."""

    language: str

    def _say(self, message: str) -> str:
        return i18n.load(self.language).gettext(message)

    def contents(self) -> str:
        return self._say(i18n.N_("Contents"))

    def page_of(self, page: int, pages: int) -> str:
        return self._say(i18n.N_("Page {page} of {pages}")).format(page=page, pages=pages)

    def confidentiality(self) -> str:
        return self._say(i18n.N_("Confidentiality"))

    def stood_at(self) -> str:
        return self._say(i18n.N_("Record as it stood at"))

    def entry(self) -> str:
        return self._say(i18n.N_("Last journal entry"))

    def entry_hash(self) -> str:
        return self._say(i18n.N_("SHA-256 of that entry"))

    def note_title(self, kind: str) -> str:
        titles = {
            "derived": i18n.N_("Derived by us"),
            "caution": i18n.N_("Caution"),
            "presumption": i18n.N_("Presumption of innocence"),
        }
        return self._say(titles[kind]) if kind in titles else ""

    def picture(self) -> str:
        return self._say(i18n.N_("Picture"))

    def not_shown(self, reason: str) -> str:
        return self._say(i18n.N_("Picture not shown: {reason}")).format(reason=reason)

    def unreadable(self) -> str:
        return self._say(i18n.N_("the file cannot be read as a picture"))

    def too_large(self, width: int, height: int) -> str:
        message = self._say(i18n.N_("{width} × {height} pixels are more than can be shown safely"))
        return message.format(width=width, height=height)


def utc(moment: datetime) -> str:
    """A time of the record, the same in every language and not to be misread in any."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
