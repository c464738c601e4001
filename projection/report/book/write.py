"""Writes the sheets of plan.xlsx: filters, frozen headings, formats, notes; no text becomes a formula."""

import io
import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter

from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.book.sheets import Head, Sheet, sheets
from projection.report.page import banner, clean
from projection.report.tally import standing
from projection.scenario.scenario import Scenario

LONGEST = 1000
"""Most characters of a cell."""

HEADING = 2
"""Row of the headings, counted from 0: above it banner and standing."""

_MADE = datetime(2000, 1, 1)  # fixed, so that the same plan gives the same bytes
_FORMATS = {
    "text": "@",
    "number": "#,##0.0",
    "whole": "#,##0",
    "day": '"C+"0;"C-"0;"C+"0',
    "share": "0%",
    "date": "yyyy-mm-dd",
}
_WIDEST = 60


def xlsx_bytes(plan: Plan, network: Network, scenario: Scenario) -> bytes:
    """The plan as a workbook; the same plan gives the same bytes.

    Days are numbers after C-day that show as C+12, so that they sort; dates are dates. Every sheet has a filter,
    headings that stay in sight and say on pointing what they mean, the banner, and how sure the plan is.
    """
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": _MADE, "title": clean(scenario.settings.title, 90)})
        formats = {name: book.add_format({"num_format": form, "valign": "top"}) for name, form in _FORMATS.items()}
        formats["heading"] = book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1, "valign": "top"})
        formats["banner"] = book.add_format({"bold": True, "bg_color": "#2B2B2B", "font_color": "#FFFFFF"})
        for sheet in sheets(plan, network, scenario):
            _write(book, sheet, formats, (banner(scenario), standing(plan)))
    return data.getvalue()


def _write(book: Any, sheet: Sheet, formats: Mapping[str, Any], above: tuple[str, str]) -> None:
    page = book.add_worksheet(sheet.name)
    for at in range(len(sheet.heads)):
        page.write_blank(0, at, None, formats["banner"])
    page.write_string(0, 0, above[0], formats["banner"])
    page.write_string(1, 0, above[1])
    for at, head in enumerate(sheet.heads):
        page.write_string(HEADING, at, head.name, formats["heading"])
        page.write_comment(HEADING, at, clean(head.meaning, 500), {"author": "Projection", "x_scale": 2})
        page.set_column(at, at, _width(sheet, at, head), formats[head.format])
        for number, row in enumerate(sheet.rows, start=HEADING + 1):
            _cell(page, (number, at), row[at], formats[head.format])
    page.freeze_panes(HEADING + 1, 1)
    page.autofilter(HEADING, 0, max(HEADING + len(sheet.rows), HEADING + 1), len(sheet.heads) - 1)
    _print(page, above)


def _cell(page: Any, at: tuple[int, int], value: Any, form: Any) -> None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, date):
        page.write_datetime(*at, value, form)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        page.write_number(*at, value, form)
    else:
        page.write_string(*at, clean(str(value), LONGEST), form)


def _width(sheet: Sheet, at: int, head: Head) -> float:
    """Characters: the longest cell within reason; figures are shown with separators."""
    longest = max((len(_shown(row[at], head)) for row in sheet.rows), default=0)
    return float(min(max(longest, len(head.name) + 3) + 1, _WIDEST))


def _shown(value: Any, head: Head) -> str:
    if value is None:
        return ""
    if head.format == "date":
        return "2027-03-01"
    return f"{value:,.1f}" if isinstance(value, float) else clean(str(value), _WIDEST + 1)


def _print(page: Any, above: tuple[str, str]) -> None:
    """Paper: across, as wide as a page, headings on each, the banner above and below."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING)
    said = clean(above[0], 120).replace("&", "&&")
    page.set_header(f"&C{said}")
    page.set_footer(f"&C{said}&R&P of &N")
