"""Finding: by any spelling, in whatever hangs on an incident, never by an operator, never showing who is protected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain.query import leaves
from casetracker.domain.query_reading import read
from casetracker.services import browse, record_lists, records, search
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection

FIVE = ["Selydove", "Селидове", "Селидово", "Selidovo", "селид"]


def found(store: CaseStore, query: str) -> list[str]:
    return sorted(hit.reference for hit in search.search(store, query))


@pytest.mark.parametrize("written", ["Selydove", "Селидове", "Селидово"])
@pytest.mark.parametrize("query", FIVE)
def test_any_spelling_finds_the_place(store: CaseStore, written: str, query: str) -> None:
    case = records.add(store, "incident", f.incident(title="A case", places=[{"name": written}])).reference
    records.add(store, "incident", f.incident(title="Elsewhere", places=[{"name": "Pokrovsk"}]))
    assert found(store, query) == [case]


MARKED = [
    ("drone", "A drone, two drones", ["drone", "drones"]),
    ("drone ", "A drone, two drones", ["drone"]),
    ("Selydove", "Обстріл: Селидове", ["Селидове"]),
    ("обстріл селид", "Обстріл: Селидове", ["Обстріл", "Селидове"]),
    ('"two drones"', "Two, then two drones", ["two", "drones"]),
    ("п'ять", "Пʼять, п’ятеро", ["Пʼять"]),
    ("-drone", "A drone", []),
    ("assessment:recorded", "Recorded", []),
    ("INC-2026-1", "See INC-2026-1", ["INC-2026-1"]),
    ("", "A drone", []),
    ("(drone OR tank) -car", "Tank, car, drone", ["Tank", "drone"]),
]


@pytest.mark.parametrize(("query", "text", "marked"), MARKED)
def test_what_was_asked_for_is_marked(query: str, text: str, marked: list[str]) -> None:
    assert [text[first:last] for first, last in search.marks(text, query)] == marked


@settings(max_examples=200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lie_within_any_text_and_follow_each_other(text: str, query: str) -> None:
    end = 0
    for first, last in search.marks(text, query):
        assert end <= first < last <= len(text)
        end = last


WORDS = {
    "a title": "shelling", "a narrative": "made", "a lead": "ead", "a method": "drone", "a tag": "two",
    "what is not known": "hour", "a place": "prykladivka", "its other name": "прикладівка", "its region": "oblast",
    "a figure's note": "invented", "an object": "no 0", "a claim": "heard", "what was given": "sixth",
    "a locator": "p 3", "a violation of our own": "term", "a reference": "INC-2026-000001",
    "a source": "courier", "its author": "uthor", "its publisher": "press", "its address": "example.org",
    "the source of a proceeding": "monitors", "an exhibit": "recording", "its description": "drawn",
    "its reference": "e-000001",
    "a file's name": "invented.mp4", "its hash": "", "a participation": "heard it", "a party's protected name": "Vyhadana",
    "its other script": "Вигадана", "its pseudonym": "osprey", "its unit": "platoon", "a person in a proceeding": "зразкова",
    "a proceeding": "proceeding", "its number": "00000000000000000", "its court": "sample court",
    "the court's other name": "суд", "a custody entry": "because", "a hidden source": "example.org/zoryana.vyhadana",
    "two words of two records": "shelling osprey", "words and a prefix": "shelling osp",
    "words of three records": "court osprey drone",
}


@pytest.mark.parametrize("what", sorted(WORDS))
def test_words_are_found_in_whatever_hangs_on_an_incident(woven: tuple[Path, Web], what: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        query = WORDS[what] or next(iter((folder / "vault").rglob("*/*"))).name
        assert web.incident in found(store, query)
        if what != "a reference" and query not in ("invented", "case"):
            assert web.other not in found(store, query)


@pytest.mark.parametrize(("query", "hits"), [
    ("red fox", ["a"]), ("fox red", ["a"]), ('"red fox"', ["a"]), ('"fox red"', []), ('"red"', ["a", "c"]),
    ("red -fox", ["c"]), ("red -\"red fox\"", ["c"]), ("-red", ["b"]), ("-red -blue", []), ("fo", ["a"]), ("fo ", []),
    ("re fox", []), ("red fo", ["a"]), ("“red fox”", ["a"]), ("«red fox»", ["a"]), ('"red fox', ["a"]),
    ('"fox blue"', []), ("fox blue", ["a"]), ("RED FOX", ["a"]), ("réd", ["a", "c"]), ("", None), (" ", None),
    ("- \"\"", None), ("-", None), ("red OR blue", ["a", "b", "c"]), ("red AND fox", ["a"]), ("r*", ["a", "c"]),
    ("words:red", []), ("(red)", ["a", "c"]),
])
def test_the_query_language(store: CaseStore, query: str, hits: list[str] | None) -> None:
    named = {records.add(store, "incident", f.incident(title=title, narrative=narrative)).reference: name
             for name, title, narrative in (("a", "red fox", "blue"), ("b", "blue", None), ("c", "red", None))}
    everything = ["a", "b", "c"]
    assert [named[reference] for reference in found(store, query)] == (everything if hits is None else hits)
    if hits is None:
        assert len(browse.incident_ids(store, IncidentFilter(query=query))) == 3, "nothing asked, nothing left out"
        assert len(search.search(store, query, limit=2)) == 2
        assert all((hit.how, hit.snippet) == ("", "") for hit in search.search(store, query))


def test_without_counts_wherever_it_stands(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        assert found(store, "invented") == [web.incident, web.other]
        for query in ("invented -courier", "invented -osprey", "invented -vyhadana", '-"sample court" case'):
            assert found(store, query) == [web.other], query


def test_a_phrase_stays_within_one_text(store: CaseStore) -> None:
    records.add(store, "incident", f.incident(title="one two", narrative="three four", tags=["five six", "seven"]))
    for phrase, hit in (("one two", 1), ("two three", 0), ("three four", 1), ("five six", 1), ("six seven", 0)):
        assert len(found(store, f'"{phrase}"')) == hit, phrase


def naughty() -> list[str]:
    return ["\"", "''", "*", "NEAR(a b)", "a NOT b", "col:x", "{a b}", "^a", "a + b", "(", "))", "\\", "%", "_", "\x00",
            "a\x00b", "\ud800", "\ue000", "-", "--", "-\"", "\"\"\"", "a" * 5000, "\u202e", "💩", "' OR 1=1 --",
            "a:b:c", "\"a\" *",
            "-" * 100, "\" -", "AND", "OR", "NOT", "a AND", "NEAR", "\n", "\u0301", "ﷺ", "ﬁ", "İ", "ß", "Ω", "½", "²"]


@pytest.mark.parametrize("query", naughty())
def test_no_query_is_an_error(woven: tuple[Path, Web], query: str) -> None:
    with opened(woven[0]) as store:
        search.search(store, query)
        for kind in ("source", "party", "body", "evidence", "proceeding", "participation", "custody"):
            record_lists.record_rows(store, kind, record_lists.record_ids(store, kind, query))


def test_no_collected_naughty_string_is_an_error(store: CaseStore, collected_data: Path) -> None:
    strings = json.loads((collected_data / "blns" / "blns.json").read_text())
    assert len(strings) > 400
    everything = records.add(store, "incident", f.incident(narrative="\n".join(strings))).reference
    for text in strings:
        search.search(store, text)
        search.search(store, f"-{text}")
        if read(f'"{text}"').node and not set('"“”„«»') & set(text):
            assert found(store, f'"{text}"') == [everything], text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30) | st.lists(st.sampled_from(
    ['"', "-", "*", "(", ")", "red", "fox", " ", "^", ":", "AND", "Села", "“", "\x00", "'"]), max_size=12).map("".join))
def test_no_random_query_is_an_error(woven_template: tuple[Path, Web], query: str) -> None:
    with opened(woven_template[0]) as store:
        search.search(store, query)
        record_lists.record_ids(store, "party", query)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(categories=["L", "N", "Zs", "Po"]), min_size=1, max_size=25))
def test_what_was_written_is_found_by_its_own_words(store: CaseStore, text: str) -> None:
    case = records.add(store, "incident", f.incident(narrative=f"begun {text} ended")).reference
    if leaves(read(text).node) and '"' not in text and "-" not in text:
        assert case in {row.reference for row in browse.incident_rows(
            store, browse.incident_ids(store, IncidentFilter(query=text)))}


def shadows(connection: Connection) -> dict[int, tuple[Any, ...]]:
    return {row[0]: tuple(row[1:]) for row in connection.execute("SELECT pk, kind, record_pk, words FROM search_record")}


def test_renaming_a_body_touches_one_shadow_row(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        before = shadows(store.database.reader())
        records.amend(store, web.body, {"name": "Tribunal of Nowhere"})
        after = shadows(store.database.reader())
        assert [after[pk][0] for pk in after if after[pk] != before[pk]] == ["body"]
        assert found(store, "nowhere tribunal") == [web.incident]
        assert found(store, '"sample court"') == []


def test_what_is_withdrawn_hangs_on_nothing(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for other in (web.account, web.consent, web.handover):  # they lead to the same people and bodies
            records.withdraw(store, other, "r")
        for reference, query in ((web.participation, "osprey"), (web.participation, '"heard it"'),
                                 (web.exhibit, "recording"), (web.custody, "because"),
                                 (web.proceeding, '"sample court"')):
            assert web.incident in found(store, query), query
            records.withdraw(store, reference, "r")
            assert web.incident not in found(store, query), query
            records.restore(store, reference)
            assert web.incident in found(store, query), query
        records.withdraw(store, web.incident, "r")
        assert web.incident not in found(store, "drone")
        (hidden,) = browse.incident_ids(store, IncidentFilter(query="drone", include_withdrawn=True))
        assert browse.incident_rows(store, [hidden])[0].withdrawn


@pytest.mark.parametrize("query", ["vyhadana", "Зоряна", "zoryana", "زوريانا", "platoon", "sergeant", "asked", "lives",
                                   "example.org/zoryana", "V.", "Vyhadana Press", '"named by zoryana herself"'])
def test_a_protected_name_finds_but_never_shows(woven: tuple[Path, Web], query: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        hits = search.search(store, query)
        assert web.incident in [hit.reference for hit in hits]
        shown = repr([(hit.snippet, hit.where, hit.title) for hit in hits]).casefold()
        for secret in ("zoryana", "vyhadana", "зоряна", "вигадана", "زوريانا", "platoon", "sergeant", "lives at"):
            assert secret not in shown


def test_a_snippet_shows_the_words_and_where_they_stand(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for query, snippet, where in (
                ("drone", "an invented drone", "Means and methods"), ("courier", "Sample Courier", f"Source {web.source}"),
                ("зразковий", "Зразковий суд", f"Investigating body {web.body}"), ("second", "Second line.", "Narrative"),
                ("INC-2026-000001", "INC-2026-000001", "Reference")):
            (hit,) = [hit for hit in search.search(store, query) if hit.reference == web.incident]
            assert snippet in hit.snippet
            assert hit.where == where


def test_a_long_text_is_cut_around_the_word(store: CaseStore) -> None:
    records.add(store, "incident", f.incident(narrative=f"{'before ' * 500}needle{' after' * 500}"))
    (hit,) = search.search(store, "needle")
    assert "needle" in hit.snippet
    assert hit.snippet.startswith("… before")
    assert hit.snippet.endswith("after …")
    assert len(hit.snippet) < 130


@pytest.mark.parametrize(("kind", "query", "label"), [
    ("party", "zoryana", f.PSEUDONYM), ("party", "osprey", f.PSEUDONYM), ("source", "vyhadana", "Source Osprey"),
    ("source", "courier", "Sample Courier"), ("body", "зразковий", "Sample Court"),
    ("evidence", "recording", "Invented recording"),
])
def test_each_kind_is_found_by_its_own_text_and_shown_by_its_label(woven: tuple[Path, Web], kind: str, query: str,
                                                                  label: str) -> None:
    with opened(woven[0]) as store:
        assert [name for _reference, name in record_lists.labels(store, kind, query)] == [label]
        pks = record_lists.record_ids(store, kind, query)
        assert [row.label for row in record_lists.record_rows(store, kind, pks)] == [label]
