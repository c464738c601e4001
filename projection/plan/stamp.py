"""The stamp of a plan: which scenario, which weights, which versions."""

import platform
from importlib.metadata import version
from typing import Any

from projection.scenario.scenario import Scenario

PACKAGES = ("projection", "pyomo", "highspy")


def header(scenario: Scenario, input_hash: str) -> dict[str, Any]:
    """Keys of plan.json that are known before solving."""
    settings = scenario.settings
    return {
        "scenario": scenario.name,
        "title": settings.title,
        "question": settings.question,
        "banner": settings.banner,
        "c_day": settings.c_day.isoformat(),
        "horizon_days": settings.horizon_days,
        "weights": settings.weights.model_dump(mode="json"),
        "rules": settings.rules.model_dump(mode="json"),
        "solver": settings.solver.model_dump(mode="json"),
        "input_hash": input_hash,
        "versions": {
            **{name: version(name) for name in PACKAGES},
            "python": platform.python_version(),
        },
    }
