"""The deck: one description of slides, written as PPTX with native charts and tables, and as PDF."""

import dataclasses
import io
import re
import zipfile

import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from projection.explore.bottlenecks import Bottleneck, Bottlenecks, Confirmed
from projection.explore.chains import Chain, Wait
from projection.explore.explain import Explanation
from projection.explore.limits import Limit
from projection.explore.room import Cause
from projection.maps.deck.fit import cut, width, wrap
from projection.maps.deck.layout import lay_table
from projection.maps.deck.pages import pdf_bytes
from projection.maps.deck.slides import pptx_bytes
from projection.plan.plan import TABLES, Plan, frame
from projection.report.story.deck import deck
from projection.report.story.known import listed, share
from projection.report.story.parts import Chart, Figures, Picture, Table
from tests.office import as_pdf, needs_office, texts
from tests.report.sample_plan import sample

HOSTILE = "=cmd() <script>alert(1)</script> ../x $a^b$ \x07\u202etxt 한국 שלום " + "x" * 10_000


def _grey():
    """A picture in the place of the map, which tests of its own draw."""
    data = io.BytesIO()
    Image.new("L", (210, 100), 200).save(data, "PNG")
    return data.getvalue()


MAP = _grey()


@pytest.fixture(scope="module")
def made():
    """The deck of the sample plan."""
    return _deck(*sample(waves=3))


@pytest.fixture(scope="module")
def pptx(made):
    return pptx_bytes(made)


def _deck(plan, network, scenario, explanation=None):
    return deck(plan, network, scenario, MAP, explanation)


def _explanation(exact=True, gain=50.0):
    confirmed = Confirmed(gain, exact, {"USA-00A": 2, "NOR-01A": 1}, {}, (), ())
    row = Bottleneck(Limit("working", "RKSO"), 60.0, 40.0, 3, (3, 4, 5), confirmed)
    cause = Cause(Limit("fuel", "LGSA"), 0.6, (("USA-00A", 45.0),))
    chain = Chain("USA-00A", "late", 1, 5, 6, (Wait("lift", "ETAR", 2, 5, "", (cause,), 9, 0),))
    return Explanation(Bottlenecks((row,), exact, True, 100.0, 100.0), (chain,), (), ())


def parts(made, kind):
    return [placed.part for slide in made.slides for placed in slide.parts if isinstance(placed.part, kind)]


def headlines(made):
    return {slide.topic: slide.headline for slide in made.slides}


def shapes(data):
    return [list(slide.shapes) for slide in Presentation(io.BytesIO(data)).slides]


def test_a_deck_has_twelve_slides_each_with_a_headline_banner_status_gap_and_bound(made, pptx):
    assert len(made.slides) == 12
    for slide, page in zip(made.slides, shapes(pptx), strict=True):
        said = [shape.text_frame.text for shape in page if shape.has_text_frame]
        assert slide.headline in said
        assert said.count(made.banner) == 2
        assert "010000 MAR 27" in made.banner
        assert any("gap reached: objective 123,457, bound 119,630, gap 3.1 %" in text for text in said)


def test_charts_and_tables_are_native_and_as_many_as_the_story_has(made, pptx):
    pages = shapes(pptx)
    charts = [shape.chart for page in pages for shape in page if shape.has_chart]
    tables = [shape.table for page in pages for shape in page if shape.has_table]
    assert len(charts) == len(parts(made, Chart)) >= 6
    assert len(tables) == len(parts(made, Table)) >= 6
    assert sum(shape.shape_type == 13 for page in pages for shape in page) == len(parts(made, Picture)) == 1
    for drawn, chart in zip(charts, parts(made, Chart), strict=True):
        assert drawn.chart_title.text_frame.text == chart.title
        assert [series.name for series in drawn.plots[0].series] == [series.name for series in chart.series]
        values = [pytest.approx(series.values) for series in chart.series]
        assert [tuple(series.values) for series in drawn.plots[0].series] == values


