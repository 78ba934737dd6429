"""What a package holds for whom, what it withholds and says so, and that it is made whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.dossier import packages as p
from tests.factories import Ticking, Web, copied, opened

from casetracker.domain.shapes import SHAPES
from casetracker.dossier.package import extract
from casetracker.dossier.package.make import make
from casetracker.errors import (
    Conflict,
    DisclosureRefused,
    EvidenceDamaged,
    InvalidRecord,
    StoreForeign,
    StoreReadOnly,
    UserError,
)
from casetracker.services import checks, destruction, evidence, history, records
from casetracker.services.case_store import CaseStore
from casetracker.store import keys

PASSPHRASE = "four invented words here"
NAMES = re.compile("|".join(("Zoryana", "Vyhadana", *f.PROTECTED_NAMES)).encode(), re.IGNORECASE)


@pytest.fixture
def store(woven: tuple[Path, Web]) -> Iterator[CaseStore]:
    with opened(woven[0]) as made:
        yield made


@pytest.fixture
def web(woven: tuple[Path, Web]) -> Web:
    return woven[1]


def told(package: Path, reference: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((package / f"data/records/{reference}.json").read_text(encoding="utf-8"))
    return given


def about(package: Path) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((package / "data/package.json").read_text(encoding="utf-8"))
    return given


def lines(package: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (package / "data/journal.jsonl").read_bytes().splitlines()]


def everything(package: Path) -> bytes:
    return b"".join(name.encode() + path.read_bytes() for name, path in p.files(package).items())


def test_inside_everything_is_told(store: CaseStore, web: Web, tmp_path: Path) -> None:
    made = make(store, [web.incident], tmp_path / "out", audience="internal")
    kinds = {told(tmp_path / "out", path.stem)["kind"] for path in (tmp_path / "out/data/records").iterdir()}
    assert kinds == set(SHAPES) - {"saved_search"}, "a search hangs on no incident, and is handed to nobody"
    assert f.saved_search()["name"].encode() not in everything(tmp_path / "out")
    assert told(tmp_path / "out", web.witness)["record"]["name"] == f.PROTECTED_NAME
    assert (tmp_path / "out/data/evidence" / web.exhibit / "01_invented.mp4").read_bytes() == b"not a film at all " * 50
    assert all("payload" in line for line in lines(tmp_path / "out") if "entry" in line)
    assert (made.records, made.files, made.head.sequence) == (19, 1, 24)
    assert p.codes(tmp_path / "out") == set()


def test_outside_no_protected_name_and_none_of_our_own_work(store: CaseStore, web: Web, tmp_path: Path) -> None:
    records.amend(store, web.exhibit, {"showable": True})
    make(store, [web.incident], tmp_path / "out")
    package = tmp_path / "out"
    assert not NAMES.search(everything(package))
    names = {path.stem for path in (package / "data/records").iterdir()}
    assert not names & {web.allegation, web.relation, web.account, web.consent, web.handover, web.dismissal}
    assert set(about(package)["kinds_withheld"]) == {"allegation", "relation", "account", "consent", "handover", "dismissal"}
    assert {"name", "names", "note"} <= set(told(package, web.witness)["record"]["hidden"])
    assert "inquiries" not in told(package, web.incident)["record"]
    assert {"list": "inquiries"} in told(package, web.incident)["withheld"]
    assert (package / "data/evidence" / web.exhibit / "01_invented.mp4").exists()
    with_payload = {json.loads(line["entry"])["record"]["kind"] for line in lines(package) if "payload" in line}
    assert with_payload == {"custody", "package"}
    assert p.codes(package) == set()


def test_a_file_that_is_not_marked_as_one_to_be_shown_stays_here(store: CaseStore, web: Web, tmp_path: Path) -> None:
    make(store, [web.incident], tmp_path / "out")
    given = told(tmp_path / "out", web.exhibit)
    assert "not marked" in given["files_withheld"]
    assert given["record"]["files"][0]["sha256"] == hashlib.sha256(b"not a film at all " * 50).hexdigest()
    assert not (tmp_path / "out/data/evidence").exists()


@pytest.mark.parametrize("sharing", ["lead_only", "not_onward"])
def test_what_a_source_forbids_is_counted_and_not_told(store: CaseStore, web: Web, tmp_path: Path, sharing: str) -> None:
    records.amend(store, web.source, {"sharing": sharing})
    records.amend(store, web.hidden_source, {"sharing": sharing})
    records.amend(store, web.exhibit, {"sharing": sharing})
    make(store, [web.incident], tmp_path / "out")
    package = tmp_path / "out"
    given = told(package, web.incident)
    assert {"list": "dates", "count": 2, "because_of": [web.source]} in given["withheld"]
    assert not any(given["record"][name] for name in ("dates", "places", "figures", "harmed_objects", "claims", "conflicts"))
    assert given["record"]["derived"]["working_date"] is None
    withheld = about(package)["withheld"]
    assert withheld[web.exhibit] == {"kind": "evidence", "sharing": sharing}
    assert withheld[web.participation] == {"kind": "participation", "because_of": web.hidden_source}
    names = {path.stem for path in (package / "data/records").iterdir()}
    assert not names & {web.source, web.hidden_source, web.exhibit, web.participation, web.custody}
    # Nobody is told of the witness, whom only a withheld participation names.
    assert web.witness not in names
    assert b"Invented recording" not in everything(package)
    assert b"Sample Courier" not in everything(package)
    assert b"heard it" not in everything(package)
    assert p.codes(package) == set()
    hidden = {line["seq"] for line in lines(package) if "digest" in line}
    for reference in (web.source, web.exhibit, web.witness):
        assert {entry.sequence for entry in history.entries(store, reference)} <= hidden


def test_other_cases_are_not_told_by_what_they_share(store: CaseStore, web: Web, tmp_path: Path) -> None:
    records.amend(store, web.exhibit, {"links": [{"incident": web.incident}, {"incident": web.other, "note": "telling"}]})
    records.amend(store, web.proceeding, {"incidents": [{"incident": web.incident}, {"incident": web.other}]})
    make(store, [web.incident], tmp_path / "one")
    assert [link["incident"] for link in told(tmp_path / "one", web.exhibit)["record"]["links"]] == [web.incident]
    assert b"telling" not in everything(tmp_path / "one")
    assert web.other.encode() not in b"".join(
        path.read_bytes() for path in (tmp_path / "one/data/records").iterdir())
    make(store, [web.incident.lower(), web.other, web.incident], tmp_path / "both")
    assert len(told(tmp_path / "both", web.exhibit)["record"]["links"]) == 2
    assert about(tmp_path / "both")["incidents"] == [web.incident, web.other]
    assert p.codes(tmp_path / "both") == set()


LEAKS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a narrative": ("incident", {"narrative": f"We heard {f.PROTECTED_NAME} say so."}, "narrative"),
    "a claim, in another script": ("incident", {"claims": [{"kind": "act", "value": "Тут Зоряна Вигадана."}]}, "claims"),
    "an item's title": ("exhibit", {"title": "Vyhadana, Zoryana: recording"}, "title"),
    "a body's contact": ("body", {"contact": "ask for Zoryana Vyhadana"}, "contact"),
}


@pytest.mark.parametrize("what", sorted(LEAKS))
def test_a_protected_name_anywhere_stops_it_and_the_place_is_told(
        store: CaseStore, web: Web, tmp_path: Path, what: str) -> None:
    record, patch, field = LEAKS[what]
    records.amend(store, getattr(web, record), patch)
    before = history.head_sequence(store)
    with pytest.raises(DisclosureRefused) as refused:
        make(store, [web.incident], tmp_path / "out")
    assert field in str(refused.value)
    assert getattr(web, record) in str(refused.value)
    assert not NAMES.search(str(refused.value).encode())
    assert list(tmp_path.glob("*")) == [store.folder]
    assert history.head_sequence(store) == before
    make(store, [web.incident], tmp_path / "out", audience="internal")


def test_the_names_of_files_and_persons_at_work_tell_no_protected_name(
        store: CaseStore, web: Web, tmp_path: Path) -> None:
    for target in ("Zoryana Vyhadana", "zoryana-vyhadana.zip"):
        with pytest.raises(DisclosureRefused):
            make(store, [web.incident], tmp_path / target)
    file = tmp_path / "Zoryana Vyhadana.txt"
    file.write_text("invented")
    item = evidence.take_in(store, web.incident, file, title="A note", details={"showable": True}).reference
    with opened(store.folder, actor=f.PROTECTED_NAME) as other:
        records.amend(other, web.body, {"note": "amended by one whose name is protected"})
        with pytest.raises(DisclosureRefused):
            make(other, [web.incident], tmp_path / "out")
    make(store, [web.incident], tmp_path / "out")
    assert not NAMES.search(everything(tmp_path / "out"))
    (given,) = (tmp_path / "out/data/evidence" / item).iterdir()
    assert given.name == f"01_{item}.txt"
    assert p.codes(tmp_path / "out") == set()


def test_the_family_that_is_not_informed_is_cautioned_of(store: CaseStore, web: Web, tmp_path: Path) -> None:
    person = records.add(store, "party", f.party(name="Qwertan Unheard", fate="killed")).reference
    records.add(store, "participation", f.participation(web.incident, person, role="victim"))
    make(store, [web.incident], tmp_path / "out", language="uk", dossier=True)
    (caution,) = about(tmp_path / "out")["cautions"]
    assert (caution["code"], caution["references"]) == ("family_not_informed", [person])
    assert (tmp_path / "out/data/dossier.pdf").read_bytes().startswith(b"%PDF")
    assert b"Qwertan" not in everything(tmp_path / "out")
    assert told(tmp_path / "out", person)["record"]["name"] is None


@pytest.mark.parametrize("text", ["Qwertan Unheard was there.", "Квертан Унгеард був там."])
def test_the_name_of_one_whose_family_has_not_heard_stops_it_too(
    store: CaseStore, web: Web, tmp_path: Path, text: str
) -> None:
    person = records.add(store, "party", f.party(name="Qwertan Unheard", fate="killed",
                                                 names=["Квертан Унгеард"])).reference
    records.add(store, "participation", f.participation(web.incident, person, role="victim"))
    records.amend(store, web.incident, {"narrative": text})
    with pytest.raises(DisclosureRefused, match=person):
        make(store, [web.incident], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    make(store, [web.incident], tmp_path / "inside", audience="internal")


def test_what_stands_in_an_item_that_may_not_be_passed_on_is_not_told(store: CaseStore, web: Web, tmp_path: Path) -> None:
    records.amend(store, web.source, {"sharing": "free"})
    records.amend(store, web.exhibit, {"sharing": "lead_only"})
    records.amend(store, web.incident, {"claims": [
        {"kind": "act", "value": "Told by the item alone", "source": web.source, "basis": "stated", "evidence": web.exhibit},
        {"kind": "act", "value": "Told by the source", "source": web.source, "basis": "stated"}]})
    make(store, [web.incident], tmp_path / "out")
    given = told(tmp_path / "out", web.incident)
    assert [row["value"] for row in given["record"]["claims"]] == ["Told by the source"]
    assert {"list": "claims", "count": 1, "because_of": [web.exhibit]} in given["withheld"]
    assert b"by the item alone" not in everything(tmp_path / "out")


def test_named_recipients_are_given_what_is_theirs(store: CaseStore, web: Web, tmp_path: Path) -> None:
    body = records.add(store, "body", f.body(name="Invented Bureau")).reference
    records.amend(store, web.source, {"sharing": "named_recipients", "sharing_recipients": "Invented Bureau"})
    make(store, [web.incident], tmp_path / "all")
    make(store, [web.incident], tmp_path / "theirs", recipient=body)
    assert not (tmp_path / f"all/data/records/{web.source}.json").exists()
    assert told(tmp_path / "theirs", web.source)["record"]["name"]
    assert (about(tmp_path / "all")["recipient"], about(tmp_path / "theirs")["recipient"]) == (None, body)


def test_a_file_that_was_destroyed_is_told_of_and_not_missed(store: CaseStore, web: Web, tmp_path: Path) -> None:
    records.amend(store, web.exhibit, {"showable": True, "sharing": "free"})
    records.amend(store, web.hidden_source, {"sharing": "free"})
    destruction.destroy(store, web.exhibit, "Invented order of a court")
    make(store, [web.incident], tmp_path / "out", audience="internal")
    assert told(tmp_path / "out", web.exhibit)["record"]["files"][0]["destroyed_at"]
    assert not (tmp_path / "out/data/evidence").exists()
    assert p.codes(tmp_path / "out") == set()


def test_its_entry_in_the_journal_changes_no_record_and_names_its_contents(
        store: CaseStore, web: Web, tmp_path: Path) -> None:
    undo = history.undoable(store)
    made = make(store, [web.incident], tmp_path / "out.zip")
    entry = history.entries(store, limit=1)[0]
    assert (entry.kind, entry.what, entry.extra) == ("package", f"Make package of {web.incident}", {"sha256": made.sha256})
    assert history.undoable(store) == undo
    assert checks.verify(store).faults == []
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o600


def test_a_plain_store_makes_one_that_says_it_is_not_signed(store: CaseStore, web: Web, tmp_path: Path) -> None:
    made = make(store, [web.incident], tmp_path / "out")
    assert (made.head.key, made.head.signature) == ("", b"")
    told = p.run(tmp_path / "out")
    assert told.returncode == 0
    assert "NOT SIGNED" in told.stdout
    assert told.stdout.endswith("Everything is right, but nothing is signed.\n")


def test_the_same_record_gives_the_same_contents(store: CaseStore, web: Web, tmp_path: Path) -> None:
    one, two = (make(store, [web.incident], tmp_path / name, dossier=True) for name in ("one", "two.zip"))
    assert one.sha256 == two.sha256


def test_nothing_is_ever_overwritten(store: CaseStore, web: Web, tmp_path: Path) -> None:
    (tmp_path / "file.zip").write_text("mine")
    (tmp_path / "folder").mkdir()
    for place in ("file.zip", "folder", "none/out", store.folder / "out", store.folder / "vault" / "out.zip"):
        with pytest.raises(UserError):
            make(store, [web.incident], tmp_path / place)
    assert (tmp_path / "file.zip").read_text() == "mine"
    assert list((tmp_path / "folder").iterdir()) == []
    for references in ([], ["INC-2026-000009"]):
        with pytest.raises(UserError):
            make(store, references, tmp_path / "out")
    with pytest.raises(InvalidRecord):
        make(store, [web.incident], tmp_path / "out", audience="all")
    with pytest.raises(InvalidRecord):
        make(store, [web.incident], tmp_path / "out", language="xx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.zip", "folder", "woven"]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_cannot_be_finished_leaves_nothing(store: CaseStore, web: Web, tmp_path: Path, name: str) -> None:
    records.amend(store, web.exhibit, {"showable": True})
    before = history.head_sequence(store)
    with pytest.raises(UserError, match="cancelled"):
        make(store, [web.incident], tmp_path / name, progress=lambda done, total: False)
    (kept,) = [path for path in (store.folder / "vault").rglob("*") if path.is_file()]
    kept.chmod(0o600)
    p.flip(kept, 10)
    with pytest.raises(EvidenceDamaged):
        make(store, [web.incident], tmp_path / name)
    assert list(tmp_path.iterdir()) == [store.folder]
    assert history.head_sequence(store) == before


def test_a_record_changed_while_it_is_packed_is_not_packed(
        store: CaseStore, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    select = extract.select

    def meanwhile(*given: Any) -> extract.Selection:
        with opened(store.folder, actor="another") as other:
            records.amend(other, reference, {"note": "changed meanwhile"})
        return select(*given)

    monkeypatch.setattr(extract, "select", meanwhile)
    reference = web.body
    with pytest.raises(Conflict):
        make(store, [web.incident], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    # Another case's change is no hindrance, and stands in the journal.
    reference = records.add(store, "source", f.source(name="Elsewhere")).reference
    make(store, [web.incident], tmp_path / "out")
    assert p.codes(tmp_path / "out") == set()


def test_no_package_is_made_of_a_journal_that_was_altered(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    connection = sqlite3.connect(folder / "cases.db")
    connection.execute("UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), 'T. Ester', 'F. Orger') AS BLOB)"
                       " WHERE sequence = 2")
    connection.commit()
    connection.close()
    with opened(folder) as store, pytest.raises(StoreForeign, match="entry 2"):
        make(store, [web.incident], tmp_path / "out")
    assert list(tmp_path.glob("out*")) == []


def test_a_store_that_may_not_be_written_makes_none(store: CaseStore, web: Web, tmp_path: Path) -> None:
    store.database.read_only = True
    with pytest.raises(StoreReadOnly):
        make(store, [web.incident], tmp_path / "out")


def test_after_a_rewritten_journal_nothing_more_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 1024)
    folder = tmp_path / "store"
    with CaseStore.create(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()) as store:
        case = records.add(store, "incident", f.incident()).reference
    early = copied(folder, tmp_path / "early")
    with CaseStore.open(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()) as store:
        records.amend(store, case, {"title": "Later"})
    (folder / "cases.db").write_bytes((early / "cases.db").read_bytes())
    with CaseStore.open(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()) as store:
        assert {fault.kind for fault in checks.verify(store).faults} == {"head_gone", "head_file_ahead"}
        with pytest.raises(UserError, match="signed"):
            make(store, [case], tmp_path / "out")
    assert not (tmp_path / "out").exists()
