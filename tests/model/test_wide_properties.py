"""What holds for every scenario with units, orders, needs, stations, recalls and threats, on small random ones."""

from hypothesis import given
from hypothesis import strategies as st

from tests.model.case import Case, rows_of, text_of
from tests.model.test_properties import (
    BASE,
    FEW,
    FLEETS,
    a_later_required_day_never_worsens,
    forbidding_an_unused_field_changes_nothing,
    its_plan_passes_the_verifier,
    more_tails_never_worsen,
    scenarios,
    shuffled_rows_give_the_same_bytes,
)

TWO_PORTS = {
    "seaports.csv": BASE.tables["seaports.csv"] + "ETP,DEU,53.5,8.5,1,200\n",
    "legs.csv": "from_node,to_node,mode,hours,nm\nEAF,KAF,air,9,\nEAF,LAF,air,8,\nESP,KSP,sea,30,300\n"
    "ETP,KSP,sea,32,320\nESP,ETP,sea,5,50\n",
}
"""A second port of loading, near the first."""
LITTERS = (
    "id,payload_stons,over_stons,out_stons,pax,litters,litter_seats\nPLANE,50,20,10,10,6,2\nSMALL,20,5,0,0,2,0\n"
)
WAYS = ("", "unit", "spread", "after", "meets")


@st.composite
def politics(draw: st.DrawFn) -> dict[str, str]:
    """Tables of recalls, of a station and of hours of a member, each there or not."""
    tables = {}
    if draw(st.booleans()):
        tables["recalls.csv"] = f"fleets,from_day,held_back\nplanes,{draw(st.integers(3, 9))},1\n"
    if draw(st.booleans()):
        tables["stations.csv"] = (
            "id,node,lift,count,from_day,to_day,stay_days,priority,value_stons\nwatch,LAF,PLANE,1,2,6,2,3,30\n"
        )
    if draw(st.booleans()):
        tables["members.csv"] = f"fleet,nation,quota_h\nplanes,DEU,{draw(st.sampled_from([20, 60]))}\n"
    return tables


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
    tables |= draw(politics())
    if draw(st.booleans()):
        tables |= TWO_PORTS
        first["origin"] = "ETP"
        found = found.but("fleets.csv", "ships", two_ports="true")
    if draw(st.booleans()):
        for row in lines:
            row["lying"] = "true" if row is last else ""
        tables["aircraft.csv"] = LITTERS
    return found.with_tables({**tables, "movements.csv": text_of(lines)})


@FEW
@given(wide(), FLEETS)
def test_more_tails_never_worsen(found, fleet):
    more_tails_never_worsen(found, fleet)


@FEW
@given(wide(), st.integers(1, 5))
def test_a_later_required_day_never_worsens(found, days):
    a_later_required_day_never_worsens(found, days)


@FEW
@given(wide(), st.integers(0, 99))
def test_shuffled_rows_give_the_same_bytes(found, seed):
    shuffled_rows_give_the_same_bytes(found, seed)


@FEW
@given(wide())
def test_every_plan_passes_the_verifier(found):
    its_plan_passes_the_verifier(found)


@FEW
@given(wide())
def test_forbidding_a_field_that_the_plan_did_not_use_changes_nothing(found):
    forbidding_an_unused_field_changes_nothing(found)
