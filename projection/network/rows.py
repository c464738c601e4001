"""Row types of a network folder: one class per table, one field per column.

APOE, SPOE, APOD and SPOD are roles that a movement gives to a place, not kinds of place.
"""

from typing import Literal

from pydantic import Field

from projection.rows import Id, NationId, Row, Sourced
from projection.units import (
    Barrels,
    Count,
    Degrees,
    Feet,
    Hours,
    HoursPerDay,
    Kilometres,
    Knots,
    Metres,
    NauticalMiles,
    Pax,
    PaxPerDay,
    Share,
    Slots,
    SquareFeet,
    Stons,
    StonsPerDay,
    StonsPerHour,
    Teu,
)

Berth = Literal["roro", "container", "tanker"]


class Nation(Sourced):
    """A state, or a multinational pool that flies its own flag in plans (nations.csv)."""

    id: NationId = Field(description="ISO 3166-1 alpha-3; pools use a free code such as SAC")
    name: str = Field(description="name as printed")
    kind: Literal["state", "pool"] = Field(default="state", description="state, or pool of several")
    airspace: Literal["open", "closed"] = Field(
        default="open", description="overflight when the scenario says nothing; closed for RUS, PRK, CHN ..."
    )


class NetworkSettings(Row):
    """What counts for the whole network (network.toml)."""

    name: str = Field(default="", description="name, for people; the folder's name is its id")
    description: str = Field(default="", description="what it is for")
    geography: bool = Field(
        default=True, description="false: the legs of legs.csv are all that there are, and nothing is computed"
    )
    period_h: Hours = Field(default=24, gt=0, description="hours of a period of legs.csv")


class Place(Sourced):
    """What every node has."""

    id: Id = Field(description="ICAO code, UN/LOCODE without blank, or a free name for a site")
    name: str = Field(description="name as printed")
    nation: NationId = Field(description="nation whose permission counts here")
    lat: Degrees = Field(default=0, ge=-90, le=90, description="latitude, WGS 84; needed for geography")
    lon: Degrees = Field(default=0, ge=-180, le=180, description="longitude, WGS 84; needed for geography")


class Airfield(Place):
    """An airfield (airfields.csv)."""

    runway_ft: Feet = Field(gt=0, description="longest runway")
    paved: bool = Field(default=True, description="paved runway")
    mog_working: Slots = Field(ge=0, description="aircraft worked at once (working MOG)")
    mog_parking: Slots = Field(ge=0, description="aircraft parked at once (parking MOG)")
    open_h: HoursPerDay = Field(default=24, gt=0, le=24, description="hours of operation")
    fuel_stons_day: StonsPerDay = Field(ge=0, description="fuel that can be issued")
    taken: Share = Field(default=0, ge=0, le=1, description="share of slots, parking and fuel used by others")
    enroute: bool = Field(default=False, description="may serve as an en-route stop of a mission")
    storage_stons: Stons | None = Field(
        default=None, ge=0, description="cargo that can be kept overnight; blank = no limit"
    )


class Seaport(Place):
    """A seaport (seaports.csv)."""

    draft_m: Metres = Field(gt=0, description="deepest ship that can come alongside")
    beam_m: Metres | None = Field(default=None, gt=0, description="widest ship; blank = no limit known")
    loa_m: Metres | None = Field(default=None, gt=0, description="longest ship; blank = no limit known")
    berths_roro: Count = Field(default=0, ge=0, description="ro-ro berths")
    berths_container: Count = Field(default=0, ge=0, description="container berths")
    berths_tanker: Count = Field(default=0, ge=0, description="tanker berths")
    stons_day: StonsPerDay = Field(ge=0, description="military cargo handled over the quay")
    taken: Share = Field(default=0, ge=0, le=1, description="share of berths and handling used by others")
    storage_stons: Stons | None = Field(
        default=None, ge=0, description="cargo that can be kept overnight; blank = no limit"
    )


class Site(Place):
    """An inland place: a garrison, a depot, a destination (sites.csv)."""


class Passage(Sourced):
    """A canal or strait that can be named, limited and closed (passages.csv).

    The box is what a path has to cross to count as using the passage. Passages with the same box are locks side
    by side: a ship takes the first of them, by id, that fits and is open.
    """

    id: Id = Field(description="name used in closures and on the command line, such as suez")
    name: str = Field(description="name as printed")
    west: Degrees = Field(description="box, western longitude (may exceed east when it spans 180)")
    south: Degrees = Field(ge=-90, le=90, description="box, southern latitude")
    east: Degrees = Field(description="box, eastern longitude")
    north: Degrees = Field(ge=-90, le=90, description="box, northern latitude")
    draft_m: Metres | None = Field(default=None, gt=0, description="deepest ship; blank = no limit")
    beam_m: Metres | None = Field(default=None, gt=0, description="widest ship; blank = no limit")
    loa_m: Metres | None = Field(default=None, gt=0, description="longest ship; blank = no limit")
    wait_h: Hours = Field(default=0, ge=0, description="planned wait before entering")
    transit_h: Hours = Field(default=0, ge=0, description="hours inside beyond sailing at speed")
    ships_day: Count | None = Field(default=None, ge=0, description="ships a day left for us; blank = no limit")
    open: bool = Field(default=True, description="open when the scenario says nothing; the Arctic is not")

    @property
    def span(self) -> float:
        """Degrees of longitude from west to east; 360 for a box round a pole."""
        return 360.0 if self.east - self.west == 360 else (self.east - self.west) % 360


