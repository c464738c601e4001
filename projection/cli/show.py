"""The options of the verb brief; apart from app.py, which would grow past what is read at once."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(brief)


def brief(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(help="plan folder")],
    html: Annotated[
        bool, typer.Option("--html", help="the page, brief.html; also when none is asked for")
    ] = False,
    pptx: Annotated[bool, typer.Option("--pptx", help="slides with charts to edit, brief.pptx")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="the same slides as pages, brief.pdf")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="tables to sort and filter, plan.xlsx")] = False,
    compare: Annotated[Path | None, typer.Option(help="another plan folder, to switch to in the page")] = None,
    out: Annotated[
        Path | None, typer.Option(help="file to write, its form by its ending; a folder for several forms")
    ] = None,
    explain: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="ask for bottlenecks first, so long for each solve"),
    ] = None,
) -> None:
    """Brief a plan: a page with a moving map that needs no network, slides, tables.

    Everything goes into the plan folder unless --out says otherwise. Slides show bottlenecks when
    projection explain was asked before, or with --explain.
    """
    from projection.cli import brief as verb

    wanted = {".html": html, ".pptx": pptx, ".pdf": pdf, ".xlsx": xlsx}
    verb.brief(ctx.obj, plan, compare, out, [form for form, asked in wanted.items() if asked], explain)
