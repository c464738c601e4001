"""What-ifs: the loaded model edited or built again, solved from the last plan, as a fresh solve would."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputError
from projection.explore.changes import apply, parse
from projection.explore.whatif import WhatIf, adjusted
from projection.model.build import build
from projection.movement.expand import expand
from projection.pipeline import solve_scenario
from projection.plan.verify import verify
from projection.read.folders import read_network, read_scenario
from projection.route.legs import route
from projection.solve.again import thinned
from projection.solve.edit import LIMITED, edited, only_tighter, why_not
from projection.solve.highs import Stop
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole
from tests.model.case import Case, case, rows_of

BASE = case(
    {
        "movements.csv": "uln,origin,dest,bulk_stons,priority\n"
        "U1,EAF,KAF,300,1\nU2,ESP,KSP,900,2\nU3,ESP,KSP,300,2\n",
        "seaports.csv": "id,nation,lat,lon,berths_roro,stons_day\nESP,DEU,54,8,2,4000\nKSP,KOR,35,129,2,3000\n",
        "fleets.csv": "id,lift,base,count,use_rate_h,quota_h\nplanes,PLANE,EAF,2,24,900\nships,SHIP,ESP,2,,\n",
        "permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,bases,yes\n",
    }
).with_settings("sooner = 0", "sooner = 0.01")
INPLACE = {
    "planes.count=1": True,
    "planes.count=3": False,
    "planes.quota_h=100": True,
    "planes.held_back=0.5": True,
    "KAF.mog_working=0.2": True,
    "KAF.fuel_stons_day=500": True,
    "KSP.berths_roro=1": True,
    "KSP.stons_day=200": True,
    "weights.short_days=40": True,
    "weights.priority=[9, 3, 2, 2, 1]": True,
    "weights.priority=[1, 0.5, 1, 1, 1]": False,
}
"""What-ifs that edit limits and prices, and whether they only tighten."""
REBUILT = ("DEU.lift=no@3", "KOR.bases=no@4", "strait=closed@2", "U1.rdd=4", "KAF=closed@3")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whatif")
    path, _ = BASE.write(folder)
    solve_scenario(path, folder / "plan", draw=False)
    return folder / "plan"


@pytest.fixture(scope="module")
def asked(plan: Path) -> WhatIf:
    return WhatIf(plan)


def fresh(folder: Path) -> tuple[float, Case]:
    """Optimum of a plan folder's inputs, solved from nothing."""
    network, scenario = read_network(folder / "inputs" / "network"), read_scenario(folder / "inputs" / "scenario")
    found = replace(BASE)
    object.__setattr__(found, "nouns", (network, scenario))
    return found.optimum(), found


@pytest.mark.parametrize("text", [*INPLACE, *REBUILT])
def test_the_answer_is_that_of_a_fresh_solve_and_passes_the_verifier(asked, tmp_path, text):
    answer = asked.ask(parse([text]), tmp_path / "new", {"gap": 0.0, "time_limit_s": 20}, Stop())
    assert verify(tmp_path / "new") == []
    assert answer.plan.stamp["objective"] == pytest.approx(fresh(tmp_path / "new")[0], rel=1e-6)
    assert answer.plan.stamp["bound"] <= answer.plan.stamp["objective"] + 1e-6
    assert bool(answer.rebuilt) == (text in REBUILT)
    if text in REBUILT:
        assert answer.rebuilt[0].startswith(text)


@pytest.mark.parametrize("text", INPLACE)
def test_an_edited_problem_is_the_one_that_is_built_from_the_changed_inputs(asked, tmp_path, text):
    """Row by row and column by column, so that no limit or price is forgotten."""
    asked.ask(parse([text]), tmp_path / "new", {"time_limit_s": 20}, Stop())
    network, scenario = fresh(tmp_path / "new")[1].nouns
    old, built = asked.loaded, matrix(build(expand(network, scenario, route(network, scenario))))
    small = adjusted(old.small, network, scenario)
    assert why_not(old.small, small) == ""
    now = edited(old.model, old.problem, small)
    rows, columns = (
        dict(zip(built.rows, built.row_upper, strict=True)),
        dict(zip(built.columns, built.cost, strict=True)),
    )
    for row, upper in zip(now.rows, now.row_upper, strict=True):
        if row[0] in LIMITED:
            assert upper == pytest.approx(rows[row])
    assert {
        name: cost for name, cost in zip(now.columns, now.cost, strict=True) if name in columns
    } == pytest.approx({name: columns[name] for name in now.columns if name in columns})
    np.testing.assert_allclose(
        [high for name, high in zip(now.columns, now.upper, strict=True) if name[0] == "sorties"],
        [high for name, high in zip(built.columns, built.upper, strict=True) if name[0] == "sorties"],
    )
    assert only_tighter(old.problem, now) == INPLACE[text]


