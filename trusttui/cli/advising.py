"""`trusttui advise`: the questions as a list, the verdict on an answers file, or the questionnaire line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.report.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.keeping import Keeper
    from trusttui.cli.streams import Put
    from trusttui.kept import Movement
    from trusttui.pack.view import View
    from trusttui.report.as_text import Style


def advise(args: Namespace, view: View, put: Put) -> Status:
    """The subcommand; NO where some use that was named has no tier, or the questions were left. Stop for a format that
    the questions do not come in, and for what `keeping.keeper_of` refuses."""
    if args.questions:
        if args.format in ("html", "csv"):
            raise Stop("--questions comes as text, json or md")
        from trusttui.report import advice, advice_json

        questions = view.pack.advisor.question
        put(args, lambda: advice_json.questions(questions), lambda: advice.questions_blocks(questions))
        return Status.OK
    from trusttui.cli import keeping

    keeper = keeping.keeper_of(args, view)
    if keeper.as_of and not args.as_of:
        from trusttui.pack.view import View as AsOf

        view = AsOf(view.pack, keeper.as_of)
    movement = keeper.movement(view)
    if not keeper.asks or _interview(args, view, keeper):
        return _verdict(args, view, keeper, movement, put)
    keeper.say()
    streams.say("trusttui: no verdict: you left the questions")
    return Status.NO


def _verdict(args: Namespace, view: View, keeper: Keeper, movement: Movement | None, put: Put) -> Status:
    from trusttui.advisor.evaluate import evaluate
    from trusttui.advisor.outlook import outlook
    from trusttui.report import advice
    from trusttui.report import record as r

    keeper.say()
    assessment = evaluate(view, keeper.counted)
    record = r.Record(
        assessment=assessment,
        outlook=outlook(view, keeper.counted),
        made=args.date or "",
        name=keeper.title,
        notes=keeper.notes,
        movement=movement,
    )
    if args.format in ("html", "csv"):
        streams.write(r.record_html(view, record) if args.format == "html" else r.record_csv(view, record))
    else:
        put(args, lambda: r.record_json(view, record), lambda: r.record_blocks(view, record))
    return Status.OK if advice.is_recommended(assessment) else Status.NO


def _interview(args: Namespace, view: View, keeper: Keeper) -> bool:
    """Ask what is open; False where the user leaves without a verdict."""
    from trusttui.cli.interview import Interview
    from trusttui.cli.keeping import explain

    # Where stdout is to be JSON or Markdown the questions are talk.
    write = _to_stdout if args.format == "text" else _to_stderr
    interview = Interview(
        view,
        _lines(write),
        write,
        _style(args),
        given=keeper.answers,
        notes=keeper.notes,
        changed=lambda answers, notes: keeper.keep(view, answers, notes),
        explain=lambda question: explain(view, question),
    )
    was_open = bool(interview.left_open())
    answers = interview.run()
    if answers is None:
        return False
    keeper.counted = answers
    left = interview.left_open()
    if left:
        write(f"Left open: {', '.join(visible(question.short) for question in left)}.\n")
    if was_open:
        write("\n")
    return True


def _style(args: Namespace) -> Style:
    from trusttui.report.as_text import Style

    colour = streams.takes_colour() and not args.plain and args.format == "text"
    return Style(min(streams.width(), 80), colour)


def _lines(write: Callable[[str], None]) -> Iterator[str]:
    """Lines from stdin. Where nobody types them they are shown, so that what comes out can be read as a talk."""
    if sys.stdin is None:
        return
    shown = not sys.stdin.isatty()
    while True:
        streams.flush()
        line = sys.stdin.readline()
        if not line:
            return
        if shown:
            write(f"{visible(line.strip())}\n")
        yield line


def _to_stdout(text: str) -> None:
    streams.write(text)


def _to_stderr(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()
