"""The verbs and their options; what a verb does is imported when it runs, so that help comes at once."""

from pathlib import Path
from typing import Annotated

import typer

from projection import __version__
from projection.cli import factors, folders, show, sweeps
from projection.cli.choices import Extent, Format, Mode
from projection.cli.doors import Doors
from projection.cli.manner import Manner

app = typer.Typer(
    cls=Doors,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 well, 1 internal, 2 usage, 3 input at fault, 4 orders in conflict, 5 no plan in time, "
    "6 late (--fail-late), 130 interrupted. Global options may stand before or after the verb.",
)

Scenario = Annotated[str, typer.Argument(help="scenario folder, or the name of one in scenarios/")]
PlanFolder = Annotated[Path, typer.Argument(help="plan folder")]
Gap = Annotated[
    float | None, typer.Option(min=0, envvar="PROJECTION_GAP", help="stop at this gap, as a share: 0.02")
]
TimeLimit = Annotated[
    float | None, typer.Option(min=0.1, envvar="PROJECTION_TIME_LIMIT", help="stop after this many seconds")
]
Threads = Annotated[int | None, typer.Option(min=1, envvar="PROJECTION_THREADS", help="threads of the solver")]
Seed = Annotated[int | None, typer.Option(min=0, envvar="PROJECTION_SEED", help="random seed of the solver")]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="a key of scenario.toml that counts instead: postures.cyber=false"
    ),
]
NoMaps = Annotated[bool, typer.Option("--no-maps", help="leave out pictures and GIS files")]


def main() -> None:
    """Entry point of the command."""
    app(prog_name="projection")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"projection {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="JSON alone on stdout, the log on stderr")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="no progress and no remarks")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="more remarks; where an error came from")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="no colours on the terminal")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="say the version and end")
    ] = False,
) -> None:
    """What can arrive in Korea from Europe, by when, by which lift and route: plans with a proof."""
    ctx.obj = Manner(json, quiet, verbose, not no_color)


@app.command()
def check(ctx: typer.Context, scenario: Scenario) -> None:
    """Find every fault of a scenario and its network, by file, line and column."""
    from projection.cli import inputs

    inputs.check(ctx.obj, scenario)


@app.command()
def solve(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    scenario: Scenario,
    out: Annotated[Path | None, typer.Option(help="plan folder; runs/SCENARIO when not given")] = None,
    gap: Gap = None,
    time_limit: TimeLimit = None,
    threads: Threads = None,
    seed: Seed = None,
    no_maps: NoMaps = False,
    set_: Set = None,
    fail_late: Annotated[bool, typer.Option("--fail-late", help="exit 6 when anything is late or short")] = False,
) -> None:
    """Plan a scenario: tables, pictures and a proved gap in a plan folder. Ctrl-C keeps the best plan so far.

    A run that is killed leaves its last plan there, unfinished, or in FOLDER.unfinished beside a finished one.
    An option given here counts before its environment variable, that before --set, that before the scenario.
    """
    from projection.cli import plans

    solver = {"gap": gap, "time_limit_s": time_limit, "threads": threads, "seed": seed}
    plans.solve(ctx.obj, scenario, out, solver, draw=not no_maps, fail_late=fail_late, sets=set_ or ())


@app.command()
def verify(ctx: typer.Context, plan: PlanFolder) -> None:
    """Recount every rule of a plan from its tables and the copies of its inputs, without the model."""
    from projection.cli import plans

    plans.verify(ctx.obj, plan)


@app.command()
def summary(
    ctx: typer.Context,
    plan: PlanFolder,
    into: Annotated[Path | None, typer.Option(help="page to put the answer into, between its marks")] = None,
) -> None:
    """Say a plan in words: what arrives, what is late or short and why, and where it is tight."""
    from projection.cli import plans

    plans.summary(ctx.obj, plan, into)


@app.command()
def conflicts(
    ctx: typer.Context,
    scenario: Scenario,
    time_limit: Annotated[float, typer.Option(min=0.1, help="most seconds for each question")] = 30.0,
) -> None:
    """Name the smallest sets of fixed orders that cannot hold together, by file and line, and the ways out.

    Exit 4 when there are some.
    """
    from projection.cli import explore

    explore.conflicts(ctx.obj, scenario, time_limit)