@pytest.mark.parametrize("text", ["planes.count=0", "KSP.berths_roro=0"])
def test_what_goes_to_nothing_is_built_again_and_says_so(asked, tmp_path, text):
    answer = asked.ask(parse([text]), tmp_path / "new", {"gap": 0.0, "time_limit_s": 20}, Stop())
    assert "nothing" in answer.rebuilt[0]
    assert verify(tmp_path / "new") == []


def test_missions_that_no_longer_fit_are_left_out_and_no_more(asked):
    """Two planes fly a mission a day each; with one of them each day keeps one mission, all ships sail on."""
    old = asked.loaded
    held = np.array(
        [
            float(key[0].startswith("planes")) * 2
            for _, key in (old.problem.columns[int(c)] for c in Whole(old.problem).columns)
        ]
    )
    tails = [place for place, (name, key) in enumerate(old.problem.rows) if name == "tails" and key[0] == "planes"]
    upper = old.problem.row_upper.copy()
    upper[tails] = 1
    whole = Whole(replace(old.problem, row_upper=upper))
    kept = thinned(whole, held)
    assert (whole.slack(kept) >= -1e-6).all()
    assert kept.sum() == held.sum() / 2


def test_several_changes_are_one_question(asked, tmp_path):
    answer = asked.ask(parse(["planes.count=1", "KSP.stons_day=300"]), tmp_path / "new", {"gap": 0.0}, Stop())
    assert answer.changes == ("planes.count=1", "KSP.stons_day=300")
    assert answer.plan.stamp["objective"] == pytest.approx(fresh(tmp_path / "new")[0], rel=1e-6)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["nonsense"], ["is no change"]),
        (["planes.colour=red", "XYZ.count=1"], ["no column colour", "XYZ is no row"]),
        (["DEU.lift=perhaps"], ["no answer"]),
        (["strait=ajar"], ["no status"]),
        (["planes.count=2@4"], ["leave out @DAY"]),
        (["planes.count=-1"], ["COUNT"]),
        (["weights.nothing=1"], ["nothing"]),
    ],
    ids=str,
)
def test_what_is_no_change_is_refused_with_all_its_faults_and_nothing_is_written(asked, tmp_path, texts, words):
    with pytest.raises(InputError) as caught:
        asked.ask(parse(texts), tmp_path / "new", {}, Stop())
    text = " ".join(str(finding) for finding in caught.value.findings)
    assert all(word in text for word in words)
    assert not (tmp_path / "new").exists()


def test_a_no_ends_every_yes_on_the_day_before_and_an_open_every_closure(tmp_path):
    for part, name, text in (
        ("network", "nations.csv", "id\nDEU\n"),
        ("network", "passages.csv", "id\nstrait\n"),
        (
            "scenario",
            "permissions.csv",
            "nation,thing,to,answer,from_day,to_day\nDEU,lift,*,yes,,\nDEU,lift,KOR,yes,9,\n",
        ),
        ("scenario", "closures.csv", "kind,id,status,from_day,to_day\npassage,strait,closed,2,8\n"),
    ):
        (tmp_path / part).mkdir(exist_ok=True)
        (tmp_path / part / name).write_text(text)
    apply(parse(["DEU.lift=no@5", "strait=open@4"]), tmp_path)
    said = rows_of((tmp_path / "scenario" / "permissions.csv").read_text())
    assert [(row["answer"], row["from_day"], row["to_day"]) for row in said] == [("yes", "", "4"), ("no", "5", "")]
    shut = rows_of((tmp_path / "scenario" / "closures.csv").read_text())
    assert [(row["status"], row["from_day"], row["to_day"]) for row in shut] == [
        ("closed", "2", "3"),
        ("open", "4", ""),
    ]


def test_the_plan_that_is_asked_is_never_overwritten(asked):
    with pytest.raises(InputError, match="another folder"):
        asked.ask(parse(["planes.count=1"]), asked.folder, {}, Stop())
