from hypothesis import given
from hypothesis import strategies as st

from trusttui.tui.history import History


def test_empty_history_goes_nowhere() -> None:
    history: History[str] = History()
    assert (history.current, history.back(), history.forward()) == (None, None, None)


def test_visiting_drops_what_lay_ahead() -> None:
    history: History[str] = History()
    for place in ("a", "b", "c"):
        history.visit(place)
    assert history.back() == "b"
    history.visit("d")
    assert history.forward() is None
    assert history.back() == "b"
    assert history.forward() == "d"


def test_visiting_the_current_place_changes_nothing() -> None:
    history: History[str] = History()
    history.visit("a")
    history.visit("a")
    assert history.back() is None


def test_the_oldest_places_are_forgotten_past_the_limit() -> None:
    history: History[int] = History(limit=3)
    for place in range(5):
        history.visit(place)
    assert [history.back(), history.back(), history.back()] == [3, 2, None]


@given(st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["back", "forward"]))))
def test_back_then_forward_comes_back(moves: list[int | str]) -> None:
    history: History[int] = History()
    for move in moves:
        if isinstance(move, int):
            history.visit(move)
        else:
            history.back() if move == "back" else history.forward()
    here = history.current
    if history.back() is not None:
        assert history.forward() == here
