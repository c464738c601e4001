"""Sea legs computed by a process of their own."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from projection.read.folders import read_network
from projection.route import aside
from projection.route.sea import sea_legs, sea_legs_kept

NETWORK = read_network(Path(__file__).parents[2] / "networks" / "europe-pacific")
FEW = replace(NETWORK, seaports={name: NETWORK.seaports[name] for name in ("KRPUS", "JPHKT")})
ASKED = (("KRPUS", "JPHKT"), (), ())


def kept() -> bool:
    ports, allow, shut = ASKED
    return sea_legs_kept(FEW, ports, allow=allow, shut=shut)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch, tmp_path):
    monkeypatch.setattr(aside.os, "cpu_count", lambda: 2)
    monkeypatch.setenv("PROJECTION_CACHE", str(tmp_path))


def test_another_process_leaves_the_legs_in_the_cache():
    assert not kept()
    with aside.sea_aside(FEW, *ASKED):
        pass
    assert kept()
    assert sea_legs(FEW, ASKED[0])["KRPUS", "JPHKT"]


def test_what_is_in_the_cache_needs_no_other_process(monkeypatch):
    sea_legs(FEW, ASKED[0])
    monkeypatch.setattr(aside, "started", None)
    with aside.sea_aside(FEW, *ASKED):
        pass


def test_a_process_that_fails_or_cannot_start_is_no_fault(monkeypatch):
    for executable in (sys.executable, "/no/such/python"):
        monkeypatch.setattr(aside, "_CODE", "raise SystemExit(1)")
        monkeypatch.setattr(aside.sys, "executable", executable)
        with aside.sea_aside(FEW, *ASKED):
            pass
        assert not kept()


def test_an_error_in_the_meantime_ends_the_other_process(monkeypatch):
    monkeypatch.setattr(aside, "_CODE", "import time; time.sleep(60)")
    with pytest.raises(KeyError), aside.sea_aside(FEW, *ASKED):
        raise KeyError
    assert not kept()
