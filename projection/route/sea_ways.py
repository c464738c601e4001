"""Alternatives between ports: shut what the best way uses, solve again, and keep what a planner may need.

A closure is a set of passages as bits. The best way that avoids a closure also answers every larger closure
that it avoids, so few searches are needed (branching as in Lawler's method for the k best solutions).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from projection.route.sea_trees import Router, Trees

DEPTH = 3
"""Passages shut at once by the branching."""

MOST = 8
"""Alternatives kept for a pair, besides the answers to closures that were asked for."""

LONGEST = 1.7
"""From two passages shut, a way longer than this many times the shortest is not branched further."""


@dataclass(frozen=True)
class Way:
    """A way between two ports: length, passages as bits, and the closure whose search found it."""

    nm: float
    mask: int
    shut: int


@dataclass
class Answers:
    """Ways found for one pair, by the closure that each answers."""

    by_closure: dict[int, Way] = field(default_factory=dict)

    def known(self, shut: int) -> Way | None:
        """The best way under ``shut`` if a smaller closure's answer already avoids it."""
        for smaller, way in self.by_closure.items():
            if smaller & ~shut == 0 and way.mask & shut == 0:
                return way
        return None


NumberPair = tuple[int, int]


def find_ways(
    router: Router, pairs: Sequence[NumberPair], asked: Sequence[int] = (), depth: int = DEPTH
) -> tuple[dict[NumberPair, tuple[Way, ...]], dict[int, Trees]]:
    """Alternatives for each pair of port numbers, shortest first, and the trees they were found in.

    ``asked`` are closures whose best way is always among the alternatives.
    """
    answers = {pair: Answers() for pair in pairs}
    trees: dict[int, Trees] = {}
    frontier: dict[int, Iterable[NumberPair]] = {0: pairs}
    for level in range(depth + 1):
        following: dict[int, list[NumberPair]] = defaultdict(list)
        for shut in sorted(frontier):
            _answer(router, shut, frontier[shut], answers, trees)
            if level < depth:
                _branch(shut, frontier[shut], answers, following)
        frontier = {shut: sorted(set(found)) for shut, found in following.items()}
    for shut in sorted(set(asked)):
        _answer(router, shut, pairs, answers, trees)
    return {pair: _choose(answers[pair].by_closure, asked) for pair in pairs}, trees


def _answer(
    router: Router,
    shut: int,
    pairs: Iterable[NumberPair],
    answers: Mapping[NumberPair, Answers],
    trees: dict[int, Trees],
) -> None:
    """Put the best way under ``shut`` into the answers of every pair that has one."""
    open_pairs = []
    for pair in pairs:
        way = answers[pair].known(shut)
        if way is None:
            open_pairs.append(pair)
        else:
            answers[pair].by_closure[shut] = way
    if not open_pairs:
        return
    found = router.trees(shut, sorted({start for start, _ in open_pairs}))
    trees[shut] = found
    for start, end in open_pairs:
        row = found.row[start]
        nm = float(found.nm[row, end])
        if nm < float("inf"):
            answers[start, end].by_closure[shut] = Way(nm, int(found.masks[row, end]), shut)


def _branch(
    shut: int,
    pairs: Iterable[NumberPair],
    answers: Mapping[NumberPair, Answers],
    following: dict[int, list[NumberPair]],
) -> None:
    """Add to ``following`` each closure that also shuts one passage of the pair's best way."""
    for pair in pairs:
        way = answers[pair].by_closure.get(shut)
        far = way is not None and way.nm > LONGEST * answers[pair].by_closure[0].nm
        if way is None or (far and shut.bit_count() > 1):
            continue
        for bit in bits(way.mask):
            following[shut | bit].append(pair)


def _choose(by_closure: Mapping[int, Way], asked: Sequence[int]) -> tuple[Way, ...]:
    """Ways to keep: the answers to single closures, then those that answer most of the larger ones."""
    kept: dict[int, Way] = {}
    for shut in sorted(by_closure, key=lambda shut: (shut.bit_count(), shut)):
        if shut.bit_count() <= 1:
            kept.setdefault(by_closure[shut].mask, by_closure[shut])
    for size in range(2, DEPTH + 1):
        left = [shut for shut in by_closure if shut.bit_count() == size and not _avoided(kept, shut)]
        while left and len(kept) < MOST:
            best = min(
                (by_closure[shut] for shut in left),
                key=lambda way: (-sum(way.mask & shut == 0 for shut in left), way.nm, way.mask),
            )
            kept[best.mask] = best
            left = [shut for shut in left if best.mask & shut]
    for shut in asked:
        if shut in by_closure:
            kept.setdefault(by_closure[shut].mask, by_closure[shut])
    return undominated(kept.values())


def undominated(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Ways without those that another matches: no longer, and through no passage of its own. Shortest first."""
    out: list[Way] = []
    for way in sorted(ways, key=lambda way: (way.nm, way.mask.bit_count(), way.mask)):
        if not any(other.mask & ~way.mask == 0 for other in out):
            out.append(way)
    return tuple(out)


def bits(mask: int) -> list[int]:
    """Single bits of a mask, lowest first."""
    return [1 << k for k in range(mask.bit_length()) if mask >> k & 1]


def _avoided(kept: Mapping[int, Way], shut: int) -> bool:
    return any(mask & shut == 0 for mask in kept)
