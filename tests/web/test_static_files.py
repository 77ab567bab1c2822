"""Static files are kept for ever by browsers, because their address changes with their content."""

import re
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client

from tenure.web.static_files import hashed_name


def test_the_name_changes_with_the_content(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a { color: red }")
    before = hashed_name("web/a.css", file)
    file.write_text("a { color: blue }  ")
    assert re.fullmatch(r"web/a\.[0-9a-f]{12}\.css", before)
    assert hashed_name("web/a.css", file) != before


@pytest.mark.django_db
def test_the_address_in_a_page_is_served_for_ever(client: Client) -> None:
    address = static("web/tokens.css")
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert b"--accent" in b"".join(response)


@pytest.mark.django_db
def test_the_plain_address_is_served_for_a_minute(client: Client) -> None:
    response = client.get("/static/web/tokens.css")
    response.close()
    assert response["Cache-Control"] == "max-age=60, public"


@pytest.mark.django_db
def test_another_hash_is_not_served(client: Client) -> None:
    assert client.get("/static/web/tokens.000000000000.css").status_code == 404


def test_a_file_that_is_not_there_keeps_its_name() -> None:
    assert static("web/nothing.css") == "/static/web/nothing.css"
