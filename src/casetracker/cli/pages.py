"""Records as a person reads them in a terminal: labels and values, in the order of the record's shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from casetracker.cli import output, pages_care
from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.relations import told as told_relation
from casetracker.domain.shapes import ATTRIBUTION, INCIDENT, SHAPES, Field
from casetracker.errors import InvalidDate
from casetracker.i18n import _, language
from casetracker.services.working import ends_in_words

Record = Mapping[str, Any]
_UNSAID = {"stance": "supports", "basis": "stated", "zone": "unknown"}


def record(kind: str, data: Record) -> None:
    """One record: its head, its fields, its lists."""
    shape = SHAPES[kind]
    output.say(f"{data['reference']}{output.GAP}{_(shape.label)}", lines=False)
    _withdrawn(data)
    fields(shape.scalars, data)
    for field in shape.lists:
        rows(field, data.get(field.name) or ())
    pages_care.capture(data)
    if data.get("hidden"):
        output.say()
        output.say(_("Hidden, for the record is protected: {names} (--reveal shows them).").format(
            names=", ".join(data["hidden"])))


def _withdrawn(data: Record) -> None:
    if data.get("withdrawn_at"):
        output.say(_("WITHDRAWN on {when} by {who}: {why}").format(
            when=data["withdrawn_at"], who=data["withdrawn_by"], why=own_reasons.told(data["withdrawn_reason"])))


def fields(shown: Iterable[Field], data: Record) -> None:
    """Labels and values under each other; what is empty is left out."""
    pairs = [(_(field.label), value(field, data)) for field in shown if field.name in data]
    pairs = [(label, text) for label, text in pairs if text]
    size = max((output.width(label) for label, _text in pairs), default=0)
    for label, text in pairs:
        gap = " " * (size - output.width(label))
        output.say(f"  {label}{gap}{output.GAP}{_hung(text, size + 4)}")


def _hung(text: str, by: int) -> str:
    """Further lines of a long text stand below its first."""
    return text.rstrip().replace("\n", "\n" + " " * by)


def rows(field: Field, entries: Sequence[Record]) -> None:
    """A list of the record: one paragraph for each row."""
    if not entries:
        return
    output.say()
    output.say(_(field.label))
    for entry in entries:
        told = _labelled(field.fields, entry) if field.readonly else _claimed(field.fields, entry)
        output.say("  - " + _hung(" · ".join(told), 4))


def _claimed(shown: Sequence[Field], entry: Record) -> Iterator[str]:
    """What a row says, then who says so and on what basis."""
    names = {each.name for each in ATTRIBUTION}
    attributed = names <= {each.name for each in shown}
    own = [each for each in shown if not (attributed and each.name in names)]
    yield ", ".join(value(each, entry).replace("\n", ", ") for each in own if _is_said(each, entry))
    if attributed:
        source = entry.get("source")
        yield _("according to {source}").format(source=source) if source else _("not attributed")
        yield from _labelled([each for each in shown if each.name in names - {"source"}], entry)


def _labelled(shown: Iterable[Field], entry: Record) -> Iterator[str]:
    for field in shown:
        if _is_said(field, entry):
            yield f"{_(field.label)}: {value(field, entry)}"


def _is_said(field: Field, entry: Record) -> bool:
    given = entry.get(field.name)
    return given not in (None, "", [], False) and _UNSAID.get(field.name) != given


def value(field: Field, data: Record) -> str:
    """A field's value in words."""
    given = data.get(field.name)
    if given is None:
        return ""
    match field.type:
        case "code" | "codes" if field.vocabulary is not None:
            codes = [given] if isinstance(given, str) else given
            return "; ".join(field.vocabulary.label(code) for code in codes)
        case "words":
            return "\n".join(given)
        case "flag":
            return _("yes") if given else _("no")
        case "when":
            return date(given, data.get("zone"))
        case "int" if field.vocabulary is not None:
            return field.vocabulary.label(str(given))
    return _code_in_text(field, given)


