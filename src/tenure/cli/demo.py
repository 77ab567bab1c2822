"""`tenure demo`: load the sample company, write its files, or remove it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.utils import timezone

from tenure.accounts.models import Account
from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.integrations.sample import sample_company
from tenure.integrations.sample.actions import remove_sample_company
from tenure.integrations.sample.loading import load_sample_company
from tenure.integrations.sample.words import SOURCE
from tenure.people.models import Member


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--remove", action="store_true", help="remove the sample company and nothing else")
    choice.add_argument("--write", type=Path, metavar="FOLDER", help="only write its files, to try `tenure import` on")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Do one of the three."""
    if args.write:
        for file in sample_company(timezone.localdate()).write_csv(args.write):
            print(file)
    elif args.remove:
        remove(acting_member(args))
    else:
        load(acting_member(args))
    return 0


def load(by: Member) -> None:
    """Load the sample company as of today; CommandError when it is there already."""
    if Account.objects.filter(source=SOURCE).exists():
        raise CommandError("The sample company is loaded already; `tenure demo --remove` removes it.")
    load_sample_company(today=timezone.localdate(), by=by, say=print)
    print("The sample company is loaded.")


def remove(by: Member) -> None:
    """Remove the sample company and say what had to stay."""
    if not Account.objects.filter(source=SOURCE).exists():
        raise CommandError("The sample company is not loaded; `tenure demo` loads it.")
    stayed = remove_sample_company(by=by)
    print("The sample company is removed.")
    for sentence in stayed:
        print(sentence)
