"""What argparse says by itself about a command line, said in our language: it asks the text domain of the process."""

from __future__ import annotations

import gettext

from casetracker import assets
from casetracker.i18n import DOMAIN, N_

# For the catalogue: its own words as the standard library writes them, and those of its later versions.
WORDS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
)


def speak() -> None:
    """From now on argparse finds its words in our catalogue, by the language of the environment as we do."""
    gettext.bindtextdomain(DOMAIN, str(assets.root() / "i18n"))
    gettext.textdomain(DOMAIN)
