"""`tenure COMMAND ...`: choose the command, load only its module, and turn what goes wrong into one sentence.

Exit codes: 0 done, 1 a fault of the program, 2 bad input, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn

from tenure import __version__
from tenure.cli.errors import CommandError
from tenure.integrations.files.errors import FileError

DONE, FAULT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """A name on the command line and the module behind it.

    The module has `add_arguments(parser)` and `run(args) -> int`. Where `needs_django`, Django is set up before the
    module is imported. A command whose module does not exist is not offered. `acts` are those of the policy that the
    acting member needs, for the whole command or for one of its subcommands ("season.publish" for `publish`); none
    where it takes no member but the server's own terminal.
    """

    name: str
    module: str
    help: str
    acts: tuple[str, ...]
    needs_django: bool = True


COMMANDS = (
    Command("rank", "tenure.cli.rank", "rank the customers of your files; no database needed", (), needs_django=False),
    Command(
        "board",
        "tenure.cli.board",
        "judge the board of an account's buying decision, or one from a file",
        ("judgement.see", "account.see"),
        needs_django=False,
    ),
    Command(
        "import",
        "tenure.cli.imports",
        "bring accounts, contacts, products and orders in from files",
        ("import.run", "import.undo"),
    ),
    Command("portfolio", "tenure.cli.portfolio", "show the graded portfolio", ("account.see",)),
    Command("explain", "tenure.cli.explain", "say why an account has its grade", ("account.see",)),
    Command("plan", "tenure.cli.plan", "show an account's plan, or a signed version of it", ("plan.see",)),
    Command("commitments", "tenure.cli.commitments", "show what is owed and how much was kept", ("account.see",)),
    Command("people", "tenure.cli.people", "show the people of the accounts, and who was met when", ("account.see",)),
    Command("season", "tenure.cli.season", "publish the grades of a season", ("account.see", "season.publish")),
    Command("demo", "tenure.cli.demo", "load the sample company, or remove it", ("organisation.change",)),
    Command("export", "tenure.cli.export", "write accounts, contacts and the rest to a file", ("export.run",)),
    Command(
        "member",
        "tenure.cli.member",
        "add and disable members, and print their sign-in links",
        ("member.see", "member.manage"),
    ),
    Command("token", "tenure.cli.token", "issue, list and revoke tokens for the API", ("token.issue",)),
    Command("run", "tenure.cli.run", "serve the web application on this machine", (), needs_django=False),
    Command("worker", "tenure.cli.worker", "work through background jobs", ()),
    Command("doctor", "tenure.cli.doctor", "say what is configured and what is unsafe", ()),
)


class Parser(argparse.ArgumentParser):
    """argparse that answers a mistake with one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message[:1].upper()}{message[1:].rstrip('.')}; {self.prog} --help says what is allowed.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; a traceback is shown only where TENURE_DEBUG is set."""
    try:
        return run(list(sys.argv[1:] if argv is None else argv))
    except (CommandError, FileError) as refusal:
        return _say(refusal.sentence, BAD_INPUT)
    except KeyboardInterrupt:
        return _say("Interrupted.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain again when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        if os.environ.get("TENURE_DEBUG"):
            raise
        kind = type(fault).__name__
        return _say(f"Tenure itself failed ({kind}: {_first_line(fault)}); TENURE_DEBUG=1 shows where.", FAULT)


def run(argv: list[str]) -> int:
    """Parse the command line with the chosen command's arguments and run it."""
    offered = [command for command in COMMANDS if find_spec(command.module)]
    chosen = next((command for command in offered if argv and command.name == argv[0]), None)
    parser = Parser(prog="tenure", description="Key-account management that explains itself.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"tenure {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for command in offered:
        own = commands.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[:1].upper()}{command.help[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if command is chosen:
            _load(command, own)
    args = parser.parse_args(argv)
    code: int = args.run(args)
    return code


def _load(command: Command, parser: argparse.ArgumentParser) -> None:
    if command.needs_django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
        import django

        django.setup()
    module = import_module(command.module)
    module.add_arguments(parser)
    parser.set_defaults(run=module.run)


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _first_line(fault: Exception) -> str:
    return next(iter(str(fault).splitlines()), "").rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
