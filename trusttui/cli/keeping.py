"""Where `trusttui advise` has its answers from, and where it keeps them as they are given."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from trusttui import assessments
from trusttui.assessments import NotFound, NotKept, Stored
from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.kept import BadText, Kept, Movement, clean_name, keep, moved
from trusttui.kept_file import Unreadable, from_table, is_kept

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.advisor.results import Answers
    from trusttui.pack.model import Pack, Question
    from trusttui.pack.view import View


class Keeper:
    """Answers with the place where they are kept: an assessment of the user's, a file that was named, or none."""

    def __init__(self, *, asks: bool, today: str, name: str = "", file: Path | None = None) -> None:
        self.asks = asks
        """Whether what is open is asked line by line."""
        self.name = name
        """The name to keep it under; empty for one made from the day."""
        self.title = name
        """The name on the record: one that the user gave."""
        self.as_of = ""
        self.answers: Answers = {}
        self.counted: Answers = {}
        """The answers that the verdict rests on."""
        self.notes: dict[str, str] = {}
        self._today = today
        self._file = file
        self._kept: Kept | None = None
        self._stored: Stored | None = None
        self._trouble = ""
        self._written = False

    def resume(self, kept: Kept, stored: Stored | None) -> None:
        """Go on from an assessment that is kept, in a file that is written to or, with None, in one that is not."""
        for remark in kept.remarks:
            streams.say(f"{stored.path.name if stored else kept.name}: {remark}")
        self.name = self.title = kept.name
        self.as_of, self.notes = kept.as_of, dict(kept.notes)
        self.answers = self.counted = kept.answers
        self._kept, self._stored = kept, stored

    def write_to(self, view: View, path: Path) -> None:
        """Keep what is answered in the file that the answers came from. Stop where that cannot be read."""
        made = self._kept or keep(view, self.name, self.answers, day=self._today)
        try:
            self._stored = Stored(path=path, kept=made, digest=assessments.digest(assessments.read(path)))
        except Unreadable as error:
            raise Stop(str(error)) from None

    def take(self, answers: Answers) -> None:
        self.answers = self.counted = answers

    def movement(self, view: View) -> Movement | None:
        """What moved since it was saved."""
        return moved(self._kept, view) if self._kept else None

    def keep(self, view: View, answers: Answers, notes: Mapping[str, str]) -> None:
        """Keep answers as they are given; where that cannot be, it is said once, at the end."""
        self.notes = dict(notes)
        try:
            self._write(view, answers, notes)
            self._written, self._trouble = True, ""
        except (NotKept, BadText) as error:
            self._trouble = str(error)

    def _write(self, view: View, answers: Answers, notes: Mapping[str, str]) -> None:
        pack = view.pack
        folder = self._file.parent if self._file else assessments.folder()
        if not self.name:
            self.name = assessments.free_name(folder, pack, f"Assessment {self._today}")
        unknown = self._kept.unknown if self._kept else {}
        made = keep(view, self.name, answers, day=self._today, notes=notes, as_of=self.as_of, unknown=unknown)
        if self._stored:
            self._stored = assessments.rewrite(self._stored, made, pack)
        elif self._file:
            self._stored = assessments.write_new(self._file, made, pack)
        else:
            self._stored = assessments.create(folder, made, pack)

    def say(self) -> None:
        """Where the answers are kept, or that they are not, in a line of talk."""
        if self._trouble:
            streams.say(f"trusttui: not kept: {self._trouble}")
        elif self._written and self._stored:
            where = "" if self._file else f'; trusttui advise "{self.name}" goes on with it'
            streams.say(f"trusttui: kept in {self._stored.path}{where}")


