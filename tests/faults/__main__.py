"""All of it, with figures; ends with 1 if any is wrong:

    python -m tests.faults [--kills 1000] [--flips 300] [--minutes 10] [--stride 1] [--seed N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import damage, forgeries, full_disk, kills, two_doors


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="how many times to kill a writing program")
    parser.add_argument("--flips", type=int, default=300, help="how many bytes to flip and ends to cut")
    parser.add_argument("--stride", type=int, default=1, help="try the full disk at every so manieth write")
    parser.add_argument("--minutes", type=float, default=10, help="how long two programs write at once")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to have the same chances again")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    well = True
    work = Path(tempfile.mkdtemp(prefix="casetracker-faults-"))

    def told(done: int) -> None:
        if sys.stderr.isatty() or done % 100 == 0:
            print(f"\r{done} kills", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)

    for run in (lambda: kills.run(asked.kills, asked.seed, work / "kills", told),
                lambda: damage.run(asked.flips, asked.seed, work / "damage"),
                lambda: forgeries.run(asked.flips // 3, asked.seed, work / "forged"),
                lambda: full_disk.run(work / "full", asked.stride),
                lambda: two_doors.run(asked.minutes * 60, asked.seed, work / "doors")):
        begun = time.monotonic()
        figures: kills.Figures | damage.Figures | forgeries.Figures | full_disk.Figures | two_doors.Figures = run()
        print("\n".join(figures.lines()), f"  {time.monotonic() - begun:.0f} s", sep="\n", flush=True)
        well = well and figures.well
    print("all is well" if well else f"not all is well; what is left of it lies in {work}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
