"""What holds for every scenario, tried on small random ones."""

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from projection.model.build import build
from projection.plan.cells import table_bytes
from projection.plan.folder import write_plan
from projection.plan.plan import TABLES, Plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify import verify
from projection.read.folders import input_hash
from projection.solve.solve import solve
from tests.model.case import Case, case, rows_of, text_of

BASE = (
    case(
        {
            "airfields.csv": "id,nation,lat,lon,mog_working,open_h\n"
            "EAF,DEU,50,8,9,24\nKAF,KOR,37,127,1,6\nLAF,KOR,36,127,9,24\n",
            "seaports.csv": "id,nation,lat,lon,berths_roro,stons_day\nESP,DEU,54,8,2,400\nKSP,KOR,35,129,1,300\n",
            "land_links.csv": "id,from_node,to_node,hours,stons_day,pax_day\nwest,EDS,ESP,20,90,30\n"
            "fly,EDS,EAF,10,70,500\neast,KSP,KDS,30,80,40\nroad,KAF,KDS,10,60,20\n",
            "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,9\nEAF,LAF,air,8\nESP,KSP,sea,30\n",
            "aircraft.csv": "id,payload_stons,over_stons,out_stons,pax\nPLANE,50,20,10,10\nSMALL,20,5,0,0\n",
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nSMALL,8900,200\n",
            "ships.csv": "id,berth,payload_stons,deck_sqft,pax\nSHIP,roro,300,5000,20\n",
        }
    )
    .with_settings("priority = [1, 1, 1, 1, 1]", "priority = [16, 8, 4, 2, 1]")
    .with_settings("sooner = 0", "sooner = 0.01")
    .with_settings("horizon_days = 10", "horizon_days = 14")
)

FEW = settings(max_examples=6, deadline=None, derandomize=True, database=None)
HOURS = ("flying_hour", "sailing_hour")

movements = st.lists(
    st.tuples(
        st.sampled_from(["EAF", "ESP", "EDS"]),
        st.sampled_from(["KAF", "LAF", "KSP", "KDS"]),
        st.integers(0, 2),
        st.integers(0, 9),
        st.integers(1, 3),
        st.tuples(st.sampled_from([15, 40, 120]), *(st.sampled_from([0, 0, 15, 40]) for _ in range(3))),
        st.sampled_from([0, 0, 25]),
    ),
    min_size=2,
    max_size=4,
)
fleets = st.tuples(
    st.integers(1, 3), st.integers(0, 2), st.integers(1, 2), st.sampled_from([8, 24]), st.sampled_from(["", "90"])
)


@st.composite
def scenarios(draw: st.DrawFn, people: bool = True) -> Case:
    """Two to four ULNs, one or two fleets of aircraft, one of ships, over narrow links."""
    lines = ["uln,origin,dest,ald,rdd,priority,bulk_stons,over_stons,out_stons,nat_stons,pax"]
    for number, (origin, dest, ald, wait, priority, stons, pax) in enumerate(draw(movements), start=1):
        amounts = ",".join(map(str, (*stons, pax if people else 0)))
        lines.append(f"U{number},{origin},{dest},{ald},{ald + wait},{priority},{amounts}")
    planes, smalls, ships, use, quota = draw(fleets)
    fleet = (
        "id,lift,base,count,use_rate_h,quota_h,staged_crews\n"
        f"planes,PLANE,EAF,{planes},{use},{quota},false\n"
        f"smalls,SMALL,EAF,{smalls},,,true\n"
        f"ships,SHIP,ESP,{ships},,,true\n"
    )
    hours = draw(st.sampled_from([0, 0.1]))
    priced = BASE.with_settings("flying_hour = 0", f"flying_hour = {hours}")
    priced = priced.with_settings("sailing_hour = 0", f"sailing_hour = {hours}")
    until = draw(st.sampled_from(["", "5", "8"]))
    permissions = f"nation,thing,place,answer,to_day\nDEU,forces,,yes,{until}\nDEU,lift,,yes,\nKOR,bases,,yes,\n"
    tables = {"movements.csv": "\n".join(lines) + "\n", "fleets.csv": fleet, "permissions.csv": permissions}
    return priced.with_tables(tables)


def rows(case: Case, file: str) -> list[dict[str, str]]:
    return rows_of(case.tables[file])


def no_worse(better: float, worse: float) -> bool:
    return better <= worse + 1e-6 * (1 + abs(worse))


FLEETS = st.sampled_from(["planes", "smalls", "ships"])


def more_tails_never_worsen(found: Case, fleet: str) -> None:
    count = next(int(row["count"]) for row in rows(found, "fleets.csv") if row["id"] == fleet)
    assert no_worse(found.but("fleets.csv", fleet, count=count + 1).optimum(), found.optimum())


def a_later_required_day_never_worsens(found: Case, days: int) -> None:
    later = found
    for row in rows(found, "movements.csv"):
        later = later.but("movements.csv", row["uln"], rdd=int(row["rdd"]) + days)
    assert no_worse(later.optimum(), found.optimum())


