"""`tenure worker`: work through background jobs, here or on as many machines as share the database."""

from argparse import ArgumentParser, Namespace

from tenure.core.worker import work


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--until-idle", action="store_true", help="end as soon as no job is waiting")


def run(args: Namespace) -> int:
    """Run jobs until Ctrl-C or SIGTERM; what is unfinished then goes back to the queue."""
    work(idle=lambda: args.until_idle)
    return 0
