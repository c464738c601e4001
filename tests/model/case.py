"""Tiny cases as text: tables with the columns that matter, typed legs, no geography; solved exactly.

The base is one plane and one ship between Germany (EAF, ESP, depot EDS) and Korea (KAF, KSP, camp KDS); nothing
binds but payload and tails. Weights are set so that a plan costs one for each ston-day late and nothing else:
every priority weighs 1, waiting and hours are free, and what is short on a horizon of 10 days arrives on day 19.

The plane loads for 2 h, flies 8 h, unloads for 2 h and flies back: one mission a day, landed on its launch day.
The ship loads for 12 h, sails 12 h, unloads for 12 h and sails back: busy for two days, landed on the second.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pyomo.environ as pyo

from projection.model.build import EQUATIONS, build
from projection.movement.expand import expand
from projection.movement.instance import Instance
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.read.folders import NETWORK_TABLES, read_network, read_scenario
from projection.route.legs import route
from projection.route.types import AirLeg, Legs, SeaLeg
from projection.scenario.scenario import Scenario
from projection.solve.solution import Solution
from projection.solve.solve import solve
from projection.sphere import distance_nm
from tests.helpers import write_folder

TABLES = {
    "network.toml": 'name = "net"\ngeography = false\n',
    "nations.csv": "id\nDEU\nKOR\n",
    "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nKAF,KOR,37,127\n",
    "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nKSP,KOR,35,129\n",
    "sites.csv": "id,nation,lat,lon\nEDS,DEU,51,9\nKDS,KOR,36,128\n",
    "passages.csv": "id,west,south,east,north\nstrait,40,10,41,11\n",
    "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\n",
    "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\nESP,KSP,sea,12\n",
    "aircraft.csv": "id,payload_stons,over_stons,out_stons,pax\nPLANE,50,20,10,10\n",
    "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\n",
    "ships.csv": "id,berth,payload_stons,deck_sqft,teu,pax\nSHIP,roro,1000,100000,0,0\n",
    "movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,100\n",
    "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1\nships,SHIP,ESP,1\n",
    "permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,bases,yes\n",
    "scenario.toml": """\
