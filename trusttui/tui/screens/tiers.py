"""Choosing which tiers are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trusttui.pack.view import TierView
from trusttui.tui.commands import DIALOG, LIST_MOVES, TIER_CHOICE, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.keymap import key_of
from trusttui.tui.render import QUIET
from trusttui.tui.widgets.lists import List


class TierList(List):
    """A checklist: space ticks and unticks, and so does a click."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_MOVES, TIER_CHOICE)


class Accept(Static):
    """The line that says how to accept, for the mouse too."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, TierScreen):
            self.screen.action_accept()


class TierScreen(Dialog[frozenset[str] | None]):
    """Gives back the tiers to be shown, one at least, or None where nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self, tiers: Sequence[TierView], shown: Collection[str]) -> None:
        super().__init__()
        self._tiers = tuple(tiers)
        self._chosen = set(shown)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Tiers to show", classes="dialog-title", markup=False)
            yield TierList(*(Option(self._line(tier)) for tier in self._tiers), markup=False)
            yield Static("", id="problem", markup=False)
            names = ("tick", "tick-all", "accept-tiers", "dialog-cancel")
            tick, every, accept, leave = (key_of(self.app, name) for name in names)
            yield Accept(
                f"{tick} ticks · {every} all · {accept} shows these · {leave} leaves", id="accept", markup=False
            )

    def on_mount(self) -> None:
        self.query_one(TierList).highlighted = 0
        self.query_one(TierList).focus()

    def _line(self, tier: TierView) -> Content:
        chosen = tier.id in self._chosen
        mark = ("■ ", "$text-accent") if chosen else ("□ ", QUIET)
        name = (f"  {tier.name}", QUIET) if tier.name != tier.short else ""
        return Content.assemble(mark, tier.short, name)

    @on(OptionList.OptionSelected)
    def _ticked(self, event: OptionList.OptionSelected) -> None:
        tier = self._tiers[event.option_index].id
        if self._chosen == {tier}:
            self.query_one("#problem", Static).update("One tier must stay.")
            return
        self._chosen ^= {tier}
        self._show()

    def _show(self) -> None:
        self.query_one("#problem", Static).update("")
        tiers = self.query_one(TierList)
        for number, tier in enumerate(self._tiers):
            tiers.replace_option_prompt_at_index(number, self._line(tier))

    def action_tick(self) -> None:
        self.query_one(TierList).action_select()

    def action_tick_all(self) -> None:
        self._chosen = {tier.id for tier in self._tiers}
        self._show()

    def action_accept(self) -> None:
        self.dismiss(frozenset(self._chosen))

    def action_cancel(self) -> None:
        self.dismiss(None)
