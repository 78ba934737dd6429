"""Searching a small store in plain Python, slowly and without an index: what the engine must agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.folding import fold, latin_key, shadow
from casetracker.domain.former_names import OtherName, known
from casetracker.domain.likeness_places import distance_km
from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Reach, Without, Word
from casetracker.domain.query_fields import FIELDS
from casetracker.domain.query_reach import reaching
from casetracker.domain.query_values import Near
from casetracker.domain.shapes import SHAPES
from casetracker.domain.stages import furthest
from casetracker.services.case_store import CaseStore
from casetracker.store import states
from casetracker.store.search.terms import Form, forms_of
from casetracker.store.search.texts import texts

Json = dict[str, Any]
Found = set[str]


@dataclass(frozen=True, eq=False)
class Text:
    """One text of a record, folded."""

    words: list[str]
    keys: list[str]
    skeletons: list[str]


@dataclass(eq=False)
class Record:
    kind: str
    state: Json

    @property
    def id(self) -> str:
        return str(self.state["id"])

    @property
    def alive(self) -> bool:
        return self.state["withdrawn_at"] is None

    @cached_property
    def texts(self) -> list[Text]:
        made = (shadow(text, names=names) for _field, text, names in texts(self.kind, self.state))
        return [Text(each.words.split(), each.keys.split(), each.skeletons.split()) for each in made]

    def named(self, kind: str) -> Iterator[str]:
        """The ids of the records of a kind that this one names."""
        for part, ref in SHAPES[self.kind].references():
            if ref.target == kind:
                for row in [self.state] if part is None else self.state[part.name]:
                    if row[ref.name] is not None:
                        yield row[ref.name]

    def holds(self, form: Form) -> bool:
        return any(word.startswith(form.text) if form.begun else word == form.text
                   for text in self.texts for word in getattr(text, form.column))

    def holds_word(self, word: str, reach: Reach) -> bool:
        return any(self.holds(form) for form in forms_of(word, True, reach))

    def holds_name(self, name: OtherName) -> bool:
        """Each of its words somewhere, in one of its forms."""
        return all(any(key in forms for text in self.texts for key in text.keys) for forms in name.forms())

    def holds_words(self, wanted: str, reach: Reach) -> bool:
        """All the words begun, or for each name of a place among them one of its other names."""
        words = fold(wanted).split()
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                others = known().get(tuple(map(latin_key, words[start:end])), ()) if reach >= Reach.ALIAS else ()
                if others:
                    named = any(map(self.holds_name, others))
                    here = named or all(self.holds_word(word, reach) for word in words[start:end])
                    return here and all(self.holds_word(word, reach) for word in words[:start]) and self.holds_words(
                        " ".join(words[end:]), reach)
        return all(self.holds_word(word, reach) for word in words)

    def holds_in_a_row(self, words: list[str]) -> bool:
        return any(text.words[at:at + len(words)] == words for text in self.texts
                   for at in range(len(text.words) - len(words) + 1))


class PlainStore:
    """Every record of a store, in memory."""

    def __init__(self, store: CaseStore) -> None:
        with store.database.snapshot() as connection:
            self.records = [Record(kind, state) for kind in SHAPES
                            for (pk,) in connection.execute(f'SELECT pk FROM "{kind}"').fetchall()
                            if (state := states.read_state(connection, kind, pk))]
        self.by_id = {record.id: record for record in self.records}
        self.incidents = {record.id: record for record in self.records if record.kind == "incident"}

    def search(self, node: Node | None, reach: Reach = Reach.SKELETON) -> Found:
        """The references of the incidents that match, that near or nearer."""
        ids = set(self.incidents) if node is None else self._find(reaching(node, reach), True)
        return {self.incidents[each].state["reference"] for each in ids}

    def _find(self, node: Node, by_sound: bool) -> Found:
        match node:
            case Without(of):
                return set(self.incidents) - self._find(of, not by_sound)
            case All(of):
                return set.intersection(*(self._find(each, by_sound) for each in of))
            case Either(of):
                return set().union(*(self._find(each, by_sound) for each in of))
            case Phrase(text):
                return self._led(lambda record: record.holds_in_a_row(fold(text).split()))
            case Word(text, begun, _):
                words = fold(text).split()
                return set.intersection(*(self._with(forms_of(
                    word, begun and number == len(words), node.reach if by_sound else Reach.KEY))
                                          for number, word in enumerate(words, 1)))
            case Alias(name):
                return self._led(lambda record: record.holds_name(name))
            case Condition():
                value = FIELDS[node.field].read(node.value)
                return _OF[node.field](self, node, value)

    def _with(self, forms: list[Form]) -> Found:
        return self._led(lambda record: any(record.holds(form) for form in forms))

    def _led(self, meant: Callable[[Record], bool], kind: str = "") -> Found:
        """The incidents that the records meant are, or hang on."""
        return {each for record in self.records if (not kind or record.kind == kind) and meant(record)
                for each in self._leads(record)}

    def _leads(self, record: Record) -> Found:
        if record.kind == "incident":
            return {record.id}
        if not record.alive and self._hangs(record.kind):
            return set()
        found = set(record.named("incident"))
        for other in self.records:
            if record.id in other.named(record.kind):
                if other.kind == "incident":
                    found.add(other.id)
                elif other.alive:
                    found |= set(other.named("incident"))
        owner = {"custody": "evidence", "consent": "party"}.get(record.kind)
        return found.union(*(self._leads(self.by_id[each]) for each in record.named(owner))) if owner else found

    def _hangs(self, kind: str) -> bool:
        return kind in ("custody", "consent") or any(
            field.target == "incident" for _part, field in SHAPES[kind].references())

    def _where(self, meant: Callable[[Json], bool]) -> Found:
        return {each for each, record in self.incidents.items() if meant(record.state)}

    def _items(self, meant: Callable[[Json], bool]) -> Found:
        return {link["incident"] for record in self.records if record.kind == "evidence" and record.alive
                and meant(record.state) for link in record.state["links"]}


def _begins(wanted: str, held: Iterable[str | None], reach: Reach) -> bool:
    text = shadow(" ".join(filter(None, held)), names=True)
    record = Record("", {})
    record.__dict__["texts"] = [Text(text.words.split(), text.keys.split(), text.skeletons.split())]
    return record.holds_words(wanted, reach)


def _stage(self: PlainStore, _node: Condition, value: tuple[str, ...]) -> Found:
    return {row["incident"] for record in self.records if record.kind == "proceeding" and record.alive
            and record.state["stage"] in value for row in record.state["incidents"]}


def _furthest(self: PlainStore, _node: Condition, value: tuple[str, ...]) -> Found:
    def on(incident: str) -> list[Json]:
        return [record.state for record in self.records if record.kind == "proceeding" and record.alive
                and any(row["incident"] == incident for row in record.state["incidents"])]

    return {each for each in self.incidents if any(found.stage in value for found in furthest(on(each)))}


def _type(self: PlainStore, node: Condition, value: str) -> Found:
    def meant(term: str) -> bool:
        if node.surely:
            return fold(term) == fold(value)
        return term == value.casefold() or any(
            fold(told).startswith(fold(value)) for told in (term, v.VIOLATION.label(term)))

    return self._where(lambda state: any(map(meant, state["violation_types"])))


def _hanging(self: PlainStore, node: Condition, value: str) -> Found:
    this = [record for record in self.records if record.kind == node.field
            and record.state["reference"] == value.strip().upper()]
    return self._led(lambda record: record in this if this else record.holds_words(value, node.reach), node.field)


def _lead(self: PlainStore, node: Condition, value: str) -> Found:
    def meant(name: str) -> bool:
        return fold(name) == fold(value) if node.surely else _begins(value, [name], node.reach)

    return self._where(lambda state: bool(state["lead_investigator"]) and meant(state["lead_investigator"]))


def _near(self: PlainStore, _node: Condition, value: Near) -> Found:
    return self._where(lambda state: any(
        row["lat"] is not None and distance_km(value.lat, value.lon, row["lat"], row["lon"]) <= value.km
        for row in state["places"]))


def _place(self: PlainStore, node: Condition, value: str) -> Found:
    return self._where(lambda state: any(
        _begins(value, [row["name"], *row["names"], row["settlement"], row["admin"]], node.reach)
        for row in state["places"]))


def _date(self: PlainStore, node: Condition, value: ImpreciseDate) -> Found:
    return self._where(lambda state: state["working_date"] is not None and _meets(state["working_date"], node, value))


def _dates(*kinds: str) -> Callable[[PlainStore, Condition, ImpreciseDate], Found]:
    def find(self: PlainStore, node: Condition, value: ImpreciseDate) -> Found:
        return self._where(lambda state: any(row["kind"] in kinds and row["stance"] == "supports" and _meets(
            row["date"], node, value) for row in state["dates"]))

    return find


def _meets(text: str, node: Condition, wanted: ImpreciseDate) -> bool:
    date = parse_edtf(text)
    if not node.surely:
        return date.in_zone("utc").overlaps(wanted.in_zone("utc"))
    return not (date.approximate or date.uncertain) and (
        wanted.earliest is None or (date.earliest is not None and date.earliest >= wanted.earliest)) and (
        wanted.latest is None or (date.latest is not None and date.latest <= wanted.latest))


def _reference(self: PlainStore, _node: Condition, value: str) -> Found:
    return self._led(lambda record: record.state["reference"].startswith(value.strip().upper()))


def _digest(self: PlainStore, _node: Condition, value: str) -> Found:
    return self._led(lambda record: any((row["sha256"] or "").startswith(value) for row in record.state["files"]),
                     "evidence")


def _has(self: PlainStore, _node: Condition, value: tuple[str, ...]) -> Found:
    return set().union(*(_one(self, name) for name in value))


def _one(self: PlainStore, name: str) -> Found:
    lists = {"date": "dates", "place": "places", "figure": "figures", "claim": "claims", "lead": "lead_investigator",
             "type": "violation_types", "tag": "tags"}
    if name in lists:
        return self._where(lambda state: bool(state[lists[name]]))
    if name == "file":
        return self._items(lambda state: any(row["sha256"] and not row["destroyed_at"] for row in state["files"]))
    return self._led(lambda _record: True, name) if name in SHAPES else self._items(lambda state: state["kind"] == name)


def _no(self: PlainStore, node: Condition, value: tuple[str, ...]) -> Found:
    return set(self.incidents) - _has(self, node, value)


def _code(self: PlainStore, node: Condition, value: tuple[str, ...]) -> Found:
    return self._where(lambda state: state[node.field] in value)


_OF: dict[str, Callable[..., Found]] = {
    **dict.fromkeys(("assessment", "handling", "confidentiality"), _code),
    **dict.fromkeys(("body", "source", "party", "evidence"), _hanging),
    "stage": _stage, "type": _type, "place": _place, "near": _near, "date": _date, "ref": _reference, "sha256": _digest,
    "tag": lambda self, _node, value: self._where(lambda state: fold(value) in map(fold, state["tags"])),
    "lead": _lead, "furthest": _furthest,
    "oblast": lambda self, _node, value: self._where(lambda state: any(
        row["admin"] and fold(row["admin"]) == fold(value) for row in state["places"])),
    "sourcekind": lambda self, _node, value: self._led(lambda record: record.state["kind"] in value, "source"),
    "act": _dates("act"), "capture": _dates("capture"), "discovery": _dates("discovery"),
    "reported": _dates("official_report", "first_publication"),
    "reliability": lambda self, _node, value: self._led(lambda record: record.state["reliability"] in value, "source"),
    "has": _has, "no": _no}
