"""Row types of a scenario folder: movements, fleets, permissions, closures, settings."""

from datetime import date
from typing import Literal

from pydantic import Field

from projection.rows import DateTimeGroup, Id, Names, NationId, Row
from projection.scenario.politics import Goals, Politics, Postures
from projection.scenario.weights import Weights
from projection.units import (
    STONS_PER_BARREL,
    Barrels,
    Count,
    Day,
    Days,
    Hours,
    HoursPerDay,
    Pax,
    Share,
    SquareFeet,
    Stons,
    Teu,
)

Role = Literal[
    "direct",
    "missile_defence",
    "surveillance",
    "humanitarian",
    "logistics",
    "cyber",
    "presence",
    "evacuation",
]


STONS_PER_TEU = 10
"""Military load of a container, planning average (10 to 13 stons)."""


class Movement(Row):
    """A unit line of the requirement list (movements.csv): a ULN that wants to go."""

    uln: Id = Field(description="unit line number, unique")
    description: str = Field(default="", max_length=200, description="what it is")
    nation: NationId = Field(description="nation that sends it")
    role: Role = Field(default="direct", description="what it goes for")
    origin: Id | Literal[""] = Field(
        default="", description="node where it is available to load; blank when all of it comes from stocks"
    )
    stock: Names = Field(
        default=(), description="stocks by ; that its cargo may be drawn from, besides its origin (stocks.csv)"
    )
    poe: Names = Field(default=(), description="ports of embarkation by ;, blank = any linked to its origin")
    pod: Names = Field(default=(), description="ports of debarkation by ;, blank = any linked to dest")
    dest: Id = Field(description="node where it is required")
    mode: Literal["any", "air", "sea"] = Field(default="any", description="strategic leg by air, sea or any")
    ald: Day = Field(description="available-to-load day at the origin")
    ead: Day | None = Field(default=None, description="earliest arrival at the POD; blank = none")
    lad: Day | None = Field(default=None, description="latest arrival at the POD, for the record; blank = rdd")
    rdd: Day = Field(description="required delivery day at dest")
    priority: int = Field(ge=1, le=5, description="1 = highest")
    pax: Pax = Field(default=0, ge=0, description="people")
    bulk_stons: Stons = Field(default=0, ge=0, description="bulk cargo (fits a 463L pallet)")
    over_stons: Stons = Field(default=0, ge=0, description="oversize cargo")
    out_stons: Stons = Field(default=0, ge=0, description="outsize cargo (C-17, C-5M, An-124, A400M as rated)")
    nat_stons: Stons = Field(default=0, ge=0, description="not air-transportable cargo")
    sqft: SquareFeet = Field(default=0, ge=0, description="deck of its cargo, ro-ro; 0 = by the planning factors")
    unit: Id | None = Field(default=None, description="ULNs with the same unit count together; blank = alone")
    spread_days: Days | None = Field(default=None, ge=0, description="days within which all of its unit arrives")
    after: Names = Field(default=(), description="ULNs or units by ;, whole at DEST before any of it arrives")
    meets: Id | None = Field(default=None, description="ULN or unit that it marries up with; blank = none")
    meet_days: Days = Field(default=2, ge=0, description="most days from the day on which that one is whole")
    crd: Day | None = Field(default=None, description="commander's required date, for the record; blank = none")
    moves_as: Id | None = Field(default=None, description="lift type by which it moves itself; blank = cargo")
    pieces: Count = Field(default=1, ge=1, description="how many aircraft or ships MOVES_AS speaks of")
    feeds: Id | None = Field(
        default=None,
        description="account of needs.csv into which its cargo goes at DEST; its own lateness and shortfall then "
        "cost nothing, what its account lacks does; blank = none",
    )
    teu: Teu = Field(default=0, ge=0, description="containers that its bulk cargo fills; 0 = 10 stons in each")
    item_stons: Stons = Field(
        default=0,
        ge=0,
        description="weight of an item: oversize, outsize and not air-transportable cargo travels in whole items; "
        "0 = it can be divided",
    )
    fuel_bbl: Barrels = Field(default=0, ge=0, description="fuel in bulk; goes by tanker only")
    lying: bool = Field(
        default=False, description="its people are wounded who lie: each needs one of the LITTERS of an aircraft"
    )

    @property
    def stons(self) -> float:
        """All cargo and fuel, short tons."""
        return self.dry_stons + self.fuel_stons

    @property
    def dry_stons(self) -> float:
        """All cargo but fuel, short tons."""
        return self.bulk_stons + self.over_stons + self.out_stons + self.nat_stons

    @property
    def fuel_stons(self) -> float:
        """Fuel, short tons."""
        return self.fuel_bbl * STONS_PER_BARREL

    def empty(self) -> "Movement":
        """The same line when nobody wants its role: it asks for nothing."""
        none = {
            "pax": 0,
            "bulk_stons": 0.0,
            "over_stons": 0.0,
            "out_stons": 0.0,
            "nat_stons": 0.0,
            "sqft": 0.0,
            "teu": 0.0,
            "fuel_bbl": 0.0,
        }
        return self.model_copy(update=none)

    def sqft_per_ston(self, cargo: str) -> float:
        """Deck that each short ton of a class of dry cargo takes on a ro-ro ship.

        A figure of its own holds for all its cargo alike. Without one 16 sq ft a ston of bulk (a 160 sq ft
        container holds about 10 stons) and 20.8 sq ft a ston of vehicles (4.8 stons a 100 sq ft), both planning
        averages.
        """
        if self.sqft and self.dry_stons:
            return self.sqft / self.dry_stons
        return 16.0 if cargo == "bulk" else 20.8

    @property
    def teu_per_ston(self) -> float:
        """Containers that each short ton of its bulk cargo fills; without a figure of its own 10 stons each."""
        return self.teu / self.bulk_stons if self.teu and self.bulk_stons else 1 / STONS_PER_TEU


