"""Opening a source's page: in a browser where there is one for who sits at the terminal, else by its address."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable

import pytest

from tests.tui.seen import go
from trusttui.tui.app import TrustApp
from trusttui.tui.browser import NO_BROWSER, NO_DISPLAY, NOT_STARTED, OVER_SSH, open_page

MakeApp = Callable[..., TrustApp]
PAGE = "https://example.org/page"
DISPLAY = {"DISPLAY": ":0"}


class Browser(webbrowser.BaseBrowser):
    """Notes what it is to open; `opens` is what comes of it."""

    def __init__(self, name: str = "firefox", opens: bool | type[Exception] = True) -> None:
        super().__init__(name)
        self.opens = opens
        self.asked: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.asked.append(url)
        if isinstance(self.opens, bool):
            return self.opens
        raise self.opens


@pytest.mark.parametrize(
    ("environment", "platform", "why"),
    [
        (DISPLAY, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({"BROWSER": "wslview"}, "linux", ""),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ""),
        ({}, "darwin", ""),
        ({}, "linux", NO_DISPLAY),
        ({"DISPLAY": ""}, "linux", NO_DISPLAY),
        ({"SSH_TTY": "/dev/pts/3", **DISPLAY}, "linux", OVER_SSH),
        ({"SSH_CONNECTION": "10.0.0.1 2 10.0.0.2 22", "BROWSER": "firefox"}, "linux", OVER_SSH),
        ({"SSH_TTY": "/dev/pts/3"}, "darwin", OVER_SSH),
        # An editor's own, which opens it on the near side.
        ({"SSH_TTY": "/dev/pts/3", "BROWSER": "/x/browser.sh", "VSCODE_IPC_HOOK_CLI": "/x"}, "linux", ""),
    ],
)
def test_where_there_is_a_browser(environment: dict[str, str], platform: str, why: str) -> None:
    browser = Browser()
    assert open_page(PAGE, environment, lambda: browser, platform) == why
    assert browser.asked == ([] if why else [PAGE])


@pytest.mark.parametrize(
    ("browser", "why"),
    [
        (Browser(opens=False), NOT_STARTED),
        (Browser(opens=webbrowser.Error), NO_BROWSER),
        (Browser(opens=FileNotFoundError), NOT_STARTED),
        # It would take the screen.
        (Browser("/usr/bin/w3m"), NO_BROWSER),
    ],
)
def test_one_that_does_not_open(browser: Browser, why: str) -> None:
    assert open_page(PAGE, DISPLAY, lambda: browser, "linux") == why


def test_none_at_all() -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    assert open_page(PAGE, DISPLAY, none, "linux") == NO_BROWSER


async def test_without_a_browser_the_address_is_shown_and_copied(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/3")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2", "o")
        address = app.session.view.source(app.session.view.sources_of(app.screen.entry)[0]).url
        assert app.copied == app.clipboard == address
        (notice,) = app._notifications
        assert OVER_SSH in notice.message
        assert f"Sent to the clipboard: {address}" in notice.message
        assert "browser: " not in notice.message


async def test_what_was_opened_is_said(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trusttui.tui.browser.open_page", lambda address, environment: "")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2", "o")
        (notice,) = app._notifications
        assert notice.message.startswith("Sent to your browser: https://")
        assert app.copied == ""
