"""What holds for every scenario with units, orders, needs, stations, recalls and threats, on small random ones."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from projection.plan.folder import write_plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify import verify
from projection.read.folders import input_hash
from tests.model.case import Case, rows_of, text_of
from tests.model.test_properties import FEW, no_worse, rows, scenarios

WAYS = ("", "unit", "spread", "after", "meets")


@st.composite
def wide(draw: st.DrawFn) -> Case:
    """A random scenario of the narrow kind with a few of the other tables and columns."""
    found = draw(scenarios())
    lines = rows_of(found.tables["movements.csv"])
    for row in lines:
        row.update(unit="", spread_days="", after="", meets="", meet_days="", feeds="")
    first, second, last = lines[0], lines[1], lines[-1]
    way = draw(st.sampled_from(WAYS))
    if way in ("unit", "spread"):
        first["unit"] = second["unit"] = "ONE"
        first["spread_days"] = second["spread_days"] = "3" if way == "spread" else ""
    if way == "after":
        second["after"] = first["uln"]
    if way == "meets":
        second.update(meets=first["uln"], meet_days="2")
    tables = {}
    if draw(st.booleans()) and last is not second:
        last["feeds"] = "food"
        tables["needs.csv"] = (
            f"id,place,item,stons_day,from_day,floor_days,start_stons,priority\nfood,{last['dest']},food,6,1,2,10,2\n"
        )
    if draw(st.booleans()):
        tables["orders.csv"] = (
            f"id,uln,mode,firm\nO1,{first['uln']},{draw(st.sampled_from(['air', 'sea']))},false\n"
        )
    if draw(st.booleans()):
        tables["recalls.csv"] = f"fleets,from_day,held_back\nplanes,{draw(st.integers(3, 9))},1\n"
    if draw(st.booleans()):
        tables["stations.csv"] = (
            "id,node,lift,count,from_day,to_day,stay_days,priority,value_stons\nwatch,LAF,PLANE,1,2,6,2,3,30\n"
        )
    return found.with_tables({**tables, "movements.csv": text_of(lines)})


@FEW
@given(wide(), st.sampled_from(["planes", "smalls", "ships"]))
def test_more_tails_never_worsen(found, fleet):
    count = next(int(row["count"]) for row in rows(found, "fleets.csv") if row["id"] == fleet)
    assert no_worse(found.but("fleets.csv", fleet, count=count + 1).optimum(), found.optimum())


@FEW
@given(wide(), st.integers(1, 5))
def test_a_later_required_day_never_worsens(found, days):
    later = found
    for row in rows(found, "movements.csv"):
        later = later.but("movements.csv", row["uln"], rdd=int(row["rdd"]) + days)
    assert no_worse(later.optimum(), found.optimum())


@FEW
@given(wide(), st.integers(0, 99))
def test_shuffled_rows_give_the_same_answer(found, seed):
    def shuffled(text: str) -> str:
        first, *rest = text.strip().split("\n")
        random.Random(seed).shuffle(rest)
        return "\n".join([first, *rest]) + "\n"

    mixed = found.with_tables({f: shuffled(t) for f, t in found.tables.items() if f.endswith(".csv")})
    for name, table in found.plan().tables.items():
        assert mixed.plan().tables[name].equals(table), name


@FEW
@given(wide())
def test_every_plan_passes_the_verifier(found):
    scenario = found.nouns[1]
    with TemporaryDirectory() as folder:
        paths = found.write(Path(folder))
        solution = found.solve()
        plan = schedule(found.instance, solution, header(scenario, input_hash(*paths)))
        write_plan(plan, Path(folder) / "plan", *paths)
        assert verify(Path(folder) / "plan") == []
    assert abs(plan.stamp["objective"] - solution.objective) <= 1e-6 * (1 + solution.objective)


@FEW
@given(wide())
def test_forbidding_a_field_that_the_plan_did_not_use_changes_nothing(found):
    nodes = set(found.plan().tables["missions"]["node"])
    shut = "".join(f"KOR,bases,{node},no,\n" for node in ("KAF", "KSP", "LAF") if node not in nodes)
    permissions = found.tables["permissions.csv"] + shut
    again = found.with_tables({"permissions.csv": permissions}).optimum()
    assert abs(again - found.optimum()) <= 1e-6 * (1 + abs(again))
