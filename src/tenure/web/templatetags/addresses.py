"""Django's `{% url %}`, which remembers: an address depends on its name and arguments alone, and finding it is slow."""

from functools import lru_cache

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()

MOST_REMEMBERED = 20_000


class RememberingURLNode(defaulttags.URLNode):
    """A `{% url %}` with arguments by place; what else Django's can do, it leaves to it."""

    def render(self, context: Context) -> str:
        """The address, escaped."""
        name = self.view_name.resolve(context)
        if self.kwargs or self.asvar or not isinstance(name, str) or ":" in name or not context.autoescape:
            return super().render(context)
        return _address(name, get_urlconf(), get_script_prefix(), *(one.resolve(context) for one in self.args))


@register.tag
def url(parser: Parser, token: Token) -> RememberingURLNode:
    """As Django's."""
    node = defaulttags.url(parser, token)
    return RememberingURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@lru_cache(maxsize=MOST_REMEMBERED, typed=True)
def _address(name: str, urlconf: str | None, _prefix: str, *args: object) -> SafeString:
    return escape(reverse(name, urlconf=urlconf, args=args))
