"""English sentences told again in another language, by the templates they were made from.

A refusal, a notice or the cause of a fault is one English sentence where it is raised, kept, compared and counted.
Whoever shows it tells it again: the template that it was made from tells its words from the sentence, and the
catalogue has the template in other languages.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from string import Formatter
from typing import Any, Protocol

TRANSLATED_WORDS = ("noun", "criterion")
"""Words of a template that are translated themselves, each in the context of its own name."""
_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class Language(Protocol):
    """What translates: a catalogue of `gettext`, or Django's module of translations."""

    def gettext(self, message: str, /) -> str:
        """The text in the language, itself where that has no other."""

    def pgettext(self, context: str, message: str, /) -> str:
        """The same for a text that means something else elsewhere."""


def retold(sentence: str, templates: Sequence[str], language: Language) -> str:
    """The sentence in another language, if it was made from one of the templates by `str.format`; else as it is.

    Numbers in it get the marks of the language. Of two templates that fit the first counts.

    >>> from types import SimpleNamespace as Some
    >>> german = {"{noun} {row} is over {most:g}.": "{noun} {row} liegt über {most}.", "line": "Zeile", ".": ","}
    >>> language = Some(gettext=german.get, pgettext=lambda context, text: german.get(text, text))
    >>> retold("Line 7 is over 2.5.", ["{noun} {row} is over {most:g}."], language)
    'Zeile 7 liegt über 2,5.'
    >>> retold("Nobody knows.", ["{noun} {row} is over {most:g}."], language)
    'Nobody knows.'
    """
    for template in templates:
        found = _pattern(template).fullmatch(sentence)
        if found:
            words = {name: _word(name, text, language) for name, text in found.groupdict().items()}
            return _AS_SAID.vformat(language.gettext(template), (), words)
    return sentence


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    """What the sentences of a template look like; each of its words is a group."""
    parts: list[str] = []
    seen: set[str] = set()
    for text, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _word(name: str, text: str, language: Language) -> str:
    if name in TRANSLATED_WORDS:
        return _translated(name, text, language)
    return text.translate(_marks(language)) if _NUMBER.fullmatch(text) else text


def _translated(context: str, text: str, language: Language) -> str:
    """The word in the language; at the head of a sentence it is looked up as it stands inside one."""
    for word in (text, text[:1].lower() + text[1:]):
        said = language.pgettext(context, word)
        if said != word:
            return said[:1].upper() + said[1:] if text[:1].isupper() else said
    return text


def _marks(language: Language) -> dict[int, str]:
    decimal, thousands = language.pgettext("decimal mark", "."), language.pgettext("thousands mark", ",")
    return {ord("."): decimal, ord(","): thousands}


class _AsSaid(Formatter):
    """Fills in what is words already, whatever a template says of the form of its values."""

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ARG002 - the base class prescribes it
        return value

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ARG002 - the base class prescribes it
        return str(value)


_AS_SAID = _AsSaid()
