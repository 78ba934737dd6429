"""The commands of legal qualification: the texts of the law, and the elements of an allegation."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, json_option
from casetracker.domain import vocabulary as v
from casetracker.i18n import _


def add_law_commands(commands: Commands, shared: Parser) -> None:
    _law(commands, shared)
    _element(commands, shared)


def _law(commands: Commands, shared: Parser) -> None:
    parser = commands.add_parser("law", help=_("the legal texts that may be alleged: list, show"))
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    listing = command(verbs, shared, "list", "law:list_provisions", _("list the provisions"))
    listing.add_argument("words", metavar=_("WORDS"), nargs="*", help=_("only those with all these words"))
    json_option(listing)
    show = command(verbs, shared, "show", "law:show", _(
        "show a provision: citation, versions, elements in our own words, and where it was checked"))
    show.add_argument("code", metavar="CODE", help=_("the provision's code, as “law list” names it"))
    show.add_argument("--date", metavar=_("DATE"), help=_(
        "which version is proposed for an act of this date (an imprecise date such as 2024-10)"))
    json_option(show)


def _element(commands: Commands, shared: Parser) -> None:
    parser = commands.add_parser("element", help=_("work on the elements of an allegation: assess, evidence"))
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    assess = command(verbs, shared, "assess", "allegations:assess", _("say how far an element is supported"))
    _which(assess)
    assess.add_argument("--assessment", choices=list(v.ELEMENT_ASSESSMENT), metavar="A", required=True,
                        help=", ".join(v.ELEMENT_ASSESSMENT))
    group = assess.add_mutually_exclusive_group()
    group.add_argument("--note", metavar=_("TEXT"), help=_("a note; without one the note that is there stays"))
    group.add_argument("--note-file", metavar=_("FILE"), help=_(
        "a file with the note (- for standard input): command lines end in shell histories"))
    evidence = command(verbs, shared, "evidence", "allegations:evidence", _(
        "put an evidence item or a claim for or against an element"))
    _which(evidence)
    side = evidence.add_mutually_exclusive_group(required=True)
    for name, text in (("for", _("it speaks for the element")), ("against", _("it speaks against the element"))):
        side.add_argument(f"--{name}", dest="side", action="store_const", const=name, help=text)
    evidence.add_argument("--evidence", metavar="EXHIBIT", help=_("the evidence item's reference"))
    evidence.add_argument("--claim", metavar="ID", help=_("the id of a claim of the incident"))
    evidence.add_argument("--locator", metavar=_("TEXT"), help=_("page or timecode"))


def _which(parser: Parser) -> None:
    parser.add_argument("reference", metavar="ALLEGATION", help=_("the allegation's reference"))
    parser.add_argument("element", metavar="ELEMENT", help=_("the element's code, or its number in the provision"))
