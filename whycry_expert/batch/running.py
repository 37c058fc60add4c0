"""Concludes from one piece after the other, in this process or in several, always in order."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.piece import Piece, PieceResult
from whycry_expert.knowledge.model import Knowledge

_AHEAD: Final = 3
"""Pieces that wait for each process, so that none is idle and no more is held."""


def outcomes_of(
    pieces: Iterable[Piece], knowledge: Knowledge, *, trace: bool = False, jobs: int = 1
) -> Iterator[tuple[Piece, PieceResult]]:
    """Conclude from pieces in order, with so many processes."""
    if jobs == 1:
        for piece in pieces:
            yield piece, conclude(piece, knowledge, trace=trace)
        return
    # a process that is begun anew has no threads, locks or open files of this one
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (knowledge, trace))
    try:
        waiting: deque[tuple[Piece, Future[PieceResult]]] = deque()
        for piece in pieces:
            waiting.append((piece, pool.submit(_conclude, piece)))
            if len(waiting) >= jobs * _AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _next(waiting: "deque[tuple[Piece, Future[PieceResult]]]") -> tuple[Piece, PieceResult]:
    piece, outcome = waiting.popleft()
    return piece, outcome.result()


_prepared: list[tuple[Knowledge, bool]] = []


def _prepare(knowledge: Knowledge, trace: bool) -> None:  # noqa: FBT001 - a process is given its arguments in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _prepared[:] = [(knowledge, trace)]


def _conclude(piece: Piece) -> PieceResult:
    knowledge, trace = _prepared[0]
    return conclude(piece, knowledge, trace=trace)
