"""A sweep from its file to its store: checked whole, run where it is not yet finished, written in order."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from projection.batch.base import Files
from projection.batch.cases import Case, Cases, open_cases
from projection.batch.faults import Gathered
from projection.batch.folder import Folder
from projection.batch.spread import TRIES, Workers, spread
from projection.batch.tables import write_store
from projection.batch.work import Done, check_run, failed, solve_run
from projection.errors import Finding, InputError


@dataclass(frozen=True)
class Step:
    """Where a batch stands: ``done`` of ``total`` in ``phase`` check or run, ``failed`` of them without a plan.

    ``kept`` runs were finished before; ``seconds`` since the phase began.
    """

    phase: str
    done: int
    total: int
    failed: int
    kept: int
    seconds: float


Watch = Callable[[Step], None]
DEATHS = ("DiedError", "KilledWorker")
"""Errors that say that the worker of a run died, here and on a cluster."""


@dataclass(frozen=True)
class Report:
    """How a batch ended: runs in all, those with a plan, without one, and not begun or not ended."""

    runs: int
    solved: int
    failed: int
    left: int


@dataclass
class _Batch:
    """One batch while it goes on. ``keys`` hold the numbers of the runs that share each key."""

    cases: Cases
    folder: Folder
    wants_plans: bool
    watch: Watch
    keys: dict[str, list[int]] = field(default_factory=dict)
    of: dict[int, Case] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    running: bool = False

    def prepare(self, again: bool) -> None:
        """Find the keys of all runs, and those that are not finished; ``again`` takes failed ones for open."""
        for case in self.cases:
            self.of[case.number] = case
            self.keys.setdefault(self.cases.base.key(self.files(case)), []).append(case.number)
        self.open = [key for key in self.keys if not self._finished(key, again)]

    def files(self, case: Case) -> Files:
        """What a run changes."""
        return self.cases.make(case).changed

    def number(self, number: int) -> str:
        """A run's number as its folders are called."""
        return f"{number:0{max(4, len(str(len(self.cases))))}d}"

    def _finished(self, key: str, again: bool) -> bool:
        record = self.folder.record(key)
        if record is None or "reason" in record:
            return record is not None and not again
        return not self.wants_plans or all(self.folder.has_plan(self.number(at), key) for at in self.keys[key])

    def check(self, workers: Workers, base: Any) -> None:
        """Check every open run as a scenario; raises `InputError` with the faults of all of them."""
        gathered = Gathered(self.cases, len(self.open))
        for done, (key, found) in enumerate(self._spread(workers, check_run, base), start=1):
            if isinstance(found, Exception):
                raise found
            gathered.add(self.of[self.keys[key][0]], found)
            self._tell("check", done, 0)
        if findings := gathered.findings():
            raise InputError(findings)

    def run(self, workers: Workers, base: Any) -> None:
        """Make the plans of the open runs, and keep what comes of each at once."""
        bad, self.running = 0, True
        self._tell("run", 0, 0)
        for done, (key, found) in enumerate(self._spread(workers, solve_run, base, self.wants_plans), start=1):
            if isinstance(found, Exception):
                found = Done(failed(_death(found)), {})
            bad += not found.solved
            for at in self.keys[key] if found.plan else ():
                self.folder.keep_plan(self.number(at), key, f"run {at}: {self.of[at].words}"[:60], found.plan)
            self.folder.keep(key, found.record)
            self._tell("run", done, bad)

    def _spread(
        self, workers: Workers, call: Callable[..., Any], base: Any, *more: Any
    ) -> Iterator[tuple[str, Any]]:
        self.began = time.monotonic()

        def args(key: str) -> tuple[Any, ...]:
            return (base, self.files(self.of[self.keys[key][0]]), *more)

        return spread(workers, self.open, call, args)

    def _tell(self, phase: str, done: int, bad: int) -> None:
        kept = len(self.keys) - len(self.open)
        self.watch(Step(phase, done, len(self.open), bad, kept, time.monotonic() - self.began))

    def write(self) -> Report:
        """Write the store of what is finished."""
        records: dict[int, Mapping[str, Any] | None] = {}
        for key, numbers in self.keys.items():
            record = self.folder.record(key)
            records.update(dict.fromkeys(numbers, record))
        runs = [
            (self.of[number], key, records[number]) for key, numbers in self.keys.items() for number in numbers
        ]
        runs.sort(key=lambda run: run[0].number)
        write_store(self.folder.path, self.cases.sweep.addresses, runs)
        bad = [(case, record) for case, _, record in runs if record is not None and "reason" in record]
        self.folder.keep_failed((self.number(case.number), self._inputs(case), record) for case, record in bad)
        self.folder.drop_plans_but({self.number(case.number): key for case, key, _ in runs})
        left = sum(record is None for _, _, record in runs)
        return Report(len(runs), len(runs) - len(bad) - left, len(bad), left)

    def _inputs(self, case: Case) -> Files:
        """Files of a run's scenario folder; a network that the sweep changes lies in it under its name."""
        changed = self.files(case)
        found = {
            name.removeprefix("scenario/"): data
            for name, data in {**self.cases.base.files, **changed}.items()
            if name.startswith("scenario/")
        }
        if any(name.startswith("network/") for name in changed):
            found |= {
                f"{self.cases.base.network}/{name.removeprefix('network/')}": data
                for name, data in {**self.cases.base.files, **changed}.items()
                if name.startswith("network/")
            }
        return found


