"""The command line: one verb for each thing that a planner does."""

from projection.cli.app import main

__all__ = ["main"]
