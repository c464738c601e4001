"""No aircraft flies empty in a plan, and weights below nothing are refused."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from projection.plan.missions import manifests, missions, without_empty
from projection.scenario.weights import Weights
from tests.solve.random_cases import random_case


def test_a_mission_that_carries_nothing_is_left_out_of_the_plan():
    instance = random_case(3).instance
    solution = random_case(3).solve()
    sorties = dict(solution.values["sorties"])
    unused = next(launch for launch in instance.launches if launch not in sorties)
    padded = replace(solution, values={**solution.values, "sorties": {**sorties, unused: 1.0}})
    kept = without_empty(instance, padded)
    assert sum(kept.values["sorties"].values()) < sum(padded.values["sorties"].values())
    flown = missions(instance, kept)
    assert {row.mission for row in manifests(instance, kept, flown)} == {mission.id for mission in flown}


def test_a_negative_weight_is_refused_since_no_bound_would_hold():
    with pytest.raises(ValidationError):
        Weights(priority=(-1, 2, 3, 4, 5))
