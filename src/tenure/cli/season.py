"""`tenure season publish` and `tenure season list`."""

import sys
from argparse import ArgumentParser, Namespace

from rich.table import Table
from rich.text import Text

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.league_table import console_on
from tenure.cli.portfolio import ranking_for
from tenure.cli.portfolio_table import day
from tenure.insight.actions.season import publish_season
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking
from tenure.insight.queries import seasons
from tenure.insight.queries.rankings import moves_of


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the two subcommands."""
    commands = parser.add_subparsers(dest="season_command", required=True, metavar="publish|list")
    publish = commands.add_parser("publish", help="publish the current ranking as a season")
    publish.add_argument("--name", help="the season's name (default: the day of its ranking, as in 2026-11-19)")
    add_member_argument(publish)
    add_member_argument(commands.add_parser("list", help="list the published seasons"))


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Publish a season or list them."""
    return _publish(args) if args.season_command == "publish" else _list(args)


def _publish(args: Namespace) -> int:
    member = acting_member(args)
    day_of_ranking = ranking_for(member).as_of.isoformat()
    season = publish_season(name=day_of_ranking if args.name is None else args.name, by=member)
    console_on(sys.stdout).print(
        Text(f"Season {season.name} is published as of {day(season.as_of)}: {_moves(season)}.")
    )
    return 0


def _moves(season: Ranking) -> str:
    moves = moves_of(season)
    if not any(moves.values()):
        return "the first, so nobody is promoted or relegated"
    return f"{moves[Movement.PROMOTED]} promoted, {moves[Movement.RELEGATED]} relegated, {moves[Movement.NEW]} new"


def _list(args: Namespace) -> int:
    acting_member(args)
    table = Table("Season", "As of", "Published", "By", box=None, pad_edge=False, header_style="bold")
    for season in seasons():
        published = day(season.published_at) if season.published_at else ""
        table.add_row(season.name, day(season.as_of), published, season.published_by_name)
    console_on(sys.stdout).print(table)
    return 0
