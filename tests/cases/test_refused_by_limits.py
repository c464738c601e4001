"""Refused by limits, each with its reason: the locks of Panama, a short runway, a base without consent.

Figures of the default network: Panama's old locks take 12.04 m and 32.31 m, the Neopanamax locks 15.2 m and
51.25 m (boydsteamship.com, transportjournal 2023); a C-5M needs 6,000 ft (AFPAM 10-1403). Kadena is a base of the
UNC-Rear, whose host, Japan, has agreed with some of the sending states and not with Germany.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from projection.movement.expand import expand
from projection.movement.instance import Instance
from projection.network.network import Network
from projection.read.find import data_folders
from projection.read.folders import read_network
from projection.route.types import AirLeg, AirWindow, Legs, Pair, SeaLeg
from projection.scenario.rows import Fleet, Movement, Permission, Settings
from projection.scenario.scenario import Scenario

PARTIES = ("GBR", "FRA")
"""Sending states to which Japan says yes here."""
BY_KADENA = (("ETAR", "RODN"), ("RODN", "RKPK"))
DEU_YES = Permission(nation="DEU", thing="bases", answer="yes")
LINE = ((0.0, 0.0), (1.0, 1.0))


def japan(*flags: str) -> Permission:
    return Permission(nation="JPN", thing="bases", answer="yes", to=flags)


@cache
def network() -> Network:
    """The default network with Southampton and Busan deep enough for any ship, so that only the canal is asked."""
    rows = read_network(data_folders("networks")[0] / "europe-pacific")
    deep = {"draft_m": 20.0, "beam_m": None, "loa_m": None}
    ports = {name: rows.seaports[name].model_copy(update=deep) for name in ("GBSOU", "KRPUS")}
    return replace(rows, seaports={**rows.seaports, **ports})


def with_runway(field: str, feet: float) -> Network:
    row = network().airfields[field].model_copy(update={"runway_ft": feet})
    return replace(network(), airfields={**network().airfields, field: row})


def scenario(nation: str, lift: str, ends: tuple[str, str], *more: Permission) -> Scenario:
    """One movement of 100 stons of bulk cargo from a port to another, and a fleet of two based in the first."""
    rows = [Permission(nation=nation, thing=thing, answer="yes") for thing in ("forces", "lift", "bases")]
    rows += [Permission(nation="KOR", thing="bases", answer="yes"), *more]
    movement = Movement(
        uln="U", nation=nation, origin=ends[0], dest=ends[1], ald=0, rdd=40, priority=1, bulk_stons=100
    )
    fleet = Fleet(id="fleet", lift=lift, nation=nation, base=ends[0], count=2, staged_crews=True)
    settings = Settings(title="t", network="n", c_day=date(2027, 3, 1), horizon_days=80)
    return Scenario("refused", settings, {"U": movement}, {"fleet": fleet}, tuple(rows), ())


def by_air(rows: Network, flag_and_lift: tuple[str, str], legs: Sequence[Pair], *more: Permission) -> Instance:
    """Expand a case by air over legs of 2,000 nm, both ways; the first and last end are POE and POD."""
    known = {pair: AirLeg(*pair, 2000.0, (), LINE) for a, b in legs for pair in ((a, b), (b, a))}
    case = scenario(*flag_and_lift, (legs[0][0], legs[-1][1]), *more)
    return expand(rows, case, Legs({}, {(): known}, {flag_and_lift[0]: (AirWindow(0, 200, ()),)}))


def by_sea(draft_m: float, *passages: str) -> Instance:
    """Expand a case by Panama, 12,813 nm as in factors.md, for a large ro-ro ship of that draft and 32 m beam."""
    ship = network().ships["LMSR"].model_copy(update={"draft_m": draft_m, "beam_m": 32.0})
    locks = {name: network().passages[name] for name in passages}
    rows = replace(network(), ships={**network().ships, "LMSR": ship}, passages=locks)
    ends = ("GBSOU", "KRPUS")
    there = SeaLeg(*ends, 12813.0, ((passages[0], 4800.0),), LINE)
    back = SeaLeg(*ends[::-1], 12813.0, ((passages[0], 8013.0),), LINE)
    legs = Legs({ends: (there,), ends[::-1]: (back,)}, {}, {})
    return expand(rows, scenario("GBR", "LMSR", ends), legs)


def reasons(instance: Instance, rule: str) -> set[str]:
    return {row.reason for row in instance.refused if row.rule == rule}


def nodes_and_passages(instance: Instance) -> set[str]:
    stops = [stop for option in instance.options.values() for stop in option.stops]
    return {stop.node for stop in stops} | {name for stop in stops for name, _ in stop.passages}


def test_a_ship_of_13_m_is_too_deep_for_the_old_locks_alone() -> None:
    instance = by_sea(13.0, "panama_old")
    assert not instance.options
    assert reasons(instance, "draft") == {"LMSR has draft 13 m, panama_old takes 12.04 m"}


def test_a_ship_of_13_m_takes_the_neopanamax_locks() -> None:
    assert nodes_and_passages(by_sea(13.0, "panama", "panama_old")) == {"GBSOU", "KRPUS", "panama"}


def test_a_ship_of_16_m_is_too_deep_for_either() -> None:
    instance = by_sea(16.0, "panama", "panama_old")
    assert not instance.options
    assert reasons(instance, "draft") == {
        "LMSR has draft 16 m, panama takes 15.2 m",
        "LMSR has draft 16 m, panama_old takes 12.04 m",
    }


def test_a_c5m_is_refused_on_a_runway_of_3500_ft() -> None:
    there = [("ETAR", "RKPK")]
    instance = by_air(with_runway("RKPK", 3500.0), ("USA", "C-5M"), there, DEU_YES)
    assert not instance.options
    assert reasons(instance, "runway") == {"C-5M needs 6000 ft, RKPK has 3500 ft"}
    assert by_air(with_runway("RKPK", 6000.0), ("USA", "C-5M"), there, DEU_YES).options


def test_a_german_a400m_is_refused_at_kadena_without_consent() -> None:
    instance = by_air(network(), ("DEU", "A400M"), BY_KADENA, japan(*PARTIES))
    assert not instance.options
    assert reasons(instance, "bases") == {"JPN does not let DEU use RODN"}
    (mend,) = {row.mend for row in instance.refused if row.rule == "bases"}
    assert mend == "permission row: bases yes for this flag, or another stop"


def test_a_british_a400m_stops_there() -> None:
    instance = by_air(network(), ("GBR", "A400M"), BY_KADENA, japan(*PARTIES), DEU_YES)
    assert nodes_and_passages(instance) == {"ETAR", "RODN", "RKPK"}


def test_with_consent_the_german_one_stops_there_as_well() -> None:
    instance = by_air(network(), ("DEU", "A400M"), BY_KADENA, japan(*PARTIES, "DEU"))
    assert nodes_and_passages(instance) == {"ETAR", "RODN", "RKPK"}
