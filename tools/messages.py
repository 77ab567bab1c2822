"""The catalogues of translations: `python -m tools.messages extract` after a change of texts, `compile` to use them.

A language is one file, src/tenure/locale/<code>/LC_MESSAGES/django.po. `extract` writes into every one of them what the
code and the templates say today, keeps the translations, and lists what is missing. Nothing but Babel and Django is
needed: the texts of templates are found with the reading that Django's own makemessages uses.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tenure"
LOCALES = PACKAGE / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "pgettext_noop": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def template_catalogue() -> Catalog:
    """Every text of the package, with the places where it stands."""
    found = Catalog(project="Tenure")
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        place = path.relative_to(ROOT).as_posix()
        for _, message, comments, context in texts_of(path):
            found.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def texts_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """The texts of one file, as Babel gives them: line, message, comments, context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = as_python(source)
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"])


def as_python(template: str) -> str:
    """The texts of a template as calls of gettext or of its short name, on a line each."""
    from django.utils.translation.template import templatize

    return "\n".join(part.strip() for part in templatize(template).splitlines() if "gettext(" in part or "_(" in part)


def catalogues() -> list[Path]:
    """The catalogue of every language there is."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def code_of(path: Path) -> str:
    """The language of a catalogue.

    >>> code_of(Path("locale/de/LC_MESSAGES/django.po"))
    'de'
    """
    return path.parent.parent.name


def read(path: Path) -> Catalog:
    """A catalogue as it lies there; an empty one for an empty file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=code_of(path))


def refreshed(path: Path, texts: Catalog) -> Catalog:
    """The catalogue with exactly the texts there are today; translations stay, nothing is guessed."""
    catalogue = read(path)
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def missing(catalogue: Catalog) -> list[Message]:
    """The texts without a translation, or with one that somebody doubts."""
    return [message for message in catalogue if message.id and (message.fuzzy or not is_translated(message))]


def is_translated(message: Message) -> bool:
    """Whether there is a translation, in every number where there are several."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it is kept: sorted, without dates, so that the same texts give the same file."""
    stream = io.BytesIO()
    # Without line numbers: they would change the catalogue with every edit of the code.
    write_po(stream, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = stream.getvalue().decode().splitlines()
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team', "# ")
    return ("\n".join(line for line in lines if not line.startswith(dated) and line != "#") + "\n").encode()


def write_all() -> int:
    """Bring every catalogue up to date; the number of texts that are not translated."""
    texts, lacking = template_catalogue(), 0
    for path in catalogues():
        catalogue = refreshed(path, texts)
        path.write_bytes(written(catalogue))
        open_texts = missing(catalogue)
        lacking += len(open_texts)
        print(f"messages: {code_of(path)} has {len(catalogue)} texts, {len(open_texts)} without a translation")
    return lacking


def compile_all() -> None:
    """Write beside every catalogue the binary form that Django reads, when it is older or missing."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as stream:
            write_mo(stream, read(path))
        fresh.replace(target)


def main(arguments: list[str]) -> int:
    """Exit code 2 when the call is wrong."""
    match arguments:
        case ["extract"]:
            write_all()
            compile_all()
        case ["compile"]:
            compile_all()
        case _:
            print(f"{' '.join(arguments)!r} is not understood; name extract or compile.", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
