"""Every rule of the model is stated, explained, tested and recounted; and none can be left out unseen."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from projection.model.build import EQUATIONS
from projection.plan.verify import RULES
from projection.plan.verify.rules import verify_plan

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py"))
OTHERS = ("every_rule", "item_properties", "moving_itself", "properties", "refuelling", "wide_properties")
"""Test files here that are not about one rule."""

IMPLIED = ("whole_ships",)
"""Rows that no plan can break while it obeys the others: they strengthen the relaxation."""
RECOUNTED = {"deck": "payload", "arrivals": "spread", "last_arrival": "marry_up"} | {
    "item_room": "whole_items",
    "item_missions": "whole_items",
    "item_nests": "payload",
    "item_ships": "whole_items",
    "item_stowage": "payload",
}
"""Rules of the verifier under another name than that of the equation."""

CASES = {
    (name, kind): case
    for name in NAMES
    if name not in OTHERS
    for kind, case in import_module(f"tests.model.test_{name}").CASES.items()
}
"""Cases of all test files here: in each, the rule of that name binds."""

NO_PLAN = tuple((name, kind) for name, kind in CASES if name in (*IMPLIED, "demand", "payload", "presence")) + (
    ("balance", "at the POD"),
    *((rule, kind) for rule, kind in CASES if rule in ("floor", "fairness")),
)
"""Left out, these make no wrong plan: nothing is asked for, loads need no mission, what landed stays, or what is
below a floor or unfair is told all the same."""


def test_every_equation_has_its_test_file_and_every_test_file_its_equation():
    assert sorted(EQUATIONS) == [name for name in NAMES if name not in OTHERS]


@pytest.mark.parametrize("name", EQUATIONS)
def test_every_equation_has_its_own_name_and_states_a_relation_and_a_unit(name):
    equation, _ = EQUATIONS[name]
    doc = inspect.getdoc(equation)
    assert equation.__name__ == name
    assert re.search(r" (<=|>=|=)\s", doc), f"{name} states no relation"
    assert re.search(r"\s{3,}\([^()]+\)$", doc, re.MULTILINE), f"{name} names no unit"


@pytest.mark.parametrize("name", EQUATIONS)
def test_every_equation_stands_in_the_formulation(name):
    assert f"\n### {name}\n" in (ROOT / "docs" / "formulation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in EQUATIONS if name not in IMPLIED])
def test_the_verifier_recounts_every_equation(name):
    assert RECOUNTED.get(name, name) in RULES


@pytest.mark.parametrize("name", EQUATIONS)
def test_leaving_any_equation_out_changes_the_answer_of_some_case(name):
    """Deletion: the optimum falls, or for rows that are implied the bound of the relaxation."""
    value = "relaxation" if name in IMPLIED else "optimum"
    cases = [case for (rule, _), case in CASES.items() if rule == name]
    assert cases
    for case in cases:
        assert getattr(case, value)(without=[name]) < getattr(case, value)() - 1e-6


@pytest.mark.parametrize("name", IMPLIED)
def test_leaving_an_implied_equation_out_changes_no_optimum(name):
    for case in CASES.values():
        assert case.optimum(without=[name]) == case.optimum()


@pytest.mark.parametrize("key", CASES, ids=": ".join)
def test_the_plan_of_every_case_is_sound(key):
    case = CASES[key]
    network, scenario = case.nouns
    assert verify_plan(case.plan(), network, scenario) == []


@pytest.mark.parametrize("key", [key for key in CASES if key not in NO_PLAN], ids=": ".join)
def test_a_plan_made_without_a_rule_is_caught_by_the_verifier(key):
    network, scenario = CASES[key].nouns
    rule = RECOUNTED.get(key[0], key[0])
    found = verify_plan(CASES[key].plan(without=[key[0]]), network, scenario)
    assert rule in {finding.where.split()[0] for finding in found}, found
