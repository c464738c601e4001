"""Verbs about scenario folders: new, import, export. What they do is imported when they run."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(new)
    app.command("import")(import_)
    app.command()(export)


def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="name in scenarios/, or a path")],
    start: Annotated[str, typer.Option("--from", help="scenario to copy")] = "korea-direct-support",
    own_network: Annotated[
        bool, typer.Option("--own-network", help="copy its network too: networks/NAME, for ports and lift types")
    ] = False,
) -> None:
    """Make a scenario folder to edit, of another one: settings with comments, a header for every table."""
    from projection.cli import inputs

    inputs.new(ctx.obj, name, start, own_network)


def import_(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="requirement list (.csv, .xlsx), or our workbook")],
    into: Annotated[str, typer.Option(help="scenario folder, or name in scenarios/; made when not there")],
    start: Annotated[
        str, typer.Option("--from-scenario", help="scenario that gives a new folder all but the list")
    ] = "korea-direct-support",
    sheet: Annotated[
        str | None, typer.Option(help="sheet with the list; found by its header if not given")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="put it in place of what is there")] = False,
) -> None:
    """Import a requirement list, or a workbook of projection export, into a scenario folder, and check it.

    Nothing is written when a line of the list cannot be read.
    """
    from projection.cli import exchange

    exchange.import_(ctx.obj, file, into, start, sheet, replace)


def export(
    ctx: typer.Context,
    scenario: Annotated[str, typer.Argument(help="scenario folder, or the name of one in scenarios/")],
    out: Annotated[Path, typer.Argument(metavar="FILE", help="FILE.xlsx: all of it; FILE.csv: its list")],
    replace: Annotated[bool, typer.Option("--replace", help="put it in place of a file that is there")] = False,
) -> None:
    """Write a scenario as a workbook with drop-downs and notes, or its requirement list as CSV."""
    from projection.cli import exchange

    exchange.export(ctx.obj, scenario, out, replace)
