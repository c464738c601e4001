"""A ULN that moves itself, worked by hand.

On the equator, geography off: EAF at 0, KAF at 80 degrees, 5,000 nm by typed leg; TAF at 41 degrees, 60.04 nm from
the middle. Four jets fly 400 kt, 4,000 nm at most, and burn 2 stons an hour. The leg takes 12.5 h and 25 stons, of
which a fifth is missing: 5 stons, 5.5 with the margin. A tanker gives 55, so that one serves six, and at most six.
With an hour to load and one to unload they are there after 14.5 h.
"""

from tests.model.case import Case, case
from tests.model.refuelled_case import REFUELLED

JETS = case(
    {
        **{name: REFUELLED.tables[name] for name in ("airfields.csv", "permissions.csv")},
        "legs.csv": "from_node,to_node,mode,nm\nEAF,KAF,air,5000\nEAF,TAF,air,2600\nESP,KSP,sea,4000\n",
        "aircraft.csv": (
            "id,payload_stons,over_stons,out_stons,pax,block_kt,ferry_nm,fuel_stons_h,offload_fuel_stons,"
            "receives_fuel,runway_ft,onload_h,offload_h\n"
            "JET,0,0,0,0,400,4000,2,0,true,8000,1,1\n"
            "PLANE,50,50,50,50,400,6000,10,0,true,8000,2,2\n"
            "TANKER,0,0,0,0,500,6000,5,55,false,8000,2,2\n"
            "SHORT,0,0,0,0,500,6000,5,12,false,8000,2,2\n"
        ),
        "payload_range.csv": "lift,nm,stons\nPLANE,6000,50\n",
        "ships.csv": "id,berth,payload_stons,deck_sqft,teu,pax,speed_kt\nSHIP,roro,1000,100000,0,0,10\n",
        "fleets.csv": (
            "id,lift,nation,base,count,refuels\nplanes,PLANE,DEU,EAF,1,false\ntankers,TANKER,KOR,TAF,1,true\n"
        ),
        "movements.csv": (
            "uln,origin,dest,nat_stons,bulk_stons,pax,moves_as,pieces\n"
            "JETS,EAF,KAF,40,0,8,JET,4\n"
            "U2,EAF,KAF,0,10,0,,\n"
        ),
    }
).with_settings("use_window = 2", "use_window = 10")
"""Four jets of 10 stons and 2 people each, and a plane for all else."""

FRIGATES = case(
    {
        "movements.csv": "uln,origin,dest,nat_stons,moves_as,pieces\nU1,ESP,KSP,4000,SHIP,2\n",
        "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1\n",
    }
)
"""Two ships that sail by themselves; there is no fleet of ships."""


def without_tankers(found: Case = JETS) -> Case:
    """The case with a tanker fleet that does not refuel."""
    return found.but("fleets.csv", "tankers", refuels="false")