def test_the_same_plan_gives_the_same_bytes(made, pptx):
    assert pptx_bytes(_deck(*sample(waves=3))) == pptx
    assert pdf_bytes(made) == pdf_bytes(_deck(*sample(waves=3)))


def test_no_clock_is_in_the_package_nor_in_the_sheets_behind_the_charts(pptx):
    with zipfile.ZipFile(io.BytesIO(pptx)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        cores = [package.read("docProps/core.xml")]
        for name in package.namelist():
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                    cores.append(book.read("docProps/core.xml"))
    assert len(cores) > 6
    for core in cores:
        assert set(re.findall(rb">(\d{4})-\d\d-\d\dT", core)) <= {b"2000"}


def test_headlines_are_computed_from_the_plan(made):
    said = headlines(made)
    plan, network, scenario = sample()
    few = headlines(_deck(plan, network, scenario))
    assert set(said) == set(few)
    changed = [topic for topic in said if said[topic] != few[topic]]
    assert {"The question", "The answer", "Closure", "What carries it", "What each role gets"} <= set(changed)
    assert few["The answer"] == (
        "all 11,730 stons and 330 of 380 people are delivered by C+44; "
        "no plan could be better by more than 3.1 % of weighted ston-days"
    )
    assert "50 people of NOR-REFUSED never arrive" in few["What is late, and why"]


def test_a_plan_without_a_bound_says_so_and_a_proved_one_too():
    plan, network, scenario = sample()
    unknown = Plan(plan.tables, {**plan.stamp, "bound": None, "gap": None}, plan.tracks)
    assert "no bound is known for it" in headlines(_deck(unknown, network, scenario))["The answer"]
    best = Plan(plan.tables, {**plan.stamp, "status": "optimal", "gap": 0.0}, plan.tracks)
    assert "no better plan exists" in headlines(_deck(best, network, scenario))["The answer"]


def test_a_plan_with_nothing_in_it_is_still_a_deck():
    plan, network, scenario = sample()
    stamp = {**plan.stamp, "status": "no plan", "objective": None, "bound": None, "gap": None, "terms": {}}
    bare = dataclasses.replace(scenario, movements={}, fleets={}, closures=())
    made = _deck(Plan({name: frame(row, []) for name, row in TABLES.items()}, stamp, {}), network, bare)
    assert len(shapes(pptx_bytes(made))) == 12
    assert len(PdfReader(io.BytesIO(pdf_bytes(made))).pages) == 12


def test_an_explanation_names_the_bottleneck_and_what_a_late_unit_waited_for():
    plan, network, scenario = sample()
    made = _deck(plan, network, scenario, _explanation())
    said = headlines(made)["What holds it back"]
    assert said.startswith("One more working spot at Osan (RKSO) from C+3 would gain most: 50 weighted ston-days")
    assert "not proved" not in said
    assert "(not proved)" in headlines(_deck(plan, network, scenario, _explanation(False)))["What holds it back"]
    cells = [cell for table in parts(made, Table) for row in table.rows for cell in row]
    assert any(re.fullmatch(r"C\+2 to C\+5 at .*\(ETAR\) for lift: fuel at .*\(LGSA\)\.", cell) for cell in cells)
    nothing = headlines(_deck(plan, network, scenario, _explanation(gain=0.0)))["What holds it back"]
    assert nothing == "None of the 1 limits that were tried with one unit more gains anything"


def test_hostile_names_are_text_and_never_a_formula_markup_or_a_page_wide():
    plan, network, scenario = sample()
    settings = scenario.settings.model_copy(update={"title": HOSTILE, "banner": HOSTILE, "question": HOSTILE})
    moves = {uln: row.model_copy(update={"description": HOSTILE}) for uln, row in scenario.movements.items()}
    seaports = {key: row.model_copy(update={"name": HOSTILE}) for key, row in network.seaports.items()}
    lift = plan.tables["missions"].assign(lift=HOSTILE)
    evil = Plan({**plan.tables, "missions": lift}, plan.stamp, plan.tracks)
    made = _deck(
        evil,
        dataclasses.replace(network, seaports=seaports),
        dataclasses.replace(scenario, settings=settings, movements=moves),
    )
    data, pages = pptx_bytes(made), pdf_bytes(made)
    said = [shape.text_frame.text for page in shapes(data) for shape in page if shape.has_text_frame]
    assert any("=cmd() <script>alert(1)</script> ../x" in text for text in said)
    assert all(char not in text for text in said for char in "\x07\u202e")
    assert max(map(len, said)) < 1200
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
        slides = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    assert b"<script" not in slides
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as inside:
            assert b"<f>" not in inside.read("xl/worksheets/sheet1.xml")
    assert len(PdfReader(io.BytesIO(pages)).pages) == 12


def test_text_fits_its_box_and_is_cut_with_an_ellipsis():
    for text in ("short", "some words that need more than a line", "x" * 500, "한국" * 40):
        lines = wrap(text, 14, 2.0, 2)
        assert len(lines) <= 2
        assert all(width(line, 14) <= 2.0 for line in lines)
    assert wrap("x" * 500, 14, 2.0, 2)[-1].endswith("…")
    assert cut("abc", 14, 2.0) == "abc"


def test_rows_that_do_not_fit_are_counted():
    rows = tuple((f"row {number}", "1") for number in range(200))
    laid = lay_table(Table("", ("name", "figure"), rows, (2, 1), (1,), "plan.xlsx"), (0, 0, 5, 4))
    shown = len(laid.cells) - 1
    assert sum(laid.heights) <= 4
    assert laid.left_out == f"and {200 - shown} more rows: plan.xlsx"


def test_nearly_all_is_not_all_and_long_lists_are_cut():
    assert share(999, 1000) == "over 99 %"
    assert share(1, 1000) == "under 1 %"
    assert share(1000, 1000) == "100 %"
    assert share(0, 0) == "-"
    assert listed("ABCDE") == "A, B, C and 2 more"
    assert listed("AB") == "A and B"


def test_the_pdf_has_a_page_for_each_slide_with_its_headline_and_axes(made, tmp_path):
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf_bytes(made))
    pages = texts(file)
    assert len(pages) == len(made.slides)
    _check(made, pages)


