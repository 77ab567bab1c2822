"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from tenure.web.views import account, health, kit, portfolio, session

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="portfolio"), name="home"),
    path("portfolio/", portfolio.league, name="portfolio"),
    path("portfolio/not-key/", portfolio.not_key, name="not-key"),
    path("portfolio/movers/", portfolio.movers, name="movers"),
    path("portfolio/rank", portfolio.rank, name="rank"),
    path("accounts/", account.accounts, name="accounts"),
    path("accounts/<int:pk>/", account.account, name="account"),
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("health", health.health, name="health"),
    path("kit", kit.kit, name="kit"),
    path("kit/drawer", kit.drawer, name="kit-drawer"),
    path("kit/toast", kit.say, name="kit-toast"),
]
