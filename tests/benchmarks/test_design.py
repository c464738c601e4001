"""Service network design: the text format, the same model, answers known by arithmetic."""

import pytest

from benchmarks.design import Design, read, write
from benchmarks.design_draw import CLASSES, STEP, draw
from benchmarks.design_pose import EQUATIONS, OnGrid
from benchmarks.design_recount import recount
from benchmarks.methods import METHODS, Posed
from projection.errors import InputError
from projection.scenario.rows import Solver

TEXT = """\
NODES,3
INDEX,Name,X-coordinate,Y-coordinate
1,one,-,-
2,two,-,-
3,three,-,-
ARCS,3
0,1,3,1,100,10,60
1,2,1,1,50,10,30
2,2,3,1,140,10,30,99,99.0
COMMODITIES,2
0,1,3,4,30,LATEST
1,2,3,6,0,120
horizon=120
"""
"""Two commodities of 4 and 6; one vehicle takes both from 1 to 3 if the first can wait for the second."""


def solved(text: str, method: str = "search", step: float = 5.0):
    grid = OnGrid(read(text), step)
    posed = Posed(grid.instance, EQUATIONS, grid.unit_cost)
    _, found = METHODS[method](posed, Solver(gap=0, time_limit_s=20), lambda **_: None)
    cost, faults = recount(grid, found.values)
    assert faults or cost == pytest.approx(found.objective)
    return found, faults


@pytest.mark.parametrize("method", ["search", "plain"])
def test_commodities_share_a_vehicle_where_their_windows_meet(method):
    """6 over 2-1 and all 10 over 1-3: 50 + 100 for vehicles, 6 + 10 for units."""
    found, faults = solved(TEXT.replace("LATEST", "90"), method)
    assert faults == []
    assert found.objective == pytest.approx(50 + 100 + 6 + 10)


def test_a_commodity_that_cannot_wait_has_a_vehicle_of_its_own():
    """Gone at 25, the first leaves before the second can be there: 100 + 4 and 140 + 6."""
    found, faults = solved(TEXT.replace(",30,LATEST", ",0,85"))
    assert faults == []
    assert found.objective == pytest.approx(100 + 4 + 140 + 6)


def test_what_cannot_be_there_in_time_on_a_coarse_grid_stays_behind():
    _, faults = solved(TEXT.replace("LATEST", "90"), step=60.0)
    assert any("do not arrive" in fault for fault in faults)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_drawn_problem_reads_back_and_its_grid_loses_nothing(kind):
    design = draw(kind, 1)
    assert read(write(design)) == design == draw(kind, 1)
    assert (len(design.nodes), len(design.arcs), len(design.commodities)) == (20, 230, 40)
    grid = OnGrid(design, STEP)
    assert all(arc.minutes == grid.periods[arc] * STEP for arc in design.arcs)
    ends = {(load[0], grid.arcs[load[1]].end) for load in grid.instance.loads}
    assert all((name, row.end) in ends for name, row in grid.commodities.items())


def test_every_fault_of_a_text_is_named_by_its_line():
    text = TEXT.replace("LATEST", "soon").replace("2,2,3,1", "2,2,9,1").replace("1,2,1,1,50,10,30", "1,2,1")
    with pytest.raises(InputError) as caught:
        read(text, "c1.txt")
    assert [finding.where for finding in caught.value.findings] == ["c1.txt:8", "c1.txt:9", "c1.txt:11"]
    with pytest.raises(InputError, match="has no section COMMODITIES"):
        read("NODES,0\nARCS,0\n")


def test_an_arc_without_a_limit_carries_everything():
    design = read(TEXT.replace("LATEST", "90").replace("1,100,10,60", "1,100,-1,60"))
    assert isinstance(design, Design)
    found, faults = solved(TEXT.replace("LATEST", "90").replace("0,1,3,1,100,10,60", "0,1,3,1,100,-1,60"))
    assert faults == []
    assert found.objective == pytest.approx(166)
