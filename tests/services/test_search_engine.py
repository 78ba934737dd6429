"""The search engine agrees, on every search, with one that has no index and no cleverness."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.benchmarks import cases
from tests.services.plain_search import PlainStore

from casetracker.domain import vocabulary as v
from casetracker.domain.query import All, Condition, Either, Node, Phrase, Reach, Without, Word, written
from casetracker.domain.query_fields import FIELDS, HAS
from casetracker.domain.query_reading import read
from casetracker.domain.shapes import SHAPES
from casetracker.services import browse, bulk, records
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.first_page import first_page
from casetracker.store.search import match
from casetracker.store.search.nearness import Nearness

RENAMED = ["Артемівськ", "Kypuche", "Красний Лиман", "Лиман", "Нью-Йорк", "Новгородське", "Dnipropetrovsk", "Яни Капу"]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CaseStore, PlainStore, list[str]]]:
    """A store of invented cases with something of everything, the same in memory, and the words in it."""
    base = tmp_path_factory.mktemp("searched")
    with pytest.MonkeyPatch.context() as patch, CaseStore.create(base / "store", actor="T. Ester") as store:
        patch.setattr(cases, "SOURCES", 25)
        bulk.load(store, lambda load: cases.store(load, 24), "Load invented cases")
        web = f.weave(store, base)
        place = {"name": "Prykladivka", "lat": 49.99, "lon": 36.23}
        records.add(store, "incident", f.incident(title="Near", places=[place]))
        for number, name in enumerate(RENAMED):
            records.add(store, "incident", f.incident(title=f"Renamed {number}", places=[{"name": name}]))
        records.add(store, "incident", f.incident(title="Renamed, told", narrative="Біля Бахмута, шлях на Красний Лиман."))
        for reference in ("INC-2026-000004", "E-000003", web.participation):
            records.withdraw(store, reference, "a test")
        plain = PlainStore(store)
        words = sorted({*RENAMED, "Бахмут", "Красноперекопск", "Днепр"} | {
            word for record in plain.records for text in record.texts for word in text.words})
        yield store, plain, words


def engine(store: CaseStore, text: str, reach: Reach = Reach.SKELETON) -> set[str]:
    pks = browse.incident_ids(store, IncidentFilter(query=text, include_withdrawn=True, reach=reach))
    return {row.reference for row in browse.incident_rows(store, list(pks))}


@st.composite
def leaves(draw: st.DrawFn, words: list[str]) -> Node:
    word = draw(st.sampled_from(words))
    kind = draw(st.sampled_from(["word", "begun", "phrase", "field", "field"]))
    if kind == "field":
        return draw(conditions(words))
    if kind == "phrase":
        return Phrase(" ".join([word, *draw(st.lists(st.sampled_from(words), max_size=1))]))
    return Word(word[:draw(st.integers(1, len(word)))]) if kind == "begun" else Word(word)


@st.composite
def conditions(draw: st.DrawFn, words: list[str]) -> Node:
    name = draw(st.sampled_from(sorted(FIELDS)))
    codes = {"assessment": v.ASSESSMENT, "handling": v.HANDLING, "stage": v.STAGE, "confidentiality": v.CONFIDENTIALITY,
             "type": v.VIOLATION, "furthest": v.STAGE, "sourcekind": v.SOURCE_KIND}
    day = f"2024-{draw(st.integers(1, 12)):02d}"
    values = {
        **{field: st.sampled_from(list(known)) for field, known in codes.items()},
        **dict.fromkeys(("has", "no"), st.sampled_from([*HAS, *v.EVIDENCE_KIND])),
        **dict.fromkeys(("date", "act", "capture", "discovery", "reported"), st.sampled_from(
            ["2022", "2024", "2024-10", day, f"{day}..", f"..{day}", "2023-01-01..2023-06-30", "2024-10-06"])),
        "near": st.sampled_from(["48.15,37.30,25km", "49.99,36.23,30", "46.9,32,500m", "50,36,400"]),
        "reliability": st.sampled_from(["A", "<=C", ">=D", "<B", "=F", ">C"]),
        "ref": st.sampled_from(["INC-2026-000001", "e-000002", "S-0000", "P-000001", "B-000001", "X"]),
        "sha256": st.sampled_from(["0000", "ab12"]),
        "tag": st.sampled_from(["one", "two", "tag1", "tag7"]),
        "lead": st.sampled_from(["investigator", "ead", "l ead", "7", "Investigator 7", "L. Ead"]),
        "oblast": st.sampled_from(["Харківська область", "харківська ОБЛАСТЬ", "Kharkiv oblast", "область"]),
        **{kind: st.sampled_from([*words, f"{SHAPES[kind].prefix}-000002", f"{SHAPES[kind].prefix.lower()}-000003"])
           for kind in ("body", "source", "party", "evidence")},
    }
    value = draw(values.get(name, st.sampled_from(words)))
    return Condition(name, value, draw(st.booleans()) and FIELDS[name].tells_surely)


def nodes(words: list[str]) -> st.SearchStrategy[Node]:
    return st.recursive(leaves(words), lambda inner: st.one_of(
        st.builds(Without, inner), st.builds(lambda of: All(tuple(of)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda of: Either(tuple(of)), st.lists(inner, min_size=2, max_size=3))), max_leaves=4)


@settings(max_examples=400)
@given(data=st.data())
def test_the_engine_finds_what_a_plain_search_finds(
        searched: tuple[CaseStore, PlainStore, list[str]], data: st.DataObject) -> None:
    store, plain, words = searched
    text = written(data.draw(nodes(words)))
    reach = data.draw(st.sampled_from(Reach))
    assert engine(store, text, reach) == plain.search(read(text).node, reach), text


@settings(max_examples=300)
@given(data=st.data())
def test_of_many_words_the_rarest_are_looked_up_first_and_it_comes_to_the_same(
        searched: tuple[CaseStore, PlainStore, list[str]], data: st.DataObject) -> None:
    store, plain, words = searched
    text, reach = written(data.draw(nodes(words))), data.draw(st.sampled_from(Reach))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(match, "_MANY", data.draw(st.sampled_from([0, 1])))
        patch.setattr(match, "_FEW", data.draw(st.sampled_from([2, 2_000])))
        assert engine(store, text, reach) == plain.search(read(text).node, reach), text


def test_a_hundred_words_ask_the_index_few_times(searched: tuple[CaseStore, PlainStore, list[str]]) -> None:
    """However many words are joined by OR, and however few incidents are left of what must all stand."""
    store, plain, words = searched
    typed = [word for word in words if word.isalpha()][:90]
    for text, most in ((" OR ".join(typed) + " ", 5), (" ".join(typed) + " ", 3 * len(typed))):
        told: list[str] = []
        store.database.reader().set_trace_callback(told.append)
        found = engine(store, text)
        store.database.reader().set_trace_callback(None)
        assert found == plain.search(read(text).node)
        assert 0 < sum("search_fts MATCH" in each for each in told) <= most


@settings(max_examples=200)
@given(data=st.data())
def test_the_first_page_is_the_beginning_of_what_is_found(
        searched: tuple[CaseStore, PlainStore, list[str]], data: st.DataObject) -> None:
    """Looked for one by one, and yet the same; where nothing is promised, nothing wrong is told either."""
    store, _plain, words = searched
    wanted = IncidentFilter(query=written(data.draw(nodes(words))), include_withdrawn=data.draw(st.booleans()),
                            reach=data.draw(st.sampled_from(Reach)))
    sort, descending = data.draw(st.sampled_from(["date", "title", "evidence"])), data.draw(st.booleans())
    limit = data.draw(st.integers(1, 6))
    every = browse.incident_ids(store, wanted, sort, descending)
    page = first_page(store, wanted, sort, descending, limit, common=data.draw(st.integers(0, 4)))
    assert page is None or (page == every[:limit] and len(every) > limit), wanted


@settings(max_examples=100)
@given(data=st.data())
def test_how_near_what_is_shown_is_agrees_with_what_each_reach_finds(
        searched: tuple[CaseStore, PlainStore, list[str]], data: st.DataObject) -> None:
    """Told from the records of the incidents shown alone, and yet the same."""
    store, plain, words = searched
    node = read(written(data.draw(nodes(words)))).node
    assert node is not None
    references = {row.reference: row.pk for row in browse.incident_rows(store, list(range(1, 40)))}
    found = {reference: reach for reach in reversed(Reach) for reference in plain.search(node, reach)}
    with store.database.snapshot() as connection:
        near = Nearness(connection, [references[reference] for reference in found]).reaches(node)
    assert near == {references[reference]: reach for reference, reach in found.items()}


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_each_field_finds_something_and_not_everything(
        searched: tuple[CaseStore, PlainStore, list[str]], name: str) -> None:
    """An example for each field by which some incidents are told from others."""
    store, plain, _words = searched
    text = {
        "assessment": "assessment:recorded", "handling": "handling:open", "stage": "stage:pre_trial",
        "furthest": "furthest:pre_trial",
        "oblast": 'oblast:"харківська ОБЛАСТЬ"', "sourcekind": f"sourcekind:{_some_kind(plain)}",
        "confidentiality": "confidentiality:restricted", "type": "type:pillage", "tag": "tag:one",
        "lead": 'lead:"L. Ead"',
        "place": "place:Prykladivka", "near": "near:49.99,36.23,30km", "date": "date:2024", "act": "act:2024",
        "capture": "capture:2024-10-06", "discovery": "discovery!:2024-10", "reported": "reported:2024",
        "body": "body:court", "source": "source:courier", "party": "party:osprey", "evidence": "evidence:recording",
        "reliability": "reliability:<=A", "has": "has:video", "no": "no:video",
        "ref": "ref:P-000001", "sha256": f"sha256:{_some_digest(plain)}",
    }[name]
    assert read(text).hints == ()
    found = engine(store, text)
    assert found == plain.search(read(text).node)
    assert 0 < len(found) < len(plain.incidents), text


def _some_kind(plain: PlainStore) -> str:
    return next(str(record.state["kind"]) for record in plain.records if record.kind == "source")


def _some_digest(plain: PlainStore) -> str:
    digests = (row["sha256"] for record in plain.records if record.kind == "evidence" for row in record.state["files"])
    return str(next(digests))[:9]


def test_the_order_of_a_list_is_that_of_a_plain_sort(searched: tuple[CaseStore, PlainStore, list[str]]) -> None:
    store, plain, _words = searched
    pks = browse.incident_ids(store, IncidentFilter(query="has:date", include_withdrawn=True), sort="reference",
                              descending=False)
    found = [row.reference for row in browse.incident_rows(store, list(pks))]
    assert found == sorted(plain.search(read("has:date").node))
