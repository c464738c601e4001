"""`Instance`: everything the model needs, in sorted lists; what is impossible is not in it.

Index letters: u movement, m unit, p pool, o option, n node, f fleet, k class, g group, l link, s stock,
a account of supply, j fair group of accounts, w station, d day; in this order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from projection.movement.accounts import Account
from projection.movement.options import Option
from projection.movement.pools import DirectedLink, Pool, Way
from projection.movement.refusals import Refusal
from projection.scenario.presence import Station
from projection.scenario.rows import Rules
from projection.scenario.units import Unit
from projection.scenario.weights import Weights

CARGO = ("bulk", "over", "out", "nat")
CLASSES = (*CARGO, "fuel", "pax")
GROUP = {"bulk": "cargo", "over": "cargo", "out": "heavy", "nat": "heavy", "fuel": "fuel", "pax": "pax"}
"""What land links and stocks tell apart: heavy needs rail or tank transporters."""
NO_QUAY = ("fuel", "pax")
"""Classes and groups that are neither handled over a quay nor kept in storage: fuel is pumped to its own tanks."""

Load = tuple[str, str, str, int]
"""u, p, k, d: on pool p, by missions launched on day d; loaded ``start`` days of the pool later."""
Launch = tuple[str, int]
"""o, d: missions of option o launched on day d."""
Move = tuple[str, str, str, int]
"""u, g, l, d: put on directed link l on day d; at a staging point g is a class."""
Hold = tuple[str, str, str, int]
"""u, g, n, d: kept at node n from day d to the next; at a staging point g is a class."""
Close = tuple[str, int]
"""m, d: unit m is whole from day d on."""


@dataclass(frozen=True)
class Requirement:
    """One ULN as the model sees it: ``leave`` the first day it may leave its origin (None = never).

    Short, it breaks its ``firm`` orders; ``starts`` its origin and stocks' places; ``item_stons`` 0 = divisible;
    ``lying``: its people are wounded who need litters.
    """

    uln: str
    nation: str
    origin: str
    dest: str
    ald: int
    leave: int | None
    rdd: int
    ead: int
    priority: int
    weight: float
    amounts: Mapping[str, float]
    sqft_per_ston: Mapping[str, float]  # by class of dry cargo
    refused: str
    after: tuple[str, ...] = ()
    meets: str | None = None
    meet_days: int = 0
    crd: int | None = None
    feeds: str = ""
    firm: tuple[str, ...] = ()
    teu_per_ston: float = 0.0
    combat: bool = False
    item_stons: float = 0.0
    starts: tuple[str, ...] = ()
    lying: bool = False


@dataclass(frozen=True)
class FleetDays:
    """A fleet by day: usable tails, and flying hours a window allows (aircraft); what it costs and counts."""

    id: str
    lift: str
    mode: Literal["air", "sea"]
    tails: tuple[int, ...]
    use_rate_h: float
    quota_h: float | None
    count: int = 1
    keur_hour: float = 0.0
    keur_mission: float = 0.0


@dataclass(frozen=True)
class Instance:
    """The deployment problem, expanded on a daily grid of ``horizon`` days."""

    horizon: int
    weights: Weights
    rules: Rules
    requirements: Mapping[str, Requirement]
    options: Mapping[str, Option]
    pools: Mapping[str, Pool]
    fleets: Mapping[str, FleetDays]
    links: Mapping[str, DirectedLink]
    out_ways: Mapping[tuple[str, str, str], Way]
    in_ways: Mapping[tuple[str, str, str], Way]
    launches: tuple[Launch, ...]
    loads: tuple[Load, ...]
    moves: tuple[Move, ...]
    holds: tuple[Hold, ...]
    shorts: tuple[tuple[str, str], ...]
    limits: Mapping[tuple[str, str], float]
    day_limits: Mapping[tuple[str, str, int], float]
    run_days: Mapping[tuple[str, str], int]
    link_limits: Mapping[str, tuple[float, float]]
    refused: tuple[Refusal, ...]
    tracks: Mapping[str, tuple[tuple[float, float], ...]]
    units: Mapping[str, Unit] = field(default_factory=dict)
    closes: tuple[Close, ...] = ()
    stocks: Mapping[str, float] = field(default_factory=dict)
    draws: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    staging_limits: Mapping[str, float | None] = field(default_factory=dict)
    stations: Mapping[str, Station] = field(default_factory=dict)
    exposed: Mapping[Launch, float] = field(default_factory=dict)
    held_back: Mapping[str, float] = field(default_factory=dict)
    member_hours: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @cached_property
    def counted(self) -> Mapping[str, str]:
        """Unit on whose closing day each ULN is valued; ULNs valued as they arrive are not in it."""
        return {uln: unit.id for unit in self.units.values() if unit.asked for uln in unit.ulns}

    def limit(self, rule: str, place: str, day: int) -> float:
        """What a place or passage can take on ``day``: ``day_limits``, else ``limits``."""
        return self.day_limits.get((rule, place, day), self.limits[rule, place])

    def row_day(self, rule: str, place: str, day: int) -> int:
        """Day under which a use on ``day`` counts: the last of its run of days when the limit is for several."""
        run = self.run_days.get((rule, place), 1)
        return min(day - day % run + run, self.horizon) - 1

    def price(self, uln: str, cargo: str, day: float) -> float:
        """Weighted ston-days that one unit (ston or person) of a class costs when delivered on ``day``.

        What feeds an account costs nothing by itself: its worth is what the account then does not lack.
        """
        row = self.requirements[uln]
        if row.feeds:
            return 0.0
        value = self.weights.pax_stons if cargo == "pax" else 1.0
        late = max(0.0, day - row.rdd)
        return row.weight * value * (late + self.weights.sooner * (day - row.ald))

    def short_price(self, uln: str, cargo: str) -> float:
        """Weighted ston-days that one unit costs when it is not delivered at all."""
        return self.price(uln, cargo, self.horizon - 1 + self.weights.short_days)

    def lack_price(self, account: str, day: int) -> float:
        """Weighted ston-days that a ston lacking on ``day`` costs: more, the earlier, so that none is saved up."""
        weights = self.weights
        earlier = (weights.below_days + weights.sooner) * (self.horizon - 1 - day)
        return self.accounts[account].weight[day] * (weights.lack_days + earlier)

    def fair_prices(self) -> dict[str, float]:
        """Weighted ston-days that each fair group costs when its least covered account lacks all of its need."""
        groups: dict[str, list[Account]] = {}
        for account in self.accounts.values():
            if account.fair and account.use:
                groups.setdefault(account.fair, []).append(account)
        return {
            name: self.weights.unfair_days
            * max(max(row.weight.values()) for row in rows)
            * sum(row.need for row in rows)
            for name, rows in sorted(groups.items())
        }

    def broken_price(self, uln: str, cargo: str) -> float:
        """Weighted ston-days that it costs on top when that breaks a firm order; 0 without one."""
        extra = self.weights.broken_order - 1 if self.requirements[uln].firm else 0.0
        return extra * self.short_price(uln, cargo)

    def delivered(self, load: Load) -> int | None:
        """Day on which a load is at its destination; None when stocks and moves decide."""
        uln, pool, cargo, day = load
        row = self.pools[pool]
        way = self.in_ways[uln, GROUP[cargo], row.pod]
        ashore = day + row.landed
        return None if way.kind in ("stock", "staged") else ashore + way.days

    def from_origin(self, load: Load) -> bool:
        """Whether a load leaves the origin's port, and not a staging point."""
        way = self.out_ways[load[0], GROUP[load[2]], self.pools[load[1]].poe]
        return way.kind != "staged"

    def load_price(self, load: Load) -> float:
        """Cost of one unit of a load; 0 where the last land move, or the closing of its unit, carries it."""
        day = None if load[0] in self.counted else self.delivered(load)
        return 0.0 if day is None else self.price(load[0], load[2], day)

    def move_price(self, move: Move) -> float:
        """Cost of one unit of a move: that of delivery when it ends at the destination, else 0."""
        uln, group, link, day = move
        row = self.links[link]
        if row.end != self.requirements[uln].dest or uln in self.counted:
            return 0.0
        return self.price(uln, "pax" if group == "pax" else "bulk", day + row.days - 1)

    def close_price(self, close: Close) -> float:
        """Cost of all of a unit on its closing day; 0 for a unit that is valued as it arrives."""
        unit = self.units[close[0]]
        rows = [self.requirements[uln] for uln in unit.ulns if unit.asked]
        parts = ((row.uln, *part) for row in rows for part in row.amounts.items())
        return sum(amount * self.price(uln, cargo, close[1]) for uln, cargo, amount in parts)

    def keur(self, option: str) -> float:
        """Thousand euro of one mission, with the tankers that refuel it."""
        parts = ((count, part.hours, self.fleets[part.fleet]) for count, part in self.options[option].missions)
        return sum(count * (fleet.keur_mission + fleet.keur_hour * hours) for count, hours, fleet in parts)

    def away(self, launch: Launch) -> float:
        """Shares of whole fleets, for the whole horizon, that a launch keeps from Europe."""
        total = 0.0
        for count, part in self.options[launch[0]].missions:
            days = min(launch[1] + part.back, self.horizon - 1) - max(launch[1] + part.leaves, 0) + 1
            total += count * days / (self.fleets[part.fleet].count * self.horizon)
        return total

    def combat_stons(self, nation: str) -> float:
        """Stons that a nation's direct and missile defence movements ask for."""
        rows = (row for row in self.requirements.values() if row.combat and row.nation == nation)
        return sum(amount for row in rows for cargo, amount in row.amounts.items() if cargo != "pax")

    def launch_price(self, option: str) -> float:
        """Cost of one mission: its hours under way, with those of the tankers that refuel it."""
        row = self.options[option]
        hour = self.weights.flying_hour if row.mode == "air" else self.weights.sailing_hour
        return hour * sum(count * part.hours for count, part in row.missions)
