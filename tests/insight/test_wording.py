"""Reasons are said in the language of whoever reads, on facts that are kept with the standing."""

from dataclasses import asdict

import pytest
from django.utils.translation import override

from tenure.analytics.wording import ENGLISH, words_of
from tenure.core.languages import LOCALES, catalogue, languages
from tenure.insight.actions.ranking import compute_ranking, relabel
from tenure.insight.actions.season import publish_season
from tenure.insight.models import Standing
from tenure.insight.wording import criterion_name, phrases
from tenure.people.models import Member
from tests.insight.facts import make_portfolio

CODES = [code for code, _ in languages(LOCALES)]


def test_english_is_what_the_phrases_are_written_in() -> None:
    with override("en"):
        assert phrases() == ENGLISH


@pytest.mark.parametrize("code", CODES)
def test_a_language_asks_for_the_same_words_in_each_phrase(code: str) -> None:
    with override(code):
        spoken = asdict(phrases())
    for name, text in asdict(ENGLISH).items():
        assert sorted(words_of(spoken[name])) == sorted(words_of(text)), name


def test_a_catalogue_is_read_without_django_as_with_it() -> None:
    with override("de"):
        assert phrases().at_best == catalogue("de").pgettext("reason", ENGLISH.at_best) == "nichts bremst"


def test_names_of_our_own_are_said_in_every_language_others_as_they_were_written() -> None:
    with override("de"):
        assert (criterion_name("growth"), criterion_name("charm"), criterion_name("")) == ("Wachstum", "charm", "")


@pytest.mark.django_db
def test_a_reason_is_said_in_the_reader_s_language(director: Member) -> None:
    make_portfolio(12)
    first = compute_ranking(by=director).standings.order_by("rank")[0]
    assert first.reason == "Premier at 10.0 of 10: revenue 10.0 and margin 10.0 lead; 1st by sales."
    with override("de"):
        assert first.reason == "Premier mit 10,0 von 10: vorn liegen Umsatz 10,0 und Marge 10,0; 1. nach Umsatz."
        assert first.short_reason == "Vorn liegen Umsatz 10,0 und Marge 10,0."


@pytest.mark.django_db
def test_a_season_keeps_what_it_said_when_the_words_for_grades_change(director: Member) -> None:
    make_portfolio(12)
    compute_ranking(by=director)
    season = publish_season(name="2024", by=director)
    relabel(label_pack="airline", by=director)
    with override("de"):
        assert season.standings.order_by("rank")[0].reason.startswith("Premier mit 10,0 von 10: vorn liegen Umsatz")


@pytest.mark.django_db
def test_a_sentence_from_before_facts_were_kept_stays_readable(director: Member) -> None:
    make_portfolio(12)
    ranking = compute_ranking(by=director)
    ranking.standings.update(said={}, kept_reason="Premier at 9.9 of 10: revenue leads.")
    old = Standing.objects.select_related("ranking").order_by("rank")[0]
    with override("de"):
        assert (old.reason, old.short_reason) == ("Premier at 9.9 of 10: revenue leads.",) * 2
