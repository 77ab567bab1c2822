"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from tenure.core.doors import door
from tenure.web.views import account, health, imports, kit, onboarding, portfolio, session

urlpatterns = [
    path("", door("account.see")(RedirectView.as_view(pattern_name="portfolio")), name="home"),
    path("portfolio/", portfolio.league, name="portfolio"),
    path("portfolio/not-key/", portfolio.not_key, name="not-key"),
    path("portfolio/movers/", portfolio.movers, name="movers"),
    path("portfolio/rank", portfolio.rank, name="rank"),
    path("accounts/", account.accounts, name="accounts"),
    path("accounts/<int:pk>/", account.account, name="account"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new_import, name="import-new"),
    path("imports/<int:run_id>/", imports.import_run, name="import-run"),
    path("imports/<int:run_id>/columns/", imports.columns, name="import-columns"),
    path("imports/<int:run_id>/match/", imports.match, name="import-match"),
    path("imports/<int:run_id>/check/", imports.check, name="import-check"),
    path("imports/<int:run_id>/start", imports.start, name="import-start"),
    path("imports/<int:run_id>/try", imports.try_out, name="import-try"),
    path("imports/<int:run_id>/undo", imports.undo, name="import-undo"),
    path("imports/<int:run_id>/discard", imports.discard, name="import-discard"),
    path("imports/<int:run_id>/bad-rows", imports.bad_rows_file, name="import-bad-rows"),
    path("checklist/dismiss", onboarding.dismiss, name="checklist-dismiss"),
    path("checklist/recall", onboarding.recall, name="checklist-recall"),
    path("sample/load", onboarding.load_sample, name="sample-load"),
    path("sample/remove", onboarding.remove_sample, name="sample-remove"),
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("health", health.health, name="health"),
    path("kit", kit.kit, name="kit"),
    path("kit/drawer", kit.drawer, name="kit-drawer"),
    path("kit/toast", kit.say, name="kit-toast"),
]
