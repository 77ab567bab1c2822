"""What can be gone to, found and done from anywhere: the lines of the palette and of the search page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.accounts.models import Account
from tenure.accounts.search import seen_lately
from tenure.core.closeness import closeness
from tenure.core.text import words_of
from tenure.insight.search import Hit, Noun, find
from tenure.web.members import member_of
from tenure.web.navigation import BELL, NEW, RAIL, Place, flat, shown

MOST_SEEN_SHOWN = 6
ICONS = {Noun.ACCOUNT: "building", Noun.CONTACT: "user", Noun.PRODUCT: "package"}

# What the rail has no room for.
PLACES = (
    *flat(RAIL),
    BELL,
    Place("not-key", gettext_lazy("Not key, and why"), "list"),
    Place("movers", gettext_lazy("Movers"), "trending-up"),
    Place("help", gettext_lazy("Help: every number explained"), "help"),
    Place("shortcuts", gettext_lazy("Keys"), "keyboard"),
)


@dataclass(frozen=True)
class Line:
    """One thing to choose: where it leads, or with `posts` what it does."""

    label: str | Promise
    detail: str | Promise
    icon: str
    url: str
    posts: bool = False


@dataclass(frozen=True)
class Group:
    """Lines of one kind under a title."""

    title: str
    lines: list[Line]


# Done by pressing a button, and so not to be reached by a link.
RANK = Place("rank", gettext_lazy("Rank the portfolio"), "refresh", act="ranking.compute")


def groups(request: HttpRequest, text: str, *, limit: int) -> list[Group]:
    """What the text could mean, in the order find, go, do; without a text what was seen lately comes first."""
    if text.strip():
        things = Group(_("Found"), [line_of(hit) for hit in find(member_of(request), text, limit)])
    else:
        things = Group(
            _("Seen lately"), [_seen(account) for account in seen_lately(member_of(request))[:MOST_SEEN_SHOWN]]
        )
    everything = (things, Group(_("Go to"), _going(request, text)), Group(_("Do"), _doing(request, text)))
    return [group for group in everything if group.lines]


def line_of(hit: Hit) -> Line:
    """Something found, with the page it leads to. A product has no page, so it leads to the search for itself."""
    if hit.noun == Noun.PRODUCT:
        url = f"{reverse('find')}?{urlencode({'q': hit.name})}"
    else:
        url = reverse(hit.noun.value, args=[hit.id])
    return Line(hit.name, hit.detail, ICONS[hit.noun], url)


def _seen(account: Account) -> Line:
    detail = ", ".join(filter(None, (account.city, account.country)))
    return Line(account.name, detail, ICONS[Noun.ACCOUNT], reverse("account", args=[account.pk]))


def _going(request: HttpRequest, text: str) -> list[Line]:
    return [Line(place.label, "", place.icon, place.url) for place in _meant(shown(PLACES, request), text)]


def _doing(request: HttpRequest, text: str) -> list[Line]:
    new = [Place(each.name, _("New: %(what)s") % {"what": each.label}, "plus") for each in shown(NEW, request)]
    acts = [*new, *shown([RANK], request)]
    return [Line(act.label, "", act.icon, act.url, posts=act.name == RANK.name) for act in _meant(acts, text)]


def _meant(places: Iterable[Place], text: str) -> list[Place]:
    words = words_of(text)
    if not words:
        return list(places)
    fits = [(closeness(words, str(place.label)), place) for place in places]
    return [place for fit, place in fits if fit is not None]
