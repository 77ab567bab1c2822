"""The cells of a table whose columns the reader chose: one template a column, drawn where the tag stands."""

from functools import cache

from django import template
from django.template.base import FilterExpression, Node, Parser, Template, Token
from django.template.context import Context
from django.template.loader import get_template

register = template.Library()


class CellsNode(Node):
    """Draws the templates of its columns in the row's own context, without the price of an include for each."""

    def __init__(self, columns: FilterExpression) -> None:
        self.columns = columns

    def render(self, context: Context) -> str:
        """All cells, in the order of the columns."""
        return "".join(_cell(column).render(context) for column in self.columns.resolve(context))


@register.tag
def cells(parser: Parser, token: Token) -> CellsNode:
    """`{% cells columns %}`: for each name the template portfolio/cells/NAME.html."""
    _tag, columns = token.split_contents()
    return CellsNode(parser.compile_filter(columns))


@cache
def _cell(column: str) -> Template:
    drawn: Template = get_template(f"portfolio/cells/{column}.html").template  # type: ignore[attr-defined] # its own
    return drawn
