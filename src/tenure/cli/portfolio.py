"""`tenure portfolio`: the graded portfolio of the database, as a table or as JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from itertools import islice

from tenure.assessments.queries import active_criteria_set, uncovered_objectives
from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence, speaking_to
from tenure.cli.errors import CommandError
from tenure.cli.portfolio_table import print_portfolio
from tenure.core.policy import may
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import as_seen_by, current_ranking, league, not_key, portfolio_figures
from tenure.insight.queries.rankings import ranked_accounts
from tenure.insight.queries.records import ranking_record, standing_record
from tenure.people.models import Member

SHOWN = 30
PAGE = 500


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print JSON, all accounts unless --top says otherwise")
    parser.add_argument("--top", type=int, metavar="N", help=f"show the first N accounts (default {SHOWN}; 0 for all)")
    parser.add_argument("--not-key", action="store_true", help="show the accounts that are not key, and why")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Rank what the database holds, where the member may, and print it."""
    if args.top is not None and args.top < 0:
        raise CommandError(f"--top must be 0 (all) or more; got {args.top}.")
    member = acting_member(args)
    ranking = ranking_for(member)
    standings = _standings(member, only_not_key=args.not_key)
    with speaking_to(member):
        if args.json:
            _print_json(member, ranking, islice(standings, args.top or None))
        else:
            top = SHOWN if args.top is None else args.top
            figures = portfolio_figures(member, ranking)
            total = figures.accounts - (figures.key_accounts if args.not_key else 0)
            shown = list(islice(standings, top or None))
            print_portfolio(figures, ranking, shown, total=total, remarks=_remarks())
    return 0


def _remarks() -> list[str]:
    """Whether the selection serves every objective the company has stated."""
    criteria_set = active_criteria_set()
    uncovered = uncovered_objectives(criteria_set) if criteria_set else []
    return [f"No criterion serves the objective {objective.name!r}." for objective in uncovered]


def _print_json(member: Member, ranking: Ranking, standings: Iterable[Standing]) -> None:
    record = {**ranking_record(ranking, member), "accounts": [standing_record(standing) for standing in standings]}
    json.dump(record, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


def ranking_for(member: Member) -> Ranking:
    """The current ranking, brought up to date where the member may; CommandError when there is none."""
    if not ranked_accounts().exists():
        raise CommandError("There is no account to rank yet; `tenure import FILE` brings some, `tenure demo` a sample.")
    ranking = compute_ranking(by=member) if may(member, "ranking.compute") else current_ranking()
    if ranking is None:
        raise CommandError("Nothing has been ranked yet; a director or administrator has to rank first.")
    return ranking


def _standings(member: Member, *, only_not_key: bool) -> Iterator[Standing]:
    """Every standing the member sees in order of rank, page by page."""
    read, after = not_key if only_not_key else league, 0
    while True:
        page = read(member, after_rank=after, limit=PAGE)
        yield from (as_seen_by(member, standing) for standing in page.standings)
        if page.next_after_rank is None:
            return
        after = page.next_after_rank
