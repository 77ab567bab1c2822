"""What time it is there: zones that exist, countries with one alone, and hours of work in any zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics import time_zones
from tenure.analytics.time_zones import CLOSES, OPENS, is_time_zone, local_time, zone_of, zone_of_country

ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo"])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))


def test_every_zone_of_a_country_exists() -> None:
    assert [zone for _name, zone in time_zones._ONE_ZONE.values() if not is_time_zone(zone)] == []


@pytest.mark.parametrize("country", ["United States", "US", "Canada", "Australia", "Russia", "Brazil", "Nowhere", ""])
def test_countries_with_several_zones_have_none(country: str) -> None:
    assert zone_of_country(country) == ""


@pytest.mark.parametrize("country", ["Germany", "germany ", "DE", "de", "Deutschland"])
def test_a_country_goes_by_its_names(country: str) -> None:
    assert zone_of_country(country) == "Europe/Berlin"


def test_what_is_said_of_somebody_goes_before_their_account_and_its_country() -> None:
    found = [zone_of(contact, account, "Norway") for contact, account in (("A", "B"), ("", "B"), ("", ""))]
    assert [(zone.name, zone.told_by.value) for zone in found if zone] == [
        ("A", "contact"), ("B", "account"), ("Europe/Oslo", "country"),
    ]  # fmt: skip


@given(MOMENTS, ZONES)
def test_it_stays_the_same_moment_and_work_begins_within_four_days(moment: datetime, zone: str) -> None:
    found = local_time(moment, zone)
    assert found.at == moment
    if found.is_working:
        assert found.opens_at is None
        assert OPENS <= found.at.time() < CLOSES
    else:
        assert found.opens_at is not None
        assert timedelta(0) < found.opens_at - moment <= timedelta(days=3)
        assert local_time(found.opens_at, zone).is_working


def test_summer_time_counts() -> None:
    winter, summer = (datetime(2026, month, 3, 7, 30, tzinfo=UTC) for month in (2, 6))
    assert (local_time(winter, "Europe/Berlin").is_working, local_time(summer, "Europe/Berlin").is_working) == (
        False, True,
    )  # fmt: skip


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone of its own"):
        local_time(datetime(2026, 3, 2, 8), "Europe/Berlin")
    assert local_time(datetime(2026, 3, 2, 8, tzinfo=ZoneInfo("Asia/Tokyo")), "Europe/Berlin").at.hour == 0
