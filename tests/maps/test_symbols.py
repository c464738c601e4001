"""APP-6 codes of units, and the shapes of the symbols."""

import re
from collections import Counter

import pytest

from projection.maps import symbols
from projection.maps.symbols import AIR, LAND, ROLES, SEA, WORDS, code_of, icon_of, shape_of, svg_of, units_at
from projection.scenario.rows import Movement
from tests.report.sample_plan import sample

_, NETWORK, SCENARIO = sample()
CODES = sorted(
    {f"1003{LAND}0000{row[1]}0000" for row in WORDS}
    | {f"1003{LAND}0000{entity}0000" for entity, _ in ROLES.values()}
    | {f"1003{kind}0000{row[1]}0000" for kind in (AIR, SEA) for row in symbols._OWN[kind]}
)


def entity(description: str, **more: object) -> str:
    row = Movement(
        uln="A", nation="NOR", dest="POCHEON", ald=0, rdd=1, priority=1, description=description, **more
    )
    code, _ = code_of(row, NETWORK)
    assert re.fullmatch(r"1003(10|01|30)0000\d{6}0000", code)
    return code[4:6] + code[10:16]


@pytest.mark.parametrize("code", CODES)
def test_every_code_that_can_come_out_has_a_symbol(code):
    assert svg_of(code).startswith("<svg")
    assert icon_of(code).startswith(b"\x89PNG")
    assert 0.5 < shape_of(code) < 2


def test_a_code_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="no symbol"):
        svg_of("10031000009999990000")


def test_words_of_the_description_count_before_the_role():
    assert entity("Patriot battery 1: reload missiles", role="logistics") == "10130100"
    assert entity("Engineers: amphibious bridging company", role="direct") == "10140700"
    assert entity("Tank transporter company", role="logistics") == "10163600"
    assert entity("Field hospital (role 2)", role="humanitarian") == "10161300"
    assert entity("Medium brigade: mechanised infantry battalion A", role="direct") == "10121102"
    assert entity("Something new", role="logistics") == "10160600"


def test_what_moves_itself_has_the_symbol_of_aircraft_and_ships():
    assert entity("Fighter detachment, flying", moves_as="C-17") == "01110104"
    assert entity("A frigate", moves_as="ARK") == "30120200"


def test_a_word_inside_another_word_is_no_word():
    assert entity("Transportable pumps", role="presence") == "10110500"


def test_units_of_a_place_are_counted_by_symbol_most_first():
    found = units_at(SCENARIO, NETWORK, "dest")
    wanted = Counter(row.dest for row in SCENARIO.movements.values())
    assert {node: sum(count for _, count in units) for node, units in found.items()} == dict(wanted)
    assert all(units == sorted(units, key=lambda item: -item[1]) for units in found.values())


def test_the_same_code_gives_the_same_picture():
    first = icon_of(CODES[0])
    icon_of.cache_clear()
    assert icon_of(CODES[0]) == first
