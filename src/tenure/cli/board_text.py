"""A position on the board in a terminal: the score, the people, what was found, and the moves that pay best."""

from collections.abc import Sequence
from typing import TextIO

from rich.table import Table
from rich.text import Text

from tenure.analytics.board.answer import our_forks
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.findings import Finding, gravest_first
from tenure.analytics.board.gains import ValuedMove, best_moves
from tenure.analytics.board.leaving import Departure
from tenure.analytics.board.paths import wishes_against
from tenure.analytics.board.position import Board
from tenure.analytics.board.score import Score
from tenure.analytics.board.wording import (
    LABELS,
    PIECES,
    Words,
    finding_sentence,
    minded_phrase,
    move_sentence,
    reply_phrase,
)
from tenure.cli.league_table import FAINT, console_on

MOVES_SHOWN = 10
UNKNOWN = "unknown"


def write_board(board: Board, words: Words, stream: TextIO, dated: Sequence[Finding] = ()) -> None:
    """Write a position: its score, everybody on it, the findings with those of the days, and the ten best moves."""
    console, found, moves = console_on(stream), evaluate(board), best_moves(board)
    console.print(Text(score_line(found.score, words), style="bold"))
    console.print(_people(board, found, words))
    console.print(_findings(gravest_first([*found.findings, *dated, *our_forks(moves)]), words))
    console.print(_moves(board, moves[:MOVES_SHOWN], words))
    if len(moves) > MOVES_SHOWN:
        console.print(f"{len(moves) - MOVES_SHOWN:,} more moves gain something; --json gives all.", style=FAINT)


def write_departure(left: Departure, words: Words, stream: TextIO) -> None:
    """Write what changes when somebody leaves, who may follow and what to hand over, then the position after it."""
    console = console_on(stream)
    before, after = words.number(left.before.score.position), words.number(left.after.score.position)
    console.print(Text(f"Without {words.name(left.leaver)} the position goes from {before} to {after}.", style="bold"))
    cover = f"{words.number(left.cover_before)} to {words.number(left.cover_after)}"
    console.print(f"Cover of the account: {cover}.")
    if left.successors:
        best = left.successors[0]
        console.print(f"Best successor: {words.name(best.id)} (fit {words.number(best.fit)}).")
    console.print(_handover(left, words))
    console.print()
    write_board(left.board, words, stream)


def score_line(score: Score, words: Words) -> str:
    """The score with its four parts."""
    king = UNKNOWN if score.king is None else words.number(score.king, 4)
    parts = {"material": words.number(score.material, 4), "king": king, "control": words.number(score.control, 4)}
    parts["structure"] = words.number(score.structure, 4)
    told = ", ".join(f"{name} {value}" for name, value in parts.items())
    return f"Position {words.number(score.position)} ({told})"


def _people(board: Board, found: Evaluation, words: Words) -> Table:
    table = _table("person", "piece", "stance")
    for heading in ("attack", "defence", "cover"):
        table.add_column(heading, justify="right")
    table.add_column("findings")
    for person in board.people:
        standing = found.people[person.id]
        numbers = (words.number(value) for value in (standing.attack, standing.defence, standing.cover))
        labels = ", ".join(words.say(LABELS[kind]) for kind in standing.findings)
        table.add_row(Text(person.name), words.say(PIECES[person.piece]), _signed(person.stance), *numbers, labels)
    return table


def _findings(findings: list[Finding], words: Words) -> Table:
    table = _table("finding", "what it says")
    for finding in findings:
        table.add_row(words.say(LABELS[finding.kind]), Text(finding_sentence(finding, words)))
    return table


def _moves(board: Board, moves: list[ValuedMove], words: Words) -> Table:
    table = _table("move")
    for heading in ("gain", "hours", "an hour"):
        table.add_column(heading, justify="right")
    table.add_column("best reply")
    table.add_column("who minds")
    for one in moves:
        minded = minded_phrase(wishes_against(board, one.move.actor, one.move.target), words)
        rate = "" if one.gain_per_hour is None else words.number(one.gain_per_hour)
        gain, hours = f"+{words.number(one.gain)}", words.number(one.move.hours, 0)
        table.add_row(
            Text(move_sentence(one.move, words)), gain, hours, rate, Text(reply_phrase(one, words)), Text(minded)
        )
    return table


def _handover(left: Departure, words: Words) -> Table:
    table = _table("hand over", "from", "to")
    for heading in ("strength", "cover before", "after"):
        table.add_column(heading, justify="right")
    for one in left.handover:
        numbers = (words.number(value) for value in (one.strength, one.cover_before, one.cover_after))
        to = "" if one.to is None else words.name(one.to)
        table.add_row(Text(words.name(one.person)), Text(words.name(one.member)), Text(to), *numbers)
    return table


def _signed(stance: int) -> str:
    return f"{stance:+d}" if stance else "0"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for heading in headings:
        table.add_column(heading)
    return table