@needs_office
def test_libreoffice_opens_the_slides_with_every_chart_and_table(made, pptx, tmp_path):
    (tmp_path / "brief.pptx").write_bytes(pptx)
    pages = texts(as_pdf(tmp_path / "brief.pptx", tmp_path))
    assert len(pages) == len(made.slides)
    _check(made, pages)


def _check(made, pages):
    """Each page says its headline, the titles and axes of its charts, and the cells of its tables."""
    for slide, page in zip(made.slides, pages, strict=True):
        said = _bare(page)
        assert _bare(slide.headline) in said
        for placed in slide.parts:
            if isinstance(placed.part, Chart):
                chart = placed.part
                assert _bare(chart.title) in said
                assert _bare(chart.x_title) in said
                assert all(_bare(series.name) in said for series in chart.series if len(chart.series) > 1)
            elif isinstance(placed.part, Table):
                assert all(_bare(cell) in said for cell in placed.part.head)
            elif isinstance(placed.part, Figures):
                assert all(_bare(value) in said for value, _ in placed.part.items)


def _bare(text):
    """Text without blanks, which programs set as they like."""
    return re.sub(r"\s", "", text)


def test_a_text_is_as_wide_as_it_is_drawn_whatever_was_drawn_before():
    figure = Figure()
    figure.text(0, 0, "anything", fontsize=7)
    figure.savefig(io.BytesIO(), format="png")
    for text, bold in (("One more tail or hull in gbr_point_d5 would gain most", True), ("C+12 at (EDDP)", False)):
        drawn = TextPath((0, 0), text, 20, prop=FontProperties(weight="bold" if bold else "normal"))
        assert width(text, 20, bold) == pytest.approx(drawn.get_extents().width / 72, rel=0.02)
