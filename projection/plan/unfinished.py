"""The best plan of a run that still goes on, on disk: what is left when the run is killed."""

import json
import shutil
from pathlib import Path

from projection.plan.folder import must_be_replaceable, write_plan
from projection.plan.plan import Plan

ENDING = ".unfinished"


class Unfinished:
    """Writes plans of a run to ``out``, each in the place of the one before.

    A finished plan that is in ``out`` already stays until the run is over; the run's plans then go beside it, to
    ``OUT.unfinished``. Raises `InputError` when what is there is no plan.
    """

    def __init__(self, out: Path, scenario_path: Path, network_path: Path) -> None:
        self.out = out.resolve()
        self.inputs = scenario_path, network_path
        self.place = place_of(out)
        must_be_replaceable(self.place)

    def put(self, plan: Plan) -> None:
        """Write a plan; raises OSError when the disk does not take it."""
        write_plan(plan, self.place, *self.inputs)

    def clear(self) -> None:
        """Remove what lies beside ``out``, once that has the run's last plan."""
        if self.place != self.out:
            shutil.rmtree(self.place, ignore_errors=True)


def place_of(out: Path) -> Path:
    """Where the plans of a run to ``out`` go until it is over."""
    target = out.resolve()
    try:
        status = json.loads((target / "plan.json").read_text(encoding="utf-8"))["status"]
    except (OSError, ValueError, KeyError, TypeError):
        return target
    return target if status == "unfinished" else target.with_name(target.name + ENDING)
