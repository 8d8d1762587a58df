"""The advisor's questions asked line by line: plain text and no repaint, for pipes and screen readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from trusttui.advisor.questions import asked
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import UNSURE
from trusttui.kept import BadText, clean_note
from trusttui.pack.model import Question, QuestionKind
from trusttui.pack.view import View
from trusttui.report.as_text import PLAIN, Style
from trusttui.report.visible import one_line
from trusttui.report.words import UNSURE_WORD
from trusttui.report.wrap import hang

Given = dict[str, tuple[str, ...]]

_UNSURE = frozenset({"not sure", "notsure", "unsure", "don't know", "dont know", "do not know"})
_HELP = (
    "Answer with a number, an option's id or its words; where several may hold, with several, parted by commas.\n"
    "back: the question before · skip: leave this one open · done: the verdict now · quit: leave without one\n"
    "not sure: where it is offered · note TEXT: a note on this question · help: what the question's terms mean\n"
)


class Interview:
    """One round of questions. `lines` gives what the user types, a line at a time; `write` shows text to them."""

    def __init__(
        self,
        view: View,
        lines: Iterator[str],
        write: Callable[[str], object],
        style: Style = PLAIN,
        *,
        given: Mapping[str, tuple[str, ...]] | None = None,
        notes: Mapping[str, str] | None = None,
        changed: Callable[[Given, dict[str, str]], object] = lambda answers, notes: None,
        explain: Callable[[Question], Iterable[str]] = lambda question: (),
    ) -> None:
        """`given` and `notes` are those of before: what is answered is not asked. `changed` is told of each answer and
        note as it is given; `explain` has the lines that say what a question's terms mean."""
        self._view = view
        self._lines = lines
        self._write = write
        self._style = style
        self._answers: Given = dict(given or {})
        self.notes: dict[str, str] = dict(notes or {})
        self._changed = changed
        self._explain = explain
        self._passed: list[str] = [
            question.id for question in view.pack.advisor.question if question.id in self._answers
        ]
        """The questions gone through, answered or skipped, in the order in which `back` undoes them."""

    def run(self) -> Given | None:
        """Ask until nothing is left to ask or the input ends; the answers, or None for who quits."""
        if self._next():
            self._write(_HELP)
        while question := self._next():
            self._ask(question)
            if not self._settle(question):
                return None
        counting = asked(self._view.pack.advisor, self._answers)
        return {question.id: self._answers[question.id] for question in counting if question.id in self._answers}

    def left_open(self) -> tuple[Question, ...]:
        """The questions that can still change the result and were not answered."""
        return tuple(question for question in self._asked() if question.id not in self._answers)

    def _asked(self) -> tuple[Question, ...]:
        return still_asked(self._view, self._answers)

    def _next(self) -> Question | None:
        return next((question for question in self._asked() if question.id not in self._passed), None)

    def _settle(self, question: Question) -> bool:
        """Take lines until the question is answered, skipped or undone; False where the user quits."""
        while True:
            self._write("> ")
            line = next(self._lines, None)
            if line is None:
                self._write("\n")
                return self._stop_asking()
            command = " ".join(line.lower().split())
            if command.partition(" ")[0].rstrip(":") == "note":
                self._note(question, line.strip()[4:].lstrip(":").strip())
                continue
            if command in ("quit", "exit"):
                return False
            if command == "done":
                return self._stop_asking()
            if command == "back":
                self._back()
                return True
            if command == "skip":
                self._passed.append(question.id)
                return True
            if command in ("help", "?"):
                self._write(_HELP)
                self._tell(question)
                self._ask(question)
            elif self._take(question, command):
                return True

    def _stop_asking(self) -> bool:
        while question := self._next():
            self._passed.append(question.id)
        return True

    def _back(self) -> None:
        if not self._passed:
            self._write("This is the first question.\n")
            return
        self._answers.pop(self._passed.pop(), None)
        self._tell_changed()

    def _tell_changed(self) -> None:
        self._changed(dict(self._answers), dict(self.notes))

    def _note(self, question: Question, text: str) -> None:
        """Keep a note on a question, in place of the one before; without a text, take it away."""
        try:
            note = clean_note(text)
        except BadText as error:
            self._write(f"Not noted: {error}.\n")
            return
        had = self.notes.pop(question.id, None)
        if note:
            self.notes[question.id] = note
        self._write("Noted.\n" if note else "The note is gone.\n" if had else "A note needs a text: note TEXT.\n")
        self._tell_changed()

    def _tell(self, question: Question) -> None:
        """What the terms of a question mean."""
        for line in self._explain(question):
            self._write("".join(f"{part}\n" for part in hang(one_line(line), self._style.width, "", "  ")))

    def _take(self, question: Question, reply: str) -> bool:
        """Keep an answer; False, with a word on why, where the line is none."""
        if reply in _UNSURE:
            if not question.unsure:
                self._write("This question has no such answer; skip leaves it open.\n")
                return False
            chosen: tuple[str, ...] | None = (UNSURE,)
        else:
            chosen = choices(question, reply)
        if not chosen:
            several = " or several" if question.kind is not QuestionKind.ONE else ""
            self._write(f"That is none of the options. Answer with a number{several}, or help.\n")
            return False
        if question.kind is QuestionKind.ONE and len(chosen) > 1:
            self._write("Only one of the options, please.\n")
            return False
        self._answers[question.id] = chosen
        self._passed.append(question.id)
        self._tell_changed()
        return True

    def _ask(self, question: Question) -> None:
        asked_now = self._asked()
        number = next(n for n, each in enumerate(asked_now, 1) if each.id == question.id)
        width = self._style.width
        lines = ["", *hang(one_line(question.text), width, f"{number} of {len(asked_now)}: ", "  ")]
        lines[1] = self._style.paint(lines[1], "1")
        lines += [self._style.paint(line, "2") for line in hang(one_line(question.why), width, "  Why: ", "  ")]
        options = [option.text for option in question.option]
        if question.unsure:
            options.append(UNSURE_WORD)
        for place, text in enumerate(options, 1):
            lines += hang(one_line(text), width, f"  {place}. ", "     ")
        note = self.notes.get(question.id)
        if note:
            lines += hang(one_line(note), width, "  Your note: ", "  ")
        self._write("".join(f"{line}\n" for line in lines))


