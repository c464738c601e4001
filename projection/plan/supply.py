"""What came of each account of supply: day by day, over all days, and what it costs."""

from collections.abc import Iterable, Mapping, Sequence

from projection.movement.accounts import Account
from projection.movement.instance import Instance
from projection.plan.rows import Arrival, Coverage, Supply
from projection.solve.solution import Solution

NOISE = 1e-3
"""Stons that a solver's arithmetic may leave of a day's account."""


def supply(instance: Instance, solution: Solution, arrived: Iterable[Arrival]) -> list[Supply]:
    """Rows of supply.csv: what the solution uses and lacks, stocks counted from what arrived."""
    stons: dict[str, dict[int, float]] = {}
    share: dict[str, dict[int, float]] = {}
    rows = [row for row in arrived if row.role == "dest"]
    for account in instance.accounts.values():
        for row in rows:
            if row.uln in account.feeders and row.cargo != "pax":
                _add(stons, account.id, row.day, row.amount)
            if row.uln in account.units:
                _add(share, account.id, row.day, row.amount * account.share(row.cargo))
    return [
        line
        for account in instance.accounts.values()
        for line in _lines(account, solution, stons.get(account.id, {}), share.get(account.id, {}))
    ]


def _add(found: dict[str, dict[int, float]], name: str, day: int, amount: float) -> None:
    by_day = found.setdefault(name, {})
    by_day[day] = by_day.get(day, 0.0) + amount


def _lines(
    account: Account, solution: Solution, stons: Mapping[int, float], share: Mapping[int, float]
) -> Iterable[Supply]:
    kept, before = account.start, -1
    for day, rate in account.use.items():
        arrived = sum(amount for when, amount in stons.items() if before <= when < day)
        there = sum(amount for when, amount in share.items() if when < day) if account.units else 1.0
        solved = [solution.values.get(name, {}).get((account.id, day), 0.0) for name in ("used", "lack")]
        used, lacking = _settled(solved[0], solved[1], rate * there, kept + arrived)
        kept, before = kept + arrived - used, day
        floor = account.floor_days[day] * (used + lacking)
        yield Supply(
            account=account.id,
            place=account.place,
            item=account.item,
            day=day,
            arrived=arrived,
            used=used,
            lacking=lacking,
            kept=kept,
            floor=floor,
            below=max(0.0, floor - kept),
        )


def _settled(used: float, lacking: float, need: float, there: float) -> tuple[float, float]:
    """What is used and lacks, without the dust that a solver leaves."""
    if abs(used + lacking - need) <= NOISE:
        lacking = 0.0 if lacking <= NOISE else min(lacking, need)
        used = need - lacking
    over = used - there
    return (there, lacking + over) if 0 < over <= NOISE else (used, lacking)


def coverage(instance: Instance, rows: Sequence[Supply]) -> list[Coverage]:
    """Rows of coverage.csv."""
    lacking: dict[str, float] = {}
    for row in rows:
        lacking[row.account] = lacking.get(row.account, 0.0) + row.lacking
    found = []
    for account in instance.accounts.values():
        own = [row for row in rows if row.account == account.id]
        group = [other for other in instance.accounts.values() if other.fair and other.fair == account.fair]
        worst = max((_share(other, lacking) for other in group), default=0.0)
        found.append(
            Coverage(
                account=account.id,
                place=account.place,
                item=account.item,
                need=account.need,
                used=sum(row.used for row in own),
                lacking=sum(row.lacking for row in own),
                below=sum(row.below for row in own),
                covered=1.0 - _share(account, lacking),
                fair=account.fair,
                worst=worst,
            )
        )
    return found


def _share(account: Account, lacking: Mapping[str, float]) -> float:
    """Share of its need that an account lacks."""
    return lacking.get(account.id, 0.0) / account.need if account.need else 0.0


def supply_terms(instance: Instance, rows: Iterable[Supply], covered: Iterable[Coverage]) -> dict[str, float]:
    """What lacks, is below its floor and is unfair, in weighted ston-days."""
    parts = dict.fromkeys(("lacking", "below", "unfair"), 0.0)
    for row in rows:
        weight = instance.accounts[row.account].weight[row.day]
        parts["lacking"] += instance.lack_price(row.account, row.day) * row.lacking
        parts["below"] += weight * instance.weights.below_days * row.below
    worst = {row.fair: row.worst for row in covered if row.fair}
    parts["unfair"] = sum(price * worst[name] for name, price in instance.fair_prices().items())
    return parts
