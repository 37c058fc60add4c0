"""The visits that go on, in memory alone, each under a name that nobody can guess and for a limited time."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

MOST_SESSIONS = 100
IDLE_SECONDS = 3600.0

State = TypeVar("State")


class TooMany(Exception):  # noqa: N818 - nothing is wrong, it is only full
    """As many sessions as are allowed go on already."""


@dataclass
class Session(Generic[State]):
    """A visit, and when it was last seen. Whoever changes it holds its lock."""

    state: State
    seen: float
    lock: Lock = field(default_factory=Lock)


class Sessions(Generic[State]):
    """Sessions by their names. Safe between threads."""

    def __init__(self, clock: Callable[[], float], most: int = MOST_SESSIONS, idle: float = IDLE_SECONDS) -> None:
        """Take the time from a clock in seconds; a session that was not seen for `idle` seconds is dropped."""
        self._clock, self._most, self._idle = clock, most, idle
        self._sessions: dict[str, Session[State]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._sessions)

    def begin(self, state: State, unused: Callable[[State], bool] = lambda _: False) -> str:
        """Begin a session and give its name; for want of room, those that are `unused` go. Raises TooMany."""
        self.forget_idle()
        with self._lock:
            if len(self._sessions) >= self._most:
                self._sessions = {name: kept for name, kept in self._sessions.items() if not unused(kept.state)}
            if len(self._sessions) >= self._most:
                raise TooMany
            name = secrets.token_urlsafe(18)
            self._sessions[name] = Session(state, self._clock())
        return name

    def find(self, name: str) -> Session[State] | None:
        """Give a session that still goes on, and note that it was seen."""
        self.forget_idle()
        with self._lock:
            session = self._sessions.get(name)
            if session is not None:
                session.seen = self._clock()
            return session

    def drop(self, name: str) -> None:
        """Forget a session."""
        with self._lock:
            self._sessions.pop(name, None)

    def drop_all(self) -> None:
        """Forget all sessions."""
        with self._lock:
            self._sessions.clear()

    def forget_idle(self) -> None:
        """Forget the sessions that were not seen for too long."""
        earliest = self._clock() - self._idle
        with self._lock:
            for name in [name for name, session in self._sessions.items() if session.seen < earliest]:
                del self._sessions[name]