class Fleet(Row):
    """Lift that a nation or pool puts at disposal (fleets.csv)."""

    id: Id = Field(description="name of the fleet, unique")
    lift: Id = Field(description="lift type of the network")
    nation: NationId = Field(description="flag, whose permission and access count")
    serves: Names = Field(default=("*",), description="nations whose cargo it carries by ;, * = any")
    base: Id = Field(description="node from which it positions and to which it returns")
    count: Count = Field(ge=0, description="tails or hulls")
    held_back: Share = Field(default=0, ge=0, le=1, description="share kept for Europe")
    reserve: Share = Field(default=0, ge=0, le=1, description="share in maintenance")
    ready: Day = Field(default=0, description="first day at disposal")
    activation_days: Days = Field(
        default=0,
        ge=0,
        description="days of activation (charter) before first use, after READY and its nation's yes",
    )
    until: Day | None = Field(default=None, description="last day at disposal; blank = stays")
    use_rate_h: HoursPerDay | None = Field(default=None, gt=0, le=24, description="flying hours a tail a day")
    quota_h: Hours | None = Field(
        default=None, ge=0, description="flying hours in the whole horizon; blank = none"
    )
    staged_crews: bool = Field(default=False, description="fresh crews wait en route: no crew rest at stops")
    two_ports: bool = Field(
        default=False, description="ships may load, or discharge, at two ports near each other on one voyage"
    )
    keur_hour: float = Field(default=0, ge=0, description="price of an hour under way, thousand euro")
    keur_mission: float = Field(default=0, ge=0, description="price of a mission besides its hours, thousand euro")
    refuels: bool = Field(
        default=False, description="tankers also refuel in the air the lift of the nations that they serve"
    )


