"""Where the things are that travel with the program: fonts, icons, samples, legal texts, catalogues.

They live in `resources/` at the top of the checkout, where translators and designers look for them; the build maps that
folder to `casetracker/resources`. The same call finds them in a checkout, an installed wheel and a bundle.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casetracker.errors import BugError


@cache
def root() -> Path:
    """The folder of all resources."""
    package = Path(__file__).resolve().parent
    for place in (package / "resources", package.parents[1] / "resources"):
        if place.is_dir():
            return place
    raise BugError("The program was installed without its resources.")


def path(*parts: str) -> Path:
    """A resource by the names that lead to it: `path("fonts", "NotoSans-Regular.ttf")`."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise BugError(f"There is no resource {'/'.join(parts)}.")
    return found


def read_text(*parts: str) -> str:
    """The text of a resource, which is always UTF-8."""
    return path(*parts).read_text(encoding="utf-8")
