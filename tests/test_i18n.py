"""The program speaks each of its languages whole: nothing is untranslated, garbled, or said in the wrong number."""

from __future__ import annotations

import gettext
import importlib.util
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from tests import factories
from tests.factories import Ticking, Web

from casetracker import assets, i18n
from casetracker.cli.main import main
from casetracker.domain import own_reasons
from casetracker.domain.dates import parse_typed
from casetracker.domain.shapes import SHAPES, Field
from casetracker.dossier import plain
from casetracker.dossier.collect import LANGUAGES, collect
from casetracker.dossier.pdf.render import render
from casetracker.services import browse, history, records, show, status
from casetracker.services.case_store import CaseStore

COMMAND = "python packaging/make_catalogues.py"


def _tool() -> ModuleType:
    place = Path(__file__).resolve().parents[1] / "packaging" / "make_catalogues.py"
    spec = importlib.util.spec_from_file_location("make_catalogues", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
CATALOGUES: dict[str, Catalog] = {language: TOOL.kept(language) for language in TOOL.languages()}
Pair = tuple[str, str]


@pytest.fixture(params=sorted(CATALOGUES))
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return CATALOGUES[request.param]


@pytest.fixture
def ukrainian() -> Iterator[None]:
    with i18n.speaking("uk"):
        yield


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[CaseStore, Web]]:
    """A store in which every table holds rows, written by people who speak English."""
    with CaseStore.create(tmp_path / "store", actor="T. Ester", name="Tests", clock=Ticking()) as store:
        yield store, factories.weave(store, tmp_path)


def _pairs(catalogue: Catalog) -> Iterator[Pair]:
    """Every translation beside what it translates; a plural form beside the form it stands for."""
    for message in catalogue:
        if isinstance(message.id, str):
            if message.id:
                yield message.id, str(message.string)
        else:
            one, many = message.id[0], message.id[-1]
            first, *others = TOOL.forms_of(message)
            yield (many if _placeholders(first) == _placeholders(many) else one), first
            yield from ((many, form) for form in others)


def _placeholders(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[a-z_][^{}]*\}|%\([a-z_]+\)[a-z]|%[a-z]", text))


def test_the_languages_of_dossiers_have_catalogues() -> None:
    assert {"en", *CATALOGUES} == set(LANGUAGES)


# --- the catalogues against the code ---

def test_every_sentence_of_the_code_is_translated(catalogue: Catalog) -> None:
    there = {(message.context, message.id): message for message in catalogue}
    missing = [message.id for message in TOOL.in_source() if message.id
               and ((message.context, message.id) not in there
                    or TOOL.untranslated([there[message.context, message.id]]))]
    assert not missing, (f"Run “{COMMAND}”, translate these in {TOOL.po_file(str(catalogue.locale))}, and run it"
                         f" again: {missing}")


def test_the_compiled_catalogue_says_what_the_written_one_says(catalogue: Catalog) -> None:
    with TOOL.po_file(str(catalogue.locale)).with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for message in catalogue:
        if message.id:
            assert _compiled(compiled, message) == TOOL.forms_of(message), f"Run “{COMMAND}”."


def _compiled(compiled: gettext.GNUTranslations, message: Message) -> tuple[str, ...]:
    if isinstance(message.id, str):
        return (compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id),)
    return tuple(compiled.ngettext(message.id[0], message.id[1], n) for n in (1, 2, 5))


def test_the_command_writes_the_same_bytes_again(catalogue: Catalog) -> None:
    language = str(catalogue.locale)
    made = [TOOL.brought_up_to_date(language) for _again in range(2)]
    assert TOOL.as_po(made[0]) == TOOL.as_po(made[1])
    assert TOOL.as_mo(made[0]) == TOOL.as_mo(made[1])
    assert b"-Date:" not in TOOL.as_po(made[0])


# --- each translation against its sentence ---

def test_placeholders_come_through_whole(catalogue: Catalog) -> None:
    wrong = [pair for pair in _pairs(catalogue) if _placeholders(pair[0]) != _placeholders(pair[1])]
    assert wrong == []


