"""Cross-table checks of staging points, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import LandLink
from projection.read.case import Case, Check
from projection.scenario.staging import Staging


def staging_names_what_is_there(case: Case) -> Iterator[Finding]:
    """A staging point lies between airfields or ports of the network, for nations of the network."""
    for found in case.rows(Staging):
        row = found.row
        for column, node in (("node_in", row.node_in), ("node_out", row.node_out)):
            if fault := case.stranger("node", node):
                yield found.finding(column, *fault)
            elif node in case.network.sites:
                what = f"{node} is a site, where no mission ends or begins"
                yield found.finding(column, what, "name an airfield or port")
        for name in row.nations:
            if name != "*" and (fault := case.stranger("nation", name)):
                yield found.finding("nations", *fault)


def staging_windows_are_in_order(case: Case) -> Iterator[Finding]:
    """A staging point closes after it opens."""
    for found in case.rows(Staging):
        first, last = found.row.from_day, found.row.to_day
        if first is not None and last is not None and last < first:
            what = f"closes on day {last}, before it opens on day {first}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")


def staging_points_have_names_of_their_own(case: Case) -> Iterator[Finding]:
    """No staging point is called like a land link: onward.csv names both."""
    links = {name.lower() for _, name in case.tables[LandLink].column("id")}
    for found in case.rows(Staging):
        if found.row.id.lower() in links:
            yield found.finding("id", f"{found.row.id} is a land link of the network", "give it another name")


CHECKS: tuple[Check, ...] = (
    staging_names_what_is_there,
    staging_windows_are_in_order,
    staging_points_have_names_of_their_own,
)
