"""Alternatives between ports: shut what the best way uses, solve again, and keep what a planner may need.

A closure is a set of passages as bits. The best way that avoids a closure also answers every larger closure
that it avoids, so few searches are needed (branching as in Lawler's method for the k best solutions).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from projection.route.sea_router import NumberPair, Router, Way

DEPTH = 3
"""Passages shut at once by the branching."""

MOST = 8
"""Alternatives kept for a pair, besides the answers to single closures and to those that were asked for."""

LONGEST = 1.7
"""From two passages shut, a way longer than this many times the shortest is not branched further."""

Answers = dict[int, Way]
"""The best way of one pair by the closure that it answers."""


def find_ways(
    router: Router, pairs: Sequence[NumberPair], asked: Sequence[int] = (), depth: int = DEPTH
) -> dict[NumberPair, Answers]:
    """The best ways of each pair of ports under closures of up to ``depth`` passages.

    For any closure of that size the shortest of the ways that avoid it is the best that there is, unless it is
    much longer than the best of all. ``asked`` are further closures that are answered.
    """
    answers: dict[NumberPair, Answers] = {pair: {} for pair in pairs}
    frontier: dict[int, Iterable[NumberPair]] = {0: pairs}
    for level in range(depth + 1):
        following: dict[int, list[NumberPair]] = defaultdict(list)
        for shut in sorted(frontier):
            for pair in _answer(router, shut, frontier[shut], answers):
                for closure in _branches(shut, answers[pair]) if level < depth else ():
                    following[closure].append(pair)
        frontier = {shut: sorted(set(found)) for shut, found in following.items()}
    for shut in sorted(set(asked)):
        _answer(router, shut, pairs, answers)
    return answers


def choose(answers: Mapping[int, Way], asked: Sequence[int] = ()) -> tuple[Way, ...]:
    """Alternatives to keep, shortest first.

    The best way, the best without each passage that it uses, then those that avoid most of the larger closures
    that nothing kept avoids; dominated ones are dropped.
    """
    kept = {way.mask: way for shut, way in sorted(answers.items(), reverse=True) if shut.bit_count() <= 1}
    left = [shut for shut in sorted(answers) if not _avoided(kept, shut)]
    for size in range(2, DEPTH + 1):
        these = [shut for shut in left if shut.bit_count() == size and not _avoided(kept, shut)]
        while these and len(kept) < MOST:
            best = min(
                (answers[shut] for shut in these),
                key=lambda way: (-sum(way.mask & shut == 0 for shut in these), way.nm, way.mask),
            )
            kept[best.mask] = best
            these = [shut for shut in these if best.mask & shut]
    kept.update((answers[shut].mask, answers[shut]) for shut in sorted(asked) if shut in answers)
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


def _answer(
    router: Router, shut: int, pairs: Iterable[NumberPair], answers: Mapping[NumberPair, Answers]
) -> list[NumberPair]:
    """Answer ``shut`` for every pair; the pairs for which that took a search and found a way."""
    unknown = []
    for pair in pairs:
        known = _known(answers[pair], shut)
        if known is None:
            unknown.append(pair)
        else:
            answers[pair][shut] = known
    found = router.ways(shut, unknown)
    for pair, way in found.items():
        answers[pair][shut] = way
    return list(found)


def _known(answers: Answers, shut: int) -> Way | None:
    """The best way under ``shut`` if a smaller closure's answer already avoids it."""
    for smaller, way in answers.items():
        if not (smaller & ~shut or way.mask & shut):
            return way
    return None


def _branches(shut: int, answers: Answers) -> list[int]:
    """Closures that also shut one passage of the best way under ``shut``."""
    way = answers[shut]
    if shut.bit_count() > 1 and way.nm > LONGEST * answers[0].nm:
        return []
    return [shut | bit for bit in bits(way.mask)]


def _avoided(kept: Mapping[int, Way], shut: int) -> bool:
    return any(mask & shut == 0 for mask in kept)
