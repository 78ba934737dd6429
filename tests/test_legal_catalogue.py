"""What the window and the dossier show of the legal texts can be translated: the catalogues' tool collects it."""

from __future__ import annotations

from tests.test_i18n import TOOL

from casetracker.domain import law

LAW = law.load()
COLLECTED = {message.id for message in TOOL.in_source() if message.id}


def test_titles_elements_and_open_points_are_collected() -> None:
    shown = {text for found in LAW.provisions.values() for text in (
        found.title, *found.to_be_confirmed, *(element.text for element in found.elements))}
    shown |= {text for found in LAW.provisions.values() for version in found.versions
              for text in (version.title, *version.to_be_confirmed)}
    shown |= {text for found in LAW.instruments.values() for text in (
        found.title, found.short, found.citation, *found.to_be_confirmed)}
    assert shown <= COLLECTED


def test_the_names_of_sources_are_left_as_their_publishers_have_them() -> None:
    collected = {text for _name, text in TOOL.in_legal_texts()}
    assert "Halsbury's Laws: grave breaches of the Conventions and Protocol I" not in collected
    assert "LexisNexis" not in collected


def test_there_are_not_too_many_to_translate_with_care() -> None:
    assert len({text for _name, text in TOOL.in_legal_texts()}) < 450
