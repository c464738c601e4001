"""A good tiny folder as text, and how to write folders of tables."""

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from projection.errors import Finding
from projection.read.folders import NETWORK_TABLES

NETWORK = {
    "nations.csv": """\
id,name,airspace,source,verified
DEU,Germany,open,test,true
KOR,Republic of Korea,open,test,true
""",
    "airfields.csv": """\
id,name,nation,lat,lon,runway_ft,mog_working,mog_parking,fuel_stons_day,enroute,source,verified
ETAR,Ramstein,DEU,49.44,7.60,10000,4,20,2000,false,test,true
RKPK,Gimhae,KOR,35.18,128.94,10500,3,10,1000,true,test,true
""",
    "seaports.csv": """\
id,name,nation,lat,lon,draft_m,berths_roro,stons_day,source,verified
DEBRV,Bremerhaven,DEU,53.55,8.58,12.7,3,6000,test,true
KRPUS,Busan,KOR,35.10,129.04,15,4,10000,test,true
""",
    "sites.csv": """\
id,name,nation,lat,lon,source,verified
depot,Depot,DEU,50.0,8.0,test,false
camp,Camp,KOR,36.0,128.5,test,false
""",
    "passages.csv": """\
id,name,west,south,east,north,draft_m,source,verified
suez,Suez Canal,32.2,29.9,32.7,31.2,20.1,test,true
""",
    "land_links.csv": """\
id,from_node,to_node,mode,km,hours,stons_day,pax_day,heavy,source,verified
depot-etar,depot,ETAR,road,150,8,1000,500,true,test,false
depot-brv,depot,DEBRV,rail,500,20,3000,0,true,test,false
pus-camp,KRPUS,camp,rail,150,10,3000,500,true,test,false
pk-camp,RKPK,camp,road,150,8,1000,500,true,test,false
""",
    "aircraft.csv": """\
id,name,block_kt,payload_stons,over_stons,out_stons,pax,ferry_nm,runway_ft,slot,onload_h,enroute_h,offload_h,\
use_rate_h,fuel_stons_h,source,verified
C-17,C-17A,410,45,45,45,50,5500,3500,1,2.25,2.25,2.25,12,8,test,true
""",
    "payload_range.csv": """\
lift,nm,stons,source,verified
C-17,2400,80,test,true
C-17,4500,40,test,true
""",
    "ships.csv": """\
id,name,speed_kt,draft_m,beam_m,loa_m,berth,payload_stons,deck_sqft,load_h,unload_h,source,verified
ARK,Ark class,18,7.5,25,195,roro,12000,120000,24,24,test,true
""",
}
"""Text of a small sound network by file name."""

SCENARIO = {
    "scenario.toml": """\
title = "Tiny"
network = "small"
c_day = 2027-03-01
horizon_days = 40

[weights]
short_days = 20

[rules]
use_window = 7
""",
    "movements.csv": """\
uln,description,nation,origin,dest,ald,rdd,priority,pax,bulk_stons,out_stons
DEU-1,a battery,DEU,depot,camp,0,10,1,100,200,50
DEU-2,stocks,DEU,depot,camp,2,35,3,0,1500,0
""",
    "fleets.csv": """\
id,lift,nation,base,count,held_back,reserve
deu-c17,C-17,DEU,ETAR,4,0.25,0
deu-ark,ARK,DEU,DEBRV,1,0,0
""",
    "permissions.csv": """\
nation,thing,answer,to
DEU,forces,yes,
DEU,lift,yes,
DEU,bases,yes,*
KOR,bases,yes,*
""",
    "closures.csv": """\
kind,id,from_day,to_day,status,slow_h,note
passage,suez,10,,closed,,a test
""",
}
"""Text of a small sound scenario on that network by file name."""


def write_folder(folder: Path, tables: Mapping[str, str]) -> Path:
    """Write each text under its file name into ``folder`` (made when missing); return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def write_case(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the sound scenario with its network under ``folder``, files in ``changes`` replaced or left out.

    Returns the scenario's folder, ``folder/case``; its network lies in ``folder/networks/small``.
    """
    texts: dict[str, str | None] = {**NETWORK, **SCENARIO, **(changes or {})}
    files = {name: text for name, text in texts.items() if text is not None}
    network = {name: text for name, text in files.items() if name in NETWORK_TABLES}
    write_folder(folder / "networks" / "small", network)
    return write_folder(folder / "case", {name: text for name, text in files.items() if name not in network})


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings as ``where: what``, with a mark on warnings; how to mend is left out."""
    marks = {"error": "", "warning": " (warning)"}
    return [f"{finding.where}: {finding.what}{marks[finding.level]}" for finding in findings]


def cpu_seconds(work: Callable[[int], object], times: int = 3) -> float:
    """Least CPU seconds of several runs of ``work``, which is told their number: a busy machine only adds.

    What other tests of the process left behind is kept out of the collector's way meanwhile.
    """
    gc.collect()
    gc.freeze()
    taken = []
    for number in range(times):
        start = time.process_time()
        work(number)
        taken.append(time.process_time() - start)
    gc.unfreeze()
    return min(taken)
