"""A process of its own: three leaders answer every question at one moment, `python -m tests.assessments.at_once`."""

import json
import threading
from collections.abc import Sequence
from typing import Any

import django

VALUES = (1, 2, 3)


def answer_together(kind: Any, account: Any, leaders: Sequence[Any]) -> list[list[str]]:
    """What each of them was told, question by question; nobody answers before all have seen what holds."""
    from django.db import connection

    from tenure.analytics.assessment.catalogue import QUESTIONNAIRES
    from tenure.assessments.actions.assessment import Answered, assess
    from tenure.assessments.queries import answers_of, sheet_of
    from tenure.core.errors import ConflictError

    asked = QUESTIONNAIRES[kind]
    start, told = threading.Barrier(len(VALUES)), {question.code: [""] * len(VALUES) for question in asked.questions}

    def work(place: int) -> None:
        try:
            for code, said in told.items():
                seen = sheet_of(asked, answers_of(asked, account)).seen
                start.wait()
                try:
                    answers = [Answered(code, VALUES[place])]
                    assess(kind=kind, account=account, answers=answers, by=leaders[place], seen=seen)
                    said[place] = "taken"
                except ConflictError as error:
                    said[place] = "told" if error.current[code] != VALUES[place] else "told its own"
                start.wait()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(VALUES))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [sorted(said) for said in told.values()]


def main() -> None:
    """Make the tables and three leaders, let them answer, and print what they were told."""
    django.setup()
    from django.core.management import call_command

    from tenure.accounts.actions.account import create_account
    from tenure.analytics.assessment.questionnaire import AssessmentKind
    from tenure.core.policy import Role
    from tenure.people.actions import create_member

    call_command("migrate", verbosity=0)
    leaders = [
        create_member(email=f"{place}@example.com", name=f"Leader {place}", role=Role.DIRECTOR, by=None)
        for place in VALUES
    ]
    account = create_account(by=leaders[0], name="Nordhaven")
    told = answer_together(AssessmentKind.TARGETS, account, leaders)
    print(json.dumps(told + answer_together(AssessmentKind.MATURITY, None, leaders)))


if __name__ == "__main__":
    main()
