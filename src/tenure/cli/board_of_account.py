"""`tenure board ACCOUNT`: the board of an account's decision on a day, as the acting member may see it."""

import json
import sys
from argparse import Namespace
from datetime import date

from django.utils import timezone

from tenure.accounts.models import Account
from tenure.analytics.board.leaving import Departure
from tenure.analytics.board.refusals import SENTENCES, BoardError
from tenure.analytics.board.wording import Words
from tenure.analytics.retelling import retold
from tenure.cli.acting import acting_member, refused_in_a_sentence
from tenure.cli.board_export import export_board
from tenure.cli.board_text import write_board, write_departure
from tenure.cli.errors import CommandError
from tenure.cli.explain import find_account
from tenure.core.languages import catalogue
from tenure.core.policy import require
from tenure.people.models import Member
from tenure.relationships.models import Decision
from tenure.relationships.queries import (
    BoardOn,
    answer_on,
    board_on,
    dated_on,
    decision_to_show,
    departure_on,
    who_leaves,
)


@refused_in_a_sentence()
def run_for_account(args: Namespace) -> int:
    """Judge the board that the arguments mean and write the answer, or the board itself into a file."""
    member = acting_member(args)
    account = find_account(args.account, member)
    decision, day = _decision(account, args.decision, member), _day(args.on)
    if args.export is not None:
        return export_board(decision, day, member, args)
    if args.shared:
        raise CommandError("--shared goes with --export FILE.")
    require(member, "judgement.see")
    shown = board_on(decision, day)
    left, answer = None, answer_on(shown)
    if args.what_if_leaves is not None:
        try:
            left, answer = departure_on(shown, _leaver(shown, args.what_if_leaves))
        except BoardError as error:
            raise CommandError(retold(error.sentence, SENTENCES, catalogue(args.language))) from error
    if args.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        _write(shown, left, args.language)
    return 0


def _decision(account: Account, text: str | None, member: Member) -> Decision:
    """The decision that the text means, else the one to show; CommandError where there is none, or several."""
    decisions = list(Decision.objects.visible_to(member).filter(account=account).order_by("pk"))
    chosen = decision_to_show(decisions)
    if chosen is None:
        raise CommandError(f"{account.name} has no buying decision yet; open one first.")
    if text is None:
        return chosen
    meant = [one for one in decisions if text in (str(one.pk), one.name)] or [
        one for one in decisions if one.name.casefold() == text.strip().casefold()
    ]
    if len(meant) != 1:
        known = ", ".join(f"{one.name} ({one.pk})" for one in decisions)
        raise CommandError(f"{text!r} means {len(meant)} decisions of {account.name}; there are: {known}.")
    return meant[0]


def _day(text: str | None) -> date:
    today = timezone.localdate()
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise CommandError(f"{text!r} is no day; write it as 2026-03-31.") from error
    if day > today:
        raise CommandError(f"{day} has not come; the board is shown as it stood until {today}.")
    return day


def _leaver(shown: BoardOn, text: str) -> str:
    _refuse_empty(shown)
    found = who_leaves(shown, text)
    if len(found) != 1:
        known = ", ".join(f"{name} ({code})" for code, name in shown.names.items())
        raise CommandError(f"{text!r} means {len(found)} people of the board; there are: {known}.")
    return found[0]


def _write(shown: BoardOn, left: Departure | None, language: str) -> None:
    _refuse_empty(shown)
    words = Words(shown.names, catalogue(language).pgettext)
    print(f"{shown.decision.name}, {shown.day}")
    if left is None:
        write_board(shown.board, words, sys.stdout, dated_on(shown))
    else:
        write_departure(left, words, sys.stdout)


def _refuse_empty(shown: BoardOn) -> None:
    if not shown.board.people:
        raise CommandError(f"Nobody stood on the board of {shown.decision.name!r} on {shown.day}; put people on it.")
