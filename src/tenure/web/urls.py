"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from tenure.web.views import (
    account,
    health,
    kit,
    portfolio,
    portfolio_bulk,
    portfolio_displays,
    portfolio_views,
    session,
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="portfolio"), name="home"),
    path("portfolio/", portfolio.league, name="portfolio"),
    path("portfolio/not-key/", portfolio.not_key, name="not-key"),
    path("portfolio/movers/", portfolio.movers, name="movers"),
    path("portfolio/board/", portfolio_displays.board, name="board"),
    path("portfolio/matrix/", portfolio_displays.matrix, name="matrix"),
    path("portfolio/print", portfolio_displays.printed, name="portfolio-print"),
    path("portfolio/views/", portfolio_views.views, name="saved-views"),
    path("portfolio/views/<int:pk>/", portfolio_views.view, name="saved-view"),
    path("portfolio/bulk", portfolio_bulk.bulk, name="bulk"),
    path("portfolio/changes/", portfolio_bulk.changes, name="bulk-changes"),
    path("portfolio/changes/<int:pk>/", portfolio_bulk.change, name="bulk-change"),
    path("portfolio/changes/<int:pk>/undo", portfolio_bulk.undo, name="bulk-undo"),
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