def choices(question: Question, reply: str) -> tuple[str, ...] | None:
    """The option ids that a line names by number, id or words; None where a part of it names none or several.

    Words may be the beginning of an option's text, or any part of it that only one option has.
    """
    whole = _choice(question, reply)
    if whole:
        return (whole,)
    pieces = re.split(r"[,;]|\band\b", reply)
    if len(pieces) == 1:
        pieces = reply.split()
    found = [_choice(question, piece.strip()) for piece in pieces if piece.strip()]
    if not found or not all(found):
        return None
    kept = {each for each in found if each}
    if UNSURE in kept:
        return (UNSURE,) if len(kept) == 1 else None
    return tuple(option.id for option in question.option if option.id in kept)


def _choice(question: Question, piece: str) -> str | None:
    if piece.isdecimal():
        ids = [*(option.id for option in question.option), *([UNSURE] if question.unsure else [])]
        return ids[int(piece) - 1] if 0 < int(piece[:4]) <= len(ids) and len(piece) < 4 else None
    texts = {option.id: " ".join(option.text.lower().split()) for option in question.option}
    if piece in texts:
        return piece
    # A single letter would be found in every option.
    if len(piece) < 2:
        return None
    tests: tuple[Callable[[str], bool], ...] = (
        lambda text: text == piece,
        lambda text: text.startswith(piece),
        lambda text: piece in text,
    )
    for test in tests:
        found = [option for option, text in texts.items() if test(text)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
