"""The audit log in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.core.models import AuditEntry
from tenure.core.wording import field_word
from tenure.growth.plan_words import NAMED_BY

# What was done, by (verb, noun); %(who)s is filled in, and %(whom)s where the entry names a member.
SENTENCES = {
    ("created", "account"): gettext_lazy("%(who)s added this account"),
    ("changed", "account"): gettext_lazy("%(who)s changed this account"),
    ("assigned", "account"): gettext_lazy("%(who)s gave this account to %(whom)s"),
    ("trashed", "account"): gettext_lazy("%(who)s moved this account to the trash"),
    ("restored", "account"): gettext_lazy("%(who)s took this account out of the trash"),
    ("joined team", "account"): gettext_lazy("%(who)s added %(whom)s to the team"),
    ("left team", "account"): gettext_lazy("%(who)s took %(whom)s off the team"),
    ("said", "responsibility"): gettext_lazy("%(who)s said what %(whom)s does for this account"),
    ("ended", "responsibility"): gettext_lazy(
        "%(who)s said that %(whom)s has nothing more to do with some of the work"
    ),
    ("created", "contact"): gettext_lazy("%(who)s added the contact %(name)s"),
    ("changed", "contact"): gettext_lazy("%(who)s changed a contact"),
    ("trashed", "contact"): gettext_lazy("%(who)s moved a contact to the trash"),
    ("restored", "contact"): gettext_lazy("%(who)s took a contact out of the trash"),
    ("created", "interaction"): gettext_lazy("%(who)s recorded an interaction"),
    ("changed", "interaction"): gettext_lazy("%(who)s changed an interaction"),
    ("trashed", "interaction"): gettext_lazy("%(who)s moved an interaction to the trash"),
    ("restored", "interaction"): gettext_lazy("%(who)s took an interaction out of the trash"),
    ("created", "commitment"): gettext_lazy("%(who)s noted that “%(text)s” is owed"),
    ("changed", "commitment"): gettext_lazy("%(who)s changed what is owed"),
    ("kept", "commitment"): gettext_lazy("%(who)s kept a promise"),
    ("missed", "commitment"): gettext_lazy("%(who)s noted that a promise was not kept"),
    ("withdrawn", "commitment"): gettext_lazy("%(who)s withdrew a promise"),
    ("put off", "commitment"): gettext_lazy("%(who)s gave a promise another day"),
    ("handed on", "commitment"): gettext_lazy("%(who)s handed a promise on to %(whom)s"),
    ("reopened", "commitment"): gettext_lazy("%(who)s opened a promise again"),
    ("took back", "commitment"): gettext_lazy("%(who)s took back what was last done with a promise"),
    ("trashed", "commitment"): gettext_lazy("%(who)s moved a promise to the trash"),
    ("restored", "commitment"): gettext_lazy("%(who)s took a promise out of the trash"),
    ("created", "plan"): gettext_lazy("%(who)s began the plan"),
    ("changed", "plan"): gettext_lazy("%(who)s wrote in the plan"),
    ("reviewed", "plan"): gettext_lazy("%(who)s looked at a section of the plan"),
    ("reopened", "plan"): gettext_lazy("%(who)s changed the plan, which needs its signatures anew"),
    ("put to the team", "plan"): gettext_lazy("%(who)s put the plan to the team"),
    ("moved on", "plan"): gettext_lazy("%(who)s gave the last signature on the plan"),
    ("moved back", "plan"): gettext_lazy("%(who)s took the plan's agreement back"),
    ("committed", "plan"): gettext_lazy("%(who)s committed the house to the plan"),
    ("started", "plan"): gettext_lazy("%(who)s put the plan in force"),
    ("called for review", "plan"): gettext_lazy("%(who)s called for a review of the plan"),
    ("resumed", "plan"): gettext_lazy("%(who)s let the plan run on"),
    ("closed", "plan"): gettext_lazy("%(who)s closed the plan"),
    ("circulated", "planversion"): gettext_lazy("%(who)s froze a version of the plan"),
    ("signed", "plansignature"): gettext_lazy("%(who)s signed the plan"),
    ("withdrew", "plansignature"): gettext_lazy("%(who)s took a signature on the plan back"),
    **{
        (verb, noun): sentence
        for noun in (
            "clientneed",
            "planobjective",
            "planrisk",
            "sponsorask",
            "plannedresource",
            "profityear",
            "planrequirement",
        )
        for verb, sentence in (
            ("created", gettext_lazy("%(who)s listed “%(thing)s” in the plan")),
            ("changed", gettext_lazy("%(who)s changed something in the plan")),
            ("trashed", gettext_lazy("%(who)s took something out of the plan")),
            ("restored", gettext_lazy("%(who)s put something back into the plan")),
        )
    },
    ("planned", "planreview"): gettext_lazy("%(who)s planned a review of the plan"),
    ("moved", "planreview"): gettext_lazy("%(who)s gave the review of the plan another day"),
    ("begun", "planreview"): gettext_lazy("%(who)s began the review of the plan"),
    ("remarked", "planreview"): gettext_lazy("%(who)s wrote in the review of the plan"),
    ("closed", "planreview"): gettext_lazy("%(who)s closed the review of the plan"),
    ("checked", "reviewvalue"): gettext_lazy("%(who)s said in the review how far “%(name)s” is lived"),
    ("found", "reviewfinding"): gettext_lazy("%(who)s noted a finding of the review"),
    ("asked", "proposalreview"): gettext_lazy("%(who)s asked for a look at “%(title)s” before it goes out"),
    ("answered", "proposalreview"): gettext_lazy("%(who)s gave a verdict on what goes out"),
    ("withdrawn", "proposalreview"): gettext_lazy("%(who)s needs no look at what goes out any more"),
    ("created", "planaction"): gettext_lazy("%(who)s added an action to the plan"),
    ("changed", "planaction"): gettext_lazy("%(who)s changed an action of the plan"),
    ("trashed", "planaction"): gettext_lazy("%(who)s took an action out of the plan"),
    ("restored", "planaction"): gettext_lazy("%(who)s put an action back into the plan"),
    ("created", "document"): gettext_lazy("%(who)s filed %(name)s"),
    ("changed", "document"): gettext_lazy("%(who)s changed what is said about a file"),
    ("trashed", "decision"): gettext_lazy("%(who)s moved a decision to the trash"),
    ("restored", "decision"): gettext_lazy("%(who)s took a decision out of the trash"),
    ("trashed", "document"): gettext_lazy("%(who)s moved a file to the trash"),
    ("restored", "document"): gettext_lazy("%(who)s took a file out of the trash"),
    ("rated", "rating"): gettext_lazy("%(who)s rated this account"),
    ("created", "decision"): gettext_lazy("%(who)s opened the decision %(name)s"),
    ("changed", "decision"): gettext_lazy("%(who)s changed a decision"),
    ("gave", "stance"): gettext_lazy("%(who)s said where %(person)s stands"),
    ("said", "decisionrole"): gettext_lazy("%(who)s put %(person)s on a board"),
    ("ended", "decisionrole"): gettext_lazy("%(who)s took somebody off a board"),
    ("said", "influence"): gettext_lazy("%(who)s said whom %(person)s sways"),
    ("ended", "influence"): gettext_lazy("%(who)s said that one sways another no more"),
    ("said", "fogsquare"): gettext_lazy("%(who)s marked somebody whom we do not know"),
    ("ended", "fogsquare"): gettext_lazy("%(who)s said that somebody is no longer unknown"),
    ("said", "tieoverride"): gettext_lazy("%(who)s said how well %(whom)s knows %(person)s"),
    ("ended", "tieoverride"): gettext_lazy("%(who)s let interactions tell a tie again"),
    ("said", "competitortie"): gettext_lazy("%(who)s said how well %(name)s knows %(person)s"),
    ("found again", "contact"): gettext_lazy("%(who)s said who somebody was before"),
    ("created", "handover"): gettext_lazy("%(who)s opened a handover"),
    ("changed", "handover"): gettext_lazy("%(who)s changed a handover"),
    ("met", "handover"): gettext_lazy("%(who)s named the joint meeting of a handover"),
    ("received", "handover"): gettext_lazy("%(who)s took the account over"),
    ("accepted", "handover"): gettext_lazy("%(who)s noted that the client accepted the new account manager"),
    ("closed", "handover"): gettext_lazy("%(who)s ended the watch of a handover"),
    ("ended", "handover"): gettext_lazy("%(who)s ended a handover by assigning the account"),
    ("stepped back", "handover"): gettext_lazy("%(who)s took a step of a handover back"),
    ("invented days", "handover"): gettext_lazy("%(who)s gave a handover of the sample company its days"),
    ("created", "roadmapentry"): gettext_lazy("%(who)s put %(name)s on the roadmap"),
    ("created", "expectation"): gettext_lazy("%(who)s noted what they expect: %(name)s"),
    ("created", "benefit"): gettext_lazy("%(who)s noted what they got: %(name)s"),
    **{
        (verb, noun): sentence
        for noun in ("roadmapentry", "expectation", "benefit")
        for verb, sentence in (
            ("changed", gettext_lazy("%(who)s changed something on the roadmap")),
            ("took back", gettext_lazy("%(who)s took back what the client had accepted")),
            ("trashed", gettext_lazy("%(who)s took something off the roadmap")),
            ("restored", gettext_lazy("%(who)s put something back on the roadmap")),
        )
    },
    ("accepted", "expectation"): gettext_lazy("%(who)s noted that the client accepted an expectation"),
    ("accepted", "benefit"): gettext_lazy("%(who)s noted that the client accepted what they got"),
    ("created", "advice"): gettext_lazy("%(who)s noted the advice %(name)s"),
    ("changed", "advice"): gettext_lazy("%(who)s changed what is noted of advice"),
    ("created", "engagement"): gettext_lazy("%(who)s began the engagement %(name)s"),
    ("changed", "engagement"): gettext_lazy("%(who)s changed an engagement"),
    ("moved", "engagement"): gettext_lazy("%(who)s let an engagement go to another level"),
    ("ended", "engagement"): gettext_lazy("%(who)s ended an engagement"),
    ("took back", "engagement"): gettext_lazy("%(who)s took the last step of an engagement back"),
    ("trashed", "engagement"): gettext_lazy("%(who)s took an engagement off"),
    ("restored", "engagement"): gettext_lazy("%(who)s put an engagement back"),
    ("judged", "levelanswer"): gettext_lazy("%(who)s said whether an engagement meets what its level asks for"),
    ("created", "onboardingplan"): gettext_lazy("%(who)s started the onboarding %(name)s"),
    ("created", "onboardingstep"): gettext_lazy("%(who)s added a step to an onboarding"),
    ("changed", "onboardingplan"): gettext_lazy("%(who)s renamed an onboarding"),
    ("trashed", "onboardingplan"): gettext_lazy("%(who)s took the start of an onboarding back"),
    ("restored", "onboardingplan"): gettext_lazy("%(who)s let an onboarding run again"),
    ("told", "handoveritem"): gettext_lazy("%(who)s told something of a handover"),
    ("said", "cardanswer"): gettext_lazy("%(who)s answered a question of the card"),
    ("ended", "cardanswer"): gettext_lazy("%(who)s opened a question of the card again"),
    ("assessed", "assessment"): gettext_lazy("%(who)s answered questions about the account"),
    ("trashed", "assessment"): gettext_lazy("%(who)s took answers about the account back"),
    ("restored", "assessment"): gettext_lazy("%(who)s let answers about the account hold again"),
    ("ended", "competitortie"): gettext_lazy("%(who)s said that a competitor has lost somebody"),
}
# Fields that hold a member's number.
PEOPLE = ("owner", "member")
# Fields that hold a contact's number.
CONTACTS = ("contact", "source")
# Said by the sentence already, or of no use to a reader.
SILENT = frozenset(
    {
        "owner", "member", "role", "account", "name_key", "source", "external_id", "members", "contacts", "sha256",
        "contact", "decision", "target", "formerly", "competitor", "competitor_account", "to_member", "to_contact",
        "from_member", "accepted_by", "done_by", "meeting", "person", "answers",
        "answered_by", "digest",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field's value before and after; an empty text stands for no value."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """Something that was done, when, in one sentence, and which fields it changed."""

    at: datetime
    sentence: str
    changes: list[Change]


def people_named(entries: Iterable[AuditEntry]) -> set[int]:
    """The numbers of the members that the entries speak of, besides the actors, whose names they carry."""
    return _numbers(entries, PEOPLE)


def contacts_named(entries: Iterable[AuditEntry]) -> set[int]:
    """The numbers of the contacts that the entries speak of."""
    return _numbers(entries, CONTACTS)


def _numbers(entries: Iterable[AuditEntry], fields: Iterable[str]) -> set[int]:
    values = (value for entry in entries for name in fields for value in entry.changes.get(name, ()))
    return {value for value in values if isinstance(value, int)}


def history_lines(
    entries: Iterable[AuditEntry], names: Mapping[int, str], contacts: Mapping[int, str] = MappingProxyType({})
) -> list[HistoryLine]:
    """Say each entry in a sentence; `names` are the members' by number, `contacts` those of their people."""
    return [HistoryLine(entry.at, _sentence(entry, names, contacts), _changes(entry)) for entry in entries]