class Permission(Row):
    """What a nation says (permissions.csv).

    forces: its ULNs may go. lift: its fleets may be used. bases: the flag in ``to`` may use its airfields and
    ports. transit: cargo of the forces of the nation in ``to`` may pass its airfields and ports. overflight: the
    flag in ``to`` may cross its airspace. The most specific row counts (one that names the place, then the flag,
    then the role, then none of them); between equals a no beats a yes; with no row in force the answer is no for
    forces, lift and bases, yes for transit, and the network's default for overflight.
    """

    nation: NationId = Field(description="nation that decides")
    thing: Literal["forces", "lift", "bases", "transit", "overflight"] = Field(description="what about")
    to: Names = Field(
        default=("*",),
        description="flags it speaks to by ;, * = all (bases, overflight; for transit the nations of the forces)",
    )
    place: Id | None = Field(default=None, description="only this node (bases, transit); blank = all of its nodes")
    roles: Names = Field(
        default=("*",), description="roles of movements that it speaks of by ;, * = all (not overflight)"
    )
    bars: Names = Field(
        default=(),
        description="nations by ; to whose places a yes does not reach (forces, lift): a caveat such as KOR",
    )
    answer: Literal["yes", "no"] = Field(description="yes or no")
    from_day: Day | None = Field(default=None, description="first day in force; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day in force; blank = to the end")
    delay_days: Days = Field(
        default=0, ge=0, description="days by which a yes counts later than it otherwise would"
    )
    note: str = Field(default="", description="why, with source")


class Solver(Row):
    """How long and how well to solve ([solver] of scenario.toml)."""

    gap: Share = Field(default=0.02, ge=0, description="stop at this relative gap")
    time_limit_s: float = Field(default=200, gt=0, description="stop after this many seconds")
    threads: Count = Field(default=2, ge=1, description="threads of the solver")
    seed: int = Field(default=0, ge=0, description="random seed of the solver")


class Rules(Row):
    """Planning rules of the scenario ([rules] of scenario.toml)."""

    air_allowance: Share = Field(
        default=0.05, ge=0, description="practice flies this much longer than the shortest legal path"
    )
    queue_efficiency: Share = Field(
        default=0.85,
        gt=0,
        le=1,
        description="share of slot-hours that can be used (AFPAM 10-1403 formula 9.0)",
    )
    use_window: Days = Field(default=14, ge=1, description="days over which the use rate is averaged")
    crew_duty_h: Hours = Field(default=16, gt=0, description="longest duty of a crew before it rests")
    crew_rest_h: Hours = Field(default=15, ge=0, description="hours on the ground for a crew's rest")
    exposure_budget: float | None = Field(
        default=None, ge=0, description="most mission-days under threat of all missions (threats.csv); blank = any"
    )
    stops_max: Count = Field(default=5, ge=0, description="most en-route stops on the way out")
    coarse_from: Day | None = Field(
        default=None,
        ge=0,
        description="first day from which missions are launched only every `coarse_days` days: a smaller model, "
        "and a bound that holds for these days alone; blank = every day",
    )
    coarse_days: Days = Field(default=2, ge=1, description="days from one launch day to the next then")


class Settings(Row):
    """scenario.toml."""

    title: str = Field(description="one line")
    question: str = Field(default="", description="the question that the plan answers")
    network: Id = Field(description="name of a folder in networks/")
    base: Id | None = Field(
        default=None, description="scenario beside it whose tables count where this folder has none; blank = none"
    )
    c_day: date = Field(description="date of C-day")
    horizon_days: Days = Field(gt=0, le=400, description="days planned, C-day first")
    banner: str = Field(
        default="UNCLASSIFIED - PUBLIC DATA", description="classification, printed above and below every page"
    )
    dtg: DateTimeGroup | None = Field(
        default=None,
        description="date-time group of the briefing, as 011200Z MAR 27; blank = only C-day is printed",
    )
    weights: Weights = Field(default_factory=Weights)
    solver: Solver = Field(default_factory=Solver)
    rules: Rules = Field(default_factory=Rules)
    politics: Politics = Field(default_factory=Politics)
    postures: Postures = Field(default_factory=Postures)
    goals: Goals = Field(default_factory=Goals)
