"""Import a requirement list into a scenario folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from projection.errors import Finding, InputError
from projection.exchange.fresh import make_fresh
from projection.exchange.grid import Sheet, csv_text
from projection.exchange.lines import Origin, told
from projection.exchange.requirements import defaults, make
from projection.exchange.staging import beside, copy_own, examined, move_in, refused
from projection.network.network import Network
from projection.read.find import find_network
from projection.read.folders import read_network
from projection.read.settings import read_settings

FILE = "movements.csv"


@dataclass(frozen=True)
class Imported:
    """What an import made: the folder, its lines in words, and what a check of the folder finds.

    Findings carry the rows of the file that was imported.
    """

    folder: Path
    rows: int
    report: tuple[tuple[str, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]


def import_list(sheet: Sheet, into: Path, source: Path, over: bool = False) -> Imported:
    """Make movements.csv of a list in the folder ``into``; a new folder takes the rest from ``source``.

    Nothing is written, and `InputError` raised with every fault, when a line cannot be read. ``over`` allows
    to replace a table that is there.
    """
    if (into / FILE).exists() and not over:
        raise InputError(
            [Finding(str(into / FILE), "is there already", "say --replace to put the list in its place")]
        )
    own = into if into.exists() else source
    made = make(sheet, *_facts(own))
    text, lines = csv_text(made.header, made.rows)
    numbers = dict(zip([1, *lines], [made.header_number, *made.numbers], strict=True))
    origin = Origin(made.where, numbers, made.headings)
    with beside(into) as folder:
        if into.exists():
            copy_own(into, folder)
        else:
            make_fresh(source, folder)
        (folder / FILE).write_text(text, encoding="utf-8", newline="")
        found, settings, findings = examined(folder)
        if faults := refused(found, settings, [FILE]):
            raise InputError([*made.findings, *told(faults, {FILE: origin})])
        move_in(folder, into, [FILE])
    report = (
        ("read", made.read),
        ("kept", made.kept),
        ("filled", made.filled),
        ("left to defaults", tuple(defaults(made.header))),
    )
    return Imported(into, len(made.rows), report, (*made.findings, *told(findings, {FILE: origin})))


def _facts(folder: Path) -> tuple[date | None, Network | None]:
    """C-day and network of a scenario folder; no network when it is at fault itself, which the check says."""
    settings = read_settings(folder)
    if settings.settings is None:
        raise InputError(settings.findings)
    try:
        return settings.settings.c_day, read_network(find_network(folder, settings.settings.network))
    except InputError:
        return settings.settings.c_day, None
