"""The bars of the months as their drawing and its table write them: each name and amount is put into words once."""

from dataclasses import fields

from django import template
from django.template.defaultfilters import date
from django.utils.safestring import SafeString

from tenure.web.components.month_chart import MonthBar, MonthChart
from tenure.web.templatetags.figures import exact, money

register = template.Library()

PLACES = [field.name for field in fields(MonthBar) if field.type in (float, "float")]


@register.filter
def bars_written(chart: MonthChart) -> list[dict[str, object]]:
    """A dictionary of texts for each bar; places are numbers, and written as drawings want them in every language."""
    return [_written(bar) for bar in chart.bars]


def _written(bar: MonthBar) -> dict[str, object]:
    return {
        **vars(bar),
        **{name: SafeString(getattr(bar, name)) for name in PLACES},
        "name": date(bar.month, "F Y"),
        "abbreviation": date(bar.month, "M"),
        "now": exact(bar.revenue),
        "then": exact(bar.last_year),
        "short": money(bar.revenue) if bar.known and bar.revenue > 0 else "",
    }
