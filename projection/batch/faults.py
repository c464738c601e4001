"""Faults of many runs as a planner wants them: each once, at the line of the sweep that made it."""

from dataclasses import dataclass, field, replace

from projection.batch.cases import Case, Cases, Made
from projection.errors import Finding
from projection.read.check import in_order
from projection.read.overrides import FILE as OVERRIDES
from projection.read.tables import place


@dataclass
class Gathered:
    """Faults of the runs of a sweep; ``total`` runs are looked at."""

    cases: Cases
    total: int
    found: dict[Finding, list[Case]] = field(default_factory=dict)

    def add(self, case: Case, findings: tuple[Finding, ...]) -> None:
        """Take the faults of one run."""
        made = self.cases.make(case) if findings else None
        for finding in findings:
            self.found.setdefault(self._moved(finding, made), []).append(case)

    def _moved(self, finding: Finding, made: Made | None) -> Finding:
        """A fault of a cell or key that the sweep wrote, at its line of the sweep."""
        sweep = self.cases.sweep
        if made is None:
            return finding
        by_place = {place(*cell): row for cell, row in made.cells.items()}
        by_place |= {f"{OVERRIDES}: {key}": row for key, row in made.keys.items()}
        row = by_place.get(finding.where)
        if row is None:
            return finding
        return replace(finding, where=f"{place(sweep.file, row.line)}: {row.address.text}")

    def findings(self) -> list[Finding]:
        """Every fault once, with the runs that have it: those of the sweep's own values first."""
        own = f"{self.cases.sweep.file}:"
        rows = [
            finding
            if finding.where.startswith(own)
            else replace(finding, what=f"{finding.what} ({self._runs(cases)})")
            for finding, cases in self.found.items()
        ]
        return sorted(in_order(rows), key=lambda finding: not finding.where.startswith(own))

    def _runs(self, cases: list[Case]) -> str:
        if len(cases) == self.total and len(cases) > 1:
            return "in every run"
        first = min(cases, key=lambda case: case.number)
        more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        return f"in run {first.number}: {first.words[:120]}{more}"
