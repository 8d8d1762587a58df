"""Every command, declared once: binding, footer, palette row and help row all follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Command:
    """Something the user can do. `keys` are alternatives, the first is the one shown."""

    id: str
    keys: str
    action: str
    label: str
    tooltip: str
    footer: bool = False
    palette: bool = False
    key_display: str | None = None

    @property
    def bindings(self) -> list[Binding]:
        """A binding a key. The first is the one that footer, help and keymap know; the others are silent."""
        first, *others = self.keys.split(",")
        shown = Binding(
            first,
            self.action,
            self.label,
            show=self.footer,
            key_display=self.key_display,
            tooltip=self.tooltip,
            id=self.id,
        )
        return [shown, *(Binding(key, self.action, self.label, show=False) for key in others)]


@dataclass(frozen=True)
class Section:
    """A place on a number key. `names` from long to short, for wide and narrow terminals."""

    id: str
    key: str
    names: tuple[str, str, str]


SECTIONS = (
    Section("home", "1", ("Home", "Home", "Hom")),
    Section("answers", "2", ("Answers", "Answers", "Ans")),
    Section("commitments", "3", ("Commitments", "Commit.", "Com")),
    Section("compare", "4", ("Compare", "Compare", "Cmp")),
    Section("advisor", "5", ("Advisor", "Advisor", "Adv")),
    Section("agreements", "6", ("Agreements", "Agree.", "Agr")),
    Section("changes", "7", ("Changes", "Changes", "Chg")),
    Section("sources", "8", ("Sources", "Sources", "Src")),
)

GO_TO = tuple(
    Command(
        f"go-{section.id}",
        section.key,
        f"go('{section.id}')",
        f"Go to {section.names[0]}",
        f"Open the section {section.names[0]}",
        palette=True,
    )
    for section in SECTIONS
)

EVERYWHERE = (
    Command("search", "slash", "search", "Search", "Search everything, from anywhere", True, True, "/"),
    Command("palette", "colon,ctrl+p", "command_palette", "Commands", "Find a command by name", True, False, ":"),
    Command("help", "question_mark,f1", "help", "Help", "The keys that work here", True, True, "?"),
    Command("back", "escape", "leave", "Back", "Back to where you were"),
    Command("history-back", "left_square_bracket", "history(-1)", "Previous", "The place before", key_display="["),
    Command("history-forward", "right_square_bracket", "history(1)", "Next", "The place after", key_display="]"),
    Command("copy", "y", "copy", "Copy", "Copy this with its citations", True, True),
    Command("copy-link", "Y", "copy_link", "Copy link", "Copy the command that opens this place", False, True),
    Command("open-source", "o", "open_source", "Open source", "Open the source's page in a browser", False, True),
    Command("original", "O", "original", "Original", "What this cites, marked in the document itself", False, True),
    Command("export", "e", "export", "Export", "Write this to a file", False, True),
    Command("as-of", "t,ctrl+t", "as_of", "As-of date", "Read everything as of another day", True, True),
    Command("theme", "T", "change_theme", "Theme", "Choose another theme", False, True),
    Command("suspend", "ctrl+z", "suspend_process", "Suspend", "To the shell for a while; fg returns", False, True),
    Command("quit", "q", "quit", "Quit", "Leave the program", True, True),
)

LIST_KEYS = (
    Command("list-down", "j", "cursor_down", "Down", "Next entry"),
    Command("list-up", "k", "cursor_up", "Up", "Previous entry"),
    Command("list-first", "g", "first", "First", "First entry"),
    Command("list-last", "G", "last", "Last", "Last entry"),
)

READER_KEYS = (
    Command("reader-down", "j", "scroll_down", "Down", "Scroll down"),
    Command("reader-up", "k", "scroll_up", "Up", "Scroll up"),
    Command("reader-page-down", "space", "page_down", "Page down", "Scroll a page down"),
    Command("reader-first", "g", "scroll_home", "Top", "To the top"),
    Command("reader-last", "G", "scroll_end", "End", "To the end"),
)

FILTERS = (
    Command("tier-filter", "f", "filter('tier', 1)", "Tier", "Only entries of one tier, the next, or all", True),
    Command("topic-filter", "p", "filter('topic', 1)", "Topic", "Only entries of one topic, the next, or all", True),
    Command("severity-filter", "s", "filter('severity', 1)", "Severity", "Only major changes, minor, or all", True),
    Command("clear-filters", "x", "clear_filters", "No filter", "Show all entries again", True),
    Command("tier-filter-back", "F", "filter('tier', -1)", "Tier before", "The tier before in the filter"),
    Command("topic-filter-back", "P", "filter('topic', -1)", "Topic before", "The topic before in the filter"),
    Command("severity-filter-back", "S", "filter('severity', -1)", "Severity before", "The severity before"),
)
"""What narrows a list by its facets; a screen shows those that it has."""

LIBRARY = (
    *FILTERS,
    Command("narrow", "slash", "narrow", "Search here", "Narrow this list as you type", False, False, "/"),
)

SOURCES = (
    Command("verify", "v", "verify(False)", "Verify", "Whether its page, or a file, still says what is cited", True),
    Command("verify-all", "V", "verify(True)", "Verify all", "The same for all sources"),
)

COMPARE = (
    Command("differences", "d", "differences", "Differences", "Only rows in which the tiers differ", True),
    Command("filter-rows", "slash", "filter", "Filter", "Only rows with these words", False, False, "/"),
    Command("choose-tiers", "c", "choose_tiers", "Tiers", "Choose which tiers are shown, now and in later runs", True),
    Command(
        "another-date", "a", "another_date", "Another date", "Compare with another date: one tier on two days", True
    ),
    Command("hide-tier", "h", "hide_tier", "Hide tier", "Hide the tier under the cursor"),
    Command("show-tiers", "H", "show_tiers", "All tiers", "Show all tiers again"),
    Command("read-row", "enter", "read_row", "Read", "Read the statement and its history"),
)

OVER_TIME = (
    Command("next-tier", "f", "tier(1)", "Tier", "The next tier on the same two days", True),
    Command("previous-tier", "F", "tier(-1)", "Tier before", "The previous tier on the same two days"),
    Command("against", "a", "another_date", "Another date", "Compare with another date", True),
    Command("read-difference", "enter", "read_row", "Read", "Read both statements"),
)

TIER_CHOICE = (
    Command("tick", "space", "screen.tick", "Tick", "Show or hide this tier"),
    Command("tick-all", "a", "screen.tick_all", "All", "Show all tiers"),
    Command("accept-tiers", "enter", "screen.accept", "Show these", "Show the ticked tiers"),
)

SAVE = Command("save", "s", "app.save", "Save", "Save this assessment under a name", True)

BY_NAME = (Command("assessments", "a", "app.assessments", "Assessments", "The assessments that are kept", True, True),)
"""Commands of one screen that the palette has everywhere."""

ADVISOR = (
    Command("next-question", "n", "step(1)", "Next", "The next question", True),
    Command("previous-question", "p", "step(-1)", "Previous", "The question before", True),
    Command("clear-answer", "x", "clear", "Clear answer", "Take this answer back", True),
    Command("verdict", "v", "verdict", "Verdict", "See the verdict", True),
    SAVE,
    Command("write-note", "w", "note", "Write a note", "Write a note on this question, kept with the answer", True),
    *BY_NAME,
    Command("start-over", "X", "start_over", "Start over", "Begin anew; what is kept under a name stays there"),
)

VERDICT = (
    Command(
        "change-answer", "c", "change", "Change an answer", "Back to the questions; what that moves is shown", True
    ),
    SAVE,
)

KEPT_LIST = (Command("kept-resume", "enter", "select", "Go on", "Go on with this assessment", True),)

KEPT = (
    Command("kept-mark", "space", "mark", "Mark two to compare", "Mark it; a second one is compared with it", True),
    Command("kept-rename", "r", "rename", "Rename", "Give it another name", True),
    Command("kept-delete", "d,delete", "delete", "Delete", "Delete it; asks first", True),
)

CONFIRM = (Command("confirm", "y", "confirm", "Yes", "Do it"),)


QUERY = (
    Command("query-read", "enter", "submit", "Read", "Read the highlighted entry", True),
    Command("query-down", "down", "screen.choose(1)", "Choose", "The next entry", True, key_display="↑↓"),
    Command("query-up", "up", "screen.choose(-1)", "Choose", "The entry before; from the first, the query before"),
    Command("query-leave", "escape", "app.leave", "Back", "Leave the field and show everything again", True),
)


def bindings(*groups: tuple[Command, ...]) -> list[BindingType]:
    """The bindings of some commands, for a `BINDINGS` list."""
    return [binding for group in groups for command in group for binding in command.bindings]
