"""Stances, pieces and ties in words."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenure.analytics.board.position import STANDARD, Piece
from tenure.analytics.board.wording import CONTEXT, PIECES
from tenure.relationships import choices
from tenure.web.templatetags.figures import plain

register = template.Library()

STRONG = 0.8


@register.filter
def stance_word(value: int) -> str:
    """What a stance of -2 to +2 is called."""
    return choices.stance_word(value)


@register.filter
def piece_word(piece: Piece) -> str:
    """What a piece is called, at the head of a sentence."""
    return capfirst(pgettext(CONTEXT, PIECES[piece]))


@register.filter
def strength_word(strength: float) -> str:
    """What a tie of 0 to 1 is called: a line counts from .3, covers alone from .5."""
    if strength < STANDARD.line:
        return str(_("faint") if strength > 0 else _("none"))
    if strength < STANDARD.cover:
        return str(_("a line"))
    return str(_("good") if strength < STRONG else _("strong"))


@register.filter
def strength_words(strength: float) -> str:
    """The same with its number."""
    return _("%(word)s, %(number)s") % {"word": strength_word(strength), "number": plain(strength)}
