"""What the cells of a column name: nodes, nations, lift types; for drop-downs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from projection.errors import InputError
from projection.read.find import find_network
from projection.read.folders import read_network, read_scenario_folder
from projection.scenario.rows import Fleet, Movement

REFERS: Mapping[str, str] = {
    **dict.fromkeys(
        ("origin", "dest", "poe", "pod", "base", "place", "node", "node_in", "node_out", "from_node", "to_node"),
        "nodes",
    ),
    **dict.fromkeys(("nation", "to", "serves", "bars", "nations", "flag"), "nations"),
    "lift": "lifts",
    "passage": "passages",
}
"""Kind of name by column; a column that names rows of its own folder stands in `OWN`."""

OWN: Mapping[str, str] = {"uln": "ulns", "fleet": "fleets", "fleets": "fleets"}


def lists(folder: Path) -> dict[str, Sequence[str]]:
    """Names by kind that a scenario folder can use, sorted; those of a network at fault are left out."""
    read, settings = read_scenario_folder(folder)
    found: dict[str, Sequence[str]] = {
        "ulns": sorted({row.row.uln for row in read.rows(Movement)}),
        "fleets": sorted({row.row.id for row in read.rows(Fleet)}),
    }
    try:
        network = read_network(find_network(folder, settings.network or ""))
    except InputError:
        return found
    found["nodes"] = list(network.places)
    found["nations"] = list(network.nations)
    found["lifts"] = list(network.lifts)
    found["passages"] = list(network.passages)
    return found


def kind_of(file: str, column: str) -> str | None:
    """Kind of the names in a column; None when it names nothing, or the row itself."""
    if column in OWN and not (file == "movements.csv" and column == "uln"):
        return OWN[column]
    return REFERS.get(column)
