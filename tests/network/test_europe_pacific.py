"""The default network: counts that the project promises, and what a typing slip would break."""

import csv
from functools import cache
from pathlib import Path

import pytest

from projection.network.rows import (
    Aircraft,
    Airfield,
    LandLink,
    Leg,
    Nation,
    Passage,
    PayloadRange,
    Place,
    Seaport,
    Ship,
    Site,
)
from projection.rows import Row

FOLDER = Path(__file__).parents[2] / "networks" / "europe-pacific"
TABLES: dict[str, type[Row]] = {
    "nations": Nation,
    "airfields": Airfield,
    "seaports": Seaport,
    "sites": Site,
    "passages": Passage,
    "land_links": LandLink,
    "legs": Leg,
    "aircraft": Aircraft,
    "payload_range": PayloadRange,
    "ships": Ship,
}
EUROPE = frozenset(
    [
        "BEL",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GBR",
        "GRC",
        "HUN",
        "ITA",
        "LTU",
        "NLD",
        "NOR",
        "POL",
        "PRT",
        "ROU",
        "SVN",
        "SWE",
        "TUR",
    ]
)
OUTLYING = frozenset({"LCRA", "BGTL"})
LIFTS = {
    "aircraft": {"C-17", "C-5M", "C-130J-30", "A400M", "A330-MRTT", "KC-46", "An-124", "747-8F"},
    "ships": {"POINT", "ARK", "RORO-CHARTER", "LMSR", "FSS", "CONTAINER", "TANKER"},
}
CLOSED = {"RUS", "BLR", "PRK", "CHN", "IRN", "SYR", "UKR"}


