"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from tenure.core.doors import door
from tenure.web.sign_in_urls import sign_in_urls
from tenure.web.views import (
    account,
    find,
    health,
    help,
    kit,
    members,
    notifications,
    portfolio,
    preferences,
    session,
    settings,
)

urlpatterns = [
    path("", door("account.see")(RedirectView.as_view(pattern_name="portfolio")), name="home"),
    path("portfolio/", portfolio.league, name="portfolio"),
    path("portfolio/not-key/", portfolio.not_key, name="not-key"),
    path("portfolio/movers/", portfolio.movers, name="movers"),
    path("portfolio/rank", portfolio.rank, name="rank"),
    path("accounts/", account.accounts, name="accounts"),
    path("accounts/<int:pk>/", account.account, name="account"),
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("forgotten", session.forgotten, name="forgotten"),
    path("new-password", session.new_password, name="new-password"),
    path("invitation", session.invitation, name="invitation"),
    path("members/", members.members, name="members"),
    path("members/invite", members.invite, name="invite"),
    path("members/<int:pk>", members.change, name="member-change"),
    path("members/<int:pk>/link", members.link, name="member-link"),
    path("members/<int:pk>/second-factors", members.factors, name="member-factors"),
    path("invitations/<int:pk>/resend", members.resend, name="invitation-resend"),
    path("invitations/<int:pk>/revoke", members.revoke, name="invitation-revoke"),
    path("settings/", settings.profile, name="settings"),
    path("settings/secure", settings.secure, name="secure"),
    path("settings/sessions", settings.sessions, name="sessions"),
    path("settings/sessions/others", settings.end_others, name="sessions-end-others"),
    path("settings/sessions/<int:pk>", settings.end_one, name="session-end"),
    path("settings/tokens", settings.tokens, name="tokens"),
    path("settings/tokens/<int:pk>", settings.end_token, name="token-end"),
    path("settings/preferences", preferences.preferences, name="preferences"),
    *sign_in_urls,
    path("find", find.find, name="find"),
    path("accounts/<int:pk>/seen", find.seen, name="account-seen"),
    path("shortcuts", help.shortcuts, name="shortcuts"),
    path("help", help.help, name="help"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read", notifications.read_all, name="notifications-read"),
    path("notifications/<int:pk>", notifications.follow, name="notification"),
    path("health", health.health, name="health"),
    path("kit", kit.kit, name="kit"),
    path("kit/drawer", kit.drawer, name="kit-drawer"),
    path("kit/toast", kit.say, name="kit-toast"),
]
