"""Files are what their names say, lie under random names, and are numbered like letters in a register."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.document import change_document, file_document
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.files import MOST_BYTES, shown_name
from tenure.accounts.models import Account, Document
from tenure.accounts.queries import documents_of
from tenure.core.models import AuditEntry
from tenure.people.models import Member


@pytest.fixture(autouse=True)
def files_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Tests of other processes file documents too."""
    settings.MEDIA_ROOT = tmp_path


def a_file(name: str = "letter.txt", content: bytes = b"Dear all") -> ContentFile[bytes]:
    return ContentFile(content, name=name)


@pytest.mark.django_db
def test_a_file_lies_under_a_random_name_and_keeps_its_own_for_reading(account: Account, alice: Member) -> None:
    filed = file_document(account=account, by=alice, file=a_file("../../Angebot 2026.txt"))
    assert filed.name == "Angebot 2026.txt"
    assert "Angebot" not in filed.storage_name
    with default_storage.open(filed.storage_name) as stored:
        assert stored.read() == b"Dear all"
    assert (filed.media_type, filed.size, len(filed.sha256)) == ("text/plain", 8, 64)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("run.exe", b"MZ", "not taken"),
        ("page.html", b"<script>", "not taken"),
        ("drawing.svg", b"<svg>", "not taken"),
        ("none", b"x", "not taken"),
        ("letter.pdf", b"MZ not a pdf", "not what its ending says"),
        ("letter.txt", b"MZ\x00\x01", "not what its ending says"),
        ("empty.txt", b"", "0 bytes"),
        ("large.txt", b"x" * (MOST_BYTES + 1), "1 byte to 25 MB"),
    ],
)
def test_what_is_not_taken_leaves_neither_row_nor_file(
    account: Account, alice: Member, name: str, content: bytes, sentence: str
) -> None:
    before = default_storage.listdir("documents")[1] if default_storage.exists("documents") else []
    with pytest.raises(ValidationError, match=sentence):
        file_document(account=account, by=alice, file=a_file(name, content))
    assert not Document.objects.exists()
    assert (default_storage.listdir("documents")[1] if default_storage.exists("documents") else []) == before


@pytest.mark.django_db
def test_letters_are_numbered_by_direction_and_year_and_a_number_is_never_given_twice(
    account: Account, alice: Member
) -> None:
    def number(direction: str, year: int) -> str:
        filed = file_document(account=account, by=alice, file=a_file(), direction=direction, dated_on=date(year, 5, 1))
        return filed.register

    assert [number("in", 2026), number("in", 2026), number("out", 2026)] == ["in 2026/1", "in 2026/2", "out 2026/1"]
    assert number("in", 2025) == "in 2025/1"
    trash_thing(thing=Document.objects.get(direction="in", register_year=2026, register_number=2), by=alice)
    assert number("in", 2026) == "in 2026/3"
    assert number("", 2026) == ""


@pytest.mark.django_db
def test_an_edition_replaces_the_one_before_once(account: Account, alice: Member) -> None:
    first = file_document(account=account, by=alice, file=a_file())
    second = file_document(account=account, by=alice, file=a_file(), replaces=first)
    assert (second.edition, list(documents_of(account))) == (2, [second])
    with pytest.raises(ValidationError, match="replaced already"):
        file_document(account=account, by=alice, file=a_file(), replaces=first)
    trash_thing(thing=second, by=alice)
    assert list(documents_of(account)) == [first]
    other = create_account(by=alice, name="Other")
    with pytest.raises(ValidationError, match="same account"):
        file_document(account=other, by=alice, file=a_file(), replaces=first)


@pytest.mark.django_db
def test_an_edition_out_of_the_trash_stands_in_its_row_again(account: Account, alice: Member) -> None:
    first = file_document(account=account, by=alice, file=a_file())
    second = file_document(account=account, by=alice, file=a_file(), replaces=first)
    third = file_document(account=account, by=alice, file=a_file(), replaces=second)
    trash_thing(thing=second, by=alice)
    restore_thing(thing=second, by=alice)
    assert (second.replaces, second.edition, list(documents_of(account))) == (first, 2, [third])


@pytest.mark.django_db
def test_an_edition_whose_place_was_taken_meanwhile_stands_for_itself(account: Account, alice: Member) -> None:
    first = file_document(account=account, by=alice, file=a_file())
    second = file_document(account=account, by=alice, file=a_file(), replaces=first)
    trash_thing(thing=second, by=alice)
    rival = file_document(account=account, by=alice, file=a_file(), replaces=first)
    restore_thing(thing=second, by=alice)
    assert (second.replaces, list(documents_of(account))) == (None, [rival, second])
    entry = AuditEntry.objects.get(verb="restored")
    assert entry.changes == {"replaces": [first.pk, None]}


@pytest.mark.django_db
def test_a_file_can_be_renamed_but_not_into_another_kind(account: Account, alice: Member) -> None:
    filed = file_document(account=account, by=alice, file=a_file())
    change_document(document=filed, changes={"name": "Offer.txt"}, by=alice)
    with pytest.raises(ValidationError, match="keep the ending"):
        change_document(document=filed, changes={"name": "Offer.pdf"}, by=alice)


@pytest.mark.django_db
def test_strangers_and_viewers_file_nothing(account: Account, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            file_document(account=account, by=member, file=a_file())
    assert not Document.objects.exists()


@given(st.text(max_size=400))
def test_a_shown_name_is_one_short_line_without_folders(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= 200
    assert not set("/\\\n\r\0\u202e") & set(shown)
