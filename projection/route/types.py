"""What routing hands on: sea legs, air legs, and the table of both."""

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]
Path = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class SeaLeg:
    """One way by sea between two ports.

    ``nm`` nautical miles; ``transits`` the passages in order with the distance from ``start`` at which each is
    reached (nm); ``path`` points (lon, lat) in degrees with lon running on past 180 rather than jumping;
    ``hours`` only for a typed leg that gives its time instead of its distance.
    """

    start: str
    end: str
    nm: float
    transits: tuple[tuple[str, float], ...]
    path: Path
    hours: float | None = None
    typed: bool = False


@dataclass(frozen=True)
class AirLeg:
    """The shortest legal way by air between two airfields, without the planning allowance for practice.

    ``nm`` nautical miles; ``nations`` the states overflown, sorted, without those of the two ends; ``path``
    points (lon, lat) in degrees with lon running on past 180 rather than jumping.
    """

    start: str
    end: str
    nm: float
    nations: tuple[str, ...]
    path: Path
    hours: float | None = None
    typed: bool = False


@dataclass(frozen=True)
class AirWindow:
    """Days (both included) on which the same airspace is shut to a flag; ``closed`` is sorted."""

    first: int
    last: int
    closed: tuple[str, ...]


@dataclass(frozen=True)
class Legs:
    """Every leg of a network under a scenario.

    ``sea``: alternatives by (start, end), shortest first, dominated ones dropped; whether a passage is open
    on the day a ship gets there is for `expand` to ask. ``air``: legs by (start, end) for each set of closed
    airspace; ``windows``: for each flag the days on which each set holds, covering the horizon.
    """

    sea: Mapping[Pair, tuple[SeaLeg, ...]]
    air: Mapping[tuple[str, ...], Mapping[Pair, AirLeg]]
    windows: Mapping[str, tuple[AirWindow, ...]]

    def closed_on(self, flag: str, day: int) -> tuple[str, ...]:
        """Nations whose airspace is shut to ``flag`` on ``day``; days past the horizon count as its last."""
        windows = self.windows[flag]
        for window in windows:
            if window.first <= day <= window.last:
                return window.closed
        return windows[-1].closed if day > windows[-1].last else windows[0].closed
