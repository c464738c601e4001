"""Published case: airfield throughput, Air Force Pamphlet 10-1403, formula 9.0.

MOG x planning payload x operating hours / ground time x 0.85, with C-17 and C-130J-30 factors of its tables. The
model with one such airfield and more aircraft than it can take gives the same, as its rule `working` is that
formula; whole aircraft give the whole missions of it.
"""

import pytest

from projection.movement.factors import airfield_throughput
from tests.model.case import Case, case

PUBLISHED = pytest.mark.parametrize(
    ("mog", "payload_stons", "open_h", "ground_h", "stons_day"),
    [(6, 65, 20, 2.25, 2946.67), (3, 18, 20, 1.75, 524.57), (2, 65, 24, 2.25, 1178.67)],
)
WANTED = 100_000
SHORT = 10
"""What a ston that never arrives costs: a horizon of one day, and 10 days more."""


def one_field(mog: float, payload_stons: float, open_h: float, ground_h: float) -> Case:
    """A day's traffic into one airfield, an hour's flight away, with a thousand aircraft."""
    base = case(
        {
            "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,1\n",
            "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1000\n",
            "movements.csv": f"uln,origin,dest,bulk_stons\nU1,EAF,KAF,{WANTED}\n",
        }
    )
    settings = (("horizon_days = 10", "horizon_days = 1"), ("use_window = 2", "use_window = 1"))
    for old, new in (*settings, ("queue_efficiency = 1", "queue_efficiency = 0.85")):
        base = base.with_settings(old, new)
    base = base.but("aircraft.csv", "PLANE", payload_stons=payload_stons, offload_h=ground_h)
    return base.but("airfields.csv", "KAF", mog_working=mog, open_h=open_h)


@PUBLISHED
def test_the_model_of_one_airfield_is_formula_9(mog, payload_stons, open_h, ground_h, stons_day):
    field = one_field(mog, payload_stons, open_h, ground_h)
    assert WANTED - field.relaxation() / SHORT == pytest.approx(stons_day, abs=0.005)
    whole = int(stons_day / payload_stons) * payload_stons
    assert WANTED - field.optimum() / SHORT == pytest.approx(whole)


@PUBLISHED
def test_airfield_throughput_is_formula_9(mog, payload_stons, open_h, ground_h, stons_day):
    assert airfield_throughput(mog, payload_stons, open_h, ground_h) == pytest.approx(stons_day, abs=0.005)


def test_throughput_without_queueing_is_all_slot_hours():
    assert airfield_throughput(6, 65, 20, 2.25, efficiency=1) == pytest.approx(6 * 65 * 20 / 2.25)


def test_a_field_without_ground_time_is_refused():
    with pytest.raises(ValueError, match="ground time"):
        airfield_throughput(6, 65, 20, 0)
