"""The default scenario: it holds what it promises and refers only to what the network knows."""

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from projection.rows import Row
from projection.scenario.closures import Closure
from projection.scenario.rows import Fleet, Movement, Permission, Settings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "korea-direct-support"
NETWORK = ROOT / "networks" / "europe-pacific"
PLACES = ("airfields.csv", "seaports.csv", "sites.csv")
PACKAGES = (
    "medium brigade",
    "air-defence battalion",
    "patriot battery",
    "samp/t section",
    "fighter detachment",
    "ground echelon",
    "field hospital",
    "engineers",
    "signals",
    "cyber",
    "cbrn",
    "sustainment",
    "humanitarian",
    "shelter",
    "water treatment",
    "logistics support",
)

RowType = TypeVar("RowType", bound=Row)


def lines(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file as dictionaries, blank cells left out."""
    with path.open(newline="", encoding="utf-8") as handle:
        return [{k: v for k, v in line.items() if v} for line in csv.DictReader(handle)]


def rows(name: str, kind: type[RowType]) -> list[RowType]:
    """The rows of a table of the scenario."""
    return [kind.model_validate(line) for line in lines(FOLDER / name)]


def known(*names: str) -> dict[str, str]:
    """Nation (or nothing) by id, of tables of the network."""
    return {line["id"]: line.get("nation", "") for name in names for line in lines(NETWORK / name)}


def reachable(node: str) -> set[str]:
    """Nodes within one land link of a node, and itself."""
    links = lines(NETWORK / "land_links.csv")
    ends = [(link["from_node"], link["to_node"]) for link in links]
    return {node} | {b for a, b in ends if a == node} | {a for a, b in ends if b == node}


@pytest.fixture(scope="module")
def movements() -> list[Movement]:
    """The requirement list."""
    return rows("movements.csv", Movement)


@pytest.fixture(scope="module")
def fleets() -> list[Fleet]:
    """The lift at disposal."""
    return rows("fleets.csv", Fleet)


@pytest.fixture(scope="module")
def permissions() -> list[Permission]:
    """What the nations say."""
    return rows("permissions.csv", Permission)


def test_the_settings_ask_for_sixty_days_on_the_default_network() -> None:
    settings = Settings.model_validate(tomllib.loads((FOLDER / "scenario.toml").read_text(encoding="utf-8")))
    assert settings.network == "europe-pacific"
    assert settings.horizon_days == 60
    assert settings.question


def test_at_least_sixty_unit_lines_of_twelve_nations_each_named_once(movements: list[Movement]) -> None:
    assert len(movements) >= 60
    assert len({row.uln for row in movements}) == len(movements)
    assert len({row.nation for row in movements}) >= 12


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_that_was_asked_for_is_there(movements: list[Movement], package: str) -> None:
    assert any(package in row.description.lower() for row in movements)


def test_every_role_that_was_asked_for_is_there(movements: list[Movement]) -> None:
    wanted = {"direct", "missile_defence", "surveillance", "humanitarian", "logistics", "cyber", "presence"}
    assert wanted <= {row.role for row in movements}


def test_dates_of_a_unit_line_follow_each_other(movements: list[Movement]) -> None:
    for row in movements:
        ead = row.ald if row.ead is None else row.ead
        lad = row.rdd if row.lad is None else row.lad
        assert 0 <= row.ald <= ead <= lad <= row.rdd < 60, row.uln


def test_every_unit_line_moves_something_and_none_flies_what_cannot_fly(movements: list[Movement]) -> None:
    for row in movements:
        assert row.pax or row.stons, row.uln
        assert row.mode == "sea" or not row.nat_stons, row.uln


def test_the_brigade_has_the_size_of_a_medium_brigade(movements: list[Movement]) -> None:
    brigade = [row for row in movements if row.description.startswith("Medium brigade")]
    assert 13_000 <= sum(row.stons for row in brigade) <= 15_000
    assert 3_500 <= sum(row.pax for row in brigade) <= 4_500
    assert 280_000 <= sum(row.sqft for row in brigade) <= 320_000


def test_a_patriot_battery_fills_about_eighteen_c17(movements: list[Movement]) -> None:
    for prefix in ("DEU-AD02", "DEU-AD03", "NLD-AD04"):
        battery = sum(row.stons for row in movements if row.uln.startswith(prefix))
        assert 17 <= battery / 45 <= 20, prefix


def test_every_nation_says_what_its_forces_and_its_lift_may_do(
    movements: list[Movement], fleets: list[Fleet], permissions: list[Permission]
) -> None:
    said = {(row.thing, row.nation) for row in permissions}
    assert {("forces", row.nation) for row in movements} <= said
    assert {("lift", row.nation) for row in fleets} <= said


def test_one_nation_refuses_and_some_decide_late(permissions: list[Permission]) -> None:
    forces = [row for row in permissions if row.thing == "forces"]
    assert any(row.answer == "no" for row in forces)
    assert any(row.answer == "yes" and (row.from_day or 0) >= 5 for row in forces)


def test_a_fleet_keeps_tails_to_use(fleets: list[Fleet]) -> None:
    assert 18 <= len(fleets) <= 26
    for row in fleets:
        assert int(row.count * (1 - row.held_back) * (1 - row.reserve)) >= 1, row.id


def test_every_permission_and_closure_says_why(permissions: list[Permission]) -> None:
    closures = rows("closures.csv", Closure)
    assert any(row.from_day is not None for row in closures)
    notes = [row.note for row in permissions] + [row.note for row in closures]
    assert all(len(note) > 10 for note in notes)


def test_places_lift_passages_and_nations_are_known_to_the_network(
    movements: list[Movement], fleets: list[Fleet], permissions: list[Permission]
) -> None:
    places, lift = known(*PLACES), known("aircraft.csv", "ships.csv")
    passages, nations = known("passages.csv"), known("nations.csv")
    targets: dict[str, Callable[[str], bool]] = {
        "node": places.__contains__,
        "passage": passages.__contains__,
        "airspace": nations.__contains__,
    }
    for row in movements:
        assert {row.origin, row.dest, *row.poe, *row.pod} <= set(places), row.uln
        assert row.nation in nations
    for fleet in fleets:
        assert fleet.base in places and fleet.lift in lift, fleet.id
        assert {fleet.nation, *fleet.serves} <= {*nations, "*"}, fleet.id
    for permission in permissions:
        assert {permission.nation, *permission.to} <= {*nations, "*"}, permission.note
    for closure in rows("closures.csv", Closure):
        assert targets[closure.kind](closure.id), closure.id


def test_every_owner_of_a_place_says_who_may_use_it(permissions: list[Permission]) -> None:
    said = {row.nation for row in permissions if row.thing == "bases"}
    assert set(known("airfields.csv", "seaports.csv").values()) <= said


def test_land_links_join_origins_to_their_ports_and_ports_to_destinations(movements: list[Movement]) -> None:
    for row in movements:
        assert set(row.poe) <= reachable(row.origin), f"{row.uln} {row.poe}"
        assert set(row.pod) <= reachable(row.dest), f"{row.uln} {row.pod}"


def test_every_unit_line_has_a_lift_that_may_carry_it(movements: list[Movement], fleets: list[Fleet]) -> None:
    air, ports = known("aircraft.csv"), known("seaports.csv")
    for row in movements:
        served = {f.lift in air for f in fleets if row.nation in f.serves or "*" in f.serves}
        assert (row.mode == "sea" or True in served) and (row.mode == "air" or False in served), row.uln
        by_sea = {poe in ports for poe in row.poe}
        assert by_sea == {"air": {False}, "sea": {True}, "any": {True, False}}[row.mode], row.uln