def _sentence(entry: AuditEntry, names: Mapping[int, str], contacts: Mapping[int, str]) -> str:
    known = SENTENCES.get((entry.verb, entry.noun))
    if known is None:
        # Other apps' acts need no line here to be readable.
        return _("%(who)s: %(verb)s %(noun)s") % {"who": entry.actor_name, "verb": entry.verb, "noun": entry.noun}
    told = {"who": entry.actor_name, "whom": _whom(entry, PEOPLE, names), "name": _name(entry)}
    told |= {field: _text(entry.changes.get(field, ("", ""))[1]) for field in ("text", "title")}
    told["thing"] = next((_text(entry.changes[name][1]) for name in NAMED_BY if name in entry.changes), _("something"))
    return str(known) % {**told, "person": _whom(entry, CONTACTS, contacts)}


def _whom(entry: AuditEntry, fields: Iterable[str], names: Mapping[int, str]) -> str:
    for field in fields:
        before, after = entry.changes.get(field, (None, None))
        if before or after:
            return names.get(after or before, _("somebody who left"))
    return _("nobody")


def _name(entry: AuditEntry) -> str:
    _before, after = entry.changes.get("name") or entry.changes.get("competitor") or (None, None)
    return _text(after) or _("without a name")


def _changes(entry: AuditEntry) -> list[Change]:
    if entry.verb == "created":
        # What a new thing began with stands on the page, or was changed by a later line.
        return []
    told = [(name, values) for name, values in entry.changes.items() if name not in SILENT]
    fields = _fields(entry.noun)
    changes = [
        Change(
            field_word(name).replace("_", " "), _in_words(fields.get(name), before), _in_words(fields.get(name), after)
        )
        for name, (before, after) in told
        if not isinstance(fields.get(name), models.ForeignKey)
    ]
    return [change for change in changes if change.before != change.after]


@cache
def _fields(noun: str) -> Mapping[str, models.Field[Any, Any]]:
    """The fields of the model that the log calls so; none where there is no such model any more."""
    found = next((model for model in apps.get_models() if model._meta.model_name == noun), None)
    return {field.name: field for field in found._meta.fields} if found else {}


def _in_words(field: models.Field[Any, Any] | None, value: Any) -> str:
    """The value as people read it: what was chosen by its label, a day as a day."""
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, _text(value)))
    moment = None
    if isinstance(value, str) and isinstance(field, models.DateField):
        # A field of moments is one of days, too.
        moment = parse_date(value[:10])
    return date_format(moment, "j M Y") if moment else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
