"""One line that somebody types after a call, read as an account manager means it, in English or German."""

from tenure.analytics.logline.line import LogLine, parse
from tenure.analytics.logline.people import Mention, Person
from tenure.analytics.logline.spans import Span

__all__ = ["LogLine", "Mention", "Person", "Span", "parse"]
