"""Published case: airfield throughput, Air Force Pamphlet 10-1403, formula 9.0.

MOG x planning payload x operating hours / ground time x 0.85, with C-17 and C-130J-30 factors of its tables.
"""

import pytest

from projection.movement.factors import airfield_throughput


@pytest.mark.parametrize(
    ("mog", "payload_stons", "open_h", "ground_h", "stons_day"),
    [(6, 65, 20, 2.25, 2946.67), (3, 18, 20, 1.75, 524.57), (2, 65, 24, 2.25, 1178.67)],
)
def test_airfield_throughput_is_formula_9(mog, payload_stons, open_h, ground_h, stons_day):
    assert airfield_throughput(mog, payload_stons, open_h, ground_h) == pytest.approx(stons_day, abs=0.005)


def test_throughput_without_queueing_is_all_slot_hours():
    assert airfield_throughput(6, 65, 20, 2.25, efficiency=1) == pytest.approx(6 * 65 * 20 / 2.25)


def test_a_field_without_ground_time_is_refused():
    with pytest.raises(ValueError, match="ground time"):
        airfield_throughput(6, 65, 20, 0)
