"""Every command, declared once: binding, footer, palette row, help row, keymap id and README row all follow from it.

Textual is imported only where bindings are made: `trusttui keys` lists the commands without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType


class Command(NamedTuple):
    """Something the user can do. `keys` are alternatives by Textual's names, the first is the one shown.

    `id` is what `keys.toml` calls it; commands of the same id are one to it. `palette` is False for what only moves
    within a widget, or answers a dialog.
    """

    id: str
    keys: str
    action: str
    label: str
    tooltip: str
    footer: bool = False
    palette: bool = True
    key_display: str | None = None

    @property
    def binding(self) -> Binding:
        """All its keys; Textual makes a binding of each."""
        from textual.binding import Binding

        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.footer,
            key_display=self.key_display,
            tooltip=self.tooltip,
            id=self.id,
        )


class Section(NamedTuple):
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
    )
    for section in SECTIONS
)

EVERYWHERE = (
    Command("search", "slash", "search", "Search", "Search everything, from anywhere", True),
    Command("palette", "colon,ctrl+p", "command_palette", "Commands", "Find a command by name", True, False),
    Command("help", "question_mark,f1", "help", "Help", "The keys that work here", True),
    Command("back", "escape", "leave", "Back", "Back: out of a field, a reader, a dialog, to where you were"),
    Command("history-back", "left_square_bracket", "history(-1)", "Place before", "The place before, as you left it"),
    Command("history-forward", "right_square_bracket", "history(1)", "Place after", "The place after, as you left it"),
    Command("copy", "y", "copy", "Copy", "Copy this with its citations", True),
    Command("show-copied", "L", "show_copied", "Show what was copied", "What was copied, for the terminal's selection"),
    Command("copy-link", "Y", "copy_link", "Copy link", "Copy the command that opens this place"),
    Command("open-source", "o", "open_source", "Open source", "Open the source's page in a browser"),
    Command("original", "O", "original", "Original", "What this cites, marked in the document itself"),
    Command("jump", "apostrophe", "jump", "Jump", "A letter at each pane, field, tab and link; typing it goes there"),
    Command("export", "e", "export", "Export", "Write this to a file"),
    Command("as-of", "t,ctrl+t", "as_of", "As-of date", "Read everything as of another day", True),
    Command("bookmark", "b", "bookmark", "Mark", "Mark this entry, or take its mark away", True),
    Command("write-note", "w", "write_note", "Write a note", "Write a note on this, kept with it"),
    Command("copy-noted", "C", "copy_noted", "Copy with note", "Copy this with its citations and your note"),
    Command("export-noted", "E", "export_noted", "Export with note", "Write this to a file, with your note"),
    Command("marks", "m", "go('marks')", "Your entries", "What you marked, noted and read last"),
    Command("explain", "i", "explain", "Explain", "What the terms in this text mean"),
    Command("welcome", "W", "welcome", "Welcome", "What this is and how to move, as on the first start"),
    Command("theme", "T", "change_theme", "Theme", "Choose another theme; the highlighted one is shown at once"),
    Command("density", "D", "density", "Density", "More room between the lines, or less"),
    Command("suspend", "ctrl+z", "suspend_process", "Suspend", "To the shell for a while; fg returns"),
    Command("quit", "q", "quit", "Quit", "Leave the program", True),
)

LIST_MOVES = (
    Command("list-down", "j,down", "cursor_down", "Down", "Next entry", palette=False),
    Command("list-up", "k,up", "cursor_up", "Up", "Previous entry", palette=False),
    Command("list-first", "g,home", "first", "First", "First entry", palette=False),
    Command("list-last", "G,end", "last", "Last", "Last entry", palette=False),
    Command("list-page-down", "pagedown", "page_down", "Page down", "A page of entries down", palette=False),
    Command("list-page-up", "pageup", "page_up", "Page up", "A page of entries up", palette=False),
)

LIST_KEYS = (
    *LIST_MOVES,
    Command("list-open", "enter", "select", "Open", "Read it, follow it, or choose it", palette=False),
)

TABLE_KEYS = (
    Command("table-down", "j,down", "cursor_down", "Down", "Next row", palette=False),
    Command("table-up", "k,up", "cursor_up", "Up", "Previous row", palette=False),
    Command("table-right", "right", "cursor_right", "Right", "Next column", palette=False),
    Command("table-left", "left", "cursor_left", "Left", "Previous column", palette=False),
    Command("table-first", "g,home", "first", "First", "First row", palette=False),
    Command("table-last", "G,end", "last", "Last", "Last row", palette=False),
    Command("table-page-down", "pagedown", "page_down", "Page down", "A page of rows down", palette=False),
    Command("table-page-up", "pageup", "page_up", "Page up", "A page of rows up", palette=False),
    Command("table-read", "enter", "select_cursor", "Read", "Read the statement and its history", palette=False),
)

READER_KEYS = (
    Command("reader-down", "j,down", "scroll_down", "Down", "Scroll down", palette=False),
    Command("reader-up", "k,up", "scroll_up", "Up", "Scroll up", palette=False),
    Command("reader-page-down", "space,pagedown", "page_down", "Page down", "Scroll a page down", palette=False),
    Command("reader-page-up", "pageup", "page_up", "Page up", "Scroll a page up", palette=False),
    Command("reader-first", "g,home", "scroll_home", "Top", "To the top", palette=False),
    Command("reader-last", "G,end", "scroll_end", "End", "To the end", palette=False),
)
"""What scrolls text: the reader, and other panes."""

READER = (Command("links", "enter", "links", "Links", "To what this leads to: sources, related entries"),)

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
    Command("narrow", "slash", "narrow", "Search here", "Narrow this list as you type"),
)

SOURCES = (
    Command("verify", "v", "verify(False)", "Verify", "Whether its page, or a file, still says what is cited", True),
    Command("verify-all", "V", "verify(True)", "Verify all", "The same for all sources"),
)

COMPARE = (
    Command("differences", "d", "differences", "Differences", "Only rows in which the tiers differ", True),
    Command("filter-rows", "slash", "filter", "Filter", "Only rows with these words"),
    Command("choose-tiers", "c", "choose_tiers", "Tiers", "Choose which tiers are shown, now and in later runs", True),
    Command(
        "another-date", "a", "another_date", "Another date", "Compare with another date: one tier on two days", True
    ),
    Command("hide-tier", "h", "hide_tier", "Hide tier", "Hide the tier under the cursor"),
    Command("show-tiers", "H", "show_tiers", "All tiers", "Show all tiers again"),
)

OVER_TIME = (
    Command("next-tier", "f", "tier(1)", "Next tier", "The next tier on the same two days", True),
    Command("previous-tier", "F", "tier(-1)", "Tier before", "The previous tier on the same two days"),
    Command("against", "a", "another_date", "Another date", "Compare with another date", True),
)

TIER_CHOICE = (
    Command("tick", "space", "screen.tick", "Tick", "Show or hide this tier", palette=False),
    Command("tick-all", "a", "screen.tick_all", "All", "Show all tiers", palette=False),
    Command("accept-tiers", "enter", "screen.accept", "Show these", "Show the ticked tiers", palette=False),
)

SAVE = Command("save", "s", "app.save", "Save", "Save this assessment under a name", True)

BY_NAME = (Command("assessments", "a", "app.assessments", "Assessments", "The assessments that are kept", True),)
"""Commands of one screen that the palette has everywhere."""

ADVISOR = (
    Command("next-question", "n", "step(1)", "Next", "The next question", True),
    Command("previous-question", "p", "step(-1)", "Previous", "The question before", True),
    Command("verdict", "v", "verdict", "Verdict", "See the verdict", True),
    Command("clear-answer", "x", "clear", "Clear answer", "Take this answer back", True),
    SAVE,
    Command("write-note", "w", "note", "Write a note", "Write a note on this, kept with it", True),
    *BY_NAME,
    Command("start-over", "X", "start_over", "Start over", "Begin anew, or undo that; what is kept stays kept"),
)

VERDICT = (
    Command(
        "change-answer", "c", "change", "Change an answer", "Back to the questions; what that moves is shown", True
    ),
    SAVE,
    Command("export", "e", "app.export", "Export", "Write the decision record to a file", True),
)

MARKS = (Command("forget", "d,delete", "forget", "Take out", "Take this out of what you read lately", True),)

TERMS = (
    Command("term-open", "enter", "open", "Open", "Open the entry of this term", palette=False),
    Command("term-close", "escape,i,q", "cancel", "Leave", "Back to the text", palette=False),
)

KEPT_LIST = (Command("kept-resume", "enter", "select", "Go on", "Go on with this assessment", True),)

KEPT = (
    Command("kept-mark", "space", "mark", "Mark two to compare", "Mark it; a second one is compared with it", True),
    Command("kept-rename", "r", "rename", "Rename", "Give it another name", True),
    Command("kept-delete", "d,delete", "delete", "Delete", "Delete it; asks first", True),
)

CHOICES = tuple(
    Command(f"option-{n}", str(n), f"choose({n})", f"Option {n}", f"Choose option {n}", palette=False)
    for n in range(1, 10)
)

DIALOG = (Command("dialog-cancel", "escape", "cancel", "Leave", "Leave the dialog, nothing is done", palette=False),)

CONFIRM = (Command("confirm", "y", "confirm", "Yes", "Do it", palette=False),)

NOTE = (
    Command("note-done", "enter", "done", "Keep", "Keep the note", palette=False),
    Command(
        "note-line",
        "f2,shift+enter,ctrl+j",
        "line",
        "New line",
        "A line break in the note; pasting brings them too",
        palette=False,
    ),
)

HELP = (Command("help-close", "escape,question_mark,q,enter", "close", "Close", "Close the help", palette=False),)

ORIGINAL = (
    Command("original-leave", "escape,q,O", "leave", "Back", "Back to the entry", palette=False),
    Command(
        "original-source",
        "o",
        "open_source",
        "Open source",
        "Open the page of the citation in a browser",
        palette=False,
    ),
)

COPIED = (Command("copied-leave", "escape,q,enter,L", "leave", "Back", "Back to where you were", palette=False),)

JUMP = (Command("jump-leave", "escape,apostrophe", "leave", "Leave", "Leave the letters", palette=False),)

LEAVING = frozenset(
    command.id
    for group in (DIALOG, HELP, ORIGINAL, COPIED, JUMP, TERMS)
    for command in group
    if "escape" in command.keys
)
"""What leaves the dialog that one is in; a click beside it does the same."""

QUERY = (
    Command("query-read", "enter", "submit", "Read", "Read the highlighted entry", True, False),
    Command("query-down", "down", "screen.choose(1)", "Choose", "The next entry", True, False, "↑↓"),
    Command(
        "query-up",
        "up",
        "screen.choose(-1)",
        "Choose",
        "The entry before; from the first, the query before",
        False,
        False,
    ),
    Command(
        "query-everywhere", "ctrl+g,f3", "screen.everywhere", "Search all", "The same words in Search", palette=False
    ),
    Command("query-leave", "escape", "app.leave", "Back", "Leave the field and show everything again", True, False),
)


def bindings(*groups: tuple[Command, ...]) -> list[BindingType]:
    """The bindings of some commands, for a `BINDINGS` list."""
    return [command.binding for group in groups for command in group]