class LandLink(Sourced):
    """A road or railway between two nodes, usable both ways (land_links.csv)."""

    id: Id = Field(description="unique name of the link")
    from_node: Id = Field(description="one end")
    to_node: Id = Field(description="other end")
    mode: Literal["rail", "road"] = Field(description="rail or road")
    km: Kilometres = Field(ge=0, description="length")
    hours: Hours = Field(gt=0, description="end to end, with loading and unloading")
    stons_day: StonsPerDay = Field(ge=0, description="cargo a day left for this operation")
    pax_day: PaxPerDay = Field(ge=0, description="people a day left for this operation")
    heavy: bool = Field(default=False, description="takes outsize and tracked vehicles (rail, tank transporters)")


class Leg(Sourced):
    """A sea or air leg typed in; it takes precedence over computed geography (legs.csv).

    Give ``nm``, or ``hours`` or ``periods`` for a leg whose time does not follow from distance.
    """

    from_node: Id = Field(description="one end")
    to_node: Id = Field(description="other end")
    mode: Literal["air", "sea"] = Field(description="air or sea")
    nm: NauticalMiles | None = Field(default=None, gt=0, description="distance")
    hours: Hours | None = Field(default=None, gt=0, description="time under way, whatever the lift's speed")
    periods: float | None = Field(
        default=None, gt=0, description="the same in periods of PERIOD_H hours of network.toml"
    )
    missions_day: Count | None = Field(
        default=None, ge=0, description="missions that may start it in a day, each way; blank = no limit"
    )
    missions_period: Count | None = Field(
        default=None, ge=0, description="the same in a period of PERIOD_H hours of network.toml"
    )
    both_ways: bool = Field(default=True, description="false when it runs from from_node only")


class Aircraft(Sourced):
    """A type of aircraft (aircraft.csv); its payload by distance stands in payload_range.csv.

    Capacities nest: outsize <= oversize <= bulk. An aircraft that cannot take outsize has 0 there.
    """

    id: Id = Field(description="name of the type, such as C-17")
    name: str = Field(description="name as printed")
    block_kt: Knots = Field(gt=0, description="block speed on long legs")
    payload_stons: Stons = Field(ge=0, description="planning payload, all cargo together")
    over_stons: Stons = Field(default=0, ge=0, description="of it oversize and outsize together")
    out_stons: Stons = Field(default=0, ge=0, description="of it outsize")
    pax: Pax = Field(default=0, ge=0, description="seats besides the planning payload")
    litters: Count = Field(
        default=0, ge=0, description="litters for wounded besides the planning payload; 0 = takes none"
    )
    litter_seats: float = Field(
        default=0, ge=0, description="seats of PAX that each litter in use takes the place of"
    )
    ferry_nm: NauticalMiles = Field(gt=0, description="range without payload")
    runway_ft: Feet = Field(gt=0, description="shortest runway")
    paved_only: bool = Field(default=True, description="needs a paved runway")
    slot: Slots = Field(gt=0, description="spots that it occupies, C-17 = 1")
    onload_h: Hours = Field(ge=0, description="ground time to load")
    enroute_h: Hours = Field(ge=0, description="ground time at an en-route stop")
    offload_h: Hours = Field(ge=0, description="ground time to unload")
    use_rate_h: HoursPerDay = Field(gt=0, le=24, description="flying hours a tail a day, sustained")
    fuel_stons_h: StonsPerHour = Field(ge=0, description="fuel burnt")
    offload_fuel_stons: Stons = Field(
        default=0, ge=0, description="fuel a tanker can give at 1,000 nm; 0 = no tanker"
    )
    receives_fuel: bool = Field(
        default=False, description="can take fuel in the air from any tanker (probe or receptacle is not asked)"
    )


class PayloadRange(Sourced):
    """A published point of an aircraft's payload by leg length (payload_range.csv)."""

    lift: Id = Field(description="aircraft type")
    nm: NauticalMiles = Field(ge=0, description="longest leg")
    stons: Stons = Field(ge=0, description="payload over that leg")


class Ship(Sourced):
    """A type of ship (ships.csv)."""

    id: Id = Field(description="name of the class")
    name: str = Field(description="name as printed")
    speed_kt: Knots = Field(gt=0, description="service speed")
    draft_m: Metres = Field(gt=0, description="loaded draft")
    beam_m: Metres = Field(gt=0, description="beam")
    loa_m: Metres = Field(gt=0, description="length over all")
    berth: Berth = Field(description="kind of berth it needs")
    payload_stons: Stons = Field(ge=0, description="weight of cargo")
    deck_sqft: SquareFeet = Field(default=0, ge=0, description="usable ro-ro deck after stow factor")
    teu: Teu = Field(default=0, ge=0, description="containers")
    fuel_bbl: Barrels = Field(default=0, ge=0, description="fuel in bulk")
    pax: Pax = Field(default=0, ge=0, description="passengers")
    load_h: Hours = Field(gt=0, description="alongside to load")
    unload_h: Hours = Field(gt=0, description="alongside to unload")


LiftType = Aircraft | Ship
