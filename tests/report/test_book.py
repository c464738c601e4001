"""plan.xlsx: every table in it, sortable, and nothing in it that could run."""

import dataclasses
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from projection.plan.plan import TABLES, Plan, frame
from projection.report.book.sheets import sheets
from projection.report.book.write import HEADING, xlsx_bytes
from tests.office import as_pdf, needs_office, texts
from tests.report.sample_plan import sample

HOSTILE = "=cmd() <script>alert(1)</script> ../x \x07\u202etxt 한국 " + "x" * 10_000
MUST = ("status", "movements", "missions", "manifests", "arrivals", "fleets", "places", "shortfalls", "refusals")


@pytest.fixture(scope="module")
def data():
    return xlsx_bytes(*sample())


def read(data):
    """Rows of each sheet by name."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def column(rows, name):
    at = rows[HEADING].index(name)
    return [row[at] for row in rows[HEADING + 1 :]]


def test_every_sheet_has_banner_status_gap_and_bound_and_each_row_of_its_table(data):
    found = read(data)
    plan, network, scenario = sample()
    assert [sheet.name for sheet in sheets(plan, network, scenario)] == list(found)
    assert set(MUST) | {"assumptions", "dependence", "use by day"} <= set(found)
    for rows in found.values():
        assert rows[0][0] == "UNCLASSIFIED - PUBLIC DATA   |   C-day 010000 MAR 27"
        assert "gap reached: objective 123,457, bound 119,630, gap 3.1 %" in rows[1][0]
    for sheet, table in (("missions", "missions"), ("refusals", "refused_options"), ("use by day", "utilisation")):
        assert len(found[sheet]) - HEADING - 1 == len(plan.tables[table])


def test_days_are_numbers_that_sort_and_dates_are_dates(data):
    rows = read(data)["movements"]
    plan, _, scenario = sample()
    short = plan.tables["shortfalls"].set_index("uln")
    closes = dict(zip(column(rows, "uln"), column(rows, "closure_day"), strict=True))
    dates = dict(zip(column(rows, "uln"), column(rows, "closes"), strict=True))
    assert closes["USA-00A"] == short.loc["USA-00A", "closure_day"]
    assert (dates["USA-00A"] - scenario.settings.c_day).days == short.loc["USA-00A", "closure_day"]
    assert closes["NOR-REFUSED"] == dates["NOR-REFUSED"] == ""
    late = dict(zip(column(rows, "uln"), column(rows, "days_late"), strict=True))
    assert late["USA-00A"] == 1


def test_each_sheet_filters_and_keeps_its_headings_in_sight(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pages = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(pages) == len(read(data))
    for page in pages:
        assert b"<autoFilter ref=" in page
        assert b'ySplit="3" topLeftCell="B4"' in page
        assert b"UNCLASSIFIED - PUBLIC DATA" in page  # on paper too


def test_the_same_plan_gives_the_same_bytes(data):
    assert xlsx_bytes(*sample()) == data


def test_hostile_names_are_text_and_never_a_formula_or_a_link():
    plan, network, scenario = sample()
    settings = scenario.settings.model_copy(update={"title": HOSTILE, "banner": HOSTILE})
    moves = {uln: row.model_copy(update={"description": HOSTILE}) for uln, row in scenario.movements.items()}
    stops = plan.tables["missions"].assign(mission=HOSTILE, lift="http://evil.example")
    loads = plan.tables["manifests"].assign(mission=HOSTILE)
    short = plan.tables["shortfalls"].assign(why=HOSTILE)
    tables = {**plan.tables, "missions": stops, "manifests": loads, "shortfalls": short}
    evil = xlsx_bytes(
        Plan(tables, plan.stamp, plan.tracks),
        network,
        dataclasses.replace(scenario, settings=settings, movements=moves),
    )
    rows = read(evil)["movements"]
    said = column(rows, "description")[0]
    assert said.startswith("=cmd() <script>alert(1)</script> ../x txt 한국")
    assert len(said) == 1000
    with zipfile.ZipFile(io.BytesIO(evil)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in package.read(name)
                assert b"hyperlink" not in package.read(name)


def test_a_plan_with_nothing_in_it_is_still_a_workbook():
    plan, network, scenario = sample()
    stamp = {**plan.stamp, "status": "no plan", "objective": None, "bound": None, "gap": None, "terms": {}}
    bare = Plan({name: frame(row, []) for name, row in TABLES.items()}, stamp, {})
    found = read(xlsx_bytes(bare, network, dataclasses.replace(scenario, movements={}, fleets={})))
    assert set(MUST) <= set(found)


@needs_office
def test_libreoffice_opens_the_workbook_and_prints_every_sheet(data, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(data)
    pages = texts(as_pdf(tmp_path / "plan.xlsx", tmp_path))
    assert len(pages) >= len(read(data))
    assert all("UNCLASSIFIED" in page for page in pages)
    assert any("NOR-REFUSED" in page for page in pages)
