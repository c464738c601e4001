"""Small random cases for the search: a few ULNs, two planes of different fleets, two ships, short of all."""

import random

from tests.model.case import Case, case


def random_case(seed: int) -> Case:
    """Make a case whose ULNs want more lift than there is, the same one for the same seed."""
    draw = random.Random(seed)
    movements = ["uln,origin,dest,bulk_stons,over_stons,nat_stons,pax,ald,rdd,priority,mode"]
    for number in range(draw.randint(3, 6)):
        by_sea = draw.random() < 0.5
        ends = "ESP,KDS" if by_sea else "EAF,KAF"
        nat = draw.choice((0, 700)) if by_sea else 0
        ald = draw.randint(0, 3)
        movements.append(
            f"U{number},{ends},{draw.randint(1, 9) * 17},{draw.choice((0, 15))},{nat},"
            f"{0 if by_sea else draw.choice((0, 7))},{ald},{ald + draw.randint(0, 3)},{draw.randint(1, 5)},any"
        )
    return case(
        {
            "movements.csv": "\n".join(movements) + "\n",
            "fleets.csv": f"id,lift,base,count\nfew,PLANE,EAF,1\nmore,PLANE,EAF,{draw.randint(1, 2)}\n"
            f"ships,SHIP,ESP,{draw.randint(1, 2)}\n",
            "land_links.csv": "id,from_node,to_node,hours,stons_day\nwest,EDS,ESP,20,9000\neast,KSP,KDS,20,400\n",
        }
    ).with_settings("priority = [1, 1, 1, 1, 1]", "priority = [16, 8, 4, 2, 1]")
