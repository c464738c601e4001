"""Two ports, a strait on the short way and none on the long one: legs by hand, so that hours are arithmetic.

ARK loads for 24 h, sails 10 kt and unloads for 24 h. From EPT to KPT it is 2,400 nm through the strait, which it
reaches after 1,080 nm, or 4,800 nm round it. Launched on day d it enters on day d + 5 at noon and has unloaded
by the end of day d + 11; round the strait by the end of day d + 21.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from projection.movement.expand import expand
from projection.movement.instance import Instance
from projection.network.network import Network
from projection.read.folders import read_network, read_scenario
from projection.route.types import Legs, SeaLeg
from projection.scenario.scenario import Scenario
from tests.helpers import write_folder

NETWORK = {
    "nations.csv": """\
id,name,airspace,source,verified
DEU,Germany,open,test,true
KOR,Republic of Korea,open,test,true
""",
    "seaports.csv": """\
id,name,nation,lat,lon,draft_m,berths_roro,stons_day,source,verified
EPT,European port,DEU,0,0,15,4,9000,test,true
KPT,Korean port,KOR,0,40,15,4,9000,test,true
""",
    "passages.csv": """\
id,name,west,south,east,north,draft_m,wait_h,transit_h,ships_day,source,verified
strait,The strait,17,-1,18,1,,0,0,,test,true
""",
    "ships.csv": """\
id,name,speed_kt,draft_m,beam_m,loa_m,berth,payload_stons,deck_sqft,load_h,unload_h,source,verified
ARK,Ark class,10,13,25,195,roro,1000,99999,24,24,test,true
""",
}
SCENARIO = {
    "scenario.toml": """\
title = "Strait"
network = "network"
c_day = 2027-03-01
horizon_days = 60

[rules]
use_window = 7
""",
    "movements.csv": """\
uln,nation,origin,dest,ald,rdd,priority,nat_stons
DEU-1,DEU,EPT,KPT,0,11,3,2000
""",
    "fleets.csv": """\
id,lift,nation,base,count
arks,ARK,DEU,EPT,2
""",
    "permissions.csv": """\
nation,thing,answer,to
DEU,forces,yes,
DEU,lift,yes,
DEU,bases,yes,*
KOR,bases,yes,*
""",
}
SHORT = SeaLeg("EPT", "KPT", 2400.0, (("strait", 1080.0),), ((0.0, 0.0), (40.0, 0.0)))
LONG = SeaLeg("EPT", "KPT", 4800.0, (), ((0.0, 0.0), (20.0, -30.0), (40.0, 0.0)))


def back(leg: SeaLeg) -> SeaLeg:
    """The same leg the other way."""
    transits = tuple((name, leg.nm - at) for name, at in reversed(leg.transits))
    return replace(leg, start=leg.end, end=leg.start, transits=transits, path=leg.path[::-1])


def legs_of(*ways: SeaLeg) -> Legs:
    """Ways there and back, shortest first."""
    return Legs({("EPT", "KPT"): ways, ("KPT", "EPT"): tuple(back(leg) for leg in ways)}, {}, {})


def straits(folder: Path, changes: Mapping[str, str] | None = None) -> tuple[Network, Scenario]:
    """The case, with tables replaced or added; written under ``folder``."""
    tables = {**NETWORK, **SCENARIO, **(changes or {})}
    scenario = {name: text for name, text in tables.items() if name in SCENARIO or name == "shares.csv"}
    scenario |= {name: text for name, text in tables.items() if name == "closures.csv"}
    scenario.setdefault("closures.csv", "kind,id,from_day,to_day,status,slow_h\n")
    network = {name: text for name, text in tables.items() if name not in scenario}
    for name in ("airfields.csv", "sites.csv", "land_links.csv", "legs.csv", "aircraft.csv", "payload_range.csv"):
        network.pop(name, None)
    path = write_folder(folder / "network", network)
    return read_network(path), read_scenario(write_folder(folder / "case", scenario))


def expanded(folder: Path, changes: Mapping[str, str] | None = None, *ways: SeaLeg) -> Instance:
    """The case expanded over ``ways``: the short and the long one when none is given."""
    network, scenario = straits(folder, changes)
    return expand(network, scenario, legs_of(*(ways or (SHORT, LONG))))


def with_passage(row: str) -> dict[str, str]:
    """Change: one more line in passages.csv."""
    return {"passages.csv": f"{NETWORK['passages.csv']}{row}\n"}


def closed(first: int, last: int, name: str = "strait") -> dict[str, str]:
    """Change: a passage shut from one day to another."""
    header = "kind,id,from_day,to_day,status,slow_h"
    return {"closures.csv": f"{header}\npassage,{name},{first},{last},closed,0\n"}
