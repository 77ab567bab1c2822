"""Whatever can be chosen has a word in every language."""

from importlib import import_module
from pathlib import Path

import pytest
from django.utils import translation

import tenure

ROOT = Path(tenure.__file__).parent
MODULES = [".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in ROOT.rglob("choices.py")]
# What people do not read, and packs of words, whose names are tested with the packs.
UNREAD = {
    "answered_kind_choices",
    "bulk_kind_choices",
    "change_kind_choices",
    "job_state_choices",
    "link_purpose_choices",
    "phase_choices",
}
ALIKE = {
    "Administrator",
    "Compliance",
    "Gatekeeper",
    "IT",
    "Initiator",
    "Max",
    "Mentor",
    "Min-max",
    "Onboarding",
    "Partner",
    "Phase",
    "Plan",
    "Service",
    "Sponsor",
    "System",
    "Team",
}
OFFERS = [
    (module, name)
    for module in MODULES
    for name in vars(import_module(module))
    if name.endswith("_choices") and name not in UNREAD and "label" not in name and not name.startswith("_")
]


@pytest.mark.parametrize(("module", "name"), OFFERS)
def test_a_choice_is_said_in_the_reader_s_language(module: str, name: str) -> None:
    choices = getattr(import_module(module), name)
    english = dict(choices())
    with translation.override("de"):
        german = dict(choices())
    assert {word for value, word in english.items() if german[value] == word} <= ALIKE
