"""The bricks of which the command line's grammar is laid."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from casetracker.domain import vocabulary as v
from casetracker.i18n import _

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]
else:
    Commands = Any

_PATHS = ("store", "file", "output", "details", "reason_file", "note_file", "passphrase_file", "new_file", "folder", "into",
          "package", "head", "authority")
_GLOBAL_VALUES = ("--store", "--actor", "--passphrase-file")
_FREE = {
    ("search",): ((*_GLOBAL_VALUES, "--limit", "--sort"), ("--facets", "--json", "--help", "-h")),
    ("incident", "bulk"): ((*_GLOBAL_VALUES, "--add-tag", "--remove-tag", "--lead", "--handling", "--assessment",
                            "--reason", "--reason-file"),
                           ("--all", "--no-lead", "--dry-run", "--json", "--help", "-h")),
}
"""The commands that take a query, with their options that have a value and those that have none."""


class Parser(argparse.ArgumentParser):
    """Whole option names only: an abbreviation that works today would break with the next option."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})


def command(commands: Commands, shared: Parser, name: str, run: str, text: str) -> Parser:
    """A command and the function that does it."""
    parser = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".", parents=[shared])
    parser.set_defaults(run=run)
    return parser


def json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON, for programs"))


def limit_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=count, metavar="N", default=None, help=_("at most so many"))


def rank_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sort", choices=("rank", "date"), default="rank", metavar=_("ORDER"), help=_(
        "rank: what is found as written first, then by sound, then under another name; date: newest first"))


def count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(_("a whole number is wanted, not “{text}”").format(text=text))
    return int(text)


def reason_options(parser: argparse.ArgumentParser, required: bool = False) -> None:
    group = parser.add_mutually_exclusive_group(required=required)
    group.add_argument("--reason", metavar=_("TEXT"), help=_("why"))
    group.add_argument("--reason-file", metavar=_("FILE"), help=_(
        "a file that says why (- for standard input): command lines end in shell histories"))


def incident_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--assessment", choices=list(v.ASSESSMENT), default="", metavar="A", help=_(
        "only with this assessment: {codes}").format(codes=", ".join(v.ASSESSMENT)))
    parser.add_argument("--handling", choices=list(v.HANDLING), default="", metavar="H", help=_(
        "only with this handling: {codes}").format(codes=", ".join(v.HANDLING)))
    parser.add_argument("--stage", choices=list(v.STAGE), default="", metavar="S", help=_(
        "only with this furthest public stage: {codes}").format(codes=", ".join(v.STAGE)))
    parser.add_argument("--withdrawn", action="store_true", help=_("withdrawn ones too"))
    facets_option(parser)
    limit_option(parser)
    json_option(parser)


def facets_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facets", action="store_true", help=_(
        "not the incidents, but how many of them there are by assessment, handling, month and so on"))


def clean(text: str) -> str:
    """A word of the command line as a record may keep it: bytes that are no UTF-8 become the sign for that."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def clean_texts(args: argparse.Namespace) -> argparse.Namespace:
    """All texts cleaned; names of files stay as they are, for a file's name may be any bytes."""
    for name, value in vars(args).items():
        if isinstance(value, str) and name not in _PATHS:
            setattr(args, name, clean(value))
    return args


def free_query(argv: list[str]) -> list[str]:
    """A query may begin with a dash (`-without`): what is no option of the command is put behind `--`."""
    start = command_at(argv)
    name = next((each for each in _FREE if tuple(argv[start:start + len(each)]) == each), None)
    if name is None:
        return argv
    start += len(name)
    return [*argv[:start], *_sorted_out(argv[start:], *_FREE[name])]


def _sorted_out(rest: list[str], values: tuple[str, ...], flags: tuple[str, ...]) -> list[str]:
    """The options first, then the words of the query."""
    options: list[str] = []
    words: list[str] = []
    while rest:
        word, rest = rest[0], rest[1:]
        name, joined, _value = word.partition("=")
        if word == "--" and rest and not words and (
                len(rest) == 1 or not (rest[0] in flags or rest[0].partition("=")[0] in values)):
            words.append(rest[0])  # the usual sign that what follows is no option
            rest = rest[1:]
        elif name in values:
            options += [word] if joined else [word, *rest[:1]]
            rest = rest if joined else rest[1:]
        else:
            (options if word in flags else words).append(word)
    return [*options, *_as_positional(words)]


def _as_positional(words: list[str]) -> list[str]:
    # argparse drops the first `--` wherever it stands, so a query that is `--` itself needs one more before it
    return ["--", *words] if words else []


def command_of(argv: list[str]) -> str:
    """The command's name; empty where there is none."""
    return next(iter(argv[command_at(argv):]), "")


def command_at(argv: list[str]) -> int:
    """Where the command stands: behind the global options."""
    position = 0
    while position < len(argv) and argv[position].startswith("-"):
        position += 2 if argv[position] in _GLOBAL_VALUES else 1
    return position
