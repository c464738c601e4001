"""Tiny cases of supply on the base of `case`: a depot EDS feeds the camp KDS through KSP, aid comes by air to KAF.

What is delivered on a day is used from the next. The plane brings 50 stons a day to KAF: on day 0 first, so that
from day 1 there are 50 a day. A ston lacking on a day costs 10; ``below_days`` is 0, unless a case says otherwise.
"""

from tests.model.case import Case, case

NEEDS = "id,place,item,unit,stons_day,from_day,to_day,floor_days,start_stons,priority,fair\n"


def fed(needs: str, movements: str, tables: dict[str, str] | None = None, below: float = 0) -> Case:
    """A case with lines of needs.csv and of movements.csv (uln, origin, dest, bulk_stons, rdd, feeds)."""
    plain = case(
        {
            "needs.csv": NEEDS + needs,
            "movements.csv": "uln,origin,dest,bulk_stons,rdd,feeds\n" + movements,
            **(tables or {}),
        }
    )
    return plain.with_settings("sooner = 0", f"sooner = 0\nbelow_days = {below}")
