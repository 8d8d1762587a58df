"""What is seen of the screens, and keys with what they set in motion."""

from __future__ import annotations

from textual.pilot import Pilot

from trusttui.tui.app import TrustApp


def lines_of(app: TrustApp) -> list[str]:
    """All that the screen shows, as plain lines."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def text_of(app: TrustApp) -> str:
    return "\n".join(lines_of(app))


def words_of(app: TrustApp) -> str:
    """The same as one line of words, without the line that divides the panes."""
    return " ".join(text_of(app).replace("│", " ").split())


def is_working(app: TrustApp) -> bool:
    """Whether the last key, or one that waits, has not been worked on yet."""
    keys = app._keystrokes
    return keys._working is not None or keys._released is not None


async def go(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait for what they lead to."""
    await pilot.press(*keys)
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Until what was begun on a thread has been shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
