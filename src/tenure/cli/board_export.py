"""`tenure board ACCOUNT --export FILE`: the board as a picture, a page or slides."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from django.utils import translation

from tenure.cli.errors import CommandError
from tenure.integrations.drawings.files import Format, board_file
from tenure.integrations.drawings.sheet import Asked, sheet_of
from tenure.people.models import Member
from tenure.relationships.models import Decision


def export_board(decision: Decision, day: date, member: Member, args: Namespace) -> int:
    """Write the board into the file that the arguments name; its ending says as what."""
    path = Path(args.export)
    kind = _format(path)
    if args.json:
        raise CommandError("--export writes a drawing, --json prints an answer; ask for one of the two.")
    with translation.override(args.language):
        asked = Asked(on=day, without=args.what_if_leaves or "", shared=args.shared)
        made = board_file(sheet_of(decision, member, asked), kind)
    try:
        path.write_bytes(made.content)
    except OSError as error:
        raise CommandError(f"The file {path} cannot be written: {error.strerror or error}.") from error
    print(f"{path}: {decision.name}, {day}")
    return 0


def _format(path: Path) -> Format:
    ending = path.suffix.removeprefix(".").lower()
    if ending not in [kind.value for kind in Format]:
        known = ", ".join(f".{kind}" for kind in Format)
        raise CommandError(f"{str(path)!r} ends in none of {known}, which say what a board is written as.")
    return Format(ending)
