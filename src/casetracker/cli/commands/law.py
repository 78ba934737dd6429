"""The legal texts, listed and shown: titles and elements in our own words, with the way to the official ones."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from casetracker.cli import output, pages
from casetracker.domain.dates import parse_edtf
from casetracker.i18n import _, language
from casetracker.services import law_texts

Record = Mapping[str, Any]


def list_provisions(args: argparse.Namespace) -> int:
    found = law_texts.listing(" ".join(args.words))
    if args.json:
        output.as_json_list(found)
    elif found:
        output.table((_("Code"), _("Citation"), _("Title")),
                     [(each["code"], each["citation"], each["title"]) for each in found])
        output.note(_("Titles are casetracker's own short words; the official texts alone count."))
    else:
        output.note(_("Nothing found."))
    return 0 if found else 1


def show(args: argparse.Namespace) -> int:
    told = law_texts.described(args.code.strip().lower(), args.date)
    if args.json:
        output.as_json(told)
        return 0
    output.say(f"{told['citation']}{output.GAP}{told['title']}", lines=False)
    output.say(told["instrument"]["citation"])
    _lines("", [told["note"]] if told["note"] else [])
    if told["forms"]:
        output.say(_("Its forms, of which one is alleged: {codes}").format(codes=", ".join(told["forms"])))
    versions(told["versions"])
    _elements(told)
    if "proposed" in told:
        _proposed(told)
    _lines(_("To be confirmed"), told["to_be_confirmed"])
    _lines(_("Checked against"), [_check(each) for each in told["checked"]])
    for each in told["versions"]:
        _lines(_("“{version}” checked against").format(version=each["title"]), [_check(check) for check in each["checked"]])
    return 0


def versions(given: list[Record]) -> None:
    """The versions of a text, each with its dates or that they are to be confirmed."""
    _lines(_("Versions of the text"), [version(each) for each in given])


def version(given: Record) -> str:
    told = [f"{given['title']} ({given['code']})", given["act"],
            _("adopted {date}").format(date=_day(given["adopted"])),
            _("in force from {date}").format(date=_day(given["in_force_from"])) if given["in_force_from"] else _(
                "entry into force to be confirmed")]
    if given["in_force_until"]:
        told.append(_("in force until {date}").format(date=_day(given["in_force_until"])))
    if given["to_be_confirmed"]:
        told.append(_("to be confirmed: {what}").format(what="; ".join(given["to_be_confirmed"])))
    return " · ".join(part for part in told if part)


def _day(edtf: str | None) -> str:
    return parse_edtf(edtf).describe(language(), clock=False) if edtf else _("to be confirmed")


def _elements(told: Record) -> None:
    titles = {each["code"]: each["title"] for each in told["versions"]}
    lines = []
    for element in told["elements"]:
        remarks = [element["pointer"]]
        if element["one_of"]:
            remarks.append(_("one of several alternatives"))
        if element["versions"]:
            remarks.append(_("only: {versions}").format(versions=", ".join(titles[code] for code in element["versions"])))
        lines.append(f"{element['code']}  {element['text']} · {' · '.join(remarks)}")
    _lines(_("Elements"), lines)
    output.say()
    output.say(told["ours"])


def _proposed(told: Record) -> None:
    codes = {each["code"]: each["title"] for each in told["versions"]}
    proposed = told["proposed"]
    _lines(_("Proposed for {date}; counsel decides").format(date=pages.date(proposed["date"])),
           [*(codes[code] for code in proposed["versions"]), *proposed["reasons"]])


def _check(given: Record) -> str:
    return _("{publisher}: {title} ({where}; read {day}): {confirms}").format(
        publisher=given["publisher"], title=given["title"], where=given["where"], day=given["checked_on"],
        confirms=given["confirms"])


def _lines(heading: str, lines: list[str]) -> None:
    if lines:
        output.say()
        if heading:
            output.say(heading)
        for line in lines:
            output.say(f"  - {line}", lines=False)
