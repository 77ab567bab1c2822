"""`tenure plan ACCOUNT --export FILE`: the plan as pages or slides; the ending of the file says as which."""

from pathlib import Path

from tenure.cli.errors import CommandError
from tenure.integrations.papers.files import PaperFormat, paper_file
from tenure.integrations.papers.paper import Paper


def format_of(path: Path) -> PaperFormat:
    """What a file is to hold by its ending; CommandError for an ending that says nothing."""
    ending = path.suffix.removeprefix(".").lower()
    if ending not in [kind.value for kind in PaperFormat]:
        known = ", ".join(f".{kind}" for kind in PaperFormat)
        raise CommandError(f"{str(path)!r} ends in none of {known}, which say what a document is written as.")
    return PaperFormat(ending)


def export_paper(paper: Paper, path: Path) -> None:
    """Write a document into a file and say so."""
    made = paper_file(paper, format_of(path))
    try:
        path.write_bytes(made.content)
    except OSError as error:
        raise CommandError(f"The file {path} cannot be written: {error.strerror or error}.") from error
    print(f"{path}: {paper.title}, {paper.status}")
