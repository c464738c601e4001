"""What is wrong, where, and how to mend it: findings, and the one error that carries them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of an input or of a plan.

    ``where`` is ``file:line: COLUMN`` for inputs (parts that do not apply are left out) and
    ``rule mission day`` for plans.
    """

    where: str
    what: str
    mend: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        """One line, as printed by ``projection check``."""
        tail = f"; {self.mend}" if self.mend else ""
        mark = "" if self.level == "error" else " (warning)"
        return f"{self.where}: {self.what}{tail}{mark}"


class InputError(Exception):
    """Input that cannot be used; holds every finding, not only the first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
