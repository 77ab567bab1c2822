"""`tenure plan ACCOUNT`: the account's plan on one page or in a file, as it stands or as a version was signed."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.utils import timezone

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence, speaking_to
from tenure.cli.errors import CommandError
from tenure.cli.explain import find_account
from tenure.cli.paper_export import export_paper
from tenure.cli.plan_text import print_plan
from tenure.core.policy import require
from tenure.growth.models import Plan
from tenure.growth.queries.course import signatures_on
from tenure.growth.queries.plans import plan_of
from tenure.insight.queries.plan_answer import plan_answer
from tenure.integrations.papers.plan import plan_paper
from tenure.people.models import Member


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("account", metavar="ACCOUNT", help="number, external id or name of the account")
    parser.add_argument("--version", metavar="N", type=int, help="the version of that number, as it was frozen")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--export", metavar="FILE", help="write the plan as it stands into a file: .pdf or .pptx")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Print the plan, or one of its versions."""
    member = acting_member(args)
    if args.export and (args.json or args.version is not None):
        raise CommandError("--export writes the plan as it stands; leave --json and --version away.")
    account = find_account(args.account, member)
    require(member, "plan.see")
    plan = plan_of(account)
    if plan is None:
        raise CommandError(f"{account.name} has no plan yet; begin one on its page.")
    with speaking_to(member):
        if args.export:
            export_paper(plan_paper(plan, timezone.localdate()), Path(args.export))
            return 0
        told = _as_it_stands(plan, member) if args.version is None else _as_frozen(plan, args.version)
        if args.json:
            json.dump(told, sys.stdout, indent=2, ensure_ascii=False)
            sys.stdout.write("\n")
        else:
            print_plan(account.name, told)
    return 0


def _as_it_stands(plan: Plan, member: Member) -> dict[str, Any]:
    return plan_answer(plan, member, timezone.localdate())


def _as_frozen(plan: Plan, number: int) -> dict[str, Any]:
    version = plan.versions.filter(number=number).first()
    if version is None:
        known = ", ".join(str(one) for one in plan.versions.order_by("number").values_list("number", flat=True))
        raise CommandError(f"There is no version {number} of this plan; there are: {known or 'none yet'}.")
    return {
        "plan": plan.pk,
        "account": plan.account_id,
        "number": version.number,
        "frozen_at": version.frozen_at.isoformat(),
        "digest": version.digest,
        "signed": [signature.member.name for signature in signatures_on(version)],
        "document": version.document,
    }