def _death(error: Exception) -> str:
    """The reason of a run whose worker died; raises `InputError` when it is the workers that are gone."""
    if type(error).__name__ not in DEATHS:
        what = f"cannot go on ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        raise InputError([Finding("workers", what, "start them anew; the same command goes on")]) from error
    return f"its worker died {TRIES} times or more; was there memory enough?"


def check_batch(sweep_path: Path, workers: Callable[[], Workers], watch: Watch | None = None) -> int:
    """Check every run of a sweep; how many there are. Raises `InputError` as `run_batch` does; writes nothing."""
    batch = _opened(sweep_path, Folder(Path(os.devnull)), watch)
    batch.prepare(again=True)
    crew = workers()
    try:
        batch.check(crew, crew.share(batch.cases.base))
    finally:
        crew.close()
    return len(batch.cases)


def run_batch(
    sweep_path: Path,
    out: Path,
    workers: Callable[[], Workers],
    watch: Watch | None = None,
    *,
    plans: bool = False,
    again: bool = False,
) -> Report:
    """Run a sweep into the batch folder ``out``; what is finished there is not run again.

    ``workers`` are opened once there is something to do. ``plans`` keeps a plan folder of each run; ``again`` runs
    those that failed once more. Ctrl-C ends the runs under way; the store holds what is finished, and the report
    says how many are left.

    Raises
    ------
    InputError
        Every fault of the sweep, and of any of its runs; nothing was run. Or ``out`` is no batch folder.
    KeyboardInterrupt
        Before the first run was begun; nothing was written.
    """
    batch = _opened(sweep_path, Folder(out), watch, plans)
    batch.folder.must_be_usable()
    batch.prepare(again)
    if batch.open:
        crew = workers()
        try:
            base = crew.share(batch.cases.base)
            batch.check(crew, base)
            batch.folder.open(batch.cases.sweep, batch.cases.base)
            batch.run(crew, base)
        except KeyboardInterrupt:
            if not batch.running:
                raise
        finally:
            crew.close()
    else:
        batch.folder.open(batch.cases.sweep, batch.cases.base)
    return batch.write()


def _opened(sweep_path: Path, folder: Folder, watch: Watch | None, plans: bool = False) -> _Batch:
    return _Batch(open_cases(sweep_path), folder, plans, watch or (lambda _: None))
