"""Verbs about many plans: batch, compare, whatif. What they do is imported when they run."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(batch)
    app.command()(compare)
    app.command()(whatif)


def batch(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    sweep: Annotated[
        Path, typer.Argument(metavar="SWEEP.yaml", help="scenario, and what changes from run to run")
    ],
    out: Annotated[Path | None, typer.Option(help="batch folder; runs/SWEEP when not given")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="processes of this machine; one a core when not given")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler to run on instead: tcp://host:8786")
    ] = None,
    plans: Annotated[bool, typer.Option("--plans", help="keep the plan folder of every run")] = False,
    again: Annotated[bool, typer.Option("--again", help="run once more what failed")] = False,
    check: Annotated[bool, typer.Option("--check", help="check every run and say how many there are")] = False,
) -> None:
    """Plan a scenario many times with some of its fields changed, into one store of tables.

    Nothing runs before every run is checked. What is finished is never run again: after Ctrl-C, a kill or a wider
    sweep the same command goes on. Exit 5 when a run ends without a plan.
    """
    from projection.cli import batches

    batches.batch(ctx.obj, sweep, out, batches.Crew(workers, cluster), plans=plans, again=again, check=check)


def compare(
    ctx: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(metavar="PLAN PLAN ... | BATCH", help="plans, or one batch folder")
    ],
    out: Annotated[Path | None, typer.Option(help="folder to write tables (CSV) and pictures to")] = None,
    sql: Annotated[str | None, typer.Option(help="ask the store of a batch: select * from runs")] = None,
) -> None:
    """Say what changes from the first plan to the others: deliveries, closure, ULNs, lift, routes, full limits.

    Of a batch: what each change moves, which ULNs are late or short in how many runs, the best and the worst runs.
    """
    from projection.cli import compares

    compares.compare(ctx.obj, folders, out, sql)


def whatif(
    ctx: typer.Context,
    plan: Annotated[Path, typer.Argument(help="plan folder")],
    set_: Annotated[
        list[str],
        typer.Option(
            "--set",
            help="change, may be repeated: KRPUS.berths_roro=1, deu-ark.count=2, DEU.lift=no@10, suez=closed@5, "
            "weights.short_days=60, DEU.held_back=0.3",
        ),
    ],
    each: Annotated[bool, typer.Option("--each", help="each change is a question by itself")] = False,
    out: Annotated[Path | None, typer.Option(help="plan folder to write; PLAN-whatif when not given")] = None,
    gap: Annotated[float | None, typer.Option(min=0, max=1, help="stop at this relative gap")] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="most seconds for each solve")] = 20.0,
) -> None:
    """Solve a plan again under a change and say what becomes of whom; from the last plan, in seconds."""
    from projection.cli.whatif import whatif as ask

    ask(ctx.obj, plan, set_, out, each=each, gap=gap, time_limit_s=time_limit)