def test_what_joins_a_sentence_to_its_neighbour_comes_through(catalogue: Catalog) -> None:
    """A blank at either end, a line's end, and the sign that says that more is to come."""
    def edges(text: str) -> tuple[bool, ...]:
        return (text.startswith(" "), text.endswith(" "), text.count("\n") > 0,
                *(text.rstrip().endswith(sign) for sign in ("…", ":", "?")))
    assert [pair for pair in _pairs(catalogue) if edges(pair[0]) != edges(pair[1])] == []


def test_a_key_is_marked_where_english_marks_one_and_on_a_letter(catalogue: Catalog) -> None:
    marks = [(source, said) for source, said in _pairs(catalogue) if "&" in source or "&" in said]
    assert marks
    assert [pair for pair in marks if len(re.findall(r"&\w", pair[1])) != 1 or pair[1].count("&") != 1] == []


def test_no_two_entries_of_a_menu_share_a_key(catalogue: Catalog) -> None:
    from casetracker.gui.actions import COMMANDS, MENUS

    def keys(texts: list[str]) -> list[str]:
        said = [str(catalogue[text].string) for text in texts if text]
        return [found[1].lower() for found in (re.search(r"&(\w)", text) for text in said) if found]

    texts = {command.name: command.text for command in COMMANDS} | {
        "columns": "&Columns", "lock-after": "Lock a&fter…", "-": ""}
    for bar in (keys([title for title, _names in MENUS]),
                *(keys([texts[name] for name in names]) for _title, names in MENUS)):
        assert len(bar) == len(set(bar)), bar


# --- Ukrainian ---

@pytest.mark.parametrize(("count", "said"), [
    (0, "0 джерел"), (1, "1 джерело"), (2, "2 джерела"), (4, "4 джерела"), (5, "5 джерел"), (11, "11 джерел"),
    (12, "12 джерел"), (21, "21 джерело"), (22, "22 джерела"), (25, "25 джерел"), (111, "111 джерел"), (101, "101 джерело"),
])
@pytest.mark.usefixtures("ukrainian")
def test_numbers_take_the_form_they_govern(count: int, said: str) -> None:
    assert i18n.ngettext("{n} source", "{n} sources", count).format(n=count) == said


@pytest.mark.usefixtures("ukrainian")
def test_one_english_word_may_be_two() -> None:
    assert (i18n._("Act"), i18n.pgettext("custody", "Act")) == ("Діяння", "Дія")
    assert i18n.language() == "uk"


@pytest.mark.usefixtures("ukrainian")
def test_the_dates_offered_as_examples_can_be_typed() -> None:
    from casetracker.gui.widgets.imprecise_date import EXAMPLES

    assert [parse_typed(i18n._(example)).edtf for example in EXAMPLES] == [parse_typed(each).edtf for each in EXAMPLES]


@pytest.mark.usefixtures("ukrainian")
def test_lists_tell_dates_in_the_language_of_the_screen() -> None:
    assert browse.date_text("2024-10-06", "act", False) == "6 жовтня 2024"


def test_a_borrowed_language_is_heard_in_its_own_thread_only() -> None:
    heard: list[str] = []
    with i18n.speaking("uk"):
        other = threading.Thread(target=lambda: heard.append(i18n.language()))
        other.start()
        other.join()
        assert i18n.language() == "uk"
    assert heard == [i18n.language()] == ["en"]


def test_an_unknown_language_is_english() -> None:
    with i18n.speaking("xx"):
        assert (i18n.language(), i18n._("Incident")) == ("en", "Incident")


# --- what is written stays what it is, whoever reads it ---

def test_an_undo_is_called_by_what_was_first_done_in_any_language(web: tuple[CaseStore, Web]) -> None:
    store, names = web
    records.amend(store, names.other, {"title": "Renamed"})
    first = f"Amend incident {names.other}: title"
    for language, undone, done_again in (("uk", "Скасування: ", "Повторення: "), ("en", "Undo: ", "Redo: ")):
        with i18n.speaking(language):
            assert history.undo(store).description == undone + first
            assert history.undoable(store).redo == first
            assert history.redo(store).description == done_again + first
            assert history.undoable(store).undo == first


