"""What a form calls its fields is said in the language of whoever reads it, not of whoever started the server."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django import forms
from django.utils import translation
from django.utils.functional import Promise

from tenure.web import forms as forms_of_pages

FOLDER = Path(forms_of_pages.__file__).parent


def every_form() -> Iterator[Any]:
    """The forms of our pages, those made from a model among them."""
    for path in sorted(FOLDER.glob("*.py")):
        module = import_module(f"{forms_of_pages.__name__}.{path.stem}")
        yield from (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, forms.Form))


def test_no_label_was_written_down_in_one_language() -> None:
    fields = [(one.__name__, name, field.label) for one in every_form() for name, field in one.base_fields.items()]
    fixed = [(form, name, label) for form, name, label in fields if label and not isinstance(label, Promise)]
    assert len(fields) > 30
    assert fixed == []


def test_a_label_speaks_german_to_germans() -> None:
    from tenure.web.forms.documents import FilingForm

    with translation.override("de"):
        assert str(FilingForm().fields["document_class"].label) == "Klasse"