@app.command()
def explain(
    ctx: typer.Context,
    plan: PlanFolder,
    time_limit: Annotated[float, typer.Option(min=0.1, help="most seconds for each solve")] = 20.0,
    top: Annotated[int, typer.Option(min=0, help="bottlenecks that are confirmed by solving again")] = 10,
) -> None:
    """Say what holds a plan back, what one unit more gives, why ULNs are late, what carries it, what is slack."""
    from projection.cli import explore

    explore.explain(ctx.obj, plan, time_limit, top)


@app.command("map")
def map_(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    plan: PlanFolder,
    out: Annotated[Path | None, typer.Option(help="folder to write to; the plan's own when not given")] = None,
    format_: Annotated[
        list[Format] | None,
        typer.Option("--format", help="may be given again; all but pdf when not given"),
    ] = None,
    extent: Annotated[list[Extent] | None, typer.Option(help="may be given again; theatre when not given")] = None,
    charts: Annotated[bool, typer.Option("--charts", help="draw the charts of the plan too")] = False,
) -> None:
    """Draw maps of a plan (PNG, SVG, PDF) and write it for GIS (plan.gpkg, plan.geojson, plan.kmz)."""
    from projection.cli import plans

    plans.draw_map(ctx.obj, plan, out, format_ or (), extent or (), charts)


show.register(app)


@app.command()
def routes(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="airfield or seaport")],
    end: Annotated[str, typer.Argument(metavar="TO", help="airfield or seaport")],
    mode: Annotated[Mode | None, typer.Option(help="air or sea")] = None,
    on_day: Annotated[int, typer.Option(min=0, help="day of leaving, after C-day")] = 0,
    lift: Annotated[str | None, typer.Option(help="one type of lift, with legs and limits")] = None,
    flag: Annotated[str | None, typer.Option(help="flag that it flies; of FROM when not given")] = None,
    closed: Annotated[str, typer.Option(help="passages, nations (airspace) or nodes that are shut, by ,")] = "",
    scenario: Annotated[str | None, typer.Option(help="whose permissions and closures count")] = None,
    network: Annotated[str | None, typer.Option(help="network; the scenario's, else europe-pacific")] = None,
    map_: Annotated[Path | None, typer.Option("--map", help="draw the ways: out.png or out.svg")] = None,
) -> None:
    """Show the ways from one airfield or port to another: distance, hours, stops, limits, and what forbids them.

    Without a scenario nobody forbids anything but what is shut as a rule. Exit 5 when no way is allowed.
    """
    from projection.cli import routes as verb

    asked = {
        "mode": mode.value if mode else None,
        "day": on_day,
        "lift": lift,
        "flag": flag,
        "closed": [name.strip() for name in closed.split(",") if name.strip()],
        "scenario": scenario,
        "network": network,
    }
    verb.routes(ctx.obj, (start, end), asked, map_)


factors.register(app)
folders.register(app)
sweeps.register(app)


@app.command()
def demo(
    ctx: typer.Context,
    gap: Gap = None,
    time_limit: TimeLimit = None,
    threads: Threads = None,
    no_maps: NoMaps = False,
) -> None:
    """Plan the default scenario, korea-direct-support, into runs/ and say where everything lies."""
    from projection.cli import plans

    solver = {"gap": gap, "time_limit_s": time_limit, "threads": threads}
    plans.solve(ctx.obj, plans.DEMO, None, solver, draw=not no_maps)


@app.command(hidden=True)
def dictionary(
    ctx: typer.Context, out: Annotated[Path, typer.Option(help="page to write")] = Path("docs/data-dictionary.md")
) -> None:
    """Print the data dictionary from the row types."""
    from projection.cli import inputs

    inputs.dictionary(ctx.obj, out)


@app.command(hidden=True)
def formulation(
    ctx: typer.Context, out: Annotated[Path, typer.Option(help="page to write")] = Path("docs/formulation.md")
) -> None:
    """Gather the page of equations from their docstrings."""
    from projection.cli import inputs

    inputs.formulation(ctx.obj, out)
