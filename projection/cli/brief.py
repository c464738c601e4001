"""The verb brief: the page, the deck and the workbook of a plan."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from projection.cli.manner import Manner
from projection.errors import Finding, InputError
from projection.explore.explain import Explanation
from projection.network.network import Network
from projection.plan.folder import read_plan
from projection.plan.plan import Plan
from projection.read.folders import read_network, read_scenario
from projection.scenario.scenario import Scenario

NAMES = {".html": "brief.html", ".pptx": "brief.pptx", ".pdf": "brief.pdf", ".xlsx": "plan.xlsx"}
"""File of each form in the plan folder."""

Named = tuple[str, Plan, Network, Scenario]


def brief(
    manner: Manner,
    folder: Path,
    compare: Path | None,
    out: Path | None,
    forms: Sequence[str] = (),
    explain_s: float | None = None,
) -> None:
    """Write the forms that are asked for, by their suffixes; by that of ``out`` when none is.

    ``explain_s``: ask first what explains the plan, with so many seconds for each solve, and keep it.
    """
    files = _files(folder, out, forms)
    if compare is not None and ".html" not in files:
        raise InputError([Finding("--compare", "is shown by the page alone", "ask for the page too: --html")])
    folders = (folder, *([compare] if compare else []))
    named = [_read(one) for one in folders]
    found = _explained(manner, named, folders, explain_s)
    if found[0] is None and set(files) != {".xlsx"}:
        manner.log("no bottlenecks were computed: projection explain PLAN, or --explain SECONDS, adds them")
    for suffix, data in _made(named, set(files), found).items():
        _put(files[suffix], data)
    written = [str(file) for file in files.values()]
    manner.answer("\n".join(written), {"files": written})


def _files(folder: Path, out: Path | None, forms: Sequence[str]) -> dict[str, Path]:
    """File of each form that is wanted; raises `InputError` for an ``out`` that cannot be it."""
    if not forms:
        file = out or folder / NAMES[".html"]
        suffix = file.suffix.lower() if file.suffix.lower() in NAMES else ".html"
        if file.is_dir():
            what, mend = "is a folder", "name a file with --out, as brief.html, or say which forms: --pptx --pdf"
            raise InputError([Finding(str(file), what, mend)])
        return {suffix: file}
    target = out or folder
    if target.is_file() and len(forms) > 1:
        raise InputError([Finding(str(target), "is a file", "name a folder with --out for several forms")])
    if out is not None and len(forms) == 1 and (out.is_file() or out.suffix.lower() == forms[0]):
        return {forms[0]: out}
    return {suffix: target / NAMES[suffix] for suffix in NAMES if suffix in forms}


def _read(folder: Path) -> Named:
    plan, inputs = read_plan(folder), folder / "inputs"
    return folder.resolve().name, plan, read_network(inputs / "network"), read_scenario(inputs / "scenario")


def _explained(
    manner: Manner, named: Sequence[Named], folders: Sequence[Path], limit_s: float | None
) -> list[Explanation | None]:
    """What explains each plan: as it was kept, that of the first asked for anew with ``limit_s``."""
    from projection.cli.explore import asked
    from projection.explore.kept import kept

    if limit_s is not None:
        _, plan, network, scenario = named[0]
        asked(manner, plan, (network, scenario), folders[0], limit_s)
    return [kept(one[1], folder) for one, folder in zip(named, folders, strict=True)]


def _made(named: Sequence[Named], wanted: set[str], found: Sequence[Explanation | None]) -> dict[str, bytes]:
    """Bytes of each form."""
    _, plan, network, scenario = named[0]
    out: dict[str, bytes] = {}
    if ".html" in wanted:
        from projection.maps.brief.page import write_brief

        with TemporaryDirectory() as apart:
            out[".html"] = write_brief(named, Path(apart) / "brief.html", found).read_bytes()
    if wanted & {".pptx", ".pdf"}:
        from projection.maps.deck.pages import pdf_bytes
        from projection.maps.deck.slides import pptx_bytes
        from projection.maps.draw import map_picture
        from projection.report.story.deck import deck

        slides = deck(plan, network, scenario, map_picture(plan, network, scenario), found[0])
        writers: dict[str, Callable[..., bytes]] = {".pptx": pptx_bytes, ".pdf": pdf_bytes}
        out |= {suffix: write(slides) for suffix, write in writers.items() if suffix in wanted}
    if ".xlsx" in wanted:
        from projection.report.book.write import xlsx_bytes

        out[".xlsx"] = xlsx_bytes(plan, network, scenario)
    return out


def _put(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises `InputError` where it cannot be."""
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(file)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise InputError([Finding(str(file), what, "name another with --out")]) from error
    finally:
        with suppress(OSError):
            new.unlink()
