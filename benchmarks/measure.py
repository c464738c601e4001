"""A case by one method in a process of its own, timed from outside: its row of results."""

import hashlib
import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

GRACE_S = 1800.0
"""Seconds, beyond twice the time limit, after which a process is ended."""
GAPS = (0.1, 0.05, 0.02, 0.01, 0.001)
"""Gaps whose first moment is noted."""
PACKAGES = ("pyomo", "highspy", "numpy", "scipy")


@dataclass
class Seen:
    """What a process has told so far, with the seconds since it was started.

    Its first plan is the first after the one that it begins with, which moves nothing, if any follows.
    """

    marks: dict[str, float] = field(default_factory=dict)
    worked: dict[str, float] = field(default_factory=dict)
    first: float | None = None
    told: dict[str, Any] = field(default_factory=dict)
    at_gap: dict[str, tuple[float, float]] = field(default_factory=dict)
    first_plan: tuple[float, float] | None = None
    moved: bool = False
    relaxed: float | None = None

    def take(self, event: Mapping[str, Any], at: float, worked: float) -> None:
        """Take an event that came ``at`` seconds after the start, ``worked`` of them on a processor."""
        if "mark" in event:
            self.marks[event["mark"]] = at
            self.worked[event["mark"]] = worked
        sizes = {**self.told.get("sizes", {}), **event.get("sizes", {})}
        self.told |= {key: value for key, value in event.items() if key not in ("mark", "phase")}
        self.told["sizes"] = sizes
        if "phase" in event:
            self._progress(event["objective"], event["bound"], (round(at, 2), round(worked, 2)))

    def _progress(self, objective: float | None, bound: float | None, at: tuple[float, float]) -> None:
        if bound and self.relaxed is None:
            self.relaxed = at[0]
        if objective is None:
            return
        if self.first is None:
            self.first, self.first_plan = objective, at
        elif not self.moved and objective < self.first * (1 - 1e-9):
            self.moved, self.first_plan = True, at
        if bound is not None:
            gap = (objective - bound) / max(abs(objective), 1e-9)
            for goal in GAPS:
                if gap <= goal + 1e-9:
                    self.at_gap.setdefault(f"{goal:g}", at)

    def phases(self) -> dict[str, float]:
        """Seconds of each phase: from the mark before to its own."""
        found = _differences(self.marks)
        if self.relaxed is not None and "load" in self.marks:
            found["relax"] = self.relaxed - self.marks["load"]
        return found


def _differences(marks: Mapping[str, float]) -> dict[str, float]:
    """What passed from the mark before to each, by its name."""
    return {name: at - before for (name, at), before in zip(marks.items(), [0.0, *marks.values()], strict=False)}


def measure(case: str, folder: Path, method: str, limit_s: float, gap: float) -> dict[str, Any]:
    """Run a case by a method and say what came of it.

    Seconds count from the start of its process; where two are given the second is of processors at work.
    """
    source, sink = os.pipe()
    load_before = os.getloadavg()[0]
    command = [sys.executable, "-m", "benchmarks.line", method, str(folder), str(limit_s), str(gap), str(sink)]
    seen = Seen()
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        began = time.monotonic()
        process = subprocess.Popen(command, pass_fds=[sink], stdout=subprocess.DEVNULL, stderr=said)
        os.close(sink)
        end = threading.Timer(2 * limit_s + GRACE_S, process.kill)
        end.start()
        with os.fdopen(source, encoding="utf-8") as events:
            for line in events:
                seen.take(json.loads(line), time.monotonic() - began, _worked(process.pid))
        _, code, used = os.wait4(process.pid, 0)
        end.cancel()
        process.returncode = os.waitstatus_to_exitcode(code)
        seconds = time.monotonic() - began
        said.seek(0)
        words = said.read().strip().splitlines()
    if process.returncode:
        why = "; ".join(words[-3:])[:300] or f"exit {process.returncode}"
        seen.told |= {"status": "failed", "why": why}
    return {
        "case": case,
        "inputs": fingerprint(folder),
        "method": method,
        "limit_s": limit_s,
        "gap_asked": gap,
        **{key: seen.told.get(key) for key in ("status", "objective", "bound", "ulns", "late", "faults", "why")},
        "sizes": seen.told.get("sizes", {}),
        "seconds": round(seconds, 2),
        "phases": {name: round(value, 2) for name, value in seen.phases().items()},
        "cpu": {name: round(value, 2) for name, value in _differences(seen.worked).items()},
        "first_plan": seen.first_plan,
        "at_gap": seen.at_gap,
        "peak_mb": round(used.ru_maxrss / 1024),
        "load": [round(load_before, 1), round(os.getloadavg()[0], 1)],
    }


def fingerprint(path: Path) -> str:
    """What tells one version of a case's files from another."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        if file.is_file() and file.suffix != ".md":
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _worked(process: int) -> float:
    """Processor seconds of a process and its ended children so far; 0 where the system does not tell."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(float(ticks) for ticks in after_name[11:15]) / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, str]:
    """Where and with what it is measured."""
    versions = {name: version(name) for name in PACKAGES}
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **versions,
    }


def _processor() -> str:
    """Name of the processor where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"