def _code_in_text(field: Field, given: Any) -> str:
    """Histories keep codes in text fields; they are read as labels too."""
    text = str(given)
    if field.name in ("before", "after"):
        return v.ASSESSMENT.label(text) if text in v.ASSESSMENT else v.HANDLING.label(text)
    match field.name:
        case "axis":
            return _(INCIDENT.field(text).label).lower()
        case "stage":
            return v.STAGE.label(text)
        case "reason":
            return own_reasons.told(text)
    return text


def date(edtf: str, zone: str | None = None) -> str:
    """An imprecise date in honest words."""
    try:
        return parse_edtf(edtf, zone or "unknown").describe(language())
    except InvalidDate:
        return edtf


def incident(page: Record) -> None:
    """An incident with all that hangs on it: statuses first, then the record, then what names it."""
    data = page["incident"]
    output.say(f"{data['reference']}{output.GAP}{data['title']}", lines=False)
    output.say(_statuses(data))
    output.say(_working_date(data["derived"]["working_date"]))
    output.say(_("Sources on the act: {count}").format(count=page["roots"]["label"]))
    _withdrawn(data)
    output.say()
    shape = SHAPES["incident"]
    fields((each for each in shape.scalars if each.name not in ("title", "assessment", "handling")), data)
    for field in shape.lists:
        rows(field, data[field.name])
        marks(field.name, data["derived"]["matters"])
    _hanging(page)


def marks(name: str, matters: Iterable[Record]) -> None:
    """Under a list of claims: from how many roots each of its matters is, and who says otherwise."""
    for matter in matters:
        if matter["list"] == name:
            output.say(f"  = {matter['label']}: {matter['mark']}", lines=False)


def _statuses(data: Record) -> str:
    stages = "; ".join(stage["label"] for stage in data["derived"]["stages"])
    return " · ".join((
        _("Assessment: {value}").format(value=v.ASSESSMENT.label(data["assessment"])),
        _("Handling: {value}").format(value=v.HANDLING.label(data["handling"])),
        _("Stage: {value}").format(value=stages or _("none known")),
    ))


def _working_date(working: Record | None) -> str:
    if working is None:
        return _("When: not known")
    kind, told = v.DATE_KIND.label(working["kind"]).lower(), date(working["date"], working["zone"])
    if working["derived"]:
        derived = _("When: {date} ({kind}; derived by casetracker, stated by no source)").format(date=told, kind=kind)
        return f"{derived}\n  {ends_in_words(working)}"
    return _("When: {date} ({kind})").format(date=told, kind=kind)


def _hanging(page: Record) -> None:
    """What hangs on the incident, one line each."""
    parties, bodies = page["parties"], page["bodies"]
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Parties"), (f"{each['party']} {parties[each['party']]['label']}: {v.ROLE.label(each['role'])}"
                        for each in page["participations"])),
        (_("Sources"), (f"{reference} {source['label']}" for reference, source in page["sources"].items())),
        (_("Evidence"), (f"{item['reference']} {item['label']} ({_held(item)})" for item in page["evidence"])),
        (_("Proceedings"), (f"{each['reference']} {each['label']}: {v.STAGE.label(each['stage'])}"
                            for each in page["proceedings"])),
        *pages_care.sections(page),
        (_("Investigating bodies"), (f"{reference} {body['label']}" for reference, body in bodies.items())),
        (_("Related incidents"), (_related(page["incident"]["reference"], each) for each in page["relations"])),
    )
    for heading, lines in sections:
        told = list(lines)
        if told:
            output.say()
            output.say(heading)
            for line in told:
                output.say(f"  - {line}", lines=False)


def _related(reference: str, relation: Record) -> str:
    inverse = relation["other"] == reference
    told = f"{told_relation(relation['kind'], inverse)}: {relation['incident' if inverse else 'other']}"
    return f"{relation['reference']} {told}" + (f" ({relation['reason']})" if relation["reason"] else "")


def _held(item: Record) -> str:
    """What is held of an item: its kind, and the beginning of its original's hash."""
    kind = v.EVIDENCE_KIND.label(item["kind"])
    return ", ".join([kind, *(f"SHA-256 {file['sha256'][:12]}…" for file in item["files"][:1]),
                      *([_("destroyed")] if any(file["destroyed_at"] for file in item["files"]) else [])])