def test_the_programs_own_reasons_are_the_same_data_in_every_language(web: tuple[CaseStore, Web]) -> None:
    store, names = web
    with i18n.speaking("uk"):
        made = records.add(store, "incident", factories.incident()).reference
        status.move(store, made, assessment="under_verification")
        history.undo(store)
        reasons = [line["reason"] for line in show.record(store, made)["history"]]
        assert reasons == ["As logged", "As logged", None, "Undone"]
        assert own_reasons.told("As logged") == "Як зареєстровано"
        assert own_reasons.told("Undone!") == "Undone!"
        assert "Як зареєстровано" in plain.render(collect(store, [names.incident], "prosecutor", "uk"))
    for word in ("logged", "зареєстровано"):
        assert not len(browse.incident_ids(store, browse.IncidentFilter(query=word)))
    assert "As logged" in plain.render(collect(store, [names.incident], "prosecutor", "en"))


def test_the_same_dossier_is_the_same_bytes_whatever_the_screen_speaks(web: tuple[CaseStore, Web]) -> None:
    store, names = web
    english = render(collect(store, [names.incident], "prosecutor", "uk")).pdf
    with i18n.speaking("uk"):
        ukrainian = render(collect(store, [names.incident], "prosecutor", "uk")).pdf
    assert english == ukrainian


def _latin(text: str) -> list[str]:
    """The words in Latin letters, hashes and identifiers left out."""
    return re.findall(r"[a-z]+", re.sub(r"\b[0-9a-f-]*\d[0-9a-f-]*\b", " ", text.lower()))


# Names, numbers of articles, kinds of file, and terms that Ukrainian lawyers write in Latin letters.
LATIN = frozenset(_latin(
    "casetracker verify SHA UTC video/mp4 hors de combat in absentia A–F 8(2)(b)(xvi) INC E S P PR UNTS URL"))


@pytest.mark.parametrize("audience", ["prosecutor", "internal"])
def test_a_dossier_in_ukrainian_leaves_only_what_was_recorded_in_other_words(
    web: tuple[CaseStore, Web], audience: str,
) -> None:
    store, names = web
    text = plain.render(collect(store, [names.incident, names.other], audience, "uk"))
    recorded = Counter(word for reference in vars(names).values() for word in _recorded(store, reference))
    left = {word for word in _latin(text) if word not in recorded and word not in LATIN}
    assert left == set()


def _recorded(store: CaseStore, reference: str) -> Iterator[str]:
    """The Latin words that people wrote into a record, by whatever hand; the program's own are none of them."""
    record = show.record(store, reference, reveal=True)
    for field in SHAPES[record_kind(reference)].fields:
        yield from _of_field(field, record.get(field.name))
    yield from _latin(f"{store.actor} {reference}")


def record_kind(reference: str) -> str:
    return next(shape.kind for shape in SHAPES.values() if reference.startswith(f"{shape.prefix}-"))


def _of_field(field: Field, value: Any) -> Iterator[str]:
    if field.type == "list":
        for row in value or ():
            for inner in field.fields:
                if not field.readonly or inner.name == "reason":
                    yield from _of_field(inner, row.get(inner.name))
    elif field.type in ("text", "long", "words", "codes") and value:
        texts = [value] if isinstance(value, str) else value
        not_typed = {*own_reasons.OWN, *(field.vocabulary or ())}
        yield from (word for each in texts if each not in not_typed for word in _latin(each))


def test_the_command_line_speaks_ukrainian_by_the_environment(
    web: tuple[CaseStore, Web], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    store, names = web
    monkeypatch.setenv("LANG", "uk_UA.UTF-8")
    try:
        assert main(["--store", str(store.folder), "incident", "show", names.incident]) == 0
        shown = capsys.readouterr().out
        assert "Захоплення в полон, 6 жовтня 2024" in shown
        assert "Причина: Як зареєстровано" in shown
        assert main(["--store", str(store.folder), "incident", "show", "INC-2026-000777"]) == 3
        assert "Немає" in capsys.readouterr().err
        assert main(["--help"]) == 0
        assert capsys.readouterr().out.startswith("використання: casetracker")
    finally:
        i18n.use("en")


def test_the_catalogues_are_found_where_the_program_looks() -> None:
    found = (assets.root() / "i18n").glob("*/LC_MESSAGES/casetracker.mo")
    assert {path.parents[1].name for path in found} == set(CATALOGUES)
