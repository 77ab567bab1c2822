"""Django's `{% url %}`, which remembers: an address depends on its name and arguments alone, and finding it is slow."""

from functools import lru_cache

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MOST_REMEMBERED = 20_000
FIRST_STAND_IN = 1_900_000_000


class RememberingURLNode(defaulttags.URLNode):
    """A `{% url %}` with arguments by place; what else Django's can do, it leaves to it."""

    def render(self, context: Context) -> str:
        """The address, escaped; nothing where it is given a name for later."""
        name = self.view_name.resolve(context)
        if self.kwargs or not isinstance(name, str) or ":" in name or not context.autoescape:
            return super().render(context)
        args = [one.resolve(context) for one in self.args]
        by_numbers = all(type(one) is int and one >= 0 for one in args)
        if self.asvar and (not by_numbers or not args):
            # It may not exist, which is no fault then.
            return super().render(context)
        if not by_numbers:
            return _address(name, get_urlconf(), get_script_prefix(), *args)
        found = mark_safe(_of_numbers(name, get_urlconf(), get_script_prefix(), len(args)) % tuple(args))  # noqa: S308
        if not self.asvar:
            return found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> RememberingURLNode:
    """As Django's."""
    node = defaulttags.url(parser, token)
    return RememberingURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@lru_cache(maxsize=MOST_REMEMBERED, typed=True)
def _of_numbers(name: str, urlconf: str | None, prefix: str, count: int) -> str:
    """The address with a %d where each number goes, found by numbers that no address has."""
    stand_ins = [FIRST_STAND_IN + place for place in range(count)]
    address = str(_address(name, urlconf, prefix, *stand_ins)).replace("%", "%%")
    for number in stand_ins:
        address = address.replace(str(number), "%d")
    return address


@lru_cache(maxsize=MOST_REMEMBERED, typed=True)
def _address(name: str, urlconf: str | None, _prefix: str, *args: object) -> SafeString:
    return escape(reverse(name, urlconf=urlconf, args=args))