title = "tiny"
network = "net"
c_day = 2027-03-01
horizon_days = 10
[weights]
priority = [1, 1, 1, 1, 1]
short_days = 10
sooner = 0
flying_hour = 0
sailing_hour = 0
[solver]
gap = 0
threads = 1
time_limit_s = 20
[rules]
queue_efficiency = 1
use_window = 2
""",
}
"""Tables of the base case by file name; columns left out come from `FILL`."""

_PLENTY = "1000000"
_SOURCED = {"source": "test", "verified": "false"}
FILL: Mapping[str, Mapping[str, str]] = {
    "nations.csv": {"name": "test", **_SOURCED},
    "airfields.csv": {
        "name": "test",
        "runway_ft": "9000",
        "mog_working": "1000",
        "mog_parking": "1000",
        "fuel_stons_day": _PLENTY,
        **_SOURCED,
    },
    "seaports.csv": {
        "name": "test",
        "draft_m": "12",
        "berths_roro": "9",
        "berths_container": "9",
        "berths_tanker": "9",
        "stons_day": _PLENTY,
        **_SOURCED,
    },
    "sites.csv": {"name": "test", **_SOURCED},
    "passages.csv": {"name": "test", **_SOURCED},
    "land_links.csv": {
        "mode": "rail",
        "km": "100",
        "stons_day": _PLENTY,
        "pax_day": _PLENTY,
        "heavy": "true",
        **_SOURCED,
    },
    "legs.csv": _SOURCED,
    "aircraft.csv": {
        "name": "test",
        "block_kt": "400",
        "ferry_nm": "9000",
        "runway_ft": "8000",
        "slot": "1",
        "onload_h": "2",
        "enroute_h": "2",
        "offload_h": "2",
        "use_rate_h": "24",
        "fuel_stons_h": "1",
        **_SOURCED,
    },
    "payload_range.csv": _SOURCED,
    "ships.csv": {
        "name": "test",
        "speed_kt": "10",
        "draft_m": "10",
        "beam_m": "30",
        "loa_m": "200",
        "load_h": "12",
        "unload_h": "12",
        **_SOURCED,
    },
    "movements.csv": {"nation": "DEU", "ald": "0", "rdd": "0", "priority": "1"},
    "fleets.csv": {"nation": "DEU", "staged_crews": "true"},
}
"""Cells of columns that a table does not give."""


@dataclass(frozen=True)
class Case:
    """A network and a scenario as text; `but` makes a changed copy, the rest is made when asked for."""

    tables: Mapping[str, str] = field(repr=False)
    legs_by_hand: Legs | None = field(default=None, repr=False)

    def but(self, file: str, name: str, **cells: float | str) -> "Case":
        """Copy with cells of the row ``name`` (its first column) replaced; a column not there is added."""
        rows = rows_of(self.tables[file])
        first = next(iter(rows[0]))
        row = next(row for row in rows if row[first] == name)
        row.update({column: str(value) for column, value in cells.items()})
        return self.with_tables({file: text_of(rows)})

    def with_tables(self, tables: Mapping[str, str]) -> "Case":
        """Copy with whole tables replaced."""
        return replace(self, tables={**self.tables, **tables})

    def with_legs(self, legs: Legs) -> "Case":
        """Copy with legs given by hand instead of those typed in legs.csv."""
        return replace(self, legs_by_hand=legs)

    def with_settings(self, old: str, new: str) -> "Case":
        """Copy with a line of scenario.toml replaced."""
        text = self.tables["scenario.toml"]
        assert old in text, f"{old!r} is not in scenario.toml"
        return self.with_tables({"scenario.toml": text.replace(old, new)})

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write the scenario's and the network's folder; return both."""
        texts = {file: _filled(file, text) for file, text in self.tables.items()}
        network = {file: text for file, text in texts.items() if file in (*NETWORK_TABLES, "network.toml")}
        scenario = {file: text for file, text in texts.items() if file not in network}
        return write_folder(folder / "case", scenario), write_folder(folder / "networks" / "net", network)

    @cached_property
    def nouns(self) -> tuple[Network, Scenario]:
        """The rows, read from a folder."""
        with TemporaryDirectory() as folder:
            scenario, network = self.write(Path(folder))
            return read_network(network), read_scenario(scenario)

    @cached_property
    def legs(self) -> Legs:
        """Legs of legs.csv, unless they were given by hand."""
        return self.legs_by_hand or route(*self.nouns)

    @cached_property
    def instance(self) -> Instance:
        """The case expanded."""
        return expand(*self.nouns, self.legs)

    def solve(self, without: Iterable[str] = ()) -> Solution:
        """Optimum of the model, or of the model without some of its equations."""
        model = build(self.instance, tuple(name for name in EQUATIONS if name not in set(without)))
        found = solve(model, self.nouns[1].settings.solver)
        assert found.status == "optimal"
        return found

    def optimum(self, without: Iterable[str] = ()) -> float:
        """Weighted ston-days of the optimum."""
        return round(self.solve(without).objective, 6)

    def relaxation(self, without: Iterable[str] = ()) -> float:
        """Optimum when missions need not be whole; by Pyomo's own way to HiGHS."""
        model = build(self.instance, tuple(name for name in EQUATIONS if name not in set(without))).pyomo
        pyo.TransformationFactory("core.relax_integer_vars").apply_to(model)
        pyo.SolverFactory("appsi_highs").solve(model)
        return round(pyo.value(model.weighted_ston_days), 6)

    def plan(self, without: Iterable[str] = ()) -> Plan:
        """Tables of the optimum."""
        return schedule(self.instance, self.solve(without), header(self.nouns[1], ""))


def case(tables: Mapping[str, str] | None = None) -> Case:
    """The base case with some of its tables replaced."""
    return Case({**TABLES, **(tables or {})})


def _filled(file: str, text: str) -> str:
    if file not in FILL:
        return text
    rows = rows_of(text)
    return text_of([{**FILL[file], **{k: v for k, v in row.items() if v}} for row in rows])


def rows_of(text: str) -> list[dict[str, str]]:
    """Rows of a table given as text."""
    return list(csv.DictReader(io.StringIO(text)))


def text_of(rows: list[dict[str, str]]) -> str:
    """A table as text; a row without a column has a blank cell there."""
    columns = dict.fromkeys(column for row in rows for column in row)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def air_leg(
    network: Network,
    start: str,
    end: str,
    nm: float | None = None,
    hours: float | None = None,
    nations: tuple[str, ...] = (),
) -> AirLeg:
    """A straight typed leg; without ``nm`` the great circle."""
    line = _line(network, start, end)
    return AirLeg(start, end, nm or _nm(network, start, end), nations, line, hours, typed=True)


def sea_leg(
    network: Network,
    start: str,
    end: str,
    nm: float | None = None,
    hours: float | None = None,
    transits: tuple[tuple[str, float], ...] = (),
) -> SeaLeg:
    """A straight typed leg; without ``nm`` the great circle."""
    line = _line(network, start, end)
    return SeaLeg(start, end, nm or _nm(network, start, end), transits, line, hours, typed=True)


def _line(network: Network, start: str, end: str) -> tuple[tuple[float, float], ...]:
    return tuple((network.places[node].lon, network.places[node].lat) for node in (start, end))


def _nm(network: Network, start: str, end: str) -> float:
    one, two = network.places[start], network.places[end]
    return float(distance_nm(one.lat, one.lon, two.lat, two.lon))
