"""The screens in a real browser: searched, and a case taken to its verdict, without another host being asked."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("aiohttp", reason="the extra 'serve' is not installed")

from tests.browser.chromium import PROGRAM, Page, browser
from tests.browser.serving import served
from tests.e2e.advisor import VERDICT, question

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium on this machine")


async def test_a_search(tmp_path: Path) -> None:
    async with served(tmp_path) as server, browser() as page:
        await page.open(server.address)
        await page.wait_for("At a glance")
        await page.type("/")
        await page.type("audited for soc")
        await page.wait_for("audited for soc")
        await page.wait_for("Audited for SOC 2")
        await page.press("Enter")
        await page.wait_for("f Tier")
        # The mouse, and another size of the window.
        await page.click((await page.text()).split("\n")[1].index("4 Compare"), 1)
        await page.wait_for(" rows")
        await page.call("Emulation.setDeviceMetricsOverride", width=760, height=500, deviceScaleFactor=1, mobile=False)
        await page.wait_until("found.cols < 90")
        await page.wait_for("Compare")
        # Back to what was read, and to its source in a tab of its own.
        await page.type("[o")
        await page.wait_for("Sent to your browser")
        assert [urlsplit(address).scheme for address in page.opened] == ["https"]
        assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(server.address).netloc}
        assert page.complaints == []


async def test_the_advisor_to_its_verdict_which_is_downloaded(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    async with served(tmp_path) as server, browser() as page:
        await page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        await page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        await page.open(server.address)
        await page.wait_for("At a glance")
        await page.type("5")
        text = await page.wait_for("1 of")
        while VERDICT not in text:
            text = await _answer(page, question(text))
        await page.type("y")
        await page.wait_for("Sent to the clipboard")
        assert VERDICT in await page.evaluate("navigator.clipboard.readText()")
        await page.type("e")
        await page.wait_for("Download this as a file")
        await page.press("Enter")
        await page.wait_for("Sent to your browser as")
        async with asyncio.timeout(20):
            while not (found := [path for path in downloads.glob("*.md") if path.stat().st_size]):
                await asyncio.sleep(0.05)
        assert found[0].read_text().startswith("# ")
        assert page.complaints == []
        await page.type("q")
        await page.wait_until("document.body.classList.contains('-closed')")
        async with asyncio.timeout(20):
            while server.visitors():
                await asyncio.sleep(0.02)


async def _answer(page: Page, asked: str) -> str:
    """Choose the first option; what is shown when the next question or the verdict has come."""
    await page.type("1")
    end, went_on = time.monotonic() + 20, False
    while True:
        text = await page.text()
        if VERDICT in text or question(text) not in ("", asked):
            return text
        going_on = re.search(r"(\d) Continue", text)
        if going_on and "1 ■" in text and not went_on:
            went_on = True
            await page.type(going_on[1])
        assert time.monotonic() < end, f"nothing came after {asked}\n{text}"
        await asyncio.sleep(0.02)
