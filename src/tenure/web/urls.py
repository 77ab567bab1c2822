"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from tenure.web.views import account, contacts, documents, facts, health, interactions, portfolio, ratings, session

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="portfolio"), name="home"),
    path("portfolio/", portfolio.league, name="portfolio"),
    path("portfolio/not-key/", portfolio.not_key, name="not-key"),
    path("portfolio/movers/", portfolio.movers, name="movers"),
    path("portfolio/rank", portfolio.rank, name="rank"),
    path("accounts/", account.accounts, name="accounts"),
    path("accounts/<int:pk>/", account.account, name="account"),
    path("accounts/<int:pk>/edit", facts.edit, name="account-edit"),
    path("accounts/<int:pk>/facts/<slug:field>", facts.fact, name="account-fact"),
    path("accounts/<int:pk>/firmness", account.firmness, name="account-firmness"),
    path("accounts/<int:pk>/log", interactions.log, name="log"),
    path("accounts/<int:pk>/interactions", interactions.create, name="interaction-create"),
    path("accounts/<int:pk>/contacts/new", contacts.add, name="contact-add"),
    path("accounts/<int:pk>/documents", documents.file, name="document-file"),
    path("accounts/<int:pk>/ratings", ratings.rate, name="rate"),
    path("interactions/<int:pk>", interactions.interaction, name="interaction"),
    path("interactions/<int:pk>/done", interactions.done, name="interaction-done"),
    path("interactions/<int:pk>/trash", interactions.trash, name="interaction-trash"),
    path("contacts/<int:pk>", contacts.contact, name="contact"),
    path("contacts/<int:pk>/trash", contacts.trash, name="contact-trash"),
    path("documents/<int:pk>", documents.document, name="document"),
    path("documents/<int:pk>/file", documents.contents, name="document-contents"),
    path("documents/<int:pk>/trash", documents.trash, name="document-trash"),
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("health", health.health, name="health"),
]
