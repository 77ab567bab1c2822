"""What the snapshots of boards warn of, on the portfolio's page and behind the bell: a sentence, and one way on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.contact import change_contact
from tenure.accounts.models import Account
from tenure.analytics.board.monitoring import WatchKind
from tenure.core.models import Notification
from tenure.core.notices import SENTENCES
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.insight.models import BoardNotice
from tenure.insight.queries.needs import board_findings
from tenure.people.models import Member
from tenure.web.components.board_notices import notice_sentence
from tenure.web.views.portfolio_needs import WORDS
from tests.queries import queries_of
from tests.relationships.golden import Golden, golden_board


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    return golden_board(account, alice, timezone.localdate() - timedelta(days=30))


def test_each_warning_has_its_button(golden: Golden, account: Account, alice: Member) -> None:
    today = timezone.localdate()
    change_contact(contact=golden.contacts["juul"], changes={"left_on": today}, by=alice)
    take_snapshots(day=today, by=None)
    lines = {line.button: line for line in (WORDS[one.need](one) for one in board_findings(alice))}
    decision, juul = golden.decision.pk, golden.contacts["juul"].pk
    assert lines["Take them off the board"].address == (
        f"/accounts/{account.pk}/decisions/{decision}/role?contact={juul}"
    )
    assert lines["Take them off the board"].sentence == (
        f"Juul has left {account.name} and still stands on the board of The golden board."
    )
    assert lines["See the board"].address == f"/accounts/{account.pk}/board/?decision={decision}"


def test_the_home_page_asks_once_for_all_of_them(golden: Golden, alice: Member) -> None:
    take_snapshots(day=timezone.localdate(), by=None)
    board_findings(alice)
    assert len(queries_of(lambda: [WORDS[one.need](one) for one in board_findings(alice)])) == 1


@pytest.mark.parametrize("kind", list(WatchKind))
def test_every_kind_has_its_sentences(kind: WatchKind, golden: Golden, account: Account, alice: Member) -> None:
    dahl, today = golden.contacts["dahl"], timezone.localdate()
    notice = BoardNotice(
        kind=kind, urgency=1, account=account, decision=golden.decision, contact=dahl, member=alice, since=today,
        value=3,
    )  # fmt: skip
    assert "%" not in notice_sentence(notice)
    assert f"board_{kind}" in SENTENCES


def test_a_notification_leads_to_its_board(client: Client, golden: Golden, account: Account, alice: Member) -> None:
    today = timezone.localdate()
    take_snapshots(day=today - timedelta(days=1), by=None)
    change_contact(contact=golden.contacts["juul"], changes={"left_on": today}, by=alice)
    take_snapshots(day=today, by=None)
    told = Notification.objects.get(member_id=alice.pk, kind="board_left")
    client.force_login(alice)
    assert "Juul has left" in client.get("/notifications/").content.decode()
    answer = client.post(f"/notifications/{told.pk}")
    assert answer["Location"] == f"/accounts/{account.pk}/board/?decision={golden.decision.pk}"
