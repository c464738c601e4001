"""Caveats of permissions: roles, bars, transit, and yeses that come late."""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

HEAD = "nation,thing,answer,to,place,roles,bars,from_day,to_day,delay_days\n"
WILLING = ("DEU,forces,yes", "DEU,lift,yes", "KOR,bases,yes")
TWO_ROLES = "uln,origin,dest,bulk_stons,role\nAID,EAF,KAF,50,humanitarian\nARMS,EAF,KAF,50,direct\n"


def says(*lines, movements=TWO_ROLES):
    """The air case with these permissions."""
    rows = "\n".join(line + "," * (9 - line.count(",")) for line in lines)
    return case({"movements.csv": movements, "permissions.csv": HEAD + rows + "\n"})


def carried(found):
    """Days on which each ULN may be loaded."""
    days = {}
    for uln, _, _, day in found.instance.loads:
        days.setdefault(uln, set()).add(day)
    return {uln: sorted(rows) for uln, rows in days.items()}


def refused(found):
    return {(row.rule, row.reason) for row in found.instance.refused}


EVERY = list(range(10))
AID_ONLY = {
    "forces": "DEU,forces,yes,,,humanitarian",
    "lift": "DEU,lift,yes,,,humanitarian",
    "bases": "KOR,bases,yes,,,humanitarian",
}


@pytest.mark.parametrize("thing", AID_ONLY)
def test_a_yes_for_aid_alone_lets_aid_alone_go(thing):
    rows = [AID_ONLY[thing] if row.split(",")[1] == thing else row for row in WILLING]
    assert carried(says(*rows)) == {"AID": EVERY}


def test_lift_released_for_aid_first_carries_arms_later():
    first = says(*WILLING, "DEU,lift,no,,,direct,,,3")
    assert carried(first) == {"AID": EVERY, "ARMS": EVERY[4:]}
    reason = "DEU does not release its lift (with direct of DEU)"
    assert refused(first) == {("lift", reason)}


def test_what_may_go_together_shares_a_mission_only_where_both_may():
    """One mission of 50 a day: 25 of each fit on one from day 4 on, not before; both are due on day 0."""
    small = TWO_ROLES.replace("50", "25")
    both = says(*WILLING, movements=small)
    assert both.optimum() == 0
    apart = says(*WILLING, "DEU,lift,no,,,direct,,,3", movements=small)
    assert apart.optimum() == 25 * 4
    assert {pool.carries for pool in apart.instance.pools.values()} == {
        (("DEU", "humanitarian"),),
        (("DEU", "direct"), ("DEU", "humanitarian")),
    }


def test_a_named_role_counts_before_all_roles_and_a_flag_before_a_role():
    role = says("DEU,forces,yes", "DEU,lift,yes", "KOR,bases,no", "KOR,bases,yes,,,humanitarian")
    assert carried(role) == {"AID": EVERY}
    flag = says("DEU,forces,yes", "DEU,lift,yes", "KOR,bases,no,,,humanitarian", "KOR,bases,yes,DEU")
    assert carried(flag) == {"AID": EVERY, "ARMS": EVERY}


def test_lift_that_is_barred_from_korea_does_not_land_there():
    barred = says("DEU,forces,yes", "DEU,lift,yes,,,,KOR", "KOR,bases,yes")
    assert carried(barred) == {}
    assert refused(barred) == {("bars", "DEU bars its lift from places of KOR")}


def test_forces_that_are_barred_from_korea_do_not_go_there():
    barred = says("DEU,forces,yes,,,direct,KOR", "DEU,forces,yes,,,humanitarian", "DEU,lift,yes", "KOR,bases,yes")
    assert carried(barred) == {"AID": EVERY}
    assert refused(barred) == {("forces", "DEU does not let its forces go to KOR")}


def test_forces_barred_from_a_ports_nation_do_not_land_there():
    """The camp is Japan's, the port Korea's."""
    by_sea = says(
        "DEU,forces,yes,,,,KOR",
        "DEU,lift,yes",
        "KOR,bases,yes",
        movements="uln,origin,dest,bulk_stons\nU1,ESP,KDS,100\n",
    ).with_tables({"nations.csv": "id\nDEU\nKOR\nJPN\n"})
    elsewhere = by_sea.but("sites.csv", "KDS", nation="JPN")
    assert elsewhere.instance.requirements["U1"].leave == 0
    assert carried(elsewhere) == {}


def test_transit_is_allowed_until_somebody_says_no():
    no = says(*WILLING, "KOR,transit,no,DEU,,direct,,2,4")
    assert carried(no) == {"AID": EVERY, "ARMS": [0, 1, *EVERY[5:]]}
    assert ("transit", "KOR does not let the cargo pass KAF (with direct of DEU)") in refused(no)
    place = says(*WILLING, "KOR,transit,no", "KOR,transit,yes,,KAF")
    assert carried(place) == {"AID": EVERY, "ARMS": EVERY}


def test_no_yes_counts_before_nations_have_decided():
    late = says(*WILLING).with_settings("[rules]\n", "[politics]\ndecision_days = 2\n[rules]\n")
    assert carried(late) == {"AID": EVERY[2:], "ARMS": EVERY[2:]}
    assert refused(late) == {
        ("forces", "DEU has not decided yet"),
        ("lift", "DEU has not decided yet"),
    }
    slower = late.with_tables(
        {
            "permissions.csv": late.tables["permissions.csv"].replace(
                "KOR,bases,yes,,,,,,,", "KOR,bases,yes,,,,,1,,3"
            )
        }
    )
    assert carried(slower) == {"AID": EVERY[5:], "ARMS": EVERY[5:]}


@pytest.mark.parametrize(
    "rows",
    [
        (*WILLING, "DEU,lift,no,,,direct,,,3"),
        (*WILLING, "KOR,transit,no,DEU,,direct,,0,4"),
        ("DEU,forces,yes,,,direct,KOR", "DEU,forces,yes,,,humanitarian", "DEU,lift,yes", "KOR,bases,yes"),
        ("DEU,forces,yes,,,,,,,3", "DEU,lift,yes,,,,,,,2", "KOR,bases,yes"),
    ],
)
def test_a_plan_under_caveats_is_sound(rows):
    one = says(*rows)
    assert verify_plan(one.plan(), *one.nouns) == []
