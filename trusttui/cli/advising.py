"""`trusttui advise`: the questions as a list, the verdict on an answers file, or the questionnaire line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.report.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.advisor.results import Answers
    from trusttui.pack.view import View
    from trusttui.report.as_text import Style
    from trusttui.report.blocks import Block

Put = Callable[["Namespace", Callable[[], dict[str, Any]], Callable[[], "Iterable[Block]"]], None]
"""Writes a result in the format of the arguments: its JSON, or its blocks."""


def advise(args: Namespace, view: View, put: Put) -> Status:
    """The subcommand; NO where some use that was named has no tier."""
    if args.questions:
        if args.format in ("html", "csv"):
            raise Stop("--questions comes as text, json or md")
        from trusttui.report import advice, advice_json

        questions = view.pack.advisor.question
        put(args, lambda: advice_json.questions(questions), lambda: advice.questions_blocks(questions))
        return Status.OK
    answers = _from_file(view, args.answers) if args.answers else _from_interview(args, view)
    if answers is None:
        streams.say("trusttui: no verdict: you left the questions")
        return Status.NO
    return _verdict(args, view, answers, put)


def _from_file(view: View, name: str) -> Answers:
    from trusttui.advisor.questions import parse_answers
    from trusttui.cli.answers import read_answers

    answers, problems = parse_answers(view.pack.advisor, read_answers(name))
    if problems:
        for problem in problems:
            streams.say(f"{name}: {problem}")
        raise Stop(f"{name}: not used; trusttui advise --questions lists what can be answered")
    return answers


def _verdict(args: Namespace, view: View, answers: Answers, put: Put) -> Status:
    from trusttui.advisor.evaluate import evaluate
    from trusttui.advisor.outlook import outlook
    from trusttui.report import advice
    from trusttui.report import record as r

    assessment = evaluate(view, answers)
    record = r.Record(assessment=assessment, outlook=outlook(view, answers), made=args.date or "")
    if args.format in ("html", "csv"):
        streams.write(r.record_html(view, record) if args.format == "html" else r.record_csv(view, record))
    else:
        put(args, lambda: r.record_json(view, record), lambda: r.record_blocks(view, record))
    return Status.OK if advice.is_recommended(assessment) else Status.NO


def _from_interview(args: Namespace, view: View) -> Answers | None:
    from trusttui.cli.interview import Interview

    # Where stdout is to be JSON or Markdown the questions are talk.
    write = _to_stdout if args.format == "text" else _to_stderr
    interview = Interview(view.pack.advisor, _lines(write), write, _style(args))
    answers = interview.run()
    if answers is not None:
        left = interview.left_open()
        if left:
            write(f"Left open: {', '.join(visible(question.short) for question in left)}.\n")
        write("\n")
    return answers


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
