"""A board as a drawing: the layout of the screen with the words for whoever reads it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from tenure.analytics.board.layout import Box, Layout, Line, lay_out, wishes_of
from tenure.analytics.board.routes import LineKind
from tenure.analytics.board.strokes import strongest_last, usual_kinds, width_of
from tenure.core.figures import percent, plain
from tenure.integrations.drawings.shapes import Band, Card, Drawing, Key, Look, Stroke
from tenure.integrations.stationery.looks import Word
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import LEVELS, LINES, SHAPES, Mark, function_words
from tenure.relationships.queries import BoardOn


def drawing_of(shown: BoardOn, people: Sequence[PersonView], title: str, wanted: Collection[str] | None) -> Drawing:
    """Draw a board with lines of the wanted kinds, the usual ones where None.

    `people` are everybody on it as the reader may see them.
    """
    counts = Counter(wish.kind for wish in wishes_of(shown.board))
    kinds = usual_kinds(counts) if wanted is None else {kind for kind in LineKind if kind in wanted}
    layout = lay_out(shown.board, shown.columns, kinds)
    functions = function_words()
    lines = strongest_last(layout.lines)
    return Drawing(
        width=layout.width,
        height=layout.height,
        title=title,
        description=_("A board. People: %(people)s, unknown: %(fog)s, lines: %(lines)s.")
        % {"people": len(people), "fog": len(layout.fog), "lines": len(lines)},
        rows=[Band(str(LEVELS[level]), box) for level, box in layout.rows.items()],
        columns=[Band(functions[name], box) for name, box in layout.columns.items()],
        strokes=[_stroke(line, shown.names) for line in lines],
        cards=_cards(shown, people, layout, functions),
        legend=[Key(kind, str(LINES[kind]), counts[kind]) for kind in LineKind if counts[kind] and kind in kinds],
    )


def _stroke(line: Line, names: Mapping[str, str]) -> Stroke:
    ends = f"{names.get(line.source, '')} → {names.get(line.target, '')}"
    description = f"{LINES[line.kind]}: {ends}, {plain(line.strength)}"
    return Stroke(line.kind, line.source, line.target, line.points, width_of(line), description)


def _cards(shown: BoardOn, people: Sequence[PersonView], layout: Layout, functions: Mapping[str, str]) -> list[Card]:
    fog = zip(shown.board.fog, layout.fog, strict=True)
    return [
        *(_person(one, layout.people[one.id]) for one in people),
        *(
            _unknown(place, f"{functions[square.function]}, {LEVELS[square.level]}", box)
            for place, (square, box) in enumerate(fog)
        ),
        *(_beside(code, Look.OURS, shown.names, box) for code, box in layout.ours.items()),
        *(_beside(code, Look.RIVAL, shown.names, box) for code, box in layout.rivals.items()),
    ]


def _person(view: PersonView, box: Box) -> Card:
    marks = tuple(_word(mark) for mark in view.marks)
    footnotes = percent(view.cover), view.met
    said = [view.role, *(str(mark.word) for mark in view.marks), _("cover %(share)s") % {"share": footnotes[0]}]
    return Card(
        id=view.id,
        look=Look.PERSON,
        box=box,
        name=view.name,
        symbol=SHAPES[view.symbol],
        role=view.role,
        marks=marks,
        tone=view.tone,
        cover=view.cover,
        footnotes=footnotes,
        description=f"{view.name}: {', '.join(said)}",
    )


def _word(mark: Mark) -> Word:
    return Word(f"{mark.shape} {mark.word}".strip(), mark.tone)


def _unknown(place: int, role: str, box: Box) -> Card:
    said = _("role known, person not")
    return Card(
        id=f"fog:{place}",
        look=Look.UNKNOWN,
        box=box,
        name=_("Unknown"),
        role=role,
        footnotes=(said,),
        description=f"{role}: {said}",
    )


def _beside(code: str, look: Look, names: Mapping[str, str], box: Box) -> Card:
    name = names.get(code, _("a colleague"))
    side = _("our side") if look is Look.OURS else _("competitor")
    return Card(id=code, look=look, box=box, name=name, description=f"{name}: {side}")
