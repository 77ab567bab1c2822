"""`tenure explain ACCOUNT`: why one account stands where it stands, and what would change that."""

import json
import sys
from argparse import ArgumentParser, Namespace

from django.utils import timezone

from tenure.accounts.models import Account
from tenure.accounts.search import meant_by
from tenure.assessments.queries import open_questions
from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence, speaking_to
from tenure.cli.errors import CommandError
from tenure.cli.explain_text import print_explanation
from tenure.cli.portfolio import ranking_for
from tenure.insight.models import Standing
from tenure.insight.queries import as_seen_by, explanation, grade_history, sensitivity, standing_of
from tenure.insight.queries.records import explanation_record, service_record
from tenure.insight.queries.service import service_of
from tenure.people.models import Member


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("account", metavar="ACCOUNT", help="number, external id or name of the account")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Explain the account's standing in the current ranking."""
    member = acting_member(args)
    account = find_account(args.account, member)
    ranking_for(member)
    standing = as_seen_by(member, _standing(account))
    explained, firmness = explanation(standing), sensitivity(standing, member)
    with speaking_to(member):
        service = service_of(standing, today=timezone.localdate())
        if args.json:
            record = {**explanation_record(explained, firmness), "service": service_record(service)}
            json.dump(record, sys.stdout, indent=2, ensure_ascii=False)
            sys.stdout.write("\n")
        else:
            print_explanation(explained, firmness, open_questions(account), grade_history(account), service)
    return 0


def find_account(text: str, member: Member) -> Account:
    """The one account that the text means among those the member sees; CommandError for none and for several."""
    found = meant_by(Account.objects.visible_to(member), text)
    if not found:
        raise CommandError(f"You see no account that {text!r} could mean; give a number, external id or name.")
    if len(found) > 1:
        names = ", ".join(f"{account.name} ({account.external_id or account.pk})" for account in found)
        raise CommandError(f"{text!r} could mean several accounts: {names}; give the number or external id.")
    return found[0]


def _standing(account: Account) -> Standing:
    standing = standing_of(account)
    if standing is None:
        raise CommandError(f"{account.name} is a {account.kind} and not ranked; customers and prospects are.")
    return standing