@FEW
@given(scenarios(people=False), st.sampled_from([2, 0.5]))
def test_scaling_all_stons_scales_the_answer_and_nothing_else(found, factor):
    """Stons required, carried, handled and moved, deck with them, and the price of an hour."""
    scaled = found
    for file, columns in {
        "movements.csv": ("bulk_stons", "over_stons", "out_stons", "nat_stons"),
        "aircraft.csv": ("payload_stons", "over_stons", "out_stons"),
        "payload_range.csv": ("stons",),
        "ships.csv": ("payload_stons", "deck_sqft"),
        "seaports.csv": ("stons_day",),
        "land_links.csv": ("stons_day",),
    }.items():
        for row in rows(found, file):
            cells = {column: float(row[column]) * factor for column in columns}
            scaled = scaled.but(file, next(iter(row.values())), **cells)
    for name in HOURS:
        value = getattr(found.nouns[1].settings.weights, name)
        old = next(line for line in found.tables["scenario.toml"].split("\n") if line.startswith(name))
        scaled = scaled.with_settings(old, f"{name} = {value * factor}")
    before, after = found.optimum(), scaled.optimum()
    assert abs(after - factor * before) <= 1e-6 * (1 + factor * before)


def shuffled_rows_give_the_same_bytes(found: Case, seed: int) -> None:
    def shuffled(text: str) -> str:
        first, *rest = text.strip().split("\n")
        random.Random(seed).shuffle(rest)
        return "\n".join([first, *rest]) + "\n"

    mixed = found.with_tables({f: shuffled(t) for f, t in found.tables.items() if f.endswith(".csv")})
    assert _bytes(mixed.plan()) == _bytes(found.plan())


def _bytes(plan: Plan) -> dict[str, bytes]:
    return {name: table_bytes(kind, plan.tables[name]) for name, kind in TABLES.items()}


def its_plan_passes_the_verifier(found: Case) -> None:
    scenario = found.nouns[1]
    with TemporaryDirectory() as folder:
        paths = found.write(Path(folder))
        solution = found.solve()
        plan = schedule(found.instance, solution, header(scenario, input_hash(*paths)))
        write_plan(plan, Path(folder) / "plan", *paths)
        assert verify(Path(folder) / "plan") == []
    assert abs(plan.stamp["objective"] - solution.objective) <= 1e-6 * (1 + solution.objective)


@FEW
@given(scenarios())
def test_forbidding_the_launches_that_the_plan_did_not_use_changes_nothing(found):
    solution = found.solve()
    used = tuple(launch for launch in found.instance.launches if launch in solution.values.get("sorties", {}))
    pool_of = {name: pool.id for pool in found.instance.pools.values() for name in pool.options}
    left = {(pool_of[name], day) for name, day in used}
    loads = tuple(load for load in found.instance.loads if (load[1], load[3]) in left)
    only = replace(found.instance, launches=used, loads=loads)
    again = solve(build(only), found.nouns[1].settings.solver)
    assert abs(again.objective - solution.objective) <= 1e-6 * (1 + solution.objective)


def forbidding_an_unused_field_changes_nothing(found: Case) -> None:
    nodes = set(found.plan().tables["missions"]["node"])
    shut = "".join(f"KOR,bases,{node},no,\n" for node in ("KAF", "KSP", "LAF") if node not in nodes)
    permissions = found.tables["permissions.csv"] + shut
    again = found.with_tables({"permissions.csv": permissions}).optimum()
    assert again == found.optimum()


@FEW
@given(scenarios(), FLEETS)
def test_more_tails_never_worsen(found, fleet):
    more_tails_never_worsen(found, fleet)


@FEW
@given(scenarios(), st.integers(1, 5))
def test_a_later_required_day_never_worsens(found, days):
    a_later_required_day_never_worsens(found, days)


@FEW
@given(scenarios(), st.integers(0, 99))
def test_shuffled_rows_give_the_same_bytes(found, seed):
    shuffled_rows_give_the_same_bytes(found, seed)


@settings(FEW, max_examples=10)
@given(scenarios())
def test_every_plan_passes_the_verifier(found):
    its_plan_passes_the_verifier(found)


@FEW
@given(scenarios())
def test_forbidding_a_field_that_the_plan_did_not_use_changes_nothing(found):
    forbidding_an_unused_field_changes_nothing(found)


@FEW
@given(scenarios())
def test_a_unit_that_may_not_go_changes_nothing_for_the_others(found):
    """It is large enough that no land link counts as free any more, so stocks say the same as delays."""
    units = found.tables["movements.csv"] + "BLK,EDS,KDS,0,0,3,2000,0,0,2000,2000\n"
    lines = [dict(row, nation="KOR" if row["uln"] == "BLK" else "DEU") for row in rows_of(units)]
    crowded = found.with_tables({"movements.csv": text_of(lines)})
    need = crowded.instance.requirements["BLK"]
    assert need.leave is None
    short = sum(crowded.instance.short_price("BLK", cargo) * much for cargo, much in need.amounts.items())
    assert abs(crowded.optimum() - short - found.optimum()) <= 1e-6 * (1 + short)
