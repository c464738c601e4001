"""Measure a batch: two workers against one, ten kills against an unbroken run, Dask against processes.

Run ``python -m benchmarks.batch`` in the checkout, with `.[test]` installed; figures stand in docs/benchmarks.md.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SWEEP = ROOT / "docs" / "sweeps" / "tiny-lift.yaml"
_COMMAND = [sys.executable, "-c", "from projection.cli import main; main()", "--quiet", "batch", str(SWEEP)]


def say(words: str) -> None:
    """One line, with the load of the machine where it is known."""
    load = f"  (load {os.getloadavg()[0]:.1f})" if hasattr(os, "getloadavg") else ""
    sys.stdout.write(f"{words}{load}\n")
    sys.stdout.flush()


def batch(out: Path, *words: str) -> float:
    """Run the sweep; seconds that it took."""
    began = time.monotonic()
    subprocess.run([*_COMMAND, "--out", str(out), *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def store(folder: Path) -> dict[str, bytes]:
    """Every table but the seconds."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet")) if path.stem != "seconds"}


def two_against_one(folder: Path) -> None:
    """Wall seconds of 200 runs on one worker and on two."""
    one = batch(folder / "one", "--workers", "1")
    say(f"1 worker   {one:6.1f} s")
    two = batch(folder / "two", "--workers", "2")
    say(f"2 workers  {two:6.1f} s: {one / two:.2f} times as fast")
    say(f"same store: {store(folder / 'one') == store(folder / 'two')}")


def ten_kills(folder: Path) -> None:
    """Kill the whole batch ten times at random moments, and let it go on each time."""
    out, source = folder / "killed", random.Random(1)
    for number in range(1, 11):
        process = subprocess.Popen([*_COMMAND, "--out", str(out), "--workers", "2"], cwd=ROOT)
        before = len(list(out.glob("done/*.json")))
        goal = before + source.randint(1, 18)
        while process.poll() is None and len(list(out.glob("done/*.json"))) < goal:
            time.sleep(0.005)
        time.sleep(source.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        say(f"kill {number:>2}: {before} finished before, {len(list(out.glob('done/*.json')))} after")
    batch(out, "--workers", "2")
    say(f"same store as unbroken: {store(out) == store(folder / 'two')}")


def dask(folder: Path) -> None:
    """The same sweep on a local Dask cluster of two workers."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        took = batch(folder / "dask", "--cluster", cluster.scheduler_address)
    say(f"Dask, 2 workers  {took:6.1f} s; same store: {store(folder / 'dask') == store(folder / 'two')}")


def main(asked: Sequence[str]) -> None:
    """Measure what is asked for, or all."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        two_against_one(folder)
        if not asked or "kills" in asked:
            ten_kills(folder)
        if not asked or "dask" in asked:
            dask(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
