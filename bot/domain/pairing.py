"""Who has coffee with whom: as many pairs as there can be, of people who have not met where that can be.

A largest matching by Edmonds' blossoms: https://en.wikipedia.org/wiki/Blossom_algorithm. The pairs that are allowed
come in tiers: those who never met, then those who met longest ago. Each tier only adds pairs to what the tiers before
it gave, so somebody meets again only where fewer would meet otherwise. The same people in the same order give the same.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NOBODY = -1

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Round:
    """Groups of two, at most one of them of three for each who was left over; and who is left alone after all."""

    groups: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]


def paired(
    people: Sequence[str], forbidden: Collection[Pair], met: Mapping[Pair, str], first: Collection[str] = ()
) -> Round:
    """Pair people. `met` is when two met last, as something that sorts; who is `first` is left over only last."""
    order = [*(one for one in people if one in first), *(one for one in people if one not in first)]
    graph = _Graph(order, len(set(first) & set(people)))
    tiers = ["", *sorted(set(met.values()))]
    for tier in tiers:
        for at, one in enumerate(order):
            for to in range(at + 1, len(order)):
                pair = frozenset((one, order[to]))
                if pair not in forbidden and met.get(pair, "") == tier:
                    graph.join(at, to)
        graph.fill()
    graph.prefer()
    pairs = [(order[at], order[to]) for at, to in enumerate(graph.mate) if at < to]
    left = [one for at, one in enumerate(order) if graph.mate[at] == NOBODY]
    return _with_threes(pairs, left, forbidden, met)


def _with_threes(
    pairs: list[tuple[str, str]], left: list[str], forbidden: Collection[Pair], met: Mapping[Pair, str]
) -> Round:
    """Those who are left over join a pair, where neither of the two is forbidden to them."""
    groups: list[tuple[str, ...]] = list(pairs)
    alone = []
    for one in left:
        fits = [
            (tuple(sorted(met.get(frozenset((one, other)), "") for other in pair)), at)
            for at, pair in enumerate(groups)
            if len(pair) == 2 and not any(frozenset((one, other)) in forbidden for other in pair)  # noqa: PLR2004
        ]
        if fits:
            _, at = min(fits, key=lambda fit: (fit[0][::-1], fit[1]))
            groups[at] = (*groups[at], one)
        else:
            alone.append(one)
    return Round(tuple(groups), tuple(alone))


class _Graph:
    """Who may meet whom, by number, and who does."""

    def __init__(self, people: Sequence[str], first: int) -> None:
        self.mate = [NOBODY] * len(people)
        self._near: list[list[int]] = [[] for _ in people]
        self._first = first

    def join(self, one: int, other: int) -> None:
        """Allow a pair."""
        self._near[one].append(other)
        self._near[other].append(one)

    def fill(self) -> None:
        """Pair as many more as there can be; who has a pair keeps one."""
        for one, near in enumerate(self._near):
            if self.mate[one] == NOBODY:
                other = next((other for other in near if self.mate[other] == NOBODY), NOBODY)
                if other != NOBODY:
                    self.mate[one], self.mate[other] = other, one
        for one, mate in enumerate(self.mate):
            if mate == NOBODY:
                search = _Search(self.mate, self._near, one)
                search.extend(search.run())

    def prefer(self) -> None:
        """Who is to come first and has nobody takes the place of somebody who is not, where that can be."""
        for one in range(self._first):
            if self.mate[one] == NOBODY:
                search = _Search(self.mate, self._near, one)
                search.run()
                later = [other for other in search.outer if other >= self._first]
                if later:
                    search.swap(max(later))


@dataclass(slots=True)
class _Search:
    """A search from somebody without a pair, over paths on which every second step is a pair."""

    mate: list[int]
    near: list[list[int]]
    root: int
    outer: list[int] = field(default_factory=list)
    parent: list[int] = field(init=False)
    base: list[int] = field(init=False)
    seen: list[bool] = field(init=False)

    def run(self) -> int:
        """Somebody else without a pair at the end of such a path; NOBODY if there is none."""
        size = len(self.mate)
        self.parent, self.base, self.seen = [NOBODY] * size, list(range(size)), [False] * size
        queue = deque([self.root])
        self._visit(self.root, deque())
        while queue:
            at = queue.popleft()
            for to in self.near[at]:
                if self.base[at] == self.base[to] or self.mate[at] == to:
                    continue
                if to == self.root or (self.mate[to] != NOBODY and self.parent[self.mate[to]] != NOBODY):
                    self._contract(at, to, queue)
                elif self.parent[to] == NOBODY:
                    self.parent[to] = at
                    if self.mate[to] == NOBODY:
                        return to
                    self._visit(self.mate[to], queue)
        return NOBODY

    def extend(self, end: int) -> None:
        """Turn the path that ends here around, so that both its ends have a pair."""
        while end != NOBODY:
            before = self.parent[end]
            after = self.mate[before]
            self.mate[end], self.mate[before] = before, end
            end = after

    def swap(self, end: int) -> None:
        """Turn the path to somebody with a pair around: the root has one now, and they have none."""
        step, self.mate[end] = self.mate[end], NOBODY
        self.extend(step)

    def _visit(self, at: int, queue: deque[int]) -> None:
        self.seen[at] = True
        self.outer.append(at)
        queue.append(at)

    def _contract(self, one: int, other: int, queue: deque[int]) -> None:
        """A ring of an odd number of people counts as one of them: anybody in it may be the one without a pair."""
        base = self._meeting(one, other)
        ring: set[int] = set()
        self._mark(one, base, other, ring)
        self._mark(other, base, one, ring)
        for at in range(len(self.base)):
            if self.base[at] in ring:
                self.base[at] = base
                if not self.seen[at]:
                    self._visit(at, queue)

    def _meeting(self, one: int, other: int) -> int:
        above: set[int] = set()
        while True:
            one = self.base[one]
            above.add(one)
            if self.mate[one] == NOBODY:
                break
            one = self.parent[self.mate[one]]
        while True:
            other = self.base[other]
            if other in above:
                return other
            other = self.parent[self.mate[other]]

    def _mark(self, at: int, base: int, child: int, ring: set[int]) -> None:
        while self.base[at] != base:
            ring |= {self.base[at], self.base[self.mate[at]]}
            self.parent[at] = child
            child = self.mate[at]
            at = self.parent[child]
