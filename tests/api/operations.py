"""Every operation of the API with a request that succeeds for the member named."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.api.answers import Answer
from tests.api.conftest import World


@dataclass(frozen=True)
class Case:
    """One operation. `{name}` in path and body stands for the number of that part of the world.

    `file` is what an upload sends, the body then being its options.
    """

    operation: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    who: str = "alice"
    status: int = 200
    file: bytes = b""

    def __str__(self) -> str:
        return self.operation


# What a token cannot do: make another credential for the browser or for scripts.
SIGNED_IN_ONLY = frozenset({"post_token", "post_sign_in_link", "post_calendar_feed"})
EMPTY: dict[str, Any] = {}
SOON = (timezone.localdate() + timedelta(days=7)).isoformat()
CRITERIA_SET = {
    "name": "Another", "criteria": [{"code": "revenue", "name": "revenue", "measure": "revenue", "weight": 1}],
}  # fmt: skip
INVOICE = {"number": "R-2", "issued_on": "2026-04-14", "amount": "10.00", "currency": "EUR"}


def changed(noun: str, changes: Mapping[str, Any], who: str = "alice") -> list[Case]:
    """The operations on one thing of a kind."""
    path = f"{noun.replace('_', '-')}s/{{{noun}}}"
    return [
        Case(f"patch_{noun}", "patch", path, changes, who),
        Case(f"delete_{noun}", "delete", path, who=who, status=204),
        Case(f"post_{noun}_restore", "post", f"{path}/restore", who=who),
    ]


def kept(noun: str, new: Mapping[str, Any], changes: Mapping[str, Any], who: str = "alice") -> list[Case]:
    """The operations on a kind of thing that is listed, added, changed, taken off and put back."""
    path = f"{noun.replace('_', '-')}s"
    return [
        Case(f"list_{noun}s", "get", path),
        Case(f"post_{noun}", "post", path, new, who, 201),
        *changed(noun, changes, who),
    ]


CASES = [
    Case("list_accounts", "get", "accounts"),
    Case("list_trashed_accounts", "get", "accounts/trash", who="director"),
    Case("post_account", "post", "accounts", {"name": "Neu AG"}, status=201),
    Case("get_account", "get", "accounts/{account}"),
    Case("patch_account", "patch", "accounts/{account}", {"city": "Bremen"}),
    Case("delete_account", "delete", "accounts/{account}", who="director", status=204),
    Case("post_restore", "post", "accounts/{trashed}/restore", who="director"),
    Case("put_owner", "put", "accounts/{account}/owner", {"owner": "{bob}"}, who="director"),
    Case("get_team", "get", "accounts/{account}/team"),
    Case("post_team_member", "post", "accounts/{account}/team", {"member": "{charlie}"}, status=201),
    Case("delete_team_member", "delete", "accounts/{account}/team/{bob}", status=204),
    Case("get_account_tree", "get", "accounts/{account}/tree"),
    Case("put_global_manager", "put", "accounts/{account}/global-manager", {"member": "{bob}"}, who="director"),
    Case("list_responsibilities", "get", "accounts/{account}/responsibilities"),
    Case("put_responsibility", "put", "accounts/{account}/responsibilities/delivery/{bob}", {"part": "accountable"}),
    Case("get_account_calendar", "get", "accounts/{account}/calendar"),
    Case("get_search", "get", "search?q=blauer"),
    Case("list_seen", "get", "search/seen"),
    Case("put_seen", "put", "accounts/{account}/seen", status=204),
    Case("list_contacts", "get", "contacts"),
    Case("post_contact", "post", "contacts", {"account": "{account}", "name": "Ana"}, status=201),
    Case("get_contact", "get", "contacts/{contact}"),
    Case("patch_contact", "patch", "contacts/{contact}", {"title": "CEO"}),
    Case("get_contact_career", "get", "contacts/{contact}/career"),
    Case("put_contact_formerly", "put", "contacts/{contact}/formerly", {"contact": None}),
    Case("delete_contact", "delete", "contacts/{contact}", status=204),
    Case("post_contact_restore", "post", "contacts/{contact}/restore"),
    Case("list_interactions", "get", "interactions"),
    Case("post_interaction", "post", "interactions", {"account": "{account}", "subject": "Call"}, status=201),
    Case("post_log_line", "post", "interactions/log-line", {"account": "{account}", "line": "Call with Maria"}),
    Case("get_interaction", "get", "interactions/{interaction}"),
    Case("patch_interaction", "patch", "interactions/{interaction}", {"notes": "Asked for more"}),
    Case("delete_interaction", "delete", "interactions/{interaction}", status=204),
    Case("post_interaction_restore", "post", "interactions/{interaction}/restore"),
    Case("list_commitments", "get", "commitments"),
    Case(
        "post_commitment",
        "post",
        "commitments",
        {
            "account": "{account}", "text": "Send it", "due_on": "2026-04-01", "to_contact": "{contact}",
            "interaction": "{interaction}",
        },
        status=201,
    ),
    Case("get_kept_rates", "get", "commitments/kept"),
    Case("get_kept_rates_of_account", "get", "commitments/kept/{account}"),
    Case("get_commitment", "get", "commitments/{commitment}"),
    Case("patch_commitment", "patch", "commitments/{commitment}", {"owner": None, "contact": "{contact}"}),
    Case("post_commitment_kept", "post", "commitments/{commitment}/keep", {"outcome": "Sent"}),
    Case("post_commitment_missed", "post", "commitments/{commitment}/miss", EMPTY),
    Case("post_commitment_withdrawn", "post", "commitments/{commitment}/withdraw", EMPTY),
    Case(
        "post_commitment_redated",
        "post",
        "commitments/{commitment}/redate",
        {"due_on": "2026-04-08", "reason": "Their drawings are late"},
    ),
    Case("post_commitment_delegated", "post", "commitments/{commitment}/delegate", {"to": "{bob}"}),
    Case("post_commitment_reopened", "post", "commitments/{commitment}/reopen"),
    Case("post_commitment_undo", "post", "commitments/{commitment}/undo"),
    Case("delete_commitment", "delete", "commitments/{commitment}", status=204),
    Case("post_commitment_restore", "post", "commitments/{commitment}/restore"),
    Case("list_documents", "get", "documents"),
    Case("post_document", "post", "documents", {"account": "{account}"}, status=201, file=b"name;city\nA;B\n"),
    Case("get_document_record", "get", "documents/{document}"),
    Case("get_document_file", "get", "documents/{document}/file"),
    Case("patch_document", "patch", "documents/{document}", {"note": "Signed"}),
    Case("delete_document", "delete", "documents/{document}", status=204),
    Case("post_document_restore", "post", "documents/{document}/restore"),
    Case("get_rollup", "get", "accounts/{account}/rollup"),
    Case("list_products", "get", "products"),
    Case("post_product", "post", "products", {"name": "Tofu"}, who="director", status=201),
    Case("get_product", "get", "products/{product}"),
    Case("patch_product", "patch", "products/{product}", {"unit": "box"}, who="director"),
    Case("delete_product", "delete", "products/{product}", who="director", status=204),
    Case("list_orders", "get", "orders"),
    Case(
        "post_order",
        "post",
        "orders",
        {
            "account": "{account}", "ordered_on": "2026-05-01", "currency": "EUR",
            "lines": [{"product": "{product}", "quantity": "2", "unit_price": "9.99"}],
        },
        status=201,
    ),
    Case("get_order", "get", "orders/{order}"),
    Case("patch_order", "patch", "orders/{order}", {"state": "delivered"}),
    Case("post_delivery", "post", "orders/{order}/deliveries", {"line": "{line}"}, status=201),
    Case(
        "patch_delivery", "patch", "orders/{order}/deliveries/{delivery}", {"quantity": "3"},
    ),
    Case("post_invoice", "post", "orders/{order}/invoices", INVOICE, status=201),
    Case(
        "patch_invoice", "patch", "orders/{order}/invoices/{invoice}", {"paid_on": "2026-05-02"},
    ),
    Case("list_decisions", "get", "decisions"),
    Case("post_decision", "post", "decisions", {"account": "{account}", "name": "Valves"}, status=201),
    Case("get_decision", "get", "decisions/{decision}"),
    Case("patch_decision", "patch", "decisions/{decision}", {"state": "decided"}),
    Case("get_board", "get", "decisions/{decision}/board"),
    Case("get_board_export", "get", "accounts/{account}/board/export?format=svg"),
    Case("get_plan_export", "get", "accounts/{account}/plan/export?format=pptx"),
    Case("get_brief_export", "get", "accounts/{account}/brief/export?format=pptx"),
    Case("get_roadmap_export", "get", "accounts/{account}/roadmap/export?format=pptx"),
    Case("get_minutes_export", "get", "plan-reviews/{past_review}/minutes/export?format=pptx"),
    Case("list_decision_roles", "get", "decision-roles"),
    Case("post_decision_role", "post", "decision-roles",
         {"decision": "{decision}", "contact": "{colleague}", "level": 4}, status=201),
    Case("post_decision_role_end", "post", "decision-roles/{decision_role}/end", EMPTY),
    Case("list_stances", "get", "stances"),
    Case("post_stance", "post", "stances",
         {"decision": "{decision}", "contact": "{contact}", "value": -1, "evidence": "Asked others"}, status=201),
    Case("list_influences", "get", "influences"),
    Case("post_influence", "post", "influences",
         {"decision": "{decision}", "source": "{contact}", "target": "{colleague}", "weight": "0.5"}, status=201),
    Case("post_influence_end", "post", "influences/{influence}/end", EMPTY),
    Case("list_fog_squares", "get", "fog-squares"),
    Case("post_fog_square", "post", "fog-squares", {"decision": "{decision}", "level": 5, "function": "finance"},
         status=201),
    Case("post_fog_square_end", "post", "fog-squares/{fog_square}/end", EMPTY),
    Case("list_handovers", "get", "handovers"),
    Case("post_handover", "post", "handovers", {"account": "{account}", "from_member": "{bob}"}, status=201),
    Case("get_handover", "get", "handovers/{handover}"),
    Case("patch_handover", "patch", "handovers/{handover}", {"reason": "Moves on"}),
    Case("get_handover_items", "get", "handovers/{handover}/items"),
    Case("put_handover_item", "put", "handovers/{handover}/items/style", {"note": "Mails only", "done": True}),
    Case("post_handover_meeting", "post", "handovers/{handover}/meeting", {"meeting": "{interaction}"}),
    Case("post_handover_receipt", "post", "handovers/{handover}/receive"),
    Case("post_handover_acceptance", "post", "handovers/{received_handover}/accept",
         {"accepted_by": "{contact}", "accepted_on": "2026-02-01"}),
    Case("post_handover_closing", "post", "handovers/{watched_handover}/close", {"outcome": "Nobody was lost"}),
    Case("post_handover_undo", "post", "handovers/{handover}/undo"),
    Case("get_handover_sheet", "get", "handovers/{handover}/sheet"),
    Case("get_handover_watch", "get", "handovers/{watched_handover}/watch"),
    Case("get_continuity", "get", "handovers/continuity/{account}"),
    Case("list_roadmap_entries", "get", "roadmap-entries"),
    Case("post_roadmap_entry", "post", "roadmap-entries", {"account": "{account}", "name": "Audit",
          "due_on": "2026-06-30", "owner": "{bob}",
          "contact": "{contact}"}, status=201),
    Case("patch_roadmap_entry", "patch", "roadmap-entries/{roadmap_entry}", {"reached_on": "2026-06-29"}),
    Case("delete_roadmap_entry", "delete", "roadmap-entries/{roadmap_entry}", status=204),
    Case("post_roadmap_entry_restore", "post", "roadmap-entries/{roadmap_entry}/restore"),
    Case("list_expectations", "get", "expectations"),
    Case("post_expectation", "post", "expectations", {"account": "{account}", "name": "Answers"}, status=201),
    Case("patch_expectation", "patch", "expectations/{expectation}", {"client_visible": True}),
    Case("delete_expectation", "delete", "expectations/{expectation}", status=204),
    Case("post_expectation_restore", "post", "expectations/{expectation}/restore"),
    Case("post_expectation_acceptance", "post", "expectations/{expectation}/accept",
         {"accepted_by": "{contact}", "accepted_on": "2026-02-01"}),
    Case("post_expectation_undo", "post", "expectations/{expectation}/undo"),
    Case("list_benefits", "get", "benefits"),
    Case("post_benefit", "post", "benefits", {"account": "{account}", "name": "Fewer stops", "amount": "10.00",
          "currency": "EUR"}, status=201),
    Case("patch_benefit", "patch", "benefits/{benefit}", {"evidence": "Log"}),
    Case("delete_benefit", "delete", "benefits/{benefit}", status=204),
    Case("post_benefit_restore", "post", "benefits/{benefit}/restore"),
    Case("post_benefit_acceptance", "post", "benefits/{benefit}/accept",
         {"accepted_by": "{contact}", "accepted_on": "2026-02-01"}),
    Case("post_benefit_undo", "post", "benefits/{benefit}/undo"),
    Case("list_card_answers", "get", "card-answers"),
    Case("post_card_answer", "post", "card-answers",
         {"account": "{account}", "question": 2, "answer": "Nils", "confidence": 3}, status=201),
    Case("post_card_answer_end", "post", "card-answers/{card_answer}/end", EMPTY),
    Case("list_questionnaires", "get", "questionnaires"),
    Case("list_advice_given", "get", "advice"),
    Case("post_advice", "post", "advice", {"account": "{account}", "name": "Keep the pumps", "owner": "{bob}",
         "contact": "{contact}"}, status=201),
    Case("patch_advice", "patch", "advice/{advice}", {"result": "taken"}),
    Case("delete_advice", "delete", "advice/{advice}", status=204),
    Case("post_advice_restore", "post", "advice/{advice}/restore"),
    Case("get_advice_tally", "get", "accounts/{account}/advice"),
    Case("get_trust", "get", "accounts/{account}/trust"),
    Case("list_assessments", "get", "assessments"),
    Case("post_assessment", "post", "assessments",
         {"kind": "stage", "account": "{account}", "side": "theirs", "person": "{contact}",
          "answers": [{"question": "openness", "value": 3}]}, status=201),
    Case("delete_assessment", "delete", "assessments/{assessment}", status=204),
    Case("post_assessment_restore", "post", "assessments/{assessment}/restore"),
    Case("get_targets", "get", "accounts/{account}/targets"),
    Case("get_stage", "get", "accounts/{account}/stage"),
    Case("get_programme", "get", "programme"),
    Case("list_plans", "get", "plans"),
    # The account has an open plan, and only one at a time.
    Case("post_plan", "post", "plans", {"account": "{account}"}, status=422),
    Case("get_plan", "get", "plans/{plan}"),
    Case("patch_plan", "patch", "plans/{plan}", {"message": "One number to call"}),
    Case("get_plan_document", "get", "plans/{plan}/document"),
    Case("post_section_review", "post", "plans/{plan}/review", {"section": "strategy"}),
    Case("post_circulation", "post", "plans/{plan}/circulate", EMPTY, status=201),
    Case("post_plan_step", "post", "plans/{plan}/step", {"step": "close"}),
    Case("list_plan_versions", "get", "plan-versions"),
    Case("get_plan_version", "get", "plan-versions/{plan_version}"),
    Case("get_plan_differences", "get", "plan-versions/{plan_version}/differences/1"),
    Case("post_signature", "post", "plan-versions/{plan_version}/sign"),
    Case("post_signature_withdrawn", "post", "plan-versions/{plan_version}/withdraw"),
    Case("get_guidance", "get", "guidance"),
    Case("patch_guidance", "patch", "guidance", {"vision": "Nobody has to chase us"}, who="director"),
    Case("list_plan_actions", "get", "plan-actions"),
    Case("post_plan_action", "post", "plan-actions",
         {"objective": "{plan_objective}", "text": "Visit the plant", "due_on": "2026-05-01"}, status=201),
    *kept("client_need", {"plan": "{plan}", "words": "Fewer suppliers"}, {"result": "Two instead of five"}),
    *kept("plan_objective", {"plan": "{plan}", "name": "Be known to their board"}, {"measure": "people"}),
    *kept("plan_risk", {"plan": "{plan}", "name": "Their new owner"}, {"likelihood": 3}),
    *kept("sponsor_ask", {"plan": "{plan}", "name": "A call a quarter"}, {"state": "granted"}),
    *kept("planned_resource", {"plan": "{plan}", "name": "Visits"}, {"planned_hours": "40"}),
    *kept("profit_year", {"plan": "{plan}", "year": 2027}, {"cost": "500"}),
    *kept("plan_requirement", {"plan": "{plan}", "name": "60 days net"}, {"status": "met"}),
    *changed("plan_action", {"weight": "2"}),
    Case("list_plan_reviews", "get", "plan-reviews"),
    Case("list_due_reviews", "get", "plan-reviews/due"),
    # The plan has an open review, and only one at a time.
    Case("post_plan_review", "post", "plan-reviews", {"plan": "{plan}"}, status=422),
    Case("get_plan_review", "get", "plan-reviews/{plan_review}"),
    Case("patch_plan_review", "patch", "plan-reviews/{plan_review}", {"on_balance": "Too short"}, who="director"),
    # It has begun, so that its day stands.
    Case("post_plan_review_moved", "post", "plan-reviews/{plan_review}/move", {"due_on": "2026-07-01"}, status=422),
    Case("post_plan_review_begun", "post", "plan-reviews/{plan_review}/begin", who="director"),
    Case("put_review_value", "put", "plan-reviews/{plan_review}/value",
         {"name": "Thrift", "verdict": "lived", "evidence": "One visit for two lines"}, who="director"),
    Case("post_review_finding", "post", "plan-reviews/{plan_review}/findings",
         {"text": "Name a second contact", "due_on": "2026-07-01"}, who="director", status=201),
    Case("post_plan_review_closed", "post", "plan-reviews/{plan_review}/close", {"next_on": "2126-10-01"},
         who="director"),
    Case("list_proposal_reviews", "get", "proposal-reviews"),
    Case("post_proposal_review", "post", "proposal-reviews",
         {"account": "{account}", "title": "Slides", "asked_of": "{bob}", "due_on": "2026-06-01"}, status=201),
    Case("get_proposal_review", "get", "proposal-reviews/{proposal_review}"),
    Case("post_verdict", "post", "proposal-reviews/{proposal_review}/answer", {"verdict": "go"}, who="director"),
    Case("post_proposal_withdrawn", "post", "proposal-reviews/{proposal_review}/withdraw"),
    *kept("engagement", {"account": "{account}", "name": "Third line"}, {"name": "Line two"}),
    Case("get_engagement", "get", "engagements/{engagement}"),
    Case("get_engagement_course", "get", "engagements/{engagement}/course"),
    Case("put_engagement_criterion", "put", "engagements/{engagement}/criteria/terms_agreed", {"answer": "met"}),
    Case("post_engagement_move", "post", "engagements/{engagement}/move", {"to": "pre_sales", "reason": "They wait"}),
    Case("post_engagement_end", "post", "engagements/{engagement}/end", {"outcome": "They build it themselves"}),
    Case("post_engagement_undo", "post", "engagements/{engagement}/undo"),
    *kept("onboarding_template", {"name": "A warehouse"}, {"name": "A shop"}, "director"),
    *kept("onboarding_template_step", {"template": "{onboarding_template}", "text": "Visit", "days": 7}, {"days": 9},
          "director"),
    *kept("onboarding_plan", {"account": "{account}", "template": "{onboarding_template}",
                              "owners": [{"department": "Logistics", "member": "{bob}"}]}, {"name": "Plant two"}),
    Case("get_onboarding_plan", "get", "onboarding-plans/{onboarding_plan}"),
    Case("post_onboarding_step", "post", "onboarding-plans/{onboarding_plan}/steps",
         {"text": "Second shift trained", "due_on": SOON, "owner": "{bob}"}, status=201),
    Case("get_onboarding_progress", "get", "onboarding-plans/{onboarding_plan}/progress"),
    Case("list_ties", "get", "accounts/{account}/ties"),
    Case("delete_decision", "delete", "decisions/{decision}", status=204),
    Case("post_decision_restore", "post", "decisions/{decision}/restore"),
    Case("post_board_commitment", "post", "decisions/{decision}/commitments",
         {"kind": "uncovered", "contact": "{contact}", "text": "Meet them", "due_on": "2026-12-01"}, status=201),
    Case("post_ties", "post", "accounts/{account}/ties",
         {"pairs": [{"member": "{bob}", "contact": "{contact}"}], "strength": "0.8", "reason": "Kick-off"}, status=201),
    Case("list_board_snapshots", "get", "board-snapshots"),
    Case("list_tie_overrides", "get", "tie-overrides"),
    Case("post_tie_override", "post", "tie-overrides",
         {"member": "{bob}", "contact": "{contact}", "strength": "0.9", "reason": "Neighbours"}, status=201),
    Case("post_tie_override_end", "post", "tie-overrides/{tie_override}/end", EMPTY),
    Case("list_competitor_ties", "get", "competitor-ties"),
    Case("post_competitor_tie", "post", "competitor-ties",
         {"contact": "{colleague}", "competitor": "Rivalco", "strength": "0.4"}, status=201),
    Case("post_competitor_tie_end", "post", "competitor-ties/{competitor_tie}/end", EMPTY),
    Case("list_members", "get", "members"),
    Case("get_me", "get", "members/me"),
    Case(
        "post_member", "post", "members", {"email": "new@example.com", "name": "Nora", "role": "viewer"},
        who="administrator", status=201,
    ),
    Case("get_member", "get", "members/{bob}"),
    Case("patch_member", "patch", "members/{bob}", {"role": "director"}, who="administrator"),
    Case("get_calendar_feed", "get", "me/calendar-feed"),
    Case("post_calendar_feed", "post", "me/calendar-feed", status=201),
    Case("delete_calendar_feed", "delete", "me/calendar-feed", status=204),
    Case("get_preferences", "get", "me/preferences"),
    Case("patch_preferences", "patch", "me/preferences", {"theme": "dark"}),
    Case("list_notifications", "get", "me/notifications"),
    Case("post_notification_read", "post", "me/notifications/{notification}/read"),
    Case("post_notifications_read", "post", "me/notifications/read"),
    Case("list_terms", "get", "terms"),
    Case("list_tokens", "get", "tokens"),
    Case("post_token", "post", "tokens", {"name": "export"}, status=201),
    Case("delete_token", "delete", "tokens/{token}", status=204),
    Case("list_invitations", "get", "invitations", who="director"),
    Case("post_invitation", "post", "invitations", {"email": "guest@example.com", "role": "viewer"}, who="director",
         status=201),
    Case("post_resend", "post", "invitations/{invitation}/resend", who="director"),
    Case("delete_invitation", "delete", "invitations/{invitation}", who="director",
         status=204),
    Case("post_sign_in_link", "post", "members/{bob}/sign-in-link", who="administrator", status=201),
    Case("delete_second_factors", "delete", "members/{bob}/second-factors", who="administrator", status=204),
    Case("list_sessions", "get", "sessions"),
    Case("delete_session", "delete", "sessions/{session}", status=204),
    Case("delete_sessions", "delete", "sessions", status=204),
    Case("list_history", "get", "history/account/{account}"),
    Case("list_jobs", "get", "jobs"),
    Case("get_job", "get", "jobs/{job}"),
    Case("get_portfolio", "get", "portfolio"),
    Case("list_standings", "get", "portfolio/standings"),
    Case("list_not_key", "get", "portfolio/not-key"),
    Case("get_movers", "get", "portfolio/movers"),
    Case("get_standing", "get", "portfolio/accounts/{account}"),
    Case("list_grades", "get", "portfolio/accounts/{account}/seasons"),
    Case("post_ranking", "post", "portfolio/ranking", {"as_of": "2026-03-31"}, who="director", status=202),
    Case("post_relabel", "post", "portfolio/relabel", {"label_pack": "olympic"}, who="director", status=202),
    Case("list_seasons", "get", "seasons"),
    Case("get_season", "get", "seasons/{season}"),
    Case("post_season", "post", "seasons", {"name": "2026"}, who="director", status=201),
    Case("list_criteria_sets", "get", "criteria-sets"),
    Case("post_criteria_set", "post", "criteria-sets", CRITERIA_SET, who="director", status=201),
    Case("get_criteria_set", "get", "criteria-sets/{criteria_set}"),
    Case("patch_criteria_set", "patch", "criteria-sets/{criteria_set}", {"window": "24m"}, who="director"),
    Case("post_copy", "post", "criteria-sets/{criteria_set}/copy", {"name": "Copy"}, who="director", status=201),
    Case("post_activation", "post", "criteria-sets/{criteria_set}/activate", who="director"),
    Case("put_weights", "put", "criteria-sets/{criteria_set}/weights", {"weights": {"margin": 5}}, who="director"),
    Case("get_judgements", "get", "criteria-sets/{criteria_set}/judgements"),
    Case(
        "put_judgement", "put", "criteria-sets/{criteria_set}/judgements",
        {"first": "margin", "second": "revenue", "value": 2}, who="director",
    ),
    Case("post_weighing", "post", "criteria-sets/{criteria_set}/weigh", EMPTY, who="director"),
    Case("list_criteria", "get", "criteria-sets/{criteria_set}/criteria"),
    Case(
        "post_criterion", "post", "criteria-sets/{criteria_set}/criteria",
        {"name": "share", "measure": "share", "weight": 5, "objective": "{objective}"}, who="director", status=201,
    ),
    Case("patch_criterion", "patch", "criteria/{criterion}", {"version": 1, "weight": "12.5"}, who="director"),
    Case("put_place", "put", "criteria/{criterion}/place", {"place": 0}, who="director"),
    Case("delete_criterion", "delete", "criteria/{criterion}", who="director", status=204),
    Case("list_levels", "get", "criteria-sets/{criteria_set}/levels"),
    Case("post_level", "post", "criteria-sets/{criteria_set}/levels", {"cut": "8.5"}, who="director", status=201),
    Case("patch_level", "patch", "levels/{level}", {"version": 1, "places": 12}, who="director"),
    Case("delete_level", "delete", "levels/{level}", who="director", status=204),
    Case("put_key_levels", "put", "criteria-sets/{criteria_set}/key-levels", {"count": 1}, who="director"),
    Case("get_preview", "get", "criteria-sets/{criteria_set}/preview"),
    Case("get_sensitivity", "get", "criteria-sets/{criteria_set}/sensitivity"),
    Case("get_unknowns", "get", "criteria-sets/{criteria_set}/unknowns"),
    Case("get_changes", "get", "criteria-sets/{criteria_set}/changes"),
    Case("put_places", "put", "criteria-sets/{criteria_set}/places", {"places": {"a": 3}}, who="director"),
    Case("post_publication", "post", "criteria-sets/{criteria_set}/publish", {"name": "2027"}, who="director",
         status=201),
    Case("post_ratings", "post", "ratings", {"question": "access", "ratings": [{"account": "{account}", "score": "7"}]},
         status=201),
    Case("list_disagreements", "get", "disagreements"),
    Case("list_service_standards", "get", "service-standards"),
    Case("patch_service_standard", "patch", "service-standards/a", {"visit_days": 30}, who="director"),
    Case("get_account_service", "get", "portfolio/accounts/{account}/service"),
    Case("list_polls", "get", "awareness-polls"),
    Case("post_poll", "post", "awareness-polls", {"name": "Autumn"}, who="director", status=201),
    Case("post_closing", "post", "awareness-polls/{poll}/close", who="director"),
    Case("get_poll", "get", "awareness-polls/{poll}"),
    Case("put_answer", "put", "awareness-polls/{poll}/answer", {"names": ["Nordhaven"]}),
    Case("list_objectives", "get", "objectives"),
    Case("post_objective", "post", "objectives", {"name": "Be known"}, who="director", status=201),
    Case("post_objective_end", "post", "objectives/{objective}/end", who="director"),
    Case("list_questions", "get", "questions"),
    Case("post_question", "post", "questions", {"code": "fit", "name": "fit"}, who="director", status=201),
    Case("list_ratings", "get", "accounts/{account}/ratings"),
    Case("post_rating", "post", "accounts/{account}/ratings", {"question": "access", "score": "7.5"},
         status=201),
    Case("list_open_questions", "get", "accounts/{account}/open-questions"),
    Case("list_imports", "get", "imports", who="director"),
    Case("list_views", "get", "views"),
    Case("post_view", "post", "views", {"name": "Mine", "definition": {"grade": "a"}}, status=201),
    Case("get_view", "get", "views/{view}"),
    Case("patch_view", "patch", "views/{view}", {"name": "Ours"}),
    Case("delete_saved_view", "delete", "views/{view}", status=204),
    Case("list_bulk_changes", "get", "bulk-changes"),
    Case("post_bulk_change", "post", "bulk-changes",
         {"kind": "set_kind", "accounts": ["{account}"], "account_kind": "partner"}, status=201),
    Case("get_bulk_change", "get", "bulk-changes/{bulk}"),
    Case("post_bulk_undo", "post", "bulk-changes/{bulk}/undo"),
    Case("post_import", "post", "imports", {"source": "erp"}, who="director", status=201, file=b"name;city\nA;B\n"),
    Case("get_import", "get", "imports/{imported}", who="director"),
    Case("post_preview", "post", "imports/{run}/preview", who="director", status=202),
    Case("post_execution", "post", "imports/{run}/execute", who="director", status=202),
    Case("post_undo", "post", "imports/{imported}/undo", who="director", status=202),
    Case("list_mappings", "get", "imports/mappings", who="director"),
    Case(
        "post_mapping", "post", "imports/mappings",
        {"name": "Ours", "mapping": {"kind": "accounts", "columns": {"name": "Firma"}}}, who="director", status=201,
    ),
    Case("delete_mapping", "delete", "imports/mappings/{mapping}", who="director", status=204),
    Case("put_columns", "put", "imports/{run}/columns", {"kind": "accounts"}, who="director"),
    Case("get_unsure_rows", "get", "imports/{run}/unsure-rows", who="director"),
    Case(
        "post_decisions", "post", "imports/{run}/decisions", {"rows": {"2": "new"}, "others": "update"},
        who="director",
    ),
    Case("get_refused_rows", "get", "imports/{run}/refused-rows", who="director"),
    Case(
        "post_mended_rows", "post", "imports/{run}/mended-rows", {"rows": {"2": ["Alder AG", "Bonn"]}},
        who="director",
    ),
    Case("delete_import", "delete", "imports/{run}", who="director", status=204),
    Case("post_sample", "post", "sample", who="administrator", status=202),
    # Nothing is loaded, so that there is nothing to remove.
    Case("delete_sample", "delete", "sample", who="administrator", status=422),
    Case("get_bad_rows", "get", "imports/{imported}/bad-rows", who="director"),
    Case("get_organisation", "get", "organisation"),
    Case("patch_organisation", "patch", "organisation", {"name": "Nordhaven"}, who="administrator"),
    Case("put_reporting_currency", "put", "organisation/reporting-currency", {"currency": "EUR"}, who="administrator"),
    Case("list_rates", "get", "exchange-rates"),
    Case("put_rate", "put", "exchange-rates", {"currency": "USD", "valid_from": "2026-02-01", "rate": "0.9"},
         who="administrator"),
    Case("delete_rate", "delete", "exchange-rates/{rate}", who="administrator", status=204),
]  # fmt: skip
WRITES = [case for case in CASES if case.method != "get"]
BODIES = [case for case in CASES if case.body is not None]


def send(client: Client, case: Case, numbers: Mapping[str, int], body: Mapping[str, Any] | None = None) -> Answer:
    """Send the case's request with these numbers, or with another body."""
    content = filled(case.body if body is None else body, numbers)
    path = f"/api/v1/{case.path.format(**numbers)}"
    ask = getattr(client, case.method)
    if case.file:
        form = {"file": SimpleUploadedFile("kunden.csv", case.file), "options": json.dumps(content)}
        uploaded: Answer = ask(path, form)
        return uploaded
    answer: Answer = ask(path) if content is None else ask(path, json.dumps(content), "application/json")
    if answer.streaming:
        # A file that is sent stays open until it is read to its end.
        answer.sent = b"".join(answer)
    return answer


def filled(value: Any, numbers: Mapping[str, int]) -> Any:
    """The body with `{name}` replaced by the number of that name."""
    if isinstance(value, Mapping):
        return {name: filled(inner, numbers) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, numbers) for inner in value]
    if isinstance(value, str) and value.startswith("{"):
        return numbers[value.strip("{}")]
    return value


def numbers_of(world: World, **members: int) -> dict[str, int]:
    """The number of every part of the world and of the members."""
    return {**{name: thing.pk for name, thing in vars(world).items()}, **members}
