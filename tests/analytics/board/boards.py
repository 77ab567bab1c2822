"""Random boards for claims that hold on every board."""

from hypothesis import strategies as st

from tenure.analytics.board.position import Board, Influence, Kind, Person, Piece, Tie

STRENGTHS = st.sampled_from((0.0, 0.1, 0.2, 0.29, 0.3, 0.31, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)) | st.floats(0, 1)
STANCES = st.integers(-2, 2)
MEMBERS, RIVALS = ("KAM", "Eng", "Serv"), ("Rivalco", "Other")


@st.composite
def boards(draw: st.DrawFn, most: int = 6) -> Board:
    """A board of up to `most` people with any ties and influence, with a king, several, or none."""
    count = draw(st.integers(1, most))
    people = tuple(
        Person(f"p{place}", f"P{place}", draw(STANCES), 3, "plant", draw(st.sampled_from(Piece)))
        for place in range(count)
    )
    names = [person.id for person in people]
    pairs = [(one, other) for one in names for other in names if one != other]
    kinds = st.sampled_from(Kind)
    edges = draw(st.dictionaries(st.tuples(st.sampled_from(pairs), kinds), STRENGTHS, max_size=8)) if pairs else {}
    members = MEMBERS[: draw(st.integers(0, len(MEMBERS)))]
    return Board(
        people=people,
        members=members,
        ties=draw(_ties(members, names)),
        competitor_ties=draw(_ties(RIVALS, names)),
        influence=tuple(Influence(*ends, weight, kind) for (ends, kind), weight in edges.items()),
    )


@st.composite
def _ties(draw: st.DrawFn, holders: tuple[str, ...], names: list[str]) -> tuple[Tie, ...]:
    if not holders:
        return ()
    ends = st.tuples(st.sampled_from(holders), st.sampled_from(names))
    return tuple(Tie(*one, strength) for one, strength in draw(st.dictionaries(ends, STRENGTHS, max_size=8)).items())
