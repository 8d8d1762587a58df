"""Running the screens: what they need of the world, and how they end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from trusttui import places
from trusttui.tui.app import TrustApp
from trusttui.tui.ending import Ending
from trusttui.tui.kept_styles import KeptStyles
from trusttui.tui.messages import EndRequested

if TYPE_CHECKING:
    from trusttui.assessments import Stored
    from trusttui.front import Front
    from trusttui.link import Link
    from trusttui.marks import Marks
    from trusttui.pack.model import Pack
    from trusttui.settings import Settings
    from trusttui.tui.provenance import Provenance

FAULT = 70
"""The exit status after a fault of the program itself."""


def run(
    pack: Pack | Callable[[], Pack],
    *,
    as_of: str | None,
    folder: Path,
    front: Front | None = None,
    mouse: bool = True,
    start: Link | None = None,
    stored: Stored | None = None,
) -> int:
    """Open the screens on a pack, at a place, or with an assessment that was kept; the exit status of the program.

    A pack that comes as a function is read once its front page is shown; what that raises is raised here, afterwards.
    """
    app = TrustApp(
        pack,
        folder,
        as_of=as_of,
        today=date.today(),
        front=front,
        settings=_users_settings,
        kept=_users_kept,
        marks=_users_marks,
        styles=KeptStyles,
    )
    app.session.show_checks(_users_checks)
    app.put_on(os.environ)
    app.take_keys(Path(places.folder("config"), "keys.toml"))
    app.start, app.start_with = start, stored
    ending = Ending(lambda status: _leave(app, status), lambda: _keep(app))
    ending.watch()

    def once_shown() -> None:
        _settle()
        ending.watch_terminal()

    def once_read() -> None:
        _settle()
        app.keep_styles()

    app.once_shown, app.once_read = once_shown, once_read
    try:
        app.run(mouse=mouse)
    except Exception as error:
        app.failure = app.failure or error
    ending.over()
    return _ended(app, ending.signal)


def _settle() -> None:
    from trusttui.tui.garbage import settle

    settle()


def _leave(app: TrustApp, status: int) -> None:
    app.post_message(EndRequested(status))


def _keep(app: TrustApp) -> None:
    """Write what is not written yet; from any thread."""
    app.finish_marks()
    if app.has_progress:
        app.keeping.keeper.save_draft(app.keeping.given)


def _ended(app: TrustApp, number: int) -> int:
    """Say how it ended; the exit status."""
    # However it ended: what was answered is not lost with it.
    problem = _said(app.keeping.park) if app.has_progress else ""
    if app.session.unreadable and not number:
        raise app.session.unreadable
    if app.failure and not number:
        from trusttui import crash

        crash.tell(app.failure, _facts(app), _what_is_kept(app, problem))
        return FAULT
    if problem:
        _say(f"trusttui: not kept: {problem}")
    if number:
        _leave_at_once(128 + number)
    if app.return_code:
        _say("trusttui ended because its terminal could no longer be read. What was answered is kept.")
    return app.return_code or 0


def _said(park: Callable[[], str]) -> str:
    """Why nothing could be kept; after a fault even keeping may fail."""
    try:
        return park()
    except Exception as error:
        return f"{type(error).__name__} while writing."


def _what_is_kept(app: TrustApp, problem: str) -> str:
    if problem:
        return f"Your answers of this run could not be kept: {problem}"
    if app.has_progress and app.keeping.keeper.name:
        return f"Nothing is lost: your answers are kept as “{app.keeping.keeper.name}”."
    return "Nothing is lost: there were no answers that were not kept."


def _facts(app: TrustApp) -> dict[str, str]:
    """What a report may say of the run: nothing that the user typed or chose as an answer."""
    from importlib.metadata import version

    facts = {
        "textual": version("textual"),
        "pack": f"{app.session.pack.meta.id} {app.session.pack.meta.version} {app.session.pack.hash}",
        "section": "unknown",
        "size": f"{app.size.width}x{app.size.height}",
        "theme": app.theme,
    }
    with suppress(Exception):
        facts["section"] = app.current_mode
    for name in ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG"):
        facts[name] = os.environ.get(name, "")
    return facts


def _leave_at_once(status: int) -> None:
    """The terminal may be gone: nothing must wait for it, and no error on the way out change the status."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(status)


def _say(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _users_settings() -> Settings:
    from trusttui.settings import load

    return load()


def _users_checks(pack: Pack) -> Provenance:
    from trusttui.tui.provenance import users

    return users(pack, date.today().isoformat())


def _users_marks(pack: str) -> Marks:
    from trusttui import marks

    return marks.of_user(pack, date.today().isoformat())


def _users_kept() -> Path:
    from trusttui import assessments

    return assessments.folder()
