"""The data dictionary page."""

from pathlib import Path

from projection.plan.plan import TABLES
from projection.read.columns import columns
from projection.read.dictionary import PLAN_TABLES, dictionary
from projection.read.folders import NETWORK_TABLES
from projection.read.scenario_tables import SCENARIO_TABLES

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_in_docs_is_what_the_row_types_say() -> None:
    mend = "write the text of projection.read.dictionary.dictionary() to docs/data-dictionary.md"
    assert PAGE.read_text(encoding="utf-8") == dictionary(), mend


def test_every_column_has_a_meaning() -> None:
    for row_type in (*NETWORK_TABLES.values(), *SCENARIO_TABLES.values(), *PLAN_TABLES.values()):
        for column in columns(row_type).values():
            assert column.meaning, f"{row_type.__name__}.{column.name}"


def test_the_page_holds_every_table_that_a_plan_writes() -> None:
    assert {f"{name}.csv": row_type for name, row_type in TABLES.items()} == dict(PLAN_TABLES)


def test_a_column_shows_its_unit_limits_and_default() -> None:
    line = "| `taken` | number, at least 0, at most 1 | share, 0 to 1 | `0` | "
    assert line in dictionary()


def test_a_required_column_says_so() -> None:
    assert "| `runway_ft` | number, more than 0 | feet | **required** | longest runway |" in dictionary()
