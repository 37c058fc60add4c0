"""Sessions live in memory, for a time, and as many as are allowed."""

import pytest

from whycry_expert.serving.sessions import Sessions, TooMany


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_session_is_found_by_its_name_alone():
    sessions = Sessions(Clock())
    name = sessions.begin("mine")
    assert sessions.find(name).state == "mine"
    assert sessions.find(name[:-1]) is None
    sessions.drop(name)
    assert sessions.find(name) is None


def test_being_seen_keeps_a_session_and_being_idle_ends_it():
    clock = Clock()
    sessions = Sessions(clock, idle=10)
    seen, idle = sessions.begin("seen"), sessions.begin("idle")
    clock.now = 9
    assert sessions.find(seen)
    clock.now = 12
    sessions.forget_idle()
    assert sessions.find(seen)
    assert sessions.find(idle) is None


def test_there_is_room_again_when_one_leaves():
    sessions = Sessions(Clock(), most=1)
    name = sessions.begin("first")
    with pytest.raises(TooMany):
        sessions.begin("second")
    sessions.drop(name)
    sessions.begin("second")
    sessions.drop_all()
    assert len(sessions) == 0
