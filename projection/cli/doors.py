"""What every verb has in common: global options anywhere on the line, and the exit codes."""

import traceback
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup

from projection.cli.manner import Manner, found
from projection.errors import InputError

GLOBAL = frozenset({"--json", "--quiet", "-q", "--verbose", "-v", "--no-color"})


class Exit(IntEnum):
    """Exit codes."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    INPUT = 3
    CONFLICT = 4
    NO_PLAN = 5
    LATE = 6
    INTERRUPTED = 130


class Doors(TyperGroup):
    """A group of verbs that takes global options before or after the verb and turns faults into exit codes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move global options to the front; after a lone ``--`` everything is left alone."""
        end = args.index("--") if "--" in args else len(args)
        ahead = [arg for arg in args[:end] if arg in GLOBAL]
        rest = [arg for arg in args[:end] if arg not in GLOBAL]
        return super().parse_args(ctx, [*ahead, *rest, *args[end:]])

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; input faults, interrupts and what nobody expected become an exit code and a line."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            manner = ctx.obj or Manner()
            if manner.json:
                manner.answer("", found(error.findings))
            for finding in error.findings:
                manner.fail(str(finding))
            raise typer.Exit(Exit.INPUT) from error
        except KeyboardInterrupt as error:
            (ctx.obj or Manner()).fail("interrupted; nothing was written")
            raise typer.Exit(Exit.INTERRUPTED) from error
        except Exception as error:
            if hasattr(error, "exit_code") or isinstance(error, (typer.Abort, BrokenPipeError)):
                raise
            _internal(ctx.obj or Manner(), error)
            raise typer.Exit(Exit.INTERNAL) from error


def _internal(manner: Manner, error: Exception) -> None:
    words = " ".join(str(error).split()) or "no more is known"
    if manner.verbose:
        manner.fail("".join(traceback.format_exception(error)).rstrip())
    else:
        manner.fail(f"internal error: {type(error).__name__}: {words}; --verbose shows where")
