"""`python -m casetracker` does what the `casetracker` command does."""

import sys

from casetracker.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