def keeper_of(args: Namespace, view: View) -> Keeper:
    """The answers that the arguments name, and where they are to be kept. Stop where the arguments contradict each
    other, a name is taken or no name, a file cannot be read or has other answers than the questions (BAD), or no
    assessment has the name (NO)."""
    if args.name and (args.answers or args.save):
        raise Stop("a NAME goes on with an assessment that is kept: leave out --answers and --save")
    today = _today(args)
    if args.name:
        stored = found(view.pack, args.name)
        keeper = Keeper(asks=True, today=today)
        keeper.resume(stored.kept, stored)
        return keeper
    name = _new_name(args.save, view.pack) if args.save else ""
    if not args.answers:
        return _as_of(Keeper(asks=True, today=today, name=name), args)
    if args.plain and args.answers != "-" and not name:
        return _as_of(_of_file(view, Path(args.answers), today), args)
    keeper = Keeper(asks=False, today=today, name=name)
    _fill(keeper, view, args.answers)
    if name:
        keeper.name = keeper.title = name
        _as_of(keeper, args)
        keeper.keep(view, keeper.answers, keeper.notes)
    return keeper


def _as_of(keeper: Keeper, args: Namespace) -> Keeper:
    if args.as_of:
        keeper.as_of = args.as_of
    return keeper


def found(pack: Pack, name: str) -> Stored:
    """The kept assessment of a name. Stop where there is none (NO), it is damaged or of another pack (BAD)."""
    try:
        stored = assessments.find(assessments.folder(), pack, name)
    except NotFound as error:
        raise Stop(str(error), Status.NO) from None
    except Unreadable as error:
        raise Stop(str(error)) from None
    if not stored.kept.is_of(pack):
        raise Stop(f'"{stored.kept.name}" was {stored.kept.remarks[0]}: name that one with --pack')
    return stored


def _new_name(name: str, pack: Pack) -> str:
    try:
        clean = clean_name(name)
        assessments.refuse_taken(assessments.folder(), clean, pack)
    except (BadText, NotKept) as error:
        raise Stop(f"--save: {error}") from None
    return clean


def _today(args: Namespace) -> str:
    """The day on which it is saved: that of the record, where one is named whole."""
    day = args.date or ""
    return day if len(day) == len("2026-11-21") else date.today().isoformat()


def _fill(keeper: Keeper, view: View, name: str) -> None:
    """Take the answers of a file: bare ones, or those of an assessment that was kept."""
    from trusttui.advisor.questions import parse_answers
    from trusttui.cli.answers import read_answers

    raw = read_answers(name)
    if is_kept(raw):
        try:
            kept = from_table(raw, view.pack, name)
        except Unreadable as error:
            raise Stop(str(error)) from None
        if not kept.is_of(view.pack):
            raise Stop(f"{name}: {kept.remarks[0]}: name that one with --pack")
        keeper.resume(kept, None)
        return
    answers, problems = parse_answers(view.pack.advisor, raw)
    if problems:
        for problem in problems:
            streams.say(f"{name}: {problem}")
        raise Stop(f"{name}: not used; trusttui advise --questions lists what can be answered")
    keeper.take(answers)


def _of_file(view: View, path: Path, today: str) -> Keeper:
    """A file whose open questions are asked and into which they are written: an assessment or bare answers, or none
    yet. Bare answers become an assessment of the file's name."""
    try:
        name = clean_name(path.stem)
    except BadText:
        name = "Answers"
    keeper = Keeper(asks=True, today=today, name=name, file=path)
    if not os.path.lexists(path):
        return keeper
    if path.suffix.lower() == ".json":
        # It is read, and not written to: what is written is TOML.
        keeper = Keeper(asks=True, today=today)
        streams.say(f"trusttui: {path} is JSON and stays as it is; what you answer is kept under a name of its own")
        _fill(keeper, view, str(path))
        return keeper
    _fill(keeper, view, str(path))
    keeper.write_to(view, path)
    return keeper


def explain(view: View, question: Question) -> Iterator[str]:
    """What the terms of a question mean, as the glossary has them."""
    from trusttui.report.glossary import glossary_of

    said = "\n".join((question.text, question.why, *(option.text for option in question.option)))
    terms = {term.id: term for term in view.terms}
    for span in glossary_of(view).spans(said):
        yield f"{terms[span.term].term}: {terms[span.term].meaning}"


def ask(prompt: str) -> bool:
    """A question to be answered with yes, on a terminal; Stop where there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Stop("there is nobody to ask: --yes does it without asking")
    if sys.stderr is not None:
        sys.stderr.write(f"{prompt} [y/N] ")
        sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
