"""One headless Chromium a worker; every page is served from memory and watched."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Playwright,
    Route,
    async_playwright,
)

from tests.browser import chromium
from tests.node import node

#: where the pages are served; no such host exists
SITE = "https://list.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A running Chromium; skipped where there is none, unless all is required and one can be had."""
    required = bool(os.environ.get("LISTBOT_REQUIRE_ALL"))
    async with async_playwright() as playwright:
        started = await _started(playwright, chromium.on_this_machine())
        if started is None and chromium.is_packaged():
            found = chromium.packaged(node(), may_install=required)
            started = await _started(playwright, found)
            if started is None and required:
                pytest.fail("Chromium is required; Node 22 can unpack the one of an npm package")
        if started is None:
            pytest.skip("no Chromium is here (install one, or run with LISTBOT_REQUIRE_ALL=1)")
        yield started
        await started.close()


async def _started(playwright: Playwright, found: chromium.Chromium | None) -> Browser | None:
    """The browser, or None where its program is a mere promise, as stubs of snap packages are."""
    if found is None:
        return None
    try:
        return await playwright.chromium.launch(
            executable_path=found.program,
            args=["--no-sandbox"],
            env={**os.environ, **found.environment},
        )
    except Error:
        return None


@dataclass(slots=True)
class Opened:
    """A page in the browser, and everything that it did besides being shown."""

    page: Page
    #: addresses that it asked for besides its own
    asked: list[str] = field(default_factory=list)
    #: what stood in the console, and errors of scripts
    console: list[str] = field(default_factory=list)
    #: windows that a script opened: alert, confirm, prompt
    dialogs: list[str] = field(default_factory=list)


Open = Callable[..., Awaitable[Opened]]


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[Open]:
    """Show this HTML: ``await open_page(html, width=320, dark=True, scripts=False)``."""
    contexts = []

    async def opened(
        html: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
        kind: str = "text/html; charset=utf-8",
        **words: Any,
    ) -> Opened:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            **words,
        )
        contexts.append(context)
        page = await context.new_page()
        found = Opened(page)

        async def serve(route: Route) -> None:
            if route.request.url == f"{SITE}/page":
                await route.fulfill(body=html, content_type=kind)
                return
            found.asked.append(route.request.url)
            await route.abort()

        async def dismiss(dialog: Dialog) -> None:
            found.dialogs.append(dialog.message)
            await dialog.dismiss()

        def heard(message: ConsoleMessage) -> None:
            found.console.append(message.text)

        await context.route("**/*", serve)
        page.on("dialog", dismiss)
        page.on("console", heard)
        page.on("pageerror", lambda error: found.console.append(str(error)))
        await page.goto(f"{SITE}/page")
        return found

    yield opened
    for context in contexts:
        await context.close()
