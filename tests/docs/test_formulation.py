"""The page of equations, and that every equation is told, recounted and tested under its one name."""

from pathlib import Path

import pytest

from projection.model.build import EQUATIONS
from projection.model.page import formulation
from projection.plan.verify.rules import RULES

ROOT = Path(__file__).parents[2]

RECOUNTED_AS = {"deck": "payload", "arrivals": "spread", "last_arrival": "marry_up"} | dict.fromkeys(
    ("item_room", "item_missions", "item_nests", "item_ships", "item_stowage"), "whole_items"
)
"""Equations that the verifier recounts under another rule: deck is a part of payload."""

IMPLIED = frozenset({"whole_ships"})
"""Equations that follow from others and only tighten the relaxation: nothing to recount."""


def test_the_page_in_docs_is_what_the_equations_say() -> None:
    page = (ROOT / "docs" / "formulation.md").read_text(encoding="utf-8")
    assert page == formulation(), "run `projection formulation` and commit docs/formulation.md"


@pytest.mark.parametrize("name", EQUATIONS)
def test_an_equation_says_what_it_is_with_a_formula(name: str) -> None:
    equation, _ = EQUATIONS[name]
    section = formulation().split(f"\n### {name}\n")[1].split("\n### ")[0]
    formula = section.split("```")[1]
    assert "=" in formula, f"{name} has no formula"
    assert equation.__name__ == name


@pytest.mark.parametrize("name", EQUATIONS)
def test_an_equation_has_its_own_test(name: str) -> None:
    assert (ROOT / "tests" / "model" / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", sorted(set(EQUATIONS) - IMPLIED))
def test_an_equation_is_recounted_by_the_verifier(name: str) -> None:
    assert RECOUNTED_AS.get(name, name) in RULES


@pytest.mark.parametrize("name", EQUATIONS)
def test_an_equation_is_told_in_words(name: str) -> None:
    rules = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert name in IMPLIED or f"| {name} |" in rules or name in RECOUNTED_AS