@cache
def table(name):
    """Rows of a table; a blank cell is the default."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return tuple(TABLES[name].model_validate({k: v for k, v in line.items() if v != ""}) for line in lines)


def places():
    return {row.id: row for name in ("airfields", "seaports", "sites") for row in table(name)}


def european(name):
    return [row for row in table(name) if row.nation in EUROPE and row.id not in OUTLYING]


def korean(name):
    return [row for row in table(name) if row.nation == "KOR"]


def staging(name):
    near = {row.id for row in european(name)} | {row.id for row in korean(name)}
    return [row for row in table(name) if row.id not in near]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_its_columns_and_no_other_and_leaves_out_only_those_with_a_default(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    columns = TABLES[name].model_fields
    assert len(header) == len(set(header)) and set(header) <= set(columns)
    assert not [column for column in set(columns) - set(header) if columns[column].is_required()]
    assert header[-3:] == ["source", "verified", "assumed"]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_its_source_and_only_known_columns_as_assumed(name):
    for row in table(name):
        assert row.source.strip()
        assert set(row.assumed) <= set(TABLES[name].model_fields)


@pytest.mark.parametrize("name", [name for name in TABLES if "id" in TABLES[name].model_fields])
def test_ids_are_unique(name):
    ids = [row.id for row in table(name)]
    assert len(ids) == len(set(ids))


def test_no_two_places_share_an_id():
    assert len(places()) == sum(len(table(name)) for name in ("airfields", "seaports", "sites"))


def test_every_place_and_link_end_is_known():
    nations = {row.id for row in table("nations")}
    assert {row.nation for row in places().values()} <= nations
    ends = {end for row in (*table("land_links"), *table("legs")) for end in (row.from_node, row.to_node)}
    assert ends <= set(places())
    assert {row.lift for row in table("payload_range")} <= {row.id for row in table("aircraft")}


def test_there_are_enough_places():
    assert len(european("airfields")) >= 25
    assert len(european("seaports")) >= 20
    assert len({row.nation for row in european("seaports")}) >= 15
    assert len([row for row in staging("airfields") if row.enroute]) >= 15
    assert len(staging("seaports")) >= 10
    assert len(korean("airfields")) >= 12
    assert len(korean("seaports")) >= 8
    assert len(korean("sites")) >= 6


@pytest.mark.parametrize("name", LIFTS)
def test_every_type_of_lift_is_there(name):
    assert {row.id for row in table(name)} >= LIFTS[name]


def test_every_korean_destination_is_reached_by_rail_and_road_from_fields_and_ports():
    fields = {row.id for row in korean("airfields")}
    ports = {row.id for row in korean("seaports")}
    for site in korean("sites"):
        for kind in (fields, ports):
            for mode in ("rail", "road"):
                served = {
                    row.from_node for row in table("land_links") if row.to_node == site.id and row.mode == mode
                }
                assert len(served & kind) >= 3, (site.id, mode)


def test_what_serves_a_korean_destination_does_so_by_rail_and_by_road():
    korea = {row.id for row in korean("sites")}
    modes: dict[tuple[str, str], set[str]] = {}
    for row in table("land_links"):
        if row.to_node in korea:
            modes.setdefault((row.from_node, row.to_node), set()).add(row.mode)
    assert modes
    assert all(found == {"rail", "road"} for found in modes.values())


def test_every_european_garrison_reaches_an_airfield_and_a_port_with_heavy_vehicles():
    fields = {row.id for row in table("airfields")}
    ports = {row.id for row in table("seaports")}
    for site in european("sites"):
        heavy = {row.to_node for row in table("land_links") if row.from_node == site.id and row.heavy}
        assert heavy & fields, site.id
        assert heavy & ports, site.id


def test_no_passage_box_holds_a_port():
    for box in table("passages"):
        assert box.south < box.north
        for port in table("seaports"):
            across = (port.lon - box.west) % 360 <= (box.east - box.west) % 360
            assert not (across and box.south <= port.lat <= box.north), (box.id, port.id)


def test_capacities_that_nobody_publishes_are_marked_as_assumed():
    field = {"mog_working", "mog_parking", "open_h", "fuel_stons_day", "taken"}
    port = {"berths_roro", "berths_container", "berths_tanker", "stons_day", "taken"}
    assert all(field <= set(row.assumed) for row in table("airfields"))
    assert all(port <= set(row.assumed) for row in table("seaports"))
    assert all({"km", "hours", "stons_day", "pax_day"} <= set(row.assumed) for row in table("land_links"))
    assert all({"west", "south", "east", "north"} <= set(row.assumed) for row in table("passages"))


def test_each_kind_of_berth_that_a_port_has_leaves_room_for_a_ship():
    for port in table("seaports"):
        for kind in ("roro", "container", "tanker"):
            berths = getattr(port, f"berths_{kind}")
            assert berths == 0 or berths * (1 - port.taken) >= 1 - 1e-9, (port.id, kind)


def test_airspace_is_shut_where_europe_may_not_fly_and_open_elsewhere():
    assert {row.id for row in table("nations") if row.airspace == "closed"} == CLOSED


def test_only_the_arctic_passages_are_shut():
    assert {row.id for row in table("passages") if not row.open} == {"arctic", "northwest", "polar"}


def test_both_sets_of_panama_locks_share_a_box_and_differ_in_size():
    new, old = (next(row for row in table("passages") if row.id == name) for name in ("panama", "panama_old"))
    assert (new.west, new.south, new.east, new.north) == (old.west, old.south, old.east, old.north)
    assert old.draft_m == pytest.approx(12.04) and new.draft_m == pytest.approx(15.2)
    assert old.beam_m == pytest.approx(32.31) and old.loa_m == pytest.approx(294)


def test_the_panama_canal_takes_a_day_in_all_as_in_the_published_case():
    canal = next(row for row in table("passages") if row.id == "panama")
    assert 9741 / 25 + canal.wait_h + canal.transit_h == pytest.approx(17 * 24 + 5, abs=2.4)


def test_payload_falls_with_distance_and_reaches_the_planning_payload():
    for lift in table("aircraft"):
        points = sorted((row.nm, row.stons) for row in table("payload_range") if row.lift == lift.id)
        if lift.payload_stons == 0:
            assert not points, f"{lift.id} carries nothing but itself"
            continue
        assert points, lift.id
        assert [stons for _, stons in points] == sorted((stons for _, stons in points), reverse=True)
        assert points[-1][0] < lift.ferry_nm
        assert points[0][1] >= lift.payload_stons >= lift.over_stons >= lift.out_stons


def test_hours_of_a_land_link_are_at_least_those_of_the_way():
    assert all(row.hours >= row.km / 40 for row in table("land_links"))


def test_places_lie_where_their_rows_say():
    assert all(isinstance(row, Place) for row in places().values())
    for row in korean("airfields") + korean("seaports") + korean("sites"):
        assert 33 < row.lat < 38.5 and 125 < row.lon < 130, row.id
    for row in european("airfields") + european("seaports") + european("sites"):
        assert 34 < row.lat < 62 and -28 < row.lon < 37, row.id
