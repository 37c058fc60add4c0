"""The visit of one person: an interview, and the pages that were seen, each at a number that stays its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from whycry_expert.interview.session import Interview
from whycry_expert.page.form import Form, Mistake
from whycry_expert.page.views import Starting, View
from whycry_expert.situation.model import Situation

MOST_STOPS = 400
"""Of a longer visit the first pages are forgotten; the answers are not."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page that was seen: what it is about, how its form stands if it was not taken, and what was wrong with it."""

    view: View
    draft: Form | None = None
    mistake: Mistake | None = None


@dataclass(frozen=True)
class Visit:
    """Everything about one visit. `start` is the situation that was opened, if one was, and `text` its file."""

    interview: Interview
    start: Situation = field(default_factory=Situation)
    text: str = ""
    stops: Mapping[int, Stop] = field(default_factory=lambda: {1: Stop(Starting())})

    @property
    def latest(self) -> int:
        """The number of the page that was reached last."""
        return max(self.stops)

    @property
    def situation(self) -> Situation:
        """The situation as it is known now, with title, story and notes of the one that was opened."""
        return self.start.going_on_with(self.interview.situation)

    def at(self, number: int, stop: Stop) -> "Visit":
        """Give the visit with a page as it stands now."""
        return replace(self, stops={**self.stops, number: stop})

    def reached(self, view: View, interview: Interview | None = None) -> "Visit":
        """Give the visit with one more page, and with an interview that has gone on. What was before is not kept."""
        stops = {**self.stops, self.latest + 1: Stop(view)}
        if len(stops) > MOST_STOPS:
            del stops[min(stops)]
        went_on = self.interview if interview is None else replace(interview, previous=None)
        return replace(self, interview=went_on, stops=stops)
