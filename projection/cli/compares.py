"""Compare plans, or look at a batch."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from projection.batch.folder import is_batch
from projection.cli.manner import Manner
from projection.errors import Finding, InputError
from projection.network.network import Network
from projection.plan.folder import read_plan
from projection.read.folders import read_network, read_scenario
from projection.scenario.scenario import Scenario


def compare(manner: Manner, folders: Sequence[Path], out: Path | None, sql: str | None) -> None:
    """Compare plans with the first of them; or say what a batch shows."""
    batches = [folder for folder in folders if is_batch(folder)]
    if batches and len(folders) > 1:
        mend = "name plans, as BATCH/plans/0001 of a batch run with --plans; or one batch"
        raise InputError([Finding(str(batches[0]), "is a batch among others", mend)])
    if batches:
        _batch(manner, batches[0], out, sql)
        return
    if sql is not None:
        raise InputError([Finding("--sql", "asks the store of a batch", "name a batch folder")])
    if len(folders) < 2:
        raise InputError([Finding(str(folders[0]), "is no batch folder", "name a second plan to compare it with")])
    _plans(manner, folders, out)


def _plans(manner: Manner, folders: Sequence[Path], out: Path | None) -> None:
    from projection.report.compare import compare as side_by_side
    from projection.report.compare_words import comparison_words, said_of, sentence
    from projection.report.outcome import outcome

    plans = [read_plan(folder) for folder in folders]
    outcomes = [outcome(plan, name) for plan, name in zip(plans, _names(folders), strict=True)]
    found = side_by_side(outcomes)
    files: list[Path] = []
    if out is not None:
        from projection.report.compare_tables import write_tables
        from projection.report.curves import draw_curves

        scenario = read_scenario(folders[0] / "inputs" / "scenario")
        files += write_tables(found, out)
        files += draw_curves(outcomes, scenario, out, said_of(found))
        if len(plans) == 2:
            from projection.maps.difference import difference_map

            given = [(plan, *_inputs(folder)) for plan, folder in zip(plans, folders, strict=True)]
            files += difference_map(given[0], given[1], out, said_of(found))
    data = {
        "plans": [
            {"plan": str(path), "name": row.name, **row.figures}
            for path, row in zip(folders, outcomes, strict=True)
        ],
        "differences": [{**asdict(row), "words": sentence(row)} for row in found.differences],
        "files": [str(path) for path in files],
    }
    manner.answer("\n\n".join([comparison_words(found), *_places(files)]), data)


def _inputs(folder: Path) -> tuple[Network, Scenario]:
    return read_network(folder / "inputs" / "network"), read_scenario(folder / "inputs" / "scenario")


def _names(folders: Sequence[Path]) -> list[str]:
    """A short name for each folder: that of its run, else the last part of its path, or as many as are needed."""
    names = [_run_name(folder) or folder.resolve().name for folder in folders]
    if len(set(names)) == len(names):
        return names
    paths = [folder.resolve() for folder in folders]
    for parts in range(1, max(len(path.parts) for path in paths) + 1):
        names = ["/".join(path.parts[-parts:]) for path in paths]
        if len(set(names)) == len(names):
            return names
    return [f"{path.name} ({number})" for number, path in enumerate(paths, start=1)]


def _run_name(folder: Path) -> str:
    """What a batch calls the run whose plan it is; "" for other plans."""
    try:
        return str(json.loads((folder / "run.json").read_bytes())["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _places(files: Sequence[Path]) -> list[str]:
    return ["\n".join(f"wrote    {path}" for path in files)] if files else []


def _batch(manner: Manner, folder: Path, out: Path | None, sql: str | None) -> None:
    from projection.batch.compare import look_at
    from projection.batch.words import picture_words

    if sql is not None:
        from projection.batch.store import query

        table = query(folder, sql)
        rows = json.loads(table.to_json(orient="records", date_format="iso"))
        manner.answer(table.to_string(index=False), {"batch": str(folder), "rows": rows})
        return
    found = look_at(folder)
    files: list[Path] = []
    if out is not None:
        from projection.batch.pictures import draw_batch
        from projection.batch.tables import write_effects

        out.mkdir(parents=True, exist_ok=True)
        files += [*write_effects(found, out), *draw_batch(folder, found, out)]
    data = {**asdict(found), "files": [str(path) for path in files]}
    manner.answer("\n\n".join([picture_words(found), *_places(files)]), data)
