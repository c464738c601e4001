"""`python -m benchmarks`: measure cases side by side, keep the results, and write docs/benchmarks.md."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cases import GOALS, folder_of, names, size_of
from benchmarks.measure import machine, measure
from benchmarks.page import PAGE, with_section
from benchmarks.store import STORE, add, rows
from benchmarks.tables import METHODS

DEFAULT = ("S", "M", "korea-direct-support")


def main() -> None:
    """Run the command line."""
    asked = _arguments()
    for line in _measured(asked):
        sys.stderr.write(line + "\n")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_section(page, rows(asked.store)), encoding="utf-8", newline="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words = "S, M, L, XL (five seeds each), S-held (five more), snd-lclf, s-both-2, a scenario's name"
    parser.add_argument("cases", nargs="*", help=f"{words}; {' '.join(DEFAULT)} when none is given")
    parser.add_argument("--methods", nargs="+", choices=list(METHODS), default=list(METHODS))
    parser.add_argument("--repeat", type=int, default=1, help="runs of each case and method; the page has medians")
    parser.add_argument("--limit", type=float, help="seconds for each solve; what the goal allows when not given")
    parser.add_argument("--gap", type=float, help="gap at which a solve ends; the goal's when not given")
    parser.add_argument("--store", type=Path, default=STORE, help="file of results to add to")
    parser.add_argument(
        "--page-only", action="store_true", help="measure nothing, write the page from the results"
    )
    return parser.parse_args()


def _measured(asked: argparse.Namespace) -> Iterator[str]:
    if asked.page_only:
        return
    common = {"call": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine()}
    with TemporaryDirectory(prefix="benchmarks-") as place:
        for case in (case for word in asked.cases or DEFAULT for case in names(word)):
            folder, goal = folder_of(case, Path(place)), GOALS[size_of(case)]
            limit_s, gap = asked.limit or goal.seconds, goal.gap if asked.gap is None else asked.gap
            for repeat in range(asked.repeat):
                for method in asked.methods:
                    row = measure(case, folder, method, limit_s, gap)
                    add({**common, "repeat": repeat, **row}, asked.store)
                    yield f"{case} {METHODS[method]}: {row['status']} in {row['seconds']} s, {row['at_gap']}"


if __name__ == "__main__":
    main()
