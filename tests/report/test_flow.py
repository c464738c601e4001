"""Daily flow through ports and airfields."""

import numpy as np
import pytest

from projection.report.flow import flow_chart, flows
from tests.report.sample_plan import HORIZON, sample
from tests.report.test_report import empty


def test_what_is_unloaded_at_each_pod_is_what_its_manifests_say_day_by_day():
    plan, _, _ = sample(waves=2)
    table = plan.tables["manifests"]
    inside = table[table["landed_day"] < HORIZON]
    found = flows(plan, HORIZON, "pod")
    assert {flow.node for flow in found} == set(inside["pod"])
    for flow in found:
        own = inside[inside["pod"] == flow.node]
        for column, amounts in (("stons", flow.stons), ("pax", flow.people)):
            by_day = np.bincount(own["landed_day"], own[column], HORIZON)
            assert amounts == pytest.approx(by_day)


def test_what_is_loaded_leaves_from_the_poe_on_its_day():
    plan, _, _ = sample()
    row = plan.tables["manifests"].iloc[0]
    (flow,) = [flow for flow in flows(plan, HORIZON, "poe") if flow.node == row["poe"]][:1]
    assert flow.stons[row["loaded_day"]] + flow.people[row["loaded_day"]] > 0


def test_the_largest_comes_first():
    plan, _, _ = sample(waves=2)
    sums = [flow.stons.sum() for flow in flows(plan, HORIZON, "pod")]
    assert sums == sorted(sums, reverse=True)


def test_the_picture_is_the_same_twice_and_there_also_for_an_empty_plan(tmp_path):
    plan, network, scenario = sample()
    first, second = (flow_chart(plan, network, scenario, tmp_path / name, ("png", "svg", "pdf")) for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert all(path.exists() for path in flow_chart(empty(plan), network, scenario, tmp_path / "empty"))
