"""`tenure board`: what a position on the board is worth and shows, of an account's decision or from a document.

A document needs no database, and nothing that does is loaded for it.
"""

import argparse
import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from tenure.analytics.board.answer import answer_of, departure_answer
from tenure.analytics.board.document import LARGEST_DOCUMENT, parse_board
from tenure.analytics.board.leaving import Departure, departure
from tenure.analytics.board.position import Board
from tenure.analytics.board.refusals import SENTENCES, BoardError
from tenure.analytics.board.wording import words_for
from tenure.analytics.retelling import retold
from tenure.cli.board_text import write_board, write_departure
from tenure.cli.errors import CommandError
from tenure.core.languages import LOCALES, catalogue, languages

EPILOG = """\
The document is one JSON object with people, ties, competitor_ties, influence and fog; docs/board.md describes it.
A smallest one:
  {"people": [{"id": "d", "name": "Dahl", "piece": "king", "stance": 0, "level": 5, "function": "operations"}],
   "ties": [{"member": "KAM", "person": "d", "strength": 0.35}]}

The rules of the board are Tenure's own proposal. The customer is not the opponent: the competitors are.

Examples:
  tenure board Northwind --on 2026-03-31
  tenure board 12 --decision "Pumps for the new plant" --what-if-leaves Foss
  tenure board Northwind --export northwind.pptx
  tenure board --file board.json
  tenure board --file board.json --what-if-leaves KAM --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what scripts rely on; names and meanings stay."""
    parser.epilog = EPILOG
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("account", metavar="ACCOUNT", nargs="?", help="number, external id or name of the account")
    source.add_argument("--file", metavar="BOARD.json", help="the position as a JSON document")
    parser.add_argument("--decision", metavar="D", help="number or name; else the open one that is due first")
    parser.add_argument("--on", metavar="DATE", help="the day to show, YYYY-MM-DD (default: today)")
    parser.add_argument("--what-if-leaves", metavar="PERSON", help="the position after this one has left; id or name")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--export", metavar="FILE", help="draw the board into a file: .svg, .png, .pdf or .pptx")
    parser.add_argument("--shared", action="store_true", help="export the version without judgements, for sharing")
    spoken = [code for code, _ in languages(LOCALES)]
    parser.add_argument("--language", choices=spoken, default="en", help="the language of the sentences (default: en)")
    parser.add_argument("--as", dest="member", metavar="EMAIL", default="", help="act as this member")


def run(args: argparse.Namespace) -> int:
    """Judge the position and write the answer; what is wrong with it or its document is a CommandError."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return _of_document(args) if args.account is None else _of_account(args)


def _of_account(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
    import django

    django.setup()
    from tenure.cli.board_of_account import run_for_account

    return run_for_account(args)


def _of_document(args: argparse.Namespace) -> int:
    for option in ("decision", "on", "member", "export", "shared"):
        if getattr(args, option):
            raise CommandError(
                "A document is of one decision and one day; --decision, --on, --export, --shared and --as go with "
                "ACCOUNT."
            )
    try:
        board = parse_board(_content(Path(args.file)))
        left = None if args.what_if_leaves is None else departure(board, args.what_if_leaves)
    except BoardError as error:
        raise CommandError(retold(error.sentence, SENTENCES, catalogue(args.language))) from error
    if args.json:
        answer = answer_of(board) if left is None else departure_answer(left)
        print(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        _write(board, left, args.language)
    return 0


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_DOCUMENT + 1)
    except OSError as error:
        raise CommandError(f"The file {path} cannot be read: {error.strerror or error}.") from error


def _write(board: Board, left: Departure | None, language: str) -> None:
    words = words_for(board, catalogue(language).pgettext)
    if left is None:
        write_board(board, words, sys.stdout)
    else:
        write_departure(left, words, sys.stdout)
