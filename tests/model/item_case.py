"""Cases of whole items share the columns of their movements; all is required on the day it can first be there."""

from tests.model.case import Case, case

COLUMNS = "uln,origin,dest,rdd,bulk_stons,over_stons,out_stons,item_stons,sqft"


def by_air(*lines: str, planes: int = 1) -> Case:
    """ULN and amounts of what flies; a plane takes 50 stons a day, of it 20 oversize, of it 10 outsize."""
    return _case([line.replace(",", ",EAF,KAF,0,", 1) for line in lines]).but("fleets.csv", "planes", count=planes)


def by_sea(*lines: str, ships: int = 1) -> Case:
    """ULN and amounts of what sails; a ship takes 1000 stons and 100000 sq ft to day 1, and again to day 3."""
    return _case([line.replace(",", ",ESP,KSP,1,", 1) for line in lines]).but("fleets.csv", "ships", count=ships)


def _case(lines: list[str]) -> Case:
    return case({"movements.csv": "\n".join([COLUMNS, *lines]) + "\n"})
