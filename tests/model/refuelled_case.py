"""A long leg that a tanker refuels, worked by hand.

On the equator: EAF at 0 and KAF at 80 degrees, by typed leg 5,000 nm apart; TAF at 41 degrees, 60.04 nm from the
middle. The plane flies 400 kt and carries 45 stons over 4,000 nm, 20 over 5,000; it burns 10 stons an
hour. The leg takes 12.5 h and 125 stons, of which a fifth lies beyond the range at 45 stons: 25 stons are missing,
27.5 with the margin; a tanker gives 55. The tanker flies 500 kt, rests nowhere and burns 5 stons an hour.

One mission takes 2 + 12.5 + 2 + 12.5 = 29 h; the plane flies every second day.
"""

from tests.model.case import Case, case

REFUELLED = case(
    {
        "airfields.csv": "id,nation,lat,lon,enroute\nEAF,DEU,0,0,false\nKAF,KOR,0,80,false\nTAF,KOR,0,41,true\n",
        "legs.csv": "from_node,to_node,mode,nm\nEAF,KAF,air,5000\nEAF,TAF,air,2600\nESP,KSP,sea,4000\n",
        "aircraft.csv": (
            "id,payload_stons,over_stons,out_stons,pax,block_kt,ferry_nm,fuel_stons_h,offload_fuel_stons,"
            "receives_fuel,runway_ft\n"
            "PLANE,45,20,10,10,400,6000,10,0,true,8000\n"
            "TANKER,0,0,0,0,500,6000,5,55,false,8000\n"
            "SHORT,0,0,0,0,500,6000,5,10,false,8000\n"
        ),
        "payload_range.csv": "lift,nm,stons\nPLANE,4000,45\nPLANE,5000,20\n",
        "fleets.csv": (
            "id,lift,nation,base,count,refuels\n"
            "planes,PLANE,DEU,EAF,1,false\n"
            "ships,SHIP,DEU,ESP,1,false\n"
            "tankers,TANKER,KOR,TAF,1,true\n"
        ),
        "permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,lift,yes\nKOR,bases,yes\n",
        "movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,90\n",
    }
).with_settings("use_window = 2", "use_window = 10")
"""90 stons, landed after 16.5 h on the day of launch: two refuelled missions, or five without a tanker."""


def without_tankers(found: Case = REFUELLED) -> Case:
    """The case with a tanker fleet that does not refuel."""
    return found.but("fleets.csv", "tankers", refuels="false")
