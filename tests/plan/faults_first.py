"""Planted faults, first half: each names its rule and what the verifier says of it."""

from .good import TEXTS
from .planting import DRAWS, TAKES_FUEL, UNRESTED, fault, lying, tanker

FAULTS = (
    fault("stock", "more than there is", "100 st are drawn, 10 stand there", *DRAWS),
    fault("stock", "a class that it does not hold", "gives nat to B", *DRAWS),
    fault(
        "presence",
        "a day said to be held",
        "the table says 1 of 1",
        ("presence", "|20|1|0|1|", "|20|1|1|0|ships-1"),
    ),
    fault("presence", "a day left out", "is left out", ("presence", "watch|20|1|0|1|\n", "")),
    fault("presence", "another count", "0 of 2 on station", ("stations.csv", "SHIP,1,20", "SHIP,2,20")),
    fault(
        "staging",
        "more than it handles",
        "150 st change over",
        ("onward", "B|cargo|east", "B|bulk|midway|MID|MID|1|1|150\nB|cargo|east"),
    ),
    fault(
        "staging",
        "what never landed",
        "0 had landed",
        ("onward", "B|cargo|east", "B|bulk|midway|MID|MID|1|1|50\nB|cargo|east"),
    ),
    fault(
        "references", "a manifest without a mission", "no such mission", ("manifests", "planes-1|A|out", "x|A|out")
    ),
    fault("references", "track emptied", "from MID has no track", ("missions", "SOM|25|c|", "SOM|25||")),
    fault(
        "references",
        "passages emptied with track emptied",
        "from EPT has no track",
        ("missions", "narrows@140.5||0|f|", "||0||"),
    ),
    fault("references", "a fleet of another type", "no fleet ships of PLANE", ("missions", "|planes|", "|ships|")),
    fault("references", "a line of another leg", "track c ends", ("missions", "|25|b|", "|25|c|")),
    fault("references", "a passage that is none", "no passage", ("missions", "narrows@140.5", "strait@140.5")),
    fault("references", "a mission that ends away", "its base is BAF", ("missions", "BAF|return", "EAF|return")),
    fault(
        "clock", "a leg faster than the type", "takes 5 h, at least 6.666667", ("aircraft.csv", "400,70", "300,70")
    ),
    fault("clock", "a short cut", "is 1500 nm", ("missions", "|2000|5||TUR", "|1500|5||TUR")),
    fault("clock", "a stop too short", "SHIP needs 25 h", ("ships.csv", "12000,24,24", "12000,25,24")),
    fault("clock", "an early arrival", "departure and leg give", ("missions", "|55|57|", "|54|57|")),
    fault("clock", "no crew rest", "crew on duty for 30.5 h over 4 legs", *UNRESTED),
    fault("clock", "a slowed strait", "at least 212 h", ("closures.csv", "25,,closed,0", "5,5,slowed,5")),
    fault(
        "clock",
        "a land move too quick",
        "give day 13",
        ("onward", "heavy|east|KPT|CAMP|12|13", "heavy|east|KPT|CAMP|12|12"),
    ),
    fault("clock", "landed before unloaded", "unloads until day 11", ("manifests", "8000|1|11", "8000|1|10")),
    fault("clock", "words of another hour", "is not hour 57", ("missions", "C+002 09:00", "C+003 09:00")),
    fault(
        "stops", "a stop on a field that is none", "no en-route field", ("airfields.csv", "60,true", "60,false")
    ),
    fault("tails", "more missions than tails", "1 tails away, 0 usable", ("fleets.csv", "BAF,2,", "BAF,1,")),
    fault("tails", "a fleet not ready", "day 1", ("fleets.csv", "0.2,0,50", "0.2,2,50")),
    fault(
        "tails",
        "out on a day of recall",
        "planes day 2: 1 tails away, 0 usable",
        ("recalls.csv", "25,29,1", "2,2,1"),
    ),
    fault(
        "tails", "hulls that left the pool", "ships day 9: 1 tails away, 0", ("recalls.csv", "25,29,,0", "9,9,,0")
    ),
    fault(
        "tails",
        "a charter not activated",
        "planes day 1",
        ("fleets.csv", "quota_h", "activation_days"),
        ("fleets.csv", "0.2,0,50", "0.2,0,2"),
    ),
    fault("flying_hours", "tails recalled", "day 7: 23.1 h flown", ("recalls.csv", "25,29,1", "3,9,1")),
    fault(
        "convoys", "no convoy on the day", "no convoy on that day", ("convoys.csv", "narrows,5,10", "narrows,6,10")
    ),
    fault("flying_hours", "use rate passed", "23.1 h flown", ("aircraft.csv", "3,10,5,", "3,3,5,")),
    fault("quota", "quota passed", "quota 23 h", ("fleets.csv", "0.2,0,50", "0.2,0,23")),
    fault(
        "member_hours",
        "hours of a member passed",
        "23.1 h under way for DEU, which has 23 h",
        ("members.csv", "quota_h\n", "quota_h\nplanes,DEU,23\n"),
    ),
    fault(
        "member_hours",
        "cargo of two members on one mission",
        "carries for DEU and FRA",
        ("members.csv", "quota_h\n", "quota_h\nplanes,DEU,30\nplanes,FRA,30\n"),
        ("fleets.csv", "DEU,DEU,BAF", "DEU,*,BAF"),
        ("manifests", "planes-1|A|pax", "planes-1|C|bulk|EAF|KAF|5|0|0|2|3|0\nplanes-1|A|pax"),
    ),
    fault(
        "member_hours",
        "a mission for no member",
        "under way for DEU, which has 0 h",
        ("members.csv", "quota_h\n", "quota_h\nplanes,FRA,30\n"),
    ),
    fault("payload", "outsize for oversize", "outsize is 21", ("manifests", "KAF|15|", "KAF|21|")),
    fault("payload", "more people than seats", "people is 20", ("aircraft.csv", "40,20,30,", "40,20,19,")),
    fault("payload", "deck overfilled", "deck is 10000", ("ships.csv", "600,12000", "600,9999")),
    fault("payload", "deck understated", "take 8000 sq ft", ("manifests", "0|8000", "0|7000")),
    fault(
        "payload", "fuel on a ro-ro ship", "fuel is 100, SHIP takes 0", ("manifests", "B|bulk|EPT", "B|fuel|EPT")
    ),
    fault("payload", "a ship overloaded", "cargo is 500", ("ships.csv", "600,12000", "499,12000")),
    fault(
        "litters",
        "more who lie than litters",
        "20 people lie on the way out, PLANE has 19 litters",
        *lying("litters,", "19,"),
    ),
    fault("litters", "who lies on seats alone", "PLANE has 0 litters", *lying("", "")),
    fault(
        "payload",
        "litters in the place of too many seats",
        "people is 40, PLANE takes 30 seats",
        *lying("litters,litter_seats,", "20,2,"),
    ),
    fault(
        "payload",
        "a mission without cargo",
        "flies empty from EAF to KAF",
        ("manifests", "".join(TEXTS["manifests"].splitlines(True)[:4]), ""),
    ),
    fault(
        "containers",
        "more containers than the ship has",
        "60 containers, SHIP takes 51",
        ("movements.csv", "nat_stons,sqft", "nat_stons,teu"),
        ("movements.csv", "400,10400", "400,14.4"),
        ("ships.csv", "deck_sqft,", "teu,"),
        ("ships.csv", "roro,600,12000", "container,600,51"),
    ),
    fault(
        "whole_items",
        "items of what can be divided",
        "10 st of over are 0 items, the manifest says 2",
        ("manifests", "10|0|0|2|3|0", "10|0|0|2|3|2"),
    ),
    fault(
        "whole_items",
        "half an item",
        "15 st of out are no whole number of items of 10 st",
        ("movements.csv", "uln,nation", "uln,item_stons,nation"),
        ("movements.csv", "A,DEU", "A,10,DEU"),
        ("movements.csv", "B,DEU", "B,,DEU"),
        ("movements.csv", "C,FRA", "C,,FRA"),
    ),
    fault("range", "payload past its range", "allows 50 st", ("payload_range.csv", "3000,40", "3000,20")),
    fault("range", "beyond ferry range", "flies 2500 nm", ("aircraft.csv", "4500,8000", "2500,8000")),
    fault("references", "a tanker that supports nobody", "no mission that carries", *tanker("planes-2", 52.5)),
    fault("refuelling", "a type that takes no fuel", "PLANE takes no fuel in the air", *tanker("planes-1", 52.5)),
    fault(
        "refuelling", "a tanker that comes late", "middle of its leg at 52.5", *TAKES_FUEL, *tanker("planes-1", 54)
    ),
    fault("refuelling", "a tanker that meets nobody", "no loaded leg", *TAKES_FUEL, *tanker("planes-1", 70)),
    fault(
        "refuelling", "a tanker too far", "1501.013502 nm from", *TAKES_FUEL, *tanker("planes-1", 52.5, node="BAF")
    ),
    fault(
        "working", "working spots passed", "2 slot-hours, 1.02", ("airfields.csv", "40,9000,1,1", "40,9000,0.05,1")
    ),
    fault("parking", "parking passed", "10 slot-hours, 9.6", ("airfields.csv", "70,9000,1,1", "70,9000,1,0.4")),
    fault("fuel", "more fuel than is issued", "32.5 st, 30", ("airfields.csv", "1,1,60", "1,1,30")),
    fault("fuel", "a leg without its fuel", "burns 25 st", ("missions", "25|b|", "24|b|")),
    fault("berths", "no berth left by others", "1 roro berths, 0", ("seaports.csv", "600,0,", "600,0.5,")),
    fault("handling", "quay passed", "500 st, 450", ("seaports.csv", "1,600,0,", "1,450,0,")),
    fault("handling", "a surge of others", "312.5 st, 60 allowed", ("shares.csv", "11,11,0.1", "11,11,0.9")),
    fault("transits", "a canal full", "narrows day 5: 1 ships, 0", ("passages.csv", "15,3,4,1", "15,3,4,0")),
    fault("leg_capacity", "a leg full", "EAF>MID day 2: 1 missions, 0", ("legs.csv", "2000,1,", "2000,0,")),
    fault(
        "fixed_orders",
        "an order of another fleet",
        "O1: goes with planes, ordered ships",
        ("orders.csv", "O1,A,planes", "O1,A,ships"),
    ),
    fault("fixed_orders", "an order of another port", "O1: POD is KAF", ("orders.csv", "KAF,MID,2", "BAF,MID,2")),
    fault("fixed_orders", "a way not passed", "O2: does not pass TUR", ("orders.csv", "narrows", "narrows;TUR")),
    fault("fixed_orders", "loaded too early", "O1: loads before day 3", ("orders.csv", "MID,2,2", "MID,3,3")),
    fault("fixed_orders", "landed too late", "O2: lands on day 11", ("orders.csv", ",,,11,false", ",,,10,false")),
    fault("fixed_orders", "a broken order not told", "O2 is not told", ("orders.csv", "11,false", "11,true")),
    fault(
        "storage",
        "cargo left at a port that keeps none",
        "KPT day 12: 100 st, 0 allowed",
        ("onward", "cargo|east|KPT|CAMP|12|13", "cargo|east|KPT|CAMP|13|14"),
    ),
    fault("land", "railway passed", "500 st, 450", ("land_links.csv", "20,500,", "20,450,")),
    fault("land", "heavy by road", "road takes none", ("onward", "heavy|east", "heavy|road")),
    fault(
        "forces",
        "a unit that may not go yet",
        "does not let its forces",
        ("permissions.csv", "forces,*,,yes,,", "forces,*,,yes,1,"),
    ),
)
