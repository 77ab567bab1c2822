"""Making members and giving them ways to sign in, and ending those ways."""

from tenure.people.actions.calendar_feed import issue_calendar_feed, revoke_calendar_feed
from tenure.people.actions.invitation import accept_invitation, invite_member, resend_invitation, revoke_invitation
from tenure.people.actions.link import issue_sign_in_link, redeem_sign_in_link
from tenure.people.actions.member import change_member, create_member
from tenure.people.actions.password import ask_for_password_link, issue_password_link, reset_password, set_password
from tenure.people.actions.preferences import change_preferences
from tenure.people.actions.second_factor import note_second_factor, remove_second_factors
from tenure.people.actions.session import begin_session, end_other_sessions, end_session, refresh_session
from tenure.people.actions.token import issue_token, revoke_token

__all__ = [
    "accept_invitation",
    "ask_for_password_link",
    "begin_session",
    "change_member",
    "change_preferences",
    "create_member",
    "end_other_sessions",
    "end_session",
    "invite_member",
    "issue_calendar_feed",
    "issue_password_link",
    "issue_sign_in_link",
    "issue_token",
    "note_second_factor",
    "redeem_sign_in_link",
    "refresh_session",
    "remove_second_factors",
    "resend_invitation",
    "reset_password",
    "revoke_calendar_feed",
    "revoke_invitation",
    "revoke_token",
    "set_password",
]
