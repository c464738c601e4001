"""Rapid Pacific 2022: six Eurofighter cross from Neuburg to Singapore, carried by tankers.

Published (idlw.de; flugrevue.de; janes.com, August 2022): 6 Eurofighter, 4 A400M and 3 A330 MRTT, Neuburg - Abu
Dhabi (change of crews) - Singapore, about 12,000 km; the goal was 24 hours. Ours: figures of the default network;
those of the Eurofighter and all permissions here are assumptions; Neuburg is added with Wunstorf's figures.
"""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest

from projection.model.build import build
from projection.movement.expand import expand
from projection.movement.instance import Instance
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify.rules import verify_plan
from projection.read.find import data_folders
from projection.read.folders import read_network
from projection.route.legs import route
from projection.scenario.rows import Fleet, Movement, Permission, Settings
from projection.scenario.scenario import Scenario
from projection.solve.solve import solve
from projection.units import KM_PER_NM

FIELDS = ("EHEH", "ETSN", "FJDG", "LCRA", "OMAM", "OOMS", "VCBI", "VTBU", "WSAP")


@cache
def network() -> Network:
    """The default network cut to the airfields on the way, and Neuburg."""
    rows = read_network(data_folders("networks")[0] / "europe-pacific")
    place = {"id": "ETSN", "name": "Neuburg", "lat": 48.711, "lon": 11.212, "enroute": False}
    fields = {**rows.airfields, "ETSN": rows.airfields["ETNW"].model_copy(update=place)}
    nothing: dict[str, object] = {"seaports": {}, "sites": {}, "land_links": {}, "legs": ()}
    return replace(rows, airfields={name: fields[name] for name in FIELDS}, **nothing)


def scenario(tankers: int) -> Scenario:
    """Six Eurofighter, and tankers of the multinational fleet from Eindhoven.

    As published the fighters stop near Abu Dhabi only; tankers may use every field on the way.
    """
    hosts = sorted({row.nation for row in network().airfields.values()})
    rows = [Permission(nation=nation, thing="bases", to=("MMF",), answer="yes") for nation in hosts]
    rows += [Permission(nation=nation, thing="bases", to=("DEU",), answer="yes") for nation in ("ARE", "SGP")]
    rows += [
        Permission(nation="DEU", thing="forces", answer="yes"),
        Permission(nation="MMF", thing="lift", answer="yes"),
    ]
    jets = Movement(
        uln="EF6",
        nation="DEU",
        origin="ETSN",
        dest="WSAP",
        ald=0,
        rdd=2,
        priority=1,
        pax=6,
        bulk_stons=6,
        moves_as="EUROFIGHTER",
        pieces=6,
    )
    fleet = Fleet(
        id="mrtt",
        lift="A330-MRTT",
        nation="MMF",
        serves=("DEU",),
        base="EHEH",
        count=tankers,
        staged_crews=True,
        refuels=True,
    )
    settings = Settings(title="Rapid Pacific", network="europe-pacific", c_day=date(2022, 8, 15), horizon_days=8)
    return Scenario("rapid", settings, {"EF6": jets}, {"mrtt": fleet}, tuple(rows), ())


@cache
def solved(tankers: int) -> tuple[Instance, Plan]:
    """The case expanded, and its plan."""
    asked = scenario(tankers)
    instance = expand(network(), asked, route(network(), asked))
    return instance, schedule(instance, solve(build(instance), asked.settings.solver), header(asked, ""))


def jets_of(plan: Plan) -> pd.DataFrame:
    stops = plan.tables["missions"]
    return stops[stops["fleet"] == "own~EF6"]


def test_six_eurofighter_reach_singapore_within_a_day_by_three_tankers() -> None:
    """Published: the goal was 24 h. Ours: from the start of loading to the last landing."""
    _, plan = solved(3)
    stops, jets = plan.tables["missions"], jets_of(plan)
    assert jets["mission"].nunique() == 6
    landed, loading = jets[jets["purpose"] == "offload"], jets[jets["purpose"] == "onload"]
    assert set(landed["node"]) == {"WSAP"}
    assert landed["arrive_h"].max() - loading["arrive_h"].min() <= 24
    assert 0 < stops[stops["fleet"] == "mrtt"]["tail"].nunique() <= 3


def test_they_stop_near_abu_dhabi_only() -> None:
    _, plan = solved(3)
    jets = jets_of(plan)
    assert set(jets[jets["purpose"].isin(["enroute", "rest"])]["node"]) == {"OMAM"}


def test_they_fly_about_the_published_distance() -> None:
    """12,000 km are printed; ours is within a tenth of it, with the planning allowance."""
    _, plan = solved(3)
    jets = jets_of(plan)
    flown = jets[jets["mission"] == "own~EF6-001"]["leg_nm"].sum() * KM_PER_NM
    assert flown == pytest.approx(12_000, rel=0.10)


def test_without_tankers_they_do_not_get_there() -> None:
    _, plan = solved(0)
    assert plan.tables["shortfalls"]["short_stons"].to_list() == [6]
    assert jets_of(plan).empty


def test_the_plan_is_sound() -> None:
    _, plan = solved(3)
    assert verify_plan(plan, network(), scenario(3)) == []
