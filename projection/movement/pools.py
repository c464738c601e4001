"""What loads and moves go on: pools of missions that are one to a load, ways over land, links in one direction."""

from dataclasses import dataclass
from typing import Literal

from projection.movement.access import Sender
from projection.movement.options import Use

READY = ">"
"""Ends the name of a node where it means the stock of what changed over there and may leave again."""


@dataclass(frozen=True)
class Pool:
    """Options that are one to a load: same mode, ends, days under way, nations served, and senders carried for.

    Those of a ``uln`` that moves itself are its own.

    Exact, since nested capacities add up; ships are pooled by type, as weight and deck do not nest. ULNs whose
    orders forbid the lift or way are ``barred``, and what bars others is another pool. Missions that load or
    discharge at two ports make two pools that have the room of one: ``shared`` names it. At the second port, and
    on the way ``back``, loading is ``start`` days after launch; loads are named by the day of launch all the
    same.
    """

    id: str
    mode: Literal["air", "sea"]
    poe: str
    pod: str
    landed: int
    serves: tuple[str, ...]
    options: tuple[str, ...]
    quay: tuple[Use, ...]
    carries: tuple[Sender, ...] | None = None
    barred: tuple[str, ...] = ()
    shared: str = ""
    start: int = 0
    back: bool = False
    uln: str = ""

    @property
    def room(self) -> str:
        """Name under which its loads take room: its own, or that of the pools that share its missions."""
        return self.shared or self.id


@dataclass(frozen=True)
class Way:
    """How a ULN's group gets over land between its origin or destination and a port.

    here: the port is the place. delay: the quickest link can carry all that could ever use it, so it only takes
    ``days``. stock: links are shared and limited, so stocks and moves are decided. staged: the port is a staging
    point, where a mission ends or another begins.
    """

    kind: Literal["here", "delay", "stock", "staged"]
    days: int
    links: tuple[str, ...]


@dataclass(frozen=True)
class DirectedLink:
    """A land link in one direction; ``days`` that a move touches; both directions share the link's capacity.

    Or a staging point, from where cargo lands to the stock of what may leave again.
    """

    id: str
    link: str
    start: str
    end: str
    days: int
    heavy: bool

    @property
    def staging(self) -> bool:
        """Whether it is a staging point."""
        return self.end.endswith(READY)
