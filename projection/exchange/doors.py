"""The two ways: a file into a scenario folder, and a scenario folder into a file."""

from contextlib import suppress
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from projection.errors import Finding, InputError
from projection.exchange.book import write_book
from projection.exchange.grid import csv_text, is_book, read_sheets
from projection.exchange.lists import FILE, Imported, import_list
from projection.exchange.requirements import pick
from projection.exchange.unbook import import_book, is_ours
from projection.read.find import scenario_files
from projection.read.sweeps import no_sweeps
from projection.read.tables import OWN, Records, read_text


@no_sweeps()
def import_file(file: Path, into: Path, source: Path, sheet: str | None = None, over: bool = False) -> Imported:
    """Import a requirement list, or a workbook of a whole scenario, into a scenario folder.

    Parameters
    ----------
    file
        CSV, or a workbook.
    into
        Scenario folder; made when it is not there.
    source
        Scenario that gives a new folder everything but the list.
    sheet
        Sheet of the workbook that holds the list; found by its header when not given.
    over
        Whether tables that are there may be replaced.

    Raises
    ------
    InputError
        Every fault of the file; nothing is written then.
    """
    sheets = read_sheets(file)
    if sheet is None and is_book(file) and is_ours(sheets):
        return import_book(sheets, into, over)
    return import_list(pick(sheets, sheet), into, source, over)


def export_file(folder: Path, file: Path, over: bool = False) -> None:
    """Write a scenario to ``file``: the whole of it as .xlsx, its requirement list as .csv.

    The list has the columns of movements.csv in their order, the planner's own under the names that they had.
    Raises `InputError` when the file is there and not ``over``, is of another kind, or cannot be written.
    """
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError([Finding(str(file), "is neither .xlsx nor .csv")])
    if file.exists() and not over:
        raise InputError([Finding(str(file), "is there already", "name another file or say --replace")])
    temporary = file.with_name(f".{file.stem[:60]}-new{file.suffix}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix.lower() == ".csv":
            temporary.write_text(_list(folder), encoding="utf-8", newline="")
        else:
            write_book(folder, temporary)
        temporary.replace(file)
    except (OSError, FileCreateError) as error:
        raise InputError([Finding(str(file), "cannot be written", "name a file in a folder of yours")]) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _list(folder: Path) -> str:
    files = scenario_files(folder)
    if FILE not in files:
        raise InputError([Finding(FILE, "the file is missing", "name a scenario folder")])
    text, findings = read_text(files[FILE])
    records = Records(text, FILE)
    rows = [row for _, row in records]
    if findings or records.findings:
        raise InputError([*findings, *records.findings])
    header, *lines = rows or [[]]
    return csv_text([name.removeprefix(OWN) for name in header], lines)[0]
