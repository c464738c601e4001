"""Refuelling is off by default: the tiny scenario knows nothing of it."""

import shutil
from pathlib import Path

from projection.model.sets import make_sets
from projection.movement.expand import expand
from projection.pipeline import solve_scenario
from projection.read.folders import read_network, read_scenario
from projection.route.legs import route

ROOT = Path(__file__).parents[2]
TINY = ROOT / "scenarios" / "tiny"


def with_refuels(folder: Path) -> Path:
    """Copy of the scenario, and of its network, whose fleets say that they do not refuel."""
    shutil.copytree(ROOT / "networks" / "tiny", folder / "networks" / "tiny")
    copy = Path(shutil.copytree(TINY, folder / "scenarios" / "tiny"))
    first, *rest = (copy / "fleets.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{first},refuels", *(f"{line},false" for line in rest)]
    (copy / "fleets.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return copy


def test_no_launch_takes_more_than_its_own_tail():
    network, scenario = read_network(ROOT / "networks" / "tiny"), read_scenario(TINY)
    instance = expand(network, scenario, route(network, scenario))
    assert not any(option.tankers for option in instance.options.values())
    assert {count for row in make_sets(instance).tails.values() for _, count in row} == {1}


def test_a_fleet_that_says_it_does_not_refuel_gives_the_same_bytes(tmp_path):
    solve_scenario(TINY, tmp_path / "one", draw=False)
    solve_scenario(with_refuels(tmp_path), tmp_path / "two", draw=False)
    tables = sorted(path.name for path in (tmp_path / "one").glob("*.csv"))
    assert "missions.csv" in tables
    for name in tables:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    missions = (tmp_path / "one" / "missions.csv").read_text(encoding="utf-8").splitlines()
    assert missions[0].endswith(",supports,station")
    assert all(line.endswith(",,") for line in missions[1:])
