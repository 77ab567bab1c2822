"""One account on one page, for whoever is about to meet its people: the same on the screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenure.accounts.models import Account, Commitment, Interaction, TeamMember
from tenure.accounts.queries import kept_rate_of, parent_of, team_of
from tenure.accounts.queries.brief import LastWords, last_words_of, latest_talks, owed_both_ways
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.findings import gravest_first
from tenure.analytics.commitments import KeptRate
from tenure.core.policy import Actor, hidden_from, may
from tenure.insight.models import Standing
from tenure.insight.queries.league import standing_of
from tenure.insight.queries.restricted import as_seen_by
from tenure.insight.queries.rollup import Rollup, rollup
from tenure.relationships.board_findings import FindingView, finding_views, one_for_each
from tenure.relationships.board_people import people_views
from tenure.relationships.board_words import Mark
from tenure.relationships.models import Decision
from tenure.relationships.queries import BoardOn, board_on, decision_to_show, decisions_of, findings_on

FINDINGS_SHOWN = 5


@dataclass(frozen=True)
class AccountBrief:
    """What is read before a meeting. `people` come with the marks that a board has of them.

    `hidden` are the fields of the standing that the reader may not see; `decision` and what a board warns of
    (`findings`) are there for those alone who may see judgements.
    """

    account: Account
    today: date
    standing: Standing | None
    rollup: Rollup
    hidden: frozenset[str]
    parent: Account | None
    team: Sequence[TeamMember]
    ours: Sequence[Commitment]
    theirs: Sequence[Commitment]
    rate: KeptRate
    people: Sequence[tuple[LastWords, Sequence[Mark]]]
    talks: Sequence[Interaction]
    decision: Decision | None
    findings: Sequence[FindingView]


class _Nowhere:
    """A brief has no addresses of people."""

    def person(self, contact: int) -> str:  # noqa: ARG002 - as `Addresses` asks
        return ""


def account_brief(account: Account, member: Actor, today: date) -> AccountBrief:
    """Read it, with the board of the open decision that is due first. Ask only for an account that the member sees."""
    standing = standing_of(account)
    seen = as_seen_by(member, standing) if standing else None
    ours, theirs = owed_both_ways(account)
    board = _board(account, member, today)
    judged = evaluate(board.board) if board and board.board.people else None
    marks = _marks(board, judged)
    return AccountBrief(
        account=account,
        today=today,
        standing=seen,
        rollup=rollup(account, member, seen.ranking if seen else None, today=today),
        hidden=hidden_from(member, "standing"),
        parent=parent_of(account, member),
        team=list(team_of(account)),
        ours=ours,
        theirs=theirs,
        rate=kept_rate_of(account.commitments.filter(contact=None), today),
        people=[(words, marks.get(words.contact.pk, ())) for words in last_words_of(account)],
        talks=latest_talks(account),
        decision=board.decision if board else None,
        findings=_findings(board, judged),
    )


def _board(account: Account, member: Actor, today: date) -> BoardOn | None:
    if not may(member, "judgement.see"):
        return None
    decision = decision_to_show(decisions_of(account))
    return None if decision is None else board_on(decision, today)


def _marks(board: BoardOn | None, judged: Evaluation | None) -> dict[int, Sequence[Mark]]:
    """What the board shows of its people in a word or two, by the contact's number."""
    if board is None or judged is None:
        return {}
    return {one.number: one.marks for one in people_views(board, judged, _Nowhere(), judged=True)}


def _findings(board: BoardOn | None, judged: Evaluation | None) -> list[FindingView]:
    if board is None or judged is None:
        return []
    found = gravest_first(findings_on(board, judged))
    top, _others = one_for_each(finding_views(found, [], board, _Nowhere()))
    return top[:FINDINGS_SHOWN]
