"""The sources: who they are, how far they are trusted, and where each has its knowledge from."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Block, Column, Paragraph, Section, Span, Table, Text
from casetracker.i18n import _


def section(case: Case) -> Section:
    return Section(_("Sources"), tuple(_blocks(case)))


def _blocks(case: Case) -> Iterator[Block]:
    sources = case.page["sources"]
    if sources:
        yield Paragraph(w.cat(Span(_("On the act: "), bold=True), case.page["roots"]["label"], "."))
        yield Paragraph(_("An independent root is a person or body that knows at first hand; sources that quote, "
                          "translate, republish or rewrite it add nothing to it. A source whose origin is not known is "
                          "never counted as independent."), "small")
    yield Table(
        (Column(_("Source"), 2.4), Column(_("Grade"), 1.0), Column(_("Where it has its knowledge from"), 2.1),
         Column(_("Access and remarks"), 2.5)),
        tuple(_row(case, sources[reference]) for reference in sorted(sources)),
        empty=_("No source is recorded."))


def _row(case: Case, source: Json) -> tuple[Text, ...]:
    if case.audience.holds_back(source):
        return (w.mono(source["reference"]), "", "", _("Withheld by its sharing condition: {condition}.").format(
            condition=v.SHARING.label(source["sharing"])))
    return _who(case, source), _grade(source), _chain(case, source), _access(case, source)


def _who(case: Case, source: Json) -> Text:
    published = case.date(source["published"])
    return w.lines(
        case.source(source["reference"]),
        w.muted(v.SOURCE_KIND.label(source["kind"])),
        _labelled(_("Author"), source.get("author")),
        _labelled(_("Publisher"), source.get("publisher")),
        _labelled(_("Published"), published),
        _labelled(_("Language"), source["language"]))


def _labelled(name: str, value: str | None) -> str:
    return f"{name}: {value}" if value else ""


def _grade(source: Json) -> Text:
    if not source["reliability"]:
        return w.muted(_("not graded"))
    return v.RELIABILITY.label(source["reliability"])


def _chain(case: Case, source: Json) -> Text:
    match source["origin"]:
        case "first_hand":
            return w.lines(_("First-hand"), _labelled(_("Originator"), source.get("originator")))
        case "derived":
            return w.lines(*_steps(case, source))
    return _("Origin not known")


def _steps(case: Case, source: Json) -> Iterator[Text]:
    for step in source["derivations"]:
        note = f" – {step['note']}" if step["note"] else ""
        yield w.cat(v.DERIVATION.label(step["how"]), " ", w.mono(step["source"]), w.muted(note))
    yield w.cat(w.muted(_("Leads back to: ")), "; ".join(_ends(case, source["reference"], set())))


def _ends(case: Case, reference: str, seen: set[str]) -> list[str]:
    """What the chain ends in: originators at first hand, or sources of unknown origin."""
    if reference in seen:
        return []
    seen.add(reference)
    source = case.page["sources"][reference]
    if case.audience.holds_back(source):
        return [_("{reference}, withheld").format(reference=reference)]
    if source["origin"] == "first_hand":
        return [source.get("originator") or reference]
    if source["origin"] == "unknown":
        return [_("{reference}, origin not known").format(reference=reference)]
    ends = [end for step in source["derivations"] for end in _ends(case, step["source"], seen)]
    return list(dict.fromkeys(ends))


def _access(case: Case, source: Json) -> Text:
    points = [w.lines(
        point["url"] or "",
        _("accessed {date}").format(date=case.date(point["accessed_on"])) if point["accessed_on"] else "",
        _labelled(_("Archived"), point["archive_url"]), _labelled(_("Page capture"), point["capture"]))
        for point in source.get("access_points") or ()]
    sharing = source["sharing"]
    condition = "" if sharing == "free" else w.joined((v.SHARING.label(sharing), source["sharing_recipients"] or ""), ": ")
    return w.lines(_("Original held") if source["original_held"] else _("Original not held"), *points, condition,
                   _labelled(_("On the grade"), source.get("reliability_reason")), source.get("note") or "")
